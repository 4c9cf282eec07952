//! `epaule comparer`, as a user drives it.

use serde_json::Value;

use crate::outils::{DOSSIER, Fin, epaule, fichier, repertoire};

const AU: [&str; 2] = ["--au", "2027-07-10"];

fn comparer(args: &[&str]) -> Fin {
    epaule(&[&["comparer"], args].concat())
}

fn au(args: &[&str]) -> Fin {
    comparer(&[args, &AU].concat())
}

fn dossier(test: &str) -> String {
    fichier(&format!("comparer-{test}"), "dossier.toml", DOSSIER)
}

fn code(fin: Fin) -> String {
    let json: Value = serde_json::from_str(&fin.refus()).unwrap();
    json["fautes"][0]["code"].as_str().unwrap().to_owned()
}

#[test]
fn options_are_the_default() {
    let file = dossier("options");
    let json = au(&[&file, "--format", "json"]).json();
    assert_eq!((json["schema"].as_str(), json["sujet"].as_str()), (Some("comparaison/1"), Some("options")));
    let names: Vec<&str> =
        json["dossiers"][0]["termes"].as_array().unwrap().iter().map(|t| t["nom"].as_str().unwrap()).collect();
    assert_eq!(names, ["0.5", "1"]);
    // One named option is compared with that of the contract.
    let json = au(&[&file, "--options", "0.5", "--format", "json"]).json();
    assert_eq!(json["dossiers"][0]["termes"][0]["nom"], "1");
}

#[test]
fn every_format_names_its_hypotheses() {
    let file = dossier("formats");
    for format in ["texte", "json", "markdown", "csv"] {
        let text = au(&[&file, "--options", "0.5,1", "--format", format]).reponse();
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("ption supposée : le dossier en a une autre"), "{format}: {text}");
    }
    for format in ["texte", "json", "markdown", "csv"] {
        let text = au(&[&file, "--resultats", "0..20", "--format", format]).reponse();
        assert!(text.contains("ésultats supposés"), "{format}: {text}");
    }
}

#[test]
fn csv_is_a_table() {
    let file = dossier("csv");
    for args in [&["--options", "0.5,1"][..], &["--resultats", "0..20"]] {
        let text = au(&[&[file.as_str()], args, &["--format", "csv"]].concat()).reponse();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert!(lines[0].starts_with("dossier;terme;option;") && lines.len() > 10, "{text}");
        assert!(lines.iter().all(|l| l.matches(';').count() >= lines[0].matches(';').count()), "{text}");
    }
}

#[test]
fn regimes_take_the_dossier_with_them() {
    let file = dossier("regimes");
    let json = au(&[&file, "--regimes", "reglement-arbitral-2023", "--format", "json"]).json();
    let termes = json["dossiers"][0]["termes"].as_array().unwrap();
    assert_eq!(termes[0]["regime"], "convention-2024");
    assert_eq!(
        (&termes[1]["regime"], &termes[1]["signature"]),
        (&"reglement-arbitral-2023".into(), &"2024-06-21".into())
    );
}

#[test]
fn a_reform_on_several_dossiers_has_one_line_each_and_a_total() {
    let folder = repertoire("comparer-regles");
    let rules = folder.join("reforme");
    epaule(&["regles", "--exporter", rules.to_str().unwrap()]).reponse();
    let amounts = rules.join("montants.toml");
    let text = std::fs::read_to_string(&amounts).unwrap().replace("= 22000", "= 23500");
    std::fs::write(&amounts, text).unwrap();
    let dossiers = folder.join("dossiers");
    std::fs::create_dir_all(&dossiers).unwrap();
    std::fs::write(dossiers.join("a.toml"), DOSSIER).unwrap();
    std::fs::write(dossiers.join("b.toml"), DOSSIER.replace("cabinet-des-lilas", "cabinet-du-port")).unwrap();
    let (dossiers, rules) = (dossiers.to_str().unwrap(), rules.to_str().unwrap());
    let json = au(&[dossiers, "--regles", rules, "--format", "json"]).json();
    // Years 3 to 5 at 1 ETP, two dossiers.
    assert_eq!(json["bilan"]["maximum_centimes"], 2 * 3 * 150_000);
    let text = au(&[dossiers, "--regles", rules]).reponse();
    assert!(text.contains("cabinet-du-port") && text.contains("Total"), "{text}");
    // Two folders are compared with each other.
    let json = au(&[dossiers, "--regles", rules, "--regles", rules, "--format", "json"]).json();
    assert_eq!(json["bilan"]["maximum_centimes"], 0);
    // A dossier twice would count twice.
    let twice = fichier("comparer-double", "c.toml", DOSSIER);
    assert_eq!(code(au(&[dossiers, &twice, "--regles", rules, "--erreurs", "json"])), "reference-en-double");
}

