//! `regimes.toml`: who signs when, and which series serve whom (REG).

use super::reader::{Row, Sink, all, list, missing, word};
use crate::dossier::OptionEtp;
use crate::jour::Jour;
use crate::question::{Lecture, Question, lecture};
use crate::regime::Regime;
use crate::tables::{Cell, Entree, Modalite, RegimeTable, SerieMontant};

const KEYS: &[&str] = &[
    "id",
    "debut",
    "fin",
    "options",
    "options_ensuite",
    "adultes",
    "montants",
    "revalorisation",
    "reconduction_tacite",
    "versements",
    "versements_revalorises",
    "regle",
    "source",
    "confiance",
];

/// What `regimes.toml` gives.
pub(super) struct Regimes {
    pub(super) regimes: [RegimeTable; Regime::ALL.len()],
    pub(super) entrees: [Entree; 3],
    pub(super) possible: (Cell<Jour>, Cell<Jour>),
    pub(super) connue: Cell<Jour>,
}

/// Reads the regimes and checks that each day of signature has exactly one.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<Regimes> {
    let bounds = bounds(sink, root);
    let mut tables: [Option<RegimeTable>; Regime::ALL.len()] = [const { None }; Regime::ALL.len()];
    let mut rows = [None; Regime::ALL.len()];
    for row in root.rows(sink, "regime", KEYS) {
        let Some(regime) = row.word(sink, "id", Regime::from_id, Regime::IDS) else { continue };
        if rows[regime as usize].is_some() {
            row.twice(sink, format_args!("le régime « {regime} »"));
        } else {
            rows[regime as usize] = Some(row);
            tables[regime as usize] = one(sink, &row);
        }
    }
    let clean = sink.clean(root.file);
    for regime in Regime::ALL.iter().filter(|regime| clean && rows[**regime as usize].is_none()) {
        let conseil = format!("ajoutez un [[regime]] dont l'id est « {regime} »");
        missing(sink, root.file, format_args!("le régime « {regime} »"), conseil);
    }
    let entrees = entrees(sink, root);
    let (regimes, rows) = (all(tables)?, all(rows)?);
    let ([premiere, derniere, connue], entrees) = (bounds?, entrees?);
    calendar(sink, &rows, &regimes, (premiere.value, derniere.value));
    entry_matches(sink, &rows, &regimes, &entrees);
    if connue.value < premiere.value || connue.value > derniere.value {
        let conseil = "écrivez un jour entre signature.premiere et signature.derniere";
        let node = root.find("signature").unwrap_or(root.node);
        sink.fault("dates-en-desordre", root.file, node, "signature.connue est hors des jours possibles", conseil);
    }
    Some(Regimes { regimes, entrees, possible: (premiere, derniere), connue })
}

/// `[signature.premiere]`, `[signature.derniere]`, `[signature.connue]`.
fn bounds<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<[Cell<Jour>; 3]> {
    const NAMES: [&str; 3] = ["premiere", "derniere", "connue"];
    let node = root.require(sink, "signature")?;
    let signature = Row::new(sink, root.file, node, &NAMES)?;
    all(NAMES.map(|name| {
        let node = signature.require(sink, name)?;
        let row = Row::new(sink, root.file, node, &["valeur", "regle", "source", "confiance"])?;
        let from = row.provenance(sink, None);
        let (jour, node) = row.date(sink, "valeur")?;
        Some(sink.cell(root.file, node, &from?, jour))
    }))
}

fn one<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<RegimeTable> {
    let from = row.provenance(sink, None);
    let debut = row.date(sink, "debut");
    let fin = row.date(sink, "fin");
    let options = options(sink, row, "options");
    let options_ensuite = options_of(sink, row, "options_ensuite");
    let adultes = row.boolean(sink, "adultes");
    let montants = row.word(sink, "montants", SerieMontant::from_id, SerieMontant::IDS);
    let revalorisation = row.boolean(sink, "revalorisation");
    let reconduction_tacite = row.boolean(sink, "reconduction_tacite");
    let versements = row.word(sink, "versements", Modalite::from_id, Modalite::IDS);
    let revalued = revalued(sink, row, revalorisation?, versements?);
    let (from, debut, fin) = (from?, debut?, fin?);
    let signatures = (sink.cell(row.file, debut.1, &from, debut.0), sink.cell(row.file, fin.1, &from, fin.0));
    Some(RegimeTable {
        signatures,
        options: options?,
        options_ensuite: options_ensuite?,
        adultes: adultes?,
        montants: montants?,
        revalorisation: revalorisation?,
        reconduction_tacite: reconduction_tacite?,
        versements: versements?,
        versements_revalorises: revalued?,
    })
}

/// `{ tiers = "PAI-2", autres = "PAI-1" }`, where the amounts change; nothing where they do not.
fn revalued<'a>(
    sink: &mut Sink<'a>,
    row: &Row<'a>,
    revalorisation: bool,
    versements: Modalite,
) -> Option<(Modalite, Modalite)> {
    const KEY: &str = "versements_revalorises";
    if !revalorisation {
        if let Some(node) = row.find(KEY) {
            let conseil = "retirez cette ligne, ou écrivez « revalorisation = true »";
            sink.fault("cle-sans-objet", row.file, node, "ce régime n'a pas de revalorisation", conseil);
        }
        return Some((versements, versements));
    }
    let node = row.require(sink, KEY)?;
    let both = Row::new(sink, row.file, node, &["tiers", "autres"])?;
    let tiers = both.word(sink, "tiers", Modalite::from_id, Modalite::IDS);
    let autres = both.word(sink, "autres", Modalite::from_id, Modalite::IDS);
    Some((tiers?, autres?))
}

