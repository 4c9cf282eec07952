//! The simulator in a reader's browser.
//!
//! A few functions over the embedded rules, from text to text: JavaScript hands over what was typed and the
//! day, and writes what comes back. It works nothing out, so that a figure of the page and a figure of the
//! command come from the same rule. What is wrong comes back as data with French sentences: nothing here
//! panics, since a panic in WebAssembly ends the page.

mod faute;
mod reponse;

use std::sync::OnceLock;

use convention::document::MAX_BYTES;
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;
use simulateur::{Ancre, Export, Instants};
use views::Instant;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::reponse::{Exportation, Importation, Page, json};

/// The page for a state, as JSON: `requete`, `questions`, `resultat`, `annonce`.
///
/// `aujourd_hui` is the reader's day (`2026-11-23`), `maintenant_ms` the milliseconds since 1970 that a
/// browser's clock gives.
#[wasm_bindgen]
pub fn repondre(requete: &str, aujourd_hui: &str, maintenant_ms: f64) -> String {
    json(&match convention() {
        Ok(convention) => simulateur::repondre(convention, requete, &instants(aujourd_hui, maintenant_ms)).into(),
        Err(fautes) => Page::sans_regles(requete, fautes),
    })
}

/// The explanation of the figure at a JSON pointer of the étude, as HTML.
#[wasm_bindgen]
pub fn pourquoi(requete: &str, aujourd_hui: &str, maintenant_ms: f64, pointeur: &str) -> String {
    match convention() {
        Ok(convention) => simulateur::pourquoi(convention, requete, &instants(aujourd_hui, maintenant_ms), pointeur),
        Err(fautes) => Page::sans_regles(requete, fautes).resultat,
    }
}

/// A file to save, as JSON: `nom`, `type_mime`, `texte`; or `fautes`, sentences.
#[wasm_bindgen]
pub fn exporter(nom: &str, requete: &str, aujourd_hui: &str, maintenant_ms: f64) -> String {
    let fichier = || {
        let export = Export::from_nom(nom).ok_or_else(|| vec![faute::export_inconnu(nom)])?;
        simulateur::exporter(convention()?, requete, &instants(aujourd_hui, maintenant_ms), export)
    };
    json(&Exportation::from(fichier()))
}

/// The state for a dossier in TOML or JSON, as JSON: `requete`; or `fautes`, sentences.
#[wasm_bindgen]
pub fn importer(nom: &str, octets: &[u8], aujourd_hui: &str, maintenant_ms: f64) -> String {
    let etat = || simulateur::importer(convention()?, nom, octets, &instants(aujourd_hui, maintenant_ms));
    json(&Importation::from(etat()))
}

/// How much of a file is worth reading: one byte more than a dossier may have, which is enough to refuse it.
#[wasm_bindgen]
pub fn octets_lus() -> u32 {
    u32::try_from(MAX_BYTES).unwrap_or(u32::MAX).saturating_add(1)
}

/// The rules that the build checked, read at the first question and kept.
fn convention() -> Result<&'static Convention, Vec<Fault>> {
    static REGLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regles.bin"));
    static CONVENTION: OnceLock<Option<Convention>> = OnceLock::new();
    CONVENTION.get_or_init(|| Convention::lire_compacte(REGLES)).as_ref().ok_or_else(|| vec![faute::sans_regles()])
}

/// The reader's clock. A day that cannot be read is the first of 1970, as the command has it: no study is
/// possible on it, and the page says so.
fn instants(aujourd_hui: &str, maintenant_ms: f64) -> Instants {
    Instants {
        aujourd_hui: Jour::parse_iso(aujourd_hui).unwrap_or(Jour(0)),
        // The cast saturates, and makes 0 of what is not a number.
        maintenant: Instant((maintenant_ms as i64).div_euclid(1000)),
        ancre: Ancre::Fragment,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
