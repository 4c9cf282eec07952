//! A file of contracts, read by DataFusion: its columns, and the parts of its rows that are read side by side.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::population::Population;
use arrow_ipc::reader::{FileReader, StreamReader};
use columns::Moteur;
use datafusion::arrow::csv::reader::Format;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::config::CsvOptions;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::{
    ArrowSource, CsvSource, FileGroup, FileScanConfigBuilder, FileSource, ParquetSource,
};
use datafusion::datasource::source::DataSourceExec;
use datafusion::datasource::table_schema::TableSchema;
use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::object_store::path::Path as StorePath;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, RowSelection, RowSelector};
use datafusion::physical_plan::ExecutionPlan;

use crate::erreur::Erreur;
use crate::population::{self, Demandee};

/// How a file is written.
#[derive(Debug, Clone)]
enum Forme {
    /// Parquet, of so many rows.
    Parquet { lignes: u64 },
    /// Text, its values between these; every column is text.
    Csv { separateur: u8 },
    /// Arrow IPC, with an index of its batches or without.
    Arrow { index: bool },
    /// No file: a synthetic population, of so many rows.
    Inventee { population: Arc<Population>, lignes: u64 },
}

/// Rows of a file that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Rows before it.
    pub(crate) avant: u64,
    /// How many rows it has; `None`: all that follow.
    lignes: Option<u64>,
}

/// A file whose columns are known.
#[derive(Debug)]
pub(crate) struct Fichier {
    nom: String,
    absolu: PathBuf,
    taille: u64,
    forme: Forme,
    schema: SchemaRef,
}

impl Fichier {
    /// Opens a file by its name, whose ending says its form, and reads its columns; or the population that
    /// `population:1000000` names, under the rules and on the day of `moteur`.
    ///
    /// # Errors
    ///
    /// The file does not exist, cannot be read, or is none of the forms that are read.
    pub(crate) fn ouvrir(nom: &str, moteur: &Moteur) -> Result<Fichier, Erreur> {
        if let Some(demandee) = Demandee::lire(nom) {
            let (population, lignes) = demandee?.inventer(moteur)?;
            let schema = population.schema();
            let forme = Forme::Inventee { population: Arc::new(population), lignes };
            return Ok(Fichier { nom: nom.to_owned(), absolu: PathBuf::new(), taille: 0, forme, schema });
        }
        let illisible = |faute: &dyn std::fmt::Display| {
            Erreur::new("fichier-illisible", format!("{nom} : ce fichier ne se lit pas : {faute}"))
        };
        let extension = Path::new(nom).extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        let file = File::open(nom).map_err(|faute| match faute.kind() {
            std::io::ErrorKind::NotFound => {
                Erreur::new("fichier-introuvable", format!("{nom} : il n'y a pas de fichier de ce nom"))
            }
            _ => illisible(&faute),
        })?;
        let meta = file.metadata().map_err(|faute| illisible(&faute))?;
        if !meta.is_file() {
            let message = format!("{nom} n'est pas un fichier ; nommez un fichier .parquet, .csv ou .arrow");
            return Err(Erreur::new("fichier-illisible", message));
        }
        // Without « .. », which a store of objects has not.
        let absolu = std::fs::canonicalize(nom).map_err(|faute| illisible(&faute))?;
        let (forme, schema) = match extension.as_str() {
            "parquet" | "pq" => prudemment(|| parquet(&file)).map_err(|faute| illisible(&faute))?,
            "csv" | "tsv" | "txt" => prudemment(|| csv(&file)).map_err(|faute| illisible(&faute))?,
            "arrow" | "feather" | "ipc" | "arrows" => {
                prudemment(|| arrow(file, meta.len())).map_err(|faute| illisible(&faute))?
            }
            _ => {
                let message = format!("{nom} : son nom doit finir par .parquet, .csv ou .arrow");
                return Err(Erreur::new("fichier-d-un-autre-format", message));
            }
        };
        Ok(Fichier { nom: nom.to_owned(), absolu, taille: meta.len(), forme, schema })
    }

    /// Its name, as the query gives it.
    pub(crate) fn nom(&self) -> &str {
        &self.nom
    }

    /// Its columns.
    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// How many rows it has, where its form says so.
    pub(crate) fn lignes(&self) -> Option<u64> {
        match self.forme {
            Forme::Parquet { lignes } | Forme::Inventee { lignes, .. } => Some(lignes),
            Forme::Csv { .. } | Forme::Arrow { .. } => None,
        }
    }

    /// At most `n` parts of about the same size, whose rows are numbered before they are read: of a form that does
    /// not say how many rows it has, the whole file.
    pub(crate) fn parts(&self, n: usize) -> Vec<Part> {
        let whole = vec![Part { avant: 0, lignes: None }];
        let Some(lignes) = self.lignes().filter(|lignes| *lignes > 0) else { return whole };
        let n = (n as u64).clamp(1, lignes);
        let at = |k: u64| u64::try_from(u128::from(lignes) * u128::from(k) / u128::from(n)).unwrap_or(lignes);
        (0..n).map(|k| Part { avant: at(k), lignes: Some(at(k + 1) - at(k)) }).collect()
    }

