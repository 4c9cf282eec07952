//! What to ask, then the sources and the limits.

use convention::etude::Remarque;

use super::Page;
use crate::Vue;

pub(crate) fn a_demander(vue: &Vue<'_>, page: &mut Page) {
    let own = vue.a_retrouver();
    if !own.is_empty() {
        page.titre("a-completer", "À compléter par vous");
        for sentence in own {
            page.puce(&sentence);
        }
    }
    let asked = vue.a_demander();
    if !asked.is_empty() {
        page.titre_suivi("a-demander", "À demander à votre caisse", " (à copier)");
        for sentence in asked {
            page.puce(&sentence);
        }
    }
}

pub(crate) fn limites(vue: &Vue<'_>, page: &mut Page) {
    page.titre("a-savoir", "À savoir");
    // Said in the heading, the titles and beside what was received already.
    let said = [Remarque::SignatureSupposee, Remarque::OptionsComparees, Remarque::SousHypothese];
    let beside = |r: Remarque| r == Remarque::EncaissementsEcartes && vue.etude.rapprochement.is_some();
    let remarques = vue.remarques().into_iter().filter(|(r, _)| !said.contains(r) && !beside(*r));
    let remarques: Vec<String> = remarques.map(|(_, sentence)| sentence).collect();
    if !remarques.is_empty() {
        page.paragraphe(&remarques.join(" "));
    }
    page.paragraphe(&vue.limites());
}