#[test]
fn two_versions_say_what_changed_and_why() {
    let before = dossier("avant");
    let after = fichier("comparer-apres", "apres.toml", DOSSIER.replace("pmt = 1430", "pmt = 1547"));
    let json = au(&[&before, &after, "--format", "json"]).json();
    let change = &json["dossiers"][0]["changements"][0];
    assert_eq!(change["champ"], "constats[2027-06-15].pmt");
    let figures = json["dossiers"][0]["differences"][0]["figures"].as_array().unwrap();
    let aid = figures.iter().find(|f| f["chemin_avant"] == "/annees/2/aide_centimes").unwrap();
    assert_eq!((&aid["avant"], &aid["apres"]), (&1_100_000.into(), &2_200_000.into()));
    assert_eq!(aid["changements"], serde_json::json!([0]));
    let text = au(&[&before, &after]).reponse();
    assert!(text.contains("constats[2027-06-15].pmt"), "{text}");
    // The same file twice says the same.
    assert!(au(&[&before, &before]).reponse().contains("Rien"));
}

#[test]
fn two_views_are_a_regularisation() {
    let late = DOSSIER
        .replace("pfa = 1650\n", "pfa = 1650\n[[constats]]\ndate = 2027-06-20\npmt = 1547\nconnu_le = 2027-07-05\n");
    let file = fichier("comparer-vues", "dossier.toml", late);
    let json = au(&[&file, "--connu-au", "2027-07-01,2027-07-10", "--format", "json"]).json();
    assert_eq!(json["sujet"], "connaissance");
    assert_eq!(json["dossiers"][0]["regularisation"]["total_centimes"], 1_100_000);
    let json = comparer(&[&file, "--au", "2026-07-10,2027-07-10", "--format", "json"]).json();
    assert_eq!(json["sujet"], "jours");
}

#[test]
fn a_range_knows_its_price() {
    let file = dossier("plage");
    let json =
        au(&[&file, "--resultats", "0..300", "--prix-consultation", "26,50", "--semaines", "44", "--format", "json"]);
    let json = json.json();
    assert_eq!(json["plages"][0]["prix_consultation_centimes"], 2650);
    assert_eq!(json["plages"][0]["semaines"], 44);
    let json =
        au(&[&file, "--options", "0.5,1", "--resultats", "0..300", "--cible", "100..200", "--format", "json"]).json();
    assert_eq!(json["plages"].as_array().unwrap().len(), 2 * 11);
    let json = au(&[&file, "--resultats", "pmt=1300..1600", "--si", "pfa=1705", "--format", "json"]).json();
    assert_eq!(json["plages"][0]["lignes"][0]["effectifs"]["pfa"], 1705);
}

