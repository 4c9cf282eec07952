use std::path::Path;

use convention::tables::FICHIERS;

use crate::outils::{DOSSIER, avec, commande, epaule, repertoire};

/// The rules, exported into a fresh directory.
fn exportees(test: &str) -> String {
    let dir = repertoire(test).join("a").join("regles");
    let dir = dir.to_str().unwrap().to_owned();
    epaule(&["regles", "--exporter", &dir]).reponse();
    dir
}

/// Changes a text of a file, once.
fn modifier(dir: &str, file: &str, old: &str, new: &str) {
    let path = Path::new(dir).join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{old}");
    std::fs::write(path, text.replacen(old, new, 1)).unwrap();
}

fn etude(regles: &[&str]) -> String {
    let args = [&["etudier", "-", "--au", "2027-07-10", "--format", "json"][..], regles].concat();
    avec(&args, DOSSIER.as_bytes()).reponse()
}

#[test]
fn the_list_has_every_regime_and_question() {
    let text = epaule(&["regles"]).reponse();
    for word in ["avenant-7", "reglement-arbitral-2023", "convention-2024", "22/06/2024", "Q-TAUX", "Q-AV7-BAREME"] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn every_regime_is_readable_in_80_columns() {
    for (regime, words) in [
        ("convention-2024", ["38\u{202f}000", "1\u{202f}045", "Q-MIXTE", "2 mois après le début"]),
        ("reglement-arbitral-2023", ["36\u{202f}000", "1\u{202f}045", "revalorisée", "prorata"]),
        ("avenant-7", ["12\u{202f}000", "+7,5\u{a0}%", "inconnu", "640"]),
    ] {
        let text = epaule(&["regles", regime]).reponse();
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
        let long = text.lines().find(|line| line.chars().count() > 80);
        assert_eq!(long, None);
        // Each mark has its source.
        let marks = text.matches('[').count();
        assert!(marks > 20 && text.contains("[1]  "), "{text}");
    }
}

/// In a narrow window too, no word and no number is cut.
#[test]
fn a_regime_is_readable_in_40_columns() {
    for columns in ["40", "50", "62"] {
        let output = commande(&["regles", "convention-2024"]).env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        for word in ["strictement_apres", "Revalorisation", "particulier", "38\u{202f}000", "22/06/2024"] {
            assert!(text.contains(word), "{columns}: {word} in {text}");
        }
    }
}

#[test]
fn the_collective_aid_is_readable_in_80_columns() {
    let text = epaule(&["regles", "aide-collective-2026"]).reponse();
    for word in
        ["COL-10", "SCP, SCM, SISA", "25/02/2026", "01/11/2026", "38\u{202f}000", "0,5\u{a0}ETP", "775", "[1]  "]
    {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert_eq!(text.lines().find(|line| line.chars().count() > 80), None);
    assert!(epaule(&["regles"]).reponse().contains("aide-collective-2026"));
    let side_by_side = ["regles", "--comparer", "convention-2024", "aide-collective-2026"];
    epaule(&side_by_side).refus();
    assert!(epaule(&["regles", "aide-colective-2026"]).refus().contains("aide-collective-2026"));
}

#[test]
fn exported_rules_are_the_same_rules() {
    let dir = exportees("exporter");
    let mut names: Vec<String> =
        std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut expected: Vec<&str> = FICHIERS.iter().map(|(name, _)| *name).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
    assert_eq!(etude(&["--regles", &dir]), etude(&[]));
    let text = epaule(&["regles", "--comparer", "embarquees", &dir]).reponse();
    assert!(text.starts_with("Aucune différence"), "{text}");
    assert_eq!(epaule(&["regles", "--regles", &dir]).reponse(), epaule(&["regles"]).reponse());
}

#[test]
fn nothing_is_overwritten() {
    let dir = exportees("occupe");
    modifier(&dir, "montants.toml", "\"1\" = 22000", "\"1\" = 23000");
    let kept = etude(&["--regles", &dir]);
    assert!(epaule(&["regles", "--exporter", &dir]).refus().contains("[repertoire-occupe]"));
    assert_eq!(etude(&["--regles", &dir]), kept);
    // An empty directory is welcome; a file is not.
    let empty = repertoire("vide");
    epaule(&["regles", "--exporter", &format!("{}/", empty.display())]).reponse();
    assert_eq!(std::fs::read_dir(&empty).unwrap().count(), FICHIERS.len());
    let file = empty.join("montants.toml");
    epaule(&["regles", "--exporter", file.to_str().unwrap()]).refus();
    // Nowhere to write: exit code 1.
    let nowhere = file.join("regles");
    assert_ne!(epaule(&["regles", "--exporter", nowhere.to_str().unwrap()]).code, 0);
}

#[test]
fn a_reform_changes_the_figure_and_is_shown_alone() {
    let (before, after) = (exportees("reforme-avant"), exportees("reforme-apres"));
    modifier(&after, "montants.toml", "\"1\" = 22000", "\"1\" = 23000");
    let json: serde_json::Value = serde_json::from_str(&etude(&["--regles", &after])).unwrap();
    assert_eq!(json["annees"][2]["montant_centimes"], 2_300_000);
    let text = epaule(&["regles", "--comparer", &before, &after]).reponse();
    assert!(text.starts_with("1 différence entre "), "{text}");
    assert!(text.contains("montants.toml · montant[depuis, p30-p90, 3].1\n"), "{text}");
    assert!(text.contains("22000") && text.contains("23000") && text.contains("illustration 2"), "{text}");
    // One regime under both: the same change, as people read it.
    let text = epaule(&["regles", "convention-2024", "--comparer", &before, &after]).reponse();
    assert!(text.contains("22\u{202f}000") && text.contains("23\u{202f}000"), "{text}");
    // The other regimes have it once they are revalued, and only there.
    let text = epaule(&["regles", "avenant-7", "--comparer", &before, &after]).reponse();
    assert_eq!(text.matches("23\u{202f}000").count(), 1, "{text}");
}

#[test]
fn a_row_added_above_moves_nothing() {
    let (before, after) = (exportees("rang-avant"), exportees("rang-apres"));
    let row = "[[specialite]]\nid = \"podologie\"\nnom = \"podologie\"\nstatut = \"exclue\"\n\
               statut_avenant_7 = \"exclue\"\ndeux_indicateurs = false\ncritere = \"pfa\"\nregle = \"ELI-1\"\n\
               source = \"Essai\"\nconfiance = \"I\"\n\n[[specialite]]";
    modifier(&after, "seuils.toml", "[[specialite]]", row);
    let text = epaule(&["regles", "--comparer", &before, &after]).reponse();
    assert!(text.contains("specialite[podologie].nom"), "{text}");
    assert_eq!(text.matches("seuils.toml · ").count(), text.matches("specialite[podologie]").count(), "{text}");
}

#[test]
fn two_regimes_side_by_side() {
    let text = epaule(&["regles", "--comparer", "reglement-arbitral-2023", "convention-2024"]).reponse();
    for word in ["36\u{202f}000", "38\u{202f}000", "reconduction tacite", "1 mois après"] {
        assert!(text.contains(word), "{word} in {text}");
    }
    assert!(!text.contains("1\u{202f}045"), "the thresholds are the same: {text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let same = epaule(&["regles", "--comparer", "avenant-7", "avenant-7"]).reponse();
    assert!(same.starts_with("Aucune différence"), "{same}");
}

#[test]
fn faulty_rules_are_refused_with_their_place() {
    let dir = exportees("fautives");
    modifier(&dir, "montants.toml", "\"1\" = 22000", "\"1\" = \"beaucoup\"");
    modifier(&dir, "delais.toml", "valeur = 5", "valeur = 500");
    for args in [
        &["etudier", "-", "--regles", &dir][..],
        &["verifier", "-", "--regles", &dir],
        &["regles", "--regles", &dir],
        &["regles", "--comparer", "embarquees", &dir],
    ] {
        let message = avec(args, DOSSIER.as_bytes()).refus();
        assert!(message.contains(&format!("{dir}/montants.toml:")), "{message}");
        assert!(message.contains(&format!("{dir}/delais.toml:")), "{message}");
        assert!(message.ends_with("2 fautes à corriger.\n"), "{message}");
    }
}
