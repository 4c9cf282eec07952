//! Études to write.

use std::path::Path;
use std::sync::OnceLock;

use convention::dossier;
use convention::etude::{Demande, Etude, etudier};
use convention::jour::Jour;
use convention::tables::Convention;
use views::Vue;

/// A contract that runs. With `constats`, year 3 loses its aid.
pub(crate) const DOSSIER: &str = r#"
reference = "cabinet-des-lilas"
medecin = { specialite = "01", secteur = "1", naissance = 1980-01-01 }
patientele = { pmt = 1300, pfa = 1600 }
contrat = { signature = 2024-07-01, option = "1", objectif = { pmt = { cible = 1560 }, pfa = { gain = 110 } } }
assistant = { embauche = 2024-08-01, profil = "secretaire" }
"#;

/// A result below the start.
pub(crate) const CONSTAT: &str = "[[constats]]\ndate = 2027-06-15\npmt = 1200\npfa = 1650\n";

pub(crate) fn convention() -> &'static Convention {
    static EMBEDDED: OnceLock<Convention> = OnceLock::new();
    EMBEDDED.get_or_init(|| Convention::embarquee().unwrap())
}

pub(crate) fn jour(iso: &str) -> Jour {
    Jour::parse_iso(iso).unwrap()
}

pub(crate) fn etude(text: &str, au: &str) -> Etude {
    let au = jour(au);
    let dossier = dossier::parse(convention(), "essai", text.as_bytes(), None, au).unwrap();
    etudier(convention(), &dossier, &Demande::au(au))
}

pub(crate) fn vue(etude: &Etude) -> Vue<'_> {
    Vue::new(convention(), etude)
}

/// Every example, by name, on 23 November 2026.
pub(crate) fn exemples() -> Vec<(String, Etude)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exemples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10);
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    // A group's étude has a view of its own.
    let individual = |path: &Path| !std::fs::read_to_string(path).unwrap().contains("type = \"collectif\"");
    let of = |path: &Path| (name(path), etude(&std::fs::read_to_string(path).unwrap(), "2026-11-23"));
    files.iter().filter(|path| individual(path)).map(|path| of(path)).collect()
}
