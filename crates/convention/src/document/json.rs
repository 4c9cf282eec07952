//! JSON, through serde_json, into the same tree. serde_json tells no places: a small reader of tokens goes along
//! with it. Duplicate keys are faults.

use std::cell::RefCell;
use std::collections::HashSet;
use std::iter::Peekable;
use std::str::Chars;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Entry, Node, Value, item_path, join, place};
use crate::fault::Fault;

/// Parses a JSON document. Of a key written twice the first value is kept, with a fault.
///
/// # Errors
///
/// The first error of syntax.
pub(super) fn parse(file: &str, text: &str) -> Result<(Node, Vec<Fault>), Vec<Fault>> {
    let suivi = Suivi { jetons: RefCell::new(Jetons::of(text)), doubles: RefCell::default() };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Seed { path: String::new(), suivi: &suivi };
    let parsed = seed.deserialize(&mut deserializer).and_then(|node| deserializer.end().map(|()| node));
    match parsed {
        Ok(node) => {
            let fault = |(path, position): (String, Position)| {
                Fault::new(
                    "cle-en-double",
                    &place(file, position, &path),
                    format!("« {path} » est écrit deux fois"),
                    "gardez une seule des deux valeurs",
                )
            };
            Ok((node, suivi.doubles.take().into_iter().map(fault).collect()))
        }
        Err(error) => {
            let place = place(file, Some((error.line() as u32, colonne(text, &error))), "");
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

/// Where an error stands in its line, in characters: serde_json counts bytes.
fn colonne(text: &str, error: &serde_json::Error) -> u32 {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    line.char_indices().take_while(|(at, _)| *at < error.column()).count() as u32
}

/// What follows the reading of a document.
struct Suivi<'a> {
    jetons: RefCell<Jetons<'a>>,
    /// Keys written again: their paths and places.
    doubles: RefCell<Vec<(String, Position)>>,
}

/// Line and column.
type Position = Option<(u32, u32)>;

impl Suivi<'_> {
    /// Where the next key or value begins.
    fn position(&self) -> Position {
        self.jetons.borrow_mut().next()
    }
}

/// Where each key and each value of a JSON text begins, in the order of the text: that in which serde_json
/// gives them, without their places.
struct Jetons<'a> {
    chars: Peekable<Chars<'a>>,
    line: u32,
    column: u32,
}

impl<'a> Jetons<'a> {
    fn of(text: &'a str) -> Jetons<'a> {
        Jetons { chars: text.chars().peekable(), line: 1, column: 1 }
    }

    fn avance(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        if c == '\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else {
            self.column += 1;
        }
        Some(c)
    }

    /// Past the end of a string whose first quote is read.
    fn chaine(&mut self) {
        while let Some(c) = self.avance() {
            match c {
                '"' => return,
                '\\' => drop(self.avance()),
                _ => {}
            }
        }
    }
}

impl Iterator for Jetons<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Position {
        let between = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | ',' | ':' | ']' | '}');
        while self.chars.peek().is_some_and(|c| between(*c)) {
            self.avance();
        }
        let start = (self.line, self.column);
        match self.avance()? {
            '"' => self.chaine(),
            '{' | '[' => {}
            // A number, or a word.
            _ => {
                while self.chars.peek().is_some_and(|c| !between(*c)) {
                    self.avance();
                }
            }
        }
        Some(start)
    }
}

struct Seed<'a> {
    path: String,
    suivi: &'a Suivi<'a>,
}

/// A value under its path, at its place.
struct Ici<'a> {
    seed: Seed<'a>,
    position: Position,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let position = self.suivi.position();
        deserializer.deserialize_any(Ici { seed: self, position })
    }
}

/// The shortest text that reads back as a number, without exponent: what was written, for any amount of
/// money. `1300.0` keeps its decimals, as in TOML; only a number beyond 64 bits comes without.
///
/// From what serde_json writes, whose writer is there anyway: the standard library's own would weigh in a
/// page as much as all that reads JSON.
fn decimales(text: String) -> String {
    let Some((mantissa, exponent)) = text.split_once('e') else { return text };
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, if decimals == "0" { "" } else { decimals }].concat();
    // How many of the digits stand before the point: less than none, after so many zeros.
    let point = exponent.trim_start_matches('+').parse::<i32>().unwrap_or(0) + whole.len() as i32;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    match digits.split_at_checked(usize::try_from(point).unwrap_or(0)) {
        _ if point <= 0 => format!("{sign}0.{}{digits}", zeros(-point)),
        Some((before, after)) if !after.is_empty() => format!("{sign}{before}.{after}"),
        _ => format!("{sign}{digits}{}", zeros(point - digits.len() as i32)),
    }
}

impl Ici<'_> {
    fn node<E>(self, value: Value) -> Result<Node, E> {
        Ok(Node { position: self.position, path: self.seed.path, value })
    }
}

impl<'de> Visitor<'de> for Ici<'_> {
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
        self.node(Value::Decimal(decimales(serde_json::Value::from(v).to_string())))
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
            let seed = Seed { path: item_path(&self.seed.path, items.len()), suivi: self.seed.suivi };
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
            let suivi = self.seed.suivi;
            let position = suivi.position();
            let path = join(&self.seed.path, &key);
            let first = seen.insert(key.clone());
            if !first {
                suivi.doubles.borrow_mut().push((path.clone(), position));
            }
            let node = map.next_value_seed(Seed { path, suivi })?;
            if first {
                entries.push(Entry { key, position, node });
            }
        }
        self.node(Value::Table(entries))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_value_has_its_place() {
        let text = "{\"é\\\"[\": [1, -2.5e3,\n  true, {\"b\":\"]\\\\\"}], \"c\": {},\r\n\t\"d\": null}";
        let (root, _) = parse("", text).unwrap();
        let mut places = Vec::new();
        fn walk(node: &Node, places: &mut Vec<(u32, u32)>) {
            places.extend(node.position);
            match &node.value {
                Value::List(items) => items.iter().for_each(|item| walk(item, places)),
                Value::Table(entries) => entries.iter().for_each(|entry| {
                    places.extend(entry.position);
                    walk(&entry.node, places);
                }),
                _ => {}
            }
        }
        walk(&root, &mut places);
        #[rustfmt::skip]
        let expected = [
            (1, 1), (1, 2), (1, 10), (1, 11), (1, 14), (2, 3), (2, 9), (2, 10), (2, 14),
            (2, 23), (2, 28), (3, 2), (3, 7),
        ];
        assert_eq!(places, expected);
    }

    #[test]
    fn an_error_is_counted_in_characters() {
        let faults = parse("", "{\"é\": é}").unwrap_err();
        assert_eq!((faults[0].place.ligne, faults[0].place.colonne), (Some(1), Some(7)));
    }
}
