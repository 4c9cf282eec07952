//! Every word that a view shows has its French in the rule files.
#![allow(clippy::unwrap_used, clippy::panic)]

use convention::cout::{HypotheseCout, LigneCout, NonCompris, RemarqueCout};
use convention::echeance::NatureEcheance;
use convention::etude::{NaturePalier, Remarque, Sens};
use convention::objectif::OrigineObjectif;
use convention::tables::cout::{Assiette, Cotisation};
use convention::tables::{Convention, Issue, Nature, NatureVersement};

#[test]
fn every_id_has_its_french() {
    let textes = Convention::embarquee().unwrap().textes;
    let sets = [
        Remarque::IDS,
        NaturePalier::IDS,
        Sens::IDS,
        NatureEcheance::IDS,
        OrigineObjectif::IDS,
        Issue::IDS,
        Nature::IDS,
        NatureVersement::IDS,
        LigneCout::IDS,
        HypotheseCout::IDS,
        RemarqueCout::IDS,
        NonCompris::IDS,
        Cotisation::IDS,
        Assiette::IDS,
    ];
    for id in sets.into_iter().flatten() {
        assert!(textes.mots.iter().any(|(mot, _)| mot == id), "« {id} » has no French");
    }
}
