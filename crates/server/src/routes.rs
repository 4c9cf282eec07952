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
    for export in Export::TOUS {
        pages = pages.route(&format!("/{}", export.nom()), get(page::exporter));
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use axum::body::Body;
    use axum::http::header::CONTENT_TYPE;
    use tower::ServiceExt;

    use super::*;
    use crate::reglages::Reglages;

    async fn panic_now() -> Response {
        panic!("reference = \"cabinet-secret\"")
    }

    #[tokio::test]
    async fn a_panic_is_an_answer() {
        let etat = Etat::new(Vec::new(), Reglages::default()).unwrap();
        let routes = Router::new().route("/page", get(panic_now)).route("/api/v1/route", get(panic_now));
        let app = habiller(routes).with_state(etat);
        for (path, kind) in [("/page", "text/html; charset=utf-8"), ("/api/v1/route", "application/problem+json")] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let answer = app.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(answer.headers()[CONTENT_TYPE], kind);
            assert!(answer.headers().contains_key("content-security-policy"));
            let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
            assert!(!String::from_utf8_lossy(&body).contains("cabinet-secret"));
        }
    }

    #[tokio::test]
    async fn a_study_that_panics_gives_its_place_back() {
        let etat = Etat::new(Vec::new(), Reglages { calculs: 1, attente: 0, ..Reglages::default() }).unwrap();
        for _ in 0..3 {
            let failed = etat.calculs.executer(|| -> u8 { panic!("cabinet-secret") }).await;
            assert_eq!(failed, Err(Genre::Panne.into()));
        }
        assert_eq!(etat.calculs.executer(|| 1).await, Ok(1));
    }
}
