//! The pieces that a page is made of. Its writer chooses widths, marks and colours.

use std::ops::Range;

use super::Texte;

/// How a line stands out, where its writer can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relief {
    /// As bold.
    Gras,
    /// As good news.
    Vert,
    /// As bad news.
    Rouge,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colonne {
    /// To the left: words.
    Gauche,
    /// To the right: numbers.
    Droite,
}

/// A table: as many cells on each line as there are columns, or fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tableau {
    /// What it is about, where the title above does not say it.
    pub legende: Option<String>,
    /// Header and alignment of each column.
    pub entetes: Vec<(String, Colonne)>,
    /// The lines below.
    pub lignes: Vec<Vec<Texte>>,
    /// The line that the reader is on, and what puts him there.
    pub ici: Option<(usize, String)>,
    /// The lines of the totals, whose words are no value of the columns of words that they stand in.
    pub totaux: Range<usize>,
}

impl Tableau {
    /// A table without lines yet.
    pub fn new<T: AsRef<str>>(entetes: &[(T, Colonne)]) -> Tableau {
        let entetes = entetes.iter().map(|(texte, colonne)| (texte.as_ref().to_owned(), *colonne)).collect();
        Tableau { legende: None, entetes, lignes: Vec::new(), ici: None, totaux: 0..0 }
    }

    /// Adds the line of a total, after the last one if there is one.
    pub fn total(&mut self, cellules: Vec<Texte>) {
        let start = if self.totaux.is_empty() { self.lignes.len() } else { self.totaux.start };
        self.totaux = start..self.lignes.len() + 1;
        self.ligne(cellules);
    }

    /// Adds a line.
    pub fn ligne<T: Into<Texte>>(&mut self, cellules: Vec<T>) {
        self.lignes.push(cellules.into_iter().map(Into::into).collect());
    }
}

/// A piece of a page. Texts are plain: whoever writes them escapes what its format reads as a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bloc {
    /// What the page is about.
    Sujet(Texte),
    /// A heading, and what follows it on its line: a date, a piece of advice.
    Titre {
        /// What names the section, whatever its heading: an address in a page.
        section: &'static str,
        /// The heading.
        texte: String,
        /// Never in capitals. Starts with its own space or comma; may be empty.
        suite: String,
    },
    /// A sentence that stands out.
    Relief(Texte, Relief),
    /// A paragraph.
    Paragraphe(Texte),
    /// A paragraph whose next lines are set in, where the writer parts lines.
    Suite(Texte),
    /// An item of a list.
    Puce(Texte),
    /// An item at a level of a nested list, from 0.
    Niveau(usize, Texte),
    /// A table.
    Tableau(Tableau),
    /// Some room.
    Vide,
}

/// A page being written.
#[derive(Debug, Default)]
pub struct Page {
    blocs: Vec<Bloc>,
}

impl Page {
    /// Any piece: one whose text shows figures.
    pub fn bloc(&mut self, bloc: Bloc) {
        self.blocs.push(bloc);
    }

    /// What the page is about.
    pub fn sujet(&mut self, texte: &str) {
        self.blocs.push(Bloc::Sujet(texte.into()));
    }

    /// The heading of a section.
    pub fn titre(&mut self, section: &'static str, texte: &str) {
        self.titre_suivi(section, texte, "");
    }

    /// A heading and what follows on its line, such as `, à partir du 15 janvier 2028)`.
    pub fn titre_suivi(&mut self, section: &'static str, texte: &str, suite: &str) {
        self.blocs.push(Bloc::Titre { section, texte: texte.to_owned(), suite: suite.to_owned() });
    }

    /// A sentence that stands out.
    pub fn relief(&mut self, texte: &str, relief: Relief) {
        self.blocs.push(Bloc::Relief(texte.into(), relief));
    }

    /// Some room.
    pub fn vide(&mut self) {
        self.blocs.push(Bloc::Vide);
    }

    /// A paragraph.
    pub fn paragraphe(&mut self, texte: &str) {
        self.blocs.push(Bloc::Paragraphe(texte.into()));
    }

    /// A paragraph whose next lines are set in.
    pub fn suite(&mut self, texte: &str) {
        self.blocs.push(Bloc::Suite(texte.into()));
    }

    /// An item of a list.
    pub fn puce(&mut self, texte: &str) {
        self.blocs.push(Bloc::Puce(texte.into()));
    }

    /// An item at a level of a nested list, from 0; what belongs to a [`Page::puce`] is at level 1.
    pub fn niveau(&mut self, niveau: usize, texte: &str) {
        self.blocs.push(Bloc::Niveau(niveau, texte.into()));
    }

    /// A table.
    pub fn tableau(&mut self, tableau: Tableau) {
        self.blocs.push(Bloc::Tableau(tableau));
    }

    /// The page.
    pub fn finish(self) -> Vec<Bloc> {
        self.blocs
    }
}
