//! Explanations, through the JSON: every figure has its node, every node can be worked out again from
//! what it read, and explaining changes no figure.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

mod harness;
mod recalcul;

use std::collections::{BTreeMap, HashMap};

use convention::document::Format;
use convention::dossier::{self, Dossier};
use convention::etude::{Demande, Etude, Repere, etudier};
use convention::jour::Jour;
use convention::question::Question;
use convention::tables::Convention;
use serde_json::Value;

/// Dossiers without option, under each regime: options side by side, beside those of the cases.
const SANS_OPTION: &[(&str, &str)] = &[
    ("2022-01-15", "[medecin]\nspecialite = '01'\n[patientele]\npmt_adultes = 900\npfa = 1600\nbande = 'p30-p50'\n"),
    ("2022-01-15", "[medecin]\nspecialite = '04'\nzone = 'zip'\nnaissance = 1950-01-01\n[patientele]\npfa = 1600\n"),
    (
        "2023-09-15",
        "[medecin]\nspecialite = '01'\nsecteur = '1'\nnaissance = 1980-01-01\n[patientele]\npmt = 1300\npfa = 1600\n",
    ),
    (
        "2026-01-15",
        "[medecin]\nspecialite = '01'\nsecteur = '1'\nnaissance = 1980-01-01\n[patientele]\npmt = 2300\npfa = 3300\n",
    ),
    ("2026-01-15", "[medecin]\nspecialite = '01'\ninstallation = 2025-06-01\n[patientele]\npmt = 700\npfa = 1300\n"),
    ("2026-01-15", "[medecin]\nspecialite = '14'\nrqth = true\n[patientele]\npmt = 60\n"),
    ("2026-01-15", "[medecin]\nspecialite = 'chirurgie'\n[lectures]\nQ-INDU = 'plancher_zero'\nQ-TAUX = 'niveau'\n"),
    (
        "2031-01-15",
        "[medecin]\nspecialite = '01'\n[patientele]\npmt = 1300\npfa = 1600\n[contrat]\nsignature = 2024-07-01\n\
         [[constats]]\ndate = 2027-01-01\npmt = 1290\n",
    ),
    (
        "2026-09-15",
        "[medecin]\nspecialite = '01'\nsecteur = '1'\nnaissance = 1980-01-01\n[patientele]\npmt = 1300\npfa = 1600\n\
         [assistant]\nposition = 7\nanciennete_depuis = 2020-03-01\n",
    ),
    (
        "2026-09-15",
        "[medecin]\nspecialite = '01'\nsecteur = '1'\nnaissance = 1980-01-01\n[patientele]\npmt = 1300\npfa = 1600\n\
         [assistant]\ncout_annuel_euros = 29000\nembauche = 2026-11-01\n",
    ),
    (
        "2024-01-15",
        "[medecin]\nspecialite = '01'\n[patientele]\npmt_adultes = 900\npfa = 1600\n[contrat]\nsignature = 2022-07-01\n",
    ),
];

/// Every case that is studied: its name, its étude, and the étude as JSON.
fn etudes(convention: &Convention) -> Vec<(String, Etude, Value)> {
    let studied = harness::cas().iter().filter_map(|cas| {
        let (dossier, demande) = read(convention, cas)?;
        let etude = etudier(convention, &dossier, &demande);
        let json = etude.to_json(convention);
        Some((format!("{}: {}", cas.fichier, cas.nom), etude, json))
    });
    let alone = SANS_OPTION.iter().map(|(au, text)| {
        let au = Jour::parse_iso(au).unwrap();
        let dossier = dossier::parse(convention, "", text.as_bytes(), Some(Format::Toml), au).expect(text);
        let etude = etudier(convention, &dossier, &Demande::au(au));
        let json = etude.to_json(convention);
        ((*text).to_owned(), etude, json)
    });
    studied.chain(alone).collect()
}

fn read(convention: &Convention, cas: &harness::fichier::Cas) -> Option<(Dossier, Demande)> {
    let bytes = cas.dossier.as_bytes();
    let dossier = dossier::parse(convention, &cas.nom, bytes, Some(Format::Toml), cas.au).ok()?;
    Some((dossier, Demande { au: cas.au, connu_au: cas.connu_au, si: cas.si }))
}

