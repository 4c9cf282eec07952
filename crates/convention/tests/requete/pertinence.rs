//! A field that a form does not ask changes nothing; every field is asked somewhere.

use std::collections::{BTreeMap, BTreeSet};

use convention::bande::Bande;
use convention::document::Format;
use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, Shape};
use convention::dossier::pertinence::pertinence;
use convention::dossier::requete::{Requete, lire_requete, nom_de, requete_de};
use convention::dossier::{self, Cas, Dossier};
use convention::etude::{Demande, repondre};
use convention::indicateur::Paire;
use proptest::prelude::*;
use serde_json::Value;

use super::generateur::situations;
use super::vies::vies;
use super::{CONVENTION, config, day, dossiers};

/// The fields of a dossier by path: items of lists that have `items` of them, and one more.
fn fields(
    champs: &'static [Field],
    at: &str,
    items: &dyn Fn(&str) -> usize,
    found: &mut Vec<(String, &'static Field)>,
) {
    for champ in champs.iter().filter(|c| c.ecrit()) {
        let path = if at.is_empty() { champ.nom.to_owned() } else { format!("{at}.{}", champ.nom) };
        match champ.forme {
            Shape::Liste(inner, _) => {
                for n in 0..=items(&path).min(2) {
                    fields(inner, &format!("{path}[{n}]"), items, found);
                }
            }
            Shape::Lectures => {}
            _ if champ.champs().is_empty() => found.push((path, champ)),
            _ => fields(champ.champs(), &path, items, found),
        }
    }
}

fn champs(cas: &Cas) -> &'static [Field] {
    match cas {
        Cas::Individuel(_) => CHAMPS,
        Cas::Collectif(_) => CHAMPS_COLLECTIF,
    }
}

fn all_fields(cas: &Cas) -> Vec<(String, &'static Field)> {
    let canonical = cas.canonical();
    let items = |list: &str| canonical[list].as_array().map_or(0, Vec::len);
    let mut found = Vec::new();
    fields(champs(cas), "", &items, &mut found);
    found
}

/// What may be typed in a field.
fn values(champ: &Field) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
    match champ.forme {
        Shape::Mot(all) => words(all),
        Shape::Bandes => words(Bande::IDS),
        Shape::Oui => words(&["true", "false"]),
        Shape::Patients { .. } => words(&["0", "1", "700", "1300", "2500", "90000"]),
        Shape::Jour { .. } => {
            words(&["1960-01-01", "2021-03-01", "2024-12-01", "2026-01-20", "2027-05-01", champ.exemple])
        }
        _ => words(&[champ.exemple]),
    }
}

/// All that is said, save what was typed, and what was read of it.
fn said(cas: &Cas, demande: &Demande) -> Value {
    let mut etude = repondre(&CONVENTION, cas, demande).to_json(&CONVENTION);
    let object = etude.as_object_mut().unwrap();
    for own in ["dossier", "dossier_empreinte", "empreintes", "explication"] {
        object.remove(own);
    }
    // OBJ-1: of a specialty whose contract looks at the PFA alone, the band of the PMT says nothing.
    let two = |dossier: &Dossier| CONVENTION.tables.specialite(&dossier.medecin.specialite).unwrap().deux_indicateurs;
    if matches!(cas, Cas::Individuel(dossier) if !two(dossier)) {
        object.get_mut("bandes").and_then(Value::as_object_mut).map(|bandes| bandes.remove("pmt"));
    }
    etude
}

/// Tries fields that are not asked: `pick` says which, and which value.
fn nothing_changes(
    name: &str,
    cas: &Cas,
    demande: &Demande,
    tries: usize,
    mut pick: impl FnMut(usize) -> usize,
) -> (usize, Vec<String>) {
    let today = demande.au;
    let requete = requete_de(cas, demande, today);
    let asked = pertinence(&CONVENTION, &requete, &[], today);
    let silent: Vec<_> = all_fields(cas).into_iter().filter(|(path, _)| !asked.champ(path)).collect();
    if silent.is_empty() {
        return (0, Vec::new());
    }
    let base = said(cas, demande);
    let (mut tried, mut wrong) = (0, Vec::new());
    for _ in 0..tries {
        let (path, champ) = &silent[pick(silent.len())];
        let field = nom_de(path);
        let mut other = requete.clone();
        if requete.valeur(&field).is_some() && pick(2) == 0 {
            other.retirer(&field);
        } else {
            let values = values(champ);
            other.poser(&field, values[pick(values.len())].clone());
        }
        if other == requete {
            continue;
        }
        if let Ok((read, asked)) = lire_requete(&CONVENTION, &other, &[], today) {
            let found = said(&read, &asked);
            if found != base {
                let different: Vec<&String> =
                    base.as_object().unwrap().keys().filter(|key| base[*key] != found[*key]).collect();
                let (before, after) = (requete.ecrire(), other.ecrire());
                wrong.push(format!("{path} is not asked and changes {different:?}\n  {name}\n  {before}\n  {after}"));
            }
            tried += 1;
        }
    }
    (tried, wrong)
}

