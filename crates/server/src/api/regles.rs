//! `GET regles`: the rules as data, each value with its source.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use convention::document::{nearest, short};
use convention::fault::Fault;
use convention::regles::Regles;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::demande::{Mot, SansParametre, place};
use super::documents;
use super::probleme::{Probleme, Refus};
use super::schemas::Objet;
use crate::erreur::{Erreur, Genre};
use crate::etat::Etat;

/// The regimes.
#[utoipa::path(
    get,
    path = "/regles",
    operation_id = "regimes",
    tag = "regles",
    summary = "Les régimes, leurs dates de signature et l'empreinte des règles",
    responses((status = 200, description = "Les régimes.", body = inline(Objet)), Refus)
)]
pub(super) async fn liste(
    State(etat): State<Etat>,
    _: SansParametre,
    headers: HeaderMap,
) -> Result<Response, Probleme> {
    Ok(documents::constant(&etat.documents.regimes, &headers))
}

/// The rules of a regime.
#[utoipa::path(
    get,
    path = "/regles/{regime}",
    operation_id = "regles",
    tag = "regles",
    summary = "Toutes les valeurs d'un régime, avec leur unité, leur règle, leur source et sa confiance",
    params(("regime" = inline(NomDeRegime), Path, description = "Le régime.", example = "convention-2024")),
    responses((status = 200, description = "Les règles du régime.", body = inline(Objet)), Refus)
)]
pub(super) async fn regime(
    State(etat): State<Etat>,
    _: SansParametre,
    Mot(regime): Mot,
    headers: HeaderMap,
) -> Result<Response, Probleme> {
    let rules = etat.documents.regles.get(regime.as_str()).ok_or_else(|| inconnu(&regime))?;
    Ok(documents::constant(rules, &headers))
}

/// The fault of the command, where no regime has this name.
fn inconnu(nom: &str) -> Erreur {
    let conseil = match nearest(nom, Regles::ids()) {
        Some(near) => format!("écrivez « {near} »"),
        None => format!("les régimes : {}", Regles::ids().collect::<Vec<_>>().join(", ")),
    };
    let message = format!("le régime « {} » n'existe pas", short(nom));
    let fautes = vec![Fault::new("regime-inconnu", &place("regime"), message, conseil)];
    Erreur { genre: Genre::Introuvable, fautes }
}

/// The names of the regimes.
struct NomDeRegime;

impl ToSchema for NomDeRegime {}

impl PartialSchema for NomDeRegime {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(Regles::ids())).into()
    }
}
