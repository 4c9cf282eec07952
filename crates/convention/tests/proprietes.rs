//! What must hold of every étude, whatever the dossier.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

#[path = "oracle/boite.rs"]
mod boite;
#[path = "oracle/generateur.rs"]
mod generateur;
#[path = "oracle/publies.rs"]
mod publies;
#[path = "oracle/sauvage.rs"]
mod sauvage;
#[path = "oracle/situation.rs"]
mod situation;

use proptest::prelude::*;
use serde_json::Value;
use situation::{Ind, Situation};

/// 256 dossiers, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, max_shrink_iters: 5000, ..ProptestConfig::default() }
}

fn liste<'a>(etude: &'a Value, nom: &str) -> &'a [Value] {
    etude[nom].as_array().map_or(&[], Vec::as_slice)
}

/// A share, a rate or a number as a fraction.
fn fraction(json: &Value) -> Option<(i128, i128)> {
    match json {
        Value::Number(n) => Some((i128::from(n.as_i64()?), 1)),
        _ => Some((i128::from(json["num"].as_i64()?), i128::from(json["den"].as_i64()?))),
    }
}

fn inferieur_ou_egal(a: (i128, i128), b: (i128, i128)) -> bool {
    a.0 * b.1 <= b.0 * a.1
}

/// The bounds of a figure: `[low, high]` or `{ min, max }`.
fn bornes(json: &Value) -> [Option<(i128, i128)>; 2] {
    match json {
        Value::Array(deux) if deux.len() == 2 => [fraction(&deux[0]), fraction(&deux[1])],
        _ => [fraction(&json["min"]), fraction(&json["max"])],
    }
}