/// The node of each figure, by its pointer: those that stand in no other.
fn nodes(etude: &Value) -> HashMap<&str, &Value> {
    let mut found = HashMap::new();
    for node in etude["explication"].as_array().unwrap() {
        let chemin = node["chemin"].as_str().unwrap();
        assert!(found.insert(chemin, node).is_none(), "{chemin} is explained twice");
    }
    found
}

/// Whether a node's value is that of the figure. A tolerance says also whether it is included.
fn same(valeur: &Value, figure: &Value) -> bool {
    match (valeur, figure) {
        (Value::Object(a), Value::Object(b)) => a.iter().all(|(key, value)| b.get(key) == Some(value)),
        (a, b) => a == b,
    }
}

#[test]
fn every_figure_has_its_node() {
    let convention = harness::convention();
    let mut checked = 0;
    for (nom, etude, json) in etudes(&convention) {
        let nodes = nodes(&json);
        for figure in etude.figures() {
            let pointer = figure.pointer();
            let valeur = serde_json::to_value(figure.valeur).unwrap();
            let Some(shown) = json.pointer(&pointer) else {
                assert!(valeur.is_null(), "{nom}: {pointer} is {valeur} and is not shown");
                continue;
            };
            let node = nodes.get(pointer.as_str()).unwrap_or_else(|| panic!("{nom}: no node for {pointer}"));
            assert_eq!((&node["valeur"], shown), (&valeur, &valeur), "{nom}: {pointer}");
            checked += 1;
        }
        // What a doctor sees as a number, however the core lists it.
        for root in ["annees", "versements", "objectifs", "echeances", "totaux", "couts", "variantes"] {
            numbers(&json[root], format!("/{root}"), &mut |pointer, number| {
                if pointer.ends_with("/evenement") {
                    return names_its_event(&json, pointer, number, &nom);
                }
                let node = nodes.get(pointer).unwrap_or_else(|| panic!("{nom}: no node for {pointer} = {number}"));
                assert!(same(&node["valeur"], json.pointer(pointer).unwrap()), "{nom}: {pointer}");
                checked += 1;
            });
        }
    }
    assert!(checked > 10_000, "{checked} figures");
}

/// Every day that an étude shows, and what became of each event.
#[test]
fn every_day_and_every_event_has_its_node() {
    let convention = harness::convention();
    let (mut cut, mut events) = (0, 0);
    for (nom, _, json) in etudes(&convention) {
        let nodes = nodes(&json);
        let explained = |pointer: String| {
            let shown = json.pointer(&pointer).unwrap_or_else(|| panic!("{nom}: no {pointer}"));
            let node = nodes.get(pointer.as_str()).unwrap_or_else(|| panic!("{nom}: no node for {pointer}"));
            assert_eq!(&node["valeur"], shown, "{nom}: {pointer}");
        };
        for (index, year) in json["annees"].as_array().unwrap().iter().enumerate() {
            ["debut", "fin"].iter().for_each(|day| explained(format!("/annees/{index}/{day}")));
            let periods = year["periodes"].as_array().unwrap();
            // One period is the year itself.
            for k in (0..periods.len()).filter(|_| periods.len() > 1) {
                ["debut", "fin"].iter().for_each(|day| explained(format!("/annees/{index}/periodes/{k}/{day}")));
                cut += 1;
            }
        }
        for (index, event) in json["evenements"].as_array().unwrap().iter().enumerate() {
            // Its place in the list, and its place in the dossier.
            assert_eq!(event["index"], index, "{nom}");
            assert_eq!(event["date"], json["dossier"]["evenements"][index]["date"], "{nom}");
            ["pris_en_compte", "effet"].iter().for_each(|what| explained(format!("/evenements/{index}/{what}")));
            if !event["droit"].is_null() {
                explained(format!("/evenements/{index}/droit"));
            }
            events += 1;
        }
        if !json["fin_du_contrat"].is_null() {
            explained("/fin_du_contrat".to_owned());
        }
    }
    assert!(cut > 50 && events > 50, "{cut} periods, {events} events");
}

