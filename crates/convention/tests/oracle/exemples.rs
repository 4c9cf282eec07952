//! The oracle itself against cases worked by hand: a wrong judge would be worse than none.

use crate::comparer::differences;
use crate::generateur::situations;
use crate::oracle::vie::vivre;
use crate::oracle::{Annee, Attendu, Frac, Valeur, calculer};
use crate::situation::{Compte, Constat, Ind, Saisi, Situation};
use crate::vies::{ORDRE, vies_simples};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

fn generaliste(signature: &str, au: &str, depart: i64, saisi: Option<Saisi>) -> Situation {
    let compte = Compte { depart: Some(depart), objectif: saisi, ..Compte::default() };
    Situation {
        au: au.to_owned(),
        signature: Some(signature.to_owned()),
        specialite: "01".to_owned(),
        secteur: Some("1".to_owned()),
        naissance: Some("1980-01-01".to_owned()),
        zone: Some("zip".to_owned()),
        option: Some("1".to_owned()),
        pmt: compte.clone(),
        pfa: compte,
        ..Situation::default()
    }
}

fn constat(date: &str, pmt: impl Into<Option<i64>>, pfa: impl Into<Option<i64>>) -> Constat {
    Constat { date: date.to_owned(), pmt: pmt.into(), pfa: pfa.into(), connu_le: None }
}

fn montants(a: &Attendu) -> Vec<Valeur<i64>> {
    a.annees.as_ref().unwrap().iter().map(|annee| annee.montant.clone()).collect()
}

fn euros(montants: &[i64]) -> Vec<Valeur<i64>> {
    montants.iter().map(|m| Valeur::Sur(m * 100)).collect()
}

fn part(a: &Attendu, n: usize) -> Valeur<Frac> {
    a.annees.as_ref().unwrap()[n - 1].part.clone()
}

fn sur(num: i128, den: i128) -> Valeur<Frac> {
    Valeur::Sur(Frac { num, den })
}

/// MON-2's own example.
#[test]
fn revalorisation_au_premier_anniversaire() {
    let a = calculer(&generaliste("2023-09-10", "2026-01-01", 1300, None));
    assert_eq!(a.regime, "reglement-arbitral-2023");
    assert_eq!(montants(&a), euros(&[36_000, 28_000, 22_000, 22_000, 22_000]));
}

#[test]
fn anniversaire_le_premier_jour_de_la_convention() {
    let mut s = generaliste("2023-06-22", "2026-01-01", 1300, None);
    assert_eq!(montants(&calculer(&s))[1], Valeur::Sur(2_800_000));
    s.lectures = vec![("Q-ENTREE".to_owned(), "strictement_apres".to_owned())];
    assert_eq!(montants(&calculer(&s))[1], Valeur::Sur(2_700_000));
}

/// The rules' worked example, and its payments.
#[test]
fn moitie_du_gain() {
    let mut s = generaliste("2024-07-01", "2027-09-01", 1300, Some(Saisi::Cible(1560)));
    s.constats = vec![constat("2027-06-30", 1430, 1430)];
    let a = calculer(&s);
    let trois = &a.annees.as_ref().unwrap()[2];
    assert_eq!((&trois.part, &trois.aide), (&sur(1, 2), &Valeur::Sur(1_100_000)));
    let versements = trois.versements.as_ref().unwrap();
    assert_eq!(versements[0].date_limite, Valeur::Sur("2026-09-01".to_owned()));
    assert_eq!((&versements[1].montant, &versements[1].nature), (&Valeur::Sur(0), &Valeur::Sur("solde")));
    assert_eq!(versements[1].date_limite, Valeur::Sur("2027-07-01".to_owned()));
    // no constat in year 4: unknown, never zero
    assert_eq!(part(&a, 4), Valeur::Inconnu);

    s.lectures = vec![("Q-TAUX".to_owned(), "niveau".to_owned())];
    assert_eq!(calculer(&s).annees.unwrap()[2].aide, Valeur::Sur(2_016_667));
}

#[test]
fn ce_qui_est_acquis_malgre_un_trou() {
    let mut s = generaliste("2024-07-01", "2027-09-01", 1300, Some(Saisi::Cible(1560)));
    s.constats = vec![constat("2027-06-30", 1299, None)];
    assert_eq!(part(&calculer(&s), 3), sur(0, 1), "an augmentation with a fall");
    s.constats = vec![constat("2027-06-30", 1560, None)];
    assert_eq!(part(&calculer(&s), 3), Valeur::Inconnu);
    s.pfa.objectif = None;
    s.constats = vec![constat("2027-06-30", 1560, 1299)];
    assert_eq!(part(&calculer(&s), 3), Valeur::Inconnu, "a maintien would be reached, an augmentation would not");
    for ind in Ind::TOUS {
        s.compte_mut(ind).objectif = Some(Saisi::Maintien);
    }
    s.constats = vec![constat("2027-06-30", None, 1235)];
    assert_eq!(part(&calculer(&s), 3), sur(1, 1), "a fall of exactly 5 % is tolerated, one maintien is enough");
    s.constats = vec![constat("2027-06-30", 1234, 1170)];
    assert_eq!(part(&calculer(&s), 3), sur(1234, 1300));
}

