//! `epaule site`: whole, by relative names, and never over what is not its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::outils::{epaule, repertoire};

#[test]
fn a_program_with_the_simulator_writes_a_site_and_one_without_says_what_to_do() {
    let dossier = repertoire("site-neuf").join("mon site/été");
    let fin = epaule(&["site", dossier.to_str().unwrap()]);
    if !ressources::simulateur_present() {
        assert_eq!((fin.code, fin.sortie.as_str()), (1, ""));
        assert!(
            fin.erreur.contains("site-sans-simulateur") && fin.erreur.contains("cargo xtask web"),
            "{}",
            fin.erreur
        );
        assert!(!dossier.exists());
        return;
    }
    let sortie = fin.reponse();
    assert!(sortie.contains("cadre.js") && sortie.contains("<iframe"), "{sortie}");
    let there: BTreeSet<String> =
        fs::read_dir(&dossier).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    for name in ["index.html", "404.html", "browser_bg.wasm", "browser.js", "page.js", "sw.js", "cadre.js", "style.css"]
    {
        assert!(there.contains(name), "{name}");
    }
    // Every file is the one that the service worker keeps, but for itself and the list.
    let service = fs::read_to_string(dossier.join("sw.js")).unwrap();
    let kept = service.lines().find_map(|line| line.strip_prefix("const FICHIERS = ")).unwrap().trim_end_matches(';');
    let kept: BTreeMap<String, String> = serde_json::from_str(kept).unwrap();
    let kept: BTreeSet<String> = kept.into_keys().collect();
    let mut expected = there.clone();
    for name in ["sw.js", "epaule-site.txt", "index.html"] {
        expected.remove(name);
    }
    expected.insert("./".to_owned());
    assert_eq!(kept, expected);
    // Again in the same place; then something else stands there.
    epaule(&["site", dossier.to_str().unwrap()]).reponse();
    fs::write(dossier.join("CNAME"), "exemple.fr").unwrap();
    let refus = epaule(&["site", dossier.to_str().unwrap()]).refus();
    assert!(refus.contains("repertoire-occupe") && refus.contains("CNAME"), "{refus}");
    assert_eq!(fs::read_to_string(dossier.join("CNAME")).unwrap(), "exemple.fr");
}
