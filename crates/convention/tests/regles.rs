//! The rules as JSON: nothing of a rule file is lost, every number has its unit, and a regime has all that a
//! study under it reads.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use convention::document::{self, Format, Node, Value as Lu};
use convention::dossier;
use convention::etude::{Demande, repondre};
use convention::jour::Jour;
use convention::regles::Regles;
use convention::tables::{Convention, FICHIERS};
use serde_json::Value;

/// Every leaf of a file, by its place; a list of plain values is one leaf.
fn feuilles(file: &str, node: &Node, found: &mut BTreeMap<String, String>) {
    let text = |node: &Node| match &node.value {
        Lu::Text(text) | Lu::Decimal(text) | Lu::Moment(text) => text.clone(),
        Lu::Integer(number) => number.to_string(),
        Lu::Boolean(flag) => flag.to_string(),
        Lu::Date(day) => day.to_string(),
        other => panic!("{other:?}"),
    };
    match &node.value {
        Lu::Table(entries) => entries.iter().for_each(|entry| feuilles(file, &entry.node, found)),
        Lu::List(items) => items.iter().for_each(|item| feuilles(file, item, found)),
        _ => {
            found.insert(format!("{file}#{}", node.path), text(node));
        }
    }
}

/// Every value of a row as JSON, by its place: a row below says its own.
fn valeurs(place: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    let place = value.get("ou").and_then(Value::as_str).unwrap_or(place);
    match value {
        Value::Object(object) => {
            found.insert(place.to_owned(), String::new());
            for (key, value) in object.iter().filter(|(key, _)| !["ou", "table"].contains(&key.as_str())) {
                valeurs(&format!("{place}.{key}"), value, found);
            }
        }
        Value::Array(items) => {
            found.insert(place.to_owned(), String::new());
            items.iter().enumerate().for_each(|(i, item)| valeurs(&format!("{place}[{i}]"), item, found));
        }
        Value::String(text) => drop(found.insert(place.to_owned(), text.clone())),
        other => drop(found.insert(place.to_owned(), other.to_string())),
    }
}

fn du_regime(regles: &Regles, id: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for serie in regles.regime(id).unwrap()["series"].as_array().unwrap() {
        serie["lignes"].as_array().unwrap().iter().for_each(|row| valeurs("", row, &mut found));
    }
    found
}

#[test]
fn nothing_of_the_files_is_lost() {
    let regles = Regles::embarquees().unwrap();
    let all: BTreeMap<String, String> = Regles::ids().flat_map(|id| du_regime(&regles, id)).collect();
    for (file, text) in FICHIERS {
        let mut written = BTreeMap::new();
        feuilles(file, &document::parse(file, text.as_bytes(), Some(Format::Toml)).unwrap(), &mut written);
        assert!(written.len() > 5, "{file}");
        for (place, value) in written {
            assert_eq!(all.get(&place), Some(&value), "{place}");
        }
    }
}

#[test]
fn a_regime_is_served_by_its_own_series() {
    let regles = Regles::embarquees().unwrap();
    let has = |id: &str, place: &str| du_regime(&regles, id).contains_key(place);
    // avenant-7: its barème, its own scale, both series of amounts (MON-2), the thirds of a time.
    assert!(has("avenant-7", "baremes.toml#cellule[0].valeur"));
    assert!(!has("convention-2024", "baremes.toml#cellule[0].valeur"));
    assert!(
        has("avenant-7", "montants.toml#montant[0].1/3") && !has("convention-2024", "montants.toml#montant[0].1/3")
    );
    assert!(has("avenant-7", "seuils.toml#specialite[0].seuils[2].p30"));
    assert!(!has("avenant-7", "seuils.toml#specialite[0].seuils[0].p30"));
    assert!(!has("convention-2024", "seuils.toml#specialite[0].seuils[2].p30"));
    // A group has neither their amounts nor their costs.
    assert!(
        !has("aide-collective-2026", "montants.toml#montant[0].1")
            && !has("aide-collective-2026", "cout.toml#smic[0].mensuel")
    );
    assert!(has("aide-collective-2026", "collectif.toml#adhesion.formes[0]"));
    assert!(!has("convention-2024", "collectif.toml#adhesion.formes[0]"));
    assert_eq!(regles.regime("convention-2025"), None);
}

/// Every place of the rules that a document names.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value.as_str().filter(|text| key == "regles" && text.contains('#')) {
                    Some(place) => drop(found.insert(place.to_owned())),
                    None => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn what_a_study_reads_is_in_its_regime() {
    let regles = Regles::embarquees().unwrap();
    let convention = Convention::embarquee().unwrap();
    let served: BTreeMap<&str, BTreeMap<String, String>> =
        Regles::ids().map(|id| (id, du_regime(&regles, id))).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exemples");
    let mut seen = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for au in [(2026, 11, 23), (2029, 3, 1)] {
            let au = Jour::new(au.0, au.1, au.2).unwrap();
            let Ok(cas) = dossier::lire(&convention, "x", &bytes, None, au) else { continue };
            let etude = repondre(&convention, &cas, &Demande::au(au)).to_json(&convention);
            let regime = etude["regime"].as_str().unwrap().to_owned();
            let mut read = BTreeSet::new();
            references(&etude, &mut read);
            *seen.entry(regime.clone()).or_insert(0) += read.len();
            for place in read {
                assert!(served[regime.as_str()].contains_key(&place), "{}: {regime}: {place}", path.display());
            }
        }
    }
    assert_eq!(seen.len(), Regles::ids().count(), "{seen:?}");
    assert!(seen.values().all(|read| *read > 20), "{seen:?}");
}

#[test]
fn every_number_has_its_unit() {
    /// Numbers that rank, and count nothing.
    const RANGS: &[&str] = &["annee", "annees"];
    fn sans_unite(value: &Value, key: &str, units: &Value, own: bool, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                let own = object.contains_key("unite");
                object.iter().for_each(|(key, value)| sans_unite(value, key, units, own, found));
            }
            Value::Array(items) => items.iter().for_each(|item| sans_unite(item, key, units, own, found)),
            Value::Number(_) if !own && units.get(key).is_none() && !RANGS.contains(&key) => {
                found.insert(key.to_owned());
            }
            _ => {}
        }
    }
    let regles = Regles::embarquees().unwrap();
    for id in Regles::ids() {
        for serie in regles.regime(id).unwrap()["series"].as_array().unwrap() {
            let mut found = BTreeSet::new();
            sans_unite(&serie["lignes"], "", &serie["unites"], false, &mut found);
            assert!(found.is_empty(), "{id}: {}: {found:?}", serie["fichier"]);
        }
    }
}
