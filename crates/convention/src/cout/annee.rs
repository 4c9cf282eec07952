//! The costs of the contract years.

use std::collections::BTreeSet;

use super::calendrier::{Mois, mois_travailles, somme};
use super::cotisations::charges;
use super::emploi::{Anciennete, Emploi, Temps};
use super::salaire::{self, Rang};
use super::types::{CoutAnnee, Detail, HypotheseCout, LigneCout, Mensualite, NonCompris, RemarqueCout};
use crate::dossier::{Assistant, OptionEtp};
use crate::explication::{Chemin, Donnee, FigureCout as F, Origine, Quiet, Trace};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::tables::{Parametre, Tables};

/// A contract year: its number, its first and its last day.
type Annee = (u8, Jour, Jour);

/// What each contract year costs; nothing where the dossier says neither cost, nor pay, nor position.
/// What stays to be paid is not known here.
pub fn couts<T: Trace>(
    tables: &Tables,
    assistant: &Assistant,
    option: Option<OptionEtp>,
    annees: &[Annee],
    trace: &mut T,
) -> Vec<CoutAnnee> {
    let Some((_, contrat, _)) = annees.first() else { return Vec::new() };
    let embauche = assistant.embauche;
    if let Some(typed) = assistant.cout_annuel {
        return annees.iter().map(|annee| saisi(typed, embauche, *annee, trace)).collect();
    }
    let Some(emploi) = Emploi::of(assistant, option, *contrat) else { return Vec::new() };
    let calcul = Calcul { tables, emploi, option, embauche };
    annees.iter().map(|annee| calcul.annee(*annee, trace)).collect()
}

/// COUT-6: the typed cost, for the months that are worked.
fn saisi<T: Trace>(typed: Centimes, embauche: Option<Jour>, annee: Annee, trace: &mut T) -> CoutAnnee {
    let (n, ..) = annee;
    let (_, mois) = mois(annee, embauche, trace);
    let cout = trace.rule(Chemin::Cout(n, F::Cout), "COUT-6", |t| {
        t.read("cout_annuel", typed, Origine::Dossier(Donnee::Champ("assistant.cout_annuel_euros")));
        t.read("mois", mois, Origine::Figure(Chemin::Cout(n, F::Mois)));
        Fraction::new(mois.num, 12 * mois.den).of(typed)
    });
    CoutAnnee {
        annee: n,
        mois,
        temps: None,
        cout: Some(cout),
        detail: None,
        mensualites: Vec::new(),
        reste_a_charge: None,
        bornes: None,
        hypotheses: embauche.is_none().then_some(HypotheseCout::EmbaucheAuDebut).into_iter().collect(),
        remarques: Vec::new(),
        non_compris: &[],
    }
}

/// The months that are worked, and how many they are.
fn mois<T: Trace>((n, debut, fin): Annee, embauche: Option<Jour>, trace: &mut T) -> (Vec<Mois>, Fraction) {
    let months = mois_travailles(debut, fin, embauche);
    let count = trace.rule(Chemin::Cout(n, F::Mois), "COUT-7", |t| {
        t.read("debut", debut, Origine::Figure(Chemin::Debut(n)));
        t.read("fin", fin, Origine::Figure(Chemin::Fin(n)));
        t.read("embauche", embauche, Origine::Dossier(Donnee::Champ("assistant.embauche")));
        somme(months.iter().map(|m| m.part))
    });
    (months, count)
}

/// A cost that is worked out.
struct Calcul<'a> {
    tables: &'a Tables,
    emploi: Emploi,
    option: Option<OptionEtp>,
    embauche: Option<Jour>,
}

