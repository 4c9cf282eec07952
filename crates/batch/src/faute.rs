//! Faults of files, and what the libraries that read and write them say.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::Path;

use console::echec::Echec;
use console::nom::nom;
use convention::fault::{Fault, Place};

/// A fault of a whole file.
pub(crate) fn du_fichier(code: &'static str, path: &Path, message: impl Into<String>, conseil: &str) -> Fault {
    Fault::new(code, &Place { fichier: nom(path), ..Place::default() }, message, conseil)
}

/// A fault of a line of a file, from 1.
pub(crate) fn de_la_ligne(code: &'static str, path: &Path, ligne: u64, message: String, conseil: &str) -> Fault {
    let place = Place { fichier: nom(path), chemin: format!("ligne {ligne}"), ..Place::default() };
    Fault::new(code, &place, message, conseil)
}

/// Why a file cannot be opened, or read.
pub(crate) fn de_lecture(path: &Path, error: &io::Error) -> Fault {
    let (code, message, conseil) = match error.kind() {
        ErrorKind::NotFound => ("fichier-introuvable", "ce fichier n'existe pas".to_owned(), "vérifiez son nom"),
        ErrorKind::IsADirectory => {
            ("fichier-repertoire", "c'est un répertoire".to_owned(), "donnez le nom d'un fichier")
        }
        ErrorKind::PermissionDenied => (
            "fichier-interdit",
            "vous n'avez pas le droit de lire ce fichier".to_owned(),
            "changez ses droits, ou copiez-le ailleurs",
        ),
        _ => ("fichier-illisible", format!("ce fichier ne peut pas être lu ({error})"), "essayez une copie du fichier"),
    };
    du_fichier(code, path, message, conseil)
}

/// Why a file cannot be written.
pub(crate) fn d_ecriture(path: &Path, error: &(dyn Error + 'static)) -> Echec {
    let io = entree_sortie(error);
    let (code, message, conseil) = match io.map(io::Error::kind) {
        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge) => (
            "disque-plein",
            "il n'y a plus de place pour ce fichier : rien n'en est gardé".to_owned(),
            "libérez de la place, ou écrivez ailleurs",
        ),
        Some(ErrorKind::PermissionDenied) => (
            "ecriture-interdite",
            "vous n'avez pas le droit d'écrire ici".to_owned(),
            "changez les droits du répertoire, ou écrivez ailleurs",
        ),
        Some(ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            ("repertoire-introuvable", "le répertoire de ce fichier n'existe pas".to_owned(), "créez-le d'abord")
        }
        _ => (
            "ecriture-impossible",
            format!("ce fichier ne peut pas être écrit ({error})"),
            "vérifiez la place et les droits",
        ),
    };
    Echec::autre(code, &nom(path), message, conseil)
}

/// The error of the system behind an error.
pub(crate) fn entree_sortie<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    let mut error = Some(error);
    while let Some(found) = error {
        if let Some(io) = found.downcast_ref::<io::Error>() {
            return Some(io);
        }
        error = found.source();
    }
    None
}

/// The error of the system behind an error, unless it only says that what is written in a file is false: an end too
/// near, a place before its start.
pub(crate) fn panne<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    entree_sortie(error).filter(|io| !matches!(io.kind(), ErrorKind::UnexpectedEof | ErrorKind::InvalidInput))
}

/// A failure that the program did not expect.
pub(crate) fn interne(message: impl std::fmt::Display) -> Echec {
    let message = format!("le programme s'est trompé : {message}");
    Echec::autre("erreur-interne", "epaule-lot", message, "signalez-le, avec la commande")
}
