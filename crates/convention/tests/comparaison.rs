//! Comparisons: cases worked by hand, and what always holds, on the dossiers of every case.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

mod harness;

use std::path::Path;

use convention::comparaison::{
    self, Axe, Comparaison, Comparee, DemandePlage, Etendue, NomDeTerme, Nomme, Sujet, Valorisation,
};
use convention::document::Format;
use convention::dossier::{self, OptionEtp};
use convention::etude::{Demande, etudier};
use convention::fault::Fault;
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::money::Centimes;
use convention::regime::Regime;
use convention::tables::{Convention, FICHIERS, Issue};
use harness::fichier::read_toml;
use serde_json::Value;

fn nomme(convention: &Convention, nom: &str, text: &str, au: Jour) -> Result<Nomme, Vec<Fault>> {
    let dossier = dossier::parse(convention, nom, text.as_bytes(), Some(Format::Toml), au)?;
    Ok(Nomme { nom: nom.to_owned(), fichier: format!("{nom}.toml"), dossier })
}

fn valorisation() -> Valorisation {
    Valorisation { prix: Centimes(3000), semaines: 46, donnes: (false, false) }
}

fn etendue(value: &Value) -> Etendue {
    let number = |key: &str| value[key].as_i64().unwrap();
    let axe = match value["axe"].as_str().unwrap() {
        "pmt" => Axe::Effectif(Indicateur::Pmt),
        "pfa" => Axe::Effectif(Indicateur::Pfa),
        _ => Axe::Gain,
    };
    Etendue { axe, de: number("de"), a: number("a"), pas: Some(number("pas") as u32) }
}

/// Runs a case of the data file.
fn comparer(convention: &Convention, cas: &Value) -> Result<Comparaison, Vec<Fault>> {
    let text = |key: &str| cas[key].as_str().unwrap();
    let jour = |text: &str| Jour::parse_iso(text).unwrap();
    let words = |key: &str| cas[key].as_array().unwrap().iter().map(|w| w.as_str().unwrap());
    let count = |key: &str| cas["si"][key].as_u64().map(|n| n as u32);
    let au = jour(text("au"));
    let demande = Demande { si: Paire { pmt: count("pmt"), pfa: count("pfa") }, ..Demande::au(au) };
    let own = nomme(convention, "dossier", text("dossier"), au)?;
    let sujet = Sujet::from_id(text("sujet")).unwrap();
    let mut plages = Vec::new();
    let comparee = match sujet {
        Sujet::Options => {
            let options: Vec<OptionEtp> = words("options").map(|w| OptionEtp::from_id(w).unwrap()).collect();
            comparaison::options(convention, &own, &demande, &options)?
        }
        Sujet::Regimes => {
            let regimes: Vec<Regime> = words("regimes").map(|w| Regime::from_id(w).unwrap()).collect();
            comparaison::regimes(convention, &own, &demande, &regimes)?
        }
        Sujet::Versions => {
            let other = nomme(convention, "autre", text("autre"), au)?;
            comparaison::versions(convention, [&own, &other], [demande; 2])
        }
        Sujet::Connaissance => {
            let views: Vec<_> = words("connu_au").map(|day| Demande { connu_au: jour(day), ..demande }).collect();
            let name = |d: &Demande| NomDeTerme::ConnuAu(d.connu_au);
            comparaison::vues(convention, [(name(&views[0]), &own, views[0]), (name(&views[1]), &own, views[1])])
        }
        Sujet::Resultats => {
            let ask = DemandePlage {
                resultats: etendue(&cas["resultats"]),
                cibles: cas.get("cible").map(etendue),
                fixe: demande.si.pfa,
                valorisation: valorisation(),
            };
            let demande = Demande { si: Paire::default(), ..demande };
            let options = [own.dossier.contrat.option.unwrap()];
            let (found, hypotheses) = comparaison::plages(convention, &own, &demande, &options, &ask)?;
            plages = found;
            Comparee::d_une_plage(convention, &own, &demande, hypotheses)
        }
        Sujet::Jours => {
            let views: Vec<_> =
                words("jours").map(|day| Demande { si: demande.si, ..Demande::au(jour(day)) }).collect();
            let name = |d: &Demande| NomDeTerme::Au(d.au);
            comparaison::vues(convention, [(name(&views[0]), &own, views[0]), (name(&views[1]), &own, views[1])])
        }
        Sujet::Regles => {
            let other = reforme(cas);
            let reread = nomme(&other, "dossier", text("dossier"), au)?;
            let sets = [(None, convention, own), (Some("reforme".to_owned()), &other, reread)];
            comparaison::regles(&sets, &[demande; 2]).unwrap()
        }
    };
    Ok(Comparaison { sujet, dossiers: vec![comparee], plages })
}