/// RQTH or ALD, or that one of them is there: the same answer.
#[test]
fn why_a_doctor_is_exempt_changes_nothing() {
    let mut tried = 0;
    for (name, cas, demande) in dossiers() {
        let Cas::Individuel(dossier) = &cas else { continue };
        if !dossier.medecin.rqth && !dossier.medecin.ald {
            continue;
        }
        let discreet = cas.clone().sans_motif_de_sante();
        let link = requete_de(&discreet, &demande, demande.au).ecrire();
        assert!(link.contains("sans_seuil_minimal=true") && !link.contains("rqth") && !link.contains("ald"), "{link}");
        assert_eq!(said(&discreet, &demande), said(&cas, &demande), "{name}");
        tried += 1;
    }
    assert!(tried > 5, "{tried}");
}

/// A generator of small numbers, the same on every machine.
fn dice(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |n| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n.max(1)
    }
}

#[test]
fn what_is_not_asked_changes_nothing_of_the_dossiers_at_hand() {
    let mut dice = dice(7);
    let (mut tried, mut wrong) = (0, Vec::new());
    for (name, cas, demande) in dossiers() {
        let (more, found) = nothing_changes(&name, &cas, &demande, 2, &mut dice);
        tried += more;
        wrong.extend(found);
    }
    assert!(wrong.is_empty(), "{} changes\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 300, "{tried}");
}

#[test]
fn each_field_is_asked_in_a_case() {
    let mut silent: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut asked = BTreeSet::new();
    for (_, cas, demande) in dossiers() {
        let group = matches!(cas, Cas::Collectif(_));
        let found = pertinence(&CONVENTION, &requete_de(&cas, &demande, demande.au), &[], demande.au);
        for (path, _) in all_fields(&cas) {
            let plain = (group, path.replace("[1]", "[0]").replace("[2]", "[0]"));
            if found.champ(&path) {
                asked.insert(plain);
            } else {
                *silent.entry(plain).or_default() += 1;
            }
        }
    }
    let never: Vec<_> = silent.keys().filter(|field| !asked.contains(*field)).collect();
    // avenant-7 asks nothing of a mixed practice.
    let of_no_case = ["patientele.reconstituee.pmt_adultes"];
    assert_eq!(never.iter().map(|(_, path)| path.as_str()).collect::<Vec<_>>(), of_no_case);
    // And what this is for.
    let specialty = Requete::lire("specialite=04&detail=1").unwrap();
    let found = pertinence(&CONVENTION, &specialty, &["detail"], day("2026-11-23"));
    for (path, expected) in [
        ("medecin.specialite", true),
        ("medecin.secteur", true),
        ("patientele.pfa", true),
        ("contrat.signature", true),
        ("assistant", true),
        ("patientele.pmt", false),
        ("patientele.pmt_adultes", false),
        ("patientele.seuils.pmt", false),
        ("patientele.seuils.pfa", true),
        ("patientele.reconstituee", false),
        ("medecin.honoraires_cliniques_euros", false),
        ("medecin.exercice_regroupe", false),
        ("medecin.zone", false),
        ("constats", false),
        ("evenements[0].type", false),
        ("encaissements[0].date", false),
        ("membres[0].pmt", false),
        ("structure.forme", false),
        ("nothing", false),
    ] {
        assert_eq!(found.champ(path), expected, "{path}");
    }
}

fn life(texte: &str, au: &str, connu_au: Option<&str>, seed: u64) -> Result<(), TestCaseError> {
    let au = day(au);
    let Ok(cas) = dossier::lire(&CONVENTION, "d", texte.as_bytes(), Some(Format::Toml), au) else { return Ok(()) };
    let demande = Demande { au, connu_au: connu_au.map_or(au, day), si: Paire::default() };
    let (_, wrong) = nothing_changes("generated", &cas, &demande, 8, dice(seed));
    prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn what_is_not_asked_changes_nothing(s in situations(), seed in any::<u64>()) {
        life(&s.toml(), &s.au, s.connu_au.as_deref(), seed)?;
    }

    #[test]
    fn what_is_not_asked_changes_nothing_of_a_life(s in vies(), seed in any::<u64>()) {
        life(&s.toml(), &s.au, s.connu_au.as_deref(), seed)?;
    }
}
