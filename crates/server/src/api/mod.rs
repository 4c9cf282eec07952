//! `/api/v1/`: the same answers as the command, for programs.
//!
//! A route and its entry in the OpenAPI document are one registration.

mod comparaisons;
mod demande;
mod documents;
mod etudes;
mod notation;
mod probleme;
mod regles;
mod schemas;
mod service;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::etat::Etat;

pub(crate) use documents::Documents;
pub use documents::openapi;
pub(crate) use probleme::Probleme;

/// Every route below `/api/v1`.
pub(crate) fn routeur() -> OpenApiRouter<Etat> {
    OpenApiRouter::with_openapi(documents::entete())
        .routes(routes!(etudes::etudier))
        .routes(routes!(comparaisons::comparer))
        .routes(routes!(regles::liste))
        .routes(routes!(regles::regime))
        .routes(routes!(schemas::schema))
        .routes(routes!(service::openapi))
        .routes(routes!(service::version))
        .routes(routes!(service::sante))
        .routes(routes!(probleme::expliquer))
}
