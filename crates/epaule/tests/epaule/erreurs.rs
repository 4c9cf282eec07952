use serde_json::Value;

use crate::outils::{DOSSIER, avec, epaule, fichier, repertoire};

/// The codes of the faults that a program reads.
fn codes(args: &[&str], input: &[u8]) -> Vec<String> {
    let message = avec(&[args, &["--erreurs", "json"]].concat(), input).refus();
    let json: Value = serde_json::from_str(&message).unwrap();
    let faults = json["fautes"].as_array().unwrap();
    for fault in faults {
        for key in ["code", "fichier", "message", "conseil", "chemin"] {
            assert!(fault[key].is_string(), "{key} of {fault}");
        }
        assert!(fault.get("ligne").is_some() && fault.get("colonne").is_some());
    }
    faults.iter().map(|fault| fault["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_fault_of_a_dossier_at_once() {
    let text = DOSSIER.replace("secteur = \"1\"", "secteur = \"4\"").replace("pfa = 1600", "pfa = -1\npmtt = 3");
    let file = fichier("fautes", "dossier.toml", &text);
    let message = epaule(&["etudier", &file, "--au", "2026-01-01"]).refus();
    assert!(message.starts_with(&format!("{file}:5:11 (medecin.secteur) : ")), "{message}");
    assert_eq!(message.matches("  → ").count(), 3, "{message}");
    assert!(message.ends_with("3 fautes à corriger.\n"), "{message}");
    assert!(!message.contains('\u{1b}'));
    let found = codes(&["etudier", &file, "--au", "2026-01-01"], b"");
    assert_eq!(found, ["mot-inconnu", "patients-hors-bornes", "cle-inconnue"]);
}

#[test]
fn hostile_input_is_refused() {
    let stdin = |input: &[u8]| codes(&["etudier", "-", "--au", "2026-01-01"], input);
    assert_eq!(stdin(&vec![b'a'; 2_000_000]), ["fichier-trop-grand"]);
    assert_eq!(stdin(b""), ["fichier-vide"]);
    assert_eq!(stdin(b" \n\t "), ["fichier-vide"]);
    assert_eq!(stdin(b"reference = \"\xff\""), ["fichier-pas-utf8"]);
    assert_eq!(stdin(format!("{}1{}", "{\"a\":".repeat(200), "}".repeat(200)).as_bytes()).len(), 1);
    assert_eq!(stdin(format!("a = {}1{}", "[".repeat(200), "]".repeat(200)).as_bytes()), ["imbrication-trop-profonde"]);
    assert_eq!(stdin(b"[1, 2]").len(), 1);
    assert_eq!(stdin(b"{\"medecin\": ").len(), 1);
    let big = fichier("grand", "dossier.toml", vec![b'#'; 2_000_000]);
    assert_eq!(codes(&["etudier", &big], b""), ["fichier-trop-grand"]);
    // A million bytes are read, not one more.
    let mut comment = vec![b'#'; 1_000_000];
    comment[..28].copy_from_slice(b"medecin.specialite = \"01\"\n##");
    avec(&["etudier", "-"], &comment).reponse();
    comment.push(b'#');
    assert_eq!(stdin(&comment), ["fichier-trop-grand"]);
}

#[test]
fn files_that_cannot_be_read() {
    let dir = repertoire("illisible");
    let absent = dir.join("absent.toml");
    assert_eq!(codes(&["etudier", absent.to_str().unwrap()], b""), ["fichier-introuvable"]);
    assert_eq!(codes(&["verifier", absent.to_str().unwrap()], b""), ["fichier-introuvable"]);
    assert_eq!(codes(&["etudier", dir.to_str().unwrap()], b""), ["repertoire-vide"]);
    assert_eq!(codes(&["verifier", dir.to_str().unwrap()], b""), ["fichier-repertoire"]);
    let regles = ["etudier", "-", "--regles"];
    assert_eq!(codes(&[&regles[..], &[absent.to_str().unwrap()]].concat(), b""), ["repertoire-introuvable"]);
    let file = fichier("illisible-fichier", "a.toml", "a = 1");
    assert_eq!(codes(&[&regles[..], &[&file]].concat(), b""), ["pas-un-repertoire"]);
    assert_eq!(
        codes(&[&regles[..], &[dir.to_str().unwrap()]].concat(), b""),
        vec!["fichier-manquant"; convention::tables::FICHIERS.len()]
    );
}

#[cfg(unix)]
#[test]
fn a_forbidden_file_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let file = fichier("interdit", "dossier.toml", DOSSIER);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        return; // the superuser reads everything
    }
    assert_eq!(codes(&["etudier", &file], b""), ["fichier-interdit"]);
}

