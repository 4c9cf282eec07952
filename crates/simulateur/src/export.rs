//! What the page gives and takes as files.

use convention::fault::Fault;
use convention::tables::Convention;

use crate::reponse::Instants;

/// A file that the page gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// The dossier, as `epaule` reads it.
    DossierToml,
    /// The same in JSON.
    DossierJson,
    /// The étude, as `epaule etudier --format json` writes it.
    EtudeJson,
    /// The étude as a document.
    EtudeMarkdown,
    /// The calendar.
    Ics,
    /// The payments.
    Csv,
}

impl Export {
    /// All of them, by the name of the file that a page asks for.
    pub const TOUS: [(&'static str, Export); 6] = [
        ("dossier.toml", Export::DossierToml),
        ("dossier.json", Export::DossierJson),
        ("etude.json", Export::EtudeJson),
        ("etude.md", Export::EtudeMarkdown),
        ("echeances.ics", Export::Ics),
        ("versements.csv", Export::Csv),
    ];

    /// The file of a name.
    pub fn from_nom(nom: &str) -> Option<Export> {
        Export::TOUS.into_iter().find_map(|(known, export)| (known == nom).then_some(export))
    }
}

/// A file to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fichier {
    /// Name to save it under.
    pub nom: String,
    /// Media type.
    pub type_mime: &'static str,
    /// Its bytes.
    pub octets: Vec<u8>,
}

/// Writes a file for a state.
///
/// # Errors
///
/// The faults of the state.
pub fn exporter(
    _convention: &Convention,
    _requete: &str,
    _instants: &Instants,
    _export: Export,
) -> Result<Fichier, Vec<Fault>> {
    Err(Vec::new())
}

/// The state for a dossier read from a file, TOML or JSON.
///
/// # Errors
///
/// The faults of the file.
pub fn importer(
    _convention: &Convention,
    _nom: &str,
    _octets: &[u8],
    _instants: &Instants,
) -> Result<String, Vec<Fault>> {
    Err(Vec::new())
}
