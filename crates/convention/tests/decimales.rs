//! Numbers with decimals of a JSON document are the text that the standard library would write.
#![allow(missing_docs, clippy::panic, clippy::expect_used)]

use convention::document::{self, Format, Value};
use proptest::prelude::*;

/// What a number of a document is read as.
fn read(number: &str) -> String {
    let text = format!("{{\"a\": {number}}}");
    let root = document::parse("a.json", text.as_bytes(), Some(Format::Json)).expect("a JSON object");
    let Value::Table(entries) = root.value else { panic!("an object") };
    match &entries[0].node.value {
        Value::Decimal(text) => text.clone(),
        other => panic!("{number} is read as {other:?}"),
    }
}

/// What the standard library writes, without exponent.
fn by_std(v: f64) -> String {
    let text = format!("{v:?}");
    if text.contains('e') { v.to_string() } else { text }
}

proptest! {
    #[test]
    fn numbers_are_written_as_the_standard_library_does(v in any::<f64>(), mantissa in any::<i32>(), tens in -25..25) {
        let v = if v.is_finite() { v } else { 0.5 };
        prop_assert_eq!(read(&format!("{v:e}")), by_std(v));
        let short = format!("{mantissa}e{tens}");
        prop_assert_eq!(read(&short), by_std(short.parse().expect("a number")));
    }
}

#[test]
fn amounts_keep_what_was_written() {
    for text in ["1664.48", "1300.0", "0.1", "-0.5", "0.00001", "10000000000000000000000", "123456789012345680000"] {
        assert_eq!(read(text), text);
    }
}
