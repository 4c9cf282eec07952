//! The program against a naive second reading of the rules, on generated dossiers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "oracle/boite.rs"]
mod boite;
#[path = "oracle/comparer.rs"]
mod comparer;
#[path = "oracle/exemples.rs"]
mod exemples;
#[path = "oracle/generateur.rs"]
mod generateur;
#[path = "oracle/oracle.rs"]
mod oracle;
#[path = "oracle/publies.rs"]
mod publies;
#[path = "oracle/situation.rs"]
mod situation;

#[allow(dead_code)]
#[path = "oracle/vies.rs"]
mod vies;

use proptest::prelude::*;

/// 512 dossiers, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, max_shrink_iters: 5000, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 512;
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn le_programme_et_l_oracle_disent_la_meme_chose(s in generateur::situations()) {
        let etude = match boite::etude_toml(&s) {
            Ok(etude) => etude,
            Err(faults) => {
                let fautes: Vec<String> = faults.iter().map(|f| format!("{} {}: {}", f.code, f.place, f.message)).collect();
                return Err(TestCaseError::fail(format!(
                    "a sound dossier is refused:\n{}\n--- studied on {} ---\n{}", fautes.join("\n"), s.au, s.toml()
                )));
            }
        };
        let attendu = oracle::calculer(&s);
        let differences = comparer::differences(&attendu, &etude);
        prop_assert!(
            differences.is_empty(),
            "{}\n--- studied on {} ---\n{}", differences.join("\n"), s.au, s.toml()
        );
    }
}

/// 300 lives, or as many as `PROPTEST_CASES` says.
fn config_des_vies() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 300;
    }
    config
}

proptest! {
    #![proptest_config(config_des_vies())]

    #[test]
    fn le_programme_et_l_oracle_racontent_la_meme_vie(s in vies::vies_simples()) {
        let Some(attendu) = oracle::vie::vivre(&s) else { return Ok(()) };
        let etude = boite::etude_toml(&s);
        let Ok(etude) = etude else {
            return Err(TestCaseError::fail(format!("a sound life is refused: {etude:?}\n{}", s.toml())));
        };
        let differences = comparer::differences_de_la_vie(&attendu, &etude);
        prop_assert!(
            differences.is_empty(),
            "{}\n--- studied on {}, known on {} ---\n{}", differences.join("\n"), s.au, s.au, s.toml()
        );
    }
}
