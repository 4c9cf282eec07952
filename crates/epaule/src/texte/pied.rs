//! What to ask, then the sources and the limits.

use convention::etude::Remarque;
use views::Vue;

use super::page::Page;

pub(super) fn a_demander(vue: &Vue<'_>, page: &mut Page) {
    let own = vue.a_retrouver();
    if !own.is_empty() {
        page.titre("À COMPLÉTER PAR VOUS");
        for sentence in own {
            page.puce(&sentence);
        }
    }
    let asked = vue.a_demander();
    if !asked.is_empty() {
        page.titre("À DEMANDER À VOTRE CAISSE (à copier)");
        for sentence in asked {
            page.puce(&sentence);
        }
    }
}

pub(super) fn limites(vue: &Vue<'_>, page: &mut Page) {
    page.titre("À SAVOIR");
    // Said in the heading and the titles already.
    let said = [Remarque::SignatureSupposee, Remarque::OptionsComparees, Remarque::SousHypothese];
    let remarques = vue.remarques().into_iter().filter(|(r, _)| !said.contains(r));
    let remarques: Vec<String> = remarques.map(|(_, sentence)| sentence).collect();
    if !remarques.is_empty() {
        page.paragraphe(&remarques.join(" "));
    }
    page.paragraphe(&vue.limites());
}
