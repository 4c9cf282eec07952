//! Listening to the rules of an objective that an avenant changed: the same rules run, and what they
//! give and read is noted under the period that the objective serves.

use super::chemin::Repere;
use super::{Chemin, Donnee, Origine, Trace, Valeur};
use crate::indicateur::Paire;
use crate::question::{Lectures, Question};

/// Notes the objective of a period in place of the contract's.
pub(crate) struct Avenant<'a, T> {
    /// What listens.
    pub(crate) trace: &'a mut T,
    /// Contract year, and index of the period in it.
    pub(crate) periode: (u8, u8),
    /// The event that each objective comes from.
    pub(crate) evenements: Paire<Option<u16>>,
    /// Where each start comes from.
    pub(crate) departs: Paire<Option<Origine>>,
    /// The event that gave the option.
    pub(crate) option: Option<u16>,
}

impl<T> Avenant<'_, T> {
    fn chemin(&self, chemin: Chemin) -> Chemin {
        let (n, k) = self.periode;
        let of = |i, repere| Chemin::ObjectifPeriode(n, k, i, repere);
        match chemin {
            Chemin::Nature(i) => of(i, Repere::Nature),
            Chemin::Depart(i) => of(i, Repere::Depart),
            Chemin::Cible(i) => of(i, Repere::Cible),
            Chemin::Plancher(i) => of(i, Repere::Plancher),
            Chemin::SeuilAtteint(i) => of(i, Repere::SeuilAtteint),
            Chemin::Tolerance(i) => of(i, Repere::Tolerance),
            other => other,
        }
    }

    fn origine(&self, origine: Origine) -> Origine {
        match origine {
            Origine::Figure(chemin) => Origine::Figure(self.chemin(chemin)),
            Origine::Suppose(chemin) => Origine::Suppose(self.chemin(chemin)),
            Origine::Dossier(Donnee::ParIndicateur("contrat.objectif", i)) => match self.evenements[i] {
                Some(index) => Origine::Dossier(Donnee::EvenementPar(index, "objectif", i)),
                None => origine,
            },
            Origine::Dossier(Donnee::ParIndicateur("patientele", i)) => self.departs[i].unwrap_or(origine),
            Origine::Dossier(Donnee::Champ("contrat.option")) => match self.option {
                Some(index) => Origine::Dossier(Donnee::Evenement(index, "option")),
                None => origine,
            },
            other => other,
        }
    }
}

impl<T: Trace> Trace for Avenant<'_, T> {
    const ECOUTE: bool = T::ECOUTE;

    fn open(&mut self, chemin: Chemin, regle: &'static str) {
        let chemin = self.chemin(chemin);
        self.trace.open(chemin, regle);
    }

    fn close(&mut self, valeur: Valeur) {
        self.trace.close(valeur);
    }

    fn read(&mut self, nom: &'static str, valeur: impl Into<Valeur>, origine: Origine) {
        let origine = self.origine(origine);
        self.trace.read(nom, valeur, origine);
    }

    fn consult(&mut self, question: Question, lectures: &Lectures) {
        self.trace.consult(question, lectures);
    }
}
