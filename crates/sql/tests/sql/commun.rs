//! Files of contracts, and the answers to queries over them.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use columns::{Choix, Comptes, Empreinte, Moteur, Options};
use convention::jour::Jour;
use convention::tables::Convention;
use datafusion::arrow::array::cast::AsArray;
use datafusion::arrow::array::types::{Int32Type, Int64Type};
use datafusion::arrow::array::{Array, ArrayRef, Int32Array, RecordBatch};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::DataType;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use population::Population;
use sql::{Ressources, Session};

/// Rows of a file: more than a batch of DataFusion's holds, no multiple of anything.
pub(crate) const LIGNES: usize = 9_001;
/// One in so many rows has too many patients.
pub(crate) const EN_ERREUR: usize = 97;

pub(crate) fn au() -> Jour {
    Jour::new(2026, 11, 23).unwrap()
}

pub(crate) fn moteur() -> Arc<Moteur> {
    Arc::new(Moteur::new(Convention::embarquee().unwrap(), au(), 1..=5, Options::default()))
}

pub(crate) fn session(fils: usize) -> Session {
    Session::new(moteur(), Choix::default(), Ressources { fils, memoire: None, provisoires: None }).unwrap()
}

/// Contracts of the population, some of them in error.
pub(crate) fn contrats() -> RecordBatch {
    let population = Population::new(&Convention::embarquee().unwrap().tables, 7, au()).unwrap();
    let lot = population.lot(0, LIGNES).unwrap();
    let rang = lot.schema().index_of("patientele_pfa").unwrap();
    let pfa = lot.column(rang).as_primitive::<Int32Type>();
    let faux = |row| if row % EN_ERREUR == 0 { Some(1_000_000_000) } else { pfa.is_valid(row).then(|| pfa.value(row)) };
    let mut colonnes = lot.columns().to_vec();
    colonnes[rang] = Arc::new((0..LIGNES).map(faux).collect::<Int32Array>());
    RecordBatch::try_new(lot.schema(), colonnes).unwrap()
}

/// A place for a file, in a folder whose name is not plain.
pub(crate) fn place(nom: &str) -> (PathBuf, String) {
    let dossier = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("été 2026, 50 %");
    std::fs::create_dir_all(&dossier).unwrap();
    let chemin = dossier.join(nom);
    let texte = chemin.to_str().unwrap().to_owned();
    (chemin, texte)
}

pub(crate) fn parquet(nom: &str, lot: &RecordBatch, par_groupe: usize) -> String {
    let (chemin, texte) = place(nom);
    let proprietes = WriterProperties::builder().set_max_row_group_row_count(Some(par_groupe)).build();
    let mut writer = ArrowWriter::try_new(File::create(chemin).unwrap(), lot.schema(), Some(proprietes)).unwrap();
    writer.write(lot).unwrap();
    writer.close().unwrap();
    texte
}

/// The answer of the columns alone.
pub(crate) fn attendu(moteur: &Moteur, lot: &RecordBatch) -> (RecordBatch, Comptes) {
    let entree = moteur.lier("contrats", &lot.schema(), &Choix::default()).unwrap();
    moteur.atelier().calculer(&entree, lot, 1).unwrap()
}

pub(crate) fn empreinte(lots: &[RecordBatch]) -> (String, u64) {
    let mut empreinte = Empreinte::default();
    lots.iter().for_each(|lot| empreinte.ajouter(lot));
    (empreinte.to_string(), empreinte.lignes())
}

/// The answer to a query, as one batch.
pub(crate) fn un(session: &Session, requete: &str) -> RecordBatch {
    let (schema, lots) = session.requete(requete).unwrap();
    concat_batches(&schema, &lots).unwrap()
}

pub(crate) fn nombres(lot: &RecordBatch, rang: usize) -> Vec<Option<i64>> {
    lot.column(rang).as_primitive::<Int64Type>().iter().collect()
}

pub(crate) fn mots(colonne: &ArrayRef) -> Vec<Option<String>> {
    let texte = cast(colonne, &DataType::Utf8).unwrap();
    texte.as_string::<i32>().iter().map(|mot| mot.map(str::to_owned)).collect()
}