/// The rules of the program, where a case writes something else in them.
fn reforme(cas: &Value) -> Convention {
    let [from, to] = ["de", "vers"].map(|key| cas["regles"][key].as_str().unwrap());
    let changed: Vec<(&str, String)> = FICHIERS.iter().map(|(name, text)| (*name, text.replace(from, to))).collect();
    let files: Vec<(&str, &[u8])> = changed.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    Convention::charger(&files).unwrap()
}

/// A comparison of a case, as a program reads it.
fn en_json(convention: &Convention, cas: &Value, comparaison: &Comparaison) -> Value {
    match comparaison.sujet {
        Sujet::Regles => comparaison.to_json(&[convention, &reforme(cas)]),
        _ => comparaison.to_json(&[convention]),
    }
}

fn validator() -> jsonschema::Validator {
    let schema = comparaison::schema();
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|e| panic!("no schema: {e}"));
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn cases_by_hand() {
    let convention = harness::convention();
    let validator = validator();
    let file = read_toml(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comparaisons.toml"));
    let cases = file["cas"].as_array().unwrap();
    assert!(cases.len() > 10);
    let mut failures = Vec::new();
    for cas in cases {
        let nom = cas["nom"].as_str().unwrap();
        let found = comparer(&convention, cas);
        if let Some(code) = cas.get("refus") {
            let codes: Vec<&str> = found.expect_err(nom).iter().map(|f| f.code).collect();
            assert_eq!(codes, [code.as_str().unwrap()], "{nom}");
            continue;
        }
        let json = en_json(&convention, cas, &found.unwrap_or_else(|faults| panic!("{nom}: {faults:#?}")));
        let faults: Vec<String> =
            validator.iter_errors(&json).map(|e| format!("{} : {e}", e.instance_path())).collect();
        assert_eq!(faults, [""; 0], "{nom}");
        for (pointer, expected) in cas["attendu"].as_object().unwrap() {
            let found = json.pointer(pointer);
            let same = match expected.as_str() {
                Some("absent") => found.is_none(),
                Some("null") => found == Some(&Value::Null),
                _ => found == Some(expected),
            };
            if !same {
                failures.push(format!("{nom}\n    {pointer}\n      attendu {expected}\n      obtenu  {found:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Every dossier of the cases of études that can be read, one in `step`.
fn corpus(convention: &Convention, step: usize) -> Vec<(Nomme, Demande)> {
    let read = harness::cas().iter().step_by(step).filter_map(|cas| {
        let own = nomme(convention, &cas.nom, &cas.dossier, cas.au).ok()?;
        Some((own, Demande { au: cas.au, connu_au: cas.connu_au, si: cas.si }))
    });
    read.collect()
}

/// A dossier compared with itself: no figure, no euro, no change, nothing to regularise.
#[test]
fn a_dossier_differs_from_itself_in_nothing() {
    let convention = harness::convention();
    let corpus = corpus(&convention, 5);
    assert!(corpus.len() > 60);
    for (own, demande) in &corpus {
        let versions = comparaison::versions(&convention, [own, own], [*demande; 2]);
        assert_eq!((versions.ecarts.as_slice(), versions.changements.len()), (&[vec![]][..], 0), "{}", own.nom);
        let name = || NomDeTerme::Au(demande.au);
        let views = comparaison::vues(&convention, [(name(), own, *demande), (name(), own, *demande)]);
        assert!(views.regularisation.is_none_or(|r| r.annees.is_empty()), "{}", own.nom);
        for total in versions.chiffrages.iter().flatten() {
            assert!(total.total.aide.is_none_or(|aide| aide == Centimes::ZERO), "{}", own.nom);
        }
    }
}

/// The differences of the years add up to the difference of the totals, wherever both are known.
#[test]
fn differences_add_up() {
    let convention = harness::convention();
    let corpus = corpus(&convention, 3);
    let mut summed = 0;
    for pair in corpus.windows(2) {
        let [(a, _), (b, demande)] = pair else { continue };
        // The day of one study may be no day for the other dossier.
        let sets = [(None, &convention, a.clone()), (None, &convention, b.clone())];
        let Some(compared) = comparaison::regles(&sets, &[*demande; 2]) else { continue };
        for chiffrage in compared.chiffrages.iter().flatten() {
            let term = convention.tables.parametre(convention::tables::Parametre::DureeAns).value as u8;
            let first: Vec<_> = chiffrage.annees.iter().filter(|y| y.annee <= term).collect();
            for (total, years) in [
                (chiffrage.total.aide, first.iter().map(|y| y.aide).sum::<Option<Centimes>>()),
                (chiffrage.total.maximum, first.iter().map(|y| y.maximum).sum::<Option<Centimes>>()),
            ] {
                if let (Some(total), Some(years)) = (total, years) {
                    assert_eq!(total, years, "{} / {}", a.nom, b.nom);
                    summed += 1;
                }
            }
        }
    }
    assert!(summed > 60, "{summed}");
}

/// Each line of a range is the study of its result: here, of the result that was measured.
#[test]
fn the_line_of_a_result_is_its_study() {
    let convention = harness::convention();
    let mut checked = 0;
    for (own, demande) in corpus(&convention, 4) {
        let Some(option) = own.dossier.contrat.option else { continue };
        let etude = etudier(&convention, &own.dossier, &demande);
        let count = |i: Indicateur| {
            let measured = own.dossier.constats.iter().rev().find_map(|c| c.effectif[i]);
            measured.or(etude.chiffrage.objectifs[i].and_then(|o| o.depart))
        };
        let (Some(pfa), pmt) = (count(Indicateur::Pfa), count(Indicateur::Pmt)) else { continue };
        let two = convention.tables.specialite(&own.dossier.medecin.specialite).is_some_and(|s| s.deux_indicateurs);
        let resultats = Etendue {
            axe: Axe::Effectif(Indicateur::Pfa),
            de: i64::from(pfa) - 1,
            a: i64::from(pfa) + 1,
            pas: Some(1),
        };
        let resultats = Etendue { de: resultats.de.max(0), ..resultats };
        let ask = DemandePlage { resultats, cibles: None, fixe: pmt, valorisation: valorisation() };
        let bare = Demande { si: Paire::default(), ..demande };
        let Ok((plages, _)) = comparaison::plages(&convention, &own, &bare, &[option], &ask) else { continue };
        for ligne in &plages[0].lignes {
            let si = Paire { pmt: pmt.filter(|_| two), pfa: Some(ligne.valeur as u32) };
            let etude = etudier(&convention, &own.dossier, &Demande { si, ..demande });
            let years: Vec<_> = ligne.annees.iter().map(|p| (p.annee.annee, p.annee.aide.valeur)).collect();
            let studied: Vec<_> = etude.chiffrage.annees.iter().map(|y| (y.annee.annee, y.annee.aide)).collect();
            assert_eq!(years, studied, "{}", own.nom);
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

/// Between two jumps, one patient more changes no outcome, makes no aid known or unknown, and moves no share more
/// than the patients around it: the list is whole.
#[test]
fn no_jump_is_missed() {
    let convention = harness::convention();
    let mut jumps = 0;
    for (own, demande) in corpus(&convention, 9) {
        let Some(option) = own.dossier.contrat.option else { continue };
        let resultats = Etendue { axe: Axe::Gain, de: -30, a: 130, pas: Some(1) };
        let ask = DemandePlage { resultats, cibles: None, fixe: None, valorisation: valorisation() };
        let bare = Demande { si: Paire::default(), ..demande };
        let Ok((plages, _)) = comparaison::plages(&convention, &own, &bare, &[option], &ask) else { continue };
        let told: Vec<i64> = plages[0].ruptures.iter().map(|r| r.valeur).collect();
        jumps += told.len();
        for (n, _) in plages[0].lignes[0].annees.iter().enumerate() {
            let aides: Vec<(i64, Option<i64>)> =
                plages[0].lignes.iter().map(|l| (l.valeur, l.annees[n].annee.aide.valeur.map(|c| c.0))).collect();
            for around in aides.windows(4) {
                let [a, b, c, d] = [around[0].1, around[1].1, around[2].1, around[3].1];
                let step = |from: Option<i64>, to: Option<i64>| Some((to? - from?).abs());
                // Half a cent of rounding on each side.
                let jump = step(a, b)
                    .zip(step(b, c))
                    .zip(step(c, d))
                    .is_some_and(|((before, here), after)| here > before.max(after) + 2);
                if jump || b.is_some() != c.is_some() {
                    let at = around[2].0;
                    assert!(told.contains(&at), "{}, année {}: {at} is no jump of {told:?}", own.nom, n + 1);
                }
            }
        }
        let outcomes = |ligne: &comparaison::LignePlage| {
            let etude = etudier(&convention, &own.dossier, &Demande { si: ligne.effectifs, ..demande });
            let issues =
                etude.chiffrage.annees.iter().map(|y| {
                    (y.annee.atteintes.pmt.and_then(|a| a.issue), y.annee.atteintes.pfa.and_then(|a| a.issue))
                });
            issues.collect::<Vec<_>>()
        };
        let all: Vec<_> = plages[0].lignes.iter().map(|l| (l.valeur, outcomes(l))).collect();
        for pair in all.windows(2) {
            // Known before and after: of an unknown objective, an outcome may only become unknown.
            let moved = pair[0].1.iter().zip(&pair[1].1).any(|(a, b)| {
                let differ = |a: Option<Issue>, b: Option<Issue>| a.is_some() && b.is_some() && a != b;
                differ(a.0, b.0) || differ(a.1, b.1)
            });
            if moved {
                assert!(told.contains(&pair[1].0), "{}: {} is no jump of {told:?}", own.nom, pair[1].0);
            }
        }
    }
    assert!(jumps > 20, "{jumps}");
}

/// A reform: 22 000 becomes 23 500 for a year at 1 ETP, from year 3.
#[test]
fn a_reform_in_euros_by_year() {
    let base = Convention::embarquee().unwrap();
    let changed: Vec<(&str, String)> =
        FICHIERS.iter().map(|(name, text)| (*name, text.replace("= 22000", "= 23500"))).collect();
    let files: Vec<(&str, &[u8])> = changed.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let reform = Convention::charger(&files).unwrap();
    let text = "medecin = { specialite = '01', naissance = 1979-03-12 }\npatientele = { pmt = 1300, pfa = 1600 }\n\
                contrat = { signature = 2026-01-15, option = '1', objectif = { pmt = { gain = 260 } } }";
    let au = Jour::new(2026, 2, 1).unwrap();
    let own = nomme(&base, "dossier", text, au).unwrap();
    let demande = Demande { si: Paire { pmt: Some(1600), pfa: Some(1700) }, ..Demande::au(au) };
    let sets = [(None, &base, own.clone()), (Some("reforme".to_owned()), &reform, own.clone())];
    let compared = comparaison::regles(&sets, &[demande; 2]).unwrap();
    let chiffrage = &compared.chiffrages[0][0];
    let maximums: Vec<i64> = chiffrage.annees.iter().map(|y| y.maximum.unwrap().0).collect();
    assert_eq!(maximums, [0, 0, 150_000, 150_000, 150_000]);
    let rules: Vec<_> = compared.ecarts[0].iter().filter_map(|e| e.regles[1]).collect();
    assert!(rules.contains(&"MON-1"), "{rules:?}");
    let two = vec![compared.clone(), compared];
    let comparaison = Comparaison { sujet: Sujet::Regles, dossiers: two, plages: Vec::new() };
    let bilan = comparaison.bilan();
    assert_eq!((bilan.maximum.0, bilan.maximums_connus, bilan.dossiers), (900_000, 2, 2));
    let json = comparaison.to_json(&[&base, &reform]);
    assert!(validator().is_valid(&json));
    assert_eq!(json["dossiers"][0]["hypotheses"][0]["id"], "autres-regles");
    assert_ne!(
        json["dossiers"][0]["termes"][0]["regles"]["empreinte"],
        json["dossiers"][0]["termes"][1]["regles"]["empreinte"]
    );
}

/// A schema that takes anything checks nothing.
#[test]
fn the_schema_refuses_a_member_more() {
    let convention = harness::convention();
    let validator = validator();
    let file = read_toml(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comparaisons.toml"));
    for cas in file["cas"].as_array().unwrap().iter().filter(|cas| cas.get("refus").is_none()) {
        let json = en_json(&convention, cas, &comparer(&convention, cas).unwrap());
        for pointer in ["", "/dossiers/0", "/dossiers/0/termes/0", "/dossiers/0/termes/0/chiffres/totaux", "/plages/0"]
        {
            let mut edited = json.clone();
            let Some(Value::Object(map)) = edited.pointer_mut(pointer) else { continue };
            map.insert("ajout".to_owned(), Value::Bool(true));
            assert!(!validator.is_valid(&edited), "{pointer}");
        }
    }
}
