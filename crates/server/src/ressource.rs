//! Files that are part of the program: style, icon, scripts, WebAssembly.

use std::collections::BTreeMap;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::constante::Constante;

/// A file that is part of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ressource {
    /// Its path below that of the page, such as `style.css`.
    pub nom: String,
    /// Its media type, such as `text/css; charset=utf-8`.
    pub type_mime: String,
    /// Its bytes.
    pub octets: Vec<u8>,
}

/// The files, by name.
pub(crate) struct Ressources(BTreeMap<String, Prete>);

struct Prete {
    type_mime: HeaderValue,
    etag: HeaderValue,
    contenu: Constante,
}

/// The name of the script of the page: without it, the page is served alone.
const SCRIPT: &str = "page.js";

impl Ressources {
    pub(crate) fn new(ressources: Vec<Ressource>) -> Ressources {
        Ressources(ressources.into_iter().map(|ressource| (ressource.nom.clone(), Prete::new(ressource))).collect())
    }

    /// Whether the page has its script.
    pub(crate) fn script(&self) -> bool {
        self.0.contains_key(SCRIPT)
    }

    /// The file at a path, as a request with these headers is to have it.
    pub(crate) fn repondre(&self, path: &str, headers: &HeaderMap) -> Option<Response> {
        let ready = self.0.get(path.trim_start_matches('/'))?;
        let common = [
            (ETAG, ready.etag.clone()),
            // A name keeps its place from one version to the next: a copy is good once the server says so. A page
            // that was open before gets the files of the new version: it refuses the second part of a simulator that
            // is not the one of its first part, by its digest.
            (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        if ready.connue(headers) {
            return Some((StatusCode::NOT_MODIFIED, common).into_response());
        }
        Some((common, [(CONTENT_TYPE, ready.type_mime.clone())], ready.contenu.repondre(headers)).into_response())
    }
}

impl Prete {
    fn new(ressource: Ressource) -> Prete {
        let digest = Sha256::digest(&ressource.octets);
        let hexa: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        // Weak: the same tag names the file compressed or not.
        let etag = HeaderValue::from_str(&format!("W/\"{hexa}\""));
        let plain = HeaderValue::from_static("application/octet-stream");
        Prete {
            type_mime: HeaderValue::from_str(&ressource.type_mime).unwrap_or(plain),
            etag: etag.unwrap_or(HeaderValue::from_static("W/\"\"")),
            contenu: Constante::new(ressource.octets),
        }
    }

    /// Whether the client says that it has this very file.
    fn connue(&self, headers: &HeaderMap) -> bool {
        let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let own = self.etag.to_str().map(bare).unwrap_or_default();
        let texts = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        texts.flat_map(|text| text.split(',')).any(|tag| tag.trim() == "*" || bare(tag) == own)
    }
}
