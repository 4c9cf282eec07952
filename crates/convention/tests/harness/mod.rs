//! Runs the cases of `tests/cas/*.toml` on a set of rules: data in, list of failures out.
//!
//! Shared by `cas.rs` and by any harness that changes rules and asks which cases notice.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

pub mod cellules;
pub mod fichier;
pub mod pointeur;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use convention::document::Format;
use convention::etude::{Demande, Reponse, repondre};
use convention::tables::Convention;
use serde_json::Value;

use fichier::{Attendu, Cas};

/// Names a directory of rule files to use instead of those inside the crate.
pub const ENV_REGLES: &str = "EPAULE_CAS_REGLES";

/// One expectation that does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// File of the case, such as `montants-avant.toml`.
    pub fichier: String,
    /// Name of the case, and of its variant.
    pub cas: String,
    /// JSON pointer with selectors, or `refus`.
    pub pointeur: String,
    /// What the case says.
    pub attendu: String,
    /// What the program says.
    pub obtenu: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Failure { fichier, cas, pointeur, attendu, obtenu } = self;
        write!(f, "{fichier}: {cas}\n    {pointeur}\n      attendu {attendu}\n      obtenu  {obtenu}")
    }
}

/// The rules to test: those of the directory that [`ENV_REGLES`] names, else those inside the crate.
pub fn convention() -> Convention {
    let loaded = match std::env::var_os(ENV_REGLES) {
        Some(directory) => charger(Path::new(&directory)),
        None => Convention::embarquee(),
    };
    loaded.unwrap_or_else(|faults| panic!("the rules do not load: {faults:#?}"))
}

/// Loads every TOML file of a directory as one set of rules.
pub fn charger(directory: &Path) -> Result<Convention, Vec<convention::fault::Fault>> {
    let files: Vec<(String, Vec<u8>)> = toml_files(directory)
        .into_iter()
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    Convention::charger(&files)
}

/// Every case and variant, read once.
pub fn cas() -> &'static [Cas] {
    static CAS: OnceLock<Vec<Cas>> = OnceLock::new();
    CAS.get_or_init(|| {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cas");
        toml_files(&directory).iter().flat_map(|path| fichier::lire(path)).collect()
    })
}

/// Runs every case, and every cell of `cas_tables.toml`, on these rules.
pub fn run_all(convention: &Convention) -> Vec<Failure> {
    let mut failures: Vec<Failure> = cas().iter().flat_map(|cas| run(convention, cas)).collect();
    failures.extend(cellules::run_all(convention));
    failures
}

/// Runs one case.
pub fn run(convention: &Convention, cas: &Cas) -> Vec<Failure> {
    let failure = |pointeur: &str, attendu: String, obtenu: String| Failure {
        fichier: cas.fichier.clone(),
        cas: cas.nom.clone(),
        pointeur: pointeur.to_owned(),
        attendu,
        obtenu,
    };
    let parsed = convention::dossier::lire(convention, &cas.nom, cas.dossier.as_bytes(), Some(Format::Toml), cas.au);
    match (&cas.attendu, parsed) {
        (Attendu::Etude(valeurs), Ok(dossier)) => {
            let demande = Demande { au: cas.au, connu_au: cas.connu_au, si: cas.si };
            let mut etude = repondre(convention, &dossier, &demande);
            if valeurs.keys().all(|pointer| !pointer.starts_with("/explication")) {
                // A third of the time, and nobody looks.
                match &mut etude {
                    Reponse::Individuelle(etude) => etude.explication.clear(),
                    Reponse::Collective(etude) => etude.explication.clear(),
                }
            }
            let etude: Value = etude.to_json(convention);
            valeurs
                .iter()
                .filter_map(|(pointer, expected)| {
                    let found = pointeur::find(&etude, pointer);
                    (!pointeur::agrees(expected, found))
                        .then(|| failure(pointer, pointeur::show(Some(expected)), pointeur::show(found)))
                })
                .collect()
        }
        (Attendu::Etude(_), Err(faults)) => {
            let list: Vec<String> = faults.iter().map(|f| format!("{} : {}", f.place, f.message)).collect();
            vec![failure("", "une étude".to_owned(), format!("un refus : {}", list.join(" / ")))]
        }
        (Attendu::Refus(chemins), Ok(_)) => {
            vec![failure("refus", format!("un refus de {}", chemins.join(", ")), "une étude".to_owned())]
        }
        (Attendu::Refus(chemins), Err(faults)) => {
            let found: Vec<&str> = faults.iter().map(|f| f.place.chemin.as_str()).collect();
            let missing = |chemin: &&String| !found.iter().any(|f| f.starts_with(chemin.as_str()));
            chemins
                .iter()
                .filter(missing)
                .map(|chemin| failure("refus", chemin.clone(), format!("fautes en {}", found.join(", "))))
                .collect()
        }
    }
}

/// The TOML files of a directory, by name.
fn toml_files(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap_or_else(|e| panic!("{}: {e}", directory.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a directory entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}
