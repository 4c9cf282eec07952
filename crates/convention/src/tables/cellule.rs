//! A value of the rule files, and where it is written, by whom, how sure.

use crate::id::ids;

/// A value of the rule files and the id of the place where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<T> {
    /// The value.
    pub value: T,
    /// Index into [`Convention::cells`](super::Convention::cells).
    pub id: CellId,
}

/// Index into [`Convention::cells`](super::Convention::cells).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellId(pub u16);

/// Where a value is written, who says it, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellInfo {
    /// File of the series, such as `montants.toml`.
    pub fichier: &'static str,
    /// Path in that file, such as `ligne[3].1`.
    pub chemin: String,
    /// Line and column, from 1.
    pub position: (u32, u32),
    /// Id of the rule that the value belongs to.
    pub regle: String,
    /// Who says it, in a few French words.
    pub source: String,
    /// How sure it is.
    pub confiance: Confiance,
}

ids! {
    /// How sure a value is (rules, introduction).
    pub enum Confiance {
        /// Legal text.
        Texte "T",
        /// Page of the Assurance Maladie.
        AssuranceMaladie "A",
        /// Sheet of the URPS Occitanie.
        Urps "U",
        /// Other secondary source.
        Secondaire "S",
        /// Our interpretation.
        Interpretation "I",
    }
}
