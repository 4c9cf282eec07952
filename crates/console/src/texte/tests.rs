//! What each dossier of `exemples/` reads like, on a fixed day.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::PathBuf;
use std::sync::OnceLock;

use convention::dossier;
use convention::etude::{Demande, Reponse, repondre};
use convention::jour::Jour;
use convention::tables::Convention;

use views::{VueCollective, VueDeReponse};

use super::{Style, page};

const STYLE: Style = Style { width: 80, color: false };

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../exemples")
}

fn convention() -> &'static Convention {
    static EMBEDDED: OnceLock<Convention> = OnceLock::new();
    EMBEDDED.get_or_init(|| Convention::embarquee().unwrap())
}

/// The text of an example on 23 November 2026.
fn text(name: &str, style: &Style, change: impl FnOnce(&mut Demande)) -> String {
    explained(name, style, false, change)
}

fn explained(name: &str, style: &Style, expliquer: bool, change: impl FnOnce(&mut Demande)) -> String {
    let bytes = std::fs::read(folder().join(format!("{name}.toml"))).unwrap();
    text_of(name, &bytes, style, expliquer, change)
}

/// The text of a dossier on 23 November 2026.
fn text_of(name: &str, bytes: &[u8], style: &Style, expliquer: bool, change: impl FnOnce(&mut Demande)) -> String {
    let convention = convention();
    let au = Jour::new(2026, 11, 23).unwrap();
    let cas = dossier::lire(convention, name, bytes, None, au).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let mut demande = Demande::au(au);
    change(&mut demande);
    page(&VueDeReponse::new(convention, &repondre(convention, &cas, &demande)).page(expliquer), style)
}

fn examples() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn every_example_reads_as_it_should() {
    let names = examples();
    assert!(names.len() >= 10);
    for name in names {
        insta::assert_snapshot!(name.clone(), text(&name, &STYLE, |_| {}));
    }
}

#[test]
fn a_hypothesis_is_said_at_the_top() {
    let text = text("generaliste-p50-p90", &STYLE, |demande| {
        demande.si.pmt = Some(1430);
        demande.si.pfa = Some(1850);
    });
    insta::assert_snapshot!("hypothese", text);
}

/// Of what the text says of a cost, the rest being that of the examples.
fn cout(assistant: &str) -> String {
    let medecin =
        "[medecin]\nspecialite = '01'\nsecteur = '1'\nnaissance = 1980-01-01\n[patientele]\npmt = 1300\npfa = 1600\n";
    let text = text_of("cout", format!("{medecin}{assistant}").as_bytes(), &STYLE, false, |_| {});
    let start = text.find("CE QUE COÛTE").unwrap();
    let end = text.find("OBJECTIFS").unwrap();
    text[start..end].to_owned()
}

#[test]
fn costs_of_options_stand_side_by_side() {
    insta::assert_snapshot!("cout-par-option", cout("[assistant]\nposition = 6\nembauche = 2026-12-01\n"));
}

#[test]
fn a_pay_below_the_minimum_is_told() {
    let contract = "[contrat]\noption = '0.5'\n";
    let low = "[assistant]\nbrut_mensuel_euros = 600\nheures_semaine = 12\nembauche = 2026-11-23\n";
    insta::assert_snapshot!("cout-sous-le-minimum", cout(&format!("{contract}{low}")));
}

#[test]
fn a_typed_cost_leaves_nothing_out() {
    let typed = "[contrat]\noption = '1'\n[assistant]\ncout_annuel_euros = 29000\nembauche = 2027-02-01\n";
    insta::assert_snapshot!("cout-saisi", cout(typed));
}

#[test]
fn the_explanation_follows() {
    insta::assert_snapshot!("explication", explained("reglement-arbitral-objectif-manque", &STYLE, true, |_| {}));
}

#[test]
fn no_line_is_wider_than_the_page() {
    for name in examples() {
        for width in [60, 72, 80, 100] {
            for expliquer in [false, true] {
                let style = Style { width, ..STYLE };
                for line in explained(&name, &style, expliquer, |_| {}).lines() {
                    let columns = line.chars().count();
                    assert!(columns <= width, "{name}, {width} columns: {columns} in « {line} »");
                }
            }
        }
    }
}

/// An id that has no French words would show its underscore or its dash.
#[test]
fn every_word_is_french() {
    for name in examples() {
        let text = explained(&name, &STYLE, true, |_| {});
        for line in text.lines().skip(1) {
            assert!(!line.contains('_'), "{name}: « {line} »");
        }
    }
}

#[test]
fn styles_change_nothing_but_the_look() {
    for name in examples() {
        let plain = text(&name, &STYLE, |_| {});
        let styled = text(&name, &Style { color: true, ..STYLE }, |_| {});
        assert!(styled.contains("\u{1b}[1m"));
        let mut bare = String::new();
        let mut rest = styled.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            bare.push_str(before);
            rest = after.split_once('m').map_or("", |(_, after)| after);
        }
        bare.push_str(rest);
        assert_eq!(bare, plain);
    }
}

/// Whoever tries an example does it today, not on the day of the tests.
#[test]
fn examples_read_on_any_day() {
    for name in examples() {
        let bytes = std::fs::read(folder().join(format!("{name}.toml"))).unwrap();
        for day in ["2026-11-24", "2027-03-31", "2032-02-29"] {
            let parsed = dossier::lire(convention(), &name, &bytes, None, Jour::parse_iso(day).unwrap());
            assert!(parsed.is_ok(), "{name}, {day}: {parsed:#?}");
        }
    }
}

/// A group that fails: the structure and the doctors in question are named, and no figure misleads.
#[test]
fn a_group_that_fails_says_who() {
    let convention = convention();
    let au = Jour::new(2026, 11, 23).unwrap();
    let text = std::fs::read_to_string(folder().join("groupe-sisa.toml")).unwrap();
    let text = text.replace("\"sisa\"", "\"sel\"").replace("\"2-optam\"", "\"2\"").replace("2026-09-01", "2026-12-01");
    let text = text.replace("site_agree = false\n", "").replace("\"2.5\"", "\"3.5\"");
    let cas = dossier::lire(convention, "", text.as_bytes(), None, au).unwrap();
    let Reponse::Collective(answer) = repondre(convention, &cas, &Demande::au(au)) else { panic!("a group") };
    insta::assert_snapshot!("groupe-refuse", page(&VueCollective::new(convention, &answer).page(false), &STYLE));
}

#[test]
fn figures_of_the_worked_example_are_there() {
    let text = text("reglement-arbitral-objectif-manque", &STYLE, |_| {});
    // 1300 to 1560 with 1430: 50 % by gain, 91,67 % by level.
    for figure in ["11\u{202f}000\u{a0}€", "50\u{a0}%", "20\u{202f}166,67\u{a0}€"] {
        assert!(text.contains(figure), "{figure} in\n{text}");
    }
}
