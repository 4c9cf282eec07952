//! An edited étude is found out: every leaf, one at a time, at its own path.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

use std::collections::{HashMap, HashSet};

use convention::dossier::{self, exemple};
use convention::etude::{Demande, etudier};
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::tables::{Convention, FICHIERS};
use convention::verification::{Difference, MAX_BYTES, Raison, verifier};
use serde_json::{Value, json};

/// Beside the first leaf of each path pattern, one leaf in so many is edited: the explanations are long.
const STRIDE: usize = 101;

/// The dossier with options side by side.
const SIDE_BY_SIDE: usize = 1;

/// The first dossier with events.
const LIFE: usize = 6;

/// A dossier, the day of its study, and a hypothesis.
const DOSSIERS: &[(&str, &str, Paire<Option<u32>>)] = &[
    // A running contract with results, two objectives typed in.
    (
        r#"
        reference = "cabinet-des-lilas"
        [medecin]
        specialite = "01"
        secteur = "2-optam"
        naissance = 1980-05-04
        [patientele]
        date = 2025-12-31
        pmt = 1300
        pfa = 1600
        [contrat]
        signature = 2026-01-15
        option = "1"
        [contrat.objectif]
        pmt = { cible = 1560 }
        pfa = { gain = 110 }
        [assistant]
        profil = "secretaire"
        embauche = 2026-02-01
        [[constats]]
        date = 2028-12-31
        pmt = 1430
        pfa = 1650
        connu_le = 2029-01-10
        [lectures]
        Q-TAUX = "niveau"
        "#,
        "2029-02-01",
        Paire { pmt: None, pfa: None },
    ),
    // A specialty alone: several options side by side, everything bounded.
    ("[medecin]\nspecialite = \"01\"\n", "2026-01-15", Paire { pmt: None, pfa: None }),
    // avenant-7, 1/3 ETP, crossing 2024, under a hypothesis.
    (
        r#"
        [medecin]
        specialite = "01"
        secteur = "1"
        naissance = 1970-01-01
        exercice_regroupe = true
        exercice_coordonne = "engagement"
        zone = "zip"
        [patientele]
        pmt_adultes = 1000
        pfa = 1600
        bande = "p50-p70"
        [contrat]
        signature = 2022-03-01
        option = "1/3"
        justificatifs = 2022-03-20
        "#,
        "2024-04-01",
        Paire { pmt: Some(1100), pfa: Some(1700) },
    ),
    // A surgeon near 80 %, one indicator, fees with cents, thresholds and bands from the caisse.
    (
        r#"
        [medecin]
        specialite = "chirurgie"
        secteur = "1"
        naissance = 1958-01-01
        honoraires_cliniques_euros = "80000.50"
        honoraires_sans_depassement_euros = 100000
        [patientele]
        pfa = 2000
        [patientele.seuils.pfa]
        p30 = 1000
        p50 = 1500
        [contrat]
        signature = 2026-01-15
        option = "0.5"
        "#,
        "2026-06-01",
        Paire { pmt: None, pfa: None },
    ),
    // Not eligible, for several reasons.
    (
        "[medecin]\nspecialite = \"radiologie\"\nsecteur = \"3\"\nremplacant = true\n[patientele]\npfa = 12\n",
        "2026-01-15",
        Paire { pmt: None, pfa: None },
    ),
    // A primo-installé with a mixed practice.
    (
        r#"
        [medecin]
        specialite = "01"
        secteur = "1"
        naissance = 1990-01-01
        installation = 2025-09-01
        activite_mixte = true
        temps_liberal = "6/10"
        [patientele]
        pmt = 700
        pfa = 1300
        [patientele.reconstituee]
        pmt = 900
        [contrat]
        option = "1"
        "#,
        "2026-01-15",
        Paire { pmt: None, pfa: None },
    ),
    // A life: avenants inside years, a suspension over an anniversary, a decision, what was known late, and
    // a suspension that nobody ended.
    (
        r#"
        [medecin]
        specialite = "01"
        secteur = "1"
        zone = "zip"
        naissance = 1961-05-04
        [patientele]
        pmt = 1300
        pfa = 1600
        [contrat]
        signature = 2024-07-01
        option = "1"
        [contrat.objectif]
        pmt = { cible = 1560 }
        pfa = { gain = 110 }
        [[constats]]
        date = 2027-06-15
        pmt = 1547
        pfa = 1655
        connu_le = 2027-12-01
        [[constats]]
        date = 2028-06-15
        pmt = 1500
        pfa = 1640
        [[evenements]]
        date = 2025-05-01
        type = "suspension"
        motif = "congé"
        [[evenements]]
        date = 2025-08-01
        type = "reprise"
        connu_le = 2025-12-01
        [[evenements]]
        date = 2026-10-01
        type = "avenant-objectif"
        signe_le = 2026-09-01
        objectif = { pmt = { gain = 100 } }
        depart = { pmt = 1400 }
        [[evenements]]
        date = 2027-01-01
        type = "avenant-65-ans"
        date_mesure = 2026-12-31
        [[evenements]]
        date = 2027-07-01
        type = "avenant-option"
        option = "1.5"
        [[evenements]]
        date = 2027-09-01
        type = "decision-caisse"
        annee = 3
        part = "3/4"
        motif = "circonstances"
        [[evenements]]
        date = 2028-08-01
        type = "suspension"
        [lectures]
        Q-AVENANT = "prorata_jours"
        "#,
        "2028-09-01",
        Paire { pmt: None, pfa: None },
    ),
    // A contract prorogued, moved by a suspension, then ended: by the days of the whole term.
    (
        r#"
        [medecin]
        specialite = "01"
        secteur = "1"
        naissance = 1980-01-01
        [patientele]
        pmt = 1300
        pfa = 1600
        [contrat]
        signature = 2023-05-15
        option = "1"
        [contrat.objectif]
        pmt = { cible = 1560 }
        pfa = { gain = 110 }
        [[constats]]
        date = 2028-05-01
        pmt = 1430
        pfa = 1655
        [[evenements]]
        date = 2025-01-01
        type = "suspension"
        [[evenements]]
        date = 2025-02-01
        type = "reprise"
        [[evenements]]
        date = 2028-05-15
        type = "avenant-prorogation"
        signe_le = 2028-02-01
        [[evenements]]
        date = 2029-01-15
        type = "resiliation"
        par = "medecin"
        [lectures]
        Q-SUSP = "decale"
        Q-RECUP = "duree_du_contrat"
        "#,
        "2029-03-01",
        Paire { pmt: Some(1500), pfa: None },
    ),
];

