//! TOML, through the `toml` crate's spanned tree.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, MAX_FAULTS, Node, Value, item_path, join, others, short};
use crate::fault::{Fault, Place};
use crate::jour::Jour;
use crate::sort;

/// Parses a TOML document. All its syntax errors are reported, not the first alone. Where every one
/// of them lies inside a value, the tree comes too, with those values [`Value::Faulty`].
///
/// # Errors
///
/// The syntax errors, where the tree cannot be relied upon or they are too many to be told.
pub(super) fn parse(file: &str, text: &str) -> Result<(Node, Vec<Fault>), Vec<Fault>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut source = Source::new(file, text, &errors);
    let root = Node { position: Some((1, 1)), path: String::new(), value: source.table(table.get_ref(), "") };
    let structural = source.errors.iter().any(|e| !e.contained);
    // Of the errors of a line, the first is the mistake, save those of its other values.
    let mut told = None;
    let first = source.errors.iter().filter(|e| {
        let at = Some((source.position(e.span.start).0, e.path.as_str()));
        std::mem::replace(&mut told, at) != at
    });
    let first: Vec<&SyntaxError<'_>> = first.collect();
    // Each fault is several texts: past those that are told, they are counted and never written.
    let mut faults: Vec<Fault> = first.iter().take(MAX_FAULTS).map(|e| source.fault(e)).collect();
    let more = first.len() - faults.len();
    if more > 0 {
        faults.push(others(file, more));
    }
    if structural || more > 0 { Err(faults) } else { Ok((root, faults)) }
}

/// A syntax error, and whether the rest of the document can still be read.
struct SyntaxError<'a> {
    message: &'a str,
    span: Range<usize>,
    /// It lies inside one value, whose path this is, or repeats a key.
    contained: bool,
    path: String,
}

impl SyntaxError<'_> {
    fn too_deep(&self) -> bool {
        self.message.contains("recurs")
    }

    fn repeated(&self) -> bool {
        self.message.contains("duplicate key")
    }

    fn in_key(&self) -> bool {
        self.message.contains("invalid unquoted key")
    }
}

struct Source<'a> {
    file: &'a str,
    text: &'a str,
    line_starts: Vec<usize>,
    /// Characters before each block of [`BLOCK`] bytes, so that a column in a very long line is
    /// found without counting from its start.
    chars_before_block: Vec<usize>,
    /// In the order of the text.
    errors: Vec<SyntaxError<'a>>,
}

const BLOCK: usize = 256;

fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0b1100_0000 != 0b1000_0000).count()
}

