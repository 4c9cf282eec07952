//! `epaule regles --exporter`: the rule files of the program, all of them or none.

use std::io;
use std::path::{Path, PathBuf};

use convention::fault::{Fault, Place};
use convention::tables::FICHIERS;

use console::echec::Echec;
use console::nom::nom;

/// Writes the rule files into a directory that is not there yet, or empty.
///
/// The files are written beside it first, and take its name when they are all there.
pub(super) fn exporter(directory: &Path) -> Result<String, Echec> {
    let occupied = match std::fs::read_dir(directory) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => true,
        Err(error) => return Err(refus(directory, &error)),
    };
    if occupied {
        let place = Place { fichier: nom(directory), ..Place::default() };
        let conseil = "donnez un nom qui n'existe pas encore : rien n'est jamais écrasé";
        return Err(Fault::new("repertoire-occupe", &place, "cet endroit n'est pas vide", conseil).into());
    }
    let partial = partiel(directory);
    ecrire(directory, &partial).map_err(|error| {
        // What was begun is of no use, and the first error is the one to tell.
        let _ = std::fs::remove_dir_all(&partial);
        refus(directory, &error)
    })?;
    let name = nom(directory);
    Ok(format!(
        "{} fichiers de règles écrits dans {name}.\n\nModifiez-en, puis :\n  \
         epaule regles --comparer embarquees {name}\n  epaule etudier dossier.toml --regles {name}\n",
        FICHIERS.len()
    ))
}

/// A name beside the directory, for the files while they are written.
fn partiel(directory: &Path) -> PathBuf {
    let mut name = directory.components().as_path().as_os_str().to_owned();
    name.push(format!(".partiel-{}", std::process::id()));
    PathBuf::from(name)
}

fn ecrire(directory: &Path, partial: &Path) -> io::Result<()> {
    if let Some(parent) = partial.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::create_dir(partial)?;
    for (name, text) in FICHIERS {
        std::fs::write(partial.join(name), text)?;
    }
    if directory.is_dir() {
        std::fs::remove_dir(directory)?; // empty, as was just seen
    }
    std::fs::rename(partial, directory)
}

fn refus(directory: &Path, error: &io::Error) -> Echec {
    let message = format!("ces fichiers ne peuvent pas être écrits ({error})");
    Echec::autre("ecriture-impossible", &nom(directory), message, "choisissez un autre endroit")
}