fn convention() -> Convention {
    Convention::embarquee().unwrap()
}

fn etude(convention: &Convention, (text, au, si): &(&str, &str, Paire<Option<u32>>)) -> Value {
    let au = Jour::parse_iso(au).unwrap();
    let dossier =
        dossier::parse(convention, "dossier.toml", text.as_bytes(), None, au).expect("a dossier without fault");
    etudier(convention, &dossier, &Demande { au, connu_au: au, si: *si }).to_json(convention)
}

fn check(convention: &Convention, document: &Value) -> Vec<Difference> {
    verifier(convention, "etude.json", document.to_string().as_bytes()).expect("an étude that can be read")
}

/// Every leaf, by pointer.
fn leaves(value: &Value, at: String, out: &mut Vec<String>) {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(map) if !map.is_empty() => {
            map.iter().for_each(|(key, value)| leaves(value, format!("{at}/{}", escaped(key)), out));
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(index, value)| leaves(value, format!("{at}/{index}"), out));
        }
        _ => out.push(at),
    }
}

/// A pointer with its indexes left out.
fn pattern(pointer: &str) -> String {
    let name = |part: &str| if part.bytes().all(|b| b.is_ascii_digit()) { "*".to_owned() } else { part.to_owned() };
    let parts: Vec<String> = pointer.split('/').skip(1).map(name).collect();
    // Nodes hold nodes, and options have the figures of an étude: no patterns of their own.
    parts.join("/").replace("enfants/*/enfants/*", "enfants/*").replace("variantes/*/", "")
}

