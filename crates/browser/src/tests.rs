//! The thin logic around the simulator; what the simulator answers is tested where it stands.

use convention::fault::Place;
use serde_json::Value;

use super::*;

const JOUR: &str = "2026-11-23";

fn lu(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_page_has_its_pieces() {
    let page = lu(&repondre("specialite=01", JOUR, 0.0));
    for piece in ["requete", "questions", "resultat", "annonce"] {
        assert!(page[piece].is_string(), "{piece}: {page}");
    }
}

#[test]
fn any_input_gets_an_answer() {
    let long = "a".repeat(200_000);
    let hostile =
        ["", "&&==&%", "specialite=%ff%00", "%", "=&=", "constats.99999999999.date=1", "\u{0}\u{202e}", &long];
    for requete in hostile {
        for (jour, maintenant) in [(JOUR, 0.0), ("demain", f64::NAN), ("", f64::INFINITY), ("9999-12-31", -1e300)] {
            assert!(lu(&repondre(requete, jour, maintenant)).is_object());
            pourquoi(requete, jour, maintenant, "/annees/4294967296/~2");
            assert!(lu(&exporter("etude.json", requete, jour, maintenant)).is_object());
            assert!(lu(&importer(requete, requete.as_bytes(), jour, maintenant)).is_object());
        }
    }
}

#[test]
fn a_file_that_is_no_dossier_is_refused_in_french() {
    let trop = vec![b'#'; octets_lus() as usize];
    for octets in [b"\xff\xfe".as_slice(), b"[medecin", b"{}", &trop] {
        let refus = lu(&importer("dossier.toml", octets, JOUR, 0.0));
        let fautes = refus["fautes"].as_array().unwrap();
        assert!(!fautes.is_empty() && fautes.iter().all(|faute| faute.as_str().unwrap().ends_with('.')), "{refus}");
    }
}

#[test]
fn an_export_that_does_not_exist_is_named() {
    let refus = lu(&exporter("../../etc/passwd", "", JOUR, 0.0));
    assert_eq!(
        refus["fautes"][0].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " "),
        "le fichier « ../../etc/passwd » n'existe pas ; demandez dossier.toml, dossier.json, etude.md, echeances.ics, \
         versements.csv, etude.json."
    );
}

#[test]
fn a_fault_says_where_and_hides_nothing() {
    let place = Place { ligne: Some(3), chemin: "contrat.signature".to_owned(), ..Place::default() };
    let fault = Fault::new("c", &place, "« a\u{202e}b » n'est pas une date", "écrivez 2026-01-15");
    let phrase = faute::phrase(&fault).replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(phrase, "ligne 3, contrat.signature : « a\u{fffd}b » n'est pas une date ; écrivez 2026-01-15.");
}

#[test]
fn the_clock_is_read_down_to_the_second() {
    assert_eq!(instants(JOUR, 1_767_225_600_999.0).maintenant, Instant(1_767_225_600));
    assert_eq!(instants(JOUR, -1.0).maintenant, Instant(-1));
    assert_eq!(instants(JOUR, f64::NAN).maintenant, Instant(0));
    assert_eq!(instants("hier", 0.0).aujourd_hui, Jour(0));
}

#[test]
fn a_program_without_rules_says_so() {
    let fault = Fault::new("c", &Place::default(), "<b>", "");
    let page = reponse::Page::sans_regles("pmt=1", vec![fault]);
    assert_eq!(page.requete, "pmt=1");
    assert!(page.resultat.contains("&lt;b&gt;") && !page.resultat.contains("<b>"));
}
