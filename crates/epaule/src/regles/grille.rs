//! A part of the rules as a grid: one model that is both shown and compared.

use convention::tables::{Cell, CellId, Convention};

use super::page::Page;

/// A titled table of values.
pub(super) struct Grille {
    /// What it is, for people; the same for every regime, so that two regimes compare.
    pub(super) titre: String,
    /// Rule that it comes from.
    pub(super) regle: &'static str,
    /// What to read before the table.
    pub(super) phrases: Vec<String>,
    /// Heads of the columns, the first one that of the labels.
    pub(super) colonnes: Vec<String>,
    pub(super) lignes: Vec<Ligne>,
}

/// A label and its values.
pub(super) struct Ligne {
    pub(super) libelle: String,
    pub(super) cases: Vec<Case>,
}

/// A value as people read it, and where it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) texte: String,
    pub(super) cellules: Vec<CellId>,
}

impl Case {
    /// A value that stands in no cell.
    pub(super) fn dite(texte: impl Into<String>) -> Case {
        Case { texte: texte.into(), cellules: Vec::new() }
    }

    /// A value of a cell.
    pub(super) fn of<T: Copy>(cell: Cell<T>, write: impl FnOnce(T) -> String) -> Case {
        Case { texte: write(cell.value), cellules: vec![cell.id] }
    }

    /// A cell that may be empty.
    pub(super) fn peut_etre<T: Copy>(cell: Option<Cell<T>>, write: impl FnOnce(T) -> String) -> Case {
        cell.map_or_else(|| Case::dite(ABSENT), |cell| Case::of(cell, write))
    }
}

/// What stands for no value.
pub(super) const ABSENT: &str = "–";

impl Grille {
    pub(super) fn new(titre: impl Into<String>, regle: &'static str, colonnes: &[&str]) -> Grille {
        let colonnes = colonnes.iter().map(|&colonne| colonne.to_owned()).collect();
        Grille { titre: titre.into(), regle, phrases: Vec::new(), colonnes, lignes: Vec::new() }
    }

    pub(super) fn ligne(&mut self, libelle: impl Into<String>, cases: Vec<Case>) {
        self.lignes.push(Ligne { libelle: libelle.into(), cases });
    }

    /// Writes the grid, its sources as marks.
    pub(super) fn montrer(&self, convention: &Convention, sources: &mut Sources, page: &mut Page) {
        page.titre(&format!("{} ({})", self.titre, self.regle));
        for phrase in &self.phrases {
            page.paragraphe(0, 0, phrase);
        }
        if self.lignes.is_empty() {
            return;
        }
        let marks: Vec<String> = self.lignes.iter().map(|l| sources.marques(convention, &l.cases)).collect();
        let one = marks.first().filter(|first| marks.iter().all(|m| m == *first)).cloned();
        let mut entete = self.colonnes.clone();
        if one.is_none() {
            entete.push("Source".to_owned());
        }
        let rows = self.lignes.iter().zip(&marks).map(|(ligne, marks)| {
            let mut row = vec![ligne.libelle.clone()];
            row.extend(ligne.cases.iter().map(|case| case.texte.clone()));
            row.extend(one.is_none().then(|| marks.clone()));
            row
        });
        page.tableau(entete, rows.collect());
        match one {
            Some(marks) if !marks.is_empty() => page.paragraphe(0, 0, &format!("Source : {marks}")),
            Some(_) => {
                let mark = sources.de_la_regle(convention, self.regle);
                page.paragraphe(0, 0, &format!("Source : {mark}"));
            }
            None => {}
        }
    }
}

/// The sources seen so far: each has a number.
#[derive(Default)]
pub(super) struct Sources {
    seen: Vec<(String, &'static str)>,
}

impl Sources {
    /// The marks of the cells of a line: `[1] [2]`.
    pub(super) fn marques(&mut self, convention: &Convention, cases: &[Case]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for id in cases.iter().flat_map(|case| &case.cellules) {
            let Some(info) = convention.cells.get(usize::from(id.0)) else { continue };
            let number = self.numero(&info.source, info.confiance.id());
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers.sort_unstable();
        numbers.iter().map(|n| format!("[{n}]")).collect::<Vec<_>>().join(" ")
    }

    /// The mark of a rule's own source.
    fn de_la_regle(&mut self, convention: &Convention, regle: &str) -> String {
        convention
            .textes
            .regle(regle)
            .map_or_else(String::new, |texte| format!("[{}]", self.numero(&texte.source, texte.confiance.id())))
    }

    fn numero(&mut self, source: &str, confiance: &'static str) -> usize {
        let place = self.seen.iter().position(|(s, c)| s == source && *c == confiance);
        place.map_or_else(
            || {
                self.seen.push((source.to_owned(), confiance));
                self.seen.len()
            },
            |index| index + 1,
        )
    }

    /// Writes the list of the sources.
    pub(super) fn montrer(&self, convention: &Convention, page: &mut Page) {
        if self.seen.is_empty() {
            return;
        }
        page.titre("Sources");
        for (index, (source, confiance)) in self.seen.iter().enumerate() {
            page.definition(0, 6, &format!("[{}]", index + 1), &format!("{source} ({confiance})"));
        }
        page.vide();
        let words = convention::tables::Confiance::IDS.iter().map(|id| format!("{id} {}", convention.textes.mot(id)));
        page.paragraphe(0, 0, &format!("Confiance : {}.", words.collect::<Vec<_>>().join(", ")));
    }
}
