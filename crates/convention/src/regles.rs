//! The rules of a regime as JSON: the rows of the rule files that serve it, as they are written, each with its
//! place, rule, source and confidence.
//!
//! Rows keep the names and the units of the files; a number with decimals is a text, since the core has no
//! floats. `ou` is the place that an explanation names (`montants.toml#montant[3]`, of which it adds a cell).

mod service;

use serde_json::{Map, Value as Json, json};

use crate::collectif;
use crate::document::{self, Entry, Format, Node, Value};
use crate::fault::Fault;
use crate::regime::Regime;
use crate::tables::{Convention, FICHIERS};
use service::Regime as Servi;

/// The format of the documents.
pub const SCHEMA: &str = "regles/1";

/// A set of rules and the trees of its files.
#[derive(Debug, Clone)]
pub struct Regles {
    convention: Convention,
    racines: Vec<(&'static str, Node)>,
}

impl Regles {
    /// The rules that stand inside the program.
    ///
    /// # Errors
    ///
    /// None in a released program, as [`Convention::embarquee`].
    pub fn embarquees() -> Result<Regles, Vec<Fault>> {
        let files: Vec<(&str, &[u8])> = FICHIERS.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Regles::charger(&files)
    }

    /// A whole set of files, as [`Convention::charger`].
    ///
    /// # Errors
    ///
    /// Every fault of every file.
    pub fn charger(files: &[(&str, &[u8])]) -> Result<Regles, Vec<Fault>> {
        let convention = Convention::charger(files)?;
        let mut racines = Vec::with_capacity(FICHIERS.len());
        for (name, _) in FICHIERS {
            if let Some((_, bytes)) = files.iter().find(|(file, _)| file == name) {
                racines.push((*name, document::parse(name, bytes, Some(Format::Toml))?));
            }
        }
        Ok(Regles { convention, racines })
    }

    /// The regimes: their ids.
    pub fn ids() -> impl Iterator<Item = &'static str> + Clone {
        Regime::IDS.iter().copied().chain([collectif::REGIME])
    }

    /// The regimes and the days on which a contract under each is signed.
    pub fn liste(&self) -> Json {
        let tables = &self.convention.tables;
        let open = tables.signature_possible.1.value;
        let one = |id: &str| {
            let (first, last) = match Regime::from_id(id) {
                Some(regime) => {
                    let (first, last) = tables.regime(regime).signatures;
                    (first.value, last.value)
                }
                None => (tables.collectif.premiere_signature.value, open),
            };
            json!({
                "id": id,
                "libelle": self.convention.textes.mot(id),
                "premiere_signature": first,
                "derniere_signature": (last < open).then_some(last),
            })
        };
        json!({
            "schema": SCHEMA,
            "empreinte": self.convention.empreinte,
            "regimes": Regles::ids().map(one).collect::<Vec<_>>(),
        })
    }

    /// Everything that serves a regime: one series for each file. `None`: no such regime.
    pub fn regime(&self, id: &str) -> Option<Json> {
        let servi = Servi::of(&self.convention.tables, id)?;
        let series: Vec<Json> = self.racines.iter().map(|(file, root)| serie(&servi, file, root)).collect();
        Some(json!({
            "schema": SCHEMA,
            "empreinte": self.convention.empreinte,
            "regime": id,
            "libelle": self.convention.textes.mot(id),
            "series": series,
        }))
    }
}

/// The rows of a file that serve a regime.
fn serie(servi: &Servi<'_>, file: &'static str, root: &Node) -> Json {
    let mut rows = Vec::new();
    if let Value::Table(entries) = &root.value {
        for entry in entries {
            let items = match &entry.node.value {
                Value::List(items) => items.as_slice(),
                _ => std::slice::from_ref(&entry.node),
            };
            let served = items.iter().filter(|row| servi.prend(file, &entry.key, row));
            rows.extend(served.map(|row| ligne(servi, file, &entry.key, row)));
        }
    }
    let unites: Map<String, Json> = unites(file).iter().map(|(key, unit)| ((*key).to_owned(), json!(unit))).collect();
    json!({ "fichier": file, "unites": unites, "lignes": rows })
}

fn ligne(servi: &Servi<'_>, file: &str, table: &str, row: &Node) -> Json {
    let mut object = match ecrire(servi, file, row) {
        Json::Object(object) => object,
        other => Map::from_iter([("valeur".to_owned(), other)]),
    };
    object.insert("ou".to_owned(), ou(file, row));
    object.insert("table".to_owned(), json!(table));
    Json::Object(object)
}

/// Where a row is written, as an explanation names it.
fn ou(file: &str, row: &Node) -> Json {
    json!(format!("{file}#{}", row.path))
}

/// A value of a file; of the lists below a row, the items that serve, each with its place.
fn ecrire(servi: &Servi<'_>, file: &str, node: &Node) -> Json {
    match &node.value {
        Value::Text(text) | Value::Decimal(text) | Value::Moment(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Boolean(flag) => json!(flag),
        Value::Date(day) => json!(day),
        Value::Null | Value::Faulty => Json::Null,
        Value::List(items) => items.iter().map(|item| ecrire(servi, file, item)).collect(),
        Value::Table(entries) => Json::Object(entries.iter().map(|entry| cle(servi, file, entry)).collect()),
    }
}

fn cle(servi: &Servi<'_>, file: &str, entry: &Entry) -> (String, Json) {
    let value = match &entry.node.value {
        Value::List(items) => {
            let served = items.iter().filter(|item| servi.prend(file, &entry.key, item));
            served.map(|item| element(servi, file, item)).collect()
        }
        _ => ecrire(servi, file, &entry.node),
    };
    (entry.key.clone(), value)
}

fn element(servi: &Servi<'_>, file: &str, item: &Node) -> Json {
    let mut value = ecrire(servi, file, item);
    if let Json::Object(object) = &mut value {
        object.insert("ou".to_owned(), ou(file, item));
    }
    value
}

/// The units of the numbers of a file, by their keys; a `parametre` says its own.
fn unites(file: &str) -> &'static [(&'static str, &'static str)] {
    const EUROS: &str = "euros par an";
    const MOIS: &str = "euros par mois";
    const PATIENTS: &str = "patients";
    match file {
        "montants.toml" => &[("1/3", EUROS), ("0.5", EUROS), ("1", EUROS), ("1.5", EUROS), ("2", EUROS)],
        "seuils.toml" => {
            &[("p30", PATIENTS), ("p50", PATIENTS), ("p70", PATIENTS), ("p90", PATIENTS), ("p95", PATIENTS)]
        }
        "baremes.toml" => &[("valeur", "millièmes du départ"), ("plus_5", "millièmes du départ")],
        "parts.toml" => &[("taux_pour_cent", "pour-cent")],
        "versements.toml" => &[("pour_cent", "pour-cent"), ("mois", "mois"), ("jours", "jours")],
        "cout.toml" => &[
            ("5", MOIS),
            ("6", MOIS),
            ("7", MOIS),
            ("8", MOIS),
            ("9", MOIS),
            ("mensuel", MOIS),
            ("apres_ans", "ans"),
            ("taux", "pour-cent"),
        ],
        _ => &[],
    }
}