#[test]
fn bad_input_is_refused_in_french() {
    let file = dossier("fautes");
    for (args, expected) in [
        (&["--options", "0.5,1", "--regimes", "avenant-7,convention-2024"][..], "comparaisons-incompatibles"),
        (&["--resultats", "0..10", "--regimes", "avenant-7"], "comparaisons-incompatibles"),
        (&["--connu-au", "2027-01-01,2027-02-01", "--regles", "x"], "comparaisons-incompatibles"),
        (&["--options", "0.7"], "terme-inconnu"),
        (&["--options", "1,1"], "terme-en-double"),
        (&["--options", "1"], "rien-a-comparer"),
        (&["--options", "1.5,1"], "option-fermee"),
        (&["--options", "1/3,1"], "option-inconnue-du-regime"),
        (&["--regimes", "convention-2024"], "rien-a-comparer"),
        (&["--regimes", "convention-2030"], "terme-inconnu"),
        (&["--regimes", "avenant-7"], "pmt-et-pmt-adultes"),
        (&["--resultats", "300..0"], "plage-a-l-envers"),
        (&["--resultats", ".."], "plage-illisible"),
        (&["--resultats", "0..90000", "--pas", "1"], "plage-trop-longue"),
        (&["--resultats", "0..10", "--pas", "0"], "nombre-illisible"),
        (&["--resultats", "0..10", "--si", "pmt=1500"], "hypothese-en-trop"),
        (&["--resultats", "pmt_adultes=0..10"], "pmt-attendu"),
        (&["--resultats", "0..10", "--prix-consultation", "gratuit"], "prix-illisible"),
        (&["--cible", "10..20"], "argument-manquant"),
        (&["--resultats", "0..10", "--cible", "0..10"], "gain-nul"),
        (&["--resultats", "0..10", "--cible", "-10"], "gain-nul"),
        (&["--resultats", "0..10", "--pas", "-1"], "nombre-illisible"),
        (&["--resultats", "0..10", "--semaines", "-1"], "nombre-illisible"),
        (&["--resultats", "0..10", "--prix-consultation", "-3"], "prix-illisible"),
        (&["--resultats", "-5000..10"], "patients-hors-bornes"),
        (&["--connu-au", "2027-02-01,2027-01-01"], "jours-a-l-envers"),
        (&["--connu-au", "2027-02-01,2027-03-01,2027-04-01"], "deux-jours"),
        (&["--regles", "a", "--regles", "b", "--regles", "c"], "trop-de-regles"),
        (&["--regles", "nulle-part"], "repertoire-introuvable"),
    ] {
        let fin = au(&[&[file.as_str()], args, &["--erreurs", "json"]].concat());
        assert_eq!(code(fin), expected, "{args:?}");
    }
    let group = fichier("comparer-groupe", "groupe.toml", epaule(&["exemple", "--type", "collectif"]).reponse());
    assert_eq!(code(comparer(&[&group, "--au", "2026-11-23", "--erreurs", "json"])), "groupe-non-compare");
    let two = [file.as_str(), file.as_str(), "--options", "0.5,1", "--erreurs", "json"];
    let other = fichier("comparer-autre", "autre.toml", DOSSIER);
    let several = [file.as_str(), other.as_str(), "--options", "0.5,1", "--erreurs", "json"];
    assert_eq!(code(au(&several)), "un-seul-dossier");
    assert_eq!(au(&two).code, 0, "a file given twice is one dossier");
    let both =
        comparer(&[&file, "--au", "2027-01-01,2027-02-01", "--connu-au", "2027-01-01,2027-02-01", "--erreurs", "json"]);
    assert_eq!(code(both), "comparaisons-incompatibles");
}

/// A dossier before its signature: no objective is known.
const AVANT: &str = r#"
medecin = { specialite = "01", secteur = "1", naissance = 1980-01-01 }
patientele = { pmt = 1300, pfa = 1800 }
contrat = { signature = 2026-01-15, option = "0.5" }
assistant = { cout_annuel_euros = 24000 }
"#;

#[test]
fn what_is_not_known_is_not_said_to_be_never() {
    let file = fichier("comparer-avant-objectif", "dossier.toml", AVANT);
    let asked = ["--resultats", "0..200", "--pas", "100", "--options", "0.5,1", "--au", "2026-11-23"];
    let text = comparer(&[&[file.as_str()], &asked[..]].concat()).reponse().replace('\u{a0}', " ");
    let line = text.lines().find(|line| line.starts_with("0,5 ETP  du dossier")).unwrap();
    // Whole aid from an objective that is not known; 120 000 of cost, never paid by 66 000 at most.
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line.starts_with("0,5 ETP du dossier inconnu inconnu 33 000 €") && line.ends_with("jamais ici"), "{line}");
    assert!(!text.contains("inconnu au lieu de inconnu"), "{text}");
}

#[test]
fn an_open_option_that_the_life_of_the_contract_forbids_is_left_out() {
    let file = exemple("vie-et-encaissements");
    let text = comparer(&[&[file.as_str()], &NOVEMBRE[..]].concat()).reponse().replace('\u{a0}', " ");
    assert!(text.contains("0,5 ETP n'est pas comparé") && text.contains("ELI-10"), "{text}");
    let json = comparer(&[&[file.as_str(), "--format", "json"], &NOVEMBRE[..]].concat()).json();
    assert_eq!(json["dossiers"][0]["ecartees"][0]["option"], "0.5");
    assert_eq!(json["dossiers"][0]["termes"].as_array().unwrap().len(), 1);
    // Asked by name, it stays an error.
    let named = comparer(&[&[file.as_str(), "--options", "0.5,1"], &NOVEMBRE[..]].concat());
    assert_eq!(named.code, 2);
}

