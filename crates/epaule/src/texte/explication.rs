//! How each figure came about: the tree, indented.

use convention::explication::{Chemin, Noeud};
use views::{Vue, lier};

use super::page::Page;

/// Columns that a level is set in.
const RETRAIT: usize = 2;
/// Levels past this one are set in no further.
const NIVEAU_MAX: usize = 8;

pub(super) fn write(vue: &Vue<'_>, page: &mut Page) {
    page.titre("EXPLICATION");
    page.paragraphe("Chaque chiffre, sa règle, et ce qui a été lu pour l'obtenir.");
    let mut section: Option<&str> = None;
    for (prefix, noeud) in &vue.etude.explication {
        if section != Some(prefix) || matches!(noeud.chemin, Chemin::Debut(_) | Chemin::Total | Chemin::Verdict) {
            page.vide();
            section = Some(prefix);
        }
        write_node(vue, variante(prefix), noeud, 0, page);
    }
}

/// The index of the option that a prefix of pointers names.
fn variante(prefix: &str) -> Option<u8> {
    prefix.rsplit('/').next().and_then(|index| index.parse().ok())
}

fn write_node(vue: &Vue<'_>, variante: Option<u8>, noeud: &Noeud, niveau: usize, page: &mut Page) {
    let indent = RETRAIT * niveau.min(NIVEAU_MAX);
    let name = vue.figure(variante, noeud.chemin);
    let value = vue.valeur_de(noeud.chemin, noeud.valeur);
    let rule = format!("{}, {}", noeud.regle, vue.regle(noeud.regle));
    page.retrait(indent, &lier(&format!("{name} = {value} ({rule})")));
    for lu in &noeud.lu {
        page.retrait(indent + RETRAIT, &format!("· {}", vue.lu(variante, lu)));
    }
    for enfant in &noeud.enfants {
        write_node(vue, variante, enfant, niveau + 1, page);
    }
}
