//! How many patients more or fewer change the aid.

use views::Vue;

use super::page::Page;

pub(super) fn write(vue: &Vue<'_>, page: &mut Page) {
    let etude = vue.etude;
    let mut steps = etude.variantes.iter().chain([&etude.chiffrage]).flat_map(|c| &c.paliers);
    let Some(first) = steps.next() else { return };
    let still = if vue.indicateurs().len() == 2 { ", L'AUTRE PATIENTÈLE INCHANGÉE" } else { "" };
    page.titre(&format!("PROCHAIN PALIER (ANNÉE {}{still})", first.annee));
    for sentence in vue.paliers() {
        page.puce(&sentence);
    }
}
