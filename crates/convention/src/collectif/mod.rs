//! The collective aid of 2026 (REG-COLL26): a group of généralistes signs together.
//!
//! The same way as an individual contract: one traced run, quiet reruns over completions for the
//! bounds, quiet reruns under other readings. What a group shares with a doctor is called, not written
//! again: which constat counts (ATT-12), the rate of an increase (ATT-3), payments (PAI).

mod annees;
mod bornes;
mod echeances;
mod eligibilite;
mod etudier;
mod faits;
mod figures;
mod json;
mod membres;
mod objectif;
mod plafond;
mod totaux;

pub use annees::AnneeCollective;
pub use echeances::EcheanceCollective;
pub use etudier::{EtudeCollective, etudier_collectif};
pub use figures::figures;
pub use membres::{MembreEtudie, Primo};
pub use objectif::ObjectifDuGroupe;
pub use plafond::Plafond;

/// The id of the regime, beside those of individual contracts.
pub const REGIME: &str = "aide-collective-2026";

/// What is said of the whole group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groupe {
    /// Doctors who adhere at the signature.
    pub medecins: u8,
    /// Their mean PMT (COL-2). `None`: a count is missing.
    pub pmt_moyenne: Option<crate::money::Fraction>,
}
