//! The explanation: a node for each figure, and what it read.

use serde_json::{Value, json};

use super::forms::{about, libelle, list, map, nullable, object, one_of, pointer, reference, regle, text};
use crate::tables::Confiance;

/// A figure, its rule, and what was read.
pub(super) fn node() -> Value {
    object(vec![
        ("chemin", about("Le chiffre expliqué.", pointer())),
        ("regle", regle()),
        ("libelle", libelle()),
        ("confiance", about("Fiabilité de la règle.", nullable(one_of(Confiance::IDS)))),
        ("valeur", reference("valeur")),
        ("lu", about("Ce qui a été lu, dans l'ordre.", list(reference("lu")))),
        ("enfants", about("Chiffres calculés en chemin.", list(reference("noeud")))),
    ])
}

/// One value that was read: its name, and one place that it comes from.
pub(super) fn read() -> Value {
    let mut read = map(object(vec![("nom", about("Ce que c'est.", text())), ("valeur", reference("valeur"))]));
    let places = [
        ("dossier", about("Champ du dossier.", pointer())),
        ("figure", about("Autre chiffre de l'étude.", pointer())),
        ("suppose", about("Chiffre de l'étude, dont la valeur est ici supposée.", pointer())),
        ("question", about("Question ouverte, dont la lecture est la valeur.", text())),
        ("demande", about("Ce qui était demandé.", pointer())),
        ("regles", about("Fichier et chemin dans les règles.", text())),
        ("source", about("Qui le dit.", text())),
        ("confiance", about("Fiabilité.", one_of(Confiance::IDS))),
    ];
    if let Some(Value::Object(properties)) = read.get_mut("properties") {
        properties.extend(places.into_iter().map(|(key, value)| (key.to_owned(), value)));
    }
    let one_place: Vec<Value> = ["dossier", "figure", "suppose", "question", "demande", "regles"]
        .iter()
        .map(|key| json!({ "required": [key] }))
        .collect();
    read.insert("oneOf".to_owned(), Value::Array(one_place));
    let with_source = json!({ "regles": ["source", "confiance"], "source": ["regles"], "confiance": ["regles"] });
    read.insert("dependentRequired".to_owned(), with_source);
    Value::Object(read)
}
