use std::collections::BTreeSet;

use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, Shape};

use super::libelles::libelle;
use super::plan::{COLLECTIF, Groupe, MEDECIN};

/// Paths of every field that a dossier may have, without indices.
fn feuilles(champs: &'static [Field], prefix: &str, found: &mut BTreeSet<String>) {
    for field in champs.iter().filter(|f| f.ecrit()) {
        let path = if prefix.is_empty() { field.nom.to_owned() } else { format!("{prefix}.{}", field.nom) };
        match field.forme {
            Shape::Table(inner) | Shape::UnSeul(inner) | Shape::Liste(inner, _) => feuilles(inner, &path, found),
            _ => drop(found.insert(path)),
        }
    }
}

fn asked_by(plan: &'static [Groupe], path: &str) -> usize {
    let under = |asked: &&&str| path == **asked || path.strip_prefix(**asked).is_some_and(|rest| rest.starts_with('.'));
    plan.iter().flat_map(|groupe| groupe.champs).filter(under).count()
}

#[test]
fn every_field_of_a_dossier_is_asked_once() {
    for (plan, champs) in [(MEDECIN, CHAMPS), (COLLECTIF, CHAMPS_COLLECTIF)] {
        let mut all = BTreeSet::new();
        feuilles(champs, "", &mut all);
        for path in &all {
            assert_eq!(asked_by(plan, path), 1, "{path}");
        }
        for asked in plan.iter().flat_map(|groupe| groupe.champs) {
            let known = all.iter().any(|path| path == asked || path.starts_with(&format!("{asked}.")));
            assert!(known || matches!(*asked, "au" | "connu_au"), "{asked} is no field");
        }
    }
}

#[test]
fn every_field_has_a_question() {
    for champs in [CHAMPS, CHAMPS_COLLECTIF] {
        let mut all = BTreeSet::new();
        feuilles(champs, "", &mut all);
        for path in all.iter().filter(|path| *path != "lectures") {
            assert!(!libelle(path).question.is_empty(), "{path} has no question");
        }
    }
}

#[test]
fn every_table_of_questions_has_a_heading() {
    fn tables(champs: &'static [Field], prefix: &str) {
        for field in champs.iter().filter(|f| f.ecrit()) {
            let path = if prefix.is_empty() { field.nom.to_owned() } else { format!("{prefix}.{}", field.nom) };
            // Those of the root are the headings of the plan, and lists are numbered.
            if matches!(field.forme, Shape::Table(_) | Shape::UnSeul(_)) && prefix.starts_with(['e', 'm']) {
                assert!(!libelle(&path).question.is_empty(), "{path} has no heading");
            }
            tables(field.champs(), &path);
        }
    }
    tables(CHAMPS, "");
    tables(CHAMPS_COLLECTIF, "");
}
