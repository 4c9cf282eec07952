use crate::outils::{avec, commande, epaule, fichier};

#[test]
fn the_example_reads_without_fault() {
    let exemple = epaule(&["exemple"]).reponse();
    assert!(exemple.contains("# "), "it is commented");
    let file = fichier("exemple", "dossier.toml", &exemple);
    epaule(&["etudier", &file, "--au", "2026-02-01"]).reponse();
    avec(&["etudier", "-", "--au", "2026-02-01"], exemple.as_bytes()).reponse();
}

#[test]
fn the_example_of_a_group_reads_without_fault() {
    let exemple = epaule(&["exemple", "--type", "collectif"]).reponse();
    assert!(exemple.contains("type = \"collectif\"") && exemple.contains("[[membres]]"));
    let json = avec(&["etudier", "-", "--au", "2026-03-01", "--format", "json"], exemple.as_bytes()).json();
    assert_eq!(
        (&json["regime"], &json["eligibilite"]["verdict"]),
        (&"aide-collective-2026".into(), &"eligible".into())
    );
    assert!(epaule(&["exemple", "--type", "groupe"]).refus().contains("collectif"));
}

#[test]
fn schemas_are_json() {
    for document in ["dossier", "etude", "comparaison"] {
        let schema = epaule(&["schema", document]).json();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["type"], "object");
    }
}

#[test]
fn completions_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = epaule(&["completions", shell]).reponse();
        assert!(text.contains("connu-au"), "{shell}");
    }
}

#[test]
fn man_pages() {
    assert!(epaule(&["man"]).reponse().contains(".SH NOM\n"));
    let page = epaule(&["man", "etudier"]).reponse();
    assert!(page.contains(".TH epaule-etudier 1"), "{page}");
    assert!(page.contains("<\\fIFICHIER\\fR>…") && page.contains("constats, événements et sommes"), "{page}");
    for name in ["etudier", "comparer", "verifier", "fiche-de-poste", "regles", "exemple", "schema"] {
        let page = epaule(&["man", name]).reponse();
        for english in ["NAME", "SUBCOMMANDS", "EXTRA", "ARGUMENTS"] {
            assert!(!page.contains(&format!(".SH {english}")), "{english} in {page}");
        }
        let many = matches!(name, "etudier" | "comparer");
        assert_eq!(page.contains("\\fR>…"), many, "{page}");
    }
}

/// A disk that is full is told for every answer alike.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_no_success() {
    for args in [&["--help"][..], &["--version"], &["etudier", "--help"], &["exemple"], &["man"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = commande(args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("[ecriture-impossible]"), "{args:?}");
    }
}

#[test]
fn help_is_french_on_standard_output() {
    let names =
        ["etudier", "comparer", "verifier", "exemple", "fiche-de-poste", "schema", "regles", "completions", "man"];
    let mut pages = vec![epaule(&["--help"]).reponse(), epaule(&["-h"]).reponse()];
    assert!(names.iter().all(|name| pages[0].contains(name)));
    pages.extend(names.iter().map(|name| epaule(&[name, "--help"]).reponse()));
    pages.push(epaule(&["etudier", "--aide"]).reponse());
    for page in pages {
        assert!(page.contains("Utilisation : epaule"), "{page}");
        for english in ["Usage", "Commands", "Arguments:", "Options:", "Print", "possible values", "default:"] {
            assert!(!page.contains(english), "{english} in {page}");
        }
    }
}

#[test]
fn version() {
    assert_eq!(epaule(&["--version"]).reponse(), format!("epaule {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn without_any_argument_the_help_is_a_refusal() {
    assert!(epaule(&[]).refus().contains("Utilisation : epaule"));
}
