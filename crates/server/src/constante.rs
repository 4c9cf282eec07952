//! What is sent again and again and never changes: compressed once, when it is first asked for.

use std::io::Write;
use std::sync::OnceLock;

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderValue, VARY};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Its bytes, and the same in gzip once someone took it so.
pub(crate) struct Constante {
    octets: Bytes,
    /// `None`: no shorter.
    gzip: OnceLock<Option<Bytes>>,
}

/// That the answer depends on what the client takes.
const VARIE: (HeaderName, HeaderValue) = (VARY, HeaderValue::from_static("accept-encoding"));

impl Constante {
    pub(crate) fn new(octets: impl Into<Bytes>) -> Constante {
        Constante { octets: octets.into(), gzip: OnceLock::new() }
    }

    /// The answer to a request with these headers: without type and without tag.
    pub(crate) fn repondre(&self, headers: &HeaderMap) -> Response {
        let compressed = if gzip_pris(headers) { self.compresser() } else { None };
        match compressed {
            Some(gzip) => {
                ([VARIE, (CONTENT_ENCODING, HeaderValue::from_static("gzip"))], Body::from(gzip)).into_response()
            }
            None => ([VARIE], Body::from(self.octets.clone())).into_response(),
        }
    }

    fn compresser(&self) -> Option<Bytes> {
        let write = || {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&self.octets).ok()?;
            encoder.finish().ok().filter(|gzip| gzip.len() < self.octets.len()).map(Bytes::from)
        };
        self.gzip.get_or_init(write).clone()
    }
}

/// Whether the client takes gzip, and likes nothing better that is sent here (RFC 9110, 12.5.3).
fn gzip_pris(headers: &HeaderMap) -> bool {
    let texts = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let (mut gzip, mut plain, mut any) = (None, None, None);
    for coding in texts.flat_map(|text| text.split(',')) {
        let (name, parameters) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = match parameters.trim().split_once('=') {
            // A weight that is none is no wish.
            Some((q, weight)) if q.trim().eq_ignore_ascii_case("q") => {
                weight.trim().parse().ok().filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(0.0)
            }
            _ => 1.0_f32,
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => gzip = Some(weight),
            "identity" => plain = Some(weight),
            "*" => any = Some(weight),
            _ => {}
        }
    }
    let gzip = gzip.or(any).unwrap_or(0.0);
    gzip > 0.0 && gzip >= plain.unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_takes() {
        for (text, taken) in [
            ("gzip", true),
            ("br, GZIP;q=0.5", true),
            ("deflate, x-gzip", true),
            ("*", true),
            ("gzip;q=0, *", false),
            ("gzip; q=0.000", false),
            ("*;q=0", false),
            ("gzip;q=0.2, identity;q=0.8", false),
            ("gzip;q=0.8, identity;q=0.8", true),
            ("gzip;q=beaucoup", false),
            ("gzip;q=NaN", false),
            ("br", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(text));
            assert_eq!(gzip_pris(&headers), taken, "{text}");
        }
        assert!(!gzip_pris(&HeaderMap::new()));
    }

    #[test]
    fn what_is_no_shorter_stays() {
        assert_eq!(Constante::new("ok").compresser(), None);
        assert!(Constante::new(vec![b'a'; 10_000]).compresser().is_some_and(|gzip| gzip.len() < 100));
    }
}
