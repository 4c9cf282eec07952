//! The contract years: maximum, share, aid due; the total; what was measured.

use convention::contrat::PeriodeChiffree;
use convention::etude::{AnneeEtudiee, Chiffrage, Plage, Totaux};
use convention::explication::Chemin;
use convention::indicateur::Indicateur;
use convention::money::{Centimes, Fraction};

use super::{Bloc, Colonne, Page, Tableau, Texte};
use crate::{Vue, date_courte, euros, plage_euros, plage_pour_cent, pour_cent};

const INCONNU: &str = "inconnu";
/// What is said of a sum whose least is of no use.
pub(crate) const JUSQU_A: &str = "jusqu'à";

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let chiffrage = &vue.etude.chiffrage;
    if chiffrage.annees.is_empty() {
        return;
    }
    page.titre("annees", "Les années");
    tableau(vue, chiffrage, page);
    pire_et_en_jeu(&chiffrage.totaux, page);
}

/// What the results and what is missing can still change.
pub(crate) fn pire_et_en_jeu(totaux: &Totaux, page: &mut Page) {
    if let (Some(pire), Some(en_jeu)) = (totaux.pire_cas(), totaux.en_jeu()) {
        let mut said = Texte::from("Pire cas\u{a0}: ");
        said.ajouter(Texte::de(euros(pire), Chemin::PireCas));
        said.ajouter(". En jeu, selon vos résultats et ce qui manque\u{a0}: ");
        said.ajouter(Texte::de(euros(en_jeu), Chemin::EnJeu));
        said.ajouter(".");
        page.bloc(Bloc::Paragraphe(said));
    }
}

/// The table of the years, without lines yet.
pub(crate) fn tableau_des_annees() -> Tableau {
    use Colonne::{Droite, Gauche};
    Tableau::new(&[
        ("Année", Gauche),
        ("du", Gauche),
        ("au", Gauche),
        ("Aide maximale", Droite),
        ("Part", Droite),
        ("Aide due", Droite),
    ])
}

fn tableau(vue: &Vue<'_>, chiffrage: &Chiffrage, page: &mut Page) {
    let mut table = tableau_des_annees();
    let au = vue.etude.demande.au;
    for (index, year) in chiffrage.annees.iter().enumerate() {
        let periode = &year.annee.periode;
        let now = if periode.debut <= au && au <= periode.fin && vue.etude.eligibilite.deja_signe { " *" } else { "" };
        let n = year.annee.annee;
        let (debut, fin, part) = if year.annee.sans_un_jour() {
            ("sans un jour".to_owned(), String::new(), Texte::default())
        } else {
            (date_courte(periode.debut), date_courte(periode.fin), Texte::de(part(year), Chemin::Part(n)))
        };
        table.ligne(vec![
            format!("{n}{now}").into(),
            debut.into(),
            fin.into(),
            Texte::de(montant(year), Chemin::Montant(n)),
            part,
            Texte::de(aide(year, plage_euros), Chemin::Aide(n)),
        ]);
        if year.periodes.len() > 1 {
            (0u16..).zip(&year.periodes).for_each(|(k, p)| table.ligne(periode_de_l_annee(vue, p, (n, k))));
        }
        if index + 1 == usize::from(chiffrage.totaux.annees) {
            table.total(total(chiffrage));
        }
    }
    // A contract that ended before its term has no line after its last year.
    if chiffrage.annees.len() < usize::from(chiffrage.totaux.annees) {
        table.total(total(chiffrage));
    }
    let running = chiffrage.annees.iter().any(|y| y.annee.periode.debut <= au && au <= y.annee.periode.fin);
    page.tableau(table);
    if running && vue.etude.eligibilite.deja_signe {
        page.paragraphe("* année en cours");
    }
    if chiffrage.annees.iter().any(|y| y.periodes.len() > 1) {
        page.paragraphe("« dont » : une partie d'année, avec le montant d'une année entière comme elle.");
    }
    for year in &chiffrage.annees {
        if let Some(sentence) = vue.sans_un_jour(year) {
            page.paragraphe(&sentence);
        }
        if let Some(sentence) = vue.decision_et_calcul(year.annee.annee) {
            page.paragraphe(&sentence);
        }
    }
}

