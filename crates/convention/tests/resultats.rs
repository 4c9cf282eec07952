//! The figures without words are those of the étude, by the short way and by the long one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "oracle/boite.rs"]
mod boite;
#[path = "oracle/generateur.rs"]
mod generateur;
#[path = "oracle/publies.rs"]
mod publies;
#[path = "oracle/situation.rs"]
mod situation;
#[path = "oracle/vies.rs"]
mod vies;

use convention::contrat::Annee;
use convention::document::Format;
use convention::dossier::{self, Dossier};
use convention::etude::{Demande, Etude, Resultats, etudier};
use convention::explication::Quiet;
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::tables::Convention;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use situation::Situation;
use std::cell::Cell;
use std::sync::LazyLock;

static CONVENTION: LazyLock<Convention> = LazyLock::new(|| Convention::embarquee().unwrap());

fn lire(s: &Situation) -> (Dossier, Demande) {
    let jour = |text: &str| Jour::parse_iso(text).unwrap();
    let au = jour(&s.au);
    let connu_au = s.connu_au.as_deref().map_or(au, jour);
    let dossier = dossier::parse(&CONVENTION, "d.json", s.json().to_string().as_bytes(), Some(Format::Json), au);
    (dossier.unwrap(), Demande { au, connu_au, si: Paire::default() })
}

/// What an étude says of the years, and what stands in the results.
fn comparer(resultats: &Resultats, etude: &Etude, limite: usize) -> Result<(), String> {
    let egal =
        |quoi: &str, a: String, b: String| if a == b { Ok(()) } else { Err(format!("{quoi}: {a}\nétude: {b}")) };
    let motifs: Vec<_> = etude.eligibilite.motifs.iter().map(|m| (m.regle, m.etat)).collect();
    egal("régime", format!("{:?}", resultats.regime), format!("{:?}", etude.regime))?;
    egal("verdict", format!("{:?}", resultats.verdict), format!("{:?}", etude.eligibilite.verdict))?;
    egal("signé", format!("{:?}", resultats.deja_signe), format!("{:?}", etude.eligibilite.deja_signe))?;
    let ours: Vec<_> = resultats.motifs.iter().map(|(regle, etat)| (regle.id(), *etat)).collect();
    egal("motifs", format!("{ours:?}"), format!("{motifs:?}"))?;
    egal("bandes", format!("{:?}", resultats.bandes), format!("{:?}", etude.chiffrage.bandes))?;
    egal("objectifs", format!("{:?}", resultats.objectifs), format!("{:?}", etude.chiffrage.objectifs))?;
    let years: Vec<Annee> = etude.chiffrage.annees.iter().take(limite).map(|y| y.annee).collect();
    egal("combien d'années", resultats.annees.len().to_string(), years.len().to_string())?;
    for (ours, theirs) in resultats.annees.iter().zip(&years) {
        egal("année", format!("{ours:?}"), format!("{theirs:?}"))?;
    }
    Ok(())
}

/// Both ways beside the étude, on as many dossiers as `cases` says. Gives the share that the short way answers.
fn essayer(cases: u32, situations: impl Strategy<Value = Situation>) -> f64 {
    let (connus, tous) = (Cell::new(0u32), Cell::new(0u32));
    let resultats = std::cell::RefCell::new(Resultats::default());
    let config =
        ProptestConfig { failure_persistence: None, cases, max_shrink_iters: 4000, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&situations, |s| {
            let (dossier, demande) = lire(&s);
            let etude = etudier(&CONVENTION, &dossier, &demande);
            let resultats = &mut *resultats.borrow_mut();
            let quiet = &mut Quiet::default();
            tous.set(tous.get() + 1);
            if resultats.connaitre(&CONVENTION, &dossier, None, &demande, 7, quiet, |_| ()) {
                connus.set(connus.get() + 1);
                comparer(resultats, &etude, 7).map_err(|e| TestCaseError::fail(format!("{e}\n{}", s.toml())))?;
            }
            resultats.completer(&CONVENTION, &dossier, &demande, quiet);
            comparer(resultats, &etude, usize::MAX)
                .map_err(|e| TestCaseError::fail(format!("long: {e}\n{}", s.toml())))?;
            let bornes: Vec<_> = etude.chiffrage.annees.iter().map(|y| y.bornes.and_then(|b| b.aide)).collect();
            prop_assert_eq!(&resultats.bornes, &bornes);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    f64::from(connus.get()) / f64::from(tous.get())
}

#[test]
fn des_contrats_de_toute_sorte() {
    let part = essayer(6000, generateur::situations());
    // These dossiers have many holes; the short way has to answer its share of them all the same.
    assert!(part > 0.3, "{part}");
}

#[test]
fn des_vies_de_contrat() {
    essayer(300, vies::vies());
}