impl<'a> Source<'a> {
    fn new(file: &'a str, text: &'a str, errors: &'a [toml::de::Error]) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        let chars_before_block = std::iter::once(0)
            .chain(text.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
                *sum += count_chars(block);
                Some(*sum)
            }))
            .collect();
        let mut errors: Vec<SyntaxError<'a>> = errors
            .iter()
            .map(|error| SyntaxError {
                message: error.message(),
                span: error.span().unwrap_or(0..0),
                contained: error.message().contains("duplicate key"),
                path: String::new(),
            })
            .collect();
        sort::by_key(&mut errors, |e| e.span.start);
        Source { file, text, line_starts, chars_before_block, errors }
    }

    fn chars_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let bytes = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.chars_before_block.get(block).copied().unwrap_or(0) + count_chars(bytes)
    }

    fn position(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        let column = 1 + self.chars_before(offset) - self.chars_before(start);
        (line as u32, column as u32)
    }

    /// Whether a syntax error lies inside the value at `span`, on one line: the value is lost, the
    /// rest of the document is not. The errors found there are marked.
    fn spoiled(&mut self, span: &Range<usize>, path: &str) -> bool {
        if self.errors.is_empty() {
            return false;
        }
        let first = self.errors.partition_point(|e| e.span.start < span.start);
        let one_line = !self.text.get(span.clone()).unwrap_or("\n").contains('\n');
        let mut found = false;
        for error in self.errors.iter_mut().skip(first).take_while(|e| e.span.start <= span.end) {
            if !error.contained && one_line && !error.too_deep() {
                error.contained = true;
                path.clone_into(&mut error.path);
                found = true;
            }
        }
        found
    }

    /// Marks the error of a key that is written twice, or with accents but no quotes: its value is not
    /// lost.
    fn spoiled_key(&mut self, span: &Range<usize>, path: &str) {
        let first = self.errors.partition_point(|e| e.span.start < span.start);
        for error in self.errors.iter_mut().skip(first).take_while(|e| e.span.start < span.end) {
            if error.in_key() || error.repeated() {
                error.contained = true;
                path.clone_into(&mut error.path);
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str) -> Value {
        let entries = table
            .iter()
            .map(|(key, value)| {
                let name = key.get_ref().to_string();
                let path = join(path, &name);
                self.spoiled_key(&key.span(), &path);
                let node = self.node(value, path);
                Entry { key: name, position: Some(self.position(key.span().start)), node }
            })
            .collect();
        Value::Table(entries)
    }

    fn node(&mut self, spanned: &Spanned<DeValue<'_>>, path: String) -> Node {
        let span = spanned.span();
        let position = Some(self.position(span.start));
        let value = match spanned.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
                .map_or_else(|_| Value::Decimal(integer.as_str().to_owned()), Value::Integer),
            DeValue::Float(float) => Value::Decimal(float.as_str().to_owned()),
            DeValue::Boolean(boolean) => Value::Boolean(*boolean),
            DeValue::Datetime(moment) => match (moment.date, moment.time) {
                (Some(date), None) => Jour::new(i32::from(date.year), date.month, date.day)
                    .map_or_else(|| Value::Moment(moment.to_string()), Value::Date),
                _ => Value::Moment(moment.to_string()),
            },
            DeValue::Array(array) => {
                Value::List(array.iter().enumerate().map(|(i, item)| self.node(item, item_path(&path, i))).collect())
            }
            DeValue::Table(table) => self.table(table, &path),
        };
        // A table's own span is its header, unless it is written in braces.
        let header = matches!(value, Value::Table(_)) && self.text.as_bytes().get(span.start) != Some(&b'{');
        let value = if !header && self.spoiled(&span, &path) { Value::Faulty } else { value };
        Node { position, path, value }
    }

    /// The parser's own words are English and about tokens: say it again for who wrote the file.
    fn fault(&self, error: &SyntaxError<'_>) -> Fault {
        let (line, column) = self.position(error.span.start);
        let place = Place {
            fichier: self.file.to_owned(),
            ligne: Some(line),
            colonne: Some(column),
            chemin: error.path.clone(),
        };
        let written = self.text.get(error.span.clone()).unwrap_or("").trim();
        let excerpt = self.excerpt(line);
        let message = error.message;
        if error.repeated() {
            return Fault::new(
                "cle-en-double",
                &place,
                format!("{excerpt} est déjà écrit plus haut"),
                "gardez une seule des deux lignes",
            );
        }
        if error.too_deep() {
            return Fault::new(
                "imbrication-trop-profonde",
                &place,
                "trop de niveaux imbriqués",
                "un dossier n'a jamais plus de quatre niveaux",
            );
        }
        if message.contains("date") {
            return Fault::new(
                "date-inexistante",
                &place,
                format!("« {} » n'est pas une date qui existe", short(written)),
                "écrivez une date comme 2026-01-15 (année-mois-jour)",
            );
        }
        let (message, advice) = if message.contains("leading zero") {
            (format!("{excerpt} : un nombre ne commence pas par un zéro"), "un code se met entre guillemets : \"01\"")
        } else if message.contains("must be quoted") && written.matches('/').count() == 2 {
            (format!("{excerpt} : cette date n'est pas lisible"), "écrivez-la comme 2026-01-15 (année-mois-jour)")
        } else if message.contains("must be quoted") || message.contains("invalid boolean") {
            (
                format!("« {} » n'a pas de guillemets", short(written)),
                "un texte se met entre guillemets, oui s'écrit true et non s'écrit false",
            )
        } else if error.in_key() {
            (
                format!("{excerpt} : ce nom ne peut pas s'écrire ainsi"),
                "un nom s'écrit sans accent ni espace : specialite, naissance, activite_mixte",
            )
        } else if message.contains("string") {
            (
                format!("{excerpt} : ce texte n'est pas fermé par un guillemet"),
                "mettez un guillemet au début et à la fin",
            )
        } else {
            (
                format!("cette ligne n'est pas du TOML : {excerpt}"),
                "une ligne s'écrit « cle = valeur », un texte se met entre guillemets, un nombre s'écrit avec un point",
            )
        };
        Fault::new("toml-illisible", &place, message, advice)
    }

    fn excerpt(&self, line: u32) -> String {
        let at = |n: usize| self.line_starts.get(n).copied();
        let start = at((line as usize).saturating_sub(1)).unwrap_or(0);
        let end = at(line as usize).unwrap_or(self.text.len());
        format!("« {} »", short(self.text.get(start..end).unwrap_or("").trim()))
    }
}
