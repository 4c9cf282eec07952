//! A dossier as a query string and as TOML: both read back, whatever is typed is read or refused in clear.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "requete/fautes.rs"]
mod fautes;
#[path = "oracle/generateur.rs"]
mod generateur;
mod harness;
#[path = "requete/noms.rs"]
mod noms;
#[path = "requete/pertinence.rs"]
mod pertinence;
#[path = "oracle/publies.rs"]
mod publies;
#[path = "requete/retour.rs"]
mod retour;
#[path = "oracle/situation.rs"]
mod situation;
#[path = "oracle/vies.rs"]
mod vies;

use convention::document::Format;
use convention::dossier::{self, Cas};
use convention::etude::Demande;
use convention::jour::Jour;
use convention::tables::Convention;
use proptest::prelude::ProptestConfig;
use std::sync::LazyLock;

static CONVENTION: LazyLock<Convention> = LazyLock::new(|| Convention::embarquee().expect("the embedded rules load"));

fn day(text: &str) -> Jour {
    Jour::parse_iso(text).expect("a day")
}

/// As many as `PROPTEST_CASES` says, or so many.
fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    config
}

/// Every dossier of the examples and of the cases, with what is asked of it.
fn dossiers() -> Vec<(String, Cas, Demande)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exemples");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let au = day("2026-11-23");
        let name = path.display().to_string();
        let cas = dossier::lire(&CONVENTION, &name, &std::fs::read(&path).unwrap(), Some(Format::Toml), au);
        found.push((name, cas.unwrap(), Demande::au(au)));
    }
    for cas in harness::cas() {
        let demande = Demande { au: cas.au, connu_au: cas.connu_au, si: cas.si };
        let read = dossier::lire(&CONVENTION, &cas.nom, cas.dossier.as_bytes(), Some(Format::Toml), cas.au);
        found.extend(read.ok().map(|read| (cas.nom.clone(), read, demande)));
    }
    found
}
