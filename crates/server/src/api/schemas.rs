//! `GET schema/…`: the published JSON Schemas, which the OpenAPI document refers to.

use std::borrow::Cow;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use convention::tables::Convention;
use convention::{comparaison, dossier, etude};
use serde_json::Value;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::demande::{Mot, SansParametre};
use super::documents;
use super::probleme::{Probleme, Refus};
use crate::erreur::Genre;
use crate::etat::Etat;

/// A document that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Document {
    Dossier,
    Etude,
    Comparaison,
}

impl Document {
    pub(super) const TOUS: [Document; 3] = [Document::Dossier, Document::Etude, Document::Comparaison];

    const fn id(self) -> &'static str {
        match self {
            Document::Dossier => "dossier",
            Document::Etude => "etude",
            Document::Comparaison => "comparaison",
        }
    }

    /// The schema, as `epaule schema` writes it.
    pub(super) fn schema(self, convention: &Convention) -> Value {
        match self {
            Document::Dossier => dossier::schema(convention),
            Document::Etude => etude::schema(),
            Document::Comparaison => comparaison::schema(),
        }
    }
}

/// A JSON Schema.
#[utoipa::path(
    get,
    path = "/schema/{document}",
    operation_id = "schema",
    tag = "schemas",
    summary = "Le schéma JSON d'un dossier, d'une étude ou d'une comparaison",
    params(("document" = inline(NomDeDocument), Path, description = "Le document.", example = "dossier")),
    responses(
        (status = 200, description = "Le schéma (JSON Schema 2020-12).", body = inline(Objet)),
        Refus,
    )
)]
pub(super) async fn schema(
    State(etat): State<Etat>,
    _: SansParametre,
    Mot(nom): Mot,
    headers: HeaderMap,
) -> Result<Response, Probleme> {
    let known = Document::TOUS.iter().position(|document| document.id() == nom);
    let schema = known.and_then(|index| etat.documents.schemas.get(index)).ok_or(Genre::Introuvable)?;
    Ok(documents::constant(schema, &headers))
}

/// A type of the OpenAPI document that is a published schema.
macro_rules! publie {
    ($(#[$doc:meta])* $name:ident $path:literal) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                Ref::new($path).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}

publie! {
    /// A dossier.
    Dossier "schema/dossier"
}
publie! {
    /// An étude.
    Etude "schema/etude"
}
publie! {
    /// A comparison.
    Comparaison "schema/comparaison"
}

/// The names of the documents.
struct NomDeDocument;

impl ToSchema for NomDeDocument {}

impl PartialSchema for NomDeDocument {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(Document::TOUS.map(Document::id))).into()
    }
}

/// A JSON object of which nothing more is said here.
pub(super) struct Objet;

impl ToSchema for Objet {}

impl PartialSchema for Objet {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Object).into()
    }
}
