//! A batch of contracts, on one core: the whole way in and out, five years a contract. Figures are for one machine:
//! compare lines of one run.
#![allow(missing_docs, clippy::unwrap_used)]

use columns::{Choix, Empreinte, Moteur, Options};
use convention::jour::Jour;
use convention::tables::Convention;
use divan::Bencher;
use divan::counter::ItemsCount;
use population::Population;

fn main() {
    divan::main();
}

const CONTRATS: usize = 16_384;

fn calculer(bencher: Bencher<'_, '_>, options: Options) {
    let convention = Convention::embarquee().unwrap();
    let au = Jour::new(2026, 11, 28).unwrap();
    let lot = Population::new(&convention.tables, 1, au).unwrap().lot(0, CONTRATS).unwrap();
    let moteur = Moteur::new(convention, au, 1..=5, options);
    let entree = moteur.lier("contrats", &lot.schema(), &Choix::default()).unwrap();
    let mut atelier = moteur.atelier();
    bencher.counter(ItemsCount::new(5 * CONTRATS)).bench_local(|| atelier.calculer(&entree, &lot, 1).unwrap());
}

/// What is asked by default.
#[divan::bench]
fn calculer_cinq_annees(bencher: Bencher<'_, '_>) {
    calculer(bencher, Options::default());
}

/// Between what unknown aids lie.
#[divan::bench(sample_count = 10)]
fn calculer_avec_les_bornes(bencher: Bencher<'_, '_>) {
    calculer(bencher, Options { bornes: true, ..Options::default() });
}

/// Every other reading of every question that was consulted.
#[divan::bench(sample_count = 3)]
fn calculer_avec_les_questions(bencher: Bencher<'_, '_>) {
    calculer(bencher, Options { questions: true, ..Options::default() });
}

/// The digest of the output.
#[divan::bench(sample_count = 10)]
fn empreinte(bencher: Bencher<'_, '_>) {
    let convention = Convention::embarquee().unwrap();
    let au = Jour::new(2026, 11, 28).unwrap();
    let lot = Population::new(&convention.tables, 1, au).unwrap().lot(0, CONTRATS).unwrap();
    let moteur = Moteur::new(convention, au, 1..=5, Options::default());
    let entree = moteur.lier("contrats", &lot.schema(), &Choix::default()).unwrap();
    let (annees, _) = moteur.atelier().calculer(&entree, &lot, 1).unwrap();
    bencher.counter(ItemsCount::new(annees.num_rows())).bench(|| {
        let mut empreinte = Empreinte::default();
        empreinte.ajouter(&annees);
        empreinte
    });
}
