//! The digest of a set of files: what they say, not how they are laid out.

use sha2::{Digest, Sha256};

use crate::document::{Node, Value};
use crate::sort;

/// SHA-256, in hexadecimal, over the names and the parsed trees. Keys of a table are taken in
/// alphabetical order and every value is framed by its kind and length: comments, spacing and the
/// order of keys change nothing, any number or word does.
pub(super) fn of(files: &[(&str, &Node)]) -> String {
    let mut bytes = Vec::with_capacity(1 << 16);
    for (name, root) in files {
        text(&mut bytes, b'F', name);
        node(&mut bytes, root);
    }
    let digest = Sha256::digest(&bytes);
    let mut hex = String::with_capacity(64);
    for byte in digest.as_slice() {
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    hex
}

fn node(out: &mut Vec<u8>, node: &Node) {
    match &node.value {
        Value::Text(value) => text(out, b't', value),
        Value::Integer(value) => framed(out, b'i', &value.to_be_bytes()),
        Value::Decimal(value) => text(out, b'd', value),
        Value::Boolean(value) => framed(out, b'b', &[u8::from(*value)]),
        Value::Date(jour) => framed(out, b'j', &jour.0.to_be_bytes()),
        Value::Moment(value) => text(out, b'm', value),
        Value::Null => framed(out, b'n', &[]),
        Value::Faulty => framed(out, b'x', &[]),
        Value::List(items) => {
            framed(out, b'l', &(items.len() as u64).to_be_bytes());
            items.iter().for_each(|item| self::node(out, item));
        }
        Value::Table(entries) => {
            framed(out, b'a', &(entries.len() as u64).to_be_bytes());
            let mut sorted: Vec<_> = entries.iter().collect();
            sort::by(&mut sorted, |a, b| a.key.cmp(&b.key));
            for entry in sorted {
                text(out, b'k', &entry.key);
                self::node(out, &entry.node);
            }
        }
    }
}

fn text(out: &mut Vec<u8>, kind: u8, value: &str) {
    framed(out, kind, value.as_bytes());
}

fn framed(out: &mut Vec<u8>, kind: u8, value: &[u8]) {
    out.push(kind);
    out.extend_from_slice(&(value.len() as u64).to_be_bytes());
    out.extend_from_slice(value);
}
