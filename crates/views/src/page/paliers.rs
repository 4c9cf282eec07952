//! How many patients more or fewer change the aid.

use super::{Bloc, Page};
use crate::Vue;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let etude = vue.etude;
    let mut steps = etude.variantes.iter().chain([&etude.chiffrage]).flat_map(|c| &c.paliers);
    let Some(first) = steps.next() else { return };
    let still = if vue.indicateurs().len() == 2 { ", l'autre patientèle inchangée" } else { "" };
    page.titre("paliers", &format!("Prochain palier (année {}{still})", first.annee));
    for sentence in vue.paliers() {
        page.bloc(Bloc::Puce(sentence));
    }
}
