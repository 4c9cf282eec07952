//! The published schemas against every étude of the cases, and against their dossiers.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

mod harness;

use convention::document::Format;
use convention::dossier;
use convention::etude::{self, Demande, repondre};
use serde_json::{Value, json};

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::meta::validate(schema).unwrap_or_else(|e| panic!("no schema: {e}"));
    jsonschema::draft202012::new(schema).expect("a schema")
}

fn faults(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|e| format!("{} : {e}", e.instance_path())).collect()
}

#[test]
fn every_case_has_the_form_of_the_schemas() {
    let convention = harness::convention();
    let (dossiers, etudes) = (validator(&dossier::schema(&convention)), validator(&etude::schema()));
    let mut checked = 0;
    for cas in harness::cas() {
        let bytes = cas.dossier.as_bytes();
        let Ok(dossier) = dossier::lire(&convention, &cas.nom, bytes, Some(Format::Toml), cas.au) else { continue };
        let demande = Demande { au: cas.au, connu_au: cas.connu_au, si: cas.si };
        let etude = repondre(&convention, &dossier, &demande).to_json(&convention);
        assert_eq!(faults(&etudes, &etude), [""; 0], "{}: {}", cas.fichier, cas.nom);
        assert_eq!(faults(&dossiers, &dossier.canonical()), [""; 0], "{}: {}", cas.fichier, cas.nom);
        checked += 1;
    }
    assert!(checked > 200, "{checked} cases were checked");
}

/// A schema that takes anything checks nothing: a member more, a member less and another type are refused.
#[test]
fn the_schema_refuses_what_is_no_etude() {
    let convention = harness::convention();
    let etudes = validator(&etude::schema());
    let au = convention::jour::Jour::new(2026, 1, 15).unwrap();
    let alone = b"[medecin]\nspecialite = '01'\n";
    let group = b"contrat = { type = 'collectif', signature = 2026-03-02 }\n[[membres]]\nspecialite = '01'\n";
    for text in [alone.as_slice(), group] {
        let dossier = dossier::lire(&convention, "", text, None, au).unwrap();
        let etude = repondre(&convention, &dossier, &Demande::au(au)).to_json(&convention);
        refuses_edits(&etudes, &etude);
    }
}

fn refuses_edits(etudes: &jsonschema::Validator, etude: &Value) {
    let mut refused = 0;
    visit(etude, String::new(), &mut |pointer, value| {
        let free = pointer.starts_with("/dossier") || pointer.starts_with("/empreintes");
        if let Value::Object(members) = value
            && !free
        {
            let mut edited = etude.clone();
            edited.pointer_mut(pointer).unwrap()["ajout"] = json!(1);
            assert!(!etudes.is_valid(&edited), "{pointer}: one member more");
            let lu = members.contains_key("nom");
            for key in members.keys().filter(|_| !lu) {
                let mut edited = etude.clone();
                edited.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
                assert!(!etudes.is_valid(&edited), "{pointer}/{key}: one member less");
                refused += 1;
            }
        }
    });
    assert!(refused > 150, "{refused}");
}

/// Calls `f` on tables, the first of each list alone.
fn visit(value: &Value, pointer: String, f: &mut dyn FnMut(&str, &Value)) {
    f(&pointer, value);
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| visit(value, format!("{pointer}/{key}"), f)),
        Value::Array(items) => items.iter().take(1).for_each(|value| visit(value, format!("{pointer}/0"), f)),
        _ => {}
    }
}

/// Every member says in French what it is, itself or through its definition.
#[test]
fn every_member_has_a_description() {
    let schema = etude::schema();
    let mut bare = Vec::new();
    visit_properties(&schema, &mut |key, property| {
        let named = property.get("description").is_some() || property.get("$ref").is_some();
        let plain = matches!(key, "pmt" | "pfa" | "min" | "max" | "avant" | "apres" | "num" | "den");
        let through = property.get("anyOf").is_some_and(|any| any[0].get("$ref").is_some());
        if !named && !through && !plain {
            bare.push(key.to_owned());
        }
    });
    assert_eq!(bare, [""; 0]);
}

fn visit_properties(schema: &Value, f: &mut dyn FnMut(&str, &Value)) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map {
                if let ("properties", Value::Object(properties)) = (key.as_str(), value) {
                    properties.iter().for_each(|(key, property)| f(key, property));
                }
                visit_properties(value, f);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| visit_properties(item, f)),
        _ => {}
    }
}
