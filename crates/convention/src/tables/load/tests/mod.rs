//! The embedded set loads and says what the documents print; each kind of fault is found at its place.

use super::*;

mod faults;
mod values;

fn embedded() -> Convention {
    match Convention::embarquee() {
        Ok(convention) => convention,
        Err(faults) => unreachable!("{}", told(&faults)),
    }
}

/// One line for each fault.
fn told(faults: &[Fault]) -> String {
    faults.iter().map(|f| format!("{} {} {} → {}\n", f.place, f.code, f.message, f.conseil)).collect()
}

/// Loads the embedded set with one file replaced.
fn load_with(name: &str, text: &str) -> Result<Convention, Vec<Fault>> {
    let files: Vec<(&str, &[u8])> = FICHIERS
        .iter()
        .map(|(file, own)| (*file, if *file == name { text.as_bytes() } else { own.as_bytes() }))
        .collect();
    Convention::charger(&files)
}

/// The text of an embedded file.
fn text_of(name: &str) -> &'static str {
    FICHIERS.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| text)
}
