//! Tables without borders: a rule under the header, numbers to the right. Where the page is too narrow for one,
//! each of its lines is a few lines of the page: no number, date or word is cut.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use views::{Colonne, Tableau, Texte};

/// Columns between two cells.
const ECART: usize = 2;

/// The lines of a table, as wide as it needs and never wider than `width`. `None`: not even its longest words fit
/// beside each other.
pub fn lignes(tableau: &Tableau, width: usize) -> Option<Vec<String>> {
    let needed: Vec<usize> = (0..tableau.entetes.len()).map(|column| mot_le_plus_long(tableau, column)).collect();
    let gaps = ECART * needed.len().saturating_sub(1);
    if needed.iter().sum::<usize>() + gaps > width {
        return None;
    }
    // As comfy-table parts the columns, unless that cuts a word.
    let free = dessiner(tableau, width, &[]);
    if mots(free.iter().map(String::as_str)) == mots(textes(tableau)) {
        return Some(free);
    }
    Some(dessiner(tableau, width, &needed))
}

/// The lines, each column at least as wide as asked.
fn dessiner(tableau: &Tableau, width: usize, least: &[usize]) -> Vec<String> {
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(tableau.entetes.iter().map(|(texte, colonne)| cell(texte, *colonne)));
    let last = tableau.entetes.len().saturating_sub(1);
    for (index, column) in table.column_iter_mut().enumerate() {
        let padding = u16::from(index != last);
        column.set_padding((0, padding));
        if let Some(least) = least.get(index) {
            let least = u16::try_from(*least).unwrap_or(u16::MAX).saturating_add(padding);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
    let colonnes = || tableau.entetes.iter().map(|(_, colonne)| *colonne);
    for ligne in &tableau.lignes {
        table.add_row(ligne.iter().zip(colonnes()).map(|(texte, colonne)| cell(texte, colonne)));
    }
    table.lines().collect()
}

/// Every text of a table.
fn textes(tableau: &Tableau) -> impl Iterator<Item = &str> {
    let cells = tableau.lignes.iter().flatten().map(|texte| &**texte);
    tableau.entetes.iter().map(|(texte, _)| texte.as_str()).chain(cells)
}

/// The words of some texts, but for the rule, in the order of the alphabet.
fn mots<'a>(textes: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let words = textes.flat_map(|texte| texte.split([' ', '\n']));
    let mut words: Vec<&str> = words.filter(|word| !word.trim_matches('─').is_empty()).collect();
    words.sort_unstable();
    words
}

/// A line of a table by itself: what it is about, then each of its cells under the name of its column.
pub fn fiche(tableau: &Tableau, ligne: &[Texte]) -> (String, Vec<String>) {
    let named = |(texte, (entete, _)): (&Texte, &(String, Colonne))| match entete.is_empty() {
        true => texte.to_string(),
        false => format!("{entete}\u{a0}: {}", &**texte),
    };
    let mut cells = ligne.iter().zip(&tableau.entetes).filter(|(texte, _)| !texte.is_empty()).map(named);
    (cells.next().unwrap_or_default(), cells.collect())
}

/// Characters of the longest word of a column, parted at plain spaces alone.
fn mot_le_plus_long(tableau: &Tableau, column: usize) -> usize {
    let header = tableau.entetes.get(column).map(|(texte, _)| texte.as_str());
    let cells = tableau.lignes.iter().filter_map(|ligne| ligne.get(column)).map(|texte| &**texte);
    let words = header.into_iter().chain(cells).flat_map(|texte| texte.split([' ', '\n']));
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}

fn cell(texte: &str, colonne: Colonne) -> Cell {
    let alignment = match colonne {
        Colonne::Gauche => CellAlignment::Left,
        Colonne::Droite => CellAlignment::Right,
    };
    Cell::new_owned(texte.to_owned()).set_alignment(alignment)
}
