//! Contracts out of a file, a batch at a time.

mod arrow;
mod csv;
mod decoupe;
mod parquet;
mod repertoire;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use console::echec::Echec;
use convention::fault::Fault;

use crate::faute::{de_lecture, du_fichier};
use crate::format::Format;
use crate::panique::attraper;

/// A batch as it was taken from a file: what takes time is left to [`Contenu::ouvrir`], on any thread.
pub(crate) enum Contenu {
    /// Columns.
    Lot(RecordBatch),
    /// Lines of text.
    Texte(csv::Bloc),
}

impl Contenu {
    /// How many contracts it holds.
    pub(crate) fn lignes(&self) -> usize {
        match self {
            Contenu::Lot(lot) => lot.num_rows(),
            Contenu::Texte(bloc) => bloc.lignes(),
        }
    }

    /// Its columns, and the rows that are in error already.
    ///
    /// # Errors
    ///
    /// Text that is not UTF-8.
    pub(crate) fn ouvrir(self) -> Result<(RecordBatch, Vec<(usize, Fault)>), Echec> {
        match self {
            Contenu::Lot(lot) => Ok((lot, Vec::new())),
            Contenu::Texte(bloc) => bloc.colonnes(),
        }
    }
}

/// An open file of contracts.
pub(crate) trait Source: Send {
    /// Its columns.
    fn schema(&self) -> SchemaRef;

    /// How many contracts it says to hold.
    fn total(&self) -> Option<u64>;

    /// What parts its fields, of a text.
    fn separateur(&self) -> Option<u8> {
        None
    }

    /// The next contracts, at most as many as `lignes`.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    fn suivant(&mut self, lignes: usize) -> Result<Option<Contenu>, Echec>;
}

/// Opens a file, or the files of a folder as one. Columns of `ignorer` may be left out.
///
/// # Errors
///
/// A file that is not there, not of its format, or cut short.
pub(crate) fn ouvrir(
    path: &Path,
    format: Option<Format>,
    ignorer: &BTreeSet<String>,
) -> Result<Box<dyn Source>, Echec> {
    if path.is_dir() {
        return Ok(Box::new(repertoire::Repertoire::ouvrir(path, format, ignorer)?));
    }
    fichier(path, format, ignorer)
}

fn fichier(path: &Path, format: Option<Format>, ignorer: &BTreeSet<String>) -> Result<Box<dyn Source>, Echec> {
    let file = File::open(path).map_err(|error| de_lecture(path, &error))?;
    let format = Format::de(path, format, "--format-entree")?;
    let metadata = file.metadata().map_err(|error| de_lecture(path, &error))?;
    if metadata.is_file() && metadata.len() == 0 {
        let conseil = "vérifiez que c'est le bon fichier, et qu'il a été copié en entier";
        return Err(du_fichier("fichier-vide", path, "ce fichier est vide", conseil).into());
    }
    let source = prudemment(path, format, || -> Result<Box<dyn Source>, Echec> {
        Ok(match format {
            Format::Parquet => Box::new(parquet::Parquet::ouvrir(path, file, ignorer)?),
            Format::Csv => Box::new(csv::Csv::ouvrir(path, file, ignorer)?),
            Format::Arrow => arrow::ouvrir(path, file, metadata.len())?,
        })
    })?;
    Ok(Box::new(Prudente { source, chemin: path.to_owned(), format }))
}

/// A file whose decoder may panic, where what is written there lies in a way that the library did not foresee.
struct Prudente {
    source: Box<dyn Source>,
    chemin: PathBuf,
    format: Format,
}

impl Source for Prudente {
    fn schema(&self) -> SchemaRef {
        self.source.schema()
    }

    fn total(&self) -> Option<u64> {
        self.source.total()
    }

    fn separateur(&self) -> Option<u8> {
        self.source.separateur()
    }

    fn suivant(&mut self, lignes: usize) -> Result<Option<Contenu>, Echec> {
        prudemment(&self.chemin, self.format, || self.source.suivant(lignes))
    }
}

fn prudemment<T>(path: &Path, format: Format, work: impl FnOnce() -> Result<T, Echec>) -> Result<T, Echec> {
    attraper(work).unwrap_or_else(|dite| {
        let (code, nom) = match format {
            Format::Parquet => ("parquet-illisible", "Parquet"),
            Format::Csv => ("csv-illisible", "CSV"),
            Format::Arrow => ("arrow-illisible", "Arrow"),
        };
        let message = format!("ce n'est pas un fichier {nom} entier ({dite})");
        Err(du_fichier(code, path, message, "écrivez-le de nouveau, ou copiez-le en entier").into())
    })
}
