//! What a program asks of the server itself.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::json;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::demande::SansParametre;
use super::documents;
use super::probleme::{Probleme, Refus};
use super::schemas::Objet;
use crate::etat::Etat;

/// The OpenAPI document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "openapi",
    tag = "service",
    summary = "Ce document",
    responses((status = 200, description = "La description de l'API (OpenAPI 3.1).", body = inline(Objet)), Refus)
)]
pub(super) async fn openapi(
    State(etat): State<Etat>,
    _: SansParametre,
    headers: HeaderMap,
) -> Result<Response, Probleme> {
    Ok(documents::constant(&etat.documents.openapi, &headers))
}

/// The version of the program and of the rules.
#[utoipa::path(
    get,
    path = "/version",
    operation_id = "version",
    tag = "service",
    summary = "La version du programme et l'empreinte de ses règles",
    responses((status = 200, description = "La version.", body = inline(Version)), Refus)
)]
pub(super) async fn version(
    State(etat): State<Etat>,
    _: SansParametre,
    headers: HeaderMap,
) -> Result<Response, Probleme> {
    Ok(documents::constant(&etat.documents.version, &headers))
}

/// That the server answers.
#[utoipa::path(
    get,
    path = "/sante",
    operation_id = "sante",
    tag = "service",
    summary = "Le serveur répond",
    responses((status = 200, description = "Il répond.", body = inline(Sante)), Refus)
)]
pub(super) async fn sante(_: SansParametre) -> Result<Response, Probleme> {
    Ok(documents::json(documents::texte(&json!({ "etat": "ok" }))))
}

/// The document of [`version`].
struct Version;

impl ToSchema for Version {}

impl PartialSchema for Version {
    fn schema() -> RefOr<Schema> {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let digest = text().description(Some("SHA-256 des règles.")).pattern(Some("^[0-9a-f]{64}$"));
        let rules = ObjectBuilder::new().property("empreinte", digest).required("empreinte");
        ObjectBuilder::new()
            .property("programme", text())
            .property("version", text())
            .property("regles", rules)
            .required("programme")
            .required("version")
            .required("regles")
            .into()
    }
}

/// The document of [`sante`].
struct Sante;

impl ToSchema for Sante {}

impl PartialSchema for Sante {
    fn schema() -> RefOr<Schema> {
        let etat = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["ok"]));
        ObjectBuilder::new().property("etat", etat).required("etat").into()
    }
}
