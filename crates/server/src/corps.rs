//! The body of a request: bounded in bytes and in time, and all of them together in bytes.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::erreur::{Erreur, Genre};
use crate::reglages::{CORPS_MAX, Reglages, VIDANGE_MAX};

/// Room for the bodies of all requests together: what has arrived is counted, not what is announced, so that a slow
/// sender takes no room from others.
#[derive(Clone)]
pub(crate) struct Corps {
    libres: Arc<Semaphore>,
    delai: Duration,
}

/// A body, and the room that it takes until it is dropped.
pub(crate) struct Recu {
    pub(crate) octets: Bytes,
    _place: Option<OwnedSemaphorePermit>,
}

impl Corps {
    pub(crate) fn new(reglages: &Reglages) -> Corps {
        let libres = Arc::new(Semaphore::new(reglages.octets.min(Semaphore::MAX_PERMITS)));
        Corps { libres, delai: reglages.delai_corps }
    }

    /// Reads a whole body.
    ///
    /// # Errors
    ///
    /// Compressed, too long, too slow, broken off, or no room. One that is too long is read away for a while, since a
    /// sender who is still writing when the connection closes never sees the answer.
    pub(crate) async fn lire(&self, request: Request) -> Result<Recu, Erreur> {
        let coded = |value: &HeaderValue| !value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
        if request.headers().get_all(CONTENT_ENCODING).iter().any(coded) {
            return Err(Erreur::code());
        }
        if longueur(request.headers()).is_some_and(|length| length > VIDANGE_MAX) {
            return Err(Genre::TropGrand.into());
        }
        let read = timeout(self.delai, self.collecter(request.into_body())).await;
        Ok(read.unwrap_or(Err(Genre::TropLent))?)
    }

    async fn collecter(&self, mut body: Body) -> Result<Recu, Genre> {
        let mut bytes = Vec::new();
        let mut place: Option<OwnedSemaphorePermit> = None;
        let mut received = 0_usize;
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| Genre::Illisible)?.into_data() else { continue };
            received = received.saturating_add(data.len());
            if received <= CORPS_MAX {
                let room = u32::try_from(data.len()).unwrap_or(u32::MAX);
                let more = Arc::clone(&self.libres).try_acquire_many_owned(room).map_err(|_| Genre::Sature)?;
                match &mut place {
                    Some(place) => place.merge(more),
                    None => place = Some(more),
                }
                bytes.extend_from_slice(&data);
            } else if received > VIDANGE_MAX {
                return Err(Genre::TropGrand);
            } else {
                bytes = Vec::new();
                place = None;
            }
        }
        if received > CORPS_MAX { Err(Genre::TropGrand) } else { Ok(Recu { octets: bytes.into(), _place: place }) }
    }
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
