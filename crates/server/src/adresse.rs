//! The address that is asked for: how long it may be, and whether a program or a person asks.

use axum::extract::Request;
use axum::http::Uri;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api::Probleme;
use crate::erreur::{Erreur, Genre};
use crate::page::PageErreur;
use crate::reglages::ADRESSE_MAX;

/// Where programs ask.
pub(crate) const API: &str = "/api/v1";

/// Refuses an address that is too long.
pub(crate) async fn borner(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let length = uri.path().len() + uri.query().map_or(0, |query| 1 + query.len());
    if length > ADRESSE_MAX {
        return repondre(uri, Genre::AdresseTropLongue.into());
    }
    next.run(request).await
}

/// An error as who asks reads it: a problem for a program, else a page.
pub(crate) fn repondre(uri: &Uri, erreur: Erreur) -> Response {
    if uri.path() == "/api" || uri.path().starts_with("/api/") {
        Probleme(erreur).into_response()
    } else {
        PageErreur { chemin: uri.path(), erreur: &erreur }.into_response()
    }
}
