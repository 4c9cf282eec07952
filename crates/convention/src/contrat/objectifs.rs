//! The objectives in force on a day of a contract's life (OBJ-3, OBJ-7, OBJ-11).

use crate::contrat::{Cadre, Donnees};
use crate::dossier::OptionEtp;
use crate::explication::{Ecoute, Filter, Trace, lecture};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::objectif::{self, Objectif};
use crate::question::{Lectures, lecture as q};
use crate::vie::depart::{Depart, Ecrit};
use crate::vie::{Changement, Quoi};

/// What an indicator's objective is worked out from.
#[derive(Clone, Copy)]
struct Source<'a> {
    faits: Faits<'a>,
    primo: Option<bool>,
    /// An avenant at 65, which does not depend on the option.
    age: Option<u16>,
    evenement: Option<u16>,
    depart: Depart,
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
    pub(super) fn ecouter(&self, periode: (u8, u16), lectures: &Lectures) -> Filter {
        Filter::periode(self.ecoute, periode, lectures)
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
    let mut sources = Paire::from_fn(|i| {
        let depart = Depart::du_contrat(faits.depart[i], i);
        Source { faits: *faits, primo: cadre.primo, age: None, evenement: None, depart }
    });
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
                        let written = Ecrit { date: change.date, evenement: change.evenement, depart: depart[i] };
                        let measures = (donnees.constats, donnees.vie.au);
                        let start = before.depart.d_un_avenant(donnees.lectures, measures, written, i, trace);
                        let start = start.sous_la_cible(ecrit, change.evenement, i);
                        let highest = match ecrit {
                            crate::dossier::ObjectifSaisi::Cible(cible) => cible.saturating_sub(1),
                            crate::dossier::ObjectifSaisi::Gain(gain) => PATIENTS_MAX.saturating_sub(gain),
                            crate::dossier::ObjectifSaisi::Maintien => PATIENTS_MAX,
                        };
                        let mut faits = before.faits;
                        faits.objectif[i] = Some(ecrit);
                        faits.depart[i] = start.patients.or_else(|| supposed(faits, highest));
                        faits.senior = senior.or(faits.senior);
                        let depart = Depart { patients: faits.depart[i], ..start };
                        sources[i] = Source { faits, age: None, evenement: Some(change.evenement), depart, ..before };
                    }
                }
            }
        }
    }
    let option = donnees.vie.evenement_de_l_option(jour);
    let ecoute = Ecoute {
        evenements: Paire::from_fn(|i| sources[i].evenement),
        departs: Paire::from_fn(|i| Some(sources[i].depart.origine)),
        departs_selon: Paire::from_fn(|i| sources[i].depart.selon),
        ages: Paire::from_fn(|i| sources[i].age),
        option,
        option_selon,
    };
    let mut current = EnVigueur { objectifs: Paire::default(), propres: true, ecoute };
    let asked = Paire { pmt: (&sources.pmt.faits, sources.pmt.primo), pfa: (&sources.pfa.faits, sources.pfa.primo) };
    let filter = current.ecouter(periode, donnees.lectures);
    current.objectifs =
        trace.through(Some(filter), |trace| objectif::objectifs_de(donnees.tables, donnees.lectures, asked, trace));
    current
}

/// A start that nobody gave, in a completion: at the end that favours the doctor, or the other one.
fn supposed(faits: Faits<'_>, highest: u32) -> Option<u32> {
    faits.supposition.map(|s| if s.favorable { 0 } else { highest })
}

/// OBJ-2, Q-OBJ-OPTION: what was agreed for another option no longer holds, and 1,5 and 2 ETP have an
/// objective of their own (OBJ-9). Whether the question mattered.
fn option_changed<T: Trace>(
    donnees: &Donnees<'_>,
    sources: &mut Paire<Source<'_>>,
    option: OptionEtp,
    trace: &mut T,
) -> bool {
    let asked = Indicateur::ALL.into_iter().any(|i| sources[i].age.is_none());
    let dropped = asked && lecture::<q::ObjectifOption>(donnees.lectures, trace) == q::ObjectifOption::Inconnu;
    let own = matches!(option, OptionEtp::UnEtDemi | OptionEtp::Deux);
    for i in Indicateur::ALL {
        let source = &mut sources[i];
        if source.age.is_some() {
            continue;
        }
        source.faits.option = Some(option);
        source.faits.a_ecrire[i] = dropped || own;
        if dropped {
            source.faits.objectif = Paire::default();
            source.evenement = None;
        }
    }
    asked
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
    let start = Depart::a_65_ans(donnees.constats, change.evenement, depart, date_mesure, i);
    let mut faits = Faits {
        senior: Some(true),
        objectif: Paire::default(),
        a_ecrire: Paire::default(),
        mesure_du_30_juin: Paire::default(),
        sans_seuil: false,
        activite_mixte: false,
        ..before.faits
    };
    faits.depart[i] = start.patients.or_else(|| supposed(faits, PATIENTS_MAX));
    let evenement = Some(change.evenement);
    let depart = Depart { patients: faits.depart[i], ..start };
    Source { faits, primo: Some(false), age: evenement, evenement, depart }
}
