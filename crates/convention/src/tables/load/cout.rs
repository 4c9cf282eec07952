//! `cout.toml`: what the employment costs (COUT-1, COUT-2, COUT-4, COUT-5).

use super::reader::{Provenance, Row, Sink, all, decimal, list, missing};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::tables::Cell;
use crate::tables::cout::{
    Assiette, Cotisation, CoutTable, Minimum, POSITIONS, PREMIERE_POSITION, PalierAnciennete, Smic, TAUX_DEN,
    TauxCotisation,
};

const MINIMUM: &[&str] = &["depuis", "5", "6", "7", "8", "9", "regle", "source", "confiance"];
const SMIC: &[&str] = &["depuis", "mensuel", "regle", "source", "confiance"];
const ANCIENNETE: &[&str] = &["apres_ans", "taux", "regle", "source", "confiance"];
const COTISATION: &[&str] = &["id", "assiette", "taux", "regle", "source", "confiance"];
const CONNU: &[&str] = &["jusqu_au", "regle", "source", "confiance"];
const PARAMETRES: &[&str] = &["debut", "fin", "regle", "source", "confiance"];

/// Highest monthly pay, in cents: far above any.
const MAX_CENTIMES: i64 = 10_000_000;

/// Reads the series.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<CoutTable> {
    let minimums: Vec<Minimum> =
        root.rows(sink, "minimum", MINIMUM).iter().filter_map(|row| minimum(sink, row)).collect();
    let smic: Vec<Smic> = root.rows(sink, "smic", SMIC).iter().filter_map(|row| one_smic(sink, row)).collect();
    let steps = root.rows(sink, "anciennete", ANCIENNETE);
    let anciennete: Vec<PalierAnciennete> = steps.iter().filter_map(|row| step(sink, row)).collect();
    let cotisations = contributions(sink, root);
    let known = days(sink, root, "connu", CONNU, ["jusqu_au"]);
    let parametres = days(sink, root, "parametres", PARAMETRES, ["debut", "fin"]);

    rising(sink, root, "minimum", minimums.iter().map(|m| i64::from(m.depuis.value.0)));
    rising(sink, root, "smic", smic.iter().map(|s| i64::from(s.depuis.value.0)));
    rising(sink, root, "anciennete", anciennete.iter().map(|a| a.apres_ans.value));
    for (what, empty) in [("minimum", minimums.is_empty()), ("smic", smic.is_empty())] {
        if empty && sink.clean(root.file) {
            missing(sink, root.file, format_args!("au moins un [[{what}]]"), "partez du fichier d'origine");
        }
    }
    let ([minimums_connus], [debut, fin]) = (known?, parametres?);
    let cotisations = cotisations?;
    Some(CoutTable { minimums, smic, minimums_connus, parametres: (debut, fin), anciennete, cotisations })
}

fn minimum<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<Minimum> {
    let from = row.provenance(sink, None);
    let depuis = day(sink, row, "depuis", from);
    let keys: [usize; POSITIONS] = std::array::from_fn(|rank| usize::from(PREMIERE_POSITION) + rank);
    let montants = all(keys.map(|position| euros(sink, row, &position.to_string(), from)));
    Some(Minimum { depuis: depuis?, montants: montants? })
}

fn one_smic<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<Smic> {
    let from = row.provenance(sink, None);
    let (depuis, mensuel) = (day(sink, row, "depuis", from), euros(sink, row, "mensuel", from));
    Some(Smic { depuis: depuis?, mensuel: mensuel? })
}

fn step<'a>(sink: &mut Sink<'a>, row: &Row<'a>) -> Option<PalierAnciennete> {
    let from = row.provenance(sink, None);
    let years = row.integer(sink, "apres_ans", 1..=60);
    let taux = rate(sink, row, from);
    let node = row.find("apres_ans")?;
    let apres_ans = sink.cell(row.file, node, &from?, years?);
    Some(PalierAnciennete { apres_ans, taux: taux? })
}

fn contributions<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Option<[TauxCotisation; Cotisation::ALL.len()]> {
    let mut found = [None; Cotisation::ALL.len()];
    for row in root.rows(sink, "cotisation", COTISATION) {
        let id = row.word(sink, "id", Cotisation::from_id, Cotisation::IDS);
        let assiette = row.word(sink, "assiette", Assiette::from_id, Assiette::IDS);
        let from = row.provenance(sink, None);
        let taux = rate(sink, &row, from);
        let (Some(id), Some(assiette), Some(taux)) = (id, assiette, taux) else { continue };
        if found[id as usize].replace(TauxCotisation { assiette, taux }).is_some() {
            row.twice(sink, format_args!("la cotisation « {id} »"));
        }
    }
    if sink.clean(root.file) {
        for id in Cotisation::ALL.iter().filter(|id| found[**id as usize].is_none()) {
            let conseil = format!("ajoutez une [[cotisation]] dont l'id est « {id} »");
            missing(sink, root.file, format_args!("la cotisation « {id} »"), conseil);
        }
    }
    all(found)
}

/// Days of a table of the file.
fn days<'a, const N: usize>(
    sink: &mut Sink<'a>,
    root: &Row<'a>,
    table: &str,
    keys: &[&str],
    names: [&str; N],
) -> Option<[Cell<Jour>; N]> {
    let node = root.require(sink, table)?;
    let row = Row::new(sink, root.file, node, keys)?;
    let from = row.provenance(sink, None);
    all(names.map(|name| day(sink, &row, name, from)))
}

fn day<'a>(sink: &mut Sink<'a>, row: &Row<'a>, key: &str, from: Option<Provenance<'a>>) -> Option<Cell<Jour>> {
    let (jour, node) = row.date(sink, key)?;
    Some(sink.cell(row.file, node, &from?, jour))
}

/// Euros of a month, with at most two decimals.
fn euros<'a>(sink: &mut Sink<'a>, row: &Row<'a>, key: &str, from: Option<Provenance<'a>>) -> Option<Cell<Centimes>> {
    let node = row.require(sink, key)?;
    let cents = decimal(sink, row.file, node, 2, 1..=MAX_CENTIMES)?;
    Some(sink.cell(row.file, node, &from?, Centimes(cents)))
}

/// A rate in hundredths, with at most three decimals, from 0 to 100.
fn rate<'a>(sink: &mut Sink<'a>, row: &Row<'a>, from: Option<Provenance<'a>>) -> Option<Cell<Fraction>> {
    let node = row.require(sink, "taux")?;
    let thousandths = decimal(sink, row.file, node, 3, 0..=TAUX_DEN)?;
    Some(sink.cell(row.file, node, &from?, Fraction::new(thousandths, TAUX_DEN)))
}

/// Rows of a key in rising order; a fault at the first that is not.
fn rising<'a>(sink: &mut Sink<'a>, root: &Row<'a>, key: &str, values: impl Iterator<Item = i64>) {
    let values: Vec<i64> = values.collect();
    let Some(at) = values.windows(2).position(|pair| pair[0] >= pair[1]) else { return };
    let rows = root.find(key).and_then(|node| list(sink, root.file, node)).unwrap_or_default();
    // Where a row is faulty, the ranks of the others say nothing.
    if let Some(node) = rows.get(at + 1).filter(|_| sink.clean(root.file)) {
        let conseil = "écrivez les lignes de la plus ancienne à la plus récente, ou par années croissantes";
        sink.fault("lignes-en-desordre", root.file, node, "cette ligne ne suit pas celle d'avant", conseil);
    }
}
