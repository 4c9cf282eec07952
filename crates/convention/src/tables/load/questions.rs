//! `questions.toml`: what each open question asks, and what its readings mean (rules, section 10).

use super::reader::{Row, Sink, cite, missing, word};
use crate::question::Question;
use crate::tables::TexteQuestion;

const KEYS: &[&str] = &["id", "libelle", "a_demander", "regles", "lecture", "source", "confiance"];

/// Reads the questions, in the order of [`Question::ALL`].
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<Vec<TexteQuestion>> {
    let ids: Vec<&str> = Question::ALL.iter().map(|question| question.id()).collect();
    let mut named = vec![false; ids.len()];
    let mut textes: Vec<Option<TexteQuestion>> = vec![None; ids.len()];
    for row in root.rows(sink, "question", KEYS) {
        let Some(question) = row.word(sink, "id", Question::from_id, &ids) else { continue };
        if std::mem::replace(&mut named[question as usize], true) {
            row.twice(sink, format_args!("la question « {} »", question.id()));
        } else {
            textes[question as usize] = one(sink, &row, question);
        }
    }
    let clean = sink.clean(root.file);
    for (id, _) in ids.iter().zip(&named).filter(|(_, named)| clean && !**named) {
        let conseil = format!("ajoutez une [[question]] dont l'id est « {id} »");
        missing(sink, root.file, format_args!("la question « {id} »"), conseil);
    }
    textes.into_iter().collect()
}

fn one<'a>(sink: &mut Sink<'a>, row: &Row<'a>, question: Question) -> Option<TexteQuestion> {
    let libelle = row.text(sink, "libelle");
    let a_demander = row.text(sink, "a_demander");
    let said_by = row.said_by(sink, None);
    let lectures = lectures(sink, row, question);
    let mut regles = Vec::new();
    for item in row.list(sink, "regles")? {
        regles.push(cite(sink, row.file, item)?.to_owned());
    }
    let (source, confiance) = said_by?;
    Some(TexteQuestion {
        libelle: libelle?.to_owned(),
        a_demander: a_demander?.to_owned(),
        regles,
        lectures: lectures?,
        source: source.to_owned(),
        confiance,
    })
}

/// The `[[question.lecture]]`, exactly those of the question, default first.
fn lectures<'a>(sink: &mut Sink<'a>, row: &Row<'a>, question: Question) -> Option<Vec<String>> {
    let readings = question.readings();
    let expected = || format!("écrivez les lectures dans cet ordre : {}", readings.join(", "));
    let mut libelles = Vec::with_capacity(readings.len());
    for (index, lecture) in row.rows(sink, "lecture", &["id", "libelle"]).iter().enumerate() {
        let position = |id: &str| readings.iter().position(|reading| *reading == id);
        let node = lecture.require(sink, "id")?;
        let found = word(sink, row.file, node, position, readings)?;
        if found != index {
            let message = format!("la lecture « {} » n'est pas à sa place", readings[found]);
            sink.fault("lectures-en-desordre", row.file, node, message, expected());
            return None;
        }
        libelles.push(lecture.text(sink, "libelle")?.to_owned());
    }
    if libelles.len() < readings.len() {
        let absent = readings[libelles.len()..].join(", ");
        let message = format!("il manque des lectures de {} : {absent}", question.id());
        sink.fault("entree-manquante", row.file, row.node, message, expected());
        return None;
    }
    Some(libelles)
}
