//! What was counted in each year, and what it was worth.

use super::{Bloc, Page, Texte};
use crate::{Vue, entier, pour_cent};
use convention::explication::Chemin;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let mut lines: Vec<(u8, u8, Texte)> = Vec::new();
    for studied in &vue.etude.chiffrage.annees {
        let n = studied.annee.annee;
        let Some(said) = resultat(vue, n) else { continue };
        match lines.last_mut() {
            Some((_, last, same)) if **same == *said && *last + 1 == n => *last = n,
            _ => lines.push((n, n, said)),
        }
    }
    if lines.is_empty() {
        return;
    }
    page.titre("resultats", "Résultats");
    for (first, last, said) in lines {
        let years = if first == last { format!("Année {first}") } else { format!("Années {first} à {last}") };
        let mut line = Texte::from(format!("{years}\u{a0}: "));
        line.ajouter(said);
        line.ajouter(".");
        page.bloc(Bloc::Suite(line));
    }
}

/// `PMT 1 430, non atteint, sans baisse (taux 50 %) ; PFA 1 850, atteinte inconnue`.
fn resultat(vue: &Vue<'_>, n: u8) -> Option<Texte> {
    let year = vue.etude.chiffrage.annees.iter().find(|y| y.annee.annee == n)?.annee;
    let measured: Vec<Texte> = vue
        .indicateurs()
        .into_iter()
        .filter_map(|i| {
            let atteinte = year.atteintes[i]?;
            let count = entier(i64::from(atteinte.constat?));
            let how = if vue.suppose(n, i) { " supposé" } else { "" };
            let issue = atteinte.issue.map_or("atteinte inconnue", |issue| vue.mot(issue.id()));
            let mut said = Texte::de(format!("{} {count}{how}", vue.sigle(i)), Chemin::Constat(n, i));
            match atteinte.taux {
                Some(rate) => {
                    let rate = format!(", {issue} (taux {}", pour_cent(rate));
                    said.ajouter(Texte::de(rate, Chemin::Taux(n, i)));
                    said.ajouter(")");
                }
                None => said.ajouter(Texte::de(format!(", {issue}"), Chemin::Issue(n, i))),
            }
            Some(said)
        })
        .collect();
    (!measured.is_empty()).then(|| Texte::joindre(measured, "\u{a0}; "))
}
