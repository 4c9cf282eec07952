//! The assistant and the employer: the training, what to hand over, what to watch.

use convention::formation::EtatFormation;

use super::{Bloc, Page};
use crate::{Vue, lier};

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    assistant(vue, page);
    pieces(vue, page);
    vigilance(vue, page);
}

fn assistant(vue: &Vue<'_>, page: &mut Page) {
    let Some(formation) = &vue.etude.formation else { return };
    page.titre("assistant", "L'assistant et l'employeur");
    match vue.assistant() {
        Some(known) => page.paragraphe(&known),
        None => page.paragraphe(
            "Rien n'est noté de l'assistant. Écrivez son profil, sa date d'embauche et son employeur dans le dossier\u{a0}: \
             les formations ouvertes et les points à surveiller en dépendent.",
        ),
    }
    page.bloc(Bloc::Paragraphe(vue.formation(formation)));
    if matches!(formation.etat, EtatFormation::Certifie | EtatFormation::SansObjet) || formation.profil.is_none() {
        return;
    }
    for (libelle, phrase) in vue.voies(formation) {
        page.puce(&format!("{libelle}. {phrase}"));
    }
}

fn pieces(vue: &Vue<'_>, page: &mut Page) {
    let (left, done) = (vue.pieces_a_remettre(), vue.pieces_remises());
    if left.is_empty() && done.is_empty() {
        return;
    }
    page.titre("a-remettre", "À remettre");
    if left.is_empty() {
        page.paragraphe("Plus rien à remettre.");
    }
    left.into_iter().for_each(|sentence| page.bloc(Bloc::Puce(sentence)));
    if !done.is_empty() {
        page.paragraphe(&format!("Déjà fait\u{a0}: {}.", done.join("\u{a0}; ")));
    }
}

fn vigilance(vue: &Vue<'_>, page: &mut Page) {
    if vue.etude.vigilance.is_empty() {
        return;
    }
    page.titre("vigilance", "Points de vigilance");
    for point in &vue.etude.vigilance {
        let Some(note) = vue.note_de_vigilance(point) else { continue };
        let why = format!("({}\u{a0}; règle\u{a0}{})", vue.faits(point), note.regle);
        page.puce(&lier(&format!("{}. {} {why}", note.libelle, note.phrase)));
        for item in &note.points {
            page.niveau(1, &lier(&format!("· {item}")));
        }
    }
}