fn edited(value: &Value) -> Value {
    match value {
        Value::Null => json!(1),
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => json!(number.as_i64().expect("an étude has no decimals") + 1),
        Value::String(text) => json!(format!("{text}x")),
        Value::Array(_) => json!([1]),
        Value::Object(_) => json!({ "x": 1 }),
    }
}

/// A leaf whose container is empty turns into one that is not: the new member is what is found.
fn expected_path(pointer: &str, before: &Value) -> String {
    match before {
        Value::Array(_) => format!("{pointer}/0"),
        Value::Object(_) => format!("{pointer}/x"),
        _ => pointer.to_owned(),
    }
}

#[test]
fn an_unedited_etude_has_no_difference() {
    let convention = convention();
    for dossier in DOSSIERS {
        let document = etude(&convention, dossier);
        assert_eq!(check(&convention, &document), [], "{}", dossier.0);
        let spaced = serde_json::to_string_pretty(&document).unwrap();
        assert_eq!(verifier(&convention, "etude.json", spaced.as_bytes()), Ok(Vec::new()));
    }
    let au = Jour::new(2026, 1, 20).unwrap();
    let dossier = dossier::parse(&convention, "", exemple().as_bytes(), None, au).unwrap();
    let document = etudier(&convention, &dossier, &Demande::au(au)).to_json(&convention);
    assert_eq!(check(&convention, &document), []);
}

/// Edits leaves of the étude of one dossier, one at a time: every leaf of what was asked, and of the rest
/// at least one leaf of each path pattern.
fn edit_leaves(index: usize) {
    let convention = convention();
    let original = etude(&convention, &DOSSIERS[index]);
    let mut pointers = Vec::new();
    leaves(&original, String::new(), &mut pointers);
    let mut patterns: HashMap<String, usize> = HashMap::new();
    let mut tried = 0;
    for (rank, pointer) in pointers.iter().enumerate().filter(|(_, p)| *p != "/schema") {
        let root = pointer.split('/').nth(1).unwrap();
        let asked = ["dossier", "au", "connu_au", "si"].contains(&root);
        // The forms of an explanation are those of a contract with one option, where a check is quicker.
        let told_elsewhere = index == SIDE_BY_SIDE && root == "explication";
        let seen = patterns.entry(pattern(pointer)).or_default();
        *seen += 1;
        if (*seen > 1 || told_elsewhere) && !asked && !rank.is_multiple_of(STRIDE) {
            continue;
        }
        tried += 1;
        let mut document = original.clone();
        let leaf = document.pointer_mut(pointer).unwrap();
        let path = expected_path(pointer, leaf);
        *leaf = edited(leaf);
        let found = check(&convention, &document);
        let first = found.first().unwrap_or_else(|| panic!("{pointer}: nothing was found"));
        assert_eq!(first.chemin, path, "{found:#?}");
        if asked {
            // First what was edited, then what follows from it.
            assert_eq!(first.raison, Raison::DossierModifie, "{found:#?}");
            assert!(found.iter().skip(1).all(|d| d.raison == Raison::SuiteDuDossier), "{pointer}: {found:#?}");
        } else if path == "/regles/empreinte" {
            assert_eq!((found.len(), first.raison), (1, Raison::AutresRegles), "{found:#?}");
        } else if path == "/programme/version" {
            assert_eq!((found.len(), first.raison), (1, Raison::AutreVersion), "{found:#?}");
        } else {
            assert_eq!(found.len(), 1, "{pointer}: {found:#?}");
            assert!(matches!(first.raison, Raison::ChiffreModifie | Raison::ChampAjoute), "{found:#?}");
        }
    }
    assert!(tried >= patterns.len() / 2, "{tried} leaves edited, {} patterns", patterns.len());
}

#[test]
fn every_leaf_of_a_running_contract() {
    edit_leaves(0);
}

#[test]
fn every_leaf_of_options_side_by_side() {
    edit_leaves(SIDE_BY_SIDE);
}