/// A part of a year: its days, and its option or that it is suspended.
fn periode_de_l_annee(vue: &Vue<'_>, chiffree: &PeriodeChiffree, (n, k): (u8, u16)) -> Vec<Texte> {
    let periode = &chiffree.periode;
    let option = periode.option.map(|o| vue.option(o)).unwrap_or_default();
    let (amount, share) = if periode.active {
        let amount = chiffree.montant_annuel.map_or_else(|| INCONNU.to_owned(), euros);
        let share = chiffree.part.map_or_else(|| INCONNU.to_owned(), pour_cent);
        let amount = Texte::de(format!("{option}\u{a0}: {amount}"), Chemin::MontantPeriode(n, k));
        (amount, Texte::de(share, Chemin::PartPeriode(n, k)))
    } else {
        (vue.mot("suspendue").into(), Texte::default())
    };
    let days = (date_courte(periode.debut), date_courte(periode.fin));
    vec!["dont".into(), days.0.into(), days.1.into(), amount, share, Texte::default()]
}

fn total(chiffrage: &Chiffrage) -> Vec<Texte> {
    let totaux = &chiffrage.totaux;
    let sum = match (totaux.aide, totaux.bornes) {
        (Some(aide), _) => euros(aide),
        (None, Some(bornes)) => plage_euros(bornes),
        (None, None) => INCONNU.to_owned(),
    };
    let maximum = totaux.maximum.map_or_else(Texte::default, |sum| Texte::de(euros(sum), Chemin::Maximum));
    let listed = chiffrage.annees.iter().take(usize::from(totaux.annees));
    let years = listed.filter(|year| !year.annee.sans_un_jour()).count();
    let over = if years > 1 { format!("{years}\u{a0}ans") } else { String::new() };
    let sum = Texte::de(sum, Chemin::Total);
    vec!["Total".into(), over.into(), Texte::default(), maximum, Texte::default(), sum]
}

/// The maximum of a year, or its bounds.
pub(crate) fn montant(year: &AnneeEtudiee) -> String {
    known(year.annee.montant, euros, year.bornes.and_then(|b| b.montant), plage_euros)
}

/// The aid due of a year, or its bounds.
pub(crate) fn aide(year: &AnneeEtudiee, range: fn(Plage<Centimes>) -> String) -> String {
    known(year.annee.aide, euros, year.bornes.and_then(|b| b.aide), |bounds| {
        if sans_cible(year) && bounds.min > Centimes::ZERO { au_plus(&euros(bounds.max)) } else { range(bounds) }
    })
}

/// The share of a year, or its bounds.
pub(crate) fn part(year: &AnneeEtudiee) -> String {
    known(year.annee.part, pour_cent, year.bornes.and_then(|b| b.part), |bounds| {
        let most = || au_plus(&pour_cent(bounds.max));
        if sans_cible(year) && bounds.min > Fraction::ZERO { most() } else { plage_pour_cent(bounds) }
    })
}

/// Whether a year is judged on targets of which none is known: what a result pays at least then comes from the
/// highest target that could be typed, exact and of no use to anybody.
fn sans_cible(year: &AnneeEtudiee) -> bool {
    let known = |i: Indicateur| year.annee.objectifs[i].as_ref().is_some_and(|objectif| objectif.cible.is_some());
    year.annee.mode.is_some() && !Indicateur::ALL.into_iter().any(known)
}

fn au_plus(most: &str) -> String {
    format!("{JUSQU_A}\u{a0}{most}")
}

fn known<T: Copy>(
    value: Option<T>,
    one: impl Fn(T) -> String,
    bounds: Option<Plage<T>>,
    range: impl Fn(Plage<T>) -> String,
) -> String {
    value.map(one).or_else(|| bounds.map(range)).unwrap_or_else(|| INCONNU.to_owned())
}
