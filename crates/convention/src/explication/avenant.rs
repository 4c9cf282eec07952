//! Listening to the rules of an objective that an avenant changed: the same rules run, and what they
//! give and read is noted under the period that the objective serves.

use super::chemin::Repere;
use super::{Chemin, Donnee, Lu, Origine};
use crate::dossier::TypeEvenement;
use crate::indicateur::{Indicateur, Paire};
use crate::question::{Lectures, Question};

/// Where what the rules of an objective read comes from, once avenants changed it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ecoute {
    /// The event that each objective comes from.
    pub(crate) evenements: Paire<Option<u16>>,
    /// Where each start comes from.
    pub(crate) departs: Paire<Option<Origine>>,
    /// Whether Q-DEPART-AVENANT gave each start.
    pub(crate) departs_selon: Paire<bool>,
    /// The revision at 65 that each objective comes from.
    pub(crate) ages: Paire<Option<u16>>,
    /// The event that gave the option.
    pub(crate) option: Option<u16>,
    /// Whether Q-OBJ-OPTION says what became of the objectives of another option.
    pub(crate) option_selon: bool,
}

/// Notes the objective of a period in place of the contract's.
#[derive(Debug, Clone)]
pub(super) struct Periode {
    ecoute: Ecoute,
    /// Contract year, and index of the period in it.
    periode: (u8, u16),
    pub(super) lectures: Lectures,
    /// The indicator whose objective is being worked out.
    indicateur: Option<Indicateur>,
}

impl Periode {
    /// Listens for the period at an index of a year.
    pub(super) fn new(ecoute: Ecoute, periode: (u8, u16), lectures: Lectures) -> Periode {
        Periode { ecoute, periode, lectures, indicateur: None }
    }

    /// The indicator and the part of its objective that a figure is.
    fn repere(chemin: Chemin) -> Option<(Indicateur, Repere)> {
        Some(match chemin {
            Chemin::Nature(i) => (i, Repere::Nature),
            Chemin::Depart(i) => (i, Repere::Depart),
            Chemin::Cible(i) => (i, Repere::Cible),
            Chemin::Plancher(i) => (i, Repere::Plancher),
            Chemin::SeuilAtteint(i) => (i, Repere::SeuilAtteint),
            Chemin::Tolerance(i) => (i, Repere::Tolerance),
            _ => return None,
        })
    }

    fn chemin(&self, chemin: Chemin) -> Chemin {
        let (n, k) = self.periode;
        Self::repere(chemin).map_or(chemin, |(i, repere)| Chemin::ObjectifPeriode(n, k, i, repere))
    }

    fn origine(&self, origine: Origine) -> Origine {
        let ecoute = &self.ecoute;
        match origine {
            Origine::Figure(chemin) => Origine::Figure(self.chemin(chemin)),
            Origine::Suppose(chemin) => Origine::Suppose(self.chemin(chemin)),
            Origine::Dossier(Donnee::ParIndicateur("contrat.objectif", i)) => match ecoute.evenements[i] {
                Some(index) => Origine::Dossier(Donnee::EvenementPar(index, "objectif", i)),
                None => origine,
            },
            Origine::Dossier(Donnee::ParIndicateur("patientele", i)) => ecoute.departs[i].unwrap_or(origine),
            Origine::Dossier(Donnee::Champ("contrat.option")) => match ecoute.option {
                Some(index) => Origine::Dossier(Donnee::Evenement(index, "option")),
                None => origine,
            },
            other => other,
        }
    }

    /// A rule begins: where its figure stands, and the question that gave it, if one did.
    pub(super) fn open(&mut self, chemin: &mut Chemin) -> Option<Question> {
        let repere = Self::repere(*chemin);
        self.indicateur = repere.map(|(i, _)| i);
        *chemin = self.chemin(*chemin);
        let ecoute = &self.ecoute;
        match repere? {
            (i, Repere::Nature) if ecoute.option_selon && ecoute.evenements[i].is_none() => {
                Some(Question::ObjectifOption)
            }
            (i, Repere::Depart) if ecoute.departs_selon[i] => Some(Question::DepartAvenant),
            _ => None,
        }
    }

    /// A value as the rules of the period read it. `None`: they do not.
    pub(super) fn read(&self, lu: Lu) -> Option<Lu> {
        // A revision at 65 takes the place of what the contract was signed for.
        if let Some(index) = self.indicateur.and_then(|i| self.ecoute.ages[i]) {
            match lu.nom {
                "sans_seuil" | "activite_mixte" | "primo_installe" => return None,
                "senior" => {
                    let origine = Origine::Dossier(Donnee::Evenement(index, "type"));
                    return Some(Lu { nom: "avenant_65", valeur: TypeEvenement::Avenant65Ans.into(), origine });
                }
                _ => {}
            }
        }
        Some(Lu { origine: self.origine(lu.origine), ..lu })
    }
}
