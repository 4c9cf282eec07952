//! The forms that the schema is made of.

use serde_json::{Map, Value, json};

/// Members of an object, each with its schema.
pub(super) type Members = Vec<(&'static str, Value)>;

/// An object with these members, all there, and no other.
pub(super) fn object(members: Members) -> Value {
    let required: Vec<&str> = members.iter().map(|(key, _)| *key).collect();
    let required = json!(required);
    let properties: Map<String, Value> = members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

pub(super) fn pair(of: Value) -> Value {
    object(vec![("pmt", of.clone()), ("pfa", of)])
}

pub(super) fn range(of: &str) -> Value {
    object(vec![("min", reference(of)), ("max", reference(of))])
}

pub(super) fn about(words: &str, schema: Value) -> Value {
    let mut schema = map(schema);
    schema.insert("description".to_owned(), json!(words));
    Value::Object(schema)
}

pub(super) fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

pub(super) fn nullable_of(name: &str) -> Value {
    nullable(reference(name))
}

pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(super) fn one_of(ids: &[&str]) -> Value {
    json!({ "type": "string", "enum": ids })
}

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

pub(super) fn text_or_null() -> Value {
    json!({ "type": ["string", "null"] })
}

pub(super) fn libelle() -> Value {
    about("En français, pour les personnes.", text())
}

pub(super) fn regle() -> Value {
    about("Identifiant de la règle.", text())
}

pub(super) fn pointer() -> Value {
    json!({ "type": "string", "pattern": "^/", "description": "Pointeur JSON." })
}

pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

pub(super) fn positive() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

pub(super) fn jour() -> Value {
    reference("jour")
}

pub(super) fn centimes() -> Value {
    reference("centimes")
}

pub(super) fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
