//! Errors as `application/problem+json` (RFC 9457), with the faults of the command.

use std::collections::BTreeMap;

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa::openapi::response::Response as ReponseDecrite;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder, Schema};
use utoipa::{IntoResponses, PartialSchema, ToSchema};

use super::demande::{Mot, SansParametre};
use super::documents;
use crate::adresse::API;
use crate::erreur::{Erreur, Genre};

/// The media type.
const PROBLEME: &str = "application/problem+json";

/// An error, for a program.
pub(crate) struct Probleme(pub(crate) Erreur);

impl<E: Into<Erreur>> From<E> for Probleme {
    fn from(erreur: E) -> Probleme {
        Probleme(erreur.into())
    }
}

impl Probleme {
    fn document(&self) -> Value {
        let Erreur { genre, fautes } = &self.0;
        json!({
            "type": uri(*genre),
            "title": genre.titre(),
            "status": genre.statut().as_u16(),
            "detail": self.0.detail(),
            "fautes": fautes,
        })
    }
}

impl IntoResponse for Probleme {
    fn into_response(self) -> Response {
        let genre = self.0.genre;
        let mut response = (genre.statut(), documents::texte(&self.document())).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEME));
        if let Some((name, value)) = genre.entetes() {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }
}

/// The `type` of a problem: relative to the server, stable, and it answers.
fn uri(genre: Genre) -> String {
    format!("{API}/problemes/{}", genre.id())
}

/// What a `type` of problem means.
#[utoipa::path(
    get,
    path = "/problemes/{id}",
    operation_id = "probleme",
    tag = "service",
    summary = "Ce que veut dire le « type » d'un problème",
    params(("id" = inline(IdDeGenre), Path, description = "Le dernier mot du type.", example = "saisie-impossible")),
    responses(
        (status = 200, description = "Son titre, son statut et quoi faire.", body = inline(Explication)),
        Refus,
    )
)]
pub(super) async fn expliquer(_: SansParametre, Mot(id): Mot) -> Result<Response, Probleme> {
    let genre = Genre::from_id(&id).ok_or(Genre::Introuvable)?;
    Ok(documents::json(documents::texte(&json!({
        "type": uri(genre),
        "title": genre.titre(),
        "status": genre.statut().as_u16(),
        "conseil": genre.conseil(),
    }))))
}

/// What every route may answer instead of an answer.
pub(super) struct Refus;

impl IntoResponses for Refus {
    fn responses() -> BTreeMap<String, RefOr<ReponseDecrite>> {
        let describe = |genre: Genre| {
            let content = ContentBuilder::new()
                .schema(Some(Ref::from_schema_name(DocumentDeProbleme::name())))
                .example(Some(Probleme(genre.into()).document()))
                .build();
            let response = ResponseBuilder::new().description(genre.titre()).content(PROBLEME, content).build();
            (genre.statut().as_str().to_owned(), RefOr::T(response))
        };
        Genre::TOUS.into_iter().map(describe).collect()
    }
}

/// The document of a problem, for the OpenAPI document.
pub(super) struct DocumentDeProbleme;

impl PartialSchema for DocumentDeProbleme {
    fn schema() -> RefOr<Schema> {
        let faute = ObjectBuilder::new()
            .description(Some("Une faute, avec les mots et le code de la commande."))
            .property("code", texte("Code stable, comme cle-inconnue."))
            .property("fichier", texte("Ce qui est en faute : corps, ou adresse."))
            .property("ligne", place("Ligne, à partir de 1."))
            .property("colonne", place("Colonne en caractères, à partir de 1."))
            .property("chemin", texte("Chemin de la valeur, comme contrat.signature."))
            .property("message", texte("Ce qui ne va pas."))
            .property("conseil", texte("Ce qu'il faut écrire ; peut être vide."));
        let faute = ["code", "fichier", "ligne", "colonne", "chemin", "message", "conseil"]
            .into_iter()
            .fold(faute, ObjectBuilder::required);
        let probleme = ObjectBuilder::new()
            .description(Some("Un problème (RFC 9457)."))
            .property("type", types())
            .property("title", texte("Ce qui ne va pas, pour tout problème de ce type."))
            .property("status", ObjectBuilder::new().schema_type(Type::Integer))
            .property("detail", texte("Ce qui ne va pas cette fois."))
            .property("fautes", ArrayBuilder::new().items(faute.build()).description(Some("Toutes les fautes.")));
        ["type", "title", "status", "detail", "fautes"]
            .into_iter()
            .fold(probleme, ObjectBuilder::required)
            .build()
            .into()
    }
}

impl ToSchema for DocumentDeProbleme {
    fn name() -> std::borrow::Cow<'static, str> {
        "Probleme".into()
    }
}

fn texte(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).description(Some(description))
}

fn place(description: &str) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::from_iter([Type::Integer, Type::Null])).description(Some(description))
}

fn types() -> ObjectBuilder {
    texte("URI stable de ce type de problème.").enum_values(Some(Genre::TOUS.map(uri)))
}

/// The last word of a type.
struct IdDeGenre;

impl ToSchema for IdDeGenre {}

impl PartialSchema for IdDeGenre {
    fn schema() -> RefOr<Schema> {
        let ids = Genre::TOUS.map(|genre| genre.id());
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(ids)).build().into()
    }
}

/// What a type means.
struct Explication;

impl ToSchema for Explication {}

impl PartialSchema for Explication {
    fn schema() -> RefOr<Schema> {
        let object = ObjectBuilder::new()
            .property("type", types())
            .property("title", texte("Le titre."))
            .property("status", ObjectBuilder::new().schema_type(Type::Integer))
            .property("conseil", texte("Quoi faire."));
        ["type", "title", "status", "conseil"].into_iter().fold(object, ObjectBuilder::required).build().into()
    }
}
