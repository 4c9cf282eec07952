//! What is said in French of papers, trainings, points of vigilance and missions.

use super::Confiance;
use crate::id::ids;

/// A few sentences, with their rule and who says them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// A few words.
    pub libelle: String,
    /// One or two sentences for a doctor.
    pub phrase: String,
    /// What is to be done or written, one by one; often none.
    pub points: Vec<String>,
    /// Id of the rule.
    pub regle: String,
    /// Who says it.
    pub source: String,
    /// How sure it is.
    pub confiance: Confiance,
}

ids! {
    /// To whom a paper goes.
    pub enum Destinataire {
        /// The doctor's caisse.
        Caisse "caisse",
        /// The branch's commission for employment and training (VIE-4).
        Cpnefp "cpnefp",
    }
}

/// A paper in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextePiece {
    /// What it is.
    pub note: Note,
    /// To whom it goes.
    pub a_qui: Destinataire,
}

ids! {
    /// A family of missions (VIE-10).
    pub enum GroupeDeMissions {
        /// Welcome, files, data.
        Administratif "administratif",
        /// Preparing and running the consultation.
        Consultation "consultation",
        /// Organisation and coordination.
        Organisation "organisation",
    }
}

/// A mission that an assistant may be given (VIE-10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mission {
    /// What it is; its points are its own limits.
    pub note: Note,
    /// Its family.
    pub groupe: GroupeDeMissions,
}
