//! The files of a folder, one after the other in the order of their names, as if they were one. One is open at a time.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use arrow_schema::{Schema, SchemaRef};
use console::echec::Echec;
use console::nom::nom;
use convention::document::short;

use super::{Contenu, Source, fichier};
use crate::faute::{de_lecture, du_fichier};
use crate::format::Format;

/// What is left to read of a folder.
pub(super) struct Repertoire {
    /// The first, whose columns all must have.
    premier: PathBuf,
    schema: SchemaRef,
    separateur: Option<u8>,
    total: Option<u64>,
    restent: VecDeque<PathBuf>,
    courant: Option<Box<dyn Source>>,
    format: Option<Format>,
    ignorer: BTreeSet<String>,
}

impl Repertoire {
    /// Looks at the columns of every file before the first contract is answered.
    ///
    /// # Errors
    ///
    /// A folder without files, or with folders; a file that cannot be read, or has other columns than the first.
    pub(super) fn ouvrir(path: &Path, format: Option<Format>, ignorer: &BTreeSet<String>) -> Result<Repertoire, Echec> {
        let restent = fichiers(path)?;
        let Some(premier) = restent.front().cloned() else {
            let message = "ce répertoire n'a aucun fichier";
            let conseil = "donnez le nom d'un fichier, ou d'un répertoire de fichiers de contrats";
            return Err(du_fichier("repertoire-vide", path, message, conseil).into());
        };
        let source = fichier(&premier, format, ignorer)?;
        let mut total = source.total();
        for autre in restent.iter().skip(1) {
            let suivante = fichier(autre, format, ignorer)?;
            memes_colonnes((&premier, &source.schema()), (autre, &suivante.schema()))?;
            total = total.zip(suivante.total()).map(|(before, own)| before.saturating_add(own));
        }
        Ok(Repertoire {
            premier,
            schema: source.schema(),
            separateur: source.separateur(),
            total,
            restent,
            courant: None,
            format,
            ignorer: ignorer.clone(),
        })
    }
}

impl Source for Repertoire {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    fn total(&self) -> Option<u64> {
        self.total
    }

    fn separateur(&self) -> Option<u8> {
        self.separateur
    }

    fn suivant(&mut self, lignes: usize) -> Result<Option<Contenu>, Echec> {
        loop {
            if let Some(contenu) = self.courant.as_mut().map_or(Ok(None), |courant| courant.suivant(lignes))? {
                return Ok(Some(contenu));
            }
            let Some(chemin) = self.restent.pop_front() else { return Ok(None) };
            let source = fichier(&chemin, self.format, &self.ignorer)?;
            // It may be another file by now.
            memes_colonnes((&self.premier, &self.schema), (&chemin, &source.schema()))?;
            self.courant = Some(source);
        }
    }
}

/// The files of a folder, in the order of their names. What starts with a point or a low line is no contract's: other
/// programs leave their marks there (`_SUCCESS`).
fn fichiers(path: &Path) -> Result<VecDeque<PathBuf>, Echec> {
    let refuse = |error: std::io::Error| de_lecture(path, &error);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(refuse)? {
        let entry = entry.map_err(refuse)?;
        if entry.file_name().as_encoded_bytes().starts_with(b".")
            || entry.file_name().as_encoded_bytes().starts_with(b"_")
        {
            continue;
        }
        if !entry.path().is_file() {
            let message = "dans un répertoire de contrats, ce n'est pas un fichier";
            let conseil = "déplacez-le, ou donnez son nom s'il contient les contrats";
            return Err(du_fichier("repertoire-dans-un-repertoire", &entry.path(), message, conseil).into());
        }
        found.push(entry.path());
    }
    found.sort();
    Ok(found.into())
}

/// Refuses a file whose columns are not those of the first: its contracts would be read as something else.
fn memes_colonnes((premier, attendues): (&Path, &Schema), (autre, siennes): (&Path, &Schema)) -> Result<(), Echec> {
    let (attendues, siennes) = (attendues.fields(), siennes.fields());
    let same = |(une, autre): (&arrow_schema::FieldRef, &arrow_schema::FieldRef)| {
        une.name() == autre.name() && une.data_type() == autre.data_type() && une.is_nullable() == autre.is_nullable()
    };
    let quoi = match attendues.iter().zip(siennes).position(|pair| !same(pair)) {
        None if attendues.len() == siennes.len() => return Ok(()),
        None => format!("{} colonnes au lieu de {}", siennes.len(), attendues.len()),
        Some(rang) => {
            let (attendue, sienne) = (&attendues[rang], &siennes[rang]);
            let dite = |field: &arrow_schema::Field| {
                let vide = if field.is_nullable() { "" } else { ", jamais vide" };
                format!("« {} » ({}{vide})", short(field.name()), field.data_type())
            };
            format!("colonne {}, {} au lieu de {}", rang + 1, dite(sienne), dite(attendue))
        }
    };
    let message = format!("ses colonnes ne sont pas celles de {} : {quoi}", nom(premier));
    let conseil = "donnez à tous les fichiers du répertoire les mêmes colonnes, de mêmes types, dans le même ordre ; ou \
                   calculez chacun à part";
    Err(du_fichier("colonnes-differentes", autre, message, conseil).into())
}