impl Calcul<'_> {
    fn annee<T: Trace>(&self, annee: Annee, trace: &mut T) -> CoutAnnee {
        let (n, debut, _) = annee;
        let (months, mois) = mois(annee, self.embauche, trace);
        let temps = self.emploi.temps.part(self.tables, n, trace);
        let runs = self.suites(&months);
        let mensualites: Vec<Mensualite> =
            (0..).zip(&runs).map(|(index, run)| self.mensualite((n, debut), index, run, temps, trace)).collect();
        let mut detail = Detail::default();
        for ligne in LigneCout::ALL.iter().copied() {
            detail[ligne] = trace.rule(Chemin::Cout(n, F::Ligne(ligne)), regle(ligne), |t| {
                for (index, run) in (0..).zip(&mensualites) {
                    t.read("mois", run.mois, Origine::Figure(Chemin::Cout(n, F::NombreDeMois(index))));
                    t.read("mensuel", run.detail[ligne], Origine::Figure(Chemin::Cout(n, F::Mensuel(index, ligne))));
                }
                mensualites.iter().map(|run| run.mois.of(run.detail[ligne])).sum::<Centimes>()
            });
        }
        let cout = trace.rule(Chemin::Cout(n, F::Cout), "COUT-7", |t| {
            for ligne in LigneCout::ALL.iter().copied() {
                t.read(ligne.id(), detail[ligne], Origine::Figure(Chemin::Cout(n, F::Ligne(ligne))));
            }
            detail.total()
        });
        CoutAnnee {
            annee: n,
            mois,
            temps: Some(temps),
            cout: Some(cout),
            detail: Some(detail),
            reste_a_charge: None,
            bornes: None,
            hypotheses: self.hypotheses(&months, &mensualites, temps),
            remarques: self.remarques(&mensualites, temps),
            mensualites,
            non_compris: NonCompris::ALL,
        }
    }

    /// Months that follow each other, whole, and paid alike.
    fn suites(&self, months: &[Mois]) -> Vec<Vec<Mois>> {
        let paid = |m: &Mois| {
            let rang = Rang { annee: 0, index: 0, debut: m.debut };
            let quiet = &mut Quiet::default();
            let minimum = salaire::minimum(self.tables, &self.emploi, Fraction::ONE, rang, quiet);
            (minimum, salaire::taux_anciennete(self.tables, &self.emploi, rang, quiet))
        };
        let alike = |a: &Mois, b: &Mois| a.part == Fraction::ONE && b.part == Fraction::ONE && paid(a) == paid(b);
        months.chunk_by(alike).map(<[Mois]>::to_vec).collect()
    }

    fn mensualite<T: Trace>(
        &self,
        (annee, contrat): (u8, Jour),
        index: u8,
        run: &[Mois],
        temps: Fraction,
        trace: &mut T,
    ) -> Mensualite {
        let (debut, fin) = (run.first().map_or(contrat, |m| m.debut), run.last().map_or(contrat, |m| m.fin));
        let rang = Rang { annee, index, debut };
        let mois = trace.rule(rang.chemin(F::NombreDeMois), "COUT-7", |t| {
            t.read("annee_debut", contrat, Origine::Figure(Chemin::Debut(annee)));
            t.read("debut", debut, Origine::Figure(rang.chemin(F::Debut)));
            t.read("fin", fin, Origine::Figure(rang.chemin(F::Fin)));
            somme(run.iter().map(|m| m.part))
        });
        let minimum = salaire::minimum(self.tables, &self.emploi, temps, rang, trace);
        let mut detail = Detail::default();
        detail[LigneCout::Salaire] = salaire::salaire(&self.emploi, minimum, rang, trace);
        let taux_anciennete = salaire::taux_anciennete(self.tables, &self.emploi, rang, trace);
        detail[LigneCout::Anciennete] = salaire::anciennete(&detail, taux_anciennete, rang, trace);
        charges(self.tables, &mut detail, temps, rang, trace);
        Mensualite { debut, fin, mois, minimum, taux_anciennete, detail }
    }

    fn hypotheses(&self, months: &[Mois], mensualites: &[Mensualite], temps: Fraction) -> Vec<HypotheseCout> {
        use HypotheseCout as H;
        let cout = &self.tables.cout;
        let mut found: BTreeSet<H> = BTreeSet::from([H::TauxAtMp, H::Mutuelle, H::PetitCabinet]);
        let mut add = |holds: bool, hypothese: H| {
            if holds {
                found.insert(hypothese);
            }
        };
        add(matches!(self.emploi.temps, Temps::Option(_)), H::HeuresDeLOption);
        add(temps > Fraction::ONE, H::PlusieursAssistants);
        add(self.embauche.is_none(), H::EmbaucheAuDebut);
        add(!matches!(self.emploi.anciennete, Anciennete::Ecrite(_)), H::AncienneteDepuisLEmbauche);
        add(mensualites.iter().any(|m| m.taux_anciennete > Fraction::ZERO), H::AncienneteSurLeSalaire);
        let (first, last) = (cout.parametres.0.value, cout.parametres.1.value);
        for month in months {
            let day = month.debut;
            add(day < first || day > last, H::ParametresDuSecondSemestre2026);
            // A typed pay owes nothing to a minimum.
            if self.emploi.brut.is_none() {
                let before = [cout.minimum(day).map(|(_, b)| b), cout.smic(day).map(|(_, b)| b)];
                add(before.contains(&Some(true)), H::PremierMinimumConnu);
                add(day > cout.minimums_connus.value, H::DernierMinimumConnu);
            }
        }
        found.into_iter().collect()
    }

    fn remarques(&self, mensualites: &[Mensualite], temps: Fraction) -> Vec<RemarqueCout> {
        let full = self.tables.parametre(Parametre::HeuresTempsPlein).value;
        let short = self.tables.parametre(Parametre::TempsPartielHeures).value;
        let below = self.emploi.brut.is_some_and(|brut| mensualites.iter().any(|m| brut < m.minimum));
        // Hours are written in hundredths: 11,67 is a third of 35.
        let less = match (self.emploi.temps, self.option) {
            (Temps::Heures(h), Some(option)) => Fraction::new(100 * h.num + h.den, 100 * full * h.den) < option.temps(),
            _ => false,
        };
        let list = [
            (below, RemarqueCout::SousLeMinimum),
            (temps < Fraction::new(short, full), RemarqueCout::TempsPartielCourt),
            (less, RemarqueCout::MoinsQueLOption),
        ];
        list.into_iter().filter(|(holds, _)| *holds).map(|(_, remarque)| remarque).collect()
    }
}

/// The rule of a line.
const fn regle(ligne: LigneCout) -> &'static str {
    match ligne {
        LigneCout::Salaire => "COUT-1",
        LigneCout::Cotisations => "COUT-2",
        LigneCout::Reduction => "COUT-3",
        LigneCout::Prevoyance | LigneCout::Formation | LigneCout::Paritarisme | LigneCout::Mutuelle => "COUT-4",
        LigneCout::Anciennete => "COUT-5",
    }
}
