//! How many rows a second. Figures are for one machine: compare lines of one run.

#![allow(missing_docs, clippy::unwrap_used)]

use convention::jour::Jour;
use convention::tables::Convention;
use divan::Bencher;
use divan::counter::ItemsCount;
use population::Population;

fn main() {
    divan::main();
}

#[divan::bench(args = [1_000, 8_192, 65_536])]
fn generer(bencher: Bencher<'_, '_>, lignes: usize) {
    let convention = Convention::embarquee().unwrap();
    let population = Population::new(&convention.tables, 42, Jour::new(2026, 11, 23).unwrap()).unwrap();
    bencher.counter(ItemsCount::new(lignes)).bench(|| population.lot(divan::black_box(1_000_000), lignes));
}
