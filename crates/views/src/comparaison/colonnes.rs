//! Options, regimes or rules side by side: what each column asks, pays, costs and leaves to pay.

use convention::comparaison::{AnneeComparee, Comparee, Mesure, TotauxCompares, annees, totaux};
use convention::etude::{Chiffrage, Plage};
use convention::indicateur::Indicateur;
use convention::money::Centimes;
use convention::tables::Nature;

use super::VueDeComparaison;
use crate::nombre::{entier, euros, gain, plage_euros, plage_euros_courte, rythme};
use crate::page::{Colonne, Page, Tableau};
use crate::typographie::majuscule;
use crate::{Vue, date};

const INCONNU: &str = "inconnu";
const RIEN: &str = "–";

/// A column: its name, the words to say it with, its figures.
struct Colonnes<'a> {
    noms: Vec<String>,
    vues: Vec<Vue<'a>>,
    chiffrages: Vec<&'a Chiffrage>,
}

pub(super) fn write<'a>(vue: &VueDeComparaison<'a>, comparee: &'a Comparee, page: &mut Page) {
    let mut columns = Colonnes { noms: Vec::new(), vues: Vec::new(), chiffrages: Vec::new() };
    for terme in &comparee.termes {
        let Some(of) = vue.vue(terme) else { continue };
        let name = vue.nom(&terme.nom);
        let mut push = |nom: String, chiffrage: &'a Chiffrage| {
            columns.noms.push(nom);
            columns.vues.push(of);
            columns.chiffrages.push(chiffrage);
        };
        if of.etude.variantes.is_empty() {
            push(name, &of.etude.chiffrage);
        } else {
            // A dossier that chooses no option: each of them.
            for variante in &of.etude.variantes {
                let option = variante.option.map_or_else(String::new, |o| of.option(o));
                push(format!("{name}, {option}"), variante);
            }
        }
    }
    columns.resume(page);
    columns.annees(page);
    columns.verdicts(page);
}

