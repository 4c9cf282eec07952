//! The files of a site, by name.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use convention::tables::Convention;
use ressources::SERVICE;
use serde_json::json;
use sha2::{Digest, Sha256};
use simulateur::{Habillage, Instants, document, politique};

/// Names and bytes, in the order of the names.
pub(super) type Fichiers = BTreeMap<String, Vec<u8>>;

/// The page that a site opens with.
pub(super) const ACCUEIL: &str = "index.html";
/// The page of an address that does not exist, by the name that most hosts look for.
const ABSENTE: &str = "404.html";
/// How every page begins its head.
const CHARSET: &str = "<meta charset=\"utf-8\">";
/// Octets of the digest that names a version.
const VERSION: usize = 12;

/// All files of the site but its list of files.
pub(super) fn du_site(convention: &Convention, instants: &Instants) -> Fichiers {
    let mut fichiers = Fichiers::new();
    for ressource in ressources::toutes() {
        fichiers.insert(ressource.nom.to_owned(), ressource.octets.to_vec());
    }
    for (nom, html) in pages(convention, instants) {
        fichiers.insert(nom.to_owned(), avec_tete(&html, true).into_bytes());
    }
    fichiers.insert(ABSENTE.to_owned(), avec_tete(&absente(), false).into_bytes());
    let service = fichiers.remove(SERVICE).unwrap_or_default();
    let service = [entete(&fichiers, &service).into_bytes(), service].concat();
    fichiers.insert(SERVICE.to_owned(), service);
    fichiers
}

/// The pages, by the names that they link each other with.
fn pages(convention: &Convention, instants: &Instants) -> Vec<(&'static str, String)> {
    let mut all = vec![(ACCUEIL, document(convention, "", instants, Habillage::Site).html)];
    all.extend(simulateur::pages(convention, Habillage::Site).into_iter().map(|page| (page.nom, page.html)));
    all
}

/// What a page has in a site only: the policy that a server says in a header; with `fichiers`, what makes it
/// work without network, and the sign by which its script knows that nobody else will answer.
fn avec_tete(page: &str, fichiers: bool) -> String {
    let tete = maud::html! {
        meta http-equiv="Content-Security-Policy" content=(politique(Habillage::Site));
        meta name="referrer" content="no-referrer";
        @if fichiers {
            meta name="epaule" content="site";
            link rel="manifest" href="manifest.webmanifest";
            script type="module" src="site.js" {}
        }
    };
    // First in the head, but for the charset: a policy says nothing of what stands above it.
    page.replacen(CHARSET, &format!("{CHARSET}{}", tete.into_string()), 1)
}

/// An address that does not exist. A host shows this page at any depth, from where no file would be found:
/// it needs none, and the icon may fail.
fn absente() -> String {
    maud::html! {
        (maud::DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Page introuvable – Épaule" }
                link rel="icon" type="image/svg+xml" href="icone.svg";
            }
            body {
                main {
                    h1 { "Cette page n'existe pas" }
                    p { "L'adresse est peut-être mal recopiée. " a href="./" { "Ouvrir le simulateur" } }
                }
            }
        }
    }
    .into_string()
}

/// What the service worker keeps, and the version that it is: any change of any file makes another one.
fn entete(fichiers: &Fichiers, service: &[u8]) -> String {
    let mut digest = Sha256::new();
    let mut integrites = serde_json::Map::new();
    for (nom, octets) in fichiers {
        let own = Sha256::digest(octets);
        digest.update(nom.as_bytes());
        digest.update([0]);
        digest.update(own);
        // The folder itself and not its page: hosts answer both, and links name the folder.
        let adresse = if nom == ACCUEIL { "./" } else { nom };
        integrites.insert(adresse.to_owned(), json!(format!("sha256-{}", BASE64_STANDARD.encode(own))));
    }
    digest.update(service);
    let version: String = digest.finalize().iter().take(VERSION).map(|byte| format!("{byte:02x}")).collect();
    format!("const VERSION = {};\nconst FICHIERS = {};\n\n", json!(version), json!(integrites))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use convention::jour::Jour;
    use views::Instant;

    use super::*;

    fn site() -> Fichiers {
        let instants = Instants {
            aujourd_hui: Jour::new(2026, 11, 23).unwrap(),
            maintenant: Instant(0),
            ancre: simulateur::Ancre::Fragment,
        };
        du_site(&Convention::embarquee().unwrap(), &instants)
    }

    fn texte(fichiers: &Fichiers, nom: &str) -> String {
        String::from_utf8(fichiers[nom].clone()).unwrap()
    }

    #[test]
    fn each_page_has_its_policy_before_anything_that_it_loads() {
        let site = site();
        let pages: Vec<&String> = site.keys().filter(|nom| nom.ends_with(".html")).collect();
        assert!(pages.len() >= 2);
        for nom in pages {
            let page = texte(&site, nom);
            let policy = page.find("http-equiv=\"Content-Security-Policy\"").unwrap();
            assert!(
                ["<script", "<link", "<title"].iter().filter_map(|tag| page.find(tag)).all(|at| policy < at),
                "{nom}"
            );
            assert!(page.contains("wasm-unsafe-eval") && !page.contains("unsafe-inline"), "{nom}");
        }
    }

    #[test]
    fn every_file_that_a_page_names_is_there_by_a_relative_name() {
        let site = site();
        for (nom, page) in site.keys().filter(|nom| nom.ends_with(".html")).map(|nom| (nom, texte(&site, nom))) {
            for attribute in [" href=\"", " src=\"", " action=\""] {
                for piece in page.split(attribute).skip(1) {
                    let url = piece.split(['"', '#', '?']).next().unwrap();
                    let built = ressources::SIMULATEUR.contains(&url) && !ressources::simulateur_present();
                    assert!(url.is_empty() || url == "./" || built || site.contains_key(url), "{nom}: {url}");
                }
            }
        }
    }

    #[test]
    fn another_content_is_another_version() {
        let mut fichiers = Fichiers::from([("a".to_owned(), b"1".to_vec()), (ACCUEIL.to_owned(), Vec::new())]);
        let before = entete(&fichiers, b"");
        assert!(before.contains("{\"./\":\"sha256-") && before.contains(",\"a\":\"sha256-"), "{before}");
        fichiers.insert("a".to_owned(), b"2".to_vec());
        assert_ne!(before, entete(&fichiers, b""));
        assert_ne!(entete(&fichiers, b""), entete(&fichiers, b" "));
        assert_eq!(texte(&site(), SERVICE).matches("const VERSION = ").count(), 1);
    }
}
