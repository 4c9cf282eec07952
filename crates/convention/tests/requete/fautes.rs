//! What a form is told: the right words at the right field, and never a panic.

use convention::document::{self, Entry, Format, Node, Value};
use convention::dossier::Cas;
use convention::dossier::requete::{REQUETE_MAX, Requete, lire_requete};
use convention::fault::Fault;
use proptest::prelude::*;

use super::{CONVENTION, config, day};

const AU: &str = "2026-03-02";

const CASES: &str = include_str!("cas.toml");

const FILES: [&str; 6] = [
    include_str!("../fautes/forme.toml"),
    include_str!("../fautes/valeurs.toml"),
    include_str!("../fautes/coherence.toml"),
    include_str!("../fautes/evenements.toml"),
    include_str!("../fautes/cout.toml"),
    include_str!("../fautes/collectif.toml"),
];

fn items(node: Option<&Node>) -> &[Node] {
    match node.map(|n| &n.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    match &node.get(key)?.value {
        Value::Text(text) => Some(text),
        other => panic!("{key} is {other:?}"),
    }
}

/// What is typed is quoted « so »; the rest are the program's own words.
fn own_words(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, quoted)) = rest.split_once('«') {
        words.push_str(before);
        rest = quoted.split_once('»').map_or("", |(_, after)| after);
    }
    words + rest
}

/// No word of a file: no syntax, no key, no line.
fn speaks_to_a_form(fault: &Fault) -> Result<(), String> {
    let words = own_words(&format!("{} : {}", fault.message, fault.conseil));
    let of_a_file = [
        "\"",
        " = ",
        "{",
        "}",
        "[",
        "_",
        "fichier",
        "la ligne",
        "cette ligne",
        "table",
        "guillemets",
        "dans medecin",
        "dans contrat",
        "point,",
    ];
    let readings = ["lecture-inconnue", "question-inconnue"].contains(&fault.code);
    match of_a_file.into_iter().find(|word| words.contains(word) && !(readings && *word == "_")) {
        Some(word) => Err(format!("« {word} » in {fault:?}")),
        None if fault.message.is_empty() || fault.conseil.is_empty() => Err(format!("says nothing: {fault:?}")),
        None if fault.place.ligne.is_some() || !fault.place.fichier.is_empty() => Err(format!("a file: {fault:?}")),
        None => Ok(()),
    }
}

fn faults(requete: &Requete) -> Vec<Fault> {
    lire_requete(&CONVENTION, requete, &["detail"], day(AU)).err().unwrap_or_default()
}

