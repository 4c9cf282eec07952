//! The figures without words are those of the étude, by whichever way they come.
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

use convention::contrat::{ANNEES_MAX, Annee};
use convention::document::Format;
use convention::dossier::{self, Dossier};
use convention::etude::{Demande, Etape, Etude, Resultats, Tache, etudier};
use convention::explication::{Chemin, Codes, Noeud, Quiet, Regles};
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::tables::Convention;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use situation::Situation;
use std::cell::Cell;
use std::collections::BTreeMap;
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

/// The contract year that a figure is of. `None`: of the whole contract, or of more than its years.
fn annee_de(chemin: Chemin, versements: &[u8]) -> Option<u8> {
    use Chemin as C;
    match chemin {
        C::Debut(n) | C::Fin(n) | C::Montant(n) | C::Part(n) | C::Aide(n) => Some(n),
        C::Constat(n, _) | C::Issue(n, _) | C::Taux(n, _) => Some(n),
        C::Versement(i) | C::NatureVersement(i) | C::DateLimite(i) => versements.get(usize::from(i)).copied(),
        _ => None,
    }
}

/// The rules heard year by year are those of the figures of the year in the explanation, with those that hold for the
/// whole contract.
fn comparer_les_codes(tache: &Tache<'_>, resultats: &mut Resultats, etude: &Etude) -> Result<(), String> {
    let (mut codes, mut commun, mut annees) = (Codes::default(), Regles::default(), BTreeMap::new());
    resultats.chiffrer(tache, &mut codes, |codes, etape| match etape {
        Etape::Contrat => commun = codes.regles,
        Etape::Annee(n) => {
            let heard = std::mem::replace(&mut codes.regles, commun);
            let before = annees.insert(n, heard).unwrap_or(commun);
            annees.insert(n, before.union(heard));
        }
    });
    let paid = etude.chiffrage.annees.iter().flat_map(|y| y.annee.versements.iter().flatten().map(|v| v.annee));
    let paid: Vec<u8> = paid.collect();
    let mut nodes: Vec<&Noeud> = etude.explication.iter().map(|(_, node)| node).collect();
    let mut told: Vec<(Option<u8>, &str)> = Vec::new();
    while let Some(node) = nodes.pop() {
        told.push((annee_de(node.chemin, &paid), node.regle));
        nodes.extend(&node.enfants);
    }
    let has = |regles: Regles, regle: &str| regles.iter().any(|id| id == regle);
    for (n, regle) in told.iter().filter_map(|(n, regle)| Some(((*n)?, *regle))) {
        let heard = annees.get(&n).copied().unwrap_or(commun);
        if !has(heard, regle) {
            return Err(format!("year {n}: {regle} was not heard"));
        }
    }
    for (n, heard) in annees {
        let of = |regle: &str| told.iter().any(|(year, id)| *id == regle && year.is_none_or(|year| year == n));
        if let Some(more) = heard.iter().find(|regle| !of(regle)) {
            return Err(format!("year {n}: {more} is none of its own"));
        }
    }
    Ok(())
}

/// The results beside the étude, on as many dossiers as `cases` says: all years with bounds, and seven without. Gives
/// the share that one run answers.
fn essayer(cases: u32, situations: impl Strategy<Value = Situation>) -> f64 {
    let (connus, tous) = (Cell::new(0u32), Cell::new(0u32));
    let resultats = std::cell::RefCell::new(Resultats::default());
    let config =
        ProptestConfig { failure_persistence: None, cases, max_shrink_iters: 4000, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&situations, |s| {
            let (dossier, demande) = lire(&s);
            let etude = etudier(&CONVENTION, &dossier, &demande);
            if etude.variantes.is_empty() {
                let tache = Tache {
                    convention: &CONVENTION,
                    dossier: &dossier,
                    specialite: None,
                    demande: &demande,
                    annees: ANNEES_MAX,
                    bornes: true,
                };
                comparer_les_codes(&tache, &mut resultats.borrow_mut(), &etude)
                    .map_err(|e| TestCaseError::fail(format!("{e}\n{}", s.toml())))?;
            }
            let studied: Vec<_> = etude.chiffrage.annees.iter().map(|y| y.bornes.and_then(|b| b.aide)).collect();
            let resultats = &mut *resultats.borrow_mut();
            let quiet = &mut Quiet::default();
            let (convention, dossier, demande) = (&*CONVENTION, &dossier, &demande);
            tous.set(tous.get() + 1);
            for (annees, bornes) in [(7, false), (ANNEES_MAX, true)] {
                let tache = Tache { convention, dossier, specialite: None, demande, annees, bornes };
                resultats.chiffrer(&tache, quiet, |_, _| ());
                let fail = |e: String| TestCaseError::fail(format!("{annees} ans: {e}\n{}", s.toml()));
                comparer(resultats, &etude, usize::from(annees)).map_err(fail)?;
                if resultats.d_un_trait {
                    connus.set(connus.get() + u32::from(!bornes));
                    prop_assert!(resultats.bornes.is_empty());
                    prop_assert!(!bornes || resultats.annees.iter().all(|year| year.aide.is_some()));
                } else {
                    let asked = studied.len().min(usize::from(annees));
                    prop_assert_eq!(&resultats.bornes, &studied[..asked], "{}", s.toml());
                }
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    f64::from(connus.get()) / f64::from(tous.get())
}

#[test]
fn des_contrats_de_toute_sorte() {
    let part = essayer(6000, generateur::situations());
    // These dossiers have many holes; one run has to answer its share of them all the same.
    assert!(part > 0.3, "{part}");
}

#[test]
fn des_vies_de_contrat() {
    essayer(300, vies::vies());
}
