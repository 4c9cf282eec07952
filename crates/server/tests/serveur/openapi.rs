//! The OpenAPI document: a snapshot, and what it says is so.

use convention::tables::Convention;
use serde_json::{Value, json};

use crate::client::Serveur;

#[test]
fn the_document() {
    insta::assert_json_snapshot!("openapi", server::openapi());
}

/// The published schemas, by their address beside that of the document.
struct Publies;

impl jsonschema::Retrieve for Publies {
    fn retrieve(&self, uri: &jsonschema::Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        match uri.as_str().strip_prefix("http://essai/api/v1/schema/") {
            Some("dossier") => Ok(convention::dossier::schema(&Convention::embarquee().unwrap())),
            Some("etude") => Ok(convention::etude::schema()),
            Some("comparaison") => Ok(convention::comparaison::schema()),
            _ => Err(format!("no schema at {uri}").into()),
        }
    }
}

/// A schema of the document, which refers to its components and to the published schemas.
fn schema(document: &Value, schema: &Value) -> jsonschema::Validator {
    let mut whole = schema.clone();
    whole["components"] = document["components"].clone();
    jsonschema::options()
        .with_base_uri("http://essai/api/v1/openapi.json")
        .with_retriever(Publies)
        .build(&whole)
        .unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let one = |(path, item): (&String, &Value)| {
        let operations = item.as_object().unwrap().clone();
        operations.into_iter().map(|(method, operation)| (path.clone(), method, operation)).collect::<Vec<_>>()
    };
    paths.iter().flat_map(one).collect()
}

#[test]
fn every_operation_answers_what_it_says() {
    let serveur = Serveur::new();
    let served = serveur.get("/api/v1/openapi.json").document();
    assert_eq!(served, server::openapi());
    assert_eq!(served["openapi"], "3.1.0");
    let all = operations(&served);
    assert_eq!(all.len(), 9, "{all:?}");
    for (path, method, operation) in all {
        let mut target = format!("/api/v1{path}");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let (name, example) = (parameter["name"].as_str().unwrap(), parameter["example"].as_str().unwrap());
            if parameter["in"] == "path" {
                assert!(schema(&served, &parameter["schema"]).is_valid(&json!(example)), "{path} {name}");
                target = target.replace(&format!("{{{name}}}"), example);
            } else {
                let pattern = parameter["schema"]["pattern"].as_str().unwrap();
                assert!(!pattern.is_empty(), "{path} {name}");
                let separator = if target.contains('?') { '&' } else { '?' };
                target = format!("{target}{separator}{name}={example}");
            }
        }
        let mut answers = Vec::new();
        if method == "get" {
            answers.push(serveur.get(&target));
        } else {
            for (kind, content) in operation["requestBody"]["content"].as_object().unwrap() {
                for example in exemples(content) {
                    // TOML is told as a text, what its schema describes is what it says.
                    let valid = example.is_string() || schema(&served, &content["schema"]).is_valid(&example);
                    assert!(valid, "{path} {kind}: {example}");
                    let body = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
                    answers.push(serveur.demander("POST", &target, &[("Content-Type", kind)], body.as_bytes()));
                }
            }
        }
        assert!(!answers.is_empty(), "{path}");
        for answer in answers {
            assert_eq!(answer.statut, 200, "{target}: {}", answer.texte());
            let described = &operation["responses"]["200"]["content"]["application/json"]["schema"];
            let faults: Vec<String> =
                schema(&served, described).iter_errors(&answer.document()).map(|e| e.to_string()).collect();
            assert!(faults.is_empty(), "{target}: {faults:?}");
        }
        // Every problem is described, by an example that is one.
        for (status, response) in operation["responses"].as_object().unwrap().iter().filter(|(s, _)| *s != "200") {
            let content = &response["content"]["application/problem+json"];
            assert!(schema(&served, &content["schema"]).is_valid(&content["example"]), "{path} {status}");
            assert_eq!(content["example"]["status"].to_string(), *status);
        }
    }
}

fn exemples(content: &Value) -> Vec<Value> {
    let several = content["examples"].as_object().into_iter().flatten().map(|(_, example)| example["value"].clone());
    content.get("example").cloned().into_iter().chain(several).collect()
}

#[test]
fn a_problem_is_what_the_document_says() {
    let serveur = Serveur::new();
    let document = server::openapi();
    let problem = schema(&document, &json!({ "$ref": "#/components/schemas/Probleme" }));
    for answer in [
        serveur.get("/api/v1/rien"),
        serveur.get("/api/v1/etudes"),
        serveur.json("/api/v1/etudes", "{"),
        serveur.json("/api/v1/etudes", "{}"),
        serveur.json("/api/v1/comparaisons", "{}"),
        serveur.json("/api/v1/etudes?x=1&x=2", "{}"),
    ] {
        let document = answer.document();
        let faults: Vec<String> = problem.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{document}: {faults:?}");
        // Its type answers.
        let kind = serveur.get(document["type"].as_str().unwrap());
        assert_eq!((kind.statut, &kind.document()["title"]), (200, &document["title"]));
    }
}
