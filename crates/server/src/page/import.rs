//! A dossier that a form sends, as a file or as a text, becomes the address of its page.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use convention::fault::{Fault, Place};

use super::PageErreur;
use crate::corps::{Recu, type_mime};
use crate::erreur::{Erreur, Genre};
use crate::etat::Etat;
use crate::horloge;
use crate::reglages::ADRESSE_MAX;

const CHEMIN: &str = "/importer";

/// What was sent: what messages call it, and its bytes.
struct Envoi {
    nom: String,
    octets: Vec<u8>,
}

/// Sends to the page of a dossier.
pub(crate) async fn importer(State(etat): State<Etat>, request: Request) -> Response {
    match adresse(&etat, request).await {
        Ok(location) => (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response(),
        Err(erreur) => PageErreur { chemin: CHEMIN, erreur: &erreur }.into_response(),
    }
}

async fn adresse(etat: &Etat, request: Request) -> Result<HeaderValue, Erreur> {
    let headers = request.headers().clone();
    let kind = type_mime(&headers).unwrap_or_default();
    let body = match kind.as_str() {
        "multipart/form-data" | "application/x-www-form-urlencoded" => etat.corps.lire(request).await?,
        _ => return Err(Genre::FormatInconnu.into()),
    };
    let Recu { octets, .. } = &body;
    let sent = if kind == "multipart/form-data" { fichier(&headers, octets.clone()).await? } else { texte(octets) };
    let Some(Envoi { nom, octets }) = sent else { return Err(Erreur::impossible(vec![rien()])) };
    let shared = etat.clone();
    let read = move || simulateur::importer(&shared.convention, &nom, &octets, &horloge::instants());
    let requete = etat.calculs.executer(read).await?.map_err(Erreur::impossible)?;
    let location = format!("./?{requete}");
    if location.len() > ADRESSE_MAX {
        return Err(Erreur::impossible(vec![trop_long()]));
    }
    HeaderValue::from_str(&location).map_err(|_| Genre::Panne.into())
}

/// The first field of a form that holds something, a file before a text.
async fn fichier(headers: &HeaderMap, body: Bytes) -> Result<Option<Envoi>, Erreur> {
    let broken = || Erreur::from(Genre::Illisible);
    let mut again = Request::new(Body::from(body));
    if let Some(kind) = headers.get(CONTENT_TYPE) {
        again.headers_mut().insert(CONTENT_TYPE, kind.clone());
    }
    let mut form = Multipart::from_request(again, &()).await.map_err(|_| broken())?;
    let mut written = None;
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let name = field.file_name().map(str::to_owned);
        let octets = field.bytes().await.map_err(|_| broken())?.to_vec();
        if octets.is_empty() {
            continue;
        }
        match name {
            Some(nom) => return Ok(Some(Envoi { nom, octets })),
            None => written = written.or(Some(Envoi { nom: SAISIE.to_owned(), octets })),
        }
    }
    Ok(written)
}

/// What a text that was pasted is called.
const SAISIE: &str = "texte collé";

fn texte(body: &[u8]) -> Option<Envoi> {
    let value = form_urlencoded::parse(body).map(|(_, value)| value).find(|value| !value.trim().is_empty())?;
    Some(Envoi { nom: SAISIE.to_owned(), octets: value.into_owned().into_bytes() })
}

fn rien() -> Fault {
    let conseil = "choisissez un fichier";
    Fault::new("fichier-manquant", &Place::default(), "aucun dossier n'est envoyé", conseil)
}

fn trop_long() -> Fault {
    let message = "ce dossier est trop long pour tenir dans une adresse";
    let conseil = "retirez ses événements les plus anciens, ou étudiez-le avec le programme epaule";
    Fault::new("dossier-trop-long", &Place::default(), message, conseil)
}
