//! What « pourquoi ? » says of a doctor who has answered the few questions that decide: what is not known first, and
//! nothing taken for his answer that he did not give.

use super::lecture::shown;
use super::{AVANT, Page, SIGNE, convention, reponse};
use crate::resultat::pourquoi;

fn explication(dossier: &str, pointeur: &str) -> String {
    let html = pourquoi(convention(), &reponse(dossier, |_| {}), pointeur).unwrap().into_string();
    shown(&Page::lire(&html))
}

#[test]
fn an_explanation_says_what_is_missing_and_invents_no_answer() {
    let asked = [
        ("total", AVANT, "/totaux/aide_centimes"),
        ("aide-annee-4", AVANT, "/annees/3/aide_centimes"),
        ("part-annee-4", AVANT, "/annees/3/part"),
        ("objectif-inconnu", AVANT, "/objectifs/pfa/nature"),
        ("hypothese", AVANT, "/hypotheses/0/pmt/seuil_atteint"),
        ("tranche", AVANT, "/bandes/pmt"),
        ("solde-annee-3", SIGNE, "/versements/3/montant_centimes"),
    ];
    for (name, dossier, pointeur) in asked {
        insta::assert_snapshot!(name, explication(dossier, pointeur));
    }
}
