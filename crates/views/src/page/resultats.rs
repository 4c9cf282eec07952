//! What was counted in each year, and what it was worth.

use super::Page;
use crate::{Vue, entier, pour_cent};

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let mut lines: Vec<(u8, u8, String)> = Vec::new();
    for studied in &vue.etude.chiffrage.annees {
        let n = studied.annee.annee;
        let Some(said) = resultat(vue, n) else { continue };
        match lines.last_mut() {
            Some((_, last, same)) if *same == said && *last + 1 == n => *last = n,
            _ => lines.push((n, n, said)),
        }
    }
    if lines.is_empty() {
        return;
    }
    page.titre("Résultats");
    for (first, last, said) in lines {
        let years = if first == last { format!("Année {first}") } else { format!("Années {first} à {last}") };
        page.suite(&format!("{years}\u{a0}: {said}."));
    }
}

/// `PMT 1 430, non atteint, sans baisse (taux 50 %) ; …`.
fn resultat(vue: &Vue<'_>, n: u8) -> Option<String> {
    let year = vue.etude.chiffrage.annees.iter().find(|y| y.annee.annee == n)?.annee;
    let measured: Vec<String> = vue
        .indicateurs()
        .into_iter()
        .filter_map(|i| {
            let atteinte = year.atteintes[i]?;
            let count = entier(i64::from(atteinte.constat?));
            let how = if vue.suppose(n, i) { " supposé" } else { "" };
            let issue = atteinte.issue.map_or("inconnu", |issue| vue.mot(issue.id()));
            let rate = atteinte.taux.map_or_else(String::new, |t| format!(" (taux {})", pour_cent(t)));
            Some(format!("{} {count}{how}, {issue}{rate}", vue.sigle(i)))
        })
        .collect();
    (!measured.is_empty()).then(|| measured.join("\u{a0}; "))
}
