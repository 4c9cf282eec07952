//! The objectives in force on a day of a contract's life (OBJ-3, OBJ-7, OBJ-11).

use crate::contrat::{Cadre, Donnees};
use crate::dossier::OptionEtp;
use crate::explication::{Avenant, Donnee, Ecoute, Origine, Trace, lecture};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::objectif::{self, Objectif};
use crate::question::{Lectures, lecture as q};
use crate::vie::{Changement, Quoi};

/// What an indicator's objective is worked out from.
#[derive(Clone, Copy)]
struct Source<'a> {
    faits: Faits<'a>,
    primo: Option<bool>,
    /// An avenant at 65, which does not depend on the option.
    age: Option<u16>,
    evenement: Option<u16>,
    depart: Option<Origine>,
    /// Whether Q-DEPART-AVENANT gave the start.
    depart_selon: bool,
}

/// The objectives of a period, and how an explanation finds them.
#[derive(Clone, Copy)]
pub(super) struct EnVigueur {
    /// By indicator.
    pub(super) objectifs: Paire<Option<Objectif>>,
    /// Whether an avenant changed one: the period then has objectives of its own.
    pub(super) propres: bool,
    ecoute: Ecoute,
}

impl EnVigueur {
    /// Those of the contract.
    pub(super) fn du_contrat(objectifs: Paire<Option<Objectif>>) -> EnVigueur {
        EnVigueur { objectifs, propres: false, ecoute: Ecoute::default() }
    }

    /// Listens under the period, where the objectives are its own.
    pub(super) fn ecouter<'t, T: Trace>(
        &self,
        periode: (u8, u16),
        lectures: &'t Lectures,
        trace: &'t mut T,
    ) -> Avenant<'t, T> {
        Avenant::new(self.ecoute, periode, lectures, trace)
    }

    /// Whether an avenant wrote the objective of an indicator.
    pub(super) fn ecrit(&self, i: Indicateur) -> bool {
        self.ecoute.evenements[i].is_some()
    }
}

/// The objectives in force on a day: those of the contract, and what the changes up to that day made
/// of them.
pub(super) fn en_vigueur<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    jour: Jour,
    periode: (u8, u16),
    trace: &mut T,
) -> EnVigueur {
    let changes = || donnees.vie.changements.iter().filter(|c| c.date <= jour);
    if changes().next().is_none() {
        return EnVigueur::du_contrat(cadre.objectifs);
    }
    let initial =
        Source { faits: *faits, primo: cadre.primo, age: None, evenement: None, depart: None, depart_selon: false };
    let mut sources = Paire { pmt: initial, pfa: initial };
    let mut option_selon = false;
    for change in changes() {
        match change.quoi {
            Quoi::Option(option) => option_selon |= option_changed(donnees, &mut sources, option, trace),
            Quoi::Maintien65 { depart, date_mesure } => {
                sources = Paire::from_fn(|i| maintien_65(donnees, sources[i], change, depart[i], date_mesure, i));
            }
            Quoi::Objectif { saisi, depart, senior } => {
                for i in Indicateur::ALL {
                    if let Some(ecrit) = saisi[i] {
                        let before = sources[i];
                        let start = depart_de_l_avenant(donnees, &before, change, depart[i], i, trace);
                        let highest = match ecrit {
                            crate::dossier::ObjectifSaisi::Cible(cible) => cible.saturating_sub(1),
                            crate::dossier::ObjectifSaisi::Gain(gain) => PATIENTS_MAX.saturating_sub(gain),
                            crate::dossier::ObjectifSaisi::Maintien => PATIENTS_MAX,
                        };
                        let mut faits = before.faits;
                        faits.objectif[i] = Some(ecrit);
                        faits.depart[i] = start.patients.or_else(|| supposed(faits, highest));
                        faits.senior = senior.or(faits.senior);
                        sources[i] = Source {
                            faits,
                            age: None,
                            evenement: Some(change.evenement),
                            depart: Some(start.origine),
                            depart_selon: start.selon,
                            ..before
                        };
                    }
                }
            }
        }
    }
    let option = donnees.vie.evenement_de_l_option(jour);
    let ecoute = Ecoute {
        evenements: Paire::from_fn(|i| sources[i].evenement),
        departs: Paire::from_fn(|i| sources[i].depart),
        departs_selon: Paire::from_fn(|i| sources[i].depart_selon),
        ages: Paire::from_fn(|i| sources[i].age),
        option,
        option_selon,
    };
    let mut current = EnVigueur { objectifs: Paire::default(), propres: true, ecoute };
    let asked = Paire { pmt: (&sources.pmt.faits, sources.pmt.primo), pfa: (&sources.pfa.faits, sources.pfa.primo) };
    let mut listener = current.ecouter(periode, donnees.lectures, trace);
    current.objectifs = objectif::objectifs_de(donnees.tables, donnees.lectures, asked, &mut listener);
    current
}

