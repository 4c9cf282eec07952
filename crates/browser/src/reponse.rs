//! What crosses to JavaScript, as JSON: text alone, so that nothing has to be freed on the other side.

use convention::fault::Fault;
use serde::Serialize;
use simulateur::{Fichier, Reponse};

use crate::faute::phrase;

/// The pieces of the page.
#[derive(Serialize)]
pub(crate) struct Page {
    pub(crate) requete: String,
    pub(crate) questions: String,
    pub(crate) resultat: String,
    pub(crate) annonce: String,
}

impl From<Reponse> for Page {
    fn from(reponse: Reponse) -> Page {
        let Reponse { requete, questions, resultat, annonce, .. } = reponse;
        Page { requete, questions, resultat, annonce }
    }
}

impl Page {
    /// The page of a program whose own rules do not load: what was typed stays in the address.
    pub(crate) fn sans_regles(requete: &str, fautes: Vec<Fault>) -> Page {
        let annonce = "Les règles du programme ne se lisent pas : cette page ne peut rien calculer.";
        let lignes: String = fautes.iter().map(|faute| format!("<li>{}</li>", echapper(&phrase(faute)))).collect();
        Page {
            requete: requete.to_owned(),
            questions: String::new(),
            resultat: format!("<p>{annonce}</p><ul>{lignes}</ul>"),
            annonce: annonce.to_owned(),
        }
    }
}

/// A file, or why there is none.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Exportation {
    Fichier { nom: String, type_mime: &'static str, texte: String },
    Refus { fautes: Vec<String> },
}

impl From<Result<Fichier, Vec<Fault>>> for Exportation {
    fn from(fichier: Result<Fichier, Vec<Fault>>) -> Exportation {
        match fichier {
            Ok(Fichier { nom, type_mime, octets }) => {
                // Every export is text; were one not, a sign for each wrong byte is better than no file.
                let texte = String::from_utf8_lossy(&octets).into_owned();
                Exportation::Fichier { nom, type_mime, texte }
            }
            Err(fautes) => Exportation::Refus { fautes: fautes.iter().map(phrase).collect() },
        }
    }
}

/// A state, or why there is none.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Importation {
    Etat { requete: String },
    Refus { fautes: Vec<String> },
}

impl From<Result<String, Vec<Fault>>> for Importation {
    fn from(etat: Result<String, Vec<Fault>>) -> Importation {
        match etat {
            Ok(requete) => Importation::Etat { requete },
            Err(fautes) => Importation::Refus { fautes: fautes.iter().map(phrase).collect() },
        }
    }
}

/// JSON. Writing strings into a string does not fail.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Text as HTML.
fn echapper(texte: &str) -> String {
    texte.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
