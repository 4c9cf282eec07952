//! Options side by side: what they agree on, and bounds over them where they do not.

use super::bornes::{Bornes, Plage};
use super::chiffrage::{AnneeEtudiee, Chiffrage, Totaux};
use super::couts;
use crate::contrat::Calcul;
use crate::indicateur::{Indicateur, Paire};
use crate::objectif::Objectif;

impl Chiffrage {
    /// What holds for every option: a figure where they agree, bounds over them where they do not.
    pub(super) fn cote_a_cote(variantes: &[Chiffrage]) -> Chiffrage {
        let Some((first, others)) = variantes.split_first() else { return Chiffrage::vide(None) };
        let mut whole = Chiffrage { option: None, decisions: Vec::new(), paliers: Vec::new(), ..first.clone() };
        for other in others {
            whole.objectifs = Paire::from_fn(|i| Objectif::commun(whole.objectifs[i], other.objectifs[i]));
            for (year, theirs) in whole.annees.iter_mut().zip(&other.annees) {
                year.merge(theirs);
            }
            whole.totaux = whole.totaux.commun(&other.totaux);
            whole.couts = couts::communs(&whole.couts, &other.couts);
            if whole.hypotheses != other.hypotheses {
                whole.hypotheses.clear();
            }
        }
        whole
    }
}

impl AnneeEtudiee {
    /// Keeps what another option's year agrees on, and bounds over both where they differ.
    fn merge(&mut self, other: &AnneeEtudiee) {
        let bornes = Bornes::over(self, other);
        let (mine, theirs) = (&mut self.annee, &other.annee);
        mine.periode.option = None;
        self.periodes.clear();
        mine.montant = mine.montant.filter(|v| Some(*v) == theirs.montant);
        mine.part = mine.part.filter(|v| Some(*v) == theirs.part);
        mine.aide = mine.aide.filter(|v| Some(*v) == theirs.aide);
        mine.calcul = mine.calcul.zip(theirs.calcul).map(|(a, b)| Calcul {
            part: a.part.filter(|v| Some(*v) == b.part),
            aide: a.aide.filter(|v| Some(*v) == b.aide),
            evenement: a.evenement,
        });
        mine.objectifs = Paire::from_fn(|i| Objectif::commun(mine.objectifs[i], theirs.objectifs[i]));
        for i in Indicateur::ALL {
            if let (Some(a), Some(b)) = (&mut mine.atteintes[i], theirs.atteintes[i]) {
                a.issue = a.issue.filter(|v| Some(*v) == b.issue);
                a.taux = a.taux.filter(|v| Some(*v) == b.taux);
            }
        }
        for (a, b) in mine.versements.iter_mut().zip(&theirs.versements) {
            match (a.as_mut(), b) {
                (Some(a), Some(b)) => {
                    a.montant = a.montant.filter(|v| Some(*v) == b.montant);
                    a.date_limite = a.date_limite.filter(|v| Some(*v) == b.date_limite);
                }
                _ => *a = None,
            }
        }
        let open = mine.montant.is_none() || mine.part.is_none() || mine.aide.is_none();
        self.bornes = open.then_some(bornes);
    }
}

impl Totaux {
    /// What holds for two options side by side.
    fn commun(&self, other: &Totaux) -> Totaux {
        let range = |t: &Totaux| t.aide.map(|v| Plage { min: v, max: v }).or(t.bornes);
        let aide = self.aide.filter(|v| Some(*v) == other.aide);
        let bornes = range(self).zip(range(other)).map(|(a, b)| a.over(b));
        Totaux {
            annees: self.annees,
            aide,
            bornes: if aide.is_some() { None } else { bornes },
            maximum: self.maximum.filter(|v| Some(*v) == other.maximum),
            par_semaine: Paire::from_fn(|i| self.par_semaine[i].filter(|v| Some(*v) == other.par_semaine[i])),
            semaines: Paire::from_fn(|i| self.semaines[i].filter(|v| Some(*v) == other.semaines[i])),
        }
    }
}
