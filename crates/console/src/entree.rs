//! Reading what the user gives: a file, standard input, a directory of rules. Never more than its limit.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use convention::document::{Format, MAX_BYTES};
use convention::fault::{Fault, Place};
use convention::tables::{Convention, FICHIERS};

use crate::echec::Echec;
use crate::nom::nom;

/// A document, not looked at yet.
#[derive(Debug)]
pub struct Entree {
    /// Its name, for messages.
    pub nom: String,
    /// Its bytes.
    pub octets: Vec<u8>,
    /// The format that its name announces.
    pub format: Option<Format>,
}

/// What is expected in a file, for the advice where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attendu {
    /// A dossier.
    Dossier,
    /// An étude.
    Etude,
}

/// Reads a file, or standard input where `path` is `-`.
///
/// # Errors
///
/// In French, why it cannot be read, or that it is above `maximum` bytes.
pub fn lire(path: &Path, attendu: Attendu, maximum: usize) -> Result<Entree, Vec<Fault>> {
    let (nom, format, octets) = if path == Path::new("-") {
        ("entrée standard".to_owned(), None, bounded(io::stdin().lock(), maximum))
    } else {
        let nom = nom(path);
        let format = Format::of_name(&nom);
        (nom, format, File::open(path).and_then(|file| bounded(file, maximum)))
    };
    let octets = octets.map_err(|error| vec![refus(&nom, attendu, &error)])?;
    if octets.len() > maximum {
        let message = format!("ce fichier dépasse le maximum de {maximum} octets");
        let conseil = match attendu {
            Attendu::Dossier => "un dossier tient en quelques lignes : vérifiez que c'est le bon fichier",
            Attendu::Etude => "vérifiez que c'est bien une étude",
        };
        return Err(vec![Fault::new("fichier-trop-grand", &place(&nom), message, conseil)]);
    }
    Ok(Entree { nom, octets, format })
}

/// At most `maximum` bytes, and one more where there are more.
fn bounded(reader: impl Read, maximum: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(maximum as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn place(nom: &str) -> Place {
    Place { fichier: nom.to_owned(), ..Place::default() }
}

fn refus(nom: &str, attendu: Attendu, error: &io::Error) -> Fault {
    let (code, message, conseil) = match (error.kind(), attendu) {
        (ErrorKind::NotFound, Attendu::Dossier) => (
            "fichier-introuvable",
            "ce fichier n'existe pas".to_owned(),
            "vérifiez son nom, ou créez-le : epaule exemple > dossier.toml",
        ),
        (ErrorKind::NotFound, Attendu::Etude) => (
            "fichier-introuvable",
            "ce fichier n'existe pas".to_owned(),
            "vérifiez son nom, ou créez-le : epaule etudier dossier.toml --format json > etude.json",
        ),
        (ErrorKind::IsADirectory, _) => {
            ("fichier-repertoire", "c'est un répertoire".to_owned(), "donnez le nom d'un fichier")
        }
        (ErrorKind::PermissionDenied, _) => (
            "fichier-interdit",
            "vous n'avez pas le droit de lire ce fichier".to_owned(),
            "changez ses droits, ou copiez-le ailleurs",
        ),
        _ => ("fichier-illisible", format!("ce fichier ne peut pas être lu ({error})"), "essayez une copie du fichier"),
    };
    Fault::new(code, &place(nom), message, conseil)
}

/// Of a path that a folder gave: the fault of being neither a file nor a folder. A pipe that nobody writes to
/// would be waited for without end. Where the caller names it, it is read: it was asked for.
pub fn pas_un_fichier(path: &Path) -> Option<Fault> {
    let kind = std::fs::metadata(path).ok()?.file_type();
    if kind.is_file() || kind.is_dir() {
        return None;
    }
    let message = "ce n'est pas un fichier ordinaire (un tube, une prise ou un périphérique)";
    let conseil = "d'un répertoire, seuls les fichiers sont lus : retirez-le, ou donnez son nom dans la commande";
    Some(Fault::new("pas-un-fichier", &place(&nom(path)), message, conseil))
}

/// The rules of a directory, or those of the program.
///
/// # Errors
///
/// Every fault of every file, named with its directory.
pub fn convention(directory: Option<&Path>) -> Result<Convention, Echec> {
    match directory {
        None => Convention::embarquee().map_err(Echec::interne),
        Some(directory) => {
            let files = fichiers(directory)?;
            charger(directory, &files).map_err(Echec::from)
        }
    }
}

/// Parses and checks the files of a directory of rules.
///
/// # Errors
///
/// Every fault of every file, named with its directory.
pub fn charger(directory: &Path, files: &[(String, Vec<u8>)]) -> Result<Convention, Vec<Fault>> {
    let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    Convention::charger(&named).map_err(|mut faults| {
        for fault in &mut faults {
            fault.place.fichier = nom(&directory.join(&fault.place.fichier));
        }
        faults
    })
}

/// The `.toml` files of a directory of rules: name and bytes.
///
/// # Errors
///
/// What cannot be read.
pub fn fichiers(directory: &Path) -> Result<Vec<(String, Vec<u8>)>, Vec<Fault>> {
    let repertoire = nom(directory);
    let entries = std::fs::read_dir(directory).map_err(|error| vec![refus_du_repertoire(&repertoire, &error)])?;
    let mut files = Vec::with_capacity(FICHIERS.len());
    let mut faults = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| vec![refus_du_repertoire(&repertoire, &error)])?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".toml") || name.starts_with('.') {
            continue;
        }
        if let Some(fault) = pas_un_fichier(&entry.path()) {
            faults.push(fault);
            continue;
        }
        match File::open(entry.path()).and_then(|file| bounded(file, MAX_BYTES)) {
            Ok(bytes) => files.push((name, bytes)),
            Err(error) => faults.push(refus(&nom(&entry.path()), Attendu::Etude, &error)),
        }
    }
    files.sort();
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

fn refus_du_repertoire(nom: &str, error: &io::Error) -> Fault {
    let depart = "créez-le : epaule regles --exporter ";
    let (code, message, conseil) = match error.kind() {
        ErrorKind::NotFound => {
            ("repertoire-introuvable", "ce répertoire de règles n'existe pas".to_owned(), format!("{depart}{nom}"))
        }
        ErrorKind::NotADirectory => (
            "pas-un-repertoire",
            "ce n'est pas un répertoire".to_owned(),
            "donnez le répertoire qui contient les fichiers de règles".to_owned(),
        ),
        ErrorKind::PermissionDenied => (
            "repertoire-interdit",
            "vous n'avez pas le droit de lire ce répertoire".to_owned(),
            "changez ses droits, ou copiez-le ailleurs".to_owned(),
        ),
        _ => (
            "repertoire-illisible",
            format!("ce répertoire ne peut pas être lu ({error})"),
            format!("{depart}un-autre-repertoire"),
        ),
    };
    Fault::new(code, &place(nom), message, conseil)
}