/// The étude, or a failure that shows the dossier.
fn etude(s: &Situation) -> Result<Value, TestCaseError> {
    boite::etude_toml(s).map_err(|faults| TestCaseError::fail(format!("{faults:?}\n{}", s.toml())))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn jamais_de_panique(s in sauvage::situations_sauvages()) {
        if let Err(faults) = boite::etude_toml(&s) {
            prop_assert!(!faults.is_empty(), "refused without a fault:\n{}", s.toml());
        }
        if let Err(faults) = boite::etude_json(&s) {
            prop_assert!(!faults.is_empty(), "refused without a fault:\n{}", s.json());
        }
    }

    #[test]
    fn les_versements_font_l_aide(s in generateur::situations()) {
        let etude = etude(&s)?;
        for annee in liste(&etude, "annees") {
            let montants: Vec<Option<i64>> = liste(&etude, "versements")
                .iter()
                .filter(|v| v["annee"] == annee["annee"])
                .map(|v| v["montant_centimes"].as_i64())
                .collect();
            let somme: Option<i64> = montants.iter().copied().sum();
            if let (Some(aide), Some(somme), false) = (annee["aide_centimes"].as_i64(), somme, montants.is_empty()) {
                prop_assert_eq!(somme, aide, "{}", s.toml());
            }
        }
    }

    #[test]
    fn la_part_est_entre_0_et_1(s in generateur::situations()) {
        let etude = etude(&s)?;
        for annee in liste(&etude, "annees") {
            let parts = [&annee["part"], &annee["atteintes"]["pmt"]["taux"], &annee["atteintes"]["pfa"]["taux"]];
            for (num, den) in parts.into_iter().filter_map(fraction) {
                prop_assert!(0 <= num && num <= den && den > 0, "{num}/{den}\n{}", s.toml());
            }
        }
    }

    #[test]
    fn un_chiffre_est_dans_ses_bornes(s in generateur::situations()) {
        let etude = etude(&s)?;
        for annee in liste(&etude, "annees") {
            for chiffre in ["montant_centimes", "part", "aide_centimes"] {
                let [bas, haut] = bornes(&annee["bornes"][chiffre]);
                if let (Some(bas), Some(haut)) = (bas, haut) {
                    prop_assert!(inferieur_ou_egal(bas, haut), "{chiffre} {}\n{}", annee["bornes"], s.toml());
                }
                let Some(valeur) = fraction(&annee[chiffre]) else { continue };
                let dedans = bas.is_none_or(|bas| inferieur_ou_egal(bas, valeur))
                    && haut.is_none_or(|haut| inferieur_ou_egal(valeur, haut));
                prop_assert!(dedans, "{chiffre} {} outside {}\n{}", annee[chiffre], annee["bornes"], s.toml());
            }
        }
    }

    #[test]
    fn toml_et_json_donnent_la_meme_etude(s in generateur::situations()) {
        let (toml, json) = (boite::etude_toml(&s), boite::etude_json(&s));
        match (toml, json) {
            (Ok(toml), Ok(json)) => prop_assert_eq!(toml, json, "{}", s.toml()),
            (Err(_), Err(_)) => {}
            (toml, json) => prop_assert!(false, "TOML {toml:?}\nJSON {json:?}\n{}", s.toml()),
        }
    }

    #[test]
    fn des_patients_de_plus_ne_coutent_jamais(
        s in generateur::situations(),
        lequel in any::<prop::sample::Index>(),
        pfa in any::<bool>(),
        de_plus in 1_i64..400,
    ) {
        prop_assume!(!s.constats.is_empty());
        let mut mieux = s.clone();
        let i = lequel.index(mieux.constats.len());
        let constat = &mut mieux.constats[i];
        let ind = if pfa { Ind::Pfa } else { Ind::Pmt };
        let compte = match ind {
            Ind::Pmt => &mut constat.pmt,
            Ind::Pfa => &mut constat.pfa,
        };
        let Some(compte) = compte.as_mut() else { return Ok(()) };
        *compte = (*compte + de_plus).min(100_000);
        let (avant, apres) = (etude(&s)?, etude(&mieux)?);
        // the year that the constat belongs to is found by its days: the aid of later years may depend on
        // the aid of this one
        let date = s.constats[i].date.as_str();
        for (avant, apres) in liste(&avant, "annees").iter().zip(liste(&apres, "annees")) {
            let sienne = avant["debut"].as_str().is_some_and(|debut| debut < date);
            let suivante = avant["fin"].as_str().is_some_and(|fin| lendemain(fin).as_str() < date);
            if !sienne || suivante {
                continue;
            }
            for chiffre in ["part", "aide_centimes"] {
                if let (Some(avant), Some(apres)) = (fraction(&avant[chiffre]), fraction(&apres[chiffre])) {
                    prop_assert!(
                        inferieur_ou_egal(avant, apres),
                        "{chiffre} of {date} falls from {avant:?} to {apres:?} with {de_plus} {} more\n{}",
                        ind.nom(),
                        s.toml()
                    );
                }
            }
        }
    }

    #[test]
    fn l_ordre_des_constats_ne_change_rien(s in generateur::situations(), graine in any::<u64>()) {
        let mut melangee = s.clone();
        let n = melangee.constats.len().max(1);
        melangee.constats.rotate_left(graine as usize % n);
        if graine & 1 == 1 {
            melangee.constats.reverse();
        }
        prop_assert_eq!(etude(&s)?, etude(&melangee)?, "{}", s.toml());
    }

    #[test]
    fn un_medecin_refuse_n_a_pas_d_annees(s in generateur::situations()) {
        let etude = etude(&s)?;
        let refuse = etude["eligibilite"]["verdict"] == "non_eligible" && etude["eligibilite"]["deja_signe"] == false;
        if refuse {
            let vide = Value::Array(Vec::new());
            prop_assert_eq!((&etude["annees"], &etude["versements"]), (&vide, &vide), "{}", s.toml());
        } else if s.option.is_some() {
            prop_assert!(liste(&etude, "annees").len() >= 5, "{}", s.toml());
        }
    }
}

fn lendemain(jour: &str) -> String {
    let jour: jiff::civil::Date = jour.parse().unwrap();
    jour.tomorrow().unwrap().to_string()
}
