//! What every series shares: rows with known keys, typed values, faults with their place, provenance.

use std::ops::RangeInclusive;

use crate::document::{Entry, Node, Value, nearest, place};
use crate::fault::{Fault, Place};
use crate::jour::Jour;
use crate::tables::{Cell, CellId, CellInfo, Confiance};

/// What is gathered while the files are read.
#[derive(Default)]
pub(super) struct Sink<'a> {
    /// Every fault of every file.
    pub(super) faults: Vec<Fault>,
    /// Where each value is written.
    pub(super) cells: Vec<CellInfo>,
    /// Every rule id that is named, and by which node of which file.
    pub(super) cited: Vec<(&'a str, &'static str, &'a Node)>,
}

impl<'a> Sink<'a> {
    /// A fault at a node.
    pub(super) fn fault(
        &mut self,
        code: &'static str,
        file: &str,
        node: &Node,
        message: impl Into<String>,
        conseil: impl Into<String>,
    ) {
        self.faults.push(Fault::new(code, &node.place(file), message, conseil));
    }

    /// A fault at the beginning of a file.
    pub(super) fn file_fault(&mut self, code: &'static str, file: &str, message: String, conseil: impl Into<String>) {
        let place = Place { fichier: file.to_owned(), ligne: Some(1), colonne: Some(1), chemin: String::new() };
        self.faults.push(Fault::new(code, &place, message, conseil));
    }

    /// Whether a file has no fault so far: what it lacks is told only then, a faulty row is not missing.
    pub(super) fn clean(&self, file: &str) -> bool {
        self.faults.iter().all(|fault| fault.place.fichier != file)
    }

    /// A value and where it is written.
    pub(super) fn cell<T>(&mut self, file: &'static str, node: &Node, from: &Provenance<'a>, value: T) -> Cell<T> {
        // An id past 65 535 is refused by `charger`: it never comes out.
        let id = CellId(u16::try_from(self.cells.len()).unwrap_or(u16::MAX));
        self.cells.push(CellInfo {
            fichier: file,
            chemin: node.path.clone(),
            position: node.position.unwrap_or((1, 1)),
            regle: from.regle.to_owned(),
            source: from.source.to_owned(),
            confiance: from.confiance,
        });
        Cell { value, id }
    }
}

/// Which rule a value belongs to, who says it, how sure it is.
#[derive(Clone, Copy)]
pub(super) struct Provenance<'a> {
    pub(super) regle: &'a str,
    pub(super) source: &'a str,
    pub(super) confiance: Confiance,
}

/// A table of a rule file whose keys are known.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// Name of the file.
    pub(super) file: &'static str,
    /// The table itself.
    pub(super) node: &'a Node,
    entries: &'a [Entry],
}

impl<'a> Row<'a> {
    /// Reads a table. A key that is not among `keys` is a fault.
    pub(super) fn new(sink: &mut Sink<'a>, file: &'static str, node: &'a Node, keys: &[&str]) -> Option<Row<'a>> {
        let Value::Table(entries) = &node.value else {
            wrong_type(sink, file, node, "une table", "des lignes « cle = valeur » sous un titre entre crochets");
            return None;
        };
        for entry in entries.iter().filter(|e| !keys.contains(&e.key.as_str())) {
            unknown_key(sink, file, entry, keys);
        }
        Some(Row { file, node, entries })
    }

    /// A key that some rows have, but not this one, whose keys are `keys`.
    pub(super) fn refuse(&self, sink: &mut Sink<'a>, key: &str, keys: &[&str]) {
        if let Some(entry) = self.entries.iter().find(|e| e.key == key) {
            unknown_key(sink, self.file, entry, keys);
        }
    }

    /// The value of a key, where it is written.
    pub(super) fn find(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|e| e.key == key).map(|e| &e.node)
    }