impl Colonnes<'_> {
    fn table(&self, corner: &str) -> Tableau {
        let mut heads = vec![(corner.to_owned(), Colonne::Gauche)];
        heads.extend(self.noms.iter().map(|nom| (nom.clone(), Colonne::Droite)));
        Tableau::new(&heads)
    }

    fn plage(&self) -> fn(Plage<Centimes>) -> String {
        if self.noms.len() > 2 { plage_euros_courte } else { plage_euros }
    }

    /// The sums over the contract, and what is asked: the table that decides.
    fn resume(&self, page: &mut Page) {
        let years = self.chiffrages.iter().map(|c| c.totaux.annees).max().unwrap_or(0);
        if years == 0 {
            return;
        }
        page.titre("totaux", &format!("Sur les {years} ans du contrat"));
        let mut table = self.table("");
        let sums: Vec<TotauxCompares> = self.chiffrages.iter().map(|c| totaux(c)).collect();
        let mut row = |label: &str, value: &dyn Fn(&TotauxCompares) -> Option<String>| {
            let cells: Vec<Option<String>> = sums.iter().map(|t| value(t).filter(|_| t.annees > 0)).collect();
            if cells.iter().any(Option::is_some) {
                let of = |(cell, sum): (Option<String>, &TotauxCompares)| {
                    cell.unwrap_or_else(|| if sum.annees == 0 { RIEN } else { INCONNU }.to_owned())
                };
                table.ligne([label.to_owned()].into_iter().chain(cells.into_iter().zip(&sums).map(of)).collect());
            }
        };
        let range = self.plage();
        row("Aide si tout est atteint", &|t| t.maximum.map(euros));
        row("Aide due, selon vos résultats", &|t| mesure(&t.aide, range));
        row("Coût de l'emploi", &|t| t.cout.map(euros));
        row("Reste à charge", &|t| mesure(&t.reste, range));
        for i in Indicateur::ALL {
            self.objectif(i, &mut table);
        }
        page.tableau(table);
        let unknown = |c: &&Chiffrage| [c.objectifs.pmt, c.objectifs.pfa].iter().flatten().any(|o| o.cible.is_none());
        if self.chiffrages.iter().any(unknown) {
            page.paragraphe("Un objectif inconnu est à demander à la caisse\u{a0}: il est écrit au contrat.");
        }
        if sums.iter().all(|t| t.cout.is_none()) {
            page.paragraphe(
                "Le coût de l'emploi n'est pas connu\u{a0}: écrivez au moins la position de l'assistant dans le dossier.",
            );
        }
    }

    /// What is asked on an indicator, and each week.
    fn objectif(&self, i: Indicateur, table: &mut Tableau) {
        let Some(vue) = self.vues.first() else { return };
        if self.chiffrages.iter().all(|c| c.objectifs[i].is_none()) {
            return;
        }
        let sigle = vue.sigle(i);
        let asked = self.chiffrages.iter().zip(&self.vues).map(|(c, vue)| match c.objectifs[i] {
            None => RIEN.to_owned(),
            Some(o) => match (o.nature, o.cible.zip(o.depart)) {
                (Some(Nature::Maintien), _) => vue.nature(&o),
                (_, Some((cible, depart))) => gain(i64::from(cible) - i64::from(depart)),
                _ => INCONNU.to_owned(),
            },
        });
        table.ligne([format!("{sigle}\u{a0}: patients à gagner")].into_iter().chain(asked).collect());
        if self.chiffrages.iter().any(|c| c.totaux.par_semaine[i].is_some()) {
            let weekly =
                self.chiffrages.iter().map(|c| c.totaux.par_semaine[i].map_or_else(|| RIEN.to_owned(), rythme));
            table.ligne([format!("{sigle}\u{a0}: soit par semaine")].into_iter().chain(weekly).collect());
        }
    }

    /// Year by year; years that are alike in every column make one line.
    fn annees(&self, page: &mut Page) {
        let years: Vec<Vec<AnneeComparee>> = self.chiffrages.iter().map(|c| annees(c)).collect();
        let last = years.iter().map(Vec::len).max().unwrap_or(0);
        if last == 0 {
            return;
        }
        let range = self.plage();
        page.titre("annees", "Année par année");
        let mut table = self.table("");
        let mut section = |label: &str, value: &dyn Fn(&AnneeComparee) -> Option<String>| {
            let cells = |n: usize| -> Vec<String> {
                let of = |column: &Vec<AnneeComparee>| match column.get(n) {
                    Some(year) => value(year).unwrap_or_else(|| INCONNU.to_owned()),
                    None => RIEN.to_owned(),
                };
                years.iter().map(of).collect()
            };
            let known = |n: usize| years.iter().any(|column| column.get(n).is_some_and(|y| value(y).is_some()));
            let mut n = 0;
            while n < last {
                let alike = (n..last).take_while(|other| cells(*other) == cells(n)).count();
                if known(n) {
                    table
                        .ligne([format!("{label}, {}", rangs(n + 1, n + alike))].into_iter().chain(cells(n)).collect());
                }
                n += alike;
            }
        };
        section("Maximum", &|y| mesure(&y.montant, range));
        section("Aide due", &|y| mesure(&y.aide, range));
        section("Coût", &|y| y.cout.map(euros));
        section("Reste à charge", &|y| mesure(&y.reste, range));
        page.tableau(table);
        if years.iter().flatten().any(|y| y.reste.min().is_some_and(|reste| reste < Centimes::ZERO)) {
            page.paragraphe("Un reste négatif\u{a0}: l'aide dépasse le coût de l'année.");
        }
        if last > 1 {
            page.paragraphe("Où plusieurs années font une ligne, la somme est celle de chacune.");
        }
    }

    /// The right to the aid, where it is not the same everywhere or not granted; the day of each signature.
    fn verdicts(&self, page: &mut Page) {
        page.titre("droit", "Droit à l'aide");
        let mut said: Vec<(String, Vec<&str>)> = Vec::new();
        for (nom, vue) in self.noms.iter().zip(&self.vues) {
            let signed = date(vue.etude.signature);
            let sentence =
                format!("{} · signature du {signed}", majuscule(vue.mot(vue.etude.eligibilite.verdict.id())));
            match said.iter_mut().find(|(known, _)| *known == sentence) {
                Some((_, columns)) => columns.push(nom),
                None => said.push((sentence, vec![nom])),
            }
        }
        let all = said.len() == 1;
        for (sentence, columns) in said {
            page.puce(&if all { sentence } else { format!("{}\u{a0}: {sentence}", columns.join(", ")) });
        }
    }
}

/// A figure, or its bounds.
pub(super) fn mesure(mesure: &Mesure<Centimes>, range: fn(Plage<Centimes>) -> String) -> Option<String> {
    mesure.valeur.map(euros).or_else(|| mesure.bornes.map(range))
}

/// `année 2`, `années 3 à 5`.
pub(super) fn rangs(first: usize, last: usize) -> String {
    let (from, to) = (entier(first as i64), entier(last as i64));
    if first == last { format!("année\u{a0}{from}") } else { format!("années\u{a0}{from}\u{a0}à\u{a0}{to}") }
}
