//! The pages of the server: what `simulateur` writes, with the headers that go with it.
//!
//! Pages that no answer changes (words, sources, accessibility) come with the files of the program.

mod erreur;
mod export;
mod import;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use simulateur::Habillage;

use crate::bornes;
use crate::erreur::Erreur;
use crate::etat::Etat;
use crate::horloge;

pub(crate) use erreur::PageErreur;
pub(crate) use export::exporter;
pub(crate) use import::importer;

/// Where the page stands, for what an error happens on.
const PAGE: &str = "/";

/// The page, for what a form sent.
pub(crate) async fn accueil(State(etat): State<Etat>, RawQuery(query): RawQuery) -> Response {
    // The address is what people copy: only what they said stands in it.
    if let Some(court) = query.as_deref().and_then(simulateur::abreger) {
        return Redirect::to(&format!("./?{court}")).into_response();
    }
    let shared = etat.clone();
    let write = move || {
        let habillage = Habillage::Serveur { script: shared.ressources.script() };
        let (requete, instants) = (query.unwrap_or_default(), horloge::instants());
        bornes::de_la_page(&shared.convention, &requete, &instants).map_err(Erreur::impossible)?;
        Ok(simulateur::document(&shared.convention, &requete, &instants, habillage))
    };
    match etat.calculs.executer(write).await.and_then(|answer| answer) {
        Ok(document) if document.fautes > 0 => (StatusCode::UNPROCESSABLE_ENTITY, Html(document.html)).into_response(),
        Ok(document) => Html(document.html).into_response(),
        Err(erreur) => PageErreur { chemin: PAGE, erreur: &erreur }.into_response(),
    }
}