/// Options, at least one.
fn options<'a>(sink: &mut Sink<'a>, row: &Row<'a>, key: &str) -> Option<Vec<OptionEtp>> {
    let options = options_of(sink, row, key)?;
    if options.is_empty() {
        let node = row.find(key).unwrap_or(row.node);
        let conseil = "écrivez au moins une option, par exemple [\"0.5\", \"1\"]";
        sink.fault("liste-vide", row.file, node, "aucune option ne peut être souscrite", conseil);
        return None;
    }
    Some(options)
}

fn options_of<'a>(sink: &mut Sink<'a>, row: &Row<'a>, key: &str) -> Option<Vec<OptionEtp>> {
    let node = row.require(sink, key)?;
    let mut options = Vec::new();
    for item in list(sink, row.file, node)? {
        let option = word(sink, row.file, item, OptionEtp::from_id, OptionEtp::IDS)?;
        if options.contains(&option) {
            let message = format!("l'option « {option} » est déjà dans cette liste");
            sink.fault("entree-en-double", row.file, item, message, "gardez-la une seule fois");
        } else {
            options.push(option);
        }
    }
    Some(options)
}

/// The `[[entree]]`, one for each reading of Q-ENTREE.
fn entrees<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<[Entree; 3]> {
    const READINGS: &[&str] = <lecture::Entree as Lecture>::QUESTION.readings();
    let mut entrees = [None; 3];
    let mut seen = [false; 3];
    let keys = &["lecture", "jour", "anniversaire_compris", "regle", "source", "confiance"];
    for row in root.rows(sink, "entree", keys) {
        let index = row.word(sink, "lecture", |id| READINGS.iter().position(|reading| *reading == id), READINGS);
        let from = row.provenance(sink, None);
        let jour = row.date(sink, "jour");
        let compris = row.boolean(sink, "anniversaire_compris");
        let Some(index) = index.filter(|index| *index < 3) else { continue };
        if seen[index] {
            row.twice(sink, format_args!("la lecture « {} »", READINGS[index]));
        } else if let (Some(from), Some((jour, node)), Some(anniversaire_compris)) = (from, jour, compris) {
            entrees[index] = Some(Entree { jour: sink.cell(root.file, node, &from, jour), anniversaire_compris });
        }
        seen[index] = true;
    }
    let clean = sink.clean(root.file);
    for (reading, _) in READINGS.iter().zip(seen).filter(|(_, seen)| clean && !seen) {
        let what = format!("la lecture « {reading} » de {}", Question::Entree.id());
        missing(sink, root.file, what, "ajoutez une [[entree]]");
    }
    all(entrees)
}

/// Each regime begins the day after the one before it, from the first possible day to the last.
fn calendar(
    sink: &mut Sink<'_>,
    rows: &[Row<'_>; Regime::ALL.len()],
    regimes: &[RegimeTable; Regime::ALL.len()],
    possible: (Jour, Jour),
) {
    let mut next = possible.0;
    for (row, table) in rows.iter().zip(regimes) {
        let (debut, fin) = (table.signatures.0.value, table.signatures.1.value);
        let start = row.find("debut").unwrap_or(row.node);
        if debut > next {
            let message = format!("aucun régime ne sert les signatures du {next} à la veille du {debut}");
            sink.fault("regimes-trou", row.file, start, message, format!("écrivez « debut = {next} »"));
        } else if debut < next {
            let message = format!("deux régimes servent une signature du {debut}");
            sink.fault("regimes-chevauchement", row.file, start, message, format!("écrivez « debut = {next} »"));
        }
        let end = row.find("fin").unwrap_or(row.node);
        if fin < debut {
            let message = format!("le régime finit le {fin}, avant de commencer");
            sink.fault("dates-en-desordre", row.file, end, message, "écrivez une fin après le début");
        }
        next = fin.plus_days(1);
    }
    if let (Some(row), Some(table)) = (rows.last(), regimes.last())
        && table.signatures.1.value != possible.1
    {
        let end = row.find("fin").unwrap_or(row.node);
        let code = if next <= possible.1 { "regimes-trou" } else { "regimes-chevauchement" };
        let message = "le dernier régime ne finit pas le dernier jour de signature possible";
        sink.fault(code, row.file, end, message, format!("écrivez « fin = {} »", possible.1));
    }
}

/// The default reading of Q-ENTREE is the first day of the last regime; no reading empties a regime.
fn entry_matches(
    sink: &mut Sink<'_>,
    rows: &[Row<'_>; Regime::ALL.len()],
    regimes: &[RegimeTable; Regime::ALL.len()],
    entrees: &[Entree; 3],
) {
    let row = &rows[Regime::Convention2024 as usize];
    let debut = regimes[Regime::Convention2024 as usize].signatures.0.value;
    let fin = regimes[Regime::Convention2024 as usize].signatures.1.value;
    let before = regimes[Regime::ReglementArbitral2023 as usize].signatures.0.value;
    let start = row.find("debut").unwrap_or(row.node);
    let entree = entrees[0].jour.value;
    if debut != entree {
        let message = format!("le régime commence le {debut}, mais la première [[entree]] dit le {entree}");
        sink.fault("dates-en-desordre", row.file, start, message, "écrivez le même jour aux deux endroits");
    }
    for entree in entrees.iter().filter(|entree| entree.jour.value <= before || entree.jour.value > fin) {
        let message = format!("une [[entree]] du {} ne laisse aucun jour à un régime", entree.jour.value);
        sink.fault("dates-en-desordre", row.file, start, message, "écrivez un jour proche de ce début");
    }
}
