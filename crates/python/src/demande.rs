//! What is asked beside the data: the day, the rules, the years.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::OnceLock;

use convention::demande::{self, Saisie};
use convention::fault::{Fault, Place};
use convention::jour::Jour;
use convention::tables::Convention;
use pyo3::exceptions::{PyOSError, PyTypeError};
use pyo3::prelude::*;

use crate::faute::lever;

/// A day: a text, or a `datetime.date`.
///
/// # Errors
///
/// `Fautes` for what is not a date.
pub(crate) fn jour(nom: &str, value: &Bound<'_, PyAny>) -> PyResult<Jour> {
    let text = if value.hasattr("isoformat")? { value.call_method0("isoformat")? } else { value.clone() };
    let Ok(text) = text.extract::<String>() else {
        return Err(PyTypeError::new_err(format!("{nom} : une date est un texte ou un datetime.date")));
    };
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
///
/// # Errors
///
/// `TypeError` for what is neither, `Fautes` for years that no contract has.
pub(crate) fn annees(value: &Bound<'_, PyAny>) -> PyResult<RangeInclusive<u8>> {
    let asked = value.extract::<i64>().map(|annee| (annee, annee)).or_else(|_| value.extract::<(i64, i64)>());
    let Ok((first, last)) = asked else {
        return Err(PyTypeError::new_err("annees : donnez une année, ou la première et la dernière : (1, 5)"));
    };
    let known = |annee| u8::try_from(annee).ok().filter(|annee| columns::ANNEES.contains(annee));
    if let (Some(first), Some(last)) = (known(first), known(last))
        && first <= last
    {
        return Ok(first..=last);
    }
    let place = Place { chemin: "annees".to_owned(), ..Place::default() };
    let message = format!("les années {first} à {last} ne sont pas celles d'un contrat");
    let (min, max) = (columns::ANNEES.start(), columns::ANNEES.end());
    let conseil = format!("donnez la première et la dernière, de {min} à {max}");
    Err(lever(value.py(), &[Fault::new("annees-hors-bornes", &place, message, conseil)]))
}

/// Names of columns. One alone, between quotes, is what people forget to put in a list.
///
/// # Errors
///
/// `TypeError` for what is no list of texts.
pub(crate) fn noms(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    value.extract().map_err(|_| PyTypeError::new_err("donnez une liste de noms de colonnes, comme [\"departement\"]"))
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

fn fichiers(directory: &Path) -> PyResult<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(|erreur| refus(directory, &erreur))? {
        let path = entry.map_err(|erreur| refus(directory, &erreur))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".toml") && !name.starts_with('.') && path.is_file() {
            let text = std::fs::read(&path).map_err(|erreur| refus(&path, &erreur))?;
            files.push((name, text));
        }
    }
    files.sort();
    Ok(files)
}

/// What Python raises itself, `FileNotFoundError` and its like: an `OSError` chooses its kind by its number.
fn refus(path: &Path, erreur: &std::io::Error) -> PyErr {
    PyOSError::new_err((erreur.raw_os_error().unwrap_or_default(), erreur.kind().to_string(), path.to_path_buf()))
}
