//! The documents that never change while the server runs, written once.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use convention::fault::Fault;
use convention::regles::Regles;
use convention::tables::Convention;
use serde_json::{Value, json};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, ServerBuilder};
use utoipa::{PartialSchema, ToSchema};

use super::probleme::DocumentDeProbleme;
use super::schemas::Document;
use crate::constante::Constante;

/// The documents, as they are sent.
pub(crate) struct Documents {
    pub(super) openapi: Constante,
    pub(super) version: Constante,
    pub(super) regimes: Constante,
    /// By id.
    pub(super) regles: BTreeMap<&'static str, Constante>,
    /// By [`Document`], in its order.
    pub(super) schemas: Vec<Constante>,
}

impl Documents {
    /// # Errors
    ///
    /// The faults of the rules.
    pub(crate) fn new(convention: &Convention) -> Result<Documents, Vec<Fault>> {
        let regles = Regles::embarquees()?;
        let version = json!({
            "programme": "epaule",
            "version": env!("CARGO_PKG_VERSION"),
            "regles": { "empreinte": convention.empreinte },
        });
        Ok(Documents {
            openapi: ecrire(&openapi()),
            version: ecrire(&version),
            regimes: ecrire(&regles.liste()),
            regles: Regles::ids().filter_map(|id| Some((id, ecrire(&regles.regime(id)?)))).collect(),
            schemas: Document::TOUS.iter().map(|document| ecrire(&document.schema(convention))).collect(),
        })
    }
}

/// As the command writes JSON: indented, keys sorted, one line feed at the end.
pub(super) fn texte(document: &Value) -> String {
    format!("{document:#}\n")
}

fn ecrire(document: &Value) -> Constante {
    Constante::new(texte(document))
}

/// A document that never changes, as a request with these headers is to have it.
pub(super) fn constant(document: &Constante, headers: &HeaderMap) -> Response {
    ([(CONTENT_TYPE, "application/json")], document.repondre(headers)).into_response()
}

/// A JSON document that is written already.
pub(super) fn json(document: impl Into<axum::body::Body>) -> Response {
    ([(CONTENT_TYPE, "application/json")], document.into()).into_response()
}

/// What the OpenAPI document says before its routes.
pub(super) fn entete() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Épaule")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "L'aide conventionnelle à l'emploi d'assistants médicaux : droit, montants, versements, objectifs. Les \
             réponses sont celles de la commande `epaule` avec `--format json`. Rien de ce qui est envoyé n'est gardé.",
        ))
        .license(Some(License::new("MIT OR Apache-2.0")))
        .build();
    let probleme = (DocumentDeProbleme::name(), DocumentDeProbleme::schema());
    let components = ComponentsBuilder::new().schemas_from_iter([probleme]).build();
    OpenApiBuilder::new()
        .info(info)
        .components(Some(components))
        .servers(Some([ServerBuilder::new().url(".").build()]))
        .build()
}

/// The OpenAPI document: keys sorted.
pub fn openapi() -> Value {
    let (_, document) = super::routeur().split_for_parts();
    // Its own types are maps and texts: what cannot be written is nothing.
    serde_json::to_value(document).unwrap_or(Value::Null)
}
