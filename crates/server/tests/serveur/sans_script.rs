//! The page without JavaScript, on a real socket: its short address, its files, the dossiers that it takes up again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use simulateur::Export;

use crate::client::{Reponse, Serveur};

fn racine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every example, by its name: more of them or none is no reason to pass.
fn exemples() -> BTreeMap<String, String> {
    let files = std::fs::read_dir(racine().join("exemples")).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        name.ends_with(".toml").then(|| (name, std::fs::read_to_string(path).unwrap()))
    };
    let found: BTreeMap<String, String> = files.filter_map(named).collect();
    assert!(found.len() >= 15, "{:?}", found.keys());
    found
}

fn importer(serveur: &Serveur, nom: &str, texte: &str) -> Reponse {
    let body = format!(
        "--limite\r\nContent-Disposition: form-data; name=\"dossier\"; filename=\"{nom}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{texte}\r\n--limite--\r\n"
    );
    let kind = "multipart/form-data; boundary=limite";
    serveur.demander("POST", "/importer", &[("Content-Type", kind)], body.as_bytes())
}

/// The address that an answer leads to, as one asks for it.
fn suite(reponse: &Reponse) -> String {
    assert_eq!(reponse.statut, 303, "{}", reponse.texte());
    reponse.entete("location").unwrap().strip_prefix('.').unwrap().to_owned()
}

#[test]
fn an_address_is_as_short_as_what_was_said() {
    let serveur = Serveur::new();
    let form = "/?specialite=01&secteur=&naissance=&pmt=1+300&pfa=&constats.0.date=&zone=";
    let short = suite(&serveur.get(form));
    assert_eq!(short, "/?specialite=01&pmt=1+300");
    let page = serveur.get(&short);
    assert_eq!(page.statut, 200, "{}", page.texte());
    assert!(page.texte().contains("id=\"lien\" href=\"?specialite=01"), "{}", page.texte());
    // A button is answered where it stands: what it asks for would be lost.
    assert_eq!(serveur.get(&format!("{form}&ajouter=constats")).statut, 200);
    // Nothing said at all.
    assert_eq!(suite(&serveur.get("/?specialite=&pmt=")), "/?");
    assert_eq!(serveur.get("/?").statut, 200);
}

#[test]
fn what_is_wrong_is_said_on_the_page_and_in_every_file() {
    let serveur = Serveur::new();
    let page = serveur.get("/?specialite=01&pmt=mille");
    assert_eq!((page.statut, page.entete("content-type")), (422, Some("text/html; charset=utf-8")));
    for piece in ["«\u{a0}mille\u{a0}»", "value=\"mille\"", "href=\"#q-pmt\"", "aria-invalid=\"true\""] {
        assert!(page.texte().contains(piece), "{piece}: {}", page.texte());
    }
    for nom in Export::TOUS.map(Export::nom) {
        let refused = serveur.get(&format!("/{nom}?specialite=01&pmt=mille"));
        assert_eq!((refused.statut, refused.entete("content-type")), (422, Some("text/html; charset=utf-8")), "{nom}");
        assert!(refused.texte().contains("« mille »"), "{nom}: {}", refused.texte());
        assert_eq!(refused.entete("content-disposition"), None);
    }
}

#[test]
fn each_file_of_an_example() {
    let serveur = Serveur::new();
    let example = &exemples()["generaliste-p50-p90.toml"];
    let address = suite(&importer(&serveur, "dossier.toml", example));
    for (nom, debut) in [
        ("dossier.toml", "reference = \"cabinet-des-lilas\""),
        ("dossier.json", "{"),
        ("etude.json", "{"),
        ("etude.md", "# "),
        ("echeances.ics", "BEGIN:VCALENDAR\r\n"),
        ("versements.csv", ""),
    ] {
        let file = serveur.get(&format!("/{nom}{}", address.strip_prefix('/').unwrap()));
        assert_eq!(file.statut, 200, "{nom}: {}", file.texte());
        assert!(file.texte().starts_with(debut) && file.corps.len() > 100, "{nom}: {}", file.texte());
        let disposition = format!("attachment; filename=\"{nom}\"; filename*=UTF-8''{nom}");
        assert_eq!(file.entete("content-disposition"), Some(disposition.as_str()));
        assert_eq!(file.entete("cache-control"), Some("no-store"));
    }
    // What is saved comes back as the same page.
    for nom in ["dossier.toml", "dossier.json"] {
        let saved = serveur.get(&format!("/{nom}{}", address.strip_prefix('/').unwrap()));
        assert_eq!(suite(&importer(&serveur, nom, saved.texte())), address, "{nom}");
    }
}

#[test]
fn every_example_taken_up_again_has_the_same_figures() {
    let serveur = Serveur::new();
    for (nom, texte) in exemples() {
        let address = suite(&importer(&serveur, &nom, &texte));
        let page = serveur.get(&address);
        assert_eq!(page.statut, 200, "{nom} {address}: {}", page.texte());
        let from_page = serveur.get(&format!("/etude.json{}", address.strip_prefix('/').unwrap()));
        let from_file = serveur.toml("/api/v1/etudes", &texte);
        assert_eq!((from_page.statut, from_file.statut), (200, 200), "{nom}: {}", from_page.texte());
        assert_eq!(from_page.document(), from_file.document(), "{nom}");
    }
}

#[test]
fn an_address_never_says_a_reason_of_health() {
    let serveur = Serveur::new();
    for motif in ["rqth", "ald"] {
        let toml = format!("[medecin]\nspecialite = \"01\"\n{motif} = true\n\n[patientele]\npmt = 100\npfa = 150\n");
        let json = format!(
            "{{\"medecin\":{{\"specialite\":\"01\",\"{motif}\":true}},\"patientele\":{{\"pmt\":100,\"pfa\":150}}}}"
        );
        for (nom, texte) in [("d.toml", &toml), ("d.json", &json), ("sans-nom", &toml)] {
            let address = suite(&importer(&serveur, nom, texte));
            assert!(!address.to_lowercase().contains(motif), "{nom}: {address}");
            assert!(address.contains("sans_seuil_minimal=true"), "{nom}: {address}");
            // Nor does the page that it leads to, nor the link that it gives.
            let page = serveur.get(&address);
            assert_eq!(page.statut, 200);
            assert!(!page.texte().contains(&format!("{motif}=")), "{}", page.texte());
            let (ours, theirs) = (
                serveur.get(&format!("/etude.json{}", address.strip_prefix('/').unwrap())).document(),
                serveur.toml("/api/v1/etudes", &toml).document(),
            );
            assert_eq!(ours["annees"], theirs["annees"], "{nom}");
        }
    }
}

#[test]
fn a_file_that_is_no_dossier_is_told_so() {
    let serveur = Serveur::new();
    for (nom, texte, dit) in [
        ("d.toml", "specialite = ", "ligne 1"),
        ("d.json", "{\"medecin\": {\"specialite\": \"99\"}}", "99"),
        ("d.toml", "[medecin]\nspecialite = \"01\"\nrqhth = true\n", "rqth"),
        ("d.toml", "\u{0}\u{1}\u{2}", "ligne 1"),
    ] {
        let refused = importer(&serveur, nom, texte);
        assert_eq!(
            (refused.statut, refused.entete("content-type")),
            (422, Some("text/html; charset=utf-8")),
            "{texte:?}"
        );
        assert!(refused.texte().contains(dit), "{texte:?}: {}", refused.texte());
        assert_eq!(refused.entete("location"), None);
    }
}
