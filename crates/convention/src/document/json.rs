//! JSON, through serde_json, into the same tree. Places are paths; duplicate keys are faults.

use std::cell::RefCell;
use std::collections::HashSet;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Entry, Node, Value, item_path, join};
use crate::fault::{Fault, Place};

/// Parses a JSON document. Of a key written twice the first value is kept, with a fault.
///
/// # Errors
///
/// The first error of syntax.
pub(super) fn parse(file: &str, text: &str) -> Result<(Node, Vec<Fault>), Vec<Fault>> {
    let duplicates = RefCell::new(Vec::new());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Seed { path: String::new(), duplicates: &duplicates };
    let parsed = seed.deserialize(&mut deserializer).and_then(|node| deserializer.end().map(|()| node));
    match parsed {
        Ok(node) => {
            let fault = |path: String| {
                let place = Place { fichier: file.to_owned(), chemin: path.clone(), ..Place::default() };
                Fault::new(
                    "cle-en-double",
                    &place,
                    format!("« {path} » est écrit deux fois"),
                    "gardez une seule des deux valeurs",
                )
            };
            Ok((node, duplicates.into_inner().into_iter().map(fault).collect()))
        }
        Err(error) => {
            let place = Place {
                fichier: file.to_owned(),
                ligne: Some(error.line() as u32),
                colonne: Some(error.column() as u32),
                chemin: String::new(),
            };
            let fault = if error.to_string().contains("recursion limit") {
                Fault::new(
                    "imbrication-trop-profonde",
                    &place,
                    "trop de niveaux imbriqués",
                    "un dossier n'a jamais plus de quatre niveaux",
                )
            } else if error.is_eof() {
                Fault::new(
                    "json-illisible",
                    &place,
                    "le fichier s'arrête avant la fin",
                    "vérifiez les accolades et les crochets fermants",
                )
            } else {
                Fault::new(
                    "json-illisible",
                    &place,
                    "ce n'est pas du JSON à cet endroit",
                    "vérifiez les guillemets, les virgules et les accolades",
                )
            };
            Err(vec![fault])
        }
    }
}

struct Seed<'a> {
    path: String,
    duplicates: &'a RefCell<Vec<String>>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Seed<'_> {
    fn node<E>(self, value: Value) -> Result<Node, E> {
        Ok(Node { position: None, path: self.path, value })
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Node, E> {
        self.node(Value::Boolean(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Node, E> {
        self.node(Value::Integer(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Node, E> {
        let value = i64::try_from(v).map_or_else(|_| Value::Decimal(v.to_string()), Value::Integer);
        self.node(value)
    }

    fn visit_f64<E>(self, v: f64) -> Result<Node, E> {
        // The shortest text that reads back as this number: what was written, for any amount of money.
        // `1300.0` keeps its decimals, as in TOML; only a number beyond 64 bits comes without.
        let text = format!("{v:?}");
        self.node(Value::Decimal(if text.contains('e') { v.to_string() } else { text }))
    }

    fn visit_str<E>(self, v: &str) -> Result<Node, E> {
        self.node(Value::Text(v.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        loop {
            let seed = Seed { path: item_path(&self.path, items.len()), duplicates: self.duplicates };
            match seq.next_element_seed(seed)? {
                Some(item) => items.push(item),
                None => return self.node(Value::List(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let path = join(&self.path, &key);
            let first = seen.insert(key.clone());
            if !first {
                self.duplicates.borrow_mut().push(path.clone());
            }
            let node = map.next_value_seed(Seed { path, duplicates: self.duplicates })?;
            if first {
                entries.push(Entry { key, position: None, node });
            }
        }
        self.node(Value::Table(entries))
    }
}
