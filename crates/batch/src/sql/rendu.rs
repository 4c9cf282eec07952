//! The rows of an answer, whatever their types: as text, CSV, JSON.

use std::io::{self, Write};

use arrow_array::{Array, RecordBatch};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType, Schema};
use serde_json::{Map, Value};

/// Dates in ISO 8601, nothing where there is no value.
const FORMAT: FormatOptions<'static> = FormatOptions::new();

/// The cells of a batch.
pub(super) struct Cellules<'a> {
    colonnes: Vec<ArrayFormatter<'a>>,
}

impl<'a> Cellules<'a> {
    /// # Errors
    ///
    /// A column of a type that has no text.
    pub(super) fn de(lot: &'a RecordBatch) -> Result<Cellules<'a>, ArrowError> {
        let columns = lot.columns().iter().map(|array| ArrayFormatter::try_new(array.as_ref(), &FORMAT));
        Ok(Cellules { colonnes: columns.collect::<Result<_, _>>()? })
    }

    /// The text of a cell; empty where there is none.
    pub(super) fn texte(&self, column: usize, row: usize) -> String {
        self.colonnes.get(column).map_or_else(String::new, |column| column.value(row).to_string())
    }
}

/// An answer as CSV, with a semicolon as spreadsheets here have it.
#[derive(Default)]
pub(super) struct Csv {
    commence: bool,
}

impl Csv {
    /// Writes the rows of a batch, after the names of the columns the first time.
    pub(super) fn ecrire(&mut self, lot: &RecordBatch, out: &mut dyn Write) -> io::Result<()> {
        let cellules = Cellules::de(lot).map_err(io::Error::other)?;
        let mut csv = csv::WriterBuilder::new().delimiter(b';').from_writer(out);
        if !std::mem::replace(&mut self.commence, true) {
            csv.write_record(lot.schema().fields().iter().map(|field| field.name())).map_err(panne)?;
        }
        for row in 0..lot.num_rows() {
            let cells = (0..lot.num_columns()).map(|column| cellules.texte(column, row));
            csv.write_record(cells).map_err(panne)?;
        }
        csv.flush()
    }

    /// What is left to write of an answer without a batch: the names of its columns.
    pub(super) fn fin(self, schema: &Schema, out: &mut dyn Write) -> io::Result<()> {
        if self.commence || schema.fields().is_empty() {
            return Ok(());
        }
        let mut csv = csv::WriterBuilder::new().delimiter(b';').from_writer(out);
        csv.write_record(schema.fields().iter().map(|field| field.name())).map_err(panne)?;
        csv.flush()
    }
}

/// The system's own error, if it is one: a reader that went away is told by its kind.
fn panne(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(io) => io,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// An answer as an array of JSON objects, one a line.
#[derive(Default)]
pub(super) struct Json {
    commence: bool,
}

impl Json {
    /// Writes the rows of a batch.
    pub(super) fn ecrire(&mut self, lot: &RecordBatch, out: &mut dyn Write) -> io::Result<()> {
        let cellules = Cellules::de(lot).map_err(io::Error::other)?;
        for row in 0..lot.num_rows() {
            let mut object = Map::new();
            for (column, field) in lot.schema().fields().iter().enumerate() {
                let value = match lot.column(column).is_null(row) {
                    true => Value::Null,
                    false => valeur(field.data_type(), cellules.texte(column, row)),
                };
                object.insert(field.name().clone(), value);
            }
            out.write_all(if std::mem::replace(&mut self.commence, true) { b",\n" } else { b"[\n" })?;
            write!(out, "  {}", Value::Object(object))?;
        }
        Ok(())
    }

    /// The end of the array.
    pub(super) fn fin(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.commence { b"\n]\n" } else { b"[]\n" })
    }
}

/// Whole numbers, floats and flags as such; what JSON's numbers would not keep exactly, as text.
fn valeur(data_type: &DataType, texte: String) -> Value {
    let number = match data_type {
        DataType::Boolean => texte.parse().ok().map(Value::Bool),
        whole if whole.is_integer() => texte.parse::<i64>().ok().map(Value::from),
        float if float.is_floating() => texte.parse::<f64>().ok().map(Value::from),
        _ => None,
    };
    number.unwrap_or(Value::String(texte))
}
