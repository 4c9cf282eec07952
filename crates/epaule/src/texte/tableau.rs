//! Tables without borders: a rule under the header, numbers to the right.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use views::{Colonne, Tableau};

/// The lines of a table, as wide as it needs and never wider than `width`.
pub(super) fn lignes(tableau: &Tableau, width: usize) -> Vec<String> {
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(tableau.entetes.iter().map(|(texte, colonne)| cell(texte, *colonne)));
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    if let Some(last) = tableau.entetes.len().checked_sub(1).and_then(|last| table.column_mut(last)) {
        last.set_padding((0, 0));
    }
    let colonnes = || tableau.entetes.iter().map(|(_, colonne)| *colonne);
    for ligne in &tableau.lignes {
        table.add_row(ligne.iter().zip(colonnes()).map(|(texte, colonne)| cell(texte, colonne)));
    }
    table.lines().collect()
}

fn cell(texte: &str, colonne: Colonne) -> Cell {
    let alignment = match colonne {
        Colonne::Gauche => CellAlignment::Left,
        Colonne::Droite => CellAlignment::Right,
    };
    Cell::new_owned(texte.to_owned()).set_alignment(alignment)
}
