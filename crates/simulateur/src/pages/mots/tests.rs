//! The page of the words beside what the page says: nothing is left unexplained, nothing explained for nothing.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field};

use super::*;

/// Said in full where they stand, or known to everybody.
const SANS_DEFINITION: [&str; 5] = ["AGS", "FNAL", "JSON", "ORL", "TOML"];

/// Words in capitals, but for the ids of rules and questions.
fn sigles(texte: &str) -> BTreeSet<String> {
    let letter = |c: char| c.is_ascii_uppercase() || c == '-' || c.is_ascii_digit();
    let words = texte.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| w.chars().all(letter));
    let capitals = |w: &str| w.chars().filter(char::is_ascii_uppercase).count();
    let id = |w: &str| w.starts_with("Q-") || w.ends_with(|c: char| c.is_ascii_digit());
    words.filter(|w| capitals(w) > 1 && !id(w)).map(str::to_owned).collect()
}

fn champs(fields: &'static [Field], sous: &str, dits: &mut String) {
    for field in fields.iter().filter(|field| field.ecrit()) {
        let modele = if sous.is_empty() { field.nom.to_owned() } else { format!("{sous}.{}", field.nom) };
        let (question, aide) = libelle_de(&modele);
        dits.push_str(&format!("{question} {} ", if aide.is_empty() { field.aide } else { aide }));
        champs(field.champs(), &modele, dits);
    }
}

/// What the page says that is no figure.
fn dits(convention: &Convention) -> String {
    let textes = &convention.textes;
    let mut dits = String::new();
    champs(CHAMPS, "", &mut dits);
    champs(CHAMPS_COLLECTIF, "", &mut dits);
    textes.regles.iter().for_each(|r| dits.push_str(&format!("{} {} ", r.libelle, r.phrase)));
    textes.mots.iter().for_each(|(_, words)| dits.push_str(&format!("{words} ")));
    let notes = [&textes.vigilances, &textes.voies];
    notes.into_iter().flatten().for_each(|n| dits.push_str(&format!("{} {} ", n.libelle, n.phrase)));
    dits
}

#[test]
fn every_abbreviation_of_the_page_is_explained_and_no_other() {
    let convention = Convention::embarquee().unwrap();
    let used = sigles(&dits(&convention));
    let explained: BTreeSet<String> = MOTS.iter().flat_map(|(_, mots)| *mots).flat_map(|m| sigles(m.mot)).collect();
    let known: BTreeSet<String> = SANS_DEFINITION.into_iter().map(str::to_owned).collect();
    let missing: Vec<&String> = used.difference(&explained).filter(|w| !known.contains(*w)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let idle: Vec<&String> = explained.difference(&used).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn every_word_has_its_own_anchor_a_meaning_and_a_rule_that_exists() {
    let convention = Convention::embarquee().unwrap();
    let mut ids = BTreeSet::new();
    for mot in MOTS.iter().flat_map(|(_, mots)| *mots) {
        assert!(ids.insert(mot.id), "{}", mot.id);
        assert!(mot.regle.is_empty() || convention.textes.regle(mot.regle).is_some(), "{}", mot.regle);
        for part in mot.sens {
            let said = dire(&convention.textes, *part);
            assert!(said.trim().len() > 10, "{}: {part:?}", mot.id);
        }
    }
}
