//! The program under test as a black box: a dossier's text in, the étude's JSON out.

use crate::situation::Situation;
use convention::document::Format;
use convention::dossier;
use convention::etude::{Demande, etudier};
use convention::fault::Fault;
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::tables::Convention;
use serde_json::Value;
use std::sync::LazyLock;

static CONVENTION: LazyLock<Convention> = LazyLock::new(|| Convention::embarquee().expect("the embedded rules load"));

/// The étude of a dossier, or its faults.
pub(crate) fn etude(nom: &str, texte: &str, format: Format, au: &str, connu_au: &str) -> Result<Value, Vec<Fault>> {
    let au = Jour::parse_iso(au).expect("a day of study");
    let connu_au = Jour::parse_iso(connu_au).expect("a day of knowledge");
    let dossier = dossier::parse(&CONVENTION, nom, texte.as_bytes(), Some(format), au)?;
    let demande = Demande { au, connu_au, si: Paire::default() };
    Ok(etudier(&CONVENTION, &dossier, &demande).to_json(&CONVENTION))
}

/// The étude of a situation written in TOML.
pub(crate) fn etude_toml(s: &Situation) -> Result<Value, Vec<Fault>> {
    etude("f.toml", &s.toml(), Format::Toml, &s.au, s.connu_au.as_deref().unwrap_or(&s.au))
}

/// The étude of a situation written in JSON.
pub(crate) fn etude_json(s: &Situation) -> Result<Value, Vec<Fault>> {
    etude("f.json", &s.json().to_string(), Format::Json, &s.au, s.connu_au.as_deref().unwrap_or(&s.au))
}
