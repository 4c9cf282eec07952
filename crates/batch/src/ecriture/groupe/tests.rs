//! What is written here is read back by the reader of the crate `parquet`, value for value.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, ListArray,
    RecordBatch, StringArray,
};
use arrow_schema::{Field, Schema};
use arrow_select::concat::concat_batches;
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Encoding;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::statistics::Statistics;

use super::{PAGE, Pages, creer};

/// Writes row groups, each of these batches, and reads the file.
fn relu(groups: &[&[RecordBatch]]) -> (RecordBatch, Arc<ParquetMetaData>) {
    let schema = groups[0][0].schema();
    let (mut writer, modele) = creer(Vec::new(), &schema, Pages::Notres).unwrap();
    for batches in groups {
        let mut groupe = modele.commencer().unwrap();
        batches.iter().for_each(|batch| groupe.ajouter(batch).unwrap());
        let chunks = groupe.finir().unwrap();
        if !chunks.is_empty() {
            let mut group = writer.next_row_group().unwrap();
            chunks.into_iter().for_each(|chunk| chunk.ecrire(&mut group).unwrap());
            group.close().unwrap();
        }
    }
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(writer.into_inner().unwrap())).unwrap();
    let metadata = Arc::clone(reader.metadata());
    let batches: Vec<RecordBatch> = reader.with_batch_size(1000).build().unwrap().map(Result::unwrap).collect();
    (concat_batches(&schema, &batches).unwrap(), metadata)
}

fn meme(groups: &[&[RecordBatch]]) -> Arc<ParquetMetaData> {
    let (found, metadata) = relu(groups);
    let all: Vec<RecordBatch> = groups.iter().flat_map(|batches| batches.iter().cloned()).collect();
    let wanted = concat_batches(&found.schema(), &all).unwrap();
    for ((found, wanted), field) in found.columns().iter().zip(wanted.columns()).zip(found.schema().fields()) {
        // Words may stand elsewhere in their dictionary.
        assert_eq!(texte(found), texte(wanted), "{}", field.name());
    }
    metadata
}

fn texte(array: &ArrayRef) -> Vec<String> {
    (0..array.len()).map(|row| format!("{:?}", columns::texte(array, row).filter(|_| array.is_valid(row)))).collect()
}

/// Every type that is written here, in which `there` says what rows have.
fn lot(rows: i64, there: impl Fn(i64) -> bool + Copy, words: &[&str]) -> RecordBatch {
    let every = |f: fn(i64) -> i64| (0..rows).map(move |row| there(row).then(|| f(row)));
    let number = |f: fn(i64) -> i64| every(f).map(|n| n.map(|n| n as i32));
    let keys: Int32Array = every(|row| row / 5).map(|n| n.map(|n| n as i32 % words.len() as i32)).collect();
    let words = Arc::new(StringArray::from(words.to_vec()));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("long", Arc::new(every(|row| row / 5 * 1_000_000_007 - 3).collect::<Int64Array>())),
        ("court", Arc::new(number(|row| row % 7 - 3).collect::<Int32Array>())),
        ("constant", Arc::new(number(|_| i64::from(i32::MIN)).collect::<Int32Array>())),
        ("jour", Arc::new(number(|row| 20_000 + row / 3).collect::<Date32Array>())),
        ("oui", Arc::new(every(|row| row % 3).map(|n| n.map(|n| n == 0)).collect::<BooleanArray>())),
        ("texte", Arc::new(every(|row| row / 5).map(|n| n.map(|n| format!("é{n}"))).collect::<StringArray>())),
        ("mot", Arc::new(DictionaryArray::<Int32Type>::new(keys, words))),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
}

#[test]
fn every_type_and_pattern_of_nulls_is_read_back() {
    let patterns: [fn(i64) -> bool; 5] =
        [|_| true, |_| false, |row| row % 2 == 0, |row| row / 5 % 3 > 0, |row| row > 9];
    for there in patterns {
        for rows in [1, 7, 8, 9, 64, 1000] {
            // Words whose numbers change from a batch to the next.
            let (one, two) = (lot(rows, there, &["a", "b", "c"]), lot(rows, there, &["c", "d", "", "a"]));
            meme(&[&[one.clone(), two.clone()], &[two], &[one]]);
        }
    }
}