#[test]
fn each_case_gives_its_dossier_or_its_faults() {
    let root = document::parse("cas.toml", CASES.as_bytes(), Some(Format::Toml)).unwrap();
    let mut failures = Vec::new();
    for case in items(root.get("cas")) {
        let name = text(case, "nom").unwrap();
        let requete = Requete::lire(text(case, "requete").unwrap()).unwrap();
        let read = lire_requete(&CONVENTION, &requete, &["detail"], day(AU));
        match (text(case, "dossier"), read) {
            (Some(json), Ok((cas, demande))) => {
                let wanted: serde_json::Value = serde_json::from_str(json).unwrap();
                if cas.canonical() != wanted {
                    failures.push(format!("{name}\n  {}\n  {wanted}", cas.canonical()));
                }
                let asked = format!("{} {} {:?} {:?}", demande.au, demande.connu_au, demande.si.pmt, demande.si.pfa);
                if text(case, "demande").is_some_and(|wanted| wanted != asked) {
                    failures.push(format!("{name}\n  {asked}"));
                }
            }
            (None, Err(found)) => {
                let wanted: Vec<String> = items(case.get("fautes"))
                    .iter()
                    .map(|f| format!("{} {}", text(f, "chemin").unwrap(), text(f, "code").unwrap()))
                    .collect();
                let given: Vec<String> = found.iter().map(|f| format!("{} {}", f.place.chemin, f.code)).collect();
                if wanted != given {
                    failures.push(format!("{name}\n  expected {wanted:?}\n  found {given:?}"));
                    continue;
                }
                for (fault, wanted) in found.iter().zip(items(case.get("fautes"))) {
                    failures.extend(speaks_to_a_form(fault).err().map(|why| format!("{name}\n  {why}")));
                    let said = format!("{} : {}", fault.message, fault.conseil);
                    if let Some(part) = text(wanted, "dit").filter(|part| !said.contains(part)) {
                        failures.push(format!("{name}\n  « {part} » is not in « {said} »"));
                    }
                }
            }
            (_, read) => failures.push(format!("{name}\n  {read:?}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The values of a document as pairs.
fn pairs(node: &Node, name: &str, found: &mut Vec<(String, String)>) {
    let under = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match &node.value {
        Value::Table(entries) => entries.iter().for_each(|Entry { key, node, .. }| pairs(node, &under(key), found)),
        Value::List(list) if matches!(list.first().map(|n| &n.value), Some(Value::Table(_))) => {
            list.iter().enumerate().for_each(|(n, item)| pairs(item, &under(&n.to_string()), found));
        }
        Value::List(list) => list.iter().for_each(|item| pairs(item, name, found)),
        Value::Text(text) | Value::Decimal(text) | Value::Moment(text) => found.push((name.to_owned(), text.clone())),
        Value::Integer(number) => found.push((name.to_owned(), number.to_string())),
        Value::Boolean(flag) => found.push((name.to_owned(), flag.to_string())),
        Value::Date(day) => found.push((name.to_owned(), day.to_string())),
        Value::Null | Value::Faulty => {}
    }
}

/// Whatever is wrong with a file, said to a form, is in a form's words.
#[test]
fn every_fault_of_a_file_speaks_to_a_form_too() {
    let (mut told, mut codes, mut failures) = (0, std::collections::BTreeSet::new(), Vec::new());
    for source in FILES {
        let root = document::parse("cases", source.as_bytes(), Some(Format::Toml)).unwrap();
        for case in items(root.get("cas")) {
            let bytes = text(case, "texte").unwrap().as_bytes();
            let format = if text(case, "format") == Some("json") { Format::Json } else { Format::Toml };
            let Ok((root, _)) = document::read("d", bytes, Some(format)) else { continue };
            let mut paires = Vec::new();
            pairs(&root, "", &mut paires);
            for fault in faults(&Requete { paires }) {
                told += 1;
                codes.insert(fault.code);
                failures.extend(speaks_to_a_form(&fault).err());
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(told > 150 && codes.len() > 60, "{told} faults, {} codes", codes.len());
}

#[test]
fn a_request_is_bounded() {
    let long = format!("specialite=01&reference={}", "a".repeat(REQUETE_MAX));
    let found = Requete::lire(&long).unwrap_err();
    assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["requete-trop-longue"]);
    let start = std::time::Instant::now();
    let many = |pair: &dyn Fn(usize) -> String| {
        let mut all = String::from("specialite=01");
        for n in 0.. {
            let next = pair(n);
            if all.len() + next.len() + 1 > REQUETE_MAX {
                return all;
            }
            all.push('&');
            all.push_str(&next);
        }
        all
    };
    let texts = [
        many(&|n| format!("k{n}=1")),
        many(&|_| "pmt=1".to_owned()),
        many(&|_| "bande=p95".to_owned()),
        many(&|n| format!("constats.{n}.date=x")),
        many(&|n| format!("constats.{}.date=1", 9_999 - n % 9_999)),
        many(&|n| format!("lectures.Q-{n}=a")),
        many(&|n| format!("si.k{n}=1")),
        many(&|_| "au=1".to_owned()),
        many(&|n| format!("evenements.{n}.objectif.pmt.cible=%FF")),
        many(&|_| "%".to_owned()),
        many(&|_| "a.b.c.d.e.f.g=1".to_owned()),
    ];
    for text in &texts {
        let found = faults(&Requete::lire(text).unwrap());
        let said: usize = found.iter().map(|f| f.message.len() + f.conseil.len() + f.place.chemin.len()).sum();
        assert!(found.len() <= 502 && said < 400_000, "{} faults, {said} bytes of {}", found.len(), &text[..60]);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn as_many_items_as_a_dossier_has() {
    let mut link = "specialite=04&signature=2020-01-15&option=1".to_owned();
    for n in 0..200 {
        let date = day("2020-02-01").plus_days(n);
        link.push_str(&format!("&constats.{n}.date={date}&constats.{n}.pfa=1700"));
        link.push_str(&format!("&evenements.{n}.date={date}&evenements.{n}.type=reunion-caisse"));
        link.push_str(&format!("&encaissements.{n}.date={date}&encaissements.{n}.montant_euros=1"));
    }
    let requete = Requete::lire(&link).unwrap();
    let read = lire_requete(&CONVENTION, &requete, &[], day("2026-11-23"));
    assert!(matches!(read, Ok((Cas::Individuel(dossier), _)) if dossier.evenements.len() == 200));
    let one_more = format!("{link}&constats.999.date=2026-01-01&constats.999.pfa=1");
    let found = faults(&Requete::lire(&one_more).unwrap());
    assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["constats-trop-nombreux"]);
}

/// Names that mean something, and what may stand beside them.
fn pair() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "specialite",
        "secteur",
        "naissance",
        "pmt",
        "pfa",
        "pmt_adultes",
        "bande",
        "bandes.pmt",
        "seuils.pfa.p30",
        "signature",
        "option",
        "type",
        "etp",
        "objectif.pmt.cible",
        "objectif.pmt.gain",
        "objectif.pfa.maintien",
        "temps_liberal",
        "activite_mixte",
        "brut_mensuel_euros",
        "heures_semaine",
        "constats.0.date",
        "constats.7.pfa",
        "constats",
        "constats.x.date",
        "evenements.1.type",
        "evenements.1.date",
        "evenements.1.part",
        "encaissements.2.montant_euros",
        "membres.0.specialite",
        "membres.0.contrat_individuel",
        "membres.0.contrat_individuel.fin",
        "lectures.Q-TAUX",
        "lectures.",
        "lectures",
        "au",
        "connu_au",
        "si.pmt",
        "si.",
        "medecin",
        "medecin.specialite",
        "contrat.objectif",
        "",
        ".",
        "..",
        "constats.-1.date",
        "constats.99999.date",
    ];
    const VALUES: &[&str] = &[
        "01",
        "1",
        "1300",
        "1\u{202f}300",
        "-5",
        "1,5",
        "60 %",
        "15/01/2026",
        "2026-02-30",
        "oui",
        "on",
        "non",
        "true",
        "collectif",
        "individuel",
        "p50-p90,p95",
        ",",
        "avenant-option",
        "3/4",
        "%FF",
        "%",
        "%zz",
        "+",
        "€",
        "é",
        "9e99",
        "99999999999999999999",
        "\u{202e}",
        "=",
        "niveau",
    ];
    prop_oneof![
        4 => (proptest::sample::select(NAMES), proptest::sample::select(VALUES)).prop_map(|(n, v)| format!("{n}={v}")),
        1 => "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn no_request_makes_it_panic(pairs in proptest::collection::vec(pair(), 0..14)) {
        let requete = Requete::lire(&pairs.join("&")).unwrap();
        for fault in faults(&requete) {
            prop_assert!(speaks_to_a_form(&fault).is_ok(), "{:?}\n{:?}", speaks_to_a_form(&fault), pairs);
        }
        let asked = convention::dossier::pertinence::pertinence(&CONVENTION, &requete, &[], day(AU));
        prop_assert!(asked.champ("contrat.type") || asked.champ("medecin.specialite"));
        prop_assert_eq!(Requete::lire(&requete.ecrire()).unwrap(), requete);
    }
}
