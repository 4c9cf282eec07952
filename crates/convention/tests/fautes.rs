//! Bad dossiers: each case of `fautes/*.toml` gives exactly its faults, each at its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use convention::document::{self, Format, Node, Value};
use convention::dossier;
use convention::dossier::requete::{REQUETE_MAX, Requete, lire_requete};
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;

const CASES: &[(&str, &str)] = &[
    ("forme.toml", include_str!("fautes/forme.toml")),
    ("valeurs.toml", include_str!("fautes/valeurs.toml")),
    ("coherence.toml", include_str!("fautes/coherence.toml")),
    ("evenements.toml", include_str!("fautes/evenements.toml")),
    ("cout.toml", include_str!("fautes/cout.toml")),
    ("collectif.toml", include_str!("fautes/collectif.toml")),
    ("requete.toml", include_str!("fautes/requete.toml")),
];

const DEMANDE: &str = include_str!("../src/demande.rs");

/// The day of study of a case that names none.
const AU: &str = "2026-02-01";
/// A day on which a collective aid can be signed.
const AU_COLLECTIF: &str = "2026-03-02";

/// Every code that a dossier's fault may have, from the sources that give them: programs rely on them.
fn codes() -> std::collections::BTreeSet<String> {
    let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut codes = std::collections::BTreeSet::new();
    for dossier in ["dossier/parse", "dossier/requete", "document"] {
        for source in sources(&src.join(dossier)) {
            codes.extend(mots(&source));
        }
    }
    // The caps of lists stand with their fields.
    for source in sources(&src.join("dossier/fields")) {
        codes.extend(source.split("Plafond::new(").skip(1).filter_map(|after| mots(after).next()));
    }
    codes
}

/// The sources of a folder and of the folders in it.
fn sources(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            found.push(std::fs::read_to_string(&path).expect("a source"));
        }
    }
    found
}

/// The words with hyphens that stand alone in a literal.
fn mots(source: &str) -> impl Iterator<Item = String> {
    source.split('"').filter_map(|piece| {
        let hyphened = piece.contains('-') && !piece.starts_with('-') && !piece.ends_with('-');
        let plain = piece.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let word = piece.starts_with(|c: char| c.is_ascii_lowercase());
        (hyphened && plain && word).then(|| piece.to_owned())
    })
}

fn convention() -> Convention {
    Convention::embarquee().expect("the embedded rules load")
}

fn day(text: &str) -> Jour {
    Jour::parse_iso(text).expect("a day")
}

fn faults(convention: &Convention, bytes: &[u8], format: Option<Format>, au: Jour) -> Vec<Fault> {
    dossier::lire(convention, "d", bytes, format, au).err().unwrap_or_default()
}

/// The faults of a query string.
fn requested(convention: &Convention, text: &str, au: Jour) -> Vec<Fault> {
    let read = Requete::lire(text).and_then(|requete| lire_requete(convention, &requete, &[], au));
    read.err().unwrap_or_default()
}

fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    match &node.get(key)?.value {
        Value::Text(text) => Some(text),
        other => panic!("{key} is {other:?}"),
    }
}

fn number(node: &Node, key: &str) -> Option<u32> {
    match node.get(key)?.value {
        Value::Integer(number) => u32::try_from(number).ok(),
        ref other => panic!("{key} is {other:?}"),
    }
}

fn items<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    match node.get(key).map(|n| &n.value) {
        Some(Value::List(items)) => items,
        other => panic!("{key} is {other:?}"),
    }
}

/// `3:8 medecin.rqth type-inattendu`, or `medecin.rqth type-inattendu` where there is no line.
fn line(line: Option<u32>, column: Option<u32>, path: &str, code: &str) -> String {
    match (line, column) {
        (Some(line), Some(column)) => format!("{line}:{column} {path} {code}"),
        _ => format!("{path} {code}"),
    }
}

