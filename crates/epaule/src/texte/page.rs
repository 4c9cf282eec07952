//! Lines of a given width: headings, paragraphs, lists.

use super::Style;

/// Narrowest page.
const WIDTH_MIN: usize = 60;

const RESET: &str = "\u{1b}[0m";

/// How a line stands out, where styles are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relief {
    Aucun,
    Gras,
    Vert,
    Rouge,
}

impl Relief {
    const fn code(self) -> &'static str {
        match self {
            Relief::Aucun => "",
            Relief::Gras => "\u{1b}[1m",
            Relief::Vert => "\u{1b}[1;32m",
            Relief::Rouge => "\u{1b}[1;31m",
        }
    }
}

/// A page being written.
pub(super) struct Page {
    text: String,
    width: usize,
    color: bool,
}

impl Page {
    pub(super) fn new(style: &Style) -> Page {
        Page { text: String::new(), width: style.width.max(WIDTH_MIN), color: style.color }
    }

    /// Columns of a line.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// An empty line, then a heading.
    pub(super) fn titre(&mut self, titre: &str) {
        self.vide();
        self.wrapped("", "", titre, Relief::Gras);
    }

    /// An empty line.
    pub(super) fn vide(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph.
    pub(super) fn paragraphe(&mut self, texte: &str) {
        self.wrapped("", "", texte, Relief::Aucun);
    }

    /// A paragraph that stands out.
    pub(super) fn relief(&mut self, texte: &str, relief: Relief) {
        self.wrapped("", "", texte, relief);
    }

    /// An item of a list.
    pub(super) fn puce(&mut self, texte: &str) {
        self.wrapped("- ", "  ", texte, Relief::Aucun);
    }

    /// A paragraph whose next lines are two columns in.
    pub(super) fn suite(&mut self, texte: &str) {
        self.retrait(0, texte);
    }

    /// A paragraph `indent` columns in; its next lines two more.
    pub(super) fn retrait(&mut self, indent: usize, texte: &str) {
        let (first, next) = (" ".repeat(indent), " ".repeat(indent + 2));
        self.wrapped(&first, &next, texte, Relief::Aucun);
    }

    /// Lines that are laid out already.
    pub(super) fn lignes(&mut self, lignes: impl IntoIterator<Item = String>) {
        for ligne in lignes {
            self.text.push_str(ligne.trim_end_matches(' '));
            self.text.push('\n');
        }
    }

    fn wrapped(&mut self, first: &str, next: &str, texte: &str, relief: Relief) {
        let mut prefix = first;
        for ligne in wrap(texte, self.width.saturating_sub(next.chars().count())) {
            self.text.push_str(prefix);
            if self.color && relief != Relief::Aucun {
                self.text.push_str(relief.code());
                self.text.push_str(&ligne);
                self.text.push_str(RESET);
            } else {
                self.text.push_str(&ligne);
            }
            self.text.push('\n');
            prefix = next;
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
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
    use super::*;

    #[test]
    fn lines_part_at_plain_spaces_alone() {
        assert_eq!(wrap("un deux\u{a0}trois quatre", 10), ["un", "deux\u{a0}trois", "quatre"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("  ", 3), Vec::<String>::new());
    }

    #[test]
    fn styles_are_written_only_where_they_are_allowed() {
        let style = Style { width: 80, color: true, expliquer: false };
        let mut page = Page::new(&style);
        page.relief("oui", Relief::Vert);
        assert_eq!(page.finish(), "\u{1b}[1;32moui\u{1b}[0m\n");
        let mut page = Page::new(&Style { color: false, ..style });
        page.relief("oui", Relief::Vert);
        assert_eq!(page.finish(), "oui\n");
    }
}
