//! What was received beside what is due.

use convention::etude::{Rapprochement, Remarque};
use convention::explication::{Chemin, Poste};
use convention::money::Centimes;
use convention::rapprochement::EtatVersement;

use super::{Bloc, Colonne, Page, Tableau, Texte};
use crate::{Vue, date_courte, euros, lier};

const COMPENSATION: &str = "Compensé : la caisse reprend ce qu'elle n'avait pas encore versé de la même année. Pour \
                            cette part, vous n'avez rien à recevoir ni à rendre.";

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let Some(rapprochement) = &vue.etude.rapprochement else { return };
    page.titre("recu", "Reçu et dû");
    // A sum whose date is mistyped makes the caisse look late: it is said first.
    if let Some(sentence) = vue.remarque(Remarque::EncaissementsEcartes) {
        page.paragraphe(&sentence);
    }
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
            let day = |day| Texte::de(date_courte(day), Chemin::DateLimite(index));
            table.ligne(vec![
                vue.nom_du_versement(versement).into(),
                suivi.du.date_limite.map_or_else(Texte::default, day),
                Texte::de(vue.du(suivi), Chemin::Versement(index)),
                Texte::de(euros(suivi.recu), Chemin::Recu(index)),
                Texte::de(vue.etat_du_versement(suivi), Chemin::EtatVersement(index)),
            ]);
        }
    }
    if table.lignes.is_empty() {
        page.paragraphe("Rien n'est encore dû.");
    } else {
        page.tableau(table);
    }
    page.bloc(Bloc::Paragraphe(totaux(rapprochement)));
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
fn totaux(rapprochement: &Rapprochement) -> Texte {
    let total = |poste| rapprochement.total(poste).filter(|sum| *sum != Centimes::ZERO);
    let said = |before: &str, sum: Centimes, after: &str, poste: Poste| {
        let sum = euros(sum);
        Texte::from(lier(&format!("{before}{sum}{after}"))).montrer(&sum, Chemin::Rapproche(poste))
    };
    let mut first = said("Reçu en tout : ", rapprochement.total(Poste::Recu).unwrap_or_default(), "", Poste::Recu);
    first.ajouter(match rapprochement.total(Poste::Du) {
        Some(due) => said(", pour ", due, " dus à ce jour.", Poste::Du),
        None => lier(" ; ce qui est dû à ce jour n'est pas entièrement connu.").into(),
    });
    let mut sentences = vec![first];
    if let Some(missing) = total(Poste::Manque) {
        let mut sentence = said("Il manque ", missing, "", Poste::Manque);
        match total(Poste::EnRetard) {
            Some(late) if late == missing => sentence.ajouter(", en retard"),
            Some(late) => sentence.ajouter(said(", dont ", late, " en retard", Poste::EnRetard)),
            None => {}
        }
        sentence.ajouter(".");
        sentences.push(sentence);
    }
    let others = [
        ("À rendre : ", Poste::ARendre),
        ("Reçu en trop : ", Poste::TropPercu),
        ("Sans explication : ", Poste::Inexplique),
    ];
    sentences.extend(others.into_iter().filter_map(|(before, poste)| Some(said(before, total(poste)?, ".", poste))));
    Texte::joindre(sentences, " ")
}
