use std::collections::{BTreeMap, BTreeSet};

use convention::tables::Convention;

use crate::outils::epaule;

/// Rules that are told to the doctor, and that no figure comes from.
const DITES: [&str; 1] = [
    "OBJ-10", // a second place of practice: no rule of its own
];

/// By rule: its lines, without their indentation.
fn blocs() -> BTreeMap<String, Vec<String>> {
    let text = epaule(&["regles", "--tracabilite"]).reponse();
    let mut blocks = BTreeMap::new();
    for block in text.split("\n\n").skip(1) {
        let id = block.split_whitespace().next().unwrap().to_owned();
        blocks.insert(id, block.lines().skip(1).map(|line| line.trim().to_owned()).collect());
    }
    blocks
}

fn ligne<'a>(block: &'a [String], name: &str) -> &'a str {
    block.iter().find_map(|line| line.strip_prefix(name)).unwrap().trim()
}

#[test]
fn every_rule_has_a_function_or_is_only_told() {
    let convention = Convention::embarquee().unwrap();
    let blocks = blocs();
    assert_eq!(blocks.len(), convention.textes.regles.len());
    let mut told = BTreeSet::new();
    for regle in &convention.textes.regles {
        if ligne(&blocks[&regle.id], "fonctions").starts_with("aucune") {
            told.insert(regle.id.as_str());
        }
    }
    assert_eq!(told, BTreeSet::from(DITES));
}

#[test]
fn every_rule_has_a_case() {
    let blocks = blocs();
    let without: Vec<&String> =
        blocks.iter().filter(|(_, block)| ligne(block, "cas") == "aucun").map(|(id, _)| id).collect();
    assert_eq!(without, Vec::<&String>::new());
}

#[test]
fn functions_are_those_that_name_the_rule() {
    let blocks = blocs();
    let named = |rule: &str, function: &str| blocks[rule].join(" ").contains(function);
    // By its doc comment, by a range in one, by a variant in its body.
    assert!(named("MON-1", "montant::montant"));
    assert!(named("PAI-2", "versement::modalite"));
    assert!(named("REG-AV7", "regime::du_dossier"));
}

#[test]
fn cases_are_those_of_the_files() {
    let blocks = blocs();
    let text = blocks["ELI-3"].join(" ");
    assert!(text.contains("Secteur (eligibilite.toml)"), "{text}");
}
