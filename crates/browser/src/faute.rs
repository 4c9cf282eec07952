//! A fault as one French sentence, for a list of them.

use convention::caractere::visible;
use convention::document::short;
use convention::fault::{Fault, Place};
use simulateur::Export;
use views::lier;

/// Where, what, and what to do. No control character of a hostile file gets through.
pub(crate) fn phrase(faute: &Fault) -> String {
    let ligne = faute.place.ligne.map(|ligne| format!("ligne {ligne}"));
    let chemin = Some(faute.place.chemin.clone()).filter(|chemin| !chemin.is_empty());
    let lieu: Vec<String> = [ligne, chemin].into_iter().flatten().collect();
    let mut phrase = lieu.join(", ");
    if !phrase.is_empty() {
        phrase.push_str(" : ");
    }
    phrase.push_str(&faute.message);
    if !faute.conseil.is_empty() {
        phrase.push_str(" ; ");
        phrase.push_str(&faute.conseil);
    }
    phrase.push('.');
    visible(&lier(&phrase))
}

/// A page asked for a file that does not exist.
pub(crate) fn export_inconnu(nom: &str) -> Fault {
    let noms: Vec<&str> = Export::TOUS.into_iter().map(Export::nom).collect();
    let message = format!("le fichier « {} » n'existe pas", short(nom));
    Fault::new("export-inconnu", &Place::default(), message, format!("demandez {}", noms.join(", ")))
}

/// The program's own rules are not those that its build wrote: a file that was changed on its way.
pub(crate) fn sans_regles() -> Fault {
    let message = "les règles de cette page sont abîmées".to_owned();
    Fault::new("regles-illisibles", &Place::default(), message, "rechargez la page")
}
