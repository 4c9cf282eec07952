//! An error as a page: what happened, every fault, and the way back.

use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, html};

use crate::erreur::Erreur;

/// An error, and the path that was asked for: links are relative, so that the pages work below any folder.
pub(crate) struct PageErreur<'a> {
    pub(crate) chemin: &'a str,
    pub(crate) erreur: &'a Erreur,
}

impl PageErreur<'_> {
    fn ecrire(&self) -> String {
        let Erreur { genre, fautes } = self.erreur;
        let racine = racine(self.chemin);
        let several = fautes.len() > 1;
        html! {
            (DOCTYPE)
            html lang="fr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (genre.titre()) " · Épaule" }
                    link rel="stylesheet" href={ (racine) "style.css" };
                }
                body {
                    main {
                        h1 { (genre.titre()) }
                        @if fautes.is_empty() || several {
                            p { (self.erreur.detail()) }
                        }
                        @if !fautes.is_empty() {
                            ul {
                                @for faute in fautes {
                                    li {
                                        @if !faute.place.chemin.is_empty() { code { (faute.place.chemin) } " : " }
                                        (faute.message)
                                        @if let Some(ligne) = faute.place.ligne { " (ligne " (ligne) ")" }
                                        @if !faute.conseil.is_empty() { " ; " (faute.conseil) }
                                        @if !faute.conseil.ends_with('?') { "." }
                                    }
                                }
                            }
                        }
                        p { a href={ (racine) } { "Revenir à la page" } }
                    }
                }
            }
        }
        .into_string()
    }
}

impl IntoResponse for PageErreur<'_> {
    fn into_response(self) -> Response {
        let genre = self.erreur.genre;
        let mut response = (genre.statut(), Html(self.ecrire())).into_response();
        if let Some((name, value)) = genre.entetes() {
            response.headers_mut().insert(name, axum::http::HeaderValue::from_static(value));
        }
        response
    }
}

/// The way from a path back to the page: `./`, or as many `../` as the path is deep.
fn racine(chemin: &str) -> String {
    match chemin.matches('/').count() {
        0 | 1 => "./".to_owned(),
        deep => "../".repeat(deep - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use convention::fault::{Fault, Place};

    #[test]
    fn the_way_back() {
        for (path, way) in [("/", "./"), ("/rien", "./"), ("/a/b", "../"), ("/a/b/", "../../")] {
            assert_eq!(racine(path), way, "{path}");
        }
    }

    #[test]
    fn what_was_sent_is_text_of_the_page() {
        let place = Place { chemin: "<b>".to_owned(), ..Place::default() };
        let fault = Fault::new("essai", &place, "« <script> » n'est pas une date", "écrivez \"2026-01-15\"");
        let page = PageErreur { chemin: "/", erreur: &Erreur::impossible(vec![fault]) }.ecrire();
        assert!(page.contains("&lt;script&gt;"), "{page}");
        assert!(!page.contains("<script"), "{page}");
    }
}
