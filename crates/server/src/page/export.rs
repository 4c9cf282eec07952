//! The files that the page gives.

use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use simulateur::{Export, Fichier};

use super::PageErreur;
use crate::bornes;
use crate::erreur::{Erreur, Genre};
use crate::etat::Etat;
use crate::horloge;

/// The file that a path names, for what a form sent.
pub(crate) async fn exporter(State(etat): State<Etat>, uri: Uri, RawQuery(query): RawQuery) -> Response {
    let refuse = |erreur: &Erreur| PageErreur { chemin: uri.path(), erreur }.into_response();
    let Some(export) = Export::from_nom(uri.path().trim_start_matches('/')) else {
        return refuse(&Genre::Introuvable.into());
    };
    let shared = etat.clone();
    let write = move || {
        let (requete, instants) = (query.unwrap_or_default(), horloge::instants());
        // The dossier alone is not studied: it can always be taken away.
        if !matches!(export, Export::DossierToml | Export::DossierJson) {
            bornes::de_la_page(&shared.convention, &requete, &instants)?;
        }
        simulateur::exporter(&shared.convention, &requete, &instants, export)
    };
    match etat.calculs.executer(write).await {
        Ok(Ok(fichier)) => donner(fichier),
        Ok(Err(fautes)) => refuse(&Erreur::impossible(fautes)),
        Err(erreur) => refuse(&erreur),
    }
}

fn donner(fichier: Fichier) -> Response {
    let headers =
        [(CONTENT_TYPE, HeaderValue::from_static(fichier.type_mime)), (CONTENT_DISPOSITION, disposition(&fichier.nom))];
    (headers, fichier.octets).into_response()
}

/// To save under a name, which may come from a dossier: in plain letters, then exactly (RFC 6266).
fn disposition(nom: &str) -> HeaderValue {
    let plain: String =
        nom.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    let exact: String = nom.bytes().map(octet).collect();
    let header = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}");
    HeaderValue::from_str(&header).unwrap_or(HeaderValue::from_static("attachment"))
}

fn octet(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_stays_in_its_header() {
        let header = disposition("cabinet \"des Lilas\"\r\nX: é.toml");
        assert_eq!(
            header,
            "attachment; filename=\"cabinet__des_Lilas___X___.toml\"; \
             filename*=UTF-8''cabinet%20%22des%20Lilas%22%0D%0AX%3A%20%C3%A9.toml"
        );
    }
}
