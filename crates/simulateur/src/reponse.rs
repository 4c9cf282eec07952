//! What the page answers for a state.

use convention::jour::Jour;
use convention::tables::Convention;
use views::Instant;

/// The clock of whoever shows the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instants {
    /// Today, where the reader is.
    pub aujourd_hui: Jour,
    /// This moment, for what is exported.
    pub maintenant: Instant,
}

/// The page for a state, in pieces that replace those of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reponse {
    /// The state, written shortest: what the address keeps.
    pub requete: String,
    /// HTML inside `#questions`.
    pub questions: String,
    /// HTML inside `#resultat`.
    pub resultat: String,
    /// One sentence for a screen reader, in `#annonce`: the verdict, or how many fields are wrong.
    pub annonce: String,
}

/// Answers a state. Never fails: what is wrong with it is part of the page.
pub fn repondre(_convention: &Convention, requete: &str, _instants: &Instants) -> Reponse {
    Reponse { requete: requete.to_owned(), questions: String::new(), resultat: String::new(), annonce: String::new() }
}

/// The explanation of one figure, as HTML: `pointeur` is its JSON pointer in the étude.
pub fn pourquoi(_convention: &Convention, _requete: &str, _instants: &Instants, _pointeur: &str) -> String {
    String::new()
}
