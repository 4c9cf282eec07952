//! Headers of every answer, whatever it is.

use std::sync::LazyLock;

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use simulateur::{Habillage, politique};

/// What a page may load, and that it stands in no other's.
static POLITIQUE: LazyLock<HeaderValue> = LazyLock::new(|| {
    let whole = format!("{}; frame-ancestors 'none'", politique(Habillage::Serveur { script: true }));
    HeaderValue::from_str(&whole).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

/// Nothing of the machine is asked for.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), \
                           gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

const ENTETES: [(HeaderName, &str); 7] = [
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    // The query of a page is a dossier: it goes nowhere.
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
];

/// Adds them. What says nothing of caches is kept by none: it may be somebody's dossier.
pub(crate) async fn ajouter(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ENTETES {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(CONTENT_SECURITY_POLICY, POLITIQUE.clone());
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
