//! One row, plain: what was drawn of a doctor, of the contract and of its results.

use convention::bande::Bande;
use convention::dossier::{Coordination, ObjectifSaisi, OptionEtp, Secteur, Zone};
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::money::Centimes;

/// A row. Its specialty's id lives in the population.
pub(crate) struct Ligne<'a> {
    /// From 0.
    pub(crate) numero: u64,
    pub(crate) medecin: Medecin<'a>,
    /// Whether the PMT is that of adults alone.
    pub(crate) avenant_7: bool,
    /// Patients at the start; of the PMT, where the contract looks at it.
    pub(crate) depart: Paire<Option<u32>>,
    /// Bands that the caisse told.
    pub(crate) bandes: Paire<Option<Bande>>,
    pub(crate) contrat: Contrat,
    /// How many of the constats drawn so far came before this row's.
    pub(crate) constats_avant: usize,
}

pub(crate) struct Medecin<'a> {
    pub(crate) specialite: &'a str,
    pub(crate) secteur: Option<Secteur>,
    pub(crate) naissance: Jour,
    pub(crate) installation: Jour,
    pub(crate) zone: Option<Zone>,
    /// Clinical fees and fees without dépassement, where they decide.
    pub(crate) honoraires: Option<(Centimes, Centimes)>,
    pub(crate) rqth: bool,
    pub(crate) ald: bool,
    /// Tenths of a full activity that are liberal, of a mixed one.
    pub(crate) dixiemes_liberaux: Option<u8>,
    pub(crate) remplacant: bool,
    /// avenant-7 alone: with other doctors, and coordinated.
    pub(crate) exercice: Option<(bool, Option<Coordination>)>,
}

pub(crate) struct Contrat {
    pub(crate) signature: Jour,
    pub(crate) option: Option<OptionEtp>,
    pub(crate) justificatifs: Option<Jour>,
    /// Objectives that the dossier has.
    pub(crate) objectif: Paire<Option<ObjectifSaisi>>,
}

/// What was measured on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Constat {
    pub(crate) date: Jour,
    pub(crate) avenant_7: bool,
    pub(crate) effectif: Paire<Option<u32>>,
}