#[test]
fn every_fault_of_the_options_at_once() {
    let args = ["etudier", "-", "--au", "2026-02-30", "--connu-au", "hier", "--si", "pmt=x,pfb=1"];
    let found = codes(&args, b"");
    assert_eq!(found, ["date-inexistante", "date-illisible", "patients-hors-bornes", "cle-inconnue"]);
    for au in ["2019-08-20", "2070-01-01"] {
        assert_eq!(codes(&["etudier", "-", "--au", au], b""), ["date-hors-bornes"]);
    }
    for au in ["2019-08-21", "2069-12-31"] {
        avec(&["etudier", "-", "--au", au], b"medecin.specialite = \"01\"\ncontrat.signature = 2025-01-15").reponse();
    }
}

#[test]
fn every_usage_error_is_french() {
    let cases: &[(&[&str], &str)] = &[
        (&["etudier"], "argument-manquant"),
        (&["etudier", "-", "--zut"], "option-inconnue"),
        (&["etudier", "-", "--format", "xml"], "valeur-inconnue"),
        (&["etudier", "-", "--format"], "valeur-manquante"),
        (&["etudier", "-", "--au", "2026-01-01", "--au", "2026-01-01"], "option-en-double"),
        (&["etudie", "-"], "commande-inconnue"),
        (&["exemple", "zut"], "argument-en-trop"),
        (&["schema"], "argument-manquant"),
        (&["schema", "zut"], "valeur-inconnue"),
        (&["man", "zut"], "commande-inconnue"),
        (&["regles", "zut"], "regime-inconnu"),
        (&["regles", "--comparer", "a"], "nombre-de-valeurs"),
        (&["regles", "--exporter", "a", "--tracabilite"], "options-incompatibles"),
        (&["regles", "--comparer", "convention-2024", "a"], "comparaison-impossible"),
        (&["regles", "avenant-7", "--comparer", "avenant-7", "convention-2024"], "comparaison-impossible"),
        (&["completions", "zut"], "valeur-inconnue"),
        (&[], "commande-manquante"),
    ];
    for (args, code) in cases {
        // Before the subcommand: an option that lacks its value would take what follows it.
        let args = [&["--erreurs", "json"][..], args].concat();
        let json: Value = serde_json::from_str(&epaule(&args).refus()).unwrap();
        assert_eq!(json["fautes"][0]["code"], *code, "{args:?}");
        let message = epaule(&args[2..]).refus();
        for english in ["error", "Usage", "unexpected", "For more", "possible values"] {
            assert!(!message.contains(english), "{args:?}: {message}");
        }
    }
}

#[test]
fn the_name_of_a_file_does_not_drive_the_terminal() {
    let message = epaule(&["etudier", "\u{1b}[31m.toml"]).refus();
    assert!(!message.contains('\u{1b}'), "{message:?}");
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let bad = OsStr::from_bytes(b"\xff.toml");
    for command in ["etudier", "regles"] {
        let output = crate::outils::commande(&[command]).arg(bad).output().unwrap();
        assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()));
        assert!(String::from_utf8(output.stderr).unwrap().contains("UTF-8") || command == "etudier");
    }
}

/// Any other failure has exit code 1.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = crate::outils::commande(&["exemple"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("[ecriture-impossible]"));
}
