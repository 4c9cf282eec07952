//! The decision tables: natures of objectives, outcomes, what becomes of the aid (ATT).

use super::Cell;
use crate::id::ids;
use crate::money::Fraction;
use crate::question::Question;

/// One objective: `[nature][issue]`.
pub type PartUn = [[Cell<Regle>; 3]; 3];
/// Two objectives of given natures: `[issue PMT][issue PFA]`.
pub type PartPaire = [[Cell<Regle>; 3]; 3];
/// Two objectives: `[nature PMT][nature PFA][issue PMT][issue PFA]`.
pub type PartDeux = [[Option<PartPaire>; 3]; 3];

ids! {
    /// What an objective asks (OBJ-1).
    pub enum Nature {
        /// More patients.
        Augmentation "augmentation",
        /// As many patients.
        Maintien "maintien",
        /// P50 within three years, for a primo-installé.
        PalierP50 "palier-p50",
    }
}

ids! {
    /// Outcome of an indicator. Each nature has three, in the order best, middle, worst.
    pub enum Issue {
        /// Augmentation: reached. Primo-installé: P50 or above.
        Atteint "atteint",
        /// Augmentation: not reached, no fewer patients than at the start.
        SansBaisse "non-atteint-sans-baisse",
        /// Augmentation: fewer patients than at the start.
        AvecBaisse "non-atteint-avec-baisse",
        /// Maintien: more patients than at the start.
        EnHausse "atteint-en-hausse",
        /// Maintien: as many patients, or a tolerated fall.
        Maintenu "atteint-sans-hausse",
        /// Maintien: a fall beyond the tolerance.
        NonMaintenu "non-atteint",
        /// Primo-installé: P50 or above.
        P50 "p50-atteint",
        /// Primo-installé: P30 to below P50.
        EntreP30EtP50 "entre-p30-et-p50",
        /// Primo-installé: below P30.
        SousP30 "sous-p30",
    }
}

impl Nature {
    /// The three outcomes of this nature: best, middle, worst.
    pub const fn issues(self) -> [Issue; 3] {
        match self {
            Nature::Augmentation => [Issue::Atteint, Issue::SansBaisse, Issue::AvecBaisse],
            Nature::Maintien => [Issue::EnHausse, Issue::Maintenu, Issue::NonMaintenu],
            Nature::PalierP50 => [Issue::P50, Issue::EntreP30EtP50, Issue::SousP30],
        }
    }
}

/// What a line of a decision table gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regle {
    /// One outcome.
    Simple(Sort),
    /// One outcome for each reading of a question, in the order of its readings.
    Selon(Question, [Sort; 3]),
}

ids! {
    /// What becomes of the aid.
    pub enum Sort {
        /// 100 %.
        Entiere "entiere",
        /// 0 %.
        Nulle "nulle",
        /// The better of the rates.
        Prorata "prorata",
        /// Not determined by any document.
        Indeterminee "indeterminee",
    }
}

/// From this rate, this share (ATT-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PalierDeTaux {
    /// Smallest rate, in hundredths.
    pub taux_pour_cent: u32,
    /// Share of the aid.
    pub part: Fraction,
}