#[test]
fn baisse_de_dix_pour_cent_a_65_ans() {
    let mut s = generaliste("2024-07-01", "2027-09-01", 1300, None);
    s.naissance = Some("1959-07-01".to_owned());
    s.constats = vec![constat("2027-06-30", 1170, 1170)];
    assert_eq!(part(&calculer(&s), 3), sur(9, 10), "exactly 10 % is too much");
    s.constats = vec![constat("2027-06-30", 1171, 1000)];
    assert_eq!(part(&calculer(&s), 3), sur(1, 1));
    s.naissance = Some("1959-07-02".to_owned());
    assert_eq!(part(&calculer(&s), 3), sur(0, 1), "one day too young: an augmentation, and a fall");
    s.constats = vec![constat("2027-06-30", 1300, 1400)];
    assert_eq!(part(&calculer(&s), 3), Valeur::Inconnu, "an augmentation whose target is unknown");
}

#[test]
fn avenant_7_par_paliers_puis_au_prorata() {
    let mut s = generaliste("2020-02-29", "2024-06-01", 1000, Some(Saisi::Gain(100)));
    s.constats = vec![constat("2023-02-28", 1050, 1074), constat("2024-02-28", 1090, 1096)];
    let a = calculer(&s);
    assert_eq!(a.regime, "avenant-7");
    assert_eq!((part(&a, 3), part(&a, 4)), (sur(3, 4), sur(9, 10)));
    let trois = &a.annees.as_ref().unwrap()[2];
    assert_eq!((trois.debut.as_str(), trois.fin.as_str()), ("2022-02-28", "2023-02-27"));
}

#[test]
fn primo_installe() {
    let mut s = generaliste("2025-01-10", "2028-03-01", 500, None);
    s.installation = Some("2024-01-10".to_owned());
    s.constats = vec![constat("2027-12-31", 1045, 1219)];
    let a = calculer(&s);
    assert_eq!((a.verdict, part(&a, 3), part(&a, 4)), (Some("eligible"), sur(1, 1), Valeur::Inconnu));
    s.constats = vec![constat("2027-12-31", 836, 1218)];
    assert_eq!(part(&calculer(&s), 3), sur(1218, 1514));
    s.installation = Some("2024-01-09".to_owned());
    s.au = "2025-01-10".to_owned();
    assert_eq!(calculer(&s).verdict, Some("non_eligible"), "a day too long in the département, and below P30");
}

#[test]
fn p95_sur_un_seul_indicateur() {
    let mut s = generaliste("2025-01-10", "2028-03-01", 2187, None);
    s.pfa.depart = Some(1600);
    let a = calculer(&s);
    assert_eq!(a.bande, Valeur::Sur("p95"));
    assert_eq!(montants(&a), euros(&[38_000; 5]));
    s.lectures = vec![("Q-BANDE".to_owned(), "pmt".to_owned())];
    s.pmt.depart = Some(2186);
    assert_eq!(montants(&calculer(&s)), euros(&[38_000, 28_000, 26_000, 26_000, 26_000]));
}

/// A comparison that finds nothing in an empty answer, or lets a wrong cent pass, would prove nothing.
#[test]
fn la_comparaison_voit_les_ecarts() {
    let attendu = calculer(&generaliste("2024-07-01", "2026-09-01", 1300, Some(Saisi::Cible(1560))));
    let vide = differences(&attendu, &json!({})).join("\n");
    assert!(vide.contains("/regime") && vide.contains("/bande") && vide.contains("/annees"), "{vide}");
    let annee = |annee: &Annee| {
        json!({
            "annee": annee.annee, "debut": annee.debut, "fin": annee.fin, "option": annee.option,
            "montant_centimes": annee.montant.sur(), "aide_centimes": annee.aide.sur(),
            "part": annee.part.sur().map(|_| json!({ "num": 1, "den": 1 })),
            "bornes": { "aide_centimes": { "min": 0, "max": 2_200_000 } },
        })
    };
    let annees = attendu.annees.as_ref().unwrap();
    let versements = annees.iter().flat_map(|a| a.versements.iter().flatten().map(move |v| (a.annee, v)));
    let versements: Vec<_> = versements
        .map(|(annee, v)| {
            let (nature, date) = (v.nature.sur(), v.date_limite.sur());
            json!({ "annee": annee, "nature": nature, "montant_centimes": v.montant.sur(), "date_limite": date })
        })
        .collect();
    let etude = json!({
        "regime": "convention-2024",
        "eligibilite": { "verdict": "eligible", "deja_signe": true },
        "bande": "p50-p90",
        "bandes": { "pmt": "p50-p90", "pfa": ["p30-p50"] },
        "objectifs": {
            "pmt": { "nature": "augmentation", "cible": 1560, "plancher": 1300, "seuil_atteint": 1547 },
            "pfa": { "nature": "augmentation", "cible": 1560 },
        },
        "annees": annees.iter().map(annee).collect::<Vec<_>>(),
        "versements": versements,
    });
    assert_eq!(differences(&attendu, &etude), Vec::<String>::new());
    for (chemin, faux) in [
        ("/annees/0/montant_centimes", json!(3_800_001)),
        ("/annees/2/aide_centimes", json!(0)),
        ("/annees/1/part", json!({ "num": 2, "den": 2 })),
        ("/annees/4/fin", json!("2029-07-01")),
        ("/versements/1/date_limite", json!("2025-09-02")),
        ("/versements/2/montant_centimes", Value::Null),
        ("/versements/3/montant_centimes", json!(1)),
        ("/objectifs/pmt/seuil_atteint", json!(1546)),
        ("/eligibilite/verdict", json!("a_confirmer")),
    ] {
        let mut fausse = etude.clone();
        *fausse.pointer_mut(chemin).unwrap() = faux;
        assert!(!differences(&attendu, &fausse).is_empty(), "{chemin}");
    }
}

