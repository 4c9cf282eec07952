//! Digests: they show that a document changed; they are not a signature.

use std::fmt::Write as _;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Hexadecimal SHA-256 of a JSON value. Keys are sorted, so that two equal values have one digest.
///
/// ```
/// let a = serde_json::json!({ "pmt": 1300, "pfa": 1600 });
/// let b = serde_json::json!({ "pfa": 1600, "pmt": 1300 });
/// assert_eq!(convention::empreinte::of(&a), convention::empreinte::of(&b));
/// ```
pub fn of(value: &Value) -> String {
    hex(&Sha256::digest(value.to_string().as_bytes()))
}

/// A short digest of every leaf of a value, by JSON pointer: which leaf was edited can be told.
pub fn leaves(value: &Value) -> Value {
    let mut found = Map::new();
    walk(value, String::new(), &mut |pointer, leaf| {
        let digest = Sha256::digest(format!("{pointer}={leaf}").as_bytes());
        found.insert(pointer.to_owned(), Value::String(hex(&digest[..6])));
    });
    Value::Object(found)
}

/// Calls `f` on every leaf (a value without members) with its JSON pointer.
pub(crate) fn walk(value: &Value, pointer: String, f: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, member) in map {
                walk(member, format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), f);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                walk(item, format!("{pointer}/{index}"), f);
            }
        }
        leaf => f(&pointer, leaf),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
