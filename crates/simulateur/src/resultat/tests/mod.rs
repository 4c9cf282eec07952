//! The result as HTML, read back by a parser that did not write it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod dom;
mod figures;
mod forme;
mod lecture;
mod nuances;
mod provenance;
mod si;

use std::path::Path;
use std::sync::OnceLock;

use convention::dossier::{self, Cas};
use convention::etude::{Demande, Reponse, repondre};
use convention::jour::Jour;
use convention::tables::Convention;

use super::{Contexte, ecrire};
use dom::Page;

/// A dossier with more than one thing to open, and a hostile name.
const HOSTILE: &str = r#"
reference = "<script>alert(1)</script> & \"autres\" 'x'"
medecin = { specialite = "01", secteur = "1", naissance = 1980-01-01 }
patientele = { pmt = 1300, pfa = 1600 }
contrat = { signature = 2024-07-01, option = "1", objectif = { pmt = { cible = 1560 }, pfa = { gain = 110 } } }
assistant = { embauche = 2024-08-01, profil = "secretaire", position = 7 }

[[evenements]]
date = 2025-03-01
type = "suspension"
motif = "<img src=x onerror=alert(1)>"
"#;

/// Nothing is signed, no objective is known.
const AVANT: &str = r#"
medecin = { specialite = "01", secteur = "1", naissance = 1979-03-12 }
patientele = { pmt = 1300, pfa = 1800 }
contrat = { option = "1" }
"#;

/// The same, signed for objectives that are known.
const SIGNE: &str = r#"
medecin = { specialite = "01", secteur = "1", naissance = 1979-03-12 }
patientele = { pmt = 1300, pfa = 1800 }
contrat = { signature = 2024-07-01, option = "1", objectif = { pmt = { cible = 1560 }, pfa = { gain = 110 } } }
"#;

fn convention() -> &'static Convention {
    static EMBEDDED: OnceLock<Convention> = OnceLock::new();
    EMBEDDED.get_or_init(|| Convention::embarquee().unwrap())
}

fn au() -> Jour {
    Jour::new(2026, 11, 23).unwrap()
}

fn cas(text: &str) -> Cas {
    dossier::lire(convention(), "essai", text.as_bytes(), None, au()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The answer of a dossier on 23 November 2026.
fn reponse(text: &str, change: impl FnOnce(&mut Demande)) -> Reponse {
    let mut demande = Demande::au(au());
    change(&mut demande);
    repondre(convention(), &cas(text), &demande)
}

/// Every example, by name.
fn exemples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exemples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10);
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// Every example, some of them under a hypothesis, and a hostile one.
fn reponses() -> Vec<(String, Reponse)> {
    let mut all: Vec<(String, Reponse)> =
        exemples().into_iter().map(|(name, text)| (name, reponse(&text, |_| {}))).collect();
    for (name, text) in exemples() {
        let tried = reponse(&text, |demande| {
            demande.si.pmt = Some(1430);
            demande.si.pfa = Some(1850);
        });
        all.push((format!("{name}, si"), tried));
    }
    all.push(("hostile".to_owned(), reponse(HOSTILE, |_| {})));
    all
}

fn page(reponse: &Reponse) -> Page {
    let essaye = match reponse {
        Reponse::Individuelle(etude) => etude.demande.si,
        Reponse::Collective(etude) => etude.demande.si,
    };
    Page::lire(&ecrire(convention(), reponse, &Contexte { essaye, ..Contexte::default() }).into_string())
}
