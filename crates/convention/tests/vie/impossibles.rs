//! Journals that no contract can have: refused with the event and the rule, never a panic.

use crate::boite;
use crate::config;
use crate::generateur::{date, plus_ans, plus_jours};
use crate::lecture::montrer;
use crate::situation::{Evenement, Situation};
use crate::vies::{FINS, ORDRE, entree, vies};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A fault of the journal: which event, and one of the rules that it breaks.
type Faute = (Evenement, &'static [&'static str]);

fn evenement(genre: &str, jour: jiff::civil::Date, champs: &Value) -> Evenement {
    let champs = champs.as_object().cloned().unwrap_or_default();
    Evenement { date: jour.to_string(), genre: genre.to_owned(), champs, ..Evenement::default() }
}

/// First day past the term, where no suspension moves it.
fn terme(s: &Situation, signature: jiff::civil::Date) -> jiff::civil::Date {
    let prorogations = s.evenements.iter().filter(|e| e.est("avenant-prorogation")).count() as i64;
    plus_ans(signature, 5 + 5 * prorogations)
}

/// Adds to a life something that cannot have happened to it, where this way of doing so applies.
fn gacher(s: &Situation, facon: u32, jours: i64) -> Option<Faute> {
    let signature = date(s.signature.as_deref()?);
    let fin = s.evenements.iter().find(|e| FINS.contains(&e.genre.as_str()));
    let reconduit = s.signature_ou_au() >= entree(s);
    let suspension = s.evenements.iter().rev().find(|e| e.est("suspension") || e.est("reprise"));
    let ouverte = suspension.is_some_and(|e| e.est("suspension"));
    let rien = json!({});
    match facon {
        0 => Some((evenement("suspension", plus_jours(signature, -1 - jours), &rien), &["VIE-2"])),
        1 => {
            let apres = plus_jours(date(&fin?.date), 1 + jours);
            Some((evenement("reunion-caisse", apres, &rien), &["VIE-3"]))
        }
        2 => {
            let apres = plus_jours(date(&fin?.date), 1 + jours);
            Some((evenement("resiliation", apres, &json!({ "par": "medecin" })), &["VIE-3"]))
        }
        3 => {
            let apres = plus_jours(date(&suspension?.date), 1 + jours);
            // an open suspension moves the term, under that reading: nothing is past it
            let passe = !reconduit && !s.lit("Q-SUSP", "decale") && apres >= terme(s, signature);
            let regle: &[&str] = if passe { &["VIE-1"] } else { &["VIE-7"] };
            (ouverte && fin.is_none()).then(|| (evenement("suspension", apres, &rien), regle))
        }
        4 => {
            let aucune = suspension.is_none() && fin.is_none();
            let terme = plus_ans(signature, 5);
            let jour = plus_jours(signature, jours);
            (aucune && jour < terme).then(|| (evenement("reprise", jour, &rien), &["VIE-7"][..]))
        }
        5 => {
            let jour = plus_jours(signature, jours);
            (reconduit && fin.is_none()).then(|| (evenement("avenant-prorogation", jour, &rien), &["VIE-1"][..]))
        }
        6 => {
            let apres = plus_jours(plus_ans(signature, 5), 1 + jours);
            let prorogee = s.evenements.iter().any(|e| e.est("avenant-prorogation"));
            let deplace = s.lit("Q-SUSP", "decale") && suspension.is_some();
            let seule = !reconduit && !prorogee && !deplace && fin.is_none();
            seule.then(|| (evenement("avenant-prorogation", apres, &rien), &["VIE-1"][..]))
        }
        7 => {
            let jour = plus_jours(signature, jours % 730);
            let hors = reconduit && fin.is_none() && !s.evenements.iter().any(|e| e.est("avenant-option"));
            let option = if s.option.as_deref() == Some("2") { "1.5" } else { "2" };
            let avenant = evenement("avenant-option", jour, &json!({ "option": option }));
            (hors && jour < plus_ans(signature, 2)).then_some((avenant, &["ELI-10"][..]))
        }
        8 => {
            let jour = plus_jours(signature, jours);
            let avenant = evenement("avenant-option", jour, &json!({ "option": s.option.clone()? }));
            let seule = !s.evenements.iter().any(|e| e.est("avenant-option")) && fin.is_none();
            (seule && jour < plus_ans(signature, 5)).then_some((avenant, &["VIE-2"][..]))
        }
        9 => {
            let jour = plus_jours(signature, jours);
            let tiers =
                s.option.as_deref() != Some("1/3") && jour >= date("2023-05-01") && jour < plus_ans(signature, 5);
            let seule = !s.evenements.iter().any(|e| e.est("avenant-option")) && fin.is_none();
            (tiers && seule).then(|| (evenement("avenant-option", jour, &json!({ "option": "1/3" })), &["MON-3"][..]))
        }
        10 => {
            let anniversaire = plus_ans(date(s.naissance.as_deref()?), 65);
            let jour = plus_jours(anniversaire, -1 - jours);
            let dedans = jour >= signature && jour < plus_ans(signature, 5) && fin.is_none();
            dedans.then(|| (evenement("avenant-65-ans", jour, &rien), &["OBJ-3"][..]))
        }
        11 => {
            let jour = plus_jours(signature, jours);
            let annee = 3 + jours / 365;
            let champs = json!({ "annee": annee, "part": "1", "motif": "trop tôt" });
            (fin.is_none() && annee <= 60).then(|| (evenement("decision-caisse", jour, &champs), &["ATT-11"][..]))
        }
        12 => {
            let jour = plus_jours(signature, jours % 365);
            let signe = plus_jours(signature, -1 - jours).to_string();
            let avenant = Evenement { signe_le: Some(signe), ..evenement("reunion-caisse", jour, &rien) };
            fin.is_none().then_some((avenant, &["VIE-2"][..]))
        }
        13 => {
            let fin = FINS[jours as usize % FINS.len()];
            let regle: &[&str] = if fin == "resiliation" { &["VIE-3"] } else { &["VIE-8"] };
            let par = if fin == "resiliation" { json!({ "par": "medecin" }) } else { rien };
            Some((evenement(fin, signature, &par), regle))
        }
        14 => {
            let champs = json!({ "annee": 1, "retrait": true, "motif": "trop tôt" });
            let decidee = s.evenements.iter().any(|e| e.est("decision-caisse"));
            (!decidee && fin.is_none())
                .then(|| (evenement("decision-caisse", plus_jours(signature, jours), &champs), &["ATT-11"][..]))
        }
        15 => {
            let immobile = !s.lit("Q-SUSP", "decale") || suspension.is_none();
            let prorogee = s.evenements.iter().any(|e| e.est("avenant-prorogation"));
            let terme = plus_ans(signature, 5);
            let signe = plus_jours(terme, 1 + jours).to_string();
            let avenant =
                Evenement { signe_le: Some(signe), ..evenement("avenant-prorogation", plus_jours(terme, -1), &rien) };
            (!reconduit && !prorogee && immobile && fin.is_none()).then_some((avenant, &["VIE-1"][..]))
        }
        16 => {
            let jour = plus_jours(signature, jours);
            let ancienne = date(&format!("{}-12-30", jour.year() - 1));
            let age = s.naissance.as_deref().is_none_or(|n| plus_ans(date(n), 65) <= jour);
            let champs = json!({ "date_mesure": plus_jours(ancienne, -jours).to_string() });
            (age && jour < plus_ans(signature, 5) && fin.is_none())
                .then(|| (evenement("avenant-65-ans", jour, &champs), &["OBJ-3"][..]))
        }
        _ => {
            let double = s.evenements.iter().find(|e| !e.est("decision-caisse"))?.clone();
            Some((double, &[]))
        }
    }
}