/// A start that nobody gave, in a completion: at the end that favours the doctor, or the other one.
fn supposed(faits: Faits<'_>, highest: u32) -> Option<u32> {
    faits.supposition.map(|s| if s.favorable { 0 } else { highest })
}

/// OBJ-2, Q-OBJ-OPTION: what was written for another option no longer holds. Whether the question mattered.
fn option_changed<T: Trace>(
    donnees: &Donnees<'_>,
    sources: &mut Paire<Source<'_>>,
    option: OptionEtp,
    trace: &mut T,
) -> bool {
    let written = Indicateur::ALL.into_iter().any(|i| sources[i].faits.objectif[i].is_some());
    let dropped = written && lecture::<q::ObjectifOption>(donnees.lectures, trace) == q::ObjectifOption::Inconnu;
    for i in Indicateur::ALL {
        let source = &mut sources[i];
        if source.age.is_some() {
            continue;
        }
        source.faits.option = Some(option);
        if dropped {
            source.faits.objectif = Paire::default();
            source.evenement = None;
        }
    }
    written
}

/// OBJ-3: from 65, every objective is a maintien of what the avenant wrote, or of the constat of its day.
fn maintien_65<'a>(
    donnees: &Donnees<'_>,
    before: Source<'a>,
    change: &Changement,
    depart: Option<u32>,
    date_mesure: Option<Jour>,
    i: Indicateur,
) -> Source<'a> {
    let measured = date_mesure.and_then(|date| {
        let (index, constat) = (0u16..).zip(donnees.constats).find(|(_, c)| c.date == date)?;
        Some((constat.effectif[i]?, Origine::Dossier(Donnee::Constat(index, i))))
    });
    let written = Origine::Dossier(Donnee::EvenementPar(change.evenement, "depart", i));
    let (start, origine) = match (depart, measured) {
        (None, Some((count, origine))) => (Some(count), origine),
        _ => (depart, written),
    };
    let mut faits = Faits {
        senior: Some(true),
        objectif: Paire::default(),
        mesure_du_30_juin: Paire::default(),
        sans_seuil: false,
        activite_mixte: false,
        ..before.faits
    };
    faits.depart[i] = start.or_else(|| supposed(faits, PATIENTS_MAX));
    let evenement = Some(change.evenement);
    Source { faits, primo: Some(false), age: evenement, evenement, depart: Some(origine), depart_selon: false }
}

/// Q-DEPART-AVENANT: from which count an objective written by an avenant starts.
fn depart_de_l_avenant<T: Trace>(
    donnees: &Donnees<'_>,
    before: &Source<'_>,
    change: &Changement,
    depart: Option<u32>,
    i: Indicateur,
    trace: &mut T,
) -> Depart {
    let written = Origine::Dossier(Donnee::EvenementPar(change.evenement, "depart", i));
    if depart.is_some() {
        return Depart { patients: depart, origine: written, selon: false };
    }
    let in_force = Depart {
        patients: before.faits.depart[i],
        origine: before.depart.unwrap_or(du_contrat(i)),
        selon: before.depart_selon,
    };
    let measured = (0u16..).zip(donnees.constats).filter(|(_, c)| c.date <= change.date);
    let last = measured.filter_map(|(index, c)| Some((index, c.effectif[i]?))).last();
    let Some((index, count)) = last else { return in_force };
    match lecture::<q::DepartAvenant>(donnees.lectures, trace) {
        q::DepartAvenant::DernierConstat => {
            Depart { patients: Some(count), origine: Origine::Dossier(Donnee::Constat(index, i)), selon: true }
        }
        q::DepartAvenant::DepartDuContrat => Depart { selon: true, ..in_force },
    }
}

/// The start of an objective that an avenant wrote.
struct Depart {
    patients: Option<u32>,
    origine: Origine,
    /// Whether Q-DEPART-AVENANT gave it.
    selon: bool,
}

fn du_contrat(i: Indicateur) -> Origine {
    Origine::Dossier(Donnee::ParIndicateur("patientele", i))
}
