//! A parsed document, TOML or JSON, where every value knows its place.
//!
//! Dossiers and rule files are both read here, so that their faults look alike. Numbers with decimals
//! stay text: the core has no floats.

mod json;
mod toml;

use crate::caractere::visible;
use crate::fault::{Fault, Place};
use crate::jour::Jour;

/// Documents above this size are refused before they are parsed.
pub const MAX_BYTES: usize = 1_000_000;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Line and column from 1.
    pub position: Option<(u32, u32)>,
    /// Path in the document: `contrat.objectif.pmt`, `constats[0]`. Empty for the root.
    pub path: String,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with decimals, or one too large for 64 bits, as it was written.
    Decimal(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A TOML date without time. JSON dates come as text.
    Date(Jour),
    /// A TOML date with a time, or a time alone, as it was written: no field takes one.
    Moment(String),
    /// JSON `null`.
    Null,
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the document. Keys are unique.
    Table(Vec<Entry>),
    /// A value whose form is wrong, reported already. Only [`read`] gives any.
    Faulty,
}

/// A key of a table and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Position of the key itself.
    pub position: Option<(u32, u32)>,
    /// Its value.
    pub node: Node,
}

/// The two formats of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// TOML 1.1.
    Toml,
    /// JSON (RFC 8259).
    Json,
}

impl Format {
    /// The format of a document: the one announced; else JSON when it begins with `{` or `[{`, white space apart,
    /// else TOML: a TOML file may begin with `[table]`. Callers with a file name use [`Format::of_name`].
    pub fn of(bytes: &[u8], announced: Option<Format>) -> Format {
        let json = |bytes: &[u8]| {
            let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
            // No table of TOML has a name that begins with a brace.
            let items = text.strip_prefix(b"[").unwrap_or(text).trim_ascii_start();
            items.starts_with(b"{")
        };
        announced.unwrap_or_else(|| if json(bytes) { Format::Json } else { Format::Toml })
    }

    /// The format that a file's name announces.
    pub fn of_name(name: &str) -> Option<Format> {
        let lower = name.to_ascii_lowercase();
        if lower.ends_with(".json") {
            Some(Format::Json)
        } else if lower.ends_with(".toml") {
            Some(Format::Toml)
        } else {
            None
        }
    }
}

/// A document that the program writes for programs, and that is sometimes given back for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ecrit {
    /// `etude/1`, or a later version.
    Etude,
    /// `comparaison/1`, or a later version.
    Comparaison,
}

impl Ecrit {
    /// The document that says that `schema` is its format.
    pub fn of_schema(schema: &str) -> Option<Ecrit> {
        match schema.split('/').next() {
            Some("etude") => Some(Ecrit::Etude),
            Some("comparaison") => Some(Ecrit::Comparaison),
            _ => None,
        }
    }
}

/// Reads a document from bytes.
///
/// # Errors
///
/// The faults of its form, in French: empty, too long, not UTF-8, too deep, or not TOML or JSON.
/// The document's own meaning is not looked at here.
pub fn parse(file: &str, bytes: &[u8], format: Option<Format>) -> Result<Node, Vec<Fault>> {
    let (node, faults) = read(file, bytes, format)?;
    if faults.is_empty() { Ok(node) } else { Err(capped(file, faults)) }
}

/// Reads a document whose values may be wrong in form (a date that does not exist, a text without
/// quotes, a key written twice), so that a caller can report what else is wrong at the same time.
///
/// Gives the tree and all the faults of its form; the values at fault are [`Value::Faulty`]. [`capped`] is
/// for the caller, once it has found its own.
///
/// # Errors
///
/// As [`parse`], where there is no tree to rely upon, or more than [`MAX_FAULTS`] faults of its form.
pub fn read(file: &str, bytes: &[u8], format: Option<Format>) -> Result<(Node, Vec<Fault>), Vec<Fault>> {
    let whole = Place { fichier: file.to_owned(), ..Place::default() };
    if bytes.len() > MAX_BYTES {
        return Err(vec![Fault::new(
            "fichier-trop-grand",
            &whole,
            format!("ce fichier fait {} octets, plus que le maximum de {MAX_BYTES}", bytes.len()),
            "un dossier tient en quelques lignes : vérifiez que c'est le bon fichier",
        )]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
            let line = 1 + before.matches('\n').count();
            let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
            let place = Place { ligne: Some(line as u32), colonne: Some(column as u32), ..whole };
            return Err(vec![Fault::new(
                "fichier-pas-utf8",
                &place,
                "ce fichier n'est pas du texte UTF-8",
                "enregistrez-le de nouveau en choisissant l'encodage UTF-8",
            )]);
        }
    };
    if text.trim().is_empty() {
        return Err(vec![Fault::new(
            "fichier-vide",
            &whole,
            "ce fichier est vide",
            "partez du modèle que donne « epaule exemple »",
        )]);
    }
    match Format::of(bytes, format) {
        Format::Toml => toml::parse(file, text),
        Format::Json => json::parse(file, text),
    }
}

