//! An étude back from its bytes, and what it was asked.

use serde_json::Value;

use super::{Asked, REGLES};
use crate::document::{self, Ecrit, Format};
use crate::dossier;
use crate::etude::{Demande, SCHEMA};
use crate::faits::PATIENTS_MAX;
use crate::fault::{Fault, Place};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::tables::Convention;

/// Documents above this size are refused before they are parsed: some hundreds of études.
pub const MAX_BYTES: usize = 50_000_000;

/// What to do with a file that is no étude.
const REFAIRE: &str = "donnez le fichier écrit par « epaule etudier … --format json »";

fn fault(file: &str, code: &'static str, chemin: &str, message: impl Into<String>, conseil: &str) -> Fault {
    let place = Place { fichier: file.to_owned(), chemin: chemin.to_owned(), ..Place::default() };
    Fault::new(code, &place, message, conseil)
}

/// Parses what should be an étude, or a list of them.
///
/// # Errors
///
/// As [`super::verifier`], for the form of the document alone.
pub(super) fn document(file: &str, bytes: &[u8]) -> Result<Value, Vec<Fault>> {
    let refused = |code, message: &str| Err(vec![fault(file, code, "", message, REFAIRE)]);
    if bytes.len() > MAX_BYTES {
        return refused("fichier-trop-grand", &format!("ce fichier fait plus de {} Mo", MAX_BYTES / 1_000_000));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refused("fichier-pas-utf8", "ce fichier n'est pas du texte UTF-8");
    };
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return refused("fichier-vide", "ce fichier est vide");
    }
    // Once for what is wrong with its form and for keys written twice, once for its values.
    let twice =
        document::json_tree(file, text).map_err(|faults| faults.into_iter().map(about_etude).collect::<Vec<_>>())?;
    if !twice.1.is_empty() {
        return Err(twice.1);
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return refused("json-illisible", "ce fichier n'est pas du JSON lisible");
    };
    Ok(value)
}

/// Whether a value says that it is an étude that this program writes.
///
/// # Errors
///
/// What it is instead.
pub(super) fn est_une_etude(file: &str, value: &Value) -> Result<(), Vec<Fault>> {
    let refuse = |code, chemin, message: String, conseil| Err(vec![fault(file, code, chemin, message, conseil)]);
    match value.get("schema") {
        Some(Value::String(schema)) if schema == SCHEMA => Ok(()),
        Some(Value::String(schema)) if Ecrit::of_schema(schema) == Some(Ecrit::Comparaison) => {
            let message = "c'est une comparaison : seules les études se vérifient".to_owned();
            refuse("pas-une-etude", "schema", message, REFAIRE)
        }
        Some(Value::String(schema)) => {
            let message = format!("ce document est au format « {} », pas « {SCHEMA} »", document::short(schema));
            refuse("schema-inconnu", "schema", message, "vérifiez-le avec la version du programme qui l'a écrit")
        }
        _ => refuse("pas-une-etude", "", "ce document n'est pas une étude".to_owned(), REFAIRE),
    }
}

/// The document reader gives advice for dossiers.
fn about_etude(mut fault: Fault) -> Fault {
    REFAIRE.clone_into(&mut fault.conseil);
    fault
}

/// The dossier and what was asked.
///
/// # Errors
///
/// Days, hypothesis or dossier that cannot be read.
pub(super) fn asked(convention: &Convention, file: &str, document: &Value) -> Result<Asked, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut day = |key: &str| {
        let day = document.get(key).and_then(Value::as_str).and_then(Jour::parse_iso);
        if day.is_none() {
            let message = format!("{key} n'est pas une date lisible");
            faults.push(fault(file, "date-illisible", key, message, "une date s'écrit 2026-01-15"));
        }
        day
    };
    let (au, connu_au) = (day("au"), day("connu_au"));
    let mut supposed = |key: &str| match document.get("si").map(|si| si.get(key)) {
        Some(Some(Value::Null)) => None,
        Some(Some(count)) if count.as_u64().is_some_and(|n| n <= u64::from(PATIENTS_MAX)) => {
            count.as_u64().and_then(|n| u32::try_from(n).ok())
        }
        _ => {
            let chemin = format!("si.{key}");
            let message = format!("{chemin} n'est pas un nombre de patients");
            faults.push(fault(file, "hypothese-illisible", &chemin, message, "écrivez un nombre entier, ou null"));
            None
        }
    };
    let si = Paire { pmt: supposed("pmt"), pfa: supposed("pfa") };
    let Some(enclosed) = document.get("dossier") else {
        faults.push(fault(file, "dossier-absent", "dossier", "cette étude ne contient plus son dossier", REFAIRE));
        return Err(faults);
    };
    let (Some(au), Some(connu_au)) = (au, connu_au) else { return Err(faults) };
    let bytes = enclosed.to_string();
    let read = dossier::lire(convention, file, bytes.as_bytes(), Some(Format::Json), au);
    match read {
        Ok(dossier) if faults.is_empty() => Ok((Demande { au, connu_au, si }, dossier)),
        Ok(_) => Err(faults),
        Err(found) => {
            faults.extend(found.into_iter().map(|f| {
                let chemin = document::join("dossier", &f.place.chemin);
                let chemin = chemin.trim_end_matches('.').to_owned();
                let place = Place { ligne: None, colonne: None, chemin, ..f.place };
                Fault { place, ..f }
            }));
            Err(faults)
        }
    }
}

/// The faults of an étude that nobody edited, after the likely reason where there is one.
pub(super) fn explained(convention: &Convention, file: &str, document: &Value, faults: Vec<Fault>) -> Vec<Fault> {
    let rules = document.pointer(REGLES).and_then(Value::as_str);
    if rules.is_none_or(|rules| rules == convention.empreinte) {
        return faults;
    }
    let message = "cette étude a été faite avec d'autres règles, qui lisent son dossier autrement";
    let first = fault(file, "autres-regles", "regles.empreinte", message, "donnez ces règles avec --regles");
    std::iter::once(first).chain(faults).collect()
}
