//! Every row is a sound dossier, and together they look like a country.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use convention::dossier::fields::{CHAMPS, Field, Shape};
use convention::dossier::requete::{Requete, lire_requete};
use convention::dossier::{Cas, Dossier, ObjectifSaisi, OptionEtp};
use convention::eligibilite::{Eligibilite, Etat, Verdict, examiner};
use convention::explication::Quiet;
use convention::faits::Faits;
use convention::indicateur::Indicateur;
use convention::jour::Jour;
use convention::regime::Regime;
use convention::tables::Convention;
use population::{Erreur, Population};

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

/// What became of an objective at the last constat of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Resultat {
    Atteint,
    EnChemin,
    EnBaisse,
}

/// Of an increase that the contract writes for the file active.
fn resultat(dossier: &Dossier) -> Option<Resultat> {
    let depart = dossier.patientele.effectif.pfa?;
    let cible = match dossier.contrat.objectif.pfa? {
        ObjectifSaisi::Cible(cible) => cible,
        ObjectifSaisi::Gain(gain) => depart + gain,
        ObjectifSaisi::Maintien => return None,
    };
    let mesure = dossier.constats.last()?.effectif.pfa?;
    Some(match mesure {
        n if n >= cible => Resultat::Atteint,
        n if n >= depart => Resultat::EnChemin,
        _ => Resultat::EnBaisse,
    })
}

/// How many of `tous` in a thousand are so, and how many there may be.
fn part<T>(nom: &str, tous: &[T], possible: std::ops::RangeInclusive<usize>, vrai: impl Fn(&T) -> bool) {
    let part = tous.iter().filter(|t| vrai(t)).count() * 1000 / tous.len();
    assert!(possible.contains(&part), "{nom} : {part} ‰ et non {possible:?}");
}

#[test]
fn every_row_is_a_sound_dossier_and_shares_are_those_of_a_country() {
    let convention = Convention::embarquee().unwrap();
    let dossiers = dossiers(&convention, &population(&convention, 42, au()), LIGNES, au());
    assert_eq!(dossiers[0].reference.as_deref(), Some("M0000001"));
    assert_eq!(dossiers[LIGNES - 1].reference.as_deref(), Some("M0020000"));

    let verdicts: Vec<(Eligibilite, &Dossier)> =
        dossiers.iter().map(|d| (eligibilite(&convention, d, au()), d)).collect();
    part("éligibles", &verdicts, 650..=800, |(e, _)| e.verdict == Verdict::Eligible);
    part("non éligibles", &verdicts, 200..=350, |(e, _)| e.verdict == Verdict::NonEligible);
    // Refused, by rule; then let in by one.
    for (regle, etat, possible) in [
        ("ELI-1", Etat::Echoue, 1..=10),
        ("ELI-2", Etat::Echoue, 1..=10),
        ("ELI-3", Etat::Echoue, 10..=50),
        ("ELI-4", Etat::Echoue, 180..=300),
        ("ELI-8", Etat::Echoue, 5..=40),
        ("ELI-9", Etat::Echoue, 1..=10),
        ("ELI-11", Etat::Echoue, 1..=10),
        ("ELI-5", Etat::Respecte, 10..=40),
        ("ELI-6", Etat::Respecte, 10..=40),
        ("ELI-7", Etat::Respecte, 20..=60),
    ] {
        part(regle, &verdicts, possible, |(e, _)| e.motifs.iter().any(|m| m.regle == regle && m.etat == etat));
    }
    for (regime, possible) in Regime::ALL.iter().zip([300..=400, 200..=300, 350..=450]) {
        part(regime.id(), &dossiers, possible, |d| d.regime == *regime);
    }
    for (option, possible) in [(OptionEtp::Tiers, 80..=160), (OptionEtp::Demi, 370..=490), (OptionEtp::Un, 380..=500)] {
        part(option.id(), &dossiers, possible, |d| d.contrat.option == Some(option));
    }
    part("généralistes", &dossiers, 700..=700, |d| d.medecin.specialite == "01");
    part("seniors", &dossiers, 40..=100, |d| {
        d.medecin.naissance.unwrap().plus_years(65) <= d.contrat.signature.unwrap()
    });
    part("objectif écrit", &dossiers, 850..=950, |d| d.contrat.objectif.pfa.is_some());
    part("maintien", &dossiers, 70..=150, |d| d.contrat.objectif.pfa == Some(ObjectifSaisi::Maintien));
    part("mesurés", &dossiers, 420..=540, |d| !d.constats.is_empty());

    let resultats: Vec<Resultat> = dossiers.iter().filter_map(resultat).collect();
    part("atteint", &resultats, 300..=550, |r| *r == Resultat::Atteint);
    part("en chemin", &resultats, 350..=600, |r| *r == Resultat::EnChemin);
    part("en baisse", &resultats, 20..=120, |r| *r == Resultat::EnBaisse);
}