/// `evenement` names an event of the dossier by its place: that of a decision, or of what a payment makes up for.
fn names_its_event(json: &Value, pointer: &str, number: &Value, nom: &str) {
    let event = &json["dossier"]["evenements"][number.as_u64().unwrap() as usize];
    let nature = event["type"].as_str().unwrap_or_else(|| panic!("{nom}: {pointer} = {number} names no event"));
    let holder = json.pointer(pointer.trim_end_matches("/evenement")).unwrap();
    match holder.get("motif") {
        // What a reprise settles is the suspension's.
        Some(motif) if nature == "reprise" => assert_eq!(motif, "suspension", "{nom}: {pointer}"),
        Some(motif) => assert_eq!(motif, nature, "{nom}: {pointer}"),
        None => {
            assert_eq!(nature, "decision-caisse", "{nom}: {pointer}");
            let year = pointer.split("/annees/").nth(1).unwrap().split('/').next().unwrap();
            assert_eq!(event["annee"], year.parse::<u64>().unwrap() + 1, "{nom}: {pointer}");
        }
    }
}

/// Numbers that count or name and are no figures: ranks of a year, of a payment in the list, and what a
/// line or a step says beside its figure.
const NOT_FIGURES: &[&str] = &["annee", "versement", "pour_cent", "annees"];

/// Calls `f` on the pointer of every number of a part of the étude; of a fraction, that of the fraction.
fn numbers(value: &Value, at: String, f: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(map) if map.contains_key("num") => f(&at, value),
        Value::Object(map) => {
            for (key, value) in map {
                let described = matches!(key.as_str(), "decisions" | "paliers" | "hypotheses");
                let name = value.is_number() && NOT_FIGURES.contains(&key.as_str());
                if !(described || name) {
                    numbers(value, format!("{at}/{key}"), f);
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| numbers(item, format!("{at}/{index}"), f));
        }
        Value::Number(_) => f(&at, value),
        _ => {}
    }
}

#[test]
fn every_node_follows_from_what_it_read() {
    let convention = harness::convention();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut failures = BTreeMap::new();
    for (nom, _, json) in etudes(&convention) {
        for node in json["explication"].as_array().unwrap() {
            recalcul::walk(node, &mut |node| {
                let kind = recalcul::kind(node);
                *kinds.entry(kind.clone()).or_default() += 1;
                if let Err(why) = recalcul::check(node, &json) {
                    failures.entry(format!("{kind}: {why}")).or_insert_with(|| format!("{nom}\n{node:#}"));
                }
            });
        }
    }
    let list: Vec<String> = failures.iter().map(|(why, at)| format!("{why}\n  {at}")).collect();
    assert!(list.is_empty(), "{} kinds of failures:\n{}", list.len(), list.join("\n\n"));
    for wanted in recalcul::KINDS {
        assert!(kinds.contains_key(*wanted), "no node of kind {wanted} was met: {kinds:?}");
    }
}

/// What a node says that it read of another figure is that figure.
#[test]
fn what_is_read_of_a_figure_is_that_figure() {
    let convention = harness::convention();
    // Read beside a figure that they follow from, without being it.
    let derived = ["ligne", "rang", "tolerance_incluse", "OBJ"];
    for (nom, _, json) in etudes(&convention) {
        let nodes = nodes(&json);
        for node in json["explication"].as_array().unwrap() {
            recalcul::walk(node, &mut |node| {
                for lu in node["lu"].as_array().unwrap() {
                    let name = lu["nom"].as_str().unwrap();
                    if let Some(question) = lu["question"].as_str() {
                        assert!(Question::from_id(question).is_some(), "{nom}: {question}");
                        continue;
                    }
                    let Some(pointer) = lu["figure"].as_str() else { continue };
                    // A figure that completions settle afterwards was not known when it was read.
                    if lu["valeur"].is_null() || derived.iter().any(|d| name.starts_with(d)) {
                        continue;
                    }
                    if name == "cloture" {
                        closes(&json, pointer, &lu["valeur"], &nom);
                        continue;
                    }
                    let figure = nodes.get(pointer).map(|n| &n["valeur"]).or_else(|| json.pointer(pointer));
                    let figure = figure.unwrap_or(&Value::Null);
                    assert!(same(&lu["valeur"], figure), "{nom}: {} read {lu}, which is {figure}", node["chemin"]);
                }
            });
        }
    }
}

