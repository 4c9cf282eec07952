//! One line for each request, without anything of what was asked: no query, no path, no address of anybody.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

/// A route's template is known, what is asked outside of them is not told.
const HORS_ROUTE: &str = "(autre)";

/// Notes the method, the route's template, the status and the time until the answer begins.
pub(crate) async fn noter(request: Request, next: Next) -> Response {
    let methode = methode(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let start = Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or(HORS_ROUTE, MatchedPath::as_str);
    let microsecondes = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(methode, route, statut = response.status().as_u16(), microsecondes, "requete");
    response
}

/// The name of a method. One that is nobody's may be any text: it is not told.
fn methode(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        Method::TRACE => "TRACE",
        Method::CONNECT => "CONNECT",
        _ => "AUTRE",
    }
}
