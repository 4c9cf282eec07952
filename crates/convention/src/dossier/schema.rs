//! The JSON Schema of a dossier, from the table of fields.

use serde_json::{Map, Value, json};

use super::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, MAX_EUROS, POSITIONS, Shape};
use crate::bande::Bande;
use crate::contrat::ANNEES_MAX;
use crate::question::Question;
use crate::tables::{Convention, Parametre};

/// The JSON Schema (draft 2020-12) of a dossier, with French descriptions; the specialties and the
/// words of the questions are those of `convention`. `contrat.type` says which kind of dossier it is.
///
/// A schema says less than [`super::lire`]: nothing of values against each other.
pub fn schema(convention: &Convention) -> Value {
    let kind = |champs: &[Field], title: &str, words: &str| {
        let mut object = object(convention, champs);
        object.insert("title".to_owned(), json!(title));
        object.insert("description".to_owned(), json!(words));
        object
    };
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dossier",
        "description": "Ce que l'on sait d'un médecin, ou d'un groupe de médecins, et de son contrat.",
        "type": "object",
        "if": {
            "properties": { "contrat": { "properties": { "type": { "const": "collectif" } }, "required": ["type"] } },
            "required": ["contrat"],
        },
        "then": { "$ref": "#/$defs/collectif" },
        "else": { "$ref": "#/$defs/individuel" },
        "$defs": {
            "individuel": kind(CHAMPS, "Dossier individuel", "Ce que l'on sait d'un médecin et de son contrat."),
            "collectif": kind(CHAMPS_COLLECTIF, "Dossier collectif", "Ce que l'on sait d'un groupe et de son contrat."),
        },
    })
}

fn object(convention: &Convention, champs: &[Field]) -> Map<String, Value> {
    let taken = || champs.iter().filter(|c| c.ecrit());
    let properties: Map<String, Value> =
        taken().map(|c| (c.nom.to_owned(), Value::Object(property(convention, c)))).collect();
    let required: Vec<&str> = taken().filter(|c| c.requis).map(|c| c.nom).collect();
    let mut object = map(json!({ "type": "object", "additionalProperties": false, "properties": properties }));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object
}

fn property(convention: &Convention, field: &Field) -> Map<String, Value> {
    let mut property = match field.forme {
        Shape::Texte => map(json!({ "type": "string", "minLength": 1, "maxLength": 200 })),
        Shape::Specialite => {
            let ids: Vec<&str> = convention.tables.specialites.iter().map(|s| s.id.as_str()).collect();
            map(json!({ "type": "string", "enum": ids }))
        }
        Shape::Mot(words) => map(json!({ "type": "string", "enum": words })),
        Shape::Jour { .. } => {
            map(json!({ "type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4})$" }))
        }
        Shape::Oui => map(json!({ "type": "boolean" })),
        Shape::Patients { min, max } => map(json!({ "type": "integer", "minimum": min, "maximum": max })),
        Shape::Etp => map(json!({ "anyOf": [
            { "type": "string", "pattern": "^ *[0-9]{1,3}([.,][05])? *$" },
            { "type": "number", "minimum": 0.5, "maximum": 100, "multipleOf": 0.5 },
        ] })),
        Shape::Euros => map(json!({ "anyOf": [
            { "type": "number", "minimum": 0, "maximum": MAX_EUROS },
            { "type": "string", "pattern": "^[0-9]+([.,][0-9]{1,2})?$" },
        ] })),
        Shape::EurosSignes => map(json!({ "anyOf": [
            { "type": "number", "minimum": -MAX_EUROS, "maximum": MAX_EUROS },
            { "type": "string", "pattern": "^-?[0-9]+([.,][0-9]{1,2})?$" },
        ] })),
        Shape::Part => map(json!({ "anyOf": [
            { "type": "integer", "minimum": 0, "maximum": 1 },
            { "type": "string", "pattern": "^ *[0-9]{1,4} *(/ *[0-9]{1,4} *)?$" },
        ] })),
        Shape::Annee => map(json!({ "type": "integer", "minimum": 1, "maximum": ANNEES_MAX })),
        Shape::Quotite => map(json!({ "type": "string", "pattern": "^ *[0-9]{1,4} */ *[0-9]{1,4} *$" })),
        Shape::Position => map(json!({ "type": "integer", "minimum": POSITIONS.start(), "maximum": POSITIONS.end() })),
        Shape::Heures => map(json!({ "anyOf": [
            { "type": "number", "exclusiveMinimum": 0, "maximum": convention.tables.parametre(Parametre::HeuresTempsPlein).value },
            { "type": "string", "pattern": "^[0-9]+([.,][0-9]{1,2})?$" },
        ] })),
        Shape::Bandes => {
            let one = json!({ "type": "string", "enum": Bande::IDS });
            map(json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] }))
        }
        Shape::Table(champs) => object(convention, champs),
        Shape::UnSeul(champs) => {
            let mut object = object(convention, champs);
            object.insert("minProperties".to_owned(), json!(1));
            object.insert("maxProperties".to_owned(), json!(1));
            object
        }
        Shape::Liste(champs, plafond) => {
            map(json!({ "type": "array", "maxItems": plafond.max, "items": object(convention, champs) }))
        }
        Shape::Lectures => readings(convention),
        Shape::PasEncore | Shape::AutreContrat => Map::new(),
    };
    property.insert("description".to_owned(), json!(field.aide));
    property
}

fn readings(convention: &Convention) -> Map<String, Value> {
    let question = |q: &Question| {
        let readings = q.readings();
        let mut schema = map(json!({ "type": "string", "enum": readings, "default": readings.first() }));
        if let Some(text) = convention.textes.question(*q) {
            schema.insert("description".to_owned(), json!(text.libelle));
        }
        (q.id().to_owned(), Value::Object(schema))
    };
    let properties: Map<String, Value> = Question::ALL.iter().map(question).collect();
    map(json!({ "type": "object", "additionalProperties": false, "properties": properties }))
}

fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