#[test]
fn every_leaf_of_an_avenant_7_contract_under_a_hypothesis() {
    edit_leaves(2);
}

#[test]
fn every_leaf_of_a_contract_with_one_objective() {
    edit_leaves(3);
}

#[test]
fn every_leaf_of_a_refusal() {
    edit_leaves(4);
}

#[test]
fn every_leaf_of_a_primo_installe() {
    edit_leaves(5);
}

#[test]
fn every_leaf_of_a_life() {
    edit_leaves(LIFE);
}

#[test]
fn every_leaf_of_a_life_that_ended() {
    edit_leaves(LIFE + 1);
}

/// Every member of a table, and every item of a list, by pointer.
fn members(value: &Value, at: String, out: &mut Vec<String>) {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (escaped(key), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, value) in children {
        let pointer = format!("{at}/{key}");
        out.push(pointer.clone());
        members(value, pointer, out);
    }
}

#[test]
fn a_removed_or_added_member_is_found_at_its_path() {
    let convention = convention();
    let original = etude(&convention, &DOSSIERS[0]);
    let mut pointers = Vec::new();
    members(&original, String::new(), &mut pointers);
    let mut patterns = HashSet::new();
    for pointer in pointers.iter().filter(|p| *p != "/schema" && patterns.insert(pattern(p))) {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let key = key.replace("~1", "/").replace("~0", "~");
        let mut document = original.clone();
        let path = match document.pointer_mut(parent).unwrap() {
            Value::Object(map) => {
                map.remove(&key);
                pointer.clone()
            }
            // Of a list, the items that follow move: its last place is empty.
            Value::Array(items) => {
                items.pop();
                format!("{parent}/{}", items.len())
            }
            _ => unreachable!(),
        };
        let found = check(&convention, &document);
        assert!(found.iter().any(|d| d.chemin == path && d.trouve.is_none()), "{pointer} removed: {found:#?}");

        let mut document = original.clone();
        let path = match document.pointer_mut(pointer).unwrap() {
            Value::Object(map) => {
                map.insert("ajout".to_owned(), json!(1));
                format!("{pointer}/ajout")
            }
            Value::Array(items) => {
                items.push(json!(1));
                format!("{pointer}/{}", items.len() - 1)
            }
            _ => continue,
        };
        let found = check(&convention, &document);
        assert!(found.iter().any(|d| d.chemin == path && d.attendu.is_none()), "{pointer} added: {found:#?}");
    }
}

/// The rules with one amount changed: only year 3 of 1 ETP below P90.
fn other_rules() -> Convention {
    let files: Vec<(String, String)> = FICHIERS
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.replacen("\"1\" = 22000", "\"1\" = 22001", 1)))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    Convention::charger(&files).expect("the rules with another amount")
}

