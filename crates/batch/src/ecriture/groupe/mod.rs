//! A row group of a Parquet file, a page a batch.
//!
//! The writer of the crate `parquet` hashes every value of every row to find its place in a dictionary, and reads it once
//! more for its bounds: half of a whole job. Columns of the types of the output are written here instead: their words
//! have a number already, and what rows repeat is looked for once. Any other is left to that writer.

mod colonne;
mod dictionnaire;
mod hybride;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{FieldRef, SchemaRef};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::Compression;
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{ColumnDescPtr, SchemaDescriptor};

use colonne::{Brouillon, Colonne};

/// Rows of a page: what is read at once by who looks for a few rows.
const PAGE: usize = 20_480;

/// What the columns of a file are written as.
pub(crate) struct Modele {
    colonnes: Vec<Genre>,
    factory: ArrowRowGroupWriterFactory,
}

enum Genre {
    Connu(FieldRef, ColumnDescPtr),
    /// So many columns of the file, for one of the batch.
    Autre(FieldRef, usize),
}

/// A row group while it is written.
pub(crate) struct Groupe {
    colonnes: Vec<EnCours>,
    brouillon: Brouillon,
    lignes: usize,
}

enum EnCours {
    Connue(Box<Colonne>),
    Autre(FieldRef, Vec<ArrowColumnWriter>),
}

/// A column, written.
pub(crate) enum Morceau {
    Connu(Bytes, Box<ColumnCloseResult>),
    Autre(Box<ArrowColumnChunk>),
}

/// Who makes the pages of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pages {
    /// This module, of the types that it knows.
    Notres,
    /// The writer of the crate `parquet`, of every type: what ours are measured against.
    Siennes,
}

/// Starts a file of these columns.
///
/// # Errors
///
/// A column that Parquet does not have.
pub(super) fn creer<W: Write + Send>(
    sink: W,
    schema: &SchemaRef,
    pages: Pages,
) -> Result<(SerializedFileWriter<W>, Modele), ParquetError> {
    let writer = ArrowWriter::try_new(sink, SchemaRef::clone(schema), Some(proprietes()))?;
    let (writer, factory) = writer.into_serialized_writer()?;
    let colonnes = genres(schema, writer.schema_descr(), pages);
    Ok((writer, Modele { colonnes, factory }))
}

/// How each column is written.
fn genres(schema: &SchemaRef, descr: &SchemaDescriptor, pages: Pages) -> Vec<Genre> {
    let mut leaves = (0..descr.num_columns()).peekable();
    let fields = schema.fields().iter().enumerate();
    fields
        .map(|(root, field)| {
            let mut own = Vec::new();
            while let Some(leaf) = leaves.next_if(|leaf| descr.get_column_root_idx(*leaf) == root) {
                own.push(leaf);
            }
            match own.as_slice() {
                [leaf] if pages == Pages::Notres && Colonne::connait(field.data_type()) => {
                    Genre::Connu(Arc::clone(field), descr.column(*leaf))
                }
                leaves => Genre::Autre(Arc::clone(field), leaves.len()),
            }
        })
        .collect()
}

impl Modele {
    /// Starts a row group.
    ///
    /// # Errors
    ///
    /// None that columns of a file give.
    pub(super) fn commencer(&self) -> Result<Groupe, ParquetError> {
        let all_known = self.colonnes.iter().all(|genre| matches!(genre, Genre::Connu(..)));
        let mut writers = if all_known { Vec::new() } else { self.factory.create_column_writers(0)? }.into_iter();
        let colonnes = self.colonnes.iter().map(|genre| match genre {
            Genre::Connu(field, descr) => {
                writers.next();
                EnCours::Connue(Box::new(Colonne::new(ColumnDescPtr::clone(descr), field.data_type())))
            }
            Genre::Autre(field, leaves) => EnCours::Autre(Arc::clone(field), writers.by_ref().take(*leaves).collect()),
        });
        Ok(Groupe { colonnes: colonnes.collect(), brouillon: Brouillon::new(), lignes: 0 })
    }
}

impl Groupe {
    /// Appends rows.
    ///
    /// # Errors
    ///
    /// None that the columns announced give.
    pub(super) fn ajouter(&mut self, lot: &RecordBatch) -> Result<(), ParquetError> {
        self.lignes += lot.num_rows();
        let pages = (0..lot.num_rows()).step_by(PAGE);
        pages.map(|first| lot.slice(first, PAGE.min(lot.num_rows() - first))).try_for_each(|page| self.page(&page))
    }

    fn page(&mut self, lot: &RecordBatch) -> Result<(), ParquetError> {
        for (colonne, array) in self.colonnes.iter_mut().zip(lot.columns()) {
            match colonne {
                EnCours::Connue(colonne) => colonne.ajouter(array, &mut self.brouillon)?,
                EnCours::Autre(field, writers) => {
                    for (leaf, writer) in compute_leaves(field, array)?.iter().zip(writers) {
                        writer.write(leaf)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The whole row group; nothing of no row.
    ///
    /// # Errors
    ///
    /// None that rows give.
    pub(super) fn finir(self) -> Result<Vec<Morceau>, ParquetError> {
        let Groupe { colonnes, mut brouillon, lignes } = self;
        if lignes == 0 {
            return Ok(Vec::new());
        }
        let mut chunks = Vec::with_capacity(colonnes.len());
        for colonne in colonnes {
            match colonne {
                EnCours::Connue(colonne) => {
                    let (bytes, close) = colonne.finir(&mut brouillon)?;
                    chunks.push(Morceau::Connu(bytes, Box::new(close)));
                }
                EnCours::Autre(_, writers) => {
                    for writer in writers {
                        chunks.push(Morceau::Autre(Box::new(writer.close()?)));
                    }
                }
            }
        }
        Ok(chunks)
    }
}

impl Morceau {
    /// Writes a column into its file.
    ///
    /// # Errors
    ///
    /// What the disk refuses.
    pub(super) fn ecrire<W: Write + Send>(
        self,
        groupe: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        match self {
            Morceau::Connu(bytes, close) => groupe.append_column(&bytes, *close),
            Morceau::Autre(chunk) => chunk.append_to_row_group(groupe),
        }
    }
}

fn proprietes() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        // Its metadata grow with the rows: memory would not be flat.
        .set_offset_index_disabled(true)
        .set_created_by(concat!("epaule-lot ", env!("CARGO_PKG_VERSION")).to_owned())
        .build()
}
