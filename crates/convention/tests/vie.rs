//! What must hold of every life of a contract, whatever happens in it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "vie/balayage.rs"]
mod balayage;
#[path = "oracle/boite.rs"]
mod boite;
#[path = "oracle/generateur.rs"]
mod generateur;
mod harness;
#[path = "vie/impossibles.rs"]
mod impossibles;
#[path = "vie/lecture.rs"]
mod lecture;
#[path = "vie/proprietes.rs"]
mod proprietes;
#[path = "oracle/publies.rs"]
mod publies;
#[path = "oracle/situation.rs"]
mod situation;
#[path = "vie/temps.rs"]
mod temps;
#[path = "oracle/vies.rs"]
mod vies;

use proptest::prelude::ProptestConfig;

/// As many lives, or as many as `PROPTEST_CASES` says.
fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    config
}
