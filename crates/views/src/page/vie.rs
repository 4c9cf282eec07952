//! What happened to the contract, in order.

use convention::echeance::NatureEcheance;

use super::{Bloc, Page, Texte};
use crate::{Vue, date, lier};
use convention::explication::Chemin;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let etude = vue.etude;
    if etude.evenements.is_empty() {
        return;
    }
    page.titre("vie", "La vie du contrat");
    for suivi in &etude.evenements {
        if let Some(sentence) = vue.evenement_raconte(suivi) {
            page.bloc(Bloc::Puce(Texte::de(sentence, Chemin::Effet(suivi.evenement))));
        }
    }
    if let Some(fin) = etude.fin_du_contrat {
        let said = Texte::from(lier(&format!("Dernier jour du contrat : {}.", date(fin))));
        page.bloc(Bloc::Paragraphe(said.montrer(&date(fin), Chemin::FinDuContrat)));
    }
    let carence = [NatureEcheance::FinDeCarence, NatureEcheance::FinDeCarencePossible];
    for echeance in etude.echeances.iter().filter(|e| carence.contains(&e.nature)) {
        let day = echeance.date.map_or_else(|| "Date à demander à la caisse".to_owned(), |d| format!("Le {}", date(d)));
        page.paragraphe(&lier(&format!("{day} : {}.", vue.echeance(echeance))));
    }
}
