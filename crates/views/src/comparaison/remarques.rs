//! What to look at beside the figures: options that are left out, and what each cost says of itself.

use convention::comparaison::Comparee;

use super::VueDeComparaison;
use crate::page::Page;
use crate::typographie::{lier, minuscule};

/// Options that the life of the contract makes impossible, and why.
pub(super) fn ecartees(vue: &VueDeComparaison<'_>, comparee: &Comparee, page: &mut Page) {
    for ecartee in &comparee.ecartees {
        let why: Vec<&str> = ecartee.fautes.iter().map(|f| f.message.as_str()).collect();
        let option = vue.mot(ecartee.option.id());
        page.puce(&lier(&format!("{option} n'est pas comparé, ce dossier ne le permet pas : {}.", why.join(" ; "))));
    }
}

/// What each column's cost says to look at, once, with the columns where not all say it.
pub(super) fn du_cout(vue: &VueDeComparaison<'_>, comparee: &Comparee, page: &mut Page) {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for terme in &comparee.termes {
        let Some(of) = vue.vue(terme) else { continue };
        let name = vue.nom(&terme.nom);
        for sentence in of.remarques_du_cout() {
            match said.iter_mut().find(|(known, _)| *known == sentence) {
                Some((_, columns)) => columns.push(name.clone()),
                None => said.push((sentence, vec![name.clone()])),
            }
        }
    }
    if said.is_empty() {
        return;
    }
    page.titre("couts", "À regarder dans le coût");
    for (sentence, columns) in said {
        let all = columns.len() == comparee.termes.len();
        let text = if all { sentence } else { format!("{} : {}", columns.join(", "), minuscule(&sentence)) };
        page.puce(&lier(&text));
    }
}
