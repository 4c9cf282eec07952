//! Open questions and their readings in words.

use convention::question::Question;

use crate::mots::Mots;

impl Mots<'_> {
    /// A few words for a question.
    pub fn question(&self, question: Question) -> &str {
        self.convention.textes.question(question).map_or(question.id(), |t| t.libelle.as_str())
    }

    /// What the reading at an index means.
    pub fn lecture(&self, question: Question, index: u8) -> &str {
        let texte = self.convention.textes.question(question);
        let label = texte.and_then(|t| t.lectures.get(usize::from(index)));
        label.map_or_else(|| question.readings().get(usize::from(index)).copied().unwrap_or_default(), String::as_str)
    }
}
