//! Lines of text for a terminal: titles, wrapped paragraphs, tables.

use views::{Colonne, Tableau};

use super::grille::ABSENT;
use console::texte::tableau;

/// A text that is being written, within a width.
pub(super) struct Page {
    largeur: usize,
    texte: String,
}

impl Page {
    pub(super) fn new(largeur: usize) -> Page {
        Page { largeur, texte: String::new() }
    }

    pub(super) fn fin(self) -> String {
        self.texte
    }

    /// A title, underlined.
    pub(super) fn titre(&mut self, titre: &str) {
        self.vide();
        self.paragraphe(0, 0, titre);
        let rule = "─".repeat(titre.chars().count().min(self.largeur));
        self.texte.push_str(&rule);
        self.texte.push('\n');
    }

    /// An empty line, unless nothing is written yet or one is there.
    pub(super) fn vide(&mut self) {
        if !self.texte.is_empty() && !self.texte.ends_with("\n\n") {
            self.texte.push('\n');
        }
    }

    /// Words wrapped within the width: the first line begins at `first`, the others at `next`.
    pub(super) fn paragraphe(&mut self, first: usize, next: usize, words: &str) {
        let mut line = " ".repeat(first);
        let mut columns = first;
        let mut fresh = true;
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let length = word.chars().count();
            if !fresh && columns + 1 + length > self.largeur {
                self.ligne(&line);
                line = " ".repeat(next);
                columns = next;
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                columns += 1;
            }
            line.push_str(word);
            columns += length;
            fresh = false;
        }
        self.ligne(&line);
    }

    /// `name` in a column of its own, then words wrapped beside it.
    pub(super) fn definition(&mut self, indent: usize, column: usize, name: &str, words: &str) {
        let length = name.chars().count();
        if indent + length < column {
            let start = self.texte.len();
            self.paragraphe(column, column, words);
            let padded = format!("{}{name}{}", " ".repeat(indent), " ".repeat(column - indent - length));
            self.texte.replace_range(start..start + column, &padded);
        } else {
            self.paragraphe(indent, indent, name);
            self.paragraphe(column, column, words);
        }
    }

    /// A table under a header, within the width; too narrow for one, line by line.
    pub(super) fn tableau(&mut self, entete: Vec<String>, lignes: Vec<Vec<String>>) {
        let side = |column: usize| match column > 0 && nombres(&lignes, column) {
            true => Colonne::Droite,
            false => Colonne::Gauche,
        };
        let entetes: Vec<(String, Colonne)> =
            entete.into_iter().enumerate().map(|(column, texte)| (texte, side(column))).collect();
        let mut table = Tableau::new(&entetes);
        lignes.into_iter().for_each(|ligne| table.ligne(ligne));
        match tableau::lignes(&table, self.largeur) {
            Some(lines) => lines.iter().for_each(|line| self.ligne(line)),
            None => {
                for ligne in &table.lignes {
                    let (subject, cells) = tableau::fiche(&table, ligne);
                    self.paragraphe(0, 2, &subject);
                    cells.iter().for_each(|cell| self.paragraphe(2, 4, cell));
                }
            }
        }
    }

    fn ligne(&mut self, line: &str) {
        self.texte.push_str(line.trim_end());
        self.texte.push('\n');
    }
}

/// Whether a column holds numbers alone: they stand to the right.
fn nombres(lignes: &[Vec<String>], column: usize) -> bool {
    let digits = |text: &String| text.chars().all(|c| c.is_ascii_digit() || "\u{a0}\u{202f},€".contains(c));
    let mut texts = lignes.iter().filter_map(|ligne| ligne.get(column)).filter(|text| *text != ABSENT).peekable();
    texts.peek().is_some() && texts.all(digits)
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn words_stay_within_the_width() {
        let mut page = Page::new(20);
        page.paragraphe(0, 2, "un deux trois quatre cinq six");
        page.definition(2, 8, "nom", "des mots à côté du nom");
        assert_eq!(page.fin(), "un deux trois quatre\n  cinq six\n  nom   des mots à\n        côté du nom\n");
    }
}
