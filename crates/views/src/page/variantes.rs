//! The options that are open, side by side.

use convention::etude::Chiffrage;

use super::annees::aide;
use super::{Colonne, Page, Tableau};
use crate::{Vue, date_courte, euros, plage_euros, plage_euros_courte};

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let variantes = &vue.etude.variantes;
    let Some(first) = variantes.first() else { return };
    page.titre("Les années, selon le temps de travail financé");
    // Three options leave less room.
    let range = if variantes.len() > 2 { plage_euros_courte } else { plage_euros };
    let names: Vec<String> = variantes.iter().filter_map(|v| Some(vue.option(v.option?))).collect();
    let mut entetes = vec![("Aide due", Colonne::Gauche), ("à partir du", Colonne::Gauche)];
    entetes.extend(names.iter().map(|name| (name.as_str(), Colonne::Droite)));
    let mut table = Tableau::new(&entetes);
    for (index, year) in first.annees.iter().enumerate() {
        let periode = &year.annee.periode;
        let mut cells = vec![format!("Année {}", year.annee.annee), date_courte(periode.debut)];
        cells.extend(variantes.iter().map(|v| v.annees.get(index).map_or_else(String::new, |y| aide(y, range))));
        table.ligne(cells);
    }
    let mut row = |label: String, value: &dyn Fn(&Chiffrage) -> Option<String>| {
        let mut cells = vec![label, String::new()];
        cells.extend(variantes.iter().map(|v| value(v).unwrap_or_else(|| "inconnu".to_owned())));
        if variantes.iter().any(|v| value(v).is_some()) {
            table.ligne(cells);
        }
    };
    row(format!("Total {}\u{a0}ans", first.totaux.annees), &|v| {
        v.totaux.aide.map(euros).or_else(|| v.totaux.bornes.map(range))
    });
    row("Pire cas".to_owned(), &|v| v.totaux.pire_cas().map(euros));
    row("En jeu".to_owned(), &|v| v.totaux.en_jeu().map(euros));
    page.tableau(table);
}
