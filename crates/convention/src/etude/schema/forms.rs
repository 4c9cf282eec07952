//! The forms that the schema is made of.

use serde_json::{Map, Value, json};

/// Members of an object, each with its schema.
pub(crate) type Members = Vec<(&'static str, Value)>;

/// An object with these members, all there, and no other.
pub(crate) fn object(members: Members) -> Value {
    let required: Vec<&str> = members.iter().map(|(key, _)| *key).collect();
    let required = json!(required);
    let properties: Map<String, Value> = members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

pub(crate) fn pair(of: Value) -> Value {
    object(vec![("pmt", of.clone()), ("pfa", of)])
}

pub(crate) fn range(of: &str) -> Value {
    object(vec![("min", reference(of)), ("max", reference(of))])
}

pub(crate) fn about(words: &str, schema: Value) -> Value {
    let mut schema = map(schema);
    schema.insert("description".to_owned(), json!(words));
    Value::Object(schema)
}

pub(crate) fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

pub(crate) fn nullable_of(name: &str) -> Value {
    nullable(reference(name))
}

pub(crate) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(crate) fn one_of(ids: &[&str]) -> Value {
    json!({ "type": "string", "enum": ids })
}

pub(crate) fn text() -> Value {
    json!({ "type": "string" })
}

pub(crate) fn text_or_null() -> Value {
    json!({ "type": ["string", "null"] })
}

pub(crate) fn libelle() -> Value {
    about("En français, pour les personnes.", text())
}

pub(crate) fn regle() -> Value {
    about("Identifiant de la règle.", text())
}

pub(crate) fn pointer() -> Value {
    json!({ "type": "string", "pattern": "^/", "description": "Pointeur JSON." })
}

pub(crate) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

pub(crate) fn positive() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

pub(crate) fn jour() -> Value {
    reference("jour")
}

pub(crate) fn centimes() -> Value {
    reference("centimes")
}

pub(crate) fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Of the last day of a year: that it may be the eve of the first.
pub(crate) const SANS_UN_JOUR: &str = "Dernier jour, compris ; veille de « debut » : l'année n'a aucun jour, le contrat \
                                       avait pris fin avant, ce qui n'a été su qu'après son début. Il n'en reste que \
                                       ce qui en était dû et ce qui en est repris.";
