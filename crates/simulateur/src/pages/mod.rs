//! The pages beside the simulator: texts that change with the rules alone.

mod accessibilite;
mod mots;
mod sources;

use convention::tables::Convention;

use crate::document::{Habillage, page_de_texte};

/// Name of the file and title of each page, in the order of the footer.
pub(crate) static NOMS: [(&str, &str); 3] =
    [(MOTS, "Les mots"), ("sources.html", "Sources et limites"), ("accessibilite.html", "Accessibilité")];

/// The page of the words, which the simulator links too.
pub(crate) const MOTS: &str = "mots.html";

/// A page, as a whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFixe {
    /// Name of its file, beside the simulator.
    pub nom: &'static str,
    /// HTML.
    pub html: String,
}

/// Every page beside the simulator.
pub fn pages(convention: &Convention, habillage: Habillage) -> Vec<PageFixe> {
    NOMS.iter()
        .map(|(nom, titre)| {
            let texte = match *nom {
                MOTS => mots::ecrire(convention),
                "sources.html" => sources::ecrire(convention),
                _ => accessibilite::ecrire(),
            };
            PageFixe { nom, html: page_de_texte(titre, &texte, habillage) }
        })
        .collect()
}
