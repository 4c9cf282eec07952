//! Situations as columns: a row of text or of natural types for each.
#![allow(dead_code)]

use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int32Array, ListArray, RecordBatch,
    RecordBatchOptions, StringArray, StructArray,
};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Fields, Schema};
use convention::jour::Jour;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The values of a dossier by the names of their columns, and the items of its lists.
#[derive(Debug, Default, Clone)]
pub(crate) struct Ligne {
    valeurs: BTreeMap<String, String>,
    listes: BTreeMap<String, Vec<BTreeMap<String, String>>>,
}

impl Ligne {
    /// The row of a dossier in JSON.
    pub(crate) fn de(dossier: &Value) -> Ligne {
        let mut ligne = Ligne::default();
        for (key, value) in dossier.as_object().expect("a dossier") {
            match value {
                Value::Array(items) => {
                    let items = items.iter().map(|item| {
                        let mut values = BTreeMap::new();
                        aplatir("", item, &mut values);
                        values
                    });
                    ligne.listes.insert(key.clone(), items.collect());
                }
                other => aplatir(key, other, &mut ligne.valeurs),
            }
        }
        ligne
    }
}

fn aplatir(nom: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let nom = if nom.is_empty() { key.clone() } else { format!("{nom}_{key}") };
                aplatir(&nom, value, found);
            }
        }
        // Bands that are possible: as boxes that are ticked.
        Value::Array(items) => {
            let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            found.insert(nom.to_owned(), words.join(","));
        }
        Value::String(text) => {
            found.insert(nom.to_owned(), text.clone());
        }
        other => {
            found.insert(nom.to_owned(), other.to_string());
        }
    }
}

/// A batch of these rows, in natural types where every value has its own, else in text.
pub(crate) fn lot(lignes: &[Ligne], natural: bool) -> RecordBatch {
    let mut names: Vec<&String> = lignes.iter().flat_map(|l| l.valeurs.keys()).collect();
    names.sort();
    names.dedup();
    let (mut fields, mut columns): (Vec<Field>, Vec<ArrayRef>) = (Vec::new(), Vec::new());
    for name in names {
        let texts = lignes.iter().map(|l| l.valeurs.get(name).map(String::as_str)).collect::<Vec<_>>();
        let array = colonne(&texts, naturel(name, natural));
        fields.push(Field::new(name, array.data_type().clone(), true));
        columns.push(array);
    }
    let lists: std::collections::BTreeSet<&String> = lignes.iter().flat_map(|l| l.listes.keys()).collect();
    for list in lists {
        let array = liste(list, lignes, natural);
        fields.push(Field::new(list, array.data_type().clone(), true));
        columns.push(Arc::new(array));
    }
    let options = RecordBatchOptions::new().with_row_count(Some(lignes.len()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options).expect("a batch")
}

fn naturel(name: &str, natural: bool) -> DataType {
    let found = columns::colonnes().iter().find(|c| c.nom == name);
    found.filter(|_| natural).map_or(DataType::Utf8, |c| c.arrow().data_type().clone())
}

fn liste(list: &str, lignes: &[Ligne], natural: bool) -> ListArray {
    let none = Vec::new();
    let items_of =
        |ligne: &'_ Ligne| -> Vec<BTreeMap<String, String>> { ligne.listes.get(list).unwrap_or(&none).clone() };
    let items: Vec<_> = lignes.iter().flat_map(items_of).collect();
    let schema = columns::schema_d_entree();
    let DataType::List(item) = schema.field_with_name(list).expect("a list").data_type().clone() else {
        panic!("{list} is no list")
    };
    let DataType::Struct(known) = item.data_type() else { panic!("{list} is no list of structs") };
    let arrays: Vec<ArrayRef> = known
        .iter()
        .map(|field| {
            let texts: Vec<_> = items.iter().map(|item| item.get(field.name()).map(String::as_str)).collect();
            colonne(&texts, if natural { field.data_type().clone() } else { DataType::Utf8 })
        })
        .collect();
    let fields: Fields =
        known.iter().zip(&arrays).map(|(f, a)| Field::new(f.name(), a.data_type().clone(), true)).collect();
    let structs = StructArray::try_new_with_length(fields.clone(), arrays, None, items.len()).expect("structs");
    let lengths = lignes.iter().map(|l| l.listes.get(list).map_or(0, Vec::len));
    let offsets: OffsetBuffer<i32> = OffsetBuffer::from_lengths(lengths);
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets.to_vec()));
    ListArray::new(Arc::new(Field::new("item", DataType::Struct(fields), true)), offsets, Arc::new(structs), None)
}

/// Texts in a type, if every one of them has a value in it; else as they are.
fn colonne(texts: &[Option<&str>], data_type: DataType) -> ArrayRef {
    fn all<T>(texts: &[Option<&str>], f: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
        texts.iter().map(|text| text.map_or(Some(None), |text| f(text).map(Some))).collect()
    }
    let typed: Option<ArrayRef> = match data_type {
        DataType::Int32 => all(texts, |t| t.parse().ok()).map(|v| Arc::new(Int32Array::from(v)) as _),
        DataType::Date32 => {
            all(texts, |t| Jour::parse_iso(t).map(|j| j.0)).map(|v| Arc::new(Date32Array::from(v)) as _)
        }
        DataType::Boolean => all(texts, |t| t.parse().ok()).map(|v| Arc::new(BooleanArray::from(v)) as _),
        DataType::Decimal128(p, s) => all(texts, |t| t.parse::<i128>().ok().map(|n| n * 10i128.pow(s as u32)))
            .and_then(|v| Some(Arc::new(Decimal128Array::from(v).with_precision_and_scale(p, s).ok()?) as _)),
        _ => None,
    };
    typed.unwrap_or_else(|| Arc::new(StringArray::from(texts.to_vec())))
}
