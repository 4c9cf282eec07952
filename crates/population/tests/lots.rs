//! Rows are the same however they are cut, and other seeds give others.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::thread;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use columns::{Choix, Moteur, Options};
use convention::jour::Jour;
use convention::tables::Convention;
use population::{Forme, Population};

fn population(graine: u64) -> Population {
    let convention = Convention::embarquee().unwrap();
    Population::new(&convention.tables, graine, Jour::new(2026, 11, 23).unwrap()).unwrap()
}

#[test]
fn any_cut_gives_the_same_rows() {
    let population = population(42);
    // Far enough to be in another round of the specialties, and across its end.
    let premier = 9_500;
    let entier = population.lot(premier, 2_000).unwrap();
    for taille in [1, 7, 512, 1_999, 2_000] {
        let mut debut = 0;
        while debut < 2_000 {
            let lignes = taille.min(2_000 - debut);
            let lot = population.lot(premier + debut as u64, lignes).unwrap();
            assert_eq!(lot, entier.slice(debut, lignes), "{taille} lignes depuis {debut}");
            debut += lignes;
        }
    }
    let ailleurs: Vec<RecordBatch> = thread::scope(|portee| {
        let lots = [0, 1].map(|k| {
            portee.spawn({
                let p = &population;
                move || p.lot(premier + k * 1_000, 1_000).unwrap()
            })
        });
        lots.into_iter().map(|lot| lot.join().unwrap()).collect()
    });
    assert_eq!(ailleurs[0], entier.slice(0, 1_000));
    assert_eq!(ailleurs[1], entier.slice(1_000, 1_000));
}

#[test]
fn the_rules_over_columns_answer_every_row() {
    let lot = population(42).lot(0, 20_000).unwrap();
    let (convention, au) = (Convention::embarquee().unwrap(), Jour::new(2026, 11, 23).unwrap());
    let moteur = Moteur::new(convention, au, 1..=5, Options::default());
    let entree = moteur.lier("population", &lot.schema(), &Choix::default()).unwrap();
    let (_, comptes) = moteur.atelier().calculer(&entree, &lot, 1).unwrap();
    assert_eq!((comptes.repondus, comptes.en_erreur), (20_000, 0));
}

/// The sums of a few columns: what another version of a library, or another machine, would change.
#[test]
fn rows_are_these_everywhere() {
    let lot = population(42).lot(0, 10_000).unwrap();
    let somme = |nom| -> i64 {
        let colonne = lot.column_by_name(nom).unwrap();
        match colonne.data_type() {
            DataType::Date32 => colonne.as_primitive::<Date32Type>().iter().flatten().map(i64::from).sum(),
            _ => colonne.as_primitive::<Int32Type>().iter().flatten().map(i64::from).sum(),
        }
    };
    let noms =
        ["medecin_naissance", "patientele_pmt", "patientele_pfa", "contrat_signature", "contrat_objectif_pfa_gain"];
    assert_eq!(noms.map(somme), [9_371_757, 5_420_642, 18_139_046, 196_244_810, 557_538]);
}

#[test]
fn a_batch_of_no_row_and_the_last_rows_of_all_have_the_schema() {
    let population = population(42);
    for (premier, n) in [(0, 0), (u64::MAX - 4, 5)] {
        let lot = population.lot(premier, n).unwrap();
        assert_eq!((lot.num_rows(), lot.schema()), (n, population.schema()));
    }
    let dernier = population.lot(u64::MAX, 1).unwrap();
    assert_eq!(dernier.column(0).as_string::<i32>().value(0), "M18446744073709551616");
}

#[test]
fn two_seeds_have_no_column_in_common_but_the_references() {
    let (un, deux) = (population(1).lot(0, 5_000).unwrap(), population(2).lot(0, 5_000).unwrap());
    for (champ, (un, deux)) in un.schema().fields().iter().zip(un.columns().iter().zip(deux.columns())) {
        assert_eq!(un == deux, champ.name() == "reference", "{}", champ.name());
    }
    // The same doctors do not come back in another order either.
    let lignes = |lot: &RecordBatch| -> BTreeSet<(i32, i32)> {
        let jour = |nom| lot.column_by_name(nom).unwrap().as_primitive::<Date32Type>().clone();
        let (naissances, installations) = (jour("medecin_naissance"), jour("medecin_installation"));
        (0..lot.num_rows()).map(|k| (naissances.value(k), installations.value(k))).collect()
    };
    let communs = lignes(&un).intersection(&lignes(&deux)).count();
    assert!(communs < 25, "{communs}");
}

/// The rank of each value among the others.
fn rangs(valeurs: &[i32]) -> Vec<usize> {
    let mut ordre: Vec<usize> = (0..valeurs.len()).collect();
    ordre.sort_by_key(|k| valeurs[*k]);
    let mut rangs = vec![0; valeurs.len()];
    for (rang, k) in ordre.into_iter().enumerate() {
        rangs[k] = rang;
    }
    rangs
}

#[test]
fn both_counts_of_a_doctor_go_together() {
    let lot = population(42).lot(0, 20_000).unwrap();
    let colonne = |nom| lot.column_by_name(nom).unwrap().as_primitive::<Int32Type>().clone();
    let (pmt, pfa) = (colonne("patientele_pmt"), colonne("patientele_pfa"));
    let specialite = lot.column_by_name("medecin_specialite").unwrap().as_string::<i32>().clone();
    let lignes = || (0..lot.num_rows()).filter(|k| specialite.value(*k) == "01" && pmt.is_valid(*k));
    let (pmt, pfa): (Vec<i32>, Vec<i32>) = lignes().map(|k| (pmt.value(k), pfa.value(k))).unzip();
    // Spearman's correlation.
    let n = pmt.len() as f64;
    let carres: f64 = rangs(&pmt).into_iter().zip(rangs(&pfa)).map(|(a, b)| (a.abs_diff(b) as f64).powi(2)).sum();
    let correlation = 1.0 - 6.0 * carres / (n * (n * n - 1.0));
    assert!((0.7..0.95).contains(&correlation), "{correlation}");
}

#[test]
fn every_hypothesis_is_named_once_and_says_whom_it_concerns() {
    let hypotheses = population(42).hypotheses();
    let noms: BTreeSet<&str> = hypotheses.iter().map(|h| h.nom).collect();
    assert_eq!(noms.len(), hypotheses.len());
    let texte = |forme: Forme| &*hypotheses.iter().find(|h| h.nom == forme.id()).unwrap().texte;
    assert!(texte(Forme::CommeLesGeneralistes).contains("cardiologie (PFA)"));
    assert!(texte(Forme::CommeLesGeneralistes).contains("médecine générale (PMT adultes)"));
    assert!(!texte(Forme::CommeLesGeneralistes).contains("médecine générale (PFA)"));
    assert!(texte(Forme::CommeEn2021).contains("pédiatrie (PMT adultes)"));
    assert!(texte(Forme::SansSeuil).contains("médecin à exercice particulier (MEP) (PMT)"));
    assert!(texte(Forme::SansSeuil).contains("chirurgie (PFA)"));
    assert!(!noms.contains(Forme::Publiee.id()));
}
