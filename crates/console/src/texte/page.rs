//! Lines of a given width: headings, paragraphs, lists, tables.

use views::{Bloc, Relief, Tableau};

use super::{Style, tableau};

/// Narrowest page.
const WIDTH_MIN: usize = 40;

const RESET: &str = "\u{1b}[0m";

/// The ANSI style of a line that stands out.
const fn code(relief: Relief) -> &'static str {
    match relief {
        Relief::Gras => "\u{1b}[1m",
        Relief::Vert => "\u{1b}[1;32m",
        Relief::Rouge => "\u{1b}[1;31m",
    }
}

/// Lays out the pieces of a page.
pub(super) fn lignes(blocs: &[Bloc], style: &Style) -> String {
    let mut page = Page { text: String::new(), width: style.width.max(WIDTH_MIN), color: style.color };
    blocs.iter().for_each(|bloc| page.bloc(bloc));
    page.text
}

/// Lines being written.
struct Page {
    text: String,
    width: usize,
    color: bool,
}

impl Page {
    fn bloc(&mut self, bloc: &Bloc) {
        match bloc {
            Bloc::Sujet(texte) => self.wrapped("", "", texte, Some(Relief::Gras)),
            Bloc::Titre { texte, suite, .. } => {
                self.text.push('\n');
                self.wrapped("", "", &format!("{}{suite}", texte.to_uppercase()), Some(Relief::Gras));
            }
            Bloc::Relief(texte, relief) => self.wrapped("", "", texte, Some(*relief)),
            Bloc::Paragraphe(texte) => self.wrapped("", "", texte, None),
            Bloc::Suite(texte) => self.niveau(0, texte),
            Bloc::Puce(texte) => self.wrapped("- ", "  ", texte, None),
            Bloc::Niveau(niveau, texte) => self.niveau(*niveau, texte),
            Bloc::Tableau(tableau) => self.tableau(tableau),
            Bloc::Vide => self.text.push('\n'),
        }
    }

    fn niveau(&mut self, niveau: usize, texte: &str) {
        let (first, next) = ("  ".repeat(niveau), "  ".repeat(niveau + 1));
        self.wrapped(&first, &next, texte, None);
    }

    fn tableau(&mut self, tableau: &Tableau) {
        let Some(lignes) = tableau::lignes(tableau, self.width) else { return self.fiches(tableau) };
        for ligne in lignes {
            self.text.push_str(ligne.trim_end_matches(' '));
            self.text.push('\n');
        }
    }

    /// A table that is too wide, line after line.
    fn fiches(&mut self, tableau: &Tableau) {
        for ligne in &tableau.lignes {
            let (subject, cells) = tableau::fiche(tableau, ligne);
            self.wrapped("", "  ", &subject, None);
            cells.iter().for_each(|cell| self.wrapped("  ", "    ", cell, None));
        }
    }

    fn wrapped(&mut self, first: &str, next: &str, texte: &str, relief: Option<Relief>) {
        let mut prefix = first;
        for ligne in wrap(texte, self.width.saturating_sub(next.chars().count())) {
            self.text.push_str(prefix);
            if let Some(relief) = relief.filter(|_| self.color) {
                self.text.push_str(code(relief));
                self.text.push_str(&ligne);
                self.text.push_str(RESET);
            } else {
                self.text.push_str(&ligne);
            }
            self.text.push('\n');
            prefix = next;
        }
    }
}

/// Lines of at most `width` characters, parted at plain spaces alone; a longer word is cut.
fn wrap(texte: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in texte.split(' ').filter(|w| !w.is_empty()) {
        let mut chars: Vec<char> = word.chars().collect();
        if length > 0 && length + 1 + chars.len() > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        while chars.len() > width {
            let rest = chars.split_off(width);
            lines.push(chars.into_iter().collect());
            chars = rest;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        length += chars.len();
        line.extend(chars);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use views::Colonne;

    use super::*;

    #[test]
    fn lines_part_at_plain_spaces_alone() {
        assert_eq!(wrap("un deux\u{a0}trois quatre", 10), ["un", "deux\u{a0}trois", "quatre"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("  ", 3), Vec::<String>::new());
    }

    /// 45 columns are the least: 23 for the name, 10 for the day, 8 for `11 000 €`, and 2 between each.
    #[test]
    fn a_table_is_parted_line_by_line_before_anything_is_cut() {
        use Colonne::{Droite, Gauche};
        let mut table = Tableau::new(&[("Dossier", Gauche), ("Date", Gauche), ("Aide", Droite)]);
        let cells = ["cabinet-des-marronniers", "01/07/2027 solde, année 3", "de 0\u{a0}€ à 11\u{202f}000\u{a0}€"];
        table.ligne(cells.map(str::to_owned).to_vec());
        table.ligne(vec!["brouillon.toml".to_owned(), "erreur".to_owned(), String::new()]);
        let text = |width| lignes(&[Bloc::Tableau(table.clone())], &Style { width, color: false });
        assert!(text(45).starts_with("Dossier "), "{}", text(45));
        let parted = "Dossier\u{a0}: cabinet-des-marronniers\n  Date\u{a0}: 01/07/2027 solde, année 3\n  \
                      Aide\u{a0}: de 0\u{a0}€ à 11\u{202f}000\u{a0}€\nDossier\u{a0}: brouillon.toml\n  Date\u{a0}: erreur\n";
        assert_eq!(text(44), parted);
        for width in 40..120 {
            let text = text(width);
            for word in ["cabinet-des-marronniers", "01/07/2027", "11\u{202f}000\u{a0}€", "brouillon.toml"] {
                assert!(text.contains(word), "{width}: {text}");
            }
            assert!(text.lines().all(|line| line.chars().count() <= width), "{width}: {text}");
        }
    }

    #[test]
    fn styles_are_written_only_where_they_are_allowed() {
        let style = Style { width: 80, color: true };
        let blocs = [Bloc::Relief("oui".into(), Relief::Vert)];
        assert_eq!(lignes(&blocs, &style), "\u{1b}[1;32moui\u{1b}[0m\n");
        assert_eq!(lignes(&blocs, &Style { color: false, ..style }), "oui\n");
    }
}
