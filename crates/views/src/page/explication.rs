//! How each figure came about: the tree, indented.

use convention::explication::{Chemin, Noeud};

use super::Page;
use crate::{Vue, lier};

/// Levels past this one are set in no further.
const NIVEAU_MAX: usize = 8;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    page.titre("explication", "Explication");
    page.paragraphe("Chaque chiffre, sa règle, et ce qui a été lu pour l'obtenir.");
    let mut section: Option<&str> = None;
    // Training and papers take over the day of a deadline, which has its own line.
    let taken_over =
        |c: Chemin| matches!(c, Chemin::LimiteDeFormation | Chemin::LimiteDePiece(_) | Chemin::RemiseDePiece(_));
    for (prefix, noeud) in vue.etude.explication.iter().filter(|(_, noeud)| !taken_over(noeud.chemin)) {
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
    let level = niveau.min(NIVEAU_MAX);
    let name = vue.figure(variante, noeud.chemin);
    let value = vue.valeur_de(noeud.chemin, noeud.valeur);
    let rule = format!("{}, {}", noeud.regle, vue.regle(noeud.regle));
    page.niveau(level, &lier(&format!("{name} = {value} ({rule})")));
    for lu in &noeud.lu {
        page.niveau(level + 1, &format!("· {}", vue.lu(variante, lu)));
    }
    for enfant in &noeud.enfants {
        write_node(vue, variante, enfant, niveau + 1, page);
    }
}
