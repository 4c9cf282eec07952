//! Rows into a file: encoded on any thread, written in order by one, in place only once whole.

mod csv;
mod mots;
mod partiel;

use std::path::Path;

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use arrow_schema::SchemaRef;
use console::echec::Echec;
use convention::fault::Fault;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;

use crate::faute::{d_ecriture, interne};
use crate::format::Format;

use partiel::Partiel;
pub(crate) use partiel::verifier;

/// What parts the fields of a CSV, of `--separateur`.
///
/// # Errors
///
/// What parts no fields.
pub(crate) fn separateur(demande: Option<&str>) -> Result<Option<u8>, Echec> {
    match demande {
        None => Ok(None),
        Some(";") => Ok(Some(b';')),
        Some(",") => Ok(Some(b',')),
        Some("tab" | "\t" | "\\t") => Ok(Some(b'\t')),
        Some(other) => {
            let message = format!("« {other} » ne sépare pas les champs d'un CSV");
            let place = console::usage::place("--separateur");
            Err(Fault::new("separateur-inconnu", &place, message, "écrivez « ; », « , » ou « tab »").into())
        }
    }
}

/// What is written, and how.
pub(crate) struct Ecrivain<'a> {
    chemin: &'a Path,
    ecraser: bool,
    fichier: Fichier,
}

enum Fichier {
    Parquet(SerializedFileWriter<Partiel>),
    Csv(Partiel),
    Arrow(Box<FileWriter<Partiel>>),
}

/// Rows, encoded.
pub(crate) enum Morceau {
    Parquet(Vec<ArrowColumnChunk>),
    Csv(Vec<u8>),
    Arrow(RecordBatch),
}

/// What encodes rows, on any thread.
pub(crate) enum Encodeur {
    Parquet(SchemaRef, ArrowRowGroupWriterFactory),
    Csv(u8),
    Arrow(SchemaRef),
}

/// Writes a whole file at once.
///
/// # Errors
///
/// What the disk refuses.
pub(crate) fn ecrire_un_texte(chemin: &Path, texte: &[u8], ecraser: bool) -> Result<(), Echec> {
    let mut partiel = Partiel::creer(chemin)?;
    std::io::Write::write_all(&mut partiel, texte).map_err(|error| d_ecriture(chemin, &error))?;
    partiel.placer(ecraser)
}

impl<'a> Ecrivain<'a> {
    /// Starts a file of these columns, and gives what encodes rows for it.
    ///
    /// # Errors
    ///
    /// What cannot be written there, or in this format.
    pub(crate) fn creer(
        chemin: &'a Path,
        format: Format,
        schema: &SchemaRef,
        separateur: u8,
        ecraser: bool,
    ) -> Result<(Ecrivain<'a>, Encodeur), Echec> {
        if format == Format::Csv {
            csv::verifier(chemin, schema)?;
        }
        let mut partiel = Partiel::creer(chemin)?;
        let (fichier, encodeur) = match format {
            Format::Csv => {
                std::io::Write::write_all(&mut partiel, &csv::titres(schema, separateur))
                    .map_err(|error| d_ecriture(chemin, &error))?;
                (Fichier::Csv(partiel), Encodeur::Csv(separateur))
            }
            Format::Arrow => {
                let schema = mots::schema(schema);
                let writer = FileWriter::try_new(partiel, &schema).map_err(|error| d_ecriture(chemin, &error))?;
                (Fichier::Arrow(Box::new(writer)), Encodeur::Arrow(schema))
            }
            Format::Parquet => {
                let writer = ArrowWriter::try_new(partiel, SchemaRef::clone(schema), Some(proprietes()));
                let parts = writer.and_then(ArrowWriter::into_serialized_writer);
                let (writer, factory) = parts.map_err(|error| d_ecriture(chemin, &error))?;
                (Fichier::Parquet(writer), Encodeur::Parquet(SchemaRef::clone(schema), factory))
            }
        };
        Ok((Ecrivain { chemin, ecraser, fichier }, encodeur))
    }

    /// Writes rows after those before.
    ///
    /// # Errors
    ///
    /// What the disk refuses.
    pub(crate) fn ecrire(&mut self, morceau: Morceau) -> Result<(), Echec> {
        match (&mut self.fichier, morceau) {
            (Fichier::Parquet(writer), Morceau::Parquet(chunks)) => {
                let append = || -> Result<(), ParquetError> {
                    let mut group = writer.next_row_group()?;
                    for chunk in chunks {
                        chunk.append_to_row_group(&mut group)?;
                    }
                    group.close().map(|_| ())
                };
                append().map_err(|error| d_ecriture(self.chemin, &error))
            }
            (Fichier::Csv(partiel), Morceau::Csv(bytes)) => {
                std::io::Write::write_all(partiel, &bytes).map_err(|error| d_ecriture(self.chemin, &error))
            }
            (Fichier::Arrow(writer), Morceau::Arrow(lot)) => {
                writer.write(&lot).map_err(|error| d_ecriture(self.chemin, &error))
            }
            _ => Err(interne("deux formats dans un fichier")),
        }
    }

    /// Ends the file and puts it in its place, whole.
    ///
    /// # Errors
    ///
    /// What the disk refuses.
    pub(crate) fn finir(self) -> Result<(), Echec> {
        let Ecrivain { chemin, ecraser, fichier } = self;
        let partiel = match fichier {
            Fichier::Parquet(writer) => writer.into_inner().map_err(|error| d_ecriture(chemin, &error))?,
            Fichier::Csv(partiel) => partiel,
            Fichier::Arrow(writer) => writer.into_inner().map_err(|error| d_ecriture(chemin, &error))?,
        };
        partiel.placer(ecraser)
    }
}

impl Encodeur {
    /// Encodes rows.
    ///
    /// # Errors
    ///
    /// None that the columns announced give.
    pub(crate) fn encoder(&self, lot: &RecordBatch) -> Result<Morceau, Echec> {
        match self {
            Encodeur::Csv(separateur) => Ok(Morceau::Csv(csv::lignes(lot, *separateur))),
            Encodeur::Arrow(schema) => mots::colonnes(lot, schema).map(Morceau::Arrow).map_err(interne),
            Encodeur::Parquet(schema, factory) => groupe(schema, factory, lot).map(Morceau::Parquet).map_err(interne),
        }
    }
}

/// A row group.
fn groupe(
    schema: &SchemaRef,
    factory: &ArrowRowGroupWriterFactory,
    lot: &RecordBatch,
) -> Result<Vec<ArrowColumnChunk>, ParquetError> {
    let mut writers = factory.create_column_writers(0)?.into_iter();
    let mut chunks = Vec::with_capacity(writers.len());
    for (field, column) in schema.fields().iter().zip(lot.columns()) {
        for leaf in compute_leaves(field, column)? {
            let Some(mut writer) = writers.next() else { break };
            writer.write(&leaf)?;
            chunks.push(writer.close()?);
        }
    }
    Ok(chunks)
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
