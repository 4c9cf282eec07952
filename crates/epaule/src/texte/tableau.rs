//! Tables without borders: a rule under the header, numbers to the right.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colonne {
    Gauche,
    Droite,
}

/// A table as wide as it needs, and never wider than `width`.
pub(super) struct Tableau {
    table: Table,
    colonnes: Vec<Colonne>,
}

impl Tableau {
    pub(super) fn new(width: usize, entetes: &[(&str, Colonne)]) -> Tableau {
        let colonnes: Vec<Colonne> = entetes.iter().map(|(_, colonne)| *colonne).collect();
        let mut table = Table::new();
        table
            .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(width).unwrap_or(u16::MAX))
            .set_header(entetes.iter().map(|(texte, colonne)| cell((*texte).to_owned(), *colonne)));
        for column in table.column_iter_mut() {
            column.set_padding((0, 1));
        }
        if let Some(last) = entetes.len().checked_sub(1).and_then(|last| table.column_mut(last)) {
            last.set_padding((0, 0));
        }
        Tableau { table, colonnes }
    }

    pub(super) fn ligne(&mut self, cellules: Vec<String>) {
        let colonnes = self.colonnes.iter().copied().chain(std::iter::repeat(Colonne::Droite));
        self.table.add_row(cellules.into_iter().zip(colonnes).map(|(texte, colonne)| cell(texte, colonne)));
    }

    pub(super) fn lignes(self) -> Vec<String> {
        self.table.lines().collect()
    }
}

fn cell(texte: String, colonne: Colonne) -> Cell {
    let alignment = match colonne {
        Colonne::Gauche => CellAlignment::Left,
        Colonne::Droite => CellAlignment::Right,
    };
    Cell::new_owned(texte).set_alignment(alignment)
}