/// Events with anything in them.
fn au_hasard(graines: &[u32]) -> Evenement {
    let [genre, jour, cle, valeur, signe, connu, ..] = graines else { return Evenement::default() };
    let jours = ["2024-02-29", "2025-02-30", "0001-01-01", "9999-12-31", "2028-07-01", "", "2026-01-15", "2019-08-21"];
    let parmi = |n: u32| jours[n as usize % jours.len()].to_owned();
    let cles = [
        "option",
        "depart",
        "date_mesure",
        "objectif",
        "annee",
        "part",
        "aide_euros",
        "retrait",
        "par",
        "heures_semaine",
        "nature",
        "motif",
        "x",
    ];
    let valeurs = [
        json!(0),
        json!(-1),
        json!(i64::MAX),
        json!("1/0"),
        json!("1.5"),
        json!({}),
        json!([]),
        json!(true),
        json!("medecin"),
        json!({ "pmt": 1, "pfa": 100_001 }),
        json!({ "pfa": { "cible": 0 } }),
        json!({ "pfa": { "gain": 100_000 } }),
        json!("2028-02-29"),
        json!(60),
        json!("99999999999999999999/1"),
    ];
    let mut champs = Map::new();
    for k in 0..3 {
        let cle = cles[(*cle as usize + 5 * k) % cles.len()];
        champs.insert(cle.to_owned(), valeurs[(*valeur as usize + 4 * k) % valeurs.len()].clone());
    }
    let genres = [ORDRE.as_slice(), &["", "avenant", "Suspension"]].concat();
    Evenement {
        date: parmi(*jour),
        genre: genres[*genre as usize % genres.len()].to_owned(),
        signe_le: (signe % 3 == 0).then(|| parmi(*signe / 3)),
        connu_le: (connu % 3 == 0).then(|| parmi(*connu / 3)),
        champs,
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn un_journal_impossible_est_refuse(s in vies(), facon in 0_u32..18, jours in 0_i64..1500) {
        let Some((faute, regles)) = gacher(&s, facon, jours) else { return Ok(()) };
        let mut impossible = s.clone();
        // first in the file: what is wrong is found by its place in time
        impossible.evenements.insert(0, faute);
        let Err(fautes) = boite::etude_toml(&impossible) else {
            return Err(TestCaseError::fail(format!("way {facon} is accepted\n{}", montrer(&impossible))));
        };
        for f in &fautes {
            prop_assert!(f.place.chemin.contains("evenements"), "{f:?}\n{}", montrer(&impossible));
        }
        if !regles.is_empty() {
            let nommee = fautes.iter().any(|f| regles.iter().any(|r| f.message.contains(r)));
            prop_assert!(nommee, "way {facon}: none of {regles:?} in {fautes:#?}\n{}", montrer(&impossible));
        }
    }

    #[test]
    fn un_evenement_connu_avant_d_etre_est_refuse(s in vies(), lequel in any::<prop::sample::Index>(), jours in 1_i64..400) {
        prop_assume!(!s.evenements.is_empty());
        let mut impossible = s.clone();
        let e = &mut impossible.evenements[lequel.index(s.evenements.len())];
        e.connu_le = Some(plus_jours(date(e.signe_le.as_deref().unwrap_or(&e.date)), -jours).to_string());
        let fautes = boite::etude_toml(&impossible).err().unwrap_or_default();
        prop_assert!(fautes.iter().any(|f| f.place.chemin.contains("evenements")), "{fautes:?}\n{}", montrer(&impossible));
    }

    #[test]
    fn un_evenement_quelconque_ne_fait_pas_paniquer(s in vies(), graines in prop::collection::vec(any::<u32>(), 18)) {
        let mut sauvage = s;
        sauvage.evenements.extend(graines.chunks(6).map(au_hasard));
        for etude in [boite::etude_toml(&sauvage), boite::etude_json(&sauvage)] {
            if let Err(fautes) = etude {
                prop_assert!(!fautes.is_empty(), "refused without a fault\n{}", montrer(&sauvage));
            }
        }
    }
}
