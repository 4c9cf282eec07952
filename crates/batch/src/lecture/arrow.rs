//! Arrow files, and Arrow streams in a file.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, SchemaRef};
use console::echec::Echec;
use convention::fault::Fault;

use super::decoupe::Decoupe;
use super::{Contenu, Source};
use crate::faute::{de_lecture, du_fichier, panne};

/// What a file starts with; a stream does not.
const MARQUE: &[u8; 6] = b"ARROW1";

/// A file or a stream.
struct Arrow<L> {
    chemin: PathBuf,
    schema: SchemaRef,
    lots: L,
    decoupe: Decoupe,
}

/// What the first length of a stream comes after, but in the oldest.
const SUITE: [u8; 4] = [0xff; 4];

/// Opens a file of either kind, of so many bytes.
///
/// # Errors
///
/// What is no Arrow file, or is cut short.
pub(super) fn ouvrir(path: &Path, mut file: File, taille: u64) -> Result<Box<dyn Source>, Echec> {
    let mut start = Vec::new();
    file.by_ref().take(8).read_to_end(&mut start).map_err(|error| de_lecture(path, &error))?;
    let is_file = start.starts_with(MARQUE);
    // The reader makes room for as much as a stream says to come, before it looks: any text says gigabytes.
    let said = start.strip_prefix(&SUITE).unwrap_or(&start).first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
    if !is_file && said.is_none_or(|said| u64::from(said) > taille) {
        let message = "ce n'est pas un fichier Arrow entier".to_owned();
        return Err(du_fichier("arrow-illisible", path, message, CONSEIL).into());
    }
    file.rewind().map_err(|error| de_lecture(path, &error))?;
    let refuse = |error: ArrowError| illisible(path, &error);
    let (chemin, decoupe) = (path.to_owned(), Decoupe::default());
    Ok(if is_file {
        let lots = FileReader::try_new(BufReader::new(file), None).map_err(refuse)?;
        Box::new(Arrow { chemin, schema: lots.schema(), lots, decoupe })
    } else {
        let lots = StreamReader::try_new(BufReader::new(file), None).map_err(refuse)?;
        Box::new(Arrow { chemin, schema: lots.schema(), lots, decoupe })
    })
}

impl<L: Iterator<Item = Result<RecordBatch, ArrowError>> + Send> Source for Arrow<L> {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn suivant(&mut self, lignes: usize) -> Result<Option<Contenu>, Echec> {
        let lot = self.decoupe.suivant(&self.schema, lignes, || self.lots.next());
        Ok(lot.map_err(|error| illisible(&self.chemin, &error))?.map(Contenu::Lot))
    }
}

const CONSEIL: &str = "écrivez-le de nouveau, ou copiez-le en entier";

fn illisible(path: &Path, error: &ArrowError) -> Fault {
    if let Some(io) = panne(error) {
        return de_lecture(path, io);
    }
    let message = format!("ce n'est pas un fichier Arrow entier ({error})");
    du_fichier("arrow-illisible", path, message, CONSEIL)
}
