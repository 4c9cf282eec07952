use crate::outils::{DOSSIER, avec, epaule, fichier, repertoire};

fn etude() -> String {
    avec(&["etudier", "-", "--au", "2027-07-10", "--format", "json"], DOSSIER.as_bytes()).reponse()
}

#[test]
fn an_etude_as_it_was_written() {
    let file = fichier("verifier", "etude.json", etude());
    let text = epaule(&["verifier", &file]).reponse();
    assert!(text.contains("pas une signature"), "{text}");
    avec(&["verifier", "-"], etude().as_bytes()).reponse();
}

#[test]
fn a_group_s_etude_is_checked_too() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../exemples/groupe-sisa.toml");
    let etude = epaule(&["etudier", file, "--au", "2026-11-23", "--format", "json"]).reponse();
    avec(&["verifier", "-"], etude.as_bytes()).reponse();
    let edited = etude.replacen("\"etp\": \"2.5\"", "\"etp\": \"3\"", 1);
    let end = avec(&["verifier", "-"], edited.as_bytes());
    assert_eq!((end.code, end.erreur.as_str()), (1, ""), "{}", end.sortie);
}

#[test]
fn an_edited_figure_is_shown_by_its_path() {
    let edited = etude().replacen("\"aide_centimes\": 1100000", "\"aide_centimes\": 2200000", 1);
    let end = avec(&["verifier", "-"], edited.as_bytes());
    assert_eq!((end.code, end.erreur.as_str()), (1, ""));
    assert!(end.sortie.contains("/annees/2/aide_centimes\n  dans l'étude : 2200000\n  recalculé    : 1100000\n"));
    assert!(end.sortie.contains("pas une signature"));
}

/// Of several dossiers, `--format json` writes a list: it is checked as it is.
#[test]
fn a_list_of_etudes_is_checked_one_by_one() {
    let folder = repertoire("verifier-liste");
    for (name, reference) in [("a.toml", "premier"), ("b.toml", "second"), ("c.toml", "troisieme")] {
        std::fs::write(folder.join(name), DOSSIER.replace("cabinet-des-lilas", reference)).unwrap();
    }
    let args = ["etudier", folder.to_str().unwrap(), "--au", "2027-07-10", "--format", "json"];
    let list = epaule(&args).reponse();
    let same = avec(&["verifier", "-"], list.as_bytes()).reponse();
    assert!(same.starts_with("Rien n'a changé : les 3 études recalculées disent la même chose."), "{same}");
    let (first, others) = list.split_once("\"premier\"").unwrap();
    let edited = others.replacen("\"aide_centimes\": 1100000", "\"aide_centimes\": 2200000", 1);
    let end = avec(&["verifier", "-"], format!("{first}\"premier\"{edited}").as_bytes());
    assert_eq!((end.code, end.erreur.as_str()), (1, ""));
    assert!(end.sortie.contains(", dans 1 étude sur 3 :\n"), "{}", end.sortie);
    assert!(end.sortie.contains("/annees/2/aide_centimes\n"), "{}", end.sortie);
    // One that is no étude refuses the list, and is named by its place.
    let mixed = format!("[{},{{}}]", etude());
    let message = avec(&["verifier", "-"], mixed.as_bytes()).refus();
    assert!(message.contains("([1])") && message.contains("[pas-une-etude]"), "{message}");
}

#[test]
fn a_document_that_is_something_else_says_what_it_is() {
    let dossier = fichier("verifier-autre", "dossier.toml", DOSSIER);
    let comparison = epaule(&["comparer", &dossier, "--au", "2027-07-10", "--format", "json"]).reponse();
    let message = avec(&["verifier", "-"], comparison.as_bytes()).refus();
    assert!(message.contains("c'est une comparaison") && message.contains("[pas-une-etude]"), "{message}");
    let list = format!("[{}]", etude());
    for (document, kind) in [(etude(), "une étude"), (list, "une liste d'études"), (comparison, "une comparaison")] {
        for args in [&["etudier", "-"][..], &["comparer", "-"], &["fiche-de-poste", "-"]] {
            let message = avec(args, document.as_bytes()).refus();
            assert!(message.contains(&format!("c'est {kind}, pas un dossier")), "{args:?} : {message}");
            assert!(message.contains("[pas-un-dossier]") && message.lines().count() == 2, "{message}");
        }
    }
}

#[test]
fn other_rules_are_told() {
    let dir = repertoire("verifier-regles").join("regles");
    let dir = dir.to_str().unwrap();
    epaule(&["regles", "--exporter", dir]).reponse();
    avec(&["verifier", "-", "--regles", dir], etude().as_bytes()).reponse();
    let amounts = format!("{dir}/montants.toml");
    let text = std::fs::read_to_string(&amounts).unwrap();
    std::fs::write(&amounts, text.replacen("\"1\" = 22000", "\"1\" = 23000", 1)).unwrap();
    let end = avec(&["verifier", "-", "--regles", dir], etude().as_bytes());
    assert_eq!(end.code, 1);
    assert!(end.sortie.contains("/regles/empreinte"), "{}", end.sortie);
}

#[test]
fn what_is_no_etude_is_refused() {
    for input in ["", "{}", "[]", "null", DOSSIER, "\u{0}"] {
        avec(&["verifier", "-"], input.as_bytes()).refus();
    }
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    avec(&["verifier", "-"], nested.as_bytes()).refus();
}
