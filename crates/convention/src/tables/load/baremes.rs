//! `baremes.toml`: avenant-7's table of objectives (OBJ-6).

use super::reader::{Row, Sink, integer, missing, text, wrong_type};
use crate::bande::{Bande, Bandes};
use crate::document::{Node, Value};
use crate::dossier::OptionEtp;
use crate::question::Question;
use crate::tables::{Bareme, CelluleBareme};

const KEYS: &[&str] = &["option", "bande", "valeur", "regle", "source", "confiance"];

/// Largest gain, in thousandths: ten times the start.
const MAX_GAIN: i64 = 10_000;

/// Reads the barème.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Bareme {
    let mut bareme = Bareme::default();
    for row in root.rows(sink, "cellule", KEYS) {
        let option = row.word(sink, "option", OptionEtp::from_id, OptionEtp::IDS);
        let bande = row.word(sink, "bande", band, &band_ids());
        let from = row.provenance(sink, None);
        let node = row.require(sink, "valeur");
        let value = node.and_then(|node| value(sink, &row, node));
        let (Some(option), Some(bande)) = (option, bande) else { continue };
        let slot = &mut bareme[option as usize][bande as usize];
        if slot.is_some() {
            row.twice(sink, format_args!("l'objectif de {option} ETP en « {bande} »"));
        } else if let (Some(node), Some(from), Some(value)) = (node, from, value) {
            *slot = Some(sink.cell(row.file, node, &from, value));
        }
    }
    bareme
}

/// Every option that avenant-7 opens has a cell for each band of its scale, if only « inconnu ».
pub(super) fn check(sink: &mut Sink<'_>, file: &str, bareme: &Bareme, options: &[OptionEtp]) {
    if !sink.clean(file) {
        return;
    }
    for option in options {
        for bande in bands().filter(|bande| bareme[*option as usize][*bande as usize].is_none()) {
            let what = format!("l'objectif de {option} ETP en « {bande} »");
            missing(sink, file, what, "ajoutez une [[cellule]], au besoin avec « valeur = \"inconnu\" »");
        }
    }
}

fn bands() -> impl Iterator<Item = Bande> {
    Bandes::ECHELLE_AVENANT_7.iter().filter(|bande| *bande != Bande::SousP30)
}

fn band_ids() -> Vec<&'static str> {
    bands().map(Bande::id).collect()
}

fn band(id: &str) -> Option<Bande> {
    bands().find(|bande| bande.id() == id)
}

fn value<'a>(sink: &mut Sink<'a>, row: &Row<'a>, node: &'a Node) -> Option<CelluleBareme> {
    let file = row.file;
    match &node.value {
        Value::Integer(_) => gain(sink, file, node).map(CelluleBareme::GainPourMille),
        Value::Text(text) if text == "maintien" => Some(CelluleBareme::Maintien),
        Value::Text(text) if text == "inconnu" => Some(CelluleBareme::Inconnue),
        Value::Table(_) => by_reading(sink, file, node),
        _ => {
            wrong_type(
                sink,
                file,
                node,
                "un nombre de millièmes, « maintien » ou « inconnu »",
                "par exemple 200 pour 20 % de plus, \"maintien\", ou \"inconnu\"",
            );
            None
        }
    }
}

/// `{ question = "Q-AV7-P95", plus_5 = 50, maintien = "maintien" }`.
fn by_reading<'a>(sink: &mut Sink<'a>, file: &'static str, node: &'a Node) -> Option<CelluleBareme> {
    let question = Question::Av7P95;
    let [gained, kept] = question.readings() else { return None };
    let row = Row::new(sink, file, node, &["question", gained, kept])?;
    row.word(sink, "question", |id| (id == question.id()).then_some(()), &[question.id()]);
    let number = row.require(sink, gained)?;
    let number = gain(sink, file, number);
    let word = row.require(sink, kept)?;
    if text(sink, file, word)? != "maintien" {
        wrong_type(sink, file, word, "« maintien »", "\"maintien\"");
        return None;
    }
    number.map(CelluleBareme::GainOuMaintien)
}

fn gain(sink: &mut Sink<'_>, file: &str, node: &Node) -> Option<u32> {
    integer(sink, file, node, 1..=MAX_GAIN).and_then(|value| u32::try_from(value).ok())
}
