//! `collectif.toml`: who may sign the collective aid, and from when (REG-COLL26, COL-1, COL-3).

use super::reader::{Provenance, Row, Sink, list, text, word};
use crate::dossier::{Forme, Secteur};
use crate::jour::Jour;
use crate::tables::{Cell, CellId, CollectifTable, Modalite, Specialite};

/// What each table says beside its own keys.
const SAID: [&str; 3] = ["regle", "source", "confiance"];

/// Reads the file, but for its single numbers. `known`: the specialties, where they could be read.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>, known: Option<&[Specialite]>) -> Option<CollectifTable> {
    let premiere_signature = day(sink, root, "signature", "premiere");
    let majoration = day(sink, root, "majoration", "debut");
    let versements = one(sink, root, "versements", &["modalite"]).and_then(|row| {
        let from = row.provenance(sink, None);
        let modalite = row.word(sink, "modalite", Modalite::from_id, Modalite::IDS)?;
        let node = row.find("modalite")?;
        Some(sink.cell(row.file, node, &from?, modalite))
    });
    let row = one(sink, root, "adhesion", &["formes", "specialites", "secteurs"])?;
    let from = row.provenance(sink, None);
    let formes = words(sink, &row, from, "formes", (Forme::from_id, Forme::IDS));
    let secteurs = words(sink, &row, from, "secteurs", (Secteur::from_id, Secteur::IDS));
    let (specialites, specialites_id) = specialties(sink, &row, from, known)?;
    Some(CollectifTable {
        premiere_signature: premiere_signature?,
        formes: formes?,
        specialites,
        specialites_id,
        secteurs: secteurs?,
        majoration: majoration?,
        versements: versements?,
    })
}

/// The table under a key, whose own keys are `keys`.
fn one<'a>(sink: &mut Sink<'a>, root: &Row<'a>, key: &str, keys: &[&str]) -> Option<Row<'a>> {
    let node = root.require(sink, key)?;
    Row::new(sink, root.file, node, &[keys, &SAID].concat())
}

fn day<'a>(sink: &mut Sink<'a>, root: &Row<'a>, table: &str, key: &str) -> Option<Cell<Jour>> {
    let row = one(sink, root, table, &[key])?;
    let from = row.provenance(sink, None);
    let (jour, node) = row.date(sink, key)?;
    Some(sink.cell(row.file, node, &from?, jour))
}

/// How a word of a closed set is read, and all of them.
type Words<'i, T> = (fn(&str) -> Option<T>, &'i [&'i str]);

/// A list of words, at least one, none twice.
fn words<'a, T: Copy + PartialEq>(
    sink: &mut Sink<'a>,
    row: &Row<'a>,
    from: Option<Provenance<'a>>,
    key: &str,
    (from_id, ids): Words<'_, T>,
) -> Option<Vec<Cell<T>>> {
    let node = row.require(sink, key)?;
    let mut found: Vec<Cell<T>> = Vec::new();
    for item in list(sink, row.file, node)? {
        let value = word(sink, row.file, item, from_id, ids)?;
        if found.iter().any(|cell| cell.value == value) {
            let message = "ce mot est déjà dans cette liste";
            sink.fault("entree-en-double", row.file, item, message, "gardez-le une seule fois");
        } else {
            found.push(sink.cell(row.file, item, &from?, value));
        }
    }
    if found.is_empty() {
        sink.fault("liste-vide", row.file, node, "cette liste est vide", "écrivez au moins un mot");
        return None;
    }
    Some(found)
}

/// Ids of specialties, at least one, all known.
fn specialties<'a>(
    sink: &mut Sink<'a>,
    row: &Row<'a>,
    from: Option<Provenance<'a>>,
    known: Option<&[Specialite]>,
) -> Option<(Vec<String>, CellId)> {
    let node = row.require(sink, "specialites")?;
    let mut found = Vec::new();
    for item in list(sink, row.file, node)? {
        let id = text(sink, row.file, item)?;
        if known.is_some_and(|known| known.iter().all(|s| s.id != id)) {
            let message = format!("la spécialité « {id} » n'est pas dans seuils.toml");
            sink.fault("specialite-inconnue", row.file, item, message, "écrivez l'id d'une spécialité de seuils.toml");
        }
        found.push(id.to_owned());
    }
    if found.is_empty() {
        sink.fault("liste-vide", row.file, node, "cette liste est vide", "écrivez au moins une spécialité");
        return None;
    }
    Some((found, sink.cell(row.file, node, &from?, ()).id))
}
