//! From which count an objective starts, once avenants wrote objectives (OBJ-3, Q-DEPART-AVENANT).

use super::{Changement, Quoi};
use crate::dossier::{Constat, ObjectifSaisi};
use crate::explication::{Donnee, Origine, Trace, lecture};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::question::{Lectures, lecture as q};

/// The start of an objective.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Depart {
    /// Patients. `None`: not known.
    pub(crate) patients: Option<u32>,
    /// Where they come from.
    pub(crate) origine: Origine,
    /// Whether Q-DEPART-AVENANT gave it.
    pub(crate) selon: bool,
}

/// What an avenant that writes an objective says of its start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ecrit {
    /// Its date.
    pub(crate) date: Jour,
    /// Index of its event.
    pub(crate) evenement: u16,
    /// The start that it writes.
    pub(crate) depart: Option<u32>,
}

/// The constats, those not known without any figure, and the day up to which they could be measured.
type Mesures<'a> = (&'a [Constat], Option<Jour>);

impl Depart {
    /// That of the contract.
    pub(crate) fn du_contrat(patients: Option<u32>, i: Indicateur) -> Depart {
        Depart { patients, origine: Origine::Dossier(Donnee::ParIndicateur("patientele", i)), selon: false }
    }

    /// The start in force after some changes.
    pub(crate) fn suivre<T: Trace>(
        lectures: &Lectures,
        mesures: Mesures<'_>,
        initial: Depart,
        changements: &[Changement],
        i: Indicateur,
        trace: &mut T,
    ) -> Depart {
        changements.iter().fold(initial, |before, change| match change.quoi {
            Quoi::Maintien65 { depart, date_mesure } => {
                Depart::a_65_ans(mesures.0, change.evenement, depart[i], date_mesure, i)
            }
            Quoi::Objectif { saisi, depart, .. } if saisi[i].is_some() => {
                let written = Ecrit { date: change.date, evenement: change.evenement, depart: depart[i] };
                before.d_un_avenant(lectures, mesures, written, i, trace)
            }
            Quoi::Objectif { .. } | Quoi::Option(_) => before,
        })
    }

    /// OBJ-3: what the avenant at 65 wrote, or the constat of the day that it names.
    pub(crate) fn a_65_ans(
        constats: &[Constat],
        evenement: u16,
        depart: Option<u32>,
        date_mesure: Option<Jour>,
        i: Indicateur,
    ) -> Depart {
        let measured = date_mesure.filter(|_| depart.is_none()).and_then(|date| {
            let (index, constat) = (0u16..).zip(constats).find(|(_, c)| c.date == date)?;
            Some((constat.effectif[i]?, Origine::Dossier(Donnee::Constat(index, i))))
        });
        let written = (depart, Origine::Dossier(Donnee::EvenementPar(evenement, "depart", i)));
        let (patients, origine) = measured.map_or(written, |(count, origine)| (Some(count), origine));
        Depart { patients, origine, selon: false }
    }

    /// A start that the target written beside it contradicts is not the one (another reading of
    /// Q-DEPART-AVENANT than the dossier's may give it): it is not known.
    pub(crate) fn sous_la_cible(self, saisi: ObjectifSaisi, evenement: u16, i: Indicateur) -> Depart {
        match (saisi, self.patients) {
            (ObjectifSaisi::Cible(cible), Some(patients)) if cible <= patients => {
                let written = Origine::Dossier(Donnee::EvenementPar(evenement, "depart", i));
                Depart { patients: None, origine: written, ..self }
            }
            _ => self,
        }
    }

    /// Q-DEPART-AVENANT: the start of an objective that an avenant writes, where `self` was in force.
    pub(crate) fn d_un_avenant<T: Trace>(
        self,
        lectures: &Lectures,
        (constats, au): Mesures<'_>,
        ecrit: Ecrit,
        i: Indicateur,
        trace: &mut T,
    ) -> Depart {
        let written = Origine::Dossier(Donnee::EvenementPar(ecrit.evenement, "depart", i));
        if ecrit.depart.is_some() {
            return Depart { patients: ecrit.depart, origine: written, selon: false };
        }
        // A measure that is made but not known yet is where the avenant starts from, all the same.
        let hidden = |c: &Constat| c.effectif == Paire::default() && au.is_none_or(|au| c.date <= au);
        let before = (0u16..).zip(constats).filter(|(_, c)| c.date <= ecrit.date);
        let Some((index, constat)) = before.filter(|(_, c)| c.effectif[i].is_some() || hidden(c)).last() else {
            return self;
        };
        match (lecture::<q::DepartAvenant>(lectures, trace), constat.effectif[i]) {
            (q::DepartAvenant::DepartDuContrat, _) => Depart { selon: true, ..self },
            (q::DepartAvenant::DernierConstat, None) => Depart { patients: None, origine: written, selon: true },
            (q::DepartAvenant::DernierConstat, patients) => {
                Depart { patients, origine: Origine::Dossier(Donnee::Constat(index, i)), selon: true }
            }
        }
    }
}
