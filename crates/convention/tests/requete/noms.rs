//! The names of a form's fields, and the paths of a dossier.

use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, Shape};
use convention::dossier::requete::{chemin_de, nom_de};
use std::collections::BTreeMap;

/// The path of every value of a dossier, as faults write it.
fn paths(champs: &'static [Field], at: &str, found: &mut Vec<String>) {
    for champ in champs.iter().filter(|c| c.ecrit()) {
        let path = if at.is_empty() { champ.nom.to_owned() } else { format!("{at}.{}", champ.nom) };
        match champ.forme {
            Shape::Liste(inner, _) => {
                for n in [0, 12] {
                    paths(inner, &format!("{path}[{n}]"), found);
                }
            }
            Shape::Lectures => found.push(format!("{path}.Q-TAUX")),
            _ if champ.champs().is_empty() => found.push(path),
            _ => paths(champ.champs(), &path, found),
        }
    }
}

#[test]
fn a_name_is_one_field_s_and_both_ways_agree() {
    for champs in [CHAMPS, CHAMPS_COLLECTIF] {
        let mut all = Vec::new();
        paths(champs, "", &mut all);
        assert!(all.len() > 20);
        let mut names = BTreeMap::new();
        for path in all {
            let name = nom_de(&path);
            assert_eq!(chemin_de(&name), path, "{name}");
            // The whole path is a name too.
            let whole = path.replace('[', ".").replace(']', "");
            assert_eq!(chemin_de(&whole), path);
            assert!(name.len() <= whole.len());
            // Whatever a page keeps beside the dossier is not one of its fields.
            let beside =
                ["au", "connu_au", "si", "comparer", "detail", "ajouter", "retirer", "pourquoi", "explication"];
            assert!(!beside.contains(&name.split('.').next().unwrap()), "{name}");
            if let Some(other) = names.insert(name.clone(), path.clone()) {
                panic!("{name} is {other} and {path}");
            }
        }
    }
}

#[test]
fn names_are_short() {
    for (path, name) in [
        ("medecin.specialite", "specialite"),
        ("medecin.naissance", "naissance"),
        ("patientele.date", "patientele.date"),
        ("patientele.pmt", "pmt"),
        ("patientele.seuils.pfa.p30", "seuils.pfa.p30"),
        ("patientele.reconstituee.pmt", "reconstituee.pmt"),
        ("contrat.type", "type"),
        ("contrat.etp", "etp"),
        ("contrat.objectif.pmt.cible", "objectif.pmt.cible"),
        ("assistant.position", "position"),
        ("constats[0].date", "constats.0.date"),
        ("evenements[1].type", "evenements.1.type"),
        ("evenements[1].objectif.pfa.gain", "evenements.1.objectif.pfa.gain"),
        ("membres[0].specialite", "membres.0.specialite"),
        ("structure.forme", "structure.forme"),
        ("lectures.Q-TAUX", "lectures.Q-TAUX"),
        ("reference", "reference"),
        ("au", "au"),
        ("si.pmt", "si.pmt"),
        ("", ""),
    ] {
        assert_eq!(nom_de(path), name);
        assert_eq!(chemin_de(name), path);
    }
}