#[test]
fn two_days_are_both_told() {
    let file = fichier("comparer-deux-jours", "dossier.toml", AVANT);
    let text = comparer(&[&file, "--au", "2026-05-31,2026-11-23"]).reponse().replace('\u{a0}', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Calculé au 31 mai 2026 et au 23 novembre 2026."), "{text}");
}

#[test]
fn a_sum_over_no_dossier_is_no_sum() {
    let file = fichier("comparer-somme", "dossier.toml", AVANT);
    let other = fichier("comparer-somme-2", "autre.toml", AVANT);
    let rules = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("comparer-somme-regles");
    let _ = std::fs::remove_dir_all(&rules);
    let rules = rules.to_string_lossy();
    assert_eq!(epaule(&["regles", "--exporter", &rules]).code, 0);
    let compare = || comparer(&[&[file.as_str(), &other, "--regles", &rules], &NOVEMBRE[..]].concat()).reponse();
    let same = compare();
    assert!(!same.contains("Pas de total"), "the same rules differ by nothing: {same}");
    let amounts = std::path::Path::new(rules.as_ref()).join("montants.toml");
    let edited = std::fs::read_to_string(&amounts).unwrap().replace("= 11000", "= 11500");
    std::fs::write(&amounts, edited).unwrap();
    let text = compare().replace('\u{a0}', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Pas de total : l'écart des 2 dossiers est inconnu"), "{text}");
}

/// An example of the repository.
fn exemple(name: &str) -> String {
    format!("{}/../../exemples/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

const NOVEMBRE: [&str; 2] = ["--au", "2026-11-23"];

/// What a doctor reads, as text and as Markdown.
#[test]
fn comparisons_read_as_they_should() {
    let (pont, moulin, cout) =
        (exemple("avant-de-signer"), exemple("reglement-arbitral-objectif-manque"), exemple("cout-de-l-assistant"));
    let before = std::fs::read_to_string(&moulin).unwrap();
    let late = before
        .replace("pfa = 1760", "pfa = 1760\n\n[[constats]]\ndate = 2026-08-31\npmt = 1547\nconnu_le = 2026-10-15");
    let late = fichier("comparer-tard", "tard.toml", late);
    let after = before.replace("pmt = 1430", "pmt = 1547").replace("option = \"1\"", "option = \"0.5\"");
    let after = fichier("comparer-lu-apres", "apres.toml", after);
    let before = fichier("comparer-lu-avant", "avant.toml", before);
    let cases: [(&str, &[&str]); 7] = [
        ("options", &[&pont]),
        ("options-d-un-contrat", &[&cout, "--options", "0.5,1"]),
        ("regimes", &[&moulin, "--regimes", "reglement-arbitral-2023,convention-2024"]),
        ("versions", &[&before, &after]),
        ("connaissance", &[&late, "--connu-au", "2026-09-30,2026-11-23"]),
        ("resultats", &[&cout, "--resultats", "-20..300", "--cible", "260"]),
        ("cibles", &[&cout, "--resultats", "0..400", "--cible", "100..300", "--pas", "50"]),
    ];
    for (name, args) in cases {
        insta::assert_snapshot!(format!("{name}-texte"), comparer(&[args, &NOVEMBRE].concat()).reponse());
        let markdown = comparer(&[args, &NOVEMBRE, &["--format", "markdown"]].concat()).reponse();
        insta::assert_snapshot!(format!("{name}-markdown"), markdown);
    }
}

#[test]
fn no_line_is_wider_than_the_page() {
    let (pont, cout) = (exemple("avant-de-signer"), exemple("cout-de-l-assistant"));
    for args in [&[pont.as_str()][..], &[&cout, "--resultats", "-20..300", "--cible", "260"], &[&pont, &cout]] {
        let text = comparer(&[args, &NOVEMBRE].concat()).reponse();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

/// The README shows what the command says: each block below a command line of `comparer` is part of its answer.
#[test]
fn the_readme_shows_real_comparisons() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md")).unwrap();
    let mut shown = 0;
    for block in readme.split("```").filter(|block| block.starts_with("text\n$ epaule comparer ")) {
        let mut lines = block.lines().skip(1);
        let command = lines.next().unwrap().trim_start_matches("$ epaule ");
        let args: Vec<String> = command
            .split_whitespace()
            .map(|word| match word.strip_prefix("exemples/") {
                Some(name) => exemple(name.trim_end_matches(".toml")),
                None => word.to_owned(),
            })
            .collect();
        let answer = epaule(&args.iter().map(String::as_str).collect::<Vec<_>>()).reponse();
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let answer = plain(&answer);
        for line in lines.filter(|line| !line.trim().is_empty()) {
            assert!(answer.lines().any(|own| own == plain(line)), "« {line} » in\n{answer}");
        }
        shown += 1;
    }
    assert!(shown >= 2, "{shown}");
}
