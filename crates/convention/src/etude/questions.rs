//! Open questions: the étude is worked out again under each other reading, one changed at a time.

use crate::etude::figures::{Figure, Repere};
use crate::explication::{Bout, Chemin, Grandeur, Valeur};
use crate::question::{Consulted, Lectures, Question};

/// An open question that touches the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionTouchee {
    /// The question.
    pub question: Question,
    /// Index of the reading used.
    pub lecture: u8,
    /// The other readings, and what would change.
    pub autres: Vec<AutreLecture>,
}

/// Another reading of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutreLecture {
    /// Its index.
    pub lecture: u8,
    /// Every figure that would change. Empty: none.
    pub ecarts: Vec<Ecart>,
}

/// A figure that another reading changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ecart {
    /// The figure as it is.
    pub figure: Figure,
    /// Its value under the other reading.
    pub valeur: Valeur,
}

impl QuestionTouchee {
    /// Whether another reading changes a figure.
    pub fn change_le_resultat(&self) -> bool {
        self.autres.iter().any(|autre| !autre.ecarts.is_empty())
    }

    /// Whether another reading changes the verdict, or the aid of a year or its bounds.
    pub fn change_l_aide(&self) -> bool {
        let bears = |e: &Ecart| {
            let chemin = e.figure.chemin;
            matches!(chemin, Chemin::Verdict | Chemin::Aide(_) | Chemin::Borne(_, Grandeur::Aide, _))
        };
        self.autres.iter().flat_map(|autre| &autre.ecarts).any(bears)
    }
}

/// Reruns under each other reading of the questions that the run consulted. A question that no run
/// consulted cannot change anything.
pub(crate) fn questions(
    lectures: &Lectures,
    consulted: Consulted,
    base: &[Figure],
    rerun: impl Fn(&Lectures) -> Vec<Figure>,
) -> Vec<QuestionTouchee> {
    Question::ALL
        .iter()
        .filter(|question| consulted & question.bit() != 0)
        .map(|&question| {
            let lecture = lectures.index(question);
            let autres = (0..question.readings().len() as u8)
                .filter(|index| *index != lecture)
                .map(|index| {
                    let mut other = *lectures;
                    other.set(question, index);
                    AutreLecture { lecture: index, ecarts: ecarts(base, &rerun(&other)) }
                })
                .collect();
            QuestionTouchee { question, lecture, autres }
        })
        .collect()
}

/// The figures that differ. A figure of one list alone is unknown in the other.
fn ecarts(base: &[Figure], other: &[Figure]) -> Vec<Ecart> {
    let aligned = base.len() == other.len() && base.iter().zip(other).all(|(a, b)| same(a, b));
    if aligned {
        let pairs = base.iter().zip(other).filter(|(a, b)| a.valeur != b.valeur);
        return pairs.map(|(a, b)| Ecart { figure: *a, valeur: b.valeur }).collect();
    }
    // Each figure of the base takes its match out of the other list, those of a list in turn.
    let mut left: Vec<&Figure> = other.iter().collect();
    let mut found = Vec::new();
    for figure in base {
        let matched = left.iter().position(|o| same(o, figure)).map(|at| left.remove(at));
        let valeur = matched.map_or(Valeur::Inconnu, |o| o.valeur);
        if valeur != figure.valeur {
            found.push(Ecart { figure: *figure, valeur });
        }
    }
    let added = left.into_iter().filter(|o| o.valeur != Valeur::Inconnu);
    found.extend(added.map(|o| Ecart { figure: Figure { valeur: Valeur::Inconnu, ..*o }, valeur: o.valeur }));
    found
}

/// Whether two figures stand for the same thing; of a list, in turn.
pub(crate) fn same(a: &Figure, b: &Figure) -> bool {
    let kind = |f: &Figure| std::mem::discriminant(&f.chemin);
    a.variante == b.variante
        && a.repere == b.repere
        && if a.repere == Repere::Chemin { a.chemin == b.chemin } else { kind(a) == kind(b) && end(a) == end(b) }
}

/// Which end of a decision's range a figure is.
fn end(figure: &Figure) -> Option<Bout> {
    match figure.chemin {
        Chemin::DecisionPart(_, bout) | Chemin::DecisionAide(_, bout) => Some(bout),
        _ => None,
    }
}
