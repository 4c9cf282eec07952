//! Columns of words in an Arrow file, which has one dictionary a column for all of its batches.
//!
//! The words of a closed set are such a dictionary. Others come up on the way, on each thread in another order: they
//! are written as text, each of a batch once, and the rows point at it.

use std::sync::Arc;

use arrow_array::builder::StringViewBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use columns::Options;

/// The columns of the file.
pub(super) fn schema(schema: &SchemaRef) -> SchemaRef {
    let closed = fermees();
    let field = |field: &Arc<Field>| match field.data_type() {
        DataType::Dictionary(..) if closed.contains(&field.name().as_str()) => Arc::clone(field),
        DataType::Dictionary(key, value) if key.as_ref() == &DataType::Int32 && value.as_ref() == &DataType::Utf8 => {
            Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View))
        }
        DataType::Dictionary(_, value) => Arc::new(field.as_ref().clone().with_data_type(value.as_ref().clone())),
        _ => Arc::clone(field),
    };
    let fields: Vec<Arc<Field>> = schema.fields().iter().map(field).collect();
    Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()))
}

/// Columns of a closed set of words.
fn fermees() -> Vec<&'static str> {
    let all = Options { questions: true, bornes: true }.colonnes();
    let closed = all.iter().filter(|colonne| !colonne.est_une_liste()).map(|colonne| colonne.nom);
    closed.chain([crate::calculer::AUTRE_VERDICT]).collect()
}

/// A batch with the columns of the file.
pub(super) fn colonnes(lot: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = lot.columns().iter().zip(schema.fields()).map(|(array, field)| {
        if array.data_type() == field.data_type() {
            return Ok(Arc::clone(array));
        }
        match array.as_dictionary_opt::<Int32Type>() {
            Some(words) if field.data_type() == &DataType::Utf8View => Ok(vues(words)),
            _ => match array.as_any_dictionary_opt() {
                Some(words) => arrow_select::take::take(words.values(), words.keys(), None),
                None => Ok(Arc::clone(array)),
            },
        }
    });
    RecordBatch::try_new(SchemaRef::clone(schema), columns.collect::<Result<Vec<ArrayRef>, ArrowError>>()?)
}

/// Each word once, in the order in which the rows need them.
fn vues(words: &DictionaryArray<Int32Type>) -> ArrayRef {
    let texts = words.values().as_string::<i32>();
    let mut places = vec![None; texts.len()];
    let mut builder = StringViewBuilder::new();
    let mut block = 0;
    let mut bytes = Vec::new();
    let mut needed: Vec<usize> = Vec::new();
    for key in (0..words.len()).filter_map(|row| words.key(row)) {
        if places[key].is_none() {
            let text = texts.value(key);
            places[key] = Some((bytes.len() as u32, text.len() as u32));
            bytes.extend_from_slice(text.as_bytes());
            needed.push(key);
        }
    }
    if !needed.is_empty() {
        block = builder.append_block(arrow_buffer::Buffer::from(bytes));
    }
    for row in 0..words.len() {
        match words.key(row).and_then(|key| places[key]) {
            // A place of the block, which holds the whole of the word: it is never refused.
            Some((start, length)) => {
                if builder.try_append_view(block, start, length).is_err() {
                    builder.append_null();
                }
            }
            None => builder.append_null(),
        }
    }
    Arc::new(builder.finish())
}
