//! What is wrong with an input: where, what, and what to write instead, in French.

use serde::Serialize;

/// Where a value stands: the file's name, its line and column (from 1) when the format gives them,
/// and its path in the document (`contrat.signature`, `constats[1].pmt`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// Name of the file, as the caller gave it.
    pub fichier: String,
    /// Line, from 1.
    pub ligne: Option<u32>,
    /// Column in characters, from 1.
    pub colonne: Option<u32>,
    /// Path of the value in the document; empty for the document itself.
    pub chemin: String,
}

/// One fault of an input. A file's faults are all reported at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable code that programs may rely on, such as `cle-inconnue`.
    pub code: &'static str,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What is wrong, in French.
    pub message: String,
    /// What to write instead, in French. May be empty.
    pub conseil: String,
}

impl Fault {
    /// A fault at a place.
    pub fn new(code: &'static str, place: &Place, message: impl Into<String>, conseil: impl Into<String>) -> Fault {
        Fault { code, place: place.clone(), message: message.into(), conseil: conseil.into() }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.fichier)?;
        if let (Some(line), Some(column)) = (self.ligne, self.colonne) {
            write!(f, ":{line}:{column}")?;
        }
        if !self.chemin.is_empty() {
            write!(f, " ({})", self.chemin)?;
        }
        Ok(())
    }
}
