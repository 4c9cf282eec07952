//! What is published can be found again in what is generated.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use convention::indicateur::Indicateur;
use convention::jour::Jour;
use convention::tables::{Convention, Seuils};
use population::Population;

const LIGNES: usize = 400_000;
const GRAINES: [u64; 3] = [0, 42, u64::MAX];

/// The counts of a column, by specialty, from small to large.
fn par_specialite(lot: &RecordBatch, colonne: &str) -> BTreeMap<String, Vec<i32>> {
    let specialites = lot.column_by_name("medecin_specialite").unwrap().as_string::<i32>();
    let comptes = lot.column_by_name(colonne).unwrap().as_primitive::<Int32Type>();
    let mut trouves: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for (specialite, compte) in specialites.iter().zip(comptes) {
        trouves.entry(specialite.unwrap().to_owned()).or_default().extend(compte);
    }
    for comptes in trouves.values_mut() {
        comptes.sort_unstable();
    }
    trouves
}

/// The smallest count that so many hundredths do not exceed.
fn percentile(comptes: &[i32], pour_cent: usize) -> i32 {
    comptes[(comptes.len() * pour_cent).div_ceil(100) - 1]
}

#[test]
fn published_thresholds_are_found_again_within_one_per_cent() {
    let convention = Convention::embarquee().unwrap();
    for graine in GRAINES {
        let population = Population::new(&convention.tables, graine, Jour::new(2026, 11, 23).unwrap()).unwrap();
        let lot = population.lot(0, LIGNES).unwrap();
        let mut vus = 0;
        for (colonne, adultes, i) in [
            ("patientele_pmt", false, Indicateur::Pmt),
            ("patientele_pmt_adultes", true, Indicateur::Pmt),
            ("patientele_pfa", false, Indicateur::Pfa),
        ] {
            let trouves = par_specialite(&lot, colonne);
            for specialite in &convention.tables.specialites {
                let Seuils { p30, p50, p70, p90, p95 } = specialite.seuils(adultes, i);
                for (pour_cent, publie) in [(30, p30), (50, p50), (70, p70), (90, p90), (95, p95)] {
                    let Some(publie) = publie.map(|cellule| cellule.value as i32) else { continue };
                    let trouve = percentile(&trouves[&specialite.id], pour_cent);
                    assert!(
                        (trouve - publie).abs() * 100 <= publie,
                        "graine {graine}, {} {colonne}, P{pour_cent} : {trouve} et non {publie}",
                        specialite.id
                    );
                    vus += 1;
                }
            }
        }
        // Generalists: four of the PMT, four of the PFA, one of adults; a P30 of every other open specialty, two for one.
        assert_eq!(vus, 9 + 20);
    }
}
