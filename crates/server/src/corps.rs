//! The body of a request: bounded in bytes and in time.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::BodyExt;
use tokio::time::timeout;

use crate::erreur::Genre;
use crate::reglages::{CORPS_MAX, VIDANGE_MAX};

/// Reads a whole body.
///
/// # Errors
///
/// Too long, too slow, or broken off. One that is too long is read away for a while, since a sender who is
/// still writing when the connection closes never sees the answer.
pub(crate) async fn lire(request: Request, delai: Duration) -> Result<Bytes, Genre> {
    let announced = longueur(request.headers());
    if announced.is_some_and(|length| length > VIDANGE_MAX) {
        return Err(Genre::TropGrand);
    }
    timeout(delai, collecter(request.into_body())).await.unwrap_or(Err(Genre::TropLent))
}

async fn collecter(mut body: Body) -> Result<Bytes, Genre> {
    let mut bytes = Vec::new();
    let mut received = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Genre::Illisible)?.into_data() else { continue };
        received = received.saturating_add(data.len());
        if received <= CORPS_MAX {
            bytes.extend_from_slice(&data);
        } else if received > VIDANGE_MAX {
            return Err(Genre::TropGrand);
        } else {
            bytes = Vec::new();
        }
    }
    if received > CORPS_MAX { Err(Genre::TropGrand) } else { Ok(bytes.into()) }
}

fn longueur(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The media type that a request announces, in lower case, without its parameters.
pub(crate) fn type_mime(headers: &HeaderMap) -> Option<String> {
    let announced = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let bare = announced.split(';').next().unwrap_or_default().trim();
    Some(bare.to_ascii_lowercase())
}