#[test]
fn a_part_of_a_batch_is_what_is_written() {
    let whole = lot(4_000, |row| row % 3 > 0, &["a", "b"]);
    meme(&[&[whole.slice(13, 1_001), whole.slice(2_001, 77)]]);
}

#[test]
fn a_page_has_so_many_rows_and_none_is_lost_between_two() {
    meme(&[&[lot(PAGE as i64 * 2 + 3, |row| row % 11 > 0, &["a", "b"])]]);
}

#[test]
fn values_that_fill_a_dictionary_are_written_as_they_are_from_then_on() {
    let wide = |first: i64| {
        let numbers = (0..PAGE as i64).map(|row| (row % 4 > 0).then_some(first + row * 3));
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("long", Arc::new(numbers.clone().collect::<Int64Array>())),
            ("court", Arc::new(numbers.clone().map(|n| n.map(|n| n as i32)).collect::<Int32Array>())),
            (
                "texte",
                Arc::new(numbers.map(|n| n.map(|n| format!("un texte assez long, le {n}"))).collect::<StringArray>()),
            ),
        ];
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true))).unwrap()
    };
    let batches: Vec<RecordBatch> = (0..20).map(|rank| wide(rank * 1_000_000)).collect();
    let metadata = meme(&[&batches]);
    let column = metadata.row_group(0).column(0);
    let both = [Encoding::RLE_DICTIONARY, Encoding::PLAIN].map(|encoding| column.encodings_mask().is_set(encoding));
    assert_eq!(both, [true, true], "pages that point at a dictionary, pages that do not");
    let bytes = |n: i64| n.to_le_bytes().to_vec();
    let found = column.statistics().unwrap();
    let bounds = (found.min_bytes_opt().unwrap().to_vec(), found.max_bytes_opt().unwrap().to_vec());
    assert_eq!(bounds, (bytes(3), bytes(19_000_000 + 20_479 * 3)));
}

#[test]
fn what_the_end_of_the_file_says_is_true() {
    let metadata = meme(&[&[lot(1000, |row| row % 4 > 0, &["b", "a"])]]);
    let group = metadata.row_group(0);
    assert_eq!(group.num_rows(), 1000);
    assert!(group.columns().iter().all(|column| column.statistics().and_then(Statistics::null_count_opt) == Some(250)));
    let bounds = |name: &str| {
        let column = group.columns().iter().find(|column| column.column_path().string() == name).unwrap();
        let bytes = column.statistics().map(|found| (found.min_bytes_opt().unwrap(), found.max_bytes_opt().unwrap()));
        bytes.map(|(min, max)| (min.to_vec(), max.to_vec())).unwrap()
    };
    assert_eq!(bounds("court"), ((-3_i32).to_le_bytes().to_vec(), 3_i32.to_le_bytes().to_vec()));
    assert_eq!(bounds("mot"), (b"a".to_vec(), b"b".to_vec()));
}

#[test]
fn other_types_are_kept_beside() {
    let list = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1), None]), None, Some(vec![])]);
    let schema = Schema::new(vec![
        Field::new("avant", Int64Array::from(vec![0]).data_type().clone(), false),
        Field::new("liste", list.data_type().clone(), true),
        Field::new("decimal", Float64Array::from(vec![0.0]).data_type().clone(), true),
        Field::new("apres", StringArray::from(vec![""]).data_type().clone(), true),
    ]);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(vec![1, 2, 3])),
        Arc::new(list),
        Arc::new(Float64Array::from(vec![Some(0.5), None, Some(-1.0)])),
        Arc::new(StringArray::from(vec![None, Some("x"), Some("x")])),
    ];
    let batch = RecordBatch::try_new(Arc::new(schema), columns).unwrap();
    let (found, _) = relu(&[&[batch.clone(), batch.clone()]]);
    assert_eq!(found, concat_batches(&batch.schema(), [&batch, &batch]).unwrap());
}

#[test]
fn no_row_makes_no_row_group() {
    let batch = lot(3, |_| true, &["a"]);
    let metadata = meme(&[&[batch.slice(0, 0)], &[batch.slice(0, 0), batch], &[]]);
    assert_eq!(metadata.num_row_groups(), 1);
}
