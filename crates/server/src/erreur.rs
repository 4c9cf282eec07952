//! What goes wrong, in one place: a kind, its status, its words, and the faults of what was sent.

use axum::http::StatusCode;
use axum::http::header::{CONNECTION, HeaderName, RETRY_AFTER};
use convention::document::{MAX_FAULTS, capped};
use convention::fault::{Fault, Place};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Genre {
    Illisible,
    Introuvable,
    Methode,
    TropLent,
    TropGrand,
    AdresseTropLongue,
    FormatInconnu,
    Impossible,
    Panne,
    Sature,
}

impl Genre {
    pub(crate) const TOUS: [Genre; 10] = [
        Genre::Illisible,
        Genre::Introuvable,
        Genre::Methode,
        Genre::TropLent,
        Genre::TropGrand,
        Genre::AdresseTropLongue,
        Genre::FormatInconnu,
        Genre::Impossible,
        Genre::Panne,
        Genre::Sature,
    ];

    /// Its stable name, last part of the `type` of a problem.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Genre::Illisible => "document-illisible",
            Genre::Introuvable => "page-introuvable",
            Genre::Methode => "methode-refusee",
            Genre::TropLent => "envoi-trop-lent",
            Genre::TropGrand => "envoi-trop-grand",
            Genre::AdresseTropLongue => "adresse-trop-longue",
            Genre::FormatInconnu => "format-inconnu",
            Genre::Impossible => "saisie-impossible",
            Genre::Panne => "panne",
            Genre::Sature => "serveur-occupe",
        }
    }

    pub(crate) fn from_id(id: &str) -> Option<Genre> {
        Genre::TOUS.into_iter().find(|genre| genre.id() == id)
    }

    pub(crate) const fn statut(self) -> StatusCode {
        match self {
            Genre::Illisible => StatusCode::BAD_REQUEST,
            Genre::Introuvable => StatusCode::NOT_FOUND,
            Genre::Methode => StatusCode::METHOD_NOT_ALLOWED,
            Genre::TropLent => StatusCode::REQUEST_TIMEOUT,
            Genre::TropGrand => StatusCode::PAYLOAD_TOO_LARGE,
            Genre::AdresseTropLongue => StatusCode::URI_TOO_LONG,
            Genre::FormatInconnu => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Genre::Impossible => StatusCode::UNPROCESSABLE_ENTITY,
            Genre::Panne => StatusCode::INTERNAL_SERVER_ERROR,
            Genre::Sature => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// A few French words, the same for every error of this kind.
    pub(crate) const fn titre(self) -> &'static str {
        match self {
            Genre::Illisible => "Ce qui est envoyé ne se lit pas",
            Genre::Introuvable => "Cette page n'existe pas",
            Genre::Methode => "Cette adresse ne se demande pas ainsi",
            Genre::TropLent => "L'envoi a pris trop de temps",
            Genre::TropGrand => "L'envoi est trop grand",
            Genre::AdresseTropLongue => "L'adresse est trop longue",
            Genre::FormatInconnu => "Ce format n'est pas lu ici",
            Genre::Impossible => "Il y a quelque chose à corriger",
            Genre::Panne => "Une panne a empêché de répondre",
            Genre::Sature => "Le serveur est occupé",
        }
    }

    /// What to do, where no fault says it.
    pub(crate) const fn conseil(self) -> &'static str {
        match self {
            Genre::Illisible => "Vérifiez que c'est du JSON ou du TOML, en UTF-8.",
            Genre::Introuvable => "Vérifiez l'adresse.",
            Genre::Methode => "L'en-tête Allow nomme les méthodes possibles.",
            Genre::TropLent => "Envoyez de nouveau.",
            Genre::TropGrand => "Le maximum est de 262 144 octets ; un dossier tient en quelques lignes.",
            Genre::AdresseTropLongue => "Envoyez le dossier comme un fichier.",
            Genre::FormatInconnu => "Annoncez en Content-Type un format que cette adresse lit.",
            Genre::Impossible => "Corrigez ce qui est nommé, puis envoyez de nouveau.",
            Genre::Panne => "Ce que vous avez envoyé n'est pas gardé. Essayez de nouveau plus tard.",
            Genre::Sature => "Essayez de nouveau dans quelques secondes.",
        }
    }

    /// Headers that the answer of this kind carries.
    pub(crate) fn entetes(self) -> Option<(HeaderName, &'static str)> {
        match self {
            Genre::Sature => Some((RETRY_AFTER, "5")),
            // What comes late is not the next request.
            Genre::TropLent | Genre::TropGrand => Some((CONNECTION, "close")),
            _ => None,
        }
    }
}

/// An error, and what is wrong with what was sent, where that can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Erreur {
    pub(crate) genre: Genre,
    pub(crate) fautes: Vec<Fault>,
}

impl Erreur {
    /// Faults of what was sent, well-formed otherwise.
    pub(crate) fn impossible(fautes: Vec<Fault>) -> Erreur {
        Erreur { genre: Genre::Impossible, fautes: dites(fautes) }
    }

    /// Faults of a document that cannot be read at all.
    pub(crate) fn illisible(fautes: Vec<Fault>) -> Erreur {
        Erreur { genre: Genre::Illisible, fautes: dites(fautes) }
    }

    /// A body that says of itself that it is compressed, or otherwise written.
    pub(crate) fn code() -> Erreur {
        let place = Place { fichier: "corps".to_owned(), ..Place::default() };
        let message = "ce qui est envoyé est compressé, et ne se lit pas ainsi";
        let conseil = "envoyez-le tel quel, sans Content-Encoding";
        let fautes = vec![Fault::new("envoi-compresse", &place, message, conseil)];
        Erreur { genre: Genre::FormatInconnu, fautes }
    }

    /// One or two French sentences on this very case.
    pub(crate) fn detail(&self) -> String {
        match self.fautes.as_slice() {
            [] => self.genre.conseil().to_owned(),
            [only] => only.message.clone(),
            several => format!("{} fautes à corriger.", several.len()),
        }
    }
}

/// The faults that are told, whoever found them: an answer never grows with what was sent.
fn dites(fautes: Vec<Fault>) -> Vec<Fault> {
    // What its reader has cut ends with how many more there are.
    if fautes.len() <= MAX_FAULTS + 1 {
        return fautes;
    }
    let fichier = fautes.first().map(|faute| faute.place.fichier.clone()).unwrap_or_default();
    capped(&fichier, fautes)
}

impl From<Genre> for Erreur {
    fn from(genre: Genre) -> Erreur {
        Erreur { genre, fautes: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::Genre;
    use crate::reglages::CORPS_MAX;

    #[test]
    fn the_largest_body_that_is_named_is_the_largest_that_is_read() {
        let named: String = Genre::TropGrand.conseil().chars().filter(char::is_ascii_digit).collect();
        assert_eq!(named, CORPS_MAX.to_string());
    }
}
