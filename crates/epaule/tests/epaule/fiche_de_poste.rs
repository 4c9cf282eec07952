use crate::outils::{DOSSIER, avec, epaule, fichier};

/// A dossier with marks of Markdown, HTML and a terminal where words are expected.
const HOSTILE: &str = r#"
reference = "<img src=x> [lien](javascript:1) | ** # `a`"
[medecin]
specialite = "01"
[contrat]
option = "1"
[assistant]
profil = "infirmier"
embauche = 2026-02-01
employeur = "scm"
"#;

#[test]
fn missions_are_chosen_one_by_one_or_by_family() {
    let all = epaule(&["fiche-de-poste"]).reponse();
    assert!(all.starts_with("# Fiche de poste"), "{all}");
    assert!(all.contains("Toutes les missions"));
    let some = epaule(&["fiche-de-poste", "--missions", "constantes, accueil", "--missions", "organisation"]).reponse();
    assert!(!some.contains("Toutes les missions"));
    for (words, there) in [
        ("Accueillir les patients", true),
        ("Prendre les constantes", true),
        ("Organiser le cabinet", true),
        ("Coordonner avec les autres", true),
        ("téléconsultation", false),
        ("habillage", false),
    ] {
        assert_eq!(some.contains(words), there, "{words}");
    }
    // The order is that of the rules, and a mission asked for twice stands once.
    assert!(some.find("Accueillir") < some.find("Prendre les constantes"));
    let twice = epaule(&["fiche-de-poste", "--missions", "accueil,administratif,accueil"]).reponse();
    assert_eq!(twice.matches("Accueillir les patients").count(), 1);
    // What stays outside of the post is always said.
    for text in [&all, &some] {
        assert!(text.contains("## Limites du poste") && text.contains("glissement de tâches"), "{text}");
        assert!(text.contains("IDCC 1147"));
    }
}

#[test]
fn the_list_names_every_mission_that_can_be_chosen() {
    let list = epaule(&["fiche-de-poste", "--liste"]).reponse();
    let ids: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split("  ").next())
        .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .collect();
    assert!(ids.len() >= 10, "{list}");
    for id in &ids {
        epaule(&["fiche-de-poste", "--missions", id]).reponse();
    }
    epaule(&["fiche-de-poste", "--missions", &ids.join(",")]).reponse();
    assert!(list.lines().all(|line| line.chars().count() <= 80));
    assert!(epaule(&["fiche-de-poste", "--liste", "--format", "markdown"]).reponse().contains("| accueil |"));
}

#[test]
fn an_unknown_mission_is_refused_with_the_nearest() {
    let refus = epaule(&["fiche-de-poste", "--missions", "acceuil,zzzzzz"]).refus();
    assert!(refus.contains("« acceuil » n'existe pas") && refus.contains("écrivez « accueil »"), "{refus}");
    assert!(refus.contains("« zzzzzz » n'existe pas") && refus.contains("--liste"), "{refus}");
    assert_eq!(refus.matches("[mission-inconnue]").count(), 2);
    // An empty word is no mission.
    assert!(epaule(&["fiche-de-poste", "--missions", "accueil,"]).refus().contains("[mission-inconnue]"));
    let json = epaule(&["fiche-de-poste", "--missions", "x", "--erreurs", "json"]).refus();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["fautes"][0]["code"], "mission-inconnue");
    assert!(
        epaule(&["fiche-de-poste", "--liste", "--missions", "accueil"]).refus().contains("[options-incompatibles]")
    );
}

#[test]
fn a_dossier_fills_it_in_and_its_faults_are_told_with_the_missions() {
    let text = avec(&["fiche-de-poste", "-"], DOSSIER.as_bytes()).reponse();
    assert!(
        text.contains("cabinet-des-lilas") && text.contains("1 ETP") && text.contains("médecine générale"),
        "{text}"
    );
    let file = fichier("fiche", "dossier.toml", "[medecin]\nspecialite = \"01\"\ncouleur = 3\n");
    let refus = epaule(&["fiche-de-poste", &file, "--missions", "zut"]).refus();
    assert!(refus.contains("[cle-inconnue]") && refus.contains("[mission-inconnue]"), "{refus}");
    assert!(epaule(&["fiche-de-poste", "absent.toml"]).refus().contains("[fichier-introuvable]"));
}

#[test]
fn a_group_has_no_job_description() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../exemples/groupe-sisa.toml");
    let refus = epaule(&["fiche-de-poste", file]).refus();
    assert!(refus.contains("[groupe-sans-fiche]") && refus.contains("le dossier d'un médecin"), "{refus}");
    assert!(!refus.contains("retirez"), "{refus}");
}

#[test]
fn hostile_words_are_only_words() {
    let text = avec(&["fiche-de-poste", "-"], HOSTILE.as_bytes()).reponse();
    assert!(text.contains(r"\<img src=x\> \[lien\](javascript:1) &#124; \*\* \# \`a\`"), "{text}");
    assert!(!text.replace(r"\<", "").contains('<'), "no mark is left bare");
    let plain = avec(&["fiche-de-poste", "-", "--format", "texte"], HOSTILE.as_bytes()).reponse();
    assert!(plain.contains("<img src=x>") && plain.lines().all(|line| line.chars().count() <= 80), "{plain}");
}