#[test]
fn each_year_that_a_result_changes_and_that_is_over_has_one_constat() {
    let convention = Convention::embarquee().unwrap();
    for dossier in dossiers(&convention, &population(&convention, 7, au()), 3_000, au()) {
        let signature = dossier.contrat.signature.unwrap();
        for annee in 1..=8 {
            let (debut, cloture) = (signature.plus_years(annee - 1), signature.plus_years(annee));
            let constats = dossier.constats.iter().filter(|c| debut < c.date && c.date <= cloture).count();
            // None of these contracts is in its sixth year and renewed.
            let attendu = usize::from((3..=5).contains(&annee) && cloture <= au());
            assert_eq!(constats, attendu, "{signature}, année {annee} : {:?}", dossier.constats);
        }
    }
}

#[test]
fn every_day_from_the_first_signature_has_a_sound_population_with_nothing_later() {
    let convention = Convention::embarquee().unwrap();
    let (premiere, derniere) =
        (convention.tables.signature_possible.0.value, convention.tables.signature_possible.1.value);
    for au in [premiere, Jour(premiere.0 + 1), au(), Jour::new(2031, 2, 28).unwrap(), derniere, derniere.plus_years(3)]
    {
        for dossier in dossiers(&convention, &population(&convention, 3, au), 500, au) {
            let jours = [dossier.contrat.signature, dossier.contrat.justificatifs, dossier.medecin.installation];
            let constats = dossier.constats.iter().map(|c| c.date);
            let dernier = jours.into_iter().flatten().chain(constats).max();
            assert!(dernier <= Some(au), "{au} : {dernier:?}");
        }
    }
}

#[test]
fn the_smallest_and_the_largest_thresholds_give_sound_dossiers() {
    for seuils in [[1, 2, 3, 4], [99_997, 99_998, 99_999, 100_000]] {
        let mut convention = Convention::embarquee().unwrap();
        for i in Indicateur::ALL {
            let publies = &mut convention.tables.specialites[0].seuils[i];
            let cellules = [&mut publies.p30, &mut publies.p50, &mut publies.p90, &mut publies.p95];
            for (cellule, seuil) in cellules.into_iter().zip(seuils) {
                cellule.as_mut().unwrap().value = seuil;
            }
        }
        let dossiers = dossiers(&convention, &population(&convention, 5, au()), 2_000, au());
        let departs = dossiers.iter().filter_map(|d| d.patientele.effectif.pfa);
        assert_eq!(departs.max().is_some_and(|n| n == 100_000), seuils[3] == 100_000);
    }
}

#[test]
fn before_the_first_signature_there_is_nobody() {
    let convention = Convention::embarquee().unwrap();
    let premiere = convention.tables.signature_possible.0.value;
    let erreur = Population::new(&convention.tables, 1, premiere.plus_days(-1)).unwrap_err();
    assert_eq!(erreur, Erreur::AvantLesContrats(premiere));
    assert_eq!(erreur.to_string(), "aucun contrat n'a pu être signé avant le 21/08/2019");
}

#[test]
fn without_the_thresholds_of_the_generalists_there_is_no_spread() {
    let mut tables = Convention::embarquee().unwrap().tables;
    tables.specialites[0].seuils.pfa.p95 = None;
    assert_eq!(Population::new(&tables, 1, au()).unwrap_err(), Erreur::SansModele);
    tables.specialites.remove(0);
    assert_eq!(Population::new(&tables, 1, au()).unwrap_err(), Erreur::SansModele);
}