/// The anniversary that closes a year is the first day of the next one, listed or not.
fn closes(json: &Value, pointer: &str, day: &Value, nom: &str) {
    if let Some(next) = json.pointer(pointer) {
        return assert_eq!(day, next, "{nom}: {pointer}");
    }
    let (years, index) = pointer.trim_end_matches("/debut").rsplit_once('/').unwrap();
    let last = json.pointer(&format!("{years}/{}/fin", index.parse::<usize>().unwrap() - 1)).unwrap();
    // An early end leaves the anniversary of its year where it was.
    let ended = json["fin_du_contrat"] == *last;
    let eve = recalcul::eve(day);
    assert!(eve == *last || (ended && eve.as_str() > last.as_str()), "{nom}: {pointer} is {day}, after {last}");
}

/// What a node says that it read of the dossier stands there.
#[test]
fn what_is_read_of_the_dossier_stands_there() {
    let convention = harness::convention();
    // Worked out from a field, without being it.
    let derived =
        ["senior", "rang", "primo_installe", "sans_seuil", "debut", "fois", "bande_donnee", "statut", "deja_signe"];
    let (mut read, mut wrong) = (0, BTreeMap::new());
    for (nom, _, json) in etudes(&convention) {
        for node in json["explication"].as_array().unwrap() {
            recalcul::walk(node, &mut |node| {
                for lu in node["lu"].as_array().unwrap() {
                    let Some(pointer) = lu["dossier"].as_str() else { continue };
                    if derived.contains(&lu["nom"].as_str().unwrap()) {
                        continue;
                    }
                    // Without an option of its own, a dossier is read once for each.
                    let chemin = node["chemin"].as_str().unwrap();
                    let variante = chemin.strip_prefix("/variantes/").and_then(|c| c.split('/').next());
                    let of_option = variante.and_then(|v| json.pointer(&format!("/variantes/{v}/option")));
                    let found = json.pointer(pointer).filter(|field| !field.is_null());
                    let found = found.or(of_option.filter(|_| pointer == "/dossier/contrat/option"));
                    let found = found.unwrap_or(&Value::Null);
                    if !recalcul::stands(&lu["valeur"], found, pointer, &json) {
                        wrong.entry(lu["nom"].to_string()).or_insert_with(|| format!("{nom}: {lu} is {found}"));
                    }
                    read += 1;
                }
            });
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(read > 10_000, "{read} values");
}

/// The traced run gives the figures of the quiet ones: a question's own reading, as the other reading of
/// a dossier that chose another one, gives the same figures back.
#[test]
fn explaining_changes_no_figure() {
    let convention = harness::convention();
    let mut compared = 0;
    // Each étude is worked out once for every other reading of every question: one case in some.
    for cas in harness::cas().iter().step_by(6) {
        let Some((dossier, demande)) = read(&convention, cas) else { continue };
        let etude = etudier(&convention, &dossier, &demande);
        let json = etude.to_json(&convention);
        assert_eq!(json, etudier(&convention, &dossier, &demande).to_json(&convention), "{}: a second run", cas.nom);
        // Each other reading, worked out quietly for this étude, is the traced étude of the dossier that chose it.
        for touchee in &etude.questions {
            for autre in &touchee.autres {
                let mut other = dossier.clone();
                other.lectures.set(touchee.question, autre.lecture);
                let traced = etudier(&convention, &other, &demande);
                let back = traced.questions.iter().find(|q| q.question == touchee.question);
                let back = back.and_then(|q| q.autres.iter().find(|a| a.lecture == touchee.lecture));
                let Some(back) = back else {
                    assert!(autre.ecarts.is_empty(), "{}: {:?} is not consulted back", cas.nom, touchee.question);
                    continue;
                };
                let traced = traced.to_json(&convention);
                for ecart in autre.ecarts.iter().filter(|e| e.figure.repere == Repere::Chemin) {
                    let expected = serde_json::to_value(ecart.valeur).unwrap();
                    let found = traced.pointer(&ecart.figure.pointer()).unwrap_or(&Value::Null);
                    assert_eq!(found, &expected, "{}: {:?} {}", cas.nom, touchee.question, ecart.figure.pointer());
                    compared += 1;
                }
                assert_eq!(autre.ecarts.is_empty(), back.ecarts.is_empty(), "{}: {:?}", cas.nom, touchee.question);
            }
        }
    }
    assert!(compared > 1_000, "{compared} figures were compared");
}
