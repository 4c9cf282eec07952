use std::io::Read;

use crate::outils::{DOSSIER, DOSSIER_JSON, avec, commande, epaule, fichier};

const AU: [&str; 2] = ["--au", "2027-07-10"];

#[test]
fn text_and_json_answer_the_same_dossier() {
    let file = fichier("etudier", "dossier.toml", DOSSIER);
    let text = epaule(&["etudier", &file, AU[0], AU[1]]).reponse();
    assert!(text.contains("11\u{202f}000\u{a0}€"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colour outside a terminal");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "80 columns");
    let json = epaule(&["etudier", &file, AU[0], AU[1], "--format", "json"]).json();
    assert_eq!(json["annees"][2]["aide_centimes"], 1_100_000);
    assert_eq!(json["au"], "2027-07-10");
}

#[test]
fn toml_json_and_standard_input_give_the_same_bytes() {
    let run = |args: &[&str], input: &[u8]| avec(&[args, &AU, &["--format", "json"]].concat(), input).reponse();
    let toml = fichier("formats", "dossier.toml", DOSSIER);
    let expected = run(&["etudier", &toml], b"");
    let json = fichier("formats-json", "dossier.json", DOSSIER_JSON);
    assert_eq!(run(&["etudier", &json], b""), expected);
    // Sniffed: without an extension, and from standard input.
    let plain = fichier("formats-sans-nom", "dossier", DOSSIER_JSON);
    assert_eq!(run(&["etudier", &plain], b""), expected);
    assert_eq!(run(&["etudier", "-"], DOSSIER.as_bytes()), expected);
    assert_eq!(run(&["etudier", "-"], DOSSIER_JSON.as_bytes()), expected);
    // Both forms of a date.
    let french = avec(&["etudier", "-", "--au", "10/07/2027", "--format", "json"], DOSSIER.as_bytes()).reponse();
    assert_eq!(french, expected);
}

#[test]
fn what_was_not_known_yet_is_left_out() {
    let run = |args: &[&str]| {
        avec(&[&["etudier", "-", "--format", "json"], &AU[..], args].concat(), DOSSIER.as_bytes()).json()
    };
    let before = run(&["--connu-au", "2027-06-14"]);
    assert_eq!(before["connu_au"], "2027-06-14");
    assert!(before["annees"][2]["aide_centimes"].is_null());
    let after = run(&["--connu-au", "2027-06-15"]);
    assert_eq!(after["annees"][2]["aide_centimes"], 1_100_000);
    // Long before the signature: nothing was known, and that is an answer.
    assert!(run(&["--connu-au", "1999-01-01"])["annees"][2]["aide_centimes"].is_null());
}

#[test]
fn a_hypothesis_stands_in_for_a_constat() {
    let without = DOSSIER.split("[[constats]]").next().unwrap();
    let run = |si: &str| {
        let args = ["etudier", "-", "--au", "2026-01-01", "--format", "json", "--si", si];
        avec(&args, without.as_bytes())
    };
    let json = run("pmt=1430,pfa=1650").json();
    assert_eq!(json["annees"][2]["aide_centimes"], 1_100_000);
    assert_eq!(json["si"]["pmt"], 1430);
    assert!(run("pmt_adultes=1430").refus().contains("[pmt-attendu]"));
}

#[test]
fn a_hypothesis_under_avenant_7_counts_adults() {
    let dossier = "[medecin]\nspecialite = \"01\"\n[patientele]\npmt_adultes = 900\npfa = 1600\n\
                   [contrat]\nsignature = 2022-03-01\noption = \"1/3\"\n";
    let run =
        |si: &str| avec(&["etudier", "-", "--au", "2024-01-01", "--format", "json", "--si", si], dossier.as_bytes());
    assert_eq!(run("pmt_adultes=950").json()["si"]["pmt"], 950);
    assert!(run("pmt=950").refus().contains("[pmt-adultes-attendu]"));
}

#[test]
fn a_hypothesis_that_the_specialty_does_not_use_is_refused() {
    let dossier = "medecin.specialite = \"04\"\n";
    let run = |si: &str| avec(&["etudier", "-", "--au", "2026-01-01", "--si", si], dossier.as_bytes());
    assert!(run("pmt=100").refus().contains("[pmt-sans-objet]"));
    run("pfa=2000").reponse();
}

#[test]
fn a_group_is_studied_by_the_same_command() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../exemples/groupe-sisa.toml");
    let run = |args: &[&str]| epaule(&[&["etudier", file, "--au", "2026-11-23"], args].concat());
    assert!(run(&[]).reponse().contains("2,5\u{a0}ETP"));
    let json = run(&["--format", "json", "--si", "pmt=3755,pfa=4415"]).json();
    // 3170 + 650 - 140 = 3680 and 4200 + 275 - 60 = 4415.
    assert_eq!((&json["objectifs"]["pmt"]["cible"], &json["annees"][2]["part"]["num"]), (&3680.into(), &1.into()));
    assert!(run(&["--si", "pmt_adultes=3000"]).refus().contains("[pmt-attendu]"));
}

#[test]
fn not_eligible_is_an_answer() {
    let dossier = b"[medecin]\nspecialite = \"radiologie\"\nsecteur = \"3\"\n";
    let json = avec(&["etudier", "-", "--au", "2026-01-01", "--format", "json"], dossier).json();
    assert_eq!(json["eligibilite"]["verdict"], "non_eligible");
}

#[test]
fn without_a_date_the_study_is_of_today() {
    avec(&["etudier", "-"], b"medecin.specialite = \"01\"").reponse();
}

#[test]
fn every_example_is_answered() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../exemples");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        epaule(&["etudier", path.to_str().unwrap(), "--expliquer"]).reponse();
        count += 1;
    }
    assert!(count >= 10);
}

/// The folder is a folder of dossiers like any other: nothing in it is to mend.
#[test]
fn the_examples_are_answered_together() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../exemples");
    let list = epaule(&["etudier", folder, AU[0], AU[1]]).reponse();
    assert!(!list.contains("erreur"), "{list}");
    let json = epaule(&["etudier", folder, AU[0], AU[1], "--format", "json"]).json();
    let studies = json.as_array().unwrap();
    let references: std::collections::BTreeSet<&str> =
        studies.iter().filter_map(|etude| etude["reference"].as_str()).collect();
    // One holds a specialty, and nothing else.
    assert_eq!(references.len(), studies.len() - 1);
}

#[test]
fn the_width_follows_the_terminal() {
    let file = fichier("largeur", "dossier.toml", DOSSIER);
    let wide = |columns: &str| {
        let output = commande(&["etudier", &file, AU[0], AU[1]]).env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| line.chars().count()).max().unwrap()
    };
    assert!(wide("60") <= 60 && wide("40") <= 40);
    assert!(wide("300") <= 100);
}

/// `epaule … | head -1`.
#[test]
fn a_reader_that_goes_away_is_a_success() {
    let file = fichier("tuyau", "dossier.toml", DOSSIER);
    let mut child = commande(&["etudier", &file, AU[0], AU[1], "--format", "json"]).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
