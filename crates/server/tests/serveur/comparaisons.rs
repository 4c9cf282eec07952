//! `POST /api/v1/comparaisons`.

use serde_json::{Value, json};

use crate::client::Serveur;

fn dossier() -> Value {
    json!({
        "medecin": { "specialite": "01", "secteur": "1", "naissance": "1978-04-12" },
        "patientele": { "pmt": 1300, "pfa": 1800, "date": "2025-12-31" },
    })
}

fn signe() -> Value {
    let mut dossier = dossier();
    dossier["contrat"] = json!({ "signature": "2026-01-15", "option": "1" });
    dossier
}

fn avec(dossiers: Value, others: Value) -> String {
    let mut body = others;
    body["dossiers"] = dossiers;
    body.to_string()
}

const COMPARAISONS: &str = "/api/v1/comparaisons";

#[test]
fn each_thing_that_can_be_compared() {
    let serveur = Serveur::new();
    for (dossiers, asked, sujet) in [
        (json!([dossier()]), json!({ "au": "2026-11-23" }), "options"),
        (json!([dossier()]), json!({ "options": ["0.5", "1"], "au": "2026-11-23" }), "options"),
        (json!([signe()]), json!({ "regimes": ["reglement-arbitral-2023", "convention-2024"] }), "regimes"),
        (json!([signe(), signe()]), json!({ "au": "2026-11-23" }), "versions"),
        (json!([signe()]), json!({ "au": ["2026-11-23", "2027-11-23"] }), "jours"),
        (json!([signe()]), json!({ "au": "2028-11-23", "connu_au": ["2026-11-23", "2027-11-23"] }), "connaissance"),
        (
            json!([signe()]),
            json!({ "resultats": "0..300", "cible": "260", "pas": 100, "prix_consultation": 31.5, "semaines": 44 }),
            "resultats",
        ),
        (json!([signe()]), json!({ "resultats": "pmt=1300..1600", "si": "pfa=1900", "pas": 100 }), "resultats"),
    ] {
        let answer = serveur.json(COMPARAISONS, &avec(dossiers, asked.clone()));
        assert_eq!(answer.statut, 200, "{asked}: {}", answer.texte());
        assert_eq!(answer.document()["schema"], "comparaison/1");
        assert_eq!(answer.document()["sujet"], sujet, "{asked}");
    }
}

#[test]
fn every_fault_has_its_key() {
    let serveur = Serveur::new();
    let mut wrong = dossier();
    wrong["patientele"]["pmt"] = json!(-3);
    for (dossiers, asked, faults) in [
        (json!([dossier()]), json!({ "optoins": ["1"] }), vec![("cle-inconnue", "optoins")]),
        (json!([dossier()]), json!({ "options": ["3", "1"] }), vec![("terme-inconnu", "options")]),
        (json!([dossier()]), json!({ "options": "1" }), vec![("type-inattendu", "options")]),
        (json!([dossier()]), json!({ "options": ["0.5,1"] }), vec![("type-inattendu", "options")]),
        (
            json!([dossier()]),
            json!({ "au": "hier", "si": "x", "regimes": 3, "pas": "2" }),
            vec![("type-inattendu", "regimes"), ("type-inattendu", "pas")],
        ),
        (
            json!([dossier()]),
            json!({ "au": "hier", "si": "x" }),
            vec![("date-illisible", "au"), ("hypothese-illisible", "si")],
        ),
        (json!([]), json!({}), vec![("type-inattendu", "dossiers")]),
        (json!([1, 2, 3]), json!({}), vec![("type-inattendu", "dossiers")]),
        (json!([dossier(), wrong]), json!({}), vec![("patients-hors-bornes", "dossiers[1].patientele.pmt")]),
        (json!([7]), json!({}), vec![("type-inattendu", "dossiers[0]")]),
        (json!([signe()]), json!({ "resultats": "300..0" }), vec![("plage-a-l-envers", "resultats")]),
        (json!([signe()]), json!({ "resultats": "0..99999", "pas": 1 }), vec![("comparaison-trop-longue", "resultats")]),
        (json!([signe(), signe()]), json!({ "options": ["1"] }), vec![("un-seul-dossier", "dossiers")]),
        (
            json!([signe()]),
            json!({ "options": ["1", "0.5"], "regimes": ["convention-2024"] }),
            vec![("comparaisons-incompatibles", "regimes")],
        ),
    ] {
        let refused = serveur.json(COMPARAISONS, &avec(dossiers, asked.clone()));
        assert_eq!(refused.statut, 422, "{asked}: {}", refused.texte());
        let faults: Vec<_> = faults.into_iter().map(|(code, path)| (code.to_owned(), path.to_owned())).collect();
        assert_eq!(refused.fautes(), faults, "{asked}");
        // The names of the command stay with the command.
        assert!(!refused.texte().contains("--"), "{}", refused.texte());
    }
    assert_eq!(serveur.json(COMPARAISONS, "{}").fautes(), [("cle-manquante".to_owned(), String::new())]);
    assert_eq!(serveur.json(COMPARAISONS, "[]").statut, 422);
    assert_eq!(serveur.json(COMPARAISONS, "{").statut, 400);
    assert_eq!(serveur.json(COMPARAISONS, r#"{"si": "", "si": ""}"#).fautes()[0].0, "cle-en-double");
    assert_eq!(serveur.toml(COMPARAISONS, "dossiers = []").statut, 415);
    assert_eq!(serveur.json("/api/v1/comparaisons?au=2026-11-23", "{}").fautes()[0].0, "cle-inconnue");
}

#[test]
fn a_group_is_not_compared() {
    let serveur = Serveur::new();
    let group = json!({ "contrat": { "type": "collectif" }, "membres": [{ "specialite": "01" }] });
    let refused = serveur.json(COMPARAISONS, &avec(json!([group]), json!({})));
    assert_eq!(refused.statut, 422, "{}", refused.texte());
}

#[test]
fn the_caller_names_its_versions() {
    let serveur = Serveur::new();
    let body = avec(json!([signe(), dossier()]), json!({ "noms": ["avant", "après"], "au": "2026-11-23" }));
    let terms = serveur.json(COMPARAISONS, &body).document()["dossiers"][0]["termes"].clone();
    let names: Vec<&str> = terms.as_array().unwrap().iter().map(|term| term["nom"].as_str().unwrap()).collect();
    assert_eq!(names, ["avant", "après"]);
}

#[test]
fn what_would_take_too_long_is_refused() {
    let serveur = Serveur::new();
    let mut long = signe();
    let events = |n: usize| -> Value {
        (0..n)
            .map(|i| json!({ "date": format!("20{}-01-{:02}", 27 + i / 28, 1 + i % 28), "type": "suspension" }))
            .collect()
    };
    long["evenements"] = events(41);
    let start = std::time::Instant::now();
    for (dossiers, asked, path) in [
        (json!([long]), json!({}), "dossiers"),
        (json!([signe()]), json!({ "resultats": "0..9999", "cible": "1..300", "pas": 1 }), "resultats"),
    ] {
        let refused = serveur.json(COMPARAISONS, &avec(dossiers, asked));
        assert_eq!(refused.fautes(), [("comparaison-trop-longue".to_owned(), path.to_owned())]);
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(5));
}
