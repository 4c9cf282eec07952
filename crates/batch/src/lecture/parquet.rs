//! Parquet files.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatchReader;
use arrow_schema::{ArrowError, SchemaRef};
use console::echec::Echec;
use convention::fault::Fault;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;

use super::{Contenu, Source};
use crate::faute::{de_lecture, du_fichier, panne};

/// An open file, read from its start to its end.
pub(super) struct Parquet {
    chemin: PathBuf,
    fichier: File,
    metadonnees: ArrowReaderMetadata,
    projection: ProjectionMask,
    schema: SchemaRef,
    lots: Option<ParquetRecordBatchReader>,
}

impl Parquet {
    /// Reads what the end of a file says of it.
    ///
    /// # Errors
    ///
    /// What is no Parquet file, or is cut short.
    pub(super) fn ouvrir(path: &Path, file: File, ignorer: &BTreeSet<String>) -> Result<Parquet, Echec> {
        let refuse = |error: ParquetError| illisible(path, &error);
        let metadonnees = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(refuse)?;
        let fields = metadonnees.schema().fields().iter().enumerate();
        let roots: Vec<usize> = fields.filter(|(_, field)| !ignorer.contains(field.name())).map(|(i, _)| i).collect();
        let schema = metadonnees.schema().project(&roots).map_err(|error| illisible(path, &error.into()))?;
        let projection = ProjectionMask::roots(metadonnees.parquet_schema(), roots);
        Ok(Parquet {
            chemin: path.to_owned(),
            fichier: file,
            metadonnees,
            projection,
            schema: SchemaRef::new(schema),
            lots: None,
        })
    }

    fn lots(&self, lignes: usize) -> Result<ParquetRecordBatchReader, ParquetError> {
        let file = self.fichier.try_clone()?;
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadonnees.clone());
        builder.with_projection(self.projection.clone()).with_batch_size(lignes).build()
    }
}

impl Source for Parquet {
    fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.schema)
    }

    fn total(&self) -> Option<u64> {
        u64::try_from(self.metadonnees.metadata().file_metadata().num_rows()).ok()
    }

    fn suivant(&mut self, lignes: usize) -> Result<Option<Contenu>, Echec> {
        if self.lots.is_none() {
            let lots = self.lots(lignes).map_err(|error| illisible(&self.chemin, &error))?;
            // What follows is bound to the columns by their places.
            self.schema = lots.schema();
            self.lots = Some(lots);
        }
        let lot = self.lots.as_mut().and_then(Iterator::next).transpose();
        Ok(lot.map_err(|error: ArrowError| illisible(&self.chemin, &error.into()))?.map(Contenu::Lot))
    }
}

fn illisible(path: &Path, error: &ParquetError) -> Fault {
    if let Some(io) = panne(error) {
        return de_lecture(path, io);
    }
    let message = format!("ce n'est pas un fichier Parquet entier ({error})");
    du_fichier("parquet-illisible", path, message, "écrivez-le de nouveau, ou copiez-le en entier")
}
