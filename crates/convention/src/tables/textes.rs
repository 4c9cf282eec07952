//! What the rules say in French: the same words on every surface.

use super::{Confiance, Mission, Note, TextePiece};
use crate::question::Question;

/// What the rules say in French.
#[derive(Debug, Clone, Default)]
pub struct Textes {
    /// By rule id, in the order of the file.
    pub regles: Vec<TexteRegle>,
    /// By [`Question`], in its order.
    pub questions: Vec<TexteQuestion>,
    /// Word of a closed set (`p50-p90`, `non_eligible`, `acompte`…) and what people read.
    pub mots: Vec<(String, String)>,
    /// Conflicts between the documents (rules, section 11), each a sentence.
    pub conflits: Vec<String>,
    /// Points of vigilance, by [`Point`](crate::vigilance::Point), in the order of the file.
    pub vigilances: Vec<Note>,
    /// Ways of training: each certificate, `dispenses`, `financement`.
    pub voies: Vec<Note>,
    /// Papers, by [`NaturePiece`](crate::pieces::NaturePiece).
    pub pieces: Vec<TextePiece>,
    /// Missions that an assistant may be given, in the order of the file (VIE-10).
    pub missions: Vec<Mission>,
    /// What stays outside of the post, whatever the missions (VIE-10).
    pub limites: Vec<Note>,
}

/// A rule in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TexteRegle {
    /// Its id.
    pub id: String,
    /// A few words.
    pub libelle: String,
    /// What it says, in one or two sentences for a doctor.
    pub phrase: String,
    /// Who says it.
    pub source: String,
    /// How sure it is.
    pub confiance: Confiance,
}

/// An open question in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TexteQuestion {
    /// A few words.
    pub libelle: String,
    /// The question as a doctor would ask it to the caisse.
    pub a_demander: String,
    /// Rules that it bears on.
    pub regles: Vec<String>,
    /// What each reading means, in the order of [`Question::readings`].
    pub lectures: Vec<String>,
    /// Who says what leaves it open.
    pub source: String,
    /// How sure that is.
    pub confiance: Confiance,
}

impl Textes {
    /// The text of a rule.
    pub fn regle(&self, id: &str) -> Option<&TexteRegle> {
        self.regles.iter().find(|r| r.id == id)
    }

    /// The text of a question.
    pub fn question(&self, question: Question) -> Option<&TexteQuestion> {
        self.questions.get(question as usize)
    }

    /// The text of a point of vigilance.
    pub fn vigilance(&self, id: &str) -> Option<&Note> {
        self.vigilances.iter().find(|note| note.id == id)
    }

    /// The text of a way of training.
    pub fn voie(&self, id: &str) -> Option<&Note> {
        self.voies.iter().find(|note| note.id == id)
    }

    /// The text of a paper.
    pub fn piece(&self, id: &str) -> Option<&TextePiece> {
        self.pieces.iter().find(|piece| piece.note.id == id)
    }

    /// What people read for a word of a closed set; the word itself where the files have none.
    pub fn mot<'a>(&'a self, id: &'a str) -> &'a str {
        self.mots.iter().find(|(mot, _)| mot == id).map_or(id, |(_, libelle)| libelle)
    }
}
