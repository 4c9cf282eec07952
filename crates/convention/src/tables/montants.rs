//! The tables of amounts and of avenant-7's objectives (MON, OBJ).

use super::Cell;
use crate::bande::Bande;
use crate::dossier::OptionEtp;
use crate::id::ids;
use crate::money::Centimes;

/// Maximum amounts of a row: `[rank][option]`.
pub type MontantsLigne = [[Option<Cell<Centimes>>; OptionEtp::ALL.len()]; 3];
/// Maximum amounts: `[series][row][rank][option]`.
pub type Montants = [[MontantsLigne; LigneMontant::ALL.len()]; SerieMontant::ALL.len()];
/// A barème: `[option][band]`.
pub type Bareme = [[Option<Cell<CelluleBareme>>; Bande::ALL.len()]; OptionEtp::ALL.len()];

ids! {
    /// A series of amounts.
    pub enum SerieMontant {
        /// avenant-7 and règlement arbitral.
        Avant "avant",
        /// convention-2024.
        Depuis "depuis",
    }
}

ids! {
    /// A row of the table of amounts.
    pub enum LigneMontant {
        /// P30 to below P90.
        P30P90 "p30-p90",
        /// P90 to below P95.
        P90P95 "p90-p95",
        /// P95 and above.
        P95 "p95",
    }
}

impl LigneMontant {
    /// The row of a band; below P30 has none of its own (MON-8).
    pub const fn of(bande: Bande) -> Option<LigneMontant> {
        match bande {
            Bande::SousP30 => None,
            Bande::P30P50 | Bande::P50P90 | Bande::P50P70 | Bande::P70P90 => Some(LigneMontant::P30P90),
            Bande::P90P95 => Some(LigneMontant::P90P95),
            Bande::P95 => Some(LigneMontant::P95),
        }
    }
}

/// A cell of a barème.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CelluleBareme {
    /// So many thousandths of the start more.
    GainPourMille(u32),
    /// Keep the start.
    Maintien,
    /// By the reading of Q-AV7-P95: the gain of `plus_5`, or maintien.
    GainOuMaintien(u32),
    /// Nobody published it.
    Inconnue,
}
