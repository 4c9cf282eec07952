//! `textes.toml`: papers, ways of training, points of vigilance, missions and limits of the post.

use super::reader::{self, Row, Sink, missing};
use crate::dossier::evenement::Certificat;
use crate::pieces::NaturePiece;
use crate::tables::{Destinataire, GroupeDeMissions, Mission, Note, TextePiece, Textes};
use crate::vigilance::Point;

/// The keys of a note.
const KEYS: [&str; 7] = ["id", "libelle", "phrase", "points", "regle", "source", "confiance"];
/// The same, and to whom a paper goes.
const PIECE: [&str; 8] = ["id", "libelle", "phrase", "points", "regle", "source", "confiance", "a_qui"];
/// The same, and the family of a mission.
const MISSION: [&str; 8] = ["id", "libelle", "phrase", "points", "regle", "source", "confiance", "groupe"];

/// Way of training that stands beside the certificates: dispenses, and who pays.
const AUTRES_VOIES: [&str; 2] = ["dispenses", "financement"];

/// Reads the notes into the texts.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>, textes: &mut Textes) {
    for row in root.rows(sink, "vigilance", &KEYS) {
        let word = row.word(sink, "id", known(Point::IDS), Point::IDS);
        let found = word.and(note(sink, &row));
        keep(sink, &row, found, &mut textes.vigilances, |note| note);
    }
    let voies: Vec<&str> = Certificat::IDS.iter().copied().chain(AUTRES_VOIES).collect();
    for row in root.rows(sink, "voie", &KEYS) {
        let word = row.word(sink, "id", known(&voies), &voies);
        let found = word.and(note(sink, &row));
        keep(sink, &row, found, &mut textes.voies, |note| note);
    }
    for row in root.rows(sink, "piece", &PIECE) {
        let word = row.word(sink, "id", known(NaturePiece::IDS), NaturePiece::IDS);
        let a_qui = row.word(sink, "a_qui", Destinataire::from_id, Destinataire::IDS);
        let piece = word.and(note(sink, &row)).zip(a_qui).map(|(note, a_qui)| TextePiece { note, a_qui });
        keep(sink, &row, piece, &mut textes.pieces, |piece| &piece.note);
    }
    for row in root.rows(sink, "mission", &MISSION) {
        let groupe = row.word(sink, "groupe", GroupeDeMissions::from_id, GroupeDeMissions::IDS);
        let mission = note(sink, &row).zip(groupe).map(|(note, groupe)| Mission { note, groupe });
        keep(sink, &row, mission, &mut textes.missions, |mission| &mission.note);
    }
    for row in root.rows(sink, "limite", &KEYS) {
        let found = note(sink, &row);
        keep(sink, &row, found, &mut textes.limites, |note| note);
    }
    if sink.clean(root.file) {
        absent(sink, root, "vigilance", Point::IDS, &textes.vigilances);
        absent(sink, root, "voie", &voies, &textes.voies);
        let pieces: Vec<Note> = textes.pieces.iter().map(|piece| piece.note.clone()).collect();
        absent(sink, root, "piece", NaturePiece::IDS, &pieces);
        for (key, empty) in [("mission", textes.missions.is_empty()), ("limite", textes.limites.is_empty())] {
            if empty {
                let conseil = format!("ajoutez au moins une [[{key}]]");
                missing(sink, root.file, format_args!("toute [[{key}]]"), conseil);
            }
        }
    }
}

/// Adds an entry, or a fault where one of its kind has its id already.
fn keep<'a, E>(
    sink: &mut Sink<'a>,
    row: &Row<'a>,
    entry: Option<E>,
    kept: &mut Vec<E>,
    note: impl for<'e> Fn(&'e E) -> &'e Note,
) {
    let Some(entry) = entry else { return };
    let id = &note(&entry).id;
    if kept.iter().any(|other| note(other).id == *id) {
        row.twice(sink, format_args!("l'entrée « {id} »"));
    } else {
        kept.push(entry);
    }
}

/// Whether a word is one of a closed set.
fn known<'k>(ids: &'k [&'k str]) -> impl Fn(&str) -> Option<()> + 'k {
    move |id| ids.contains(&id).then_some(())
}

fn note<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<Note> {
    let id = row.text(sink, "id");
    let libelle = row.text(sink, "libelle");
    let phrase = row.text(sink, "phrase");
    let points = match row.find("points") {
        None => Some(Vec::new()),
        Some(_) => row.list(sink, "points").and_then(|items| {
            let texts: Vec<Option<&str>> = items.iter().map(|item| reader::text(sink, row.file, item)).collect();
            texts.into_iter().map(|text| text.map(str::to_owned)).collect()
        }),
    };
    let from = row.provenance(sink, None)?;
    Some(Note {
        id: id?.to_owned(),
        libelle: libelle?.to_owned(),
        phrase: phrase?.to_owned(),
        points: points?,
        regle: from.regle.to_owned(),
        source: from.source.to_owned(),
        confiance: from.confiance,
    })
}

/// The ids of a closed set that no row has.
fn absent(sink: &mut Sink<'_>, root: &Row<'_>, key: &str, ids: &[&str], notes: &[Note]) {
    for id in ids.iter().filter(|id| notes.iter().all(|note| note.id != **id)) {
        let conseil = format!("ajoutez une [[{key}]] dont l'id est « {id} »");
        missing(sink, root.file, format_args!("[[{key}]] « {id} »"), conseil);
    }
}
