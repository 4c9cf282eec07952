//! What is asked beside the data: the day, the rules, the years.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use convention::demande::{self, Saisie};
use convention::fault::{Fault, Place};
use convention::jour::Jour;
use convention::tables::Convention;
use pyo3::prelude::*;

use crate::faute::lever;

/// A day: a text, or a `datetime.date`.
///
/// # Errors
///
/// `Fautes` for what is not a date.
pub(crate) fn jour(nom: &str, value: &Bound<'_, PyAny>) -> PyResult<Jour> {
    let text = if value.hasattr("isoformat")? { value.call_method0("isoformat")? } else { value.clone() };
    let text: String = text.extract()?;
    demande::jour(Saisie::Champ(nom), &text).map_err(|fautes| lever(value.py(), &fautes))
}

/// The day of study: today where none is given.
///
/// # Errors
///
/// `Fautes` for what is not a date, or no day of study.
pub(crate) fn au(py: Python<'_>, value: Option<&Bound<'_, PyAny>>) -> PyResult<Jour> {
    let jour = match value {
        Some(value) => jour("au", value)?,
        None => jour("au", &py.import("datetime")?.getattr("date")?.call_method0("today")?)?,
    };
    demande::au(Saisie::Champ("au"), jour).map_err(|fautes| lever(py, &fautes))
}

/// The years: one, or the first and the last.
#[derive(FromPyObject)]
pub(crate) enum Annees {
    Une(u8),
    De(u8, u8),
}

impl Annees {
    /// # Errors
    ///
    /// `Fautes` for years that no contract has.
    pub(crate) fn lire(&self, py: Python<'_>) -> PyResult<RangeInclusive<u8>> {
        let (first, last) = match *self {
            Annees::Une(annee) => (annee, annee),
            Annees::De(first, last) => (first, last),
        };
        if columns::ANNEES.contains(&first) && columns::ANNEES.contains(&last) && first <= last {
            return Ok(first..=last);
        }
        let place = Place { chemin: "annees".to_owned(), ..Place::default() };
        let message = format!("les années {first} à {last} ne sont pas celles d'un contrat");
        let conseil =
            format!("donnez la première et la dernière, de {} à {}", columns::ANNEES.start(), columns::ANNEES.end());
        Err(lever(py, &[Fault::new("annees-hors-bornes", &place, message, conseil)]))
    }
}

/// The rules of a directory, or those of the program.
///
/// # Errors
///
/// `OSError` for what cannot be read, `Fautes` for rules that are not sound.
pub(crate) fn convention(py: Python<'_>, regles: Option<&Path>) -> PyResult<Convention> {
    match regles {
        Some(directory) => {
            let files = fichiers(directory)?;
            let named: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
            Convention::charger(&named).map_err(|fautes| lever(py, &fautes))
        }
        None => embarquee(py).cloned(),
    }
}

/// The rules of the program, read once.
pub(crate) fn embarquee(py: Python<'_>) -> PyResult<&'static Convention> {
    static CONVENTION: OnceLock<Result<Convention, Vec<Fault>>> = OnceLock::new();
    CONVENTION.get_or_init(Convention::embarquee).as_ref().map_err(|fautes| lever(py, fautes))
}

fn fichiers(directory: &Path) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let (path, name): (PathBuf, String) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.ends_with(".toml") && !name.starts_with('.') && path.is_file() {
            files.push((name, std::fs::read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}
