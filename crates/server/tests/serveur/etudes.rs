//! `POST /api/v1/etudes`: every status, and the faults with their codes.

use crate::client::Serveur;

const DOSSIER: &str = r#"{ "medecin": { "specialite": "01" }, "patientele": { "pmt": 1300, "pfa": 1800 } }"#;
const ETUDES: &str = "/api/v1/etudes?au=2026-11-23";

fn owned(faults: &[(&str, &str)]) -> Vec<(String, String)> {
    faults.iter().map(|(code, path)| ((*code).to_owned(), (*path).to_owned())).collect()
}

#[test]
fn one_answer_for_both_formats() {
    let serveur = Serveur::new();
    let json = serveur.json(ETUDES, DOSSIER);
    let toml = serveur.toml(ETUDES, "[medecin]\nspecialite = '01'\n[patientele]\npmt = 1300\npfa = 1800\n");
    assert_eq!((json.statut, json.entete("content-type")), (200, Some("application/json")));
    assert_eq!(json.texte(), toml.texte());
    assert_eq!(json.document()["schema"], "etude/1");
    assert_eq!(json.document()["au"], "2026-11-23");
    assert!(json.texte().ends_with("}\n"));
}

#[test]
fn what_is_asked_beside_the_dossier() {
    let serveur = Serveur::new();
    let known = serveur.json("/api/v1/etudes?au=23/11/2026&connu_au=2026-11-01&si=pmt=1430,pfa%3D1650", DOSSIER);
    let asked = &known.document();
    assert_eq!(asked["connu_au"], "2026-11-01");
    assert_eq!(asked["si"]["pmt"], 1430);
    for (query, faults) in [
        ("au=2026-02-30", &[("date-inexistante", "au")][..]),
        ("au=hier&connu_au=", &[("date-illisible", "au"), ("date-illisible", "connu_au")]),
        ("au=1999-01-01", &[("date-hors-bornes", "au")]),
        ("si=pmt=-1,pfb=2,x", &[("patients-hors-bornes", "si"), ("cle-inconnue", "si"), ("hypothese-illisible", "si")]),
        ("si=pmt_adultes=3", &[("pmt-attendu", "si")]),
        ("au=2026-11-23&au=2026-11-24", &[("cle-en-double", "au")]),
        ("conu_au=2026-11-24&%3Cscript%3E=1", &[("cle-inconnue", "conu_au"), ("cle-inconnue", "<script>")]),
    ] {
        let refused = serveur.json(&format!("/api/v1/etudes?{query}"), DOSSIER);
        assert_eq!(refused.statut, 422, "{query}: {}", refused.texte());
        assert_eq!(refused.fautes(), owned(faults), "{query}");
        assert!(refused.document()["fautes"].as_array().unwrap().iter().all(|f| f["fichier"] == "adresse"), "{query}");
    }
}

#[test]
fn what_cannot_be_is_named_with_all_its_faults() {
    let serveur = Serveur::new();
    let body = "{\n \"medecin\": { \"specialite\": \"01\", \"secteurr\": \"1\" },\n \"patientele\": { \"pmt\": -3 }\n}";
    let refused = serveur.json(ETUDES, body);
    assert_eq!(refused.statut, 422);
    assert_eq!(
        refused.fautes(),
        owned(&[("cle-inconnue", "medecin.secteurr"), ("patients-hors-bornes", "patientele.pmt")])
    );
    let fault = &refused.document()["fautes"][1];
    assert_eq!((&fault["fichier"], &fault["ligne"]), (&"corps".into(), &3.into()), "{fault}");
    assert_eq!(refused.probleme(), "saisie-impossible");
}

#[test]
fn what_is_no_document_is_400() {
    let serveur = Serveur::new();
    for body in ["", "{", "{\"a\":}", "[1,", "\u{0}", "{\"a\": 1} x", "nul", "{\"a\": \"\\ud800\"}"] {
        let refused = serveur.json(ETUDES, body);
        assert_eq!((refused.statut, refused.probleme().as_str()), (400, "document-illisible"), "{body:?}");
        assert!(!refused.fautes().is_empty(), "{body:?}");
    }
    assert_eq!(serveur.toml(ETUDES, "[medecin\n").statut, 400);
    let deep = "[".repeat(100_000);
    assert_eq!(serveur.json(ETUDES, &deep).statut, 400);
    let refused = serveur.demander("POST", ETUDES, &[("Content-Type", "application/json")], b"{\"a\": \"\xff\"}");
    assert_eq!((refused.statut, refused.fautes()), (400, owned(&[("fichier-pas-utf8", "")])));
    // Well-formed, and no dossier.
    for body in ["[]", "{}", "\"x\"", "1", "null", "{\"schema\": \"etude/1\"}"] {
        assert_eq!(serveur.json(ETUDES, body).statut, 422, "{body}");
    }
}

#[test]
fn another_format_is_415() {
    let serveur = Serveur::new();
    for kind in ["text/plain", "application/xml", "application/json2", "multipart/form-data", "é", ""] {
        let refused = serveur.demander("POST", ETUDES, &[("Content-Type", kind)], DOSSIER.as_bytes());
        assert_eq!((refused.statut, refused.probleme().as_str()), (415, "format-inconnu"), "{kind}");
    }
    assert_eq!(serveur.demander("POST", ETUDES, &[], DOSSIER.as_bytes()).statut, 415);
    let named = [("Content-Type", "Application/JSON; charset=utf-8")];
    assert_eq!(serveur.demander("POST", ETUDES, &named, DOSSIER.as_bytes()).statut, 200);
}

#[test]
fn a_compressed_answer_is_the_same() {
    let serveur = Serveur::new();
    let entetes = [("Content-Type", "application/json"), ("Accept-Encoding", "gzip")];
    // Chunked: it ends with the connection.
    let mut stream = serveur.connexion();
    use std::io::{Read, Write};
    let head: String = entetes.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = DOSSIER.len();
    write!(
        stream,
        "POST {ETUDES} HTTP/1.1\r\nHost: essai\r\nConnection: close\r\n{head}Content-Length: {length}\r\n\r\n{DOSSIER}"
    )
    .unwrap();
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    let plain = serveur.json(ETUDES, DOSSIER).corps.len();
    let text = String::from_utf8_lossy(&all[..600]).to_ascii_lowercase();
    assert!(text.contains("content-encoding: gzip"), "{text}");
    assert!(all.len() * 5 < plain, "{} of {plain}", all.len());
}
