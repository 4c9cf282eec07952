//! A reform on several dossiers: one line each, and their sum.

use convention::comparaison::Comparee;

use super::VueDeComparaison;
use super::colonnes::mesure;
use super::differences::ecart;
use super::hypotheses::phrases;
use crate::date;
use crate::nombre::{entier, plage_euros_courte};
use crate::page::{Colonne, Page, Tableau};
use crate::typographie::lier;

const INCONNU: &str = "inconnu";

pub(super) fn plusieurs(vue: &VueDeComparaison<'_>, page: &mut Page) {
    let dossiers = &vue.comparaison.dossiers;
    let Some([before, after, ..]) = dossiers.first().map(|d| d.termes.as_slice()) else { return };
    page.sujet(&format!("{} dossiers sous deux jeux de règles", entier(dossiers.len() as i64)));
    page.paragraphe(&format!("Au {}", date(before.etude.demande.au)));
    let mut said: Vec<String> = Vec::new();
    for sentence in dossiers.iter().flat_map(|d| phrases(vue, d)) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    if !said.is_empty() {
        page.titre("hypotheses", "Hypothèses");
        said.iter().for_each(|sentence| page.puce(sentence));
    }
    page.titre("totaux", "Aide sur la durée du contrat");
    let heads = [
        ("Dossier".to_owned(), Colonne::Gauche),
        (vue.nom(&before.nom), Colonne::Droite),
        (vue.nom(&after.nom), Colonne::Droite),
        ("Écart".to_owned(), Colonne::Droite),
        ("Si tout est atteint".to_owned(), Colonne::Droite),
    ];
    let mut table = Tableau::new(&heads);
    dossiers.iter().for_each(|dossier| lignes(vue, dossier, &mut table));
    let bilan = vue.comparaison.bilan();
    table.ligne(vec![
        "Total".to_owned(),
        String::new(),
        String::new(),
        ecart(Some(bilan.aide).filter(|_| bilan.connus > 0)),
        ecart(Some(bilan.maximum).filter(|_| bilan.maximums_connus > 0)),
    ]);
    page.tableau(table);
    let missing = [(bilan.connus, "l'écart"), (bilan.maximums_connus, "l'écart si tout est atteint")];
    for (known, what) in missing.into_iter().filter(|(known, _)| *known < bilan.dossiers) {
        let all = entier(bilan.dossiers as i64);
        if known == 0 {
            page.paragraphe(&lier(&format!(
                "Pas de total : {what} des {all} dossiers est inconnu, ou dépend de l'option."
            )));
            continue;
        }
        let known = if known == 1 {
            format!("1 dossier sur {all}")
        } else {
            format!("{} dossiers sur {all}", entier(known as i64))
        };
        page.paragraphe(&lier(&format!(
            "Le total compte {what} de {known} ; des autres il est inconnu, ou dépend de l'option."
        )));
    }
}

fn lignes(vue: &VueDeComparaison<'_>, dossier: &Comparee, table: &mut Tableau) {
    for chiffrage in dossier.chiffrages.iter().flatten() {
        let option = chiffrage.option.map_or_else(String::new, |o| format!(", {}", vue.mot(o.id())));
        let total = &chiffrage.total;
        let side = |s: usize| mesure(&total.aides[s], plage_euros_courte).unwrap_or_else(|| INCONNU.to_owned());
        let name = format!("{}{option}", dossier.nom);
        table.ligne(vec![name, side(0), side(1), ecart(total.aide), ecart(total.maximum)]);
    }
}
