//! `epaule regles --tracabilite`: rule → source → functions → cases.

use convention::tables::Convention;

use super::page::Page;

include!(concat!(env!("OUT_DIR"), "/tracabilite.rs"));

/// Every rule with its source, the functions that name it, and the cases that try it.
pub(super) fn montrer(convention: &Convention, largeur: usize) -> String {
    let mut page = Page::new(largeur);
    page.paragraphe(
        0,
        0,
        "Pour chaque règle : sa source, les fonctions du programme qui la nomment, les cas d'essai qui la citent.",
    );
    for regle in &convention.textes.regles {
        page.vide();
        page.definition(0, 11, &regle.id, &regle.libelle);
        page.definition(2, 14, "source", &format!("{} ({})", regle.source, regle.confiance));
        let functions = noms(FONCTIONS, &regle.id);
        let functions =
            if functions.is_empty() { "aucune : dite, pas calculée".to_owned() } else { functions.join(", ") };
        page.definition(2, 14, "fonctions", &functions);
        match noms(CAS, &regle.id) {
            [] => page.definition(2, 14, "cas", "aucun"),
            cases => {
                page.definition(2, 14, "cas", &cases.len().to_string());
                cases.iter().for_each(|case| page.paragraphe(14, 16, case));
            }
        }
    }
    page.fin()
}

fn noms(table: &[(&str, &'static [&'static str])], regle: &str) -> &'static [&'static str] {
    table.iter().find(|(id, _)| *id == regle).map_or(&[], |(_, names)| names)
}
