//! Every row is a sound dossier, and together they look like a country.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use convention::dossier::fields::{CHAMPS, Field, Shape};
use convention::dossier::requete::{Requete, lire_requete};
use convention::dossier::{Cas, Dossier};
use convention::eligibilite::{Eligibilite, Verdict, examiner};
use convention::explication::Quiet;
use convention::faits::Faits;
use convention::jour::Jour;
use convention::tables::Convention;
use population::Population;

const LIGNES: usize = 20_000;

fn au() -> Jour {
    Jour::new(2026, 11, 23).unwrap()
}

fn population(convention: &Convention, graine: u64, au: Jour) -> Population {
    Population::new(&convention.tables, graine, au).unwrap()
}

/// The paths of a dossier by the names of columns: its words joined by `_`.
fn chemins(champs: &'static [Field], table: &str, trouves: &mut BTreeMap<String, String>) {
    for champ in champs {
        let chemin = if table.is_empty() { champ.nom.to_owned() } else { format!("{table}.{}", champ.nom) };
        match champ.forme {
            Shape::Table(dedans) | Shape::UnSeul(dedans) => chemins(dedans, &chemin, trouves),
            _ => {
                trouves.insert(chemin.replace('.', "_"), chemin);
            }
        }
    }
}

/// A value as a form has it; `None`: null.
fn texte(colonne: &dyn Array, ligne: usize) -> Option<String> {
    if colonne.is_null(ligne) {
        return None;
    }
    Some(match colonne.data_type() {
        DataType::Utf8 => colonne.as_string::<i32>().value(ligne).to_owned(),
        DataType::Date32 => Jour(colonne.as_primitive::<Date32Type>().value(ligne)).to_string(),
        DataType::Int32 => colonne.as_primitive::<Int32Type>().value(ligne).to_string(),
        DataType::Boolean => colonne.as_boolean().value(ligne).to_string(),
        DataType::Decimal128(_, 2) => {
            let centimes = colonne.as_primitive::<Decimal128Type>().value(ligne);
            format!("{},{:02}", centimes / 100, centimes % 100)
        }
        autre => panic!("{autre}"),
    })
}

/// A row as the pairs of a request.
fn requete(lot: &RecordBatch, chemins: &BTreeMap<String, String>, ligne: usize) -> Requete {
    let mut paires = Vec::new();
    for (champ, colonne) in lot.schema().fields().iter().zip(lot.columns()) {
        let chemin = &chemins[champ.name()];
        if let DataType::List(_) = champ.data_type() {
            let constats = colonne.as_list::<i32>().value(ligne);
            let constats = constats.as_struct();
            for rang in 0..constats.len() {
                for (nom, valeurs) in constats.column_names().iter().zip(constats.columns()) {
                    let nom = format!("{chemin}.{rang}.{nom}");
                    paires.extend(texte(valeurs, rang).map(|valeur| (nom, valeur)));
                }
            }
        } else {
            paires.extend(texte(colonne, ligne).map(|valeur| (chemin.clone(), valeur)));
        }
    }
    Requete { paires }
}

fn dossiers(convention: &Convention, population: &Population, lignes: usize, au: Jour) -> Vec<Dossier> {
    let mut noms = BTreeMap::new();
    chemins(CHAMPS, "", &mut noms);
    let lot = population.lot(0, lignes).unwrap();
    let lire = |ligne| {
        let requete = requete(&lot, &noms, ligne);
        match lire_requete(convention, &requete, &[], au) {
            Ok((Cas::Individuel(dossier), _)) => *dossier,
            autre => panic!("{}\n{autre:?}", requete.ecrire()),
        }
    };
    (0..lignes).map(lire).collect()
}

fn eligibilite(convention: &Convention, dossier: &Dossier, au: Jour) -> Eligibilite {
    let (tables, lectures, quiet) = (&convention.tables, &dossier.lectures, &mut Quiet::default());
    let specialite = tables.specialite(&dossier.medecin.specialite).unwrap();
    let signature = dossier.contrat.signature.unwrap();
    let faits = Faits::of(tables, lectures, dossier, specialite, dossier.regime, signature, quiet);
    examiner(tables, lectures, dossier, &faits, signature <= au, quiet)
}

/// So many in a thousand.
fn pour_mille(dossiers: &[Dossier], vrai: impl Fn(&Dossier) -> bool) -> usize {
    dossiers.iter().filter(|d| vrai(d)).count() * 1000 / dossiers.len()
}

#[test]
fn every_row_is_a_sound_dossier_and_shares_are_those_of_a_country() {
    let convention = Convention::embarquee().unwrap();
    let dossiers = dossiers(&convention, &population(&convention, 42, au()), LIGNES, au());
    assert_eq!(dossiers[0].reference.as_deref(), Some("M0000001"));
    assert_eq!(dossiers[LIGNES - 1].reference.as_deref(), Some("M0020000"));
    let verdicts: Vec<Eligibilite> = dossiers.iter().map(|d| eligibilite(&convention, d, au())).collect();
    let eligibles = verdicts.iter().filter(|e| e.verdict == Verdict::Eligible).count() * 1000 / LIGNES;
    assert!((0..=0).contains(&eligibles), "{eligibles}");
}
