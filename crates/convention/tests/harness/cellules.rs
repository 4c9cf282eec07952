//! `tests/cas_tables.toml`: cells of the rule files that no contract can reach, looked up in the tables.

use std::path::Path;

use convention::dossier::OptionEtp;
use convention::tables::{Convention, LigneMontant, Modalite, Parametre, SerieMontant};
use serde_json::Value;

use super::Failure;
use super::fichier::read_toml;

const FICHIER: &str = "cas_tables.toml";

/// Looks every cell up.
pub fn run_all(convention: &Convention) -> Vec<Failure> {
    let document = read_toml(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(FICHIER));
    let list = |key: &str| document.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut failures: Vec<Failure> = list("cellule").iter().filter_map(|cell| montant(convention, cell)).collect();
    failures.extend(list("minimum").iter().filter_map(|cell| minimum(convention, cell)));
    failures.extend(list("versement").iter().filter_map(|cell| versement(convention, cell)));
    failures.extend(list("parametre").iter().filter_map(|cell| parametre(convention, cell)));
    failures
}

fn parametre(convention: &Convention, cell: &Value) -> Option<Failure> {
    let parametre = Parametre::from_id(text(cell, "id")).expect("a single number");
    let found = convention.tables.parametre(parametre).value;
    failure(cell, number(cell, "valeur").to_string(), found.to_string())
}

fn montant(convention: &Convention, cell: &Value) -> Option<Failure> {
    let serie = SerieMontant::from_id(text(cell, "serie")).expect("a series of amounts");
    let ligne = LigneMontant::from_id(text(cell, "ligne")).expect("a row of amounts");
    let option = OptionEtp::from_id(text(cell, "option")).expect("an option");
    let rank = number(cell, "annee") - 1;
    let found = convention.tables.montants[serie as usize][ligne as usize][rank as usize][option as usize];
    let found = found.map_or_else(|| "aucun montant".to_owned(), |cell| format!("{} centimes", cell.value.0));
    let expected = match cell.get("euros") {
        Some(Value::String(word)) if word == "aucun" => "aucun montant".to_owned(),
        _ => format!("{} centimes", 100 * number(cell, "euros")),
    };
    failure(cell, expected, found)
}

fn minimum(convention: &Convention, cell: &Value) -> Option<Failure> {
    let position = u8::try_from(number(cell, "position")).expect("a position");
    let rank = usize::from(position - convention::tables::cout::PREMIERE_POSITION);
    let rows = &convention.tables.cout.minimums;
    let row = rows.iter().find(|row| row.depuis.value.to_string() == text(cell, "depuis"));
    let found = row.map_or_else(|| "aucune grille".to_owned(), |row| format!("{}", row.montants[rank].value.0));
    failure(cell, number(cell, "centimes").to_string(), found)
}

fn versement(convention: &Convention, cell: &Value) -> Option<Failure> {
    let modalite = Modalite::from_id(text(cell, "modalite")).expect("a way of paying");
    let rank = number(cell, "annee") - 1;
    let found: Vec<String> = convention.tables.versements[modalite as usize].annees[rank as usize]
        .iter()
        .map(|v| format!("{} {} {} {} {}", v.nature, v.pour_cent.value, v.depuis, v.mois.value, v.jours.value))
        .collect();
    let expected: Vec<String> = cell
        .get("lignes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|v| {
            let (nature, depuis) = (text(v, "nature"), text(v, "depuis"));
            format!("{nature} {} {depuis} {} {}", number(v, "pour_cent"), number(v, "mois"), number(v, "jours"))
        })
        .collect();
    failure(cell, expected.join(", "), found.join(", "))
}

fn failure(cell: &Value, attendu: String, obtenu: String) -> Option<Failure> {
    (attendu != obtenu).then(|| Failure {
        fichier: FICHIER.to_owned(),
        cas: text(cell, "raison").to_owned(),
        pointeur: cell.to_string(),
        attendu,
        obtenu,
    })
}

fn text<'a>(cell: &'a Value, key: &str) -> &'a str {
    cell.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("{FICHIER}: no text `{key}` in {cell}"))
}

fn number(cell: &Value, key: &str) -> i64 {
    cell.get(key).and_then(Value::as_i64).unwrap_or_else(|| panic!("{FICHIER}: no number `{key}` in {cell}"))
}
