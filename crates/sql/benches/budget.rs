//! A budget by specialty through SQL, beside the rules alone over the same rows in memory, and the reading alone.
//! Figures are for one machine: compare lines of one run.

#![allow(missing_docs, clippy::unwrap_used)]

use std::fs::File;
use std::sync::Arc;

use columns::{Choix, Moteur, Options};
use convention::jour::Jour;
use convention::tables::Convention;
use datafusion::arrow::array::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use divan::Bencher;
use divan::counter::ItemsCount;
use population::Population;
use sql::{Ressources, Session};

/// Contracts of the file; a batch of theirs.
const CONTRATS: usize = 1_000_000;
const LOT: usize = 8_192;

fn main() {
    divan::main();
}

fn moteur() -> Arc<Moteur> {
    let au = Jour::new(2026, 11, 23).unwrap();
    Arc::new(Moteur::new(Convention::embarquee().unwrap(), au, 1..=5, Options::default()))
}

fn lots() -> impl Iterator<Item = RecordBatch> {
    let tables = Convention::embarquee().unwrap().tables;
    let population = Population::new(&tables, 42, Jour::new(2026, 11, 23).unwrap()).unwrap();
    (0..CONTRATS).step_by(LOT).map(move |from| population.lot(from as u64, LOT.min(CONTRATS - from)).unwrap())
}

/// The file, written once a run.
fn fichier() -> String {
    static FICHIER: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let write = || {
        let chemin = std::env::temp_dir().join(format!("budget-{}.parquet", std::process::id()));
        let mut lots = lots().peekable();
        let schema = lots.peek().unwrap().schema();
        let mut writer = ArrowWriter::try_new(File::create(&chemin).unwrap(), schema, None).unwrap();
        lots.for_each(|lot| writer.write(&lot).unwrap());
        writer.close().unwrap();
        chemin.to_str().unwrap().to_owned()
    };
    FICHIER.get_or_init(write).clone()
}

fn demander(bencher: Bencher<'_, '_>, fils: usize, requete: &str) {
    let session =
        Session::new(moteur(), Choix::default(), Ressources { fils, memoire: None, provisoires: None }).unwrap();
    bencher.counter(ItemsCount::new(CONTRATS)).bench(|| session.requete(requete).unwrap());
}

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn budget(bencher: Bencher<'_, '_>, fils: usize) {
    let requete = format!("SELECT specialite, sum(aide_centimes) FROM etudier('{}') GROUP BY 1", fichier());
    demander(bencher, fils, &requete);
}

/// Every column of the file, and nothing made of it.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn lecture(bencher: Bencher<'_, '_>, fils: usize) {
    let schema = lots().next().unwrap().schema();
    let counts: Vec<String> = schema.fields().iter().map(|field| format!("count({})", field.name())).collect();
    let requete = format!("SELECT {} FROM '{}'", counts.join(", "), fichier());
    demander(bencher, fils, &requete);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn colonnes_seules(bencher: Bencher<'_, '_>) {
    let moteur = moteur();
    let lots: Vec<RecordBatch> = lots().collect();
    let entree = moteur.lier("contrats", &lots[0].schema(), &Choix::default()).unwrap();
    bencher.counter(ItemsCount::new(CONTRATS)).bench(|| {
        let mut atelier = moteur.atelier();
        lots.iter().map(|lot| atelier.calculer(&entree, lot, 1).unwrap().1.lignes).sum::<u64>()
    });
}
