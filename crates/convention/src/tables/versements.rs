//! The ways of paying (PAI).

use super::Cell;
use crate::explication::Regle;
use crate::id::ids;

ids! {
    /// A way of paying.
    pub enum Modalite {
        /// convention-2024, 0,5 ETP and more.
        Pai1 "PAI-1",
        /// 1/3 ETP once revalued.
        Pai2 "PAI-2",
        /// avenant-7 before its revalorisation.
        Pai3 "PAI-3",
        /// Règlement arbitral.
        Pai4 "PAI-4",
    }
}

impl Modalite {
    /// The rule of its name.
    pub const fn regle(self) -> Regle {
        match self {
            Modalite::Pai1 => Regle::Pai1,
            Modalite::Pai2 => Regle::Pai2,
            Modalite::Pai3 => Regle::Pai3,
            Modalite::Pai4 => Regle::Pai4,
        }
    }
}

/// The payments of year 1, of year 2, and of each year from the third.
#[derive(Debug, Clone)]
pub struct ModaliteTable {
    /// By rank of the year: one `integral`, or an `acompte` then a `solde`.
    pub annees: [Vec<LigneVersement>; 3],
}

/// One payment of a year.
#[derive(Debug, Clone, Copy)]
pub struct LigneVersement {
    /// What kind of payment.
    pub nature: NatureVersement,
    /// Hundredths of the year's maximum amount. Of a `solde`: what is left, so 0.
    pub pour_cent: Cell<i64>,
    /// From when the delay runs.
    pub depuis: Depuis,
    /// Delay in months.
    pub mois: Cell<i64>,
    /// Delay in days, on top.
    pub jours: Cell<i64>,
    /// Whether the sheet counts this delay from the signature (Q-DATES).
    pub compte_de_la_signature: bool,
}

ids! {
    /// What kind of payment.
    pub enum NatureVersement {
        /// The whole year at once.
        Integral "integral",
        /// In advance.
        Acompte "acompte",
        /// What is left of the aid.
        Solde "solde",
        /// A negative solde: money to give back (PAI-5).
        Reversement "reversement",
    }
}

ids! {
    /// From when a delay of payment runs.
    pub enum Depuis {
        /// First day of the contract year.
        Debut "debut",
        /// The day the papers were handed over.
        Justificatifs "justificatifs",
        /// The anniversary that closes the contract year.
        Cloture "cloture",
    }
}
