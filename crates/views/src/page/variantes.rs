//! The options that are open, side by side.

use convention::etude::Chiffrage;
use convention::explication::Chemin;

use super::annees::aide;
use super::{Colonne, Montre, Page, Tableau, Texte};
use crate::{Vue, date_courte, euros, plage_euros, plage_euros_courte};

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let variantes = &vue.etude.variantes;
    let Some(first) = variantes.first() else { return };
    page.titre("annees", "Les années, selon le temps de travail financé");
    // Three options leave less room.
    let range = if variantes.len() > 2 { plage_euros_courte } else { plage_euros };
    let names: Vec<String> = variantes.iter().filter_map(|v| Some(vue.option(v.option?))).collect();
    let mut entetes = vec![("Aide due", Colonne::Gauche), ("à partir du", Colonne::Gauche)];
    entetes.extend(names.iter().map(|name| (name.as_str(), Colonne::Droite)));
    let mut table = Tableau::new(&entetes);
    for (index, year) in first.annees.iter().enumerate() {
        let periode = &year.annee.periode;
        let n = year.annee.annee;
        let mut cells = vec![format!("Année {n}").into(), date_courte(periode.debut).into()];
        cells.extend((0u8..).zip(variantes).map(|(option, v)| {
            let figure = Montre { variante: Some(option), chemin: Chemin::Aide(n) };
            v.annees.get(index).map_or_else(Texte::default, |y| Texte::de(aide(y, range), figure))
        }));
        table.ligne(cells);
    }
    let mut row = |label: String, chemin: Chemin, value: &dyn Fn(&Chiffrage) -> Option<String>| {
        let mut cells: Vec<Texte> = vec![label.into(), Texte::default()];
        cells.extend((0u8..).zip(variantes).map(|(option, v)| match value(v) {
            Some(value) => Texte::de(value, Montre { variante: Some(option), chemin }),
            None => "inconnu".into(),
        }));
        if variantes.iter().any(|v| value(v).is_some()) {
            table.total(cells);
        }
    };
    row(format!("Total {}\u{a0}ans", first.totaux.annees), Chemin::Total, &|v| {
        v.totaux.aide.map(euros).or_else(|| v.totaux.bornes.map(range))
    });
    row("Pire cas".to_owned(), Chemin::PireCas, &|v| v.totaux.pire_cas().map(euros));
    row("En jeu".to_owned(), Chemin::EnJeu, &|v| v.totaux.en_jeu().map(euros));
    page.tableau(table);
}