#[test]
fn other_rules_are_told_first() {
    let (convention, other) = (convention(), other_rules());
    let found = check(&other, &etude(&convention, &DOSSIERS[0]));
    assert_eq!(found[0].chemin, "/regles/empreinte");
    assert!(found.iter().all(|d| d.raison == Raison::AutresRegles), "{found:#?}");
    let amount = found.iter().find(|d| d.chemin == "/annees/2/montant_centimes").expect("the amount that differs");
    assert_eq!((&amount.attendu, &amount.trouve), (&Some(json!(2_200_100)), &Some(json!(2_200_000))));
    // An étude that has nothing to do with that amount differs by its rules alone.
    let found = check(&other, &etude(&convention, &DOSSIERS[4]));
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn an_edited_dossier_that_cannot_be_read_is_told_by_its_leaf_alone() {
    let convention = convention();
    let mut document = etude(&convention, &DOSSIERS[0]);
    document["dossier"]["contrat"]["signature"] = json!("2026-02-30");
    document["au"] = json!("hier");
    let found = check(&convention, &document);
    let paths: Vec<&str> = found.iter().map(|d| d.chemin.as_str()).collect();
    assert_eq!(paths, ["/au", "/dossier/contrat/signature"]);
    assert_eq!(found[1].trouve, Some(json!("2026-02-30")));
}

#[test]
fn a_dossier_edited_with_its_digests_still_differs() {
    let convention = convention();
    let mut document = etude(&convention, &DOSSIERS[0]);
    document["dossier"]["medecin"]["rqth"] = json!(false);
    document["dossier_empreinte"] = json!(convention::empreinte::of(&document["dossier"]));
    let asked = json!({
        "au": document["au"], "connu_au": document["connu_au"], "si": document["si"], "dossier": document["dossier"],
    });
    document["empreintes"] = convention::empreinte::leaves(&asked);
    let found = check(&convention, &document);
    assert!(found.iter().any(|d| d.chemin == "/dossier/medecin/rqth"), "{found:#?}");
}

/// The codes of what is refused, and the path of the first fault.
fn refused(convention: &Convention, bytes: &[u8]) -> (Vec<&'static str>, String) {
    let faults = verifier(convention, "etude.json", bytes).expect_err("not an étude that can be read");
    assert!(faults.iter().all(|f| !f.message.is_empty() && f.place.fichier == "etude.json"), "{faults:#?}");
    (faults.iter().map(|f| f.code).collect(), faults[0].place.chemin.clone())
}

#[test]
fn what_is_no_etude_is_refused() {
    let convention = convention();
    let codes = |bytes: &[u8]| refused(&convention, bytes).0;
    let original = etude(&convention, &DOSSIERS[0]);
    assert_eq!(codes(b""), ["fichier-vide"]);
    assert_eq!(codes(b" \n"), ["fichier-vide"]);
    assert_eq!(codes(&[0xff, 0xfe]), ["fichier-pas-utf8"]);
    assert_eq!(codes(&vec![b' '; MAX_BYTES + 1]), ["fichier-trop-grand"]);
    assert_eq!(codes(b"{\"schema\": "), ["json-illisible"]);
    assert_eq!(codes(b"[medecin]\nspecialite = \"01\"\n"), ["json-illisible"]);
    assert_eq!(codes(&b"[".repeat(100_000)), ["imbrication-trop-profonde"]);
    assert_eq!(codes(b"{\"n\": 1e400}"), ["json-illisible"]);
    for other in ["{}", "[]", "1", "null", "{\"schema\": 1}"] {
        assert_eq!(codes(other.as_bytes()), ["pas-une-etude"], "{other}");
    }
    assert_eq!(refused(&convention, b"{\"schema\": \"etude/1x\"}"), (vec!["schema-inconnu"], "schema".to_owned()));
    // A key written twice hides a value from whoever reads the first one.
    let twice = original.to_string().replacen("{\"annee\":1,", "{\"annee\":7,\"annee\":1,", 1);
    assert_eq!(refused(&convention, twice.as_bytes()).0, ["cle-en-double"]);
    assert_eq!(
        codes(b"{\"schema\": \"etude/1\"}"),
        ["date-illisible", "date-illisible", "hypothese-illisible", "hypothese-illisible", "dossier-absent"]
    );
    // Nothing says that the dossier was edited, and it cannot be read.
    let mut document = original.clone();
    document["dossier"]["medecin"]["specialite"] = json!("99");
    document.as_object_mut().unwrap().remove("empreintes");
    assert_eq!(refused(&convention, document.to_string().as_bytes()).1, "dossier.medecin.specialite");
    document["regles"]["empreinte"] = json!("0");
    assert_eq!(refused(&convention, document.to_string().as_bytes()).0[0], "autres-regles");
}

/// Whatever the bytes, an answer.
#[test]
fn cut_or_garbled_bytes_never_panic() {
    let convention = convention();
    let bytes = etude(&convention, &DOSSIERS[4]).to_string().into_bytes();
    for at in (0..bytes.len()).step_by(61) {
        assert!(verifier(&convention, "", &bytes[..at]).is_err());
        let mut garbled = bytes.clone();
        garbled[at] ^= 0x15;
        if let Ok(found) = verifier(&convention, "", &garbled) {
            assert!(!found.is_empty(), "byte {at}");
        }
    }
}
