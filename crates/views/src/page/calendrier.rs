//! What is due and when, from the day of study on.

use convention::echeance::Echeance;
use convention::explication::Chemin;

use super::{Colonne, Montre, Page, Tableau, Texte};
use crate::{Vue, date, date_courte, plage_euros, plage_euros_courte};

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let etude = vue.etude;
    if etude.echeances.is_empty() {
        return;
    }
    let au = etude.demande.au;
    page.titre("calendrier", "Ce qui est dû et quand");
    let mut entetes = vec![("Date".to_owned(), Colonne::Gauche), ("Quoi".to_owned(), Colonne::Gauche)];
    entetes.extend(amounts(vue).into_iter().map(|name| (name, Colonne::Droite)));
    let entetes: Vec<(&str, Colonne)> = entetes.iter().map(|(text, c)| (text.as_str(), *c)).collect();
    let mut table = Tableau::new(&entetes);
    let mut to_come = false;
    for (index, echeance) in (0u16..).zip(&etude.echeances) {
        if let Some(jour) = echeance.date.filter(|d| *d >= au && echeance.fait.is_none()) {
            to_come = true;
            let day = Texte::de(date_courte(jour), Chemin::Echeance(index));
            let mut cells = vec![day, vue.echeance(echeance).into()];
            cells.extend(sums(vue, echeance));
            table.ligne(cells);
        }
    }
    if to_come {
        page.tableau(table);
    } else {
        page.paragraphe("Plus rien à venir.");
    }
    undated(vue, page);
    past(vue, page);
}

/// One column of sums, or one for each option.
fn amounts(vue: &Vue<'_>) -> Vec<String> {
    let options: Vec<String> = vue.etude.variantes.iter().filter_map(|v| Some(vue.option(v.option?))).collect();
    if options.is_empty() { vec!["Montant".to_owned()] } else { options }
}

/// The sum of a payment, for each column.
fn sums(vue: &Vue<'_>, echeance: &Echeance) -> Vec<Texte> {
    let Some(index) = echeance.versement else { return Vec::new() };
    let chemin = Chemin::Versement(index);
    let of = |option: u8| {
        let sum = vue.somme(Some(option), index, plage_euros_courte);
        Texte::de(sum, Montre { variante: Some(option), chemin })
    };
    match vue.etude.variantes.len() as u8 {
        0 => vec![Texte::de(vue.somme(None, index, plage_euros), chemin)],
        several => (0..several).map(of).collect(),
    }
}

/// What is counted from a fact that is missing, or has no known delay.
fn undated(vue: &Vue<'_>, page: &mut Page) {
    let open = vue
        .etude
        .echeances
        .iter()
        .filter(|e| e.date.is_none() && e.fait.is_none() && !e.versement.is_some_and(|i| vue.est_solde(i)));
    let names: Vec<String> = open.map(|e| vue.echeance(e)).collect();
    if !names.is_empty() {
        page.paragraphe(&format!("Sans date connue\u{a0}: {}.", names.join("\u{a0}; ")));
    }
}

fn past(vue: &Vue<'_>, page: &mut Page) {
    let au = vue.etude.demande.au;
    let past: Vec<&Echeance> =
        vue.etude.echeances.iter().filter(|e| e.fait.is_none() && e.date.is_some_and(|d| d < au)).collect();
    let Some((last, jour)) = past.last().and_then(|e| Some((*e, e.date?))) else { return };
    let name = vue.echeance(last);
    page.paragraphe(&match past.len() {
        1 => format!("Déjà passé\u{a0}: {name}, le {}.", date(jour)),
        n => format!("Déjà passées\u{a0}: {n} échéances, la dernière le {} ({name}).", date(jour)),
    });
}
