//! Which dossiers a command line names: files, the files of a folder, standard input.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use convention::fault::{Fault, Place};

use super::lot::Refus;
use console::entree;
use console::nom::nom;

/// What stands for standard input.
pub(crate) const ENTREE_STANDARD: &str = "-";

/// The dossiers to read.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// In the order of the command line, those of a folder by name; each file once.
    pub(crate) fichiers: Vec<PathBuf>,
    /// Folders that give nothing.
    pub(crate) refus: Vec<Refus>,
    /// Whether several dossiers are asked for, were there only one in a folder.
    pub(crate) plusieurs: bool,
}

/// Finds every file, whatever happens to the others.
pub(crate) fn trouver(arguments: &[PathBuf]) -> Sources {
    let mut sources = Sources { plusieurs: arguments.len() > 1, ..Sources::default() };
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    for argument in arguments {
        let files = if argument.is_dir() {
            sources.plusieurs = true;
            match du_repertoire(argument) {
                Ok(files) => lisibles(files, &mut sources.refus),
                Err(refus) => {
                    sources.refus.push(refus);
                    continue;
                }
            }
        } else {
            vec![argument.clone()]
        };
        // By two names or through a folder, a file is one dossier. One that does not exist is told when read.
        let new = |file: &PathBuf| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone()));
        sources.fichiers.extend(files.into_iter().filter(new));
    }
    sources
}

/// The folder's own `.toml` and `.json` files, by name; neither hidden ones nor those of its folders.
fn du_repertoire(folder: &Path) -> Result<Vec<PathBuf>, Refus> {
    let read = || -> io::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        let mut names: Vec<_> = entries.into_iter().map(|entry| entry.file_name()).collect();
        names.sort();
        Ok(names.iter().filter(|name| dossier(name)).map(|name| folder.join(name)).filter(|p| !p.is_dir()).collect())
    };
    let nom = nom(folder);
    let refuse = |code, message: String, conseil: &str| {
        let place = Place { fichier: nom.clone(), ..Place::default() };
        Err(Refus { nom: nom.clone(), fautes: vec![Fault::new(code, &place, message, conseil)] })
    };
    match read() {
        Ok(files) if files.is_empty() => refuse(
            "repertoire-vide",
            "ce répertoire ne contient aucun dossier (.toml ou .json)".to_owned(),
            "mettez-y vos dossiers ; ceux de ses sous-répertoires ne sont pas lus",
        ),
        Ok(files) => Ok(files),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => refuse(
            "repertoire-interdit",
            "vous n'avez pas le droit de lire ce répertoire".to_owned(),
            "changez ses droits, ou copiez-le ailleurs",
        ),
        Err(error) => refuse(
            "repertoire-illisible",
            format!("ce répertoire ne peut pas être lu ({error})"),
            "donnez les fichiers un par un",
        ),
    }
}

/// Those that are files; what the others are is told.
fn lisibles(paths: Vec<PathBuf>, refus: &mut Vec<Refus>) -> Vec<PathBuf> {
    let readable = |path: &PathBuf| match entree::pas_un_fichier(path) {
        None => true,
        Some(fault) => {
            refus.push(Refus { nom: nom(path), fautes: vec![fault] });
            false
        }
    };
    paths.into_iter().filter(readable).collect()
}

/// Whether a name is that of a dossier.
fn dossier(name: &OsStr) -> bool {
    let hidden = name.as_encoded_bytes().starts_with(b".");
    let extension = Path::new(name).extension();
    !hidden && extension.is_some_and(|e| e.eq_ignore_ascii_case("toml") || e.eq_ignore_ascii_case("json"))
}
