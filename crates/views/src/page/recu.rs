//! What was received beside what is due.

use convention::etude::Rapprochement;
use convention::explication::Poste;
use convention::money::Centimes;
use convention::rapprochement::EtatVersement;

use super::{Colonne, Page, Tableau};
use crate::{Vue, date_courte, euros, lier};

const COMPENSATION: &str = "Compensé : la caisse reprend ce qu'elle n'avait pas encore versé de la même année. Pour \
                            cette part, vous n'avez rien à recevoir ni à rendre.";

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let Some(rapprochement) = &vue.etude.rapprochement else { return };
    page.titre("Reçu et dû");
    let entetes = [
        ("Versement", Colonne::Gauche),
        ("au plus tard", Colonne::Gauche),
        ("Dû", Colonne::Droite),
        ("Reçu", Colonne::Droite),
        ("Où on en est", Colonne::Gauche),
    ];
    let mut table = Tableau::new(&entetes);
    for (index, suivi) in (0u16..).zip(&rapprochement.versements) {
        let Some(versement) = vue.versement(None, index) else { continue };
        let nothing = suivi.du.montant == Some(Centimes::ZERO) && suivi.recu == Centimes::ZERO;
        if suivi.etat != EtatVersement::AVenir && !nothing {
            table.ligne(vec![
                vue.nom_du_versement(versement),
                suivi.du.date_limite.map_or_else(String::new, date_courte),
                vue.du(suivi),
                euros(suivi.recu),
                vue.etat_du_versement(suivi),
            ]);
        }
    }
    if table.lignes.is_empty() {
        page.paragraphe("Rien n'est encore dû.");
    } else {
        page.tableau(table);
    }
    page.paragraphe(&totaux(rapprochement));
    if rapprochement.versements.iter().any(|suivi| !suivi.compensations.is_empty()) {
        page.paragraphe(&lier(COMPENSATION));
    }
    for (index, _) in (0u16..).zip(&rapprochement.versements) {
        if let Some(sentence) = vue.pourquoi(index) {
            page.puce(&sentence);
        }
    }
    for suivi in &rapprochement.encaissements {
        if let Some(sentence) = vue.inexplique(suivi) {
            page.puce(&sentence);
        }
    }
}

/// `Reçu : 66 000 €, pour 66 000 € dus à ce jour. Il manque …`
fn totaux(rapprochement: &Rapprochement) -> String {
    let total = |poste| rapprochement.total(poste).filter(|sum| *sum != Centimes::ZERO).map(euros);
    let received = rapprochement.total(Poste::Recu).map(euros).unwrap_or_default();
    let due = match rapprochement.total(Poste::Du) {
        Some(due) => format!(", pour {} dus à ce jour", euros(due)),
        None => " ; ce qui est dû à ce jour n'est pas entièrement connu".to_owned(),
    };
    let mut said = vec![format!("Reçu en tout : {received}{due}.")];
    let late = match total(Poste::EnRetard) {
        Some(late) if Some(&late) == total(Poste::Manque).as_ref() => ", en retard".to_owned(),
        Some(late) => format!(", dont {late} en retard"),
        None => String::new(),
    };
    said.extend(total(Poste::Manque).map(|sum| format!("Il manque {sum}{late}.")));
    said.extend(total(Poste::ARendre).map(|sum| format!("À rendre : {sum}.")));
    said.extend(total(Poste::TropPercu).map(|sum| format!("Reçu en trop : {sum}.")));
    said.extend(total(Poste::Inexplique).map(|sum| format!("Sans explication : {sum}.")));
    lier(&said.join(" "))
}