/// A JSON text of any size as a tree, and the keys that it writes twice.
///
/// # Errors
///
/// The first error of syntax.
pub(crate) fn json_tree(file: &str, text: &str) -> Result<(Node, Vec<Fault>), Vec<Fault>> {
    json::parse(file, text)
}

/// Faults past this number are counted, not told.
pub const MAX_FAULTS: usize = 500;

/// `faults`, where they are not too many to be read; else the first, and how many others.
pub fn capped(file: &str, faults: Vec<Fault>) -> Vec<Fault> {
    capped_at(MAX_FAULTS, file, faults)
}

/// The first `max` faults, and how many more there are.
pub(crate) fn capped_at(max: usize, file: &str, mut faults: Vec<Fault>) -> Vec<Fault> {
    if faults.len() > max {
        let more = faults.len() - max;
        faults.truncate(max);
        faults.push(others(file, more));
    }
    faults
}

/// That there are more faults than are told.
fn others(file: &str, more: usize) -> Fault {
    Fault::new(
        "trop-de-fautes",
        &Place { fichier: file.to_owned(), ..Place::default() },
        format!("et {more} autres fautes dans ce fichier"),
        "vérifiez que c'est le bon fichier",
    )
}

impl Node {
    /// The place of this node in `file`.
    pub fn place(&self, file: &str) -> Place {
        place(file, self.position, &self.path)
    }

    /// What kind of value this is, in French, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "un texte",
            Value::Integer(_) => "un nombre entier",
            Value::Decimal(ref text) if text.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'+') => {
                "un nombre démesuré"
            }
            Value::Decimal(_) => "un nombre à virgule",
            Value::Boolean(_) => "un oui/non (true ou false)",
            Value::Date(_) => "une date",
            Value::Moment(_) => "une date avec une heure",
            Value::Null => "null",
            Value::List(_) => "une liste",
            Value::Table(_) => "une table",
            Value::Faulty => "une valeur illisible",
        }
    }

    /// The same value as a document of its own: its paths begin at it, its positions stay.
    pub fn detache(&self) -> Node {
        detacher(self, &self.path)
    }

    /// The entry named `key`, where this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.node),
            _ => None,
        }
    }
}

fn detacher(node: &Node, prefix: &str) -> Node {
    let path = node.path.strip_prefix(prefix).unwrap_or(&node.path).trim_start_matches('.').to_owned();
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(|item| detacher(item, prefix)).collect()),
        Value::Table(entries) => Value::Table(
            entries
                .iter()
                .map(|entry| Entry {
                    key: entry.key.clone(),
                    position: entry.position,
                    node: detacher(&entry.node, prefix),
                })
                .collect(),
        ),
        other => other.clone(),
    };
    Node { position: node.position, path, value }
}

/// A place in `file`.
pub fn place(file: &str, position: Option<(u32, u32)>, path: &str) -> Place {
    Place {
        fichier: file.to_owned(),
        ligne: position.map(|p| p.0),
        colonne: position.map(|p| p.1),
        chemin: path.to_owned(),
    }
}

/// The path of `key` under `parent`. A long key is cut, and a path that is long already stays as it
/// is, so that no document makes paths that weigh more than itself.
pub fn join(parent: &str, key: &str) -> String {
    if parent.is_empty() {
        short(key)
    } else if parent.len() > MAX_PATH {
        parent.to_owned()
    } else {
        format!("{parent}.{}", short(key))
    }
}

/// The path of the item at `index` of the list at `parent`.
pub(crate) fn item_path(parent: &str, index: usize) -> String {
    if parent.len() > MAX_PATH { parent.to_owned() } else { format!("{parent}[{index}]") }
}

/// Paths longer than this many bytes are not continued.
const MAX_PATH: usize = 160;

/// At most 48 characters of `text`, none of them hidden, for messages and paths.
pub fn short(text: &str) -> String {
    let mut chars = text.chars();
    let mut start = visible(&chars.by_ref().take(48).collect::<String>());
    if chars.next().is_some() {
        start.push('…');
    }
    start
}

/// The candidate nearest to `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate)), candidate))
        .filter(|(d, candidate)| match candidate.chars().count() {
            0..=2 => *d == 0,
            3 => *d <= 1,
            length => *d <= 2.max(length / 3),
        })
        .min_by_key(|(d, _)| *d)
        .map(|(_, candidate)| candidate)
}

/// Lower case, without the accents of French, `_` and `-` and spaces alike.
fn fold(word: &str) -> Vec<char> {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'à' | 'â' => 'a',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            '_' | ' ' => '-',
            other => other,
        })
        .take(64)
        .collect()
}

/// Levenshtein distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    #[test]
    fn nearest_key_ignores_accents_and_case() {
        assert_eq!(super::nearest("Spécialité", ["secteur", "specialite"]), Some("specialite"));
        assert_eq!(super::nearest("xyz", ["secteur", "specialite"]), None);
        assert_eq!(super::nearest("abc", ["ald", "pmt"]), None);
        assert_eq!(super::nearest("99", ["19", "25"]), None);
    }
}