    /// The plan that reads columns of a part, by their places, in the order of the file, as one partition.
    ///
    /// # Errors
    ///
    /// What DataFusion cannot plan; a place that is no column's.
    pub(crate) fn lecture(&self, colonnes: Option<Vec<usize>>, part: Part) -> Result<Arc<dyn ExecutionPlan>> {
        let source: Arc<dyn FileSource> = match &self.forme {
            Forme::Inventee { population, lignes } => {
                let rows = part.avant..part.lignes.map_or(*lignes, |own| part.avant + own);
                return population::plan(Arc::clone(population), rows, colonnes.as_ref());
            }
            Forme::Parquet { .. } => Arc::new(ParquetSource::new(self.table())),
            Forme::Csv { separateur } => {
                let options = CsvOptions {
                    has_header: Some(true),
                    delimiter: *separateur,
                    newlines_in_values: Some(true),
                    // A line cut short is not a contract with less said of it.
                    truncated_rows: Some(false),
                    ..CsvOptions::default()
                };
                Arc::new(CsvSource::new(self.table()).with_csv_options(options))
            }
            Forme::Arrow { index: true } => Arc::new(ArrowSource::new_file_source(self.table())),
            Forme::Arrow { index: false } => Arc::new(ArrowSource::new_stream_file_source(self.table())),
        };
        let mut file = PartitionedFile::new("", self.taille);
        file.object_meta.location = StorePath::from_absolute_path(&self.absolu)?;
        if let (Forme::Parquet { lignes }, Some(siennes)) = (&self.forme, part.lignes) {
            let after = lignes.saturating_sub(part.avant + siennes);
            let rows = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
            let selection: RowSelection = [
                RowSelector::skip(rows(part.avant)),
                RowSelector::select(rows(siennes)),
                RowSelector::skip(rows(after)),
            ]
            .into_iter()
            .filter(|selector| selector.row_count > 0)
            .collect::<Vec<_>>()
            .into();
            file = file
                .with_extension(datafusion::datasource::physical_plan::parquet::ParquetRowSelection::new(selection));
        }
        let config = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), source)
            .with_file_group(FileGroup::new(vec![file]))
            .with_preserve_order(true)
            .with_projection_indices(colonnes)?
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }

    fn table(&self) -> TableSchema {
        TableSchema::from(Arc::clone(&self.schema))
    }
}

type Faute = Box<dyn std::error::Error>;

fn parquet(file: &File) -> Result<(Forme, SchemaRef), Faute> {
    let metadata = ArrowReaderMetadata::load(file, ArrowReaderOptions::new())?;
    let lignes = u64::try_from(metadata.metadata().file_metadata().num_rows())?;
    Ok((Forme::Parquet { lignes }, Arc::clone(metadata.schema())))
}

/// What `lire` gives: the libraries that decode panic on some files that lie about themselves.
fn prudemment<T>(lire: impl FnOnce() -> Result<T, Faute>) -> Result<T, Faute> {
    catch_unwind(AssertUnwindSafe(lire)).unwrap_or_else(|_| Err("il n'est pas entier".into()))
}

fn arrow(mut file: File, taille: u64) -> Result<(Forme, SchemaRef), Faute> {
    let mut start = Vec::new();
    file.by_ref().take(8).read_to_end(&mut start)?;
    let index = start.starts_with(b"ARROW1");
    // The reader makes room for as much as a stream says to come, before it looks: any text says gigabytes.
    let said = start.strip_prefix(&[0xff; 4]).unwrap_or(&start).first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
    if !index && said.is_none_or(|said| u64::from(said) > taille) {
        return Err("ce n'est pas un fichier Arrow entier".into());
    }
    file.rewind()?;
    let schema =
        if index { FileReader::try_new(file, None)?.schema() } else { StreamReader::try_new(file, None)?.schema() };
    Ok((Forme::Arrow { index }, schema))
}

/// The first line names the columns. Their values are left as text: a form reads them as someone types them, and a
/// guess at their types would change « 01 » into 1.
fn csv(file: &File) -> Result<(Forme, SchemaRef), Faute> {
    let mut line = Vec::new();
    BufReader::new(file).take(LIGNE_MAX).read_until(b'\n', &mut line)?;
    let header = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line);
    let count = |separateur: u8| header.iter().filter(|byte| **byte == separateur).count();
    // Of as many, the last is kept: as `epaule-lot calculer` reads the same file.
    let separateur = [b'\t', b',', b';'].into_iter().max_by_key(|s| count(*s)).unwrap_or(b';');
    let (names, _) = Format::default().with_header(true).with_delimiter(separateur).infer_schema(header, Some(0))?;
    let text = |field: &Arc<Field>| Field::new(field.name().trim(), DataType::Utf8, true);
    Ok((Forme::Csv { separateur }, Arc::new(Schema::new(names.fields().iter().map(text).collect::<Vec<_>>()))))
}

/// Bytes of a first line beyond which it is none.
const LIGNE_MAX: u64 = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn fichier(forme: Forme) -> Fichier {
        let schema = Arc::new(Schema::empty());
        Fichier { nom: "f".to_owned(), absolu: PathBuf::from("/f"), taille: 1, forme, schema }
    }

    #[test]
    fn parts_follow_each_other_and_hold_every_row() {
        for (lignes, n, expected) in [(10, 3, 3), (1, 2, 1), (7, 7, 7), (u64::MAX, 2, 2), (5, 0, 1)] {
            let parts = fichier(Forme::Parquet { lignes }).parts(n);
            assert_eq!(parts.len(), expected);
            let end = parts.iter().fold(0, |avant, part| {
                assert_eq!(part.avant, avant, "{parts:?}");
                avant + part.lignes.unwrap_or(0)
            });
            assert_eq!(end, lignes);
        }
        for forme in [Forme::Parquet { lignes: 0 }, Forme::Csv { separateur: b';' }, Forme::Arrow { index: true }] {
            assert_eq!(fichier(forme).parts(4), [Part { avant: 0, lignes: None }]);
        }
    }
}