#[test]
fn every_case_gives_exactly_its_faults() {
    let convention = convention();
    let mut seen = std::collections::BTreeSet::new();
    let mut failures = String::new();
    for (file, source) in CASES {
        let root = document::parse(file, source.as_bytes(), Some(Format::Toml)).expect("the cases are TOML");
        for case in items(&root, "cas") {
            let name = text(case, "nom").expect("a case has a name");
            let format = if text(case, "format") == Some("json") { Format::Json } else { Format::Toml };
            let au = match case.get("au").map(|n| &n.value) {
                Some(Value::Date(day)) => *day,
                _ => day(AU),
            };
            let written = text(case, "texte").expect("a text");
            let found = match text(case, "format") {
                Some("requete") => requested(&convention, written, au),
                _ => faults(&convention, written.as_bytes(), Some(format), au),
            };
            let expected = items(case, "fautes");
            let wanted: Vec<String> = expected
                .iter()
                .map(|f| {
                    let code = text(f, "code").expect("a code");
                    line(number(f, "ligne"), number(f, "colonne"), text(f, "chemin").unwrap_or(""), code)
                })
                .collect();
            let given: Vec<String> =
                found.iter().map(|f| line(f.place.ligne, f.place.colonne, &f.place.chemin, f.code)).collect();
            if wanted != given {
                failures.push_str(&format!("{file}: {name}\n  expected {wanted:#?}\n  found {given:#?}\n"));
                continue;
            }
            for (fault, wanted) in found.iter().zip(expected) {
                seen.insert(fault.code);
                let said = format!("{} : {}", fault.message, fault.conseil);
                if let Some(part) = text(wanted, "dit").filter(|part| !said.contains(part)) {
                    failures.push_str(&format!("{file}: {name}\n  « {part} » is not in « {said} »\n"));
                }
                if fault.message.is_empty() || fault.conseil.is_empty() {
                    failures.push_str(&format!("{file}: {name}\n  {} has no message or no advice\n", fault.code));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    // Those that only a hostile file has are in the tests below.
    let hostile = [
        "fichier-pas-utf8",
        "fichier-trop-grand",
        "requete-trop-longue",
        "imbrication-trop-profonde",
        "contrat-collectif",
        "membres-trop-nombreux",
        "constats-trop-nombreux",
        "evenements-trop-nombreux",
        "encaissements-trop-nombreux",
        "trop-de-fautes",
    ];
    let codes = codes();
    let tested = |code: &&String| seen.contains(code.as_str()) || hostile.contains(&code.as_str());
    let without_case: Vec<_> = codes.iter().filter(|code| !tested(code)).collect();
    assert!(without_case.is_empty(), "codes without a case: {without_case:?}");
    // What is asked beside a dossier has its codes in `demande`.
    let codes: std::collections::BTreeSet<String> = codes.into_iter().chain(mots(DEMANDE)).collect();
    let unfound: Vec<_> = seen.iter().filter(|code| !codes.contains(**code)).collect();
    assert!(unfound.is_empty(), "codes that no source holds: {unfound:?}");
}

/// The code of the only fault of some bytes.
fn only_code(bytes: &[u8], format: Option<Format>) -> &'static str {
    match faults(&convention(), bytes, format, day(AU_COLLECTIF)).as_slice() {
        [fault] => fault.code,
        other => panic!("{} faults: {:?}", other.len(), other.first()),
    }
}

#[test]
fn hostile_forms_are_refused() {
    assert_eq!(only_code(b"", None), "fichier-vide");
    assert_eq!(only_code(b"medecin.specialite = \"\xff\"", None), "fichier-pas-utf8");
    assert_eq!(only_code(&[b'a'; 2_000_000], None), "fichier-trop-grand");
    let long = requested(&convention(), &"a".repeat(REQUETE_MAX + 1), day(AU));
    assert_eq!(long.iter().map(|f| f.code).collect::<Vec<_>>(), ["requete-trop-longue"]);
    assert_eq!(only_code("[".repeat(200).as_bytes(), Some(Format::Json)), "imbrication-trop-profonde");
    let deep = format!("a = {}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(only_code(deep.as_bytes(), None), "imbrication-trop-profonde");
    let deep = format!("a = {}{}", "{ a = ".repeat(200), "}".repeat(200));
    assert_eq!(only_code(deep.as_bytes(), None), "imbrication-trop-profonde");
    // a key of many parts nests as deep
    let deep = format!("{}a = 1", "a.".repeat(200_000));
    assert_eq!(only_code(deep.as_bytes(), None), "imbrication-trop-profonde");
    let deep = format!("[{}a]", "a.".repeat(200_000));
    assert_eq!(only_code(deep.as_bytes(), None), "imbrication-trop-profonde");
    assert_eq!(only_code(b"{\"a\": \0}", None), "json-illisible");
    assert!(!faults(&convention(), b"a\0b = 1\nc = \"\0\"\n\0", None, day(AU)).is_empty());
}

#[test]
fn a_group_has_a_hundred_doctors_at_most() {
    let text = |n: usize| format!("contrat.type = \"collectif\"\n{}", "[[membres]]\nspecialite = \"01\"\n".repeat(n));
    assert_eq!(only_code(text(101).as_bytes(), None), "membres-trop-nombreux");
    assert!(faults(&convention(), text(100).as_bytes(), None, day(AU_COLLECTIF)).is_empty());
}

#[test]
fn lists_are_capped() {
    let contract = "medecin.specialite = \"04\"\ncontrat.signature = 2020-01-15\ncontrat.option = \"1\"\n";
    let day = |n: usize| day("2020-02-01").plus_days(n as i32);
    let text = |n: usize, of: &dyn Fn(Jour) -> String| -> String {
        std::iter::once(contract.to_owned()).chain((0..n).map(|i| of(day(i)))).collect()
    };
    let event = |day: Jour| format!("[[evenements]]\ntype = \"reunion-caisse\"\ndate = {day}\n");
    let constat = |day: Jour| format!("[[constats]]\npfa = 1700\ndate = {day}\n");
    let received = |day: Jour| format!("[[encaissements]]\nmontant_euros = 1\ndate = {day}\n");
    type Item<'a> = &'a dyn Fn(Jour) -> String;
    let lists: [(usize, Item<'_>, &str); 3] = [
        (200, &event, "evenements-trop-nombreux"),
        (200, &constat, "constats-trop-nombreux"),
        (500, &received, "encaissements-trop-nombreux"),
    ];
    for (max, of, code) in lists {
        assert_eq!(only_code(text(max + 1, of).as_bytes(), None), code);
        let found = faults(&convention(), text(max, of).as_bytes(), None, day(400));
        assert!(found.is_empty(), "{max}: {found:?}");
    }
    // As many events as can be, all of them impossible.
    let orphan = |day: Jour| format!("[[evenements]]\ntype = \"reprise\"\ndate = {day}\n");
    let found = faults(&convention(), text(200, &orphan).as_bytes(), None, day(400));
    assert_eq!(found.len(), 200);
}

/// A group's dossier, where a doctor's alone is asked for.
#[test]
fn the_reader_of_individual_dossiers_refuses_a_group() {
    let text = b"contrat.type = \"collectif\"\n[[membres]]\nspecialite = \"01\"\n";
    let found = dossier::parse(&convention(), "d", text, None, day(AU_COLLECTIF)).unwrap_err();
    assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["contrat-collectif"]);
    assert_eq!(found[0].place.ligne, Some(1));
}

#[test]
fn a_place_of_utf8_fault_counts_characters() {
    let found = faults(
        &convention(),
        "a = 1\né = \"".as_bytes().iter().chain(b"\xff").copied().collect::<Vec<_>>().as_slice(),
        None,
        day(AU),
    );
    assert_eq!((found[0].place.ligne, found[0].place.colonne), (Some(2), Some(6)));
}

#[test]
fn a_hostile_file_costs_no_more_than_its_size() {
    let convention = convention();
    let start = std::time::Instant::now();
    // Enough for what is quadratic to take minutes, unoptimised, and for the rest to be quick.
    const SIZE: usize = 200_000;
    let many = |line: &dyn Fn(usize) -> String, open: &str, close: &str| {
        let mut text = open.to_owned();
        for i in 0.. {
            let next = line(i);
            if text.len() + next.len() + close.len() > SIZE {
                break;
            }
            text.push_str(&next);
        }
        text.push_str(close);
        text
    };
    let texts = [
        many(&|i| format!("k{i} = 1\n"), "", ""),
        many(&|_| "1,".to_owned(), &format!("{} = [", "k".repeat(1000)), "1]"),
        many(&|i| format!("k{i}=1, "), "x = { ", "z = 1 }"),
        many(&|_| "a = 2029-02-30\n".to_owned(), "", ""),
        many(&|_| "2029-02-30,".to_owned(), "a = [", "1]"),
        many(&|i| format!("\"k{i}\":1,"), "{", "\"z\":1}"),
        many(&|_| "\"k\":1,".to_owned(), "{", "\"z\":1}"),
        many(&|_| "null,".to_owned(), "{\"constats\":[", "null]}"),
        many(
            &|i| format!("[[constats]]\ndate = {}-01-{:02}\n", 2027 + i % 70, 1 + i % 28),
            "medecin.specialite = \"01\"\n",
            "",
        ),
        many(&|_| "\"p95\",".to_owned(), "patientele.bande = [", "\"p95\"]"),
        many(&|_| "=".to_owned(), "", ""),
        many(&|_| "\"".to_owned(), "a = ", ""),
        many(&|_| "\n[".to_owned(), "", ""),
    ];
    for text in &texts {
        let found = faults(&convention, text.as_bytes(), None, day(AU));
        assert!(!found.is_empty() && found.len() <= 501, "{} faults of {}…", found.len(), &text[..20]);
        let said: usize = found.iter().map(|f| f.message.len() + f.conseil.len() + f.place.chemin.len()).sum();
        assert!(said < 400_000, "{said} bytes of faults for {}…", &text[..20]);
    }
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
