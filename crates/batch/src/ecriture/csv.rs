//! Rows as lines of text, as programs and spreadsheets read them.

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, SchemaRef};
use convention::fault::{Fault, Place};
use convention::jour::Jour;

/// Refuses columns that a line has no place for.
///
/// # Errors
///
/// A column of lists, or of another kind without text.
pub(super) fn verifier(chemin: &Path, schema: &SchemaRef) -> Result<(), Vec<Fault>> {
    let nested = schema.fields().iter().filter(|field| !columns::lisible(field.data_type()));
    let faults: Vec<Fault> = nested
        .map(|field| {
            let place = Place { fichier: console::nom::nom(chemin), chemin: field.name().clone(), ..Place::default() };
            let message = format!("la colonne « {} » ne tient pas dans un CSV", field.name());
            Fault::new("colonne-sans-texte", &place, message, "ne la gardez pas, ou écrivez en Parquet ou en Arrow")
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The line of titles.
pub(super) fn titres(schema: &SchemaRef, separateur: u8) -> Vec<u8> {
    let mut line = Vec::new();
    for (index, field) in schema.fields().iter().enumerate() {
        if index > 0 {
            line.push(separateur);
        }
        texte(&mut line, field.name(), separateur);
    }
    line.push(b'\n');
    line
}

/// A column, and its words ready to be written where it has few.
enum Colonne<'a> {
    Mots(&'a arrow_array::DictionaryArray<Int32Type>, Vec<Vec<u8>>),
    Autre(&'a ArrayRef),
}

/// Appends the lines of a batch. What is not known is empty.
pub(super) fn lignes(lines: &mut Vec<u8>, lot: &RecordBatch, separateur: u8) {
    let columns: Vec<Colonne<'_>> = lot.columns().iter().map(|array| Colonne::de(array, separateur)).collect();
    lines.reserve(lot.num_rows() * 8 * columns.len());
    for row in 0..lot.num_rows() {
        for (index, column) in columns.iter().enumerate() {
            if index > 0 {
                lines.push(separateur);
            }
            column.ecrire(lines, row, separateur);
        }
        lines.push(b'\n');
    }
}

impl<'a> Colonne<'a> {
    fn de(array: &'a ArrayRef, separateur: u8) -> Colonne<'a> {
        let dictionary = array.as_dictionary_opt::<Int32Type>();
        let Some(words) = dictionary.filter(|words| words.values().data_type() == &DataType::Utf8) else {
            return Colonne::Autre(array);
        };
        let written = words.values().as_string::<i32>().iter().map(|word| {
            let mut bytes = Vec::new();
            texte(&mut bytes, word.unwrap_or_default(), separateur);
            bytes
        });
        Colonne::Mots(words, written.collect())
    }

    fn ecrire(&self, line: &mut Vec<u8>, row: usize, separateur: u8) {
        match self {
            Colonne::Mots(words, written) => {
                if let Some(word) = words.key(row).and_then(|key| written.get(key)) {
                    line.extend_from_slice(word);
                }
            }
            Colonne::Autre(array) if array.is_null(row) => {}
            Colonne::Autre(array) => match array.data_type() {
                DataType::Int64 => nombre(line, array.as_primitive::<Int64Type>().value(row)),
                DataType::Int32 => nombre(line, array.as_primitive::<Int32Type>().value(row).into()),
                DataType::Date32 => jour(line, Jour(array.as_primitive::<Date32Type>().value(row))),
                DataType::Utf8 => texte(line, array.as_string::<i32>().value(row), separateur),
                _ => texte(line, &columns::texte(array, row).unwrap_or(Cow::Borrowed("")), separateur),
            },
        }
    }
}

fn nombre(line: &mut Vec<u8>, n: i64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        line.push(b'-');
    }
    line.extend_from_slice(&digits[at..]);
}

fn jour(line: &mut Vec<u8>, jour: Jour) {
    // Writing into memory does not fail.
    let _ = write!(line, "{jour}");
}

/// A text, between quotes where it would be read as something else.
fn texte(line: &mut Vec<u8>, text: &str, separateur: u8) {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|b| *b == separateur || matches!(b, b'"' | b'\n' | b'\r')) {
        line.extend_from_slice(bytes);
        return;
    }
    line.push(b'"');
    for byte in bytes {
        if *byte == b'"' {
            line.push(b'"');
        }
        line.push(*byte);
    }
    line.push(b'"');
}