/// The generator and the oracle together: every kind of contract is met, and most shares are settled.
#[test]
fn le_generateur_couvre_les_regles() {
    let mut runner = TestRunner::deterministic();
    let mut vus: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    for _ in 0..600 {
        let s = situations().new_tree(&mut runner).unwrap().current();
        let a = calculer(&s);
        let mut voir = |mot: String| *vus.entry(mot).or_default() += 1;
        voir(a.regime.to_owned());
        voir(format!("verdict {:?}", a.verdict));
        for annee in a.annees.into_iter().flatten().filter(|annee| annee.modulee) {
            voir(match annee.part {
                Valeur::Sur(p) if p == Frac::UN => "part 1".to_owned(),
                Valeur::Sur(p) if p == Frac::ZERO => "part 0".to_owned(),
                Valeur::Sur(_) => "part between".to_owned(),
                Valeur::Inconnu => "part unknown".to_owned(),
                Valeur::Libre => "part not said".to_owned(),
            });
            for (_, atteinte) in annee.atteintes {
                voir(format!("{:?}", atteinte.issue));
            }
            for versement in annee.versements.into_iter().flatten() {
                voir(format!("{:?}", versement.nature));
            }
        }
    }
    for mot in [
        "avenant-7",
        "reglement-arbitral-2023",
        "convention-2024",
        "verdict Some(\"eligible\")",
        "verdict Some(\"non_eligible\")",
        "part 1",
        "part 0",
        "part between",
        "part unknown",
        "Sur(\"atteint\")",
        "Sur(\"non-atteint-sans-baisse\")",
        "Sur(\"non-atteint-avec-baisse\")",
        "Sur(\"atteint-en-hausse\")",
        "Sur(\"atteint-sans-hausse\")",
        "Sur(\"non-atteint\")",
        "Sur(\"p50-atteint\")",
        "Sur(\"entre-p30-et-p50\")",
        "Sur(\"sous-p30\")",
        "Sur(\"reversement\")",
    ] {
        assert!(vus.get(mot).copied().unwrap_or(0) >= 2, "{mot} is hardly ever met: {vus:#?}");
    }
}

/// Lives: those that the oracle tells, with most of their figures, and every kind of event among them.
#[test]
fn le_generateur_couvre_les_vies() {
    let mut runner = TestRunner::deterministic();
    let mut vus: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    for _ in 0..600 {
        let s = vies_simples().new_tree(&mut runner).unwrap().current();
        let annees = vivre(&s);
        let mut voir = |mot: &str| *vus.entry(mot.to_owned()).or_default() += 1;
        let Some(annees) = annees else {
            voir("not told");
            continue;
        };
        for e in s.evenements.iter().filter(|e| e.su_le() <= s.au.as_str()) {
            voir(&e.genre);
            if e.signe_le.as_ref().is_some_and(|signe| *signe > e.date) {
                voir("signed late");
            }
        }
        for (_, lecture) in &s.lectures {
            voir(lecture);
        }
        for annee in annees {
            let figures = [
                ("montant", annee.montant.is_some()),
                ("share between", annee.part.sur().is_some_and(|p| p != Frac::UN && p != Frac::ZERO)),
                ("share 1", annee.part.sur().is_some_and(|p| p == Frac::UN)),
                ("aide", annee.aide.is_some()),
                ("decided", annee.calcul.is_some()),
                ("others below 0", annee.autres.is_some_and(|n| n < 0)),
                ("others above 0", annee.autres.is_some_and(|n| n > 0)),
                ("unknown aide", annee.aide.is_none()),
                ("nothing written", annee.tout_est_possible),
            ];
            for (mot, _) in figures.iter().filter(|f| f.1) {
                voir(mot);
            }
        }
    }
    for mot in ORDRE.iter().copied().chain([
        "montant",
        "share between",
        "share 1",
        "aide",
        "decided",
        "others below 0",
        "others above 0",
        "prorata_jours",
        "decale",
        "duree_du_contrat",
        "non_du",
        "sans_recuperation",
        "prorata_pur",
        "inchange",
        "depart_du_contrat",
        "nothing written",
        "signed late",
    ]) {
        assert!(vus.get(mot).copied().unwrap_or(0) >= 5, "{mot} is hardly ever met: {vus:#?}");
    }
}
