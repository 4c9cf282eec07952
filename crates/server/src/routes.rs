//! Every route, and what stands around them.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use simulateur::Export;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::adresse::{self, API};
use crate::erreur::{Erreur, Genre};
use crate::etat::Etat;
use crate::{api, entetes, journal, page};

/// The whole application.
pub fn router(etat: Etat) -> Router {
    let mut pages = Router::new()
        .route("/", get(page::accueil))
        .route("/importer", post(page::importer))
        .route("/sante", get(sante));
    for (nom, _) in Export::TOUS {
        pages = pages.route(&format!("/{nom}"), get(page::exporter));
    }
    let (api, _) = api::routeur().split_for_parts();
    let routes = pages.nest(API, api).method_not_allowed_fallback(methode).fallback(autre);
    habiller(routes).with_state(etat)
}

/// What stands around every route, from the outside in: the log, the headers, the panics, the compression,
/// the length of addresses.
fn habiller(routes: Router<Etat>) -> Router<Etat> {
    routes
        .layer(middleware::from_fn(adresse::borner))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|_| Genre::Panne.statut().into_response()))
        .layer(middleware::from_fn(panne))
        .layer(middleware::from_fn(entetes::ajouter))
        .layer(middleware::from_fn(journal::noter))
}

/// A handler that panicked answers as any error does.
async fn panne(request: Request, next: middleware::Next) -> Response {
    let uri = request.uri().clone();
    let response = next.run(request).await;
    let bare = response.status() == StatusCode::INTERNAL_SERVER_ERROR && response.headers().is_empty();
    if bare { adresse::repondre(&uri, Genre::Panne.into()) } else { response }
}

/// That the server answers, for who watches it.
async fn sante() -> Response {
    "ok\n".into_response()
}

/// What no route names: a file of the program, or nothing.
async fn autre(State(etat): State<Etat>, request: Request) -> Response {
    let uri = request.uri();
    match etat.ressources.repondre(uri.path(), request.headers()) {
        None => adresse::repondre(uri, Genre::Introuvable.into()),
        Some(file) if matches!(*request.method(), Method::GET | Method::HEAD) => file,
        Some(_) => {
            ([(axum::http::header::ALLOW, "GET,HEAD")], adresse::repondre(uri, Genre::Methode.into())).into_response()
        }
    }
}

/// A route, asked in a way that it does not answer. The framework adds `Allow`.
async fn methode(uri: Uri) -> Response {
    adresse::repondre(&uri, Erreur::from(Genre::Methode))
}
