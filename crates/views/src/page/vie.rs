//! What happened to the contract, in order.

use convention::echeance::NatureEcheance;

use super::Page;
use crate::{Vue, date, lier};

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let etude = vue.etude;
    if etude.evenements.is_empty() {
        return;
    }
    page.titre("La vie du contrat");
    for suivi in &etude.evenements {
        if let Some(sentence) = vue.evenement_raconte(suivi) {
            page.puce(&sentence);
        }
    }
    if let Some(fin) = etude.fin_du_contrat {
        page.paragraphe(&lier(&format!("Dernier jour du contrat : {}.", date(fin))));
    }
    let carence = [NatureEcheance::FinDeCarence, NatureEcheance::FinDeCarencePossible];
    for echeance in etude.echeances.iter().filter(|e| carence.contains(&e.nature)) {
        let day = echeance.date.map_or_else(|| "Date à demander à la caisse".to_owned(), |d| format!("Le {}", date(d)));
        page.paragraphe(&lier(&format!("{day} : {}.", vue.echeance(echeance))));
    }
}