    /// The value of a key that must be written.
    pub(super) fn require(&self, sink: &mut Sink<'a>, key: &str) -> Option<&'a Node> {
        let found = self.find(key);
        if found.is_none() {
            sink.fault(
                "cle-manquante",
                self.file,
                self.node,
                format!("il manque « {key} »"),
                format!("ajoutez une ligne « {key} = … »"),
            );
        }
        found
    }

    /// A text that is not empty.
    pub(super) fn text(&self, sink: &mut Sink<'a>, key: &str) -> Option<&'a str> {
        let node = self.require(sink, key)?;
        text(sink, self.file, node)
    }

    /// A whole number within bounds.
    pub(super) fn integer(&self, sink: &mut Sink<'a>, key: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let node = self.require(sink, key)?;
        integer(sink, self.file, node, range)
    }

    /// A date, and where it stands.
    pub(super) fn date(&self, sink: &mut Sink<'a>, key: &str) -> Option<(Jour, &'a Node)> {
        let node = self.require(sink, key)?;
        date(sink, self.file, node).map(|jour| (jour, node))
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self, sink: &mut Sink<'a>, key: &str) -> Option<bool> {
        let node = self.require(sink, key)?;
        match node.value {
            Value::Boolean(value) => Some(value),
            _ => {
                wrong_type(sink, self.file, node, "true ou false", "true ou false");
                None
            }
        }
    }

    /// A word of a closed set.
    pub(super) fn word<T>(
        &self,
        sink: &mut Sink<'a>,
        key: &str,
        from_id: impl Fn(&str) -> Option<T>,
        ids: &[&str],
    ) -> Option<T> {
        let node = self.require(sink, key)?;
        word(sink, self.file, node, from_id, ids)
    }

    /// A list that must be written.
    pub(super) fn list(&self, sink: &mut Sink<'a>, key: &str) -> Option<&'a [Node]> {
        let node = self.require(sink, key)?;
        list(sink, self.file, node)
    }

    /// The tables under a key, each with known keys. None written: none.
    pub(super) fn rows(&self, sink: &mut Sink<'a>, key: &str, keys: &[&str]) -> Vec<Row<'a>> {
        let Some(node) = self.find(key) else { return Vec::new() };
        let file = self.file;
        list(sink, file, node).unwrap_or(&[]).iter().filter_map(|item| Row::new(sink, file, item, keys)).collect()
    }

    /// The rule, source and confidence of this row; `above` gives what the row leaves out.
    pub(super) fn provenance(&self, sink: &mut Sink<'a>, above: Option<Provenance<'a>>) -> Option<Provenance<'a>> {
        let regle = match (self.find("regle"), above) {
            (None, Some(above)) => Some(above.regle),
            _ => self.rule(sink, "regle"),
        };
        let (source, confiance) = self.said_by(sink, above.map(|a| (a.source, a.confiance)))?;
        Some(Provenance { regle: regle?, source, confiance })
    }

    /// The source and confidence of this row.
    pub(super) fn said_by(
        &self,
        sink: &mut Sink<'a>,
        above: Option<(&'a str, Confiance)>,
    ) -> Option<(&'a str, Confiance)> {
        let source = match (self.find("source"), above) {
            (Some(node), _) => text(sink, self.file, node),
            (None, Some((source, _))) => Some(source),
            (None, None) => {
                let conseil = "ajoutez « source = \"qui le dit, en quelques mots\" »";
                sink.fault("source-manquante", self.file, self.node, "cette ligne ne dit pas sa source", conseil);
                None
            }
        };
        let confiance = match (self.find("confiance"), above) {
            (Some(node), _) => word(sink, self.file, node, Confiance::from_id, Confiance::IDS),
            (None, Some((_, confiance))) => Some(confiance),
            (None, None) => {
                let conseil = "ajoutez « confiance = \"…\" » : T texte légal, A Assurance Maladie, U URPS, S autre \
                               source, I notre interprétation";
                sink.fault("confiance-manquante", self.file, self.node, "cette ligne ne dit pas sa confiance", conseil);
                None
            }
        };
        Some((source?, confiance?))
    }

    /// A rule id, which has to be in `textes.toml`.
    pub(super) fn rule(&self, sink: &mut Sink<'a>, key: &str) -> Option<&'a str> {
        let node = self.require(sink, key)?;
        cite(sink, self.file, node)
    }

    /// A second entry for what another one already gives.
    pub(super) fn twice(&self, sink: &mut Sink<'a>, what: impl std::fmt::Display) {
        let message = format!("{what} est déjà écrit plus haut");
        sink.fault("entree-en-double", self.file, self.node, message, "gardez une seule des deux entrées");
    }
}

fn unknown_key(sink: &mut Sink<'_>, file: &str, entry: &Entry, keys: &[&str]) {
    let conseil = match nearest(&entry.key, keys.iter().copied()) {
        Some(near) => format!("écrivez « {near} »"),
        None => format!("les clés possibles ici : {}", keys.join(", ")),
    };
    let place = place(file, entry.position, &entry.node.path);
    let message = format!("la clé « {} » n'existe pas ici", entry.key);
    sink.faults.push(Fault::new("cle-inconnue", &place, message, conseil));
}

/// An entry that the files must have.
pub(super) fn missing(sink: &mut Sink<'_>, file: &str, what: impl std::fmt::Display, conseil: impl Into<String>) {
    sink.file_fault("entree-manquante", file, format!("il manque {what}"), conseil);
}

/// A rule id that a value names.
pub(super) fn cite<'a>(sink: &mut Sink<'a>, file: &'static str, node: &'a Node) -> Option<&'a str> {
    let id = text(sink, file, node)?;
    sink.cited.push((id, file, node));
    Some(id)
}

/// A text that is not empty.
pub(super) fn text<'a>(sink: &mut Sink<'_>, file: &str, node: &'a Node) -> Option<&'a str> {
    match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text),
        Value::Text(_) => {
            sink.fault("texte-vide", file, node, "ce texte est vide", "écrivez quelques mots entre guillemets");
            None
        }
        _ => {
            wrong_type(sink, file, node, "un texte", "un texte entre guillemets");
            None
        }
    }
}

/// A whole number within bounds.
pub(super) fn integer(sink: &mut Sink<'_>, file: &str, node: &Node, range: RangeInclusive<i64>) -> Option<i64> {
    let Value::Integer(value) = node.value else {
        wrong_type(sink, file, node, "un nombre entier", "un nombre entier, sans guillemets ni virgule");
        return None;
    };
    if range.contains(&value) {
        return Some(value);
    }
    sink.fault(
        "valeur-hors-bornes",
        file,
        node,
        format!("{value} n'est pas possible ici"),
        format!("écrivez un nombre de {} à {}", range.start(), range.end()),
    );
    None
}

/// A number with at most `places` decimals, within bounds: in units of the last decimal.
pub(super) fn decimal(
    sink: &mut Sink<'_>,
    file: &str,
    node: &Node,
    places: u32,
    range: RangeInclusive<i64>,
) -> Option<i64> {
    let scale = 10_i64.pow(places);
    let units = match &node.value {
        Value::Integer(value) => value.checked_mul(scale),
        Value::Decimal(text) => units_of(text, places),
        _ => {
            wrong_type(sink, file, node, "un nombre", "un nombre, avec un point pour les décimales");
            return None;
        }
    };
    let units = units.filter(|units| range.contains(units));
    if units.is_none() {
        let end = |units: i64| format!("{}", units / scale);
        let conseil = format!(
            "écrivez un nombre de {} à {}, avec au plus {places} décimales",
            end(*range.start()),
            end(*range.end())
        );
        sink.fault("valeur-hors-bornes", file, node, "ce nombre n'est pas possible ici", conseil);
    }
    units
}

/// `1815.79` in units of the last of `places` decimals. `None`: another form, or more decimals.
fn units_of(text: &str, places: u32) -> Option<i64> {
    let (whole, decimals) = text.split_once('.')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let length = u32::try_from(decimals.len()).ok().filter(|length| *length <= places)?;
    if !digits(whole) || !digits(decimals) {
        return None;
    }
    let units = whole.parse::<i64>().ok()?.checked_mul(10_i64.pow(places))?;
    units.checked_add(decimals.parse::<i64>().ok()? * 10_i64.pow(places - length))
}

/// A date: bare, or in quotes.
pub(super) fn date(sink: &mut Sink<'_>, file: &str, node: &Node) -> Option<Jour> {
    match &node.value {
        Value::Date(jour) => Some(*jour),
        Value::Text(text) => {
            let jour = Jour::parse_iso(text);
            if jour.is_none() {
                sink.fault(
                    "date-inexistante",
                    file,
                    node,
                    format!("« {text} » n'est pas une date qui existe"),
                    "écrivez une date comme 2026-01-15 (année-mois-jour)",
                );
            }
            jour
        }
        _ => {
            wrong_type(sink, file, node, "une date", "une date comme 2026-01-15");
            None
        }
    }
}

/// A list.
pub(super) fn list<'a>(sink: &mut Sink<'_>, file: &str, node: &'a Node) -> Option<&'a [Node]> {
    match &node.value {
        Value::List(items) => Some(items),
        _ => {
            wrong_type(sink, file, node, "une liste", "une liste entre crochets");
            None
        }
    }
}

/// A word of a closed set.
pub(super) fn word<T>(
    sink: &mut Sink<'_>,
    file: &str,
    node: &Node,
    from_id: impl Fn(&str) -> Option<T>,
    ids: &[&str],
) -> Option<T> {
    let text = text(sink, file, node)?;
    let value = from_id(text);
    if value.is_none() {
        let conseil = match nearest(text, ids.iter().copied()) {
            Some(near) => format!("écrivez « {near} »"),
            None => format!("les mots possibles ici : {}", ids.join(", ")),
        };
        sink.fault("mot-inconnu", file, node, format!("« {text} » n'est pas un mot connu ici"), conseil);
    }
    value
}

/// A value of another kind than what belongs here.
pub(super) fn wrong_type(sink: &mut Sink<'_>, file: &str, node: &Node, expected: &str, write: &str) {
    let message = format!("il faut {expected} ici, pas {}", node.kind());
    sink.fault("type-inattendu", file, node, message, format!("écrivez {write}"));
}

/// All the values, or nothing where one is missing (its fault is already told).
pub(super) fn all<T, const N: usize>(values: [Option<T>; N]) -> Option<[T; N]> {
    let values: Option<Vec<T>> = values.into_iter().collect();
    values?.try_into().ok()
}
