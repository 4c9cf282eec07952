//! The explanation of the figures that no single rule gives: bounds, which reruns reach; sums; the lines
//! of the decision table; next steps; hypotheses.
//!
//! Runs after the figures, for a listener that keeps what it hears, and calls the same functions again.

mod bornes;
mod options;
mod resultats;

use bornes::Run;
pub(super) use options::cote_a_cote;

use crate::contrat::Donnees;
use crate::eligibilite::Verdict;
use crate::etude::bornes::{Enveloppe, Plage};
use crate::etude::chiffrage::{Chiffrage, Known};
use crate::explication::{Bout, Chemin, Origine, Regle, Trace, Valeur, cell};
use crate::faits::Faits;
use crate::indicateur::Indicateur;
use crate::money::Centimes;
use crate::tables::{Nature, Parametre};

/// What the explanation of an option reads.
pub(super) struct Justifier<'a, 'b> {
    pub(super) donnees: &'a Donnees<'a>,
    pub(super) faits: &'a Faits<'b>,
    pub(super) exclure_sous_p30: bool,
    pub(super) enveloppe: &'a Enveloppe,
    pub(super) chiffrage: &'a Chiffrage,
}

const BOUTS: [Bout; 2] = [Bout::Min, Bout::Max];

/// A doctor who may not have the aid: the sums have no object.
pub(super) fn sans_objet<T: Trace>(verdict: Verdict, trace: &mut T) {
    if trace.keeps_rules() {
        for chemin in [Chemin::Total, Chemin::Maximum, Chemin::PireCas, Chemin::EnJeu] {
            trace.rule(chemin, Regle::Eli12, |t| {
                t.read("verdict", verdict, Origine::Figure(Chemin::Verdict));
                Known(Valeur::Inconnu)
            });
        }
    }
}

impl<'b> Justifier<'_, 'b> {
    /// Every figure that is left to explain.
    pub(super) fn tout<T: Trace>(&self, t: &mut T) {
        self.objectifs(t);
        let mut runs = Vec::new();
        let mut first_payment = 0;
        for (index, studied) in self.chiffrage.annees.iter().enumerate() {
            if studied.bornes.is_some() {
                self.annee(index, studied, first_payment, &mut runs, t);
                self.versements(index, studied, first_payment, &mut runs, t);
            }
            first_payment += studied.annee.versements.iter().flatten().count() as u16;
        }
        self.totaux(&mut runs, t);
        self.decisions(t);
        for (index, palier) in self.chiffrage.paliers.iter().enumerate() {
            self.palier(index as u8, palier, t);
        }
        self.hypotheses(t);
    }

    /// OBJ-5: patients more than the start, and a week.
    fn objectifs<T: Trace>(&self, t: &mut T) {
        for i in Indicateur::ALL {
            let Some(objectif) = self.chiffrage.objectifs[i] else { continue };
            let gain = objectif.cible.zip(objectif.depart).map(|(c, d)| i64::from(c) - i64::from(d));
            t.rule(Chemin::Gain(i), Regle::Obj5, |t| {
                t.read("cible", objectif.cible, Origine::Figure(Chemin::Cible(i)));
                t.read("depart", objectif.depart, Origine::Figure(Chemin::Depart(i)));
                gain
            });
            t.rule(Chemin::ParSemaine(i), Regle::Obj5, |t| {
                t.read("gain", gain, Origine::Figure(Chemin::Gain(i)));
                t.read("semaines", self.chiffrage.totaux.semaines[i], Origine::Figure(Chemin::Semaines(i)));
                self.chiffrage.totaux.par_semaine[i]
            });
            t.rule(Chemin::Semaines(i), Regle::Obj5, |t| {
                let tables = self.donnees.tables;
                cell("semaines", tables.parametre(Parametre::SemainesObjectif), t);
                if objectif.nature == Some(Nature::PalierP50) {
                    cell("palier_ans", tables.parametre(Parametre::PalierAns), t);
                    cell("premiere_annee_modulee", tables.parametre(Parametre::PremiereAnneeModulee), t);
                }
                self.chiffrage.totaux.semaines[i]
            });
        }
    }

    /// PAI-6: the sums over the first years.
    fn totaux<T: Trace>(&self, runs: &mut Vec<Run<'b>>, t: &mut T) {
        let totaux = &self.chiffrage.totaux;
        let duree = usize::from(totaux.annees);
        t.rule(Chemin::Maximum, Regle::Pai6, |t| {
            for studied in self.chiffrage.annees.iter().take(duree) {
                t.read("montant", studied.annee.montant, Origine::Figure(Chemin::Montant(studied.annee.annee)));
            }
            totaux.maximum
        });
        for bout in BOUTS.into_iter().filter(|_| totaux.bornes.is_some()) {
            let Some(run) = self.run(self.enveloppe.run_du_total(bout), runs) else { continue };
            t.rule(Chemin::BorneTotal(bout), Regle::Att13, |t| {
                for year in run.years.iter().take(duree) {
                    t.read("aide", year.aide, Origine::Suppose(Chemin::Aide(year.annee)));
                }
                run.years.iter().take(duree).map(|year| year.aide).sum::<Option<Centimes>>()
            });
        }
        extremes(totaux.aide, totaux.bornes, (totaux.pire_cas(), totaux.en_jeu()), t);
    }
}

impl Bout {
    /// This end of a range.
    fn of<V: Copy>(self, plage: Plage<V>) -> V {
        match self {
            Bout::Min => plage.min,
            Bout::Max => plage.max,
        }
    }
}

/// The worst case, and what is at stake.
fn extremes<T: Trace>(
    aide: Option<Centimes>,
    bornes: Option<Plage<Centimes>>,
    (pire_cas, en_jeu): (Option<Centimes>, Option<Centimes>),
    t: &mut T,
) {
    for (chemin, value) in [(Chemin::PireCas, pire_cas), (Chemin::EnJeu, en_jeu)] {
        t.rule(chemin, Regle::Pai6, |t| {
            t.read("aide", aide, Origine::Figure(Chemin::Total));
            if let Some(bornes) = bornes {
                t.read("min", bornes.min, Origine::Figure(Chemin::BorneTotal(Bout::Min)));
                t.read("max", bornes.max, Origine::Figure(Chemin::BorneTotal(Bout::Max)));
            }
            value
        });
    }
}
