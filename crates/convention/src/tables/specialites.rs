//! The specialties and their published thresholds (ELI, OBJ-1).

use super::Cell;
use crate::id::ids;
use crate::indicateur::{Indicateur, Paire};

/// A specialty.
#[derive(Debug, Clone, PartialEq)]
pub struct Specialite {
    /// Code of the thresholds table, or a name.
    pub id: String,
    /// In French, for people.
    pub nom: String,
    /// Whether it may have the aid.
    pub statut: Statut,
    /// The same under avenant-7.
    pub statut_avenant_7: Statut,
    /// Whether the contract has a PMT objective beside the PFA (OBJ-1).
    pub deux_indicateurs: bool,
    /// Indicator that must reach P30, under the reading `usage` of Q-SEUIL.
    pub critere: Critere,
    /// Whether it may take 1,5 and 2 ETP (ELI-10).
    pub plusieurs_etp: bool,
    /// Published thresholds at 31 December 2021.
    pub seuils: Paire<Seuils>,
    /// Published thresholds of avenant-7's adult scale.
    pub seuils_avenant_7: Paire<Seuils>,
}

/// Published percentiles, each with its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seuils {
    /// P30.
    pub p30: Option<Cell<u32>>,
    /// P50.
    pub p50: Option<Cell<u32>>,
    /// P70.
    pub p70: Option<Cell<u32>>,
    /// P90.
    pub p90: Option<Cell<u32>>,
    /// P95.
    pub p95: Option<Cell<u32>>,
}

ids! {
    /// Whether a specialty may have the aid (ELI-1, ELI-2).
    pub enum Statut {
        /// It may.
        Ouverte "ouverte",
        /// It may not.
        Exclue "exclue",
        /// By the share of clinical fees.
        SelonHonoraires "selon-honoraires",
        /// Only the caisse knows, by département.
        AConfirmer "a-confirmer",
    }
}

ids! {
    /// Indicator that must reach P30 (Q-SEUIL, reading `usage`).
    pub enum Critere {
        /// PMT.
        Pmt "pmt",
        /// PFA.
        Pfa "pfa",
        /// Either.
        LUnOuLAutre "l-un-ou-l-autre",
    }
}

impl Specialite {
    /// The published thresholds of an indicator on a scale.
    #[inline]
    pub fn seuils(&self, adultes: bool, indicateur: Indicateur) -> Seuils {
        if adultes { self.seuils_avenant_7[indicateur] } else { self.seuils[indicateur] }
    }
}
