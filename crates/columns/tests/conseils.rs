//! What the cell `erreur` advises: whoever reads it has a file and no page, so it names every word that may be written.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use columns::{Choix, Contenu, Moteur, Options, colonnes};
use convention::bande::Bande;
use convention::dossier::fields::Shape;
use convention::jour::Jour;
use convention::tables::Convention;

/// The cell `erreur` of a contract whose cells are these.
fn erreur(cells: &[(&str, &str)]) -> String {
    let au = Jour::new(2026, 11, 23).unwrap();
    let moteur = Moteur::new(Convention::embarquee().unwrap(), au, 1..=1, Options::default());
    let specialite = [("medecin_specialite", "01")].into_iter().filter(|(name, _)| cells.iter().all(|c| c.0 != *name));
    let column = |(name, text): (&str, &str)| (name.to_owned(), Arc::new(StringArray::from(vec![text])) as ArrayRef);
    let lot = RecordBatch::try_from_iter(specialite.chain(cells.iter().copied()).map(column)).unwrap();
    let entree = moteur.lier("contrats", &lot.schema(), &Choix::default()).unwrap();
    let (annees, comptes) = moteur.atelier().calculer(&entree, &lot, 1).unwrap();
    assert_eq!((comptes.contrats, comptes.en_erreur), (1, 1), "{cells:?}");
    annees.column_by_name("erreur").unwrap().as_string::<i32>().value(0).to_owned()
}

#[test]
fn words_that_may_be_chosen_are_named() {
    let mut seen = 0;
    for colonne in colonnes() {
        let words = match colonne.contenu {
            Contenu::Valeur(champ) | Contenu::Element(champ) => match champ.forme {
                Shape::Mot(words) => words,
                Shape::Bandes => Bande::IDS,
                _ => continue,
            },
            _ => continue,
        };
        let erreur = erreur(&[(&colonne.nom, "n'importe quoi")]);
        let own = erreur.split(" | ").find(|one| one.starts_with(&format!("mot-inconnu {} :", colonne.nom))).unwrap();
        assert!(words.iter().all(|word| own.contains(word)) && !own.contains("la liste"), "{own}");
        seen += 1;
    }
    assert!(seen >= 8, "{seen} columns of words");
    let near = erreur(&[("medecin_secteur", "2-optim")]);
    assert!(near.contains("vouliez-vous écrire 2-optam ? valeurs possibles : 1, 2, 2-optam"), "{near}");
}

#[test]
fn specialties_are_named() {
    let erreur = erreur(&[("medecin_specialite", "1O")]);
    let tables = &Convention::embarquee().unwrap().tables;
    assert!(tables.specialites.iter().all(|s| erreur.contains(&s.id)), "{erreur}");
    assert!(!erreur.contains("la liste") && !erreur.contains('"'), "{erreur}");
}

#[test]
fn advice_speaks_of_no_page() {
    let many: Vec<(&str, &str)> = colonnes()
        .iter()
        .filter(|colonne| matches!(colonne.contenu, Contenu::Valeur(_) | Contenu::Element(_) | Contenu::Lecture(_)))
        .map(|colonne| (colonne.nom.as_str(), "n'importe quoi"))
        .collect();
    for cells in [
        many.as_slice(),
        &[("medecin_temps_liberal", "6/10")],
        &[("contrat_option", "2"), ("contrat_signature", "2020-01-01")],
        &[("patientele_pfa", "1600"), ("contrat_objectif_pfa_cible", "1500")],
        &[("contrat_objectif_pfa_gain", "0")],
    ] {
        let erreur = erreur(cells);
        for word in ["la liste", "cochez", "choisissez", "page", "adresse"] {
            assert!(!erreur.contains(word), "« {word} » in {erreur}");
        }
    }
}
