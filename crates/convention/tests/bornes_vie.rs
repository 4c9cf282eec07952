//! Bounds of a life equal brute force: a suspension that nobody ended, ended on each day that it could be.
//!
//! Each dossier holds a suspension without reprise on the day of study. A reprise that is signed already
//! gives the figures of one day; the bounds must be the lowest and the highest over all days, and both
//! ends are those of the first day that is possible, and of a reprise past every year.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use std::collections::BTreeMap;

use convention::document::Format;
use convention::dossier::parse;
use convention::etude::{Demande, Etude, etudier};
use convention::jour::Jour;
use convention::money::Centimes;
use convention::tables::Convention;

const AU: &str = "2027-10-01";

/// A contract of 1 July 2024 with every result that its years 3 to 5 could have.
const CONTRAT: &str = r#"
[medecin]
specialite = "01"
naissance = 1980-01-01
[patientele]
pmt = 1300
pfa = 1600
[contrat]
signature = 2024-07-01
option = "1"
objectif = { pmt = { cible = 1560 }, pfa = { gain = 110 } }
"#;

const CONSTAT: &str = "[[constats]]\ndate = 2027-06-15\npmt = 1430\npfa = 1655\n";

/// Each life, up to its open suspension.
const VIES: &[(&str, &str)] = &[
    ("en année 4", "[[evenements]]\ndate = 2027-08-10\ntype = \"suspension\"\n"),
    ("depuis l'année 3", "[[evenements]]\ndate = 2027-05-01\ntype = \"suspension\"\n"),
    ("depuis l'année 2", "[[evenements]]\ndate = 2025-11-01\ntype = \"suspension\"\n"),
    ("le jour de l'étude", "[[evenements]]\ndate = 2027-10-01\ntype = \"suspension\"\n"),
    (
        "après une première",
        "[[evenements]]\ndate = 2026-10-01\ntype = \"suspension\"\n[[evenements]]\ndate = 2026-12-01\ntype = \"reprise\"\n\
         [[evenements]]\ndate = 2027-09-15\ntype = \"suspension\"\n",
    ),
];

const LECTURES: &[&str] = &["", "[lectures]\nQ-SUSP = \"decale\"\n"];

fn jour(text: &str) -> Jour {
    Jour::parse_iso(text).unwrap()
}

fn etude(convention: &Convention, text: &str) -> Etude {
    let dossier = parse(convention, "vie.toml", text.as_bytes(), Some(Format::Toml), jour(AU))
        .unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
    etudier(convention, &dossier, &Demande::au(jour(AU)))
}

type Range = (Centimes, Centimes);

/// The maximum and the aid of each year, then each regular payment by its year and nature, then the total.
fn ranges(etude: &Etude) -> BTreeMap<String, Option<Range>> {
    let mut found = BTreeMap::new();
    let range = |value: Option<Centimes>, bounds: Option<convention::etude::Plage<Centimes>>| {
        value.map(|v| (v, v)).or(bounds.map(|p| (p.min, p.max)))
    };
    for studied in &etude.chiffrage.annees {
        let (year, bounds) = (&studied.annee, studied.bornes.unwrap_or_default());
        found.insert(format!("montant {}", year.annee), range(year.montant, bounds.montant));
        found.insert(format!("aide {}", year.annee), range(year.aide, bounds.aide));
        for (slot, paid) in year.versements.iter().enumerate() {
            if let Some(paid) = paid.filter(|v| v.cause.is_none()) {
                found.insert(format!("versement {} {slot}", year.annee), range(paid.montant, bounds.versements[slot]));
            }
        }
    }
    let totaux = &etude.chiffrage.totaux;
    found.insert("total".to_owned(), range(totaux.aide, totaux.bornes));
    found
}

/// The first day on which the aid can resume, days after it, and one past every year: never.
fn reprises(first: Jour) -> Vec<Jour> {
    let mut days: Vec<Jour> = (0..1000).step_by(37).map(|n| first.plus_days(n)).collect();
    days.extend([jour("2028-06-30"), jour("2028-07-01"), jour("2029-06-30"), jour("2029-07-01"), jour("2060-01-01")]);
    days
}

#[test]
fn bounds_of_an_open_suspension_equal_brute_force() {
    let convention = Convention::embarquee().unwrap();
    let never = jour("2060-01-01");
    let mut open = 0;
    for (nom, vie) in VIES {
        for (constat, lecture) in [(CONSTAT, 0), (CONSTAT, 1), ("", 0), ("", 1)] {
            let lecture = LECTURES[lecture];
            let bounded = ranges(&etude(&convention, &format!("{CONTRAT}{constat}{vie}{lecture}")));
            let mut forced: BTreeMap<String, Option<Range>> = BTreeMap::new();
            let mut ends: BTreeMap<Jour, BTreeMap<String, Option<Range>>> = BTreeMap::new();
            let first = jour(AU).plus_days(1);
            for day in reprises(first) {
                // A contract that renews by itself has no term: only its first years are compared.
                let text = format!(
                    "{CONTRAT}{constat}{vie}[[evenements]]\ndate = {day}\ntype = \"reprise\"\nsigne_le = {AU}\n{lecture}"
                );
                let at = ranges(&etude(&convention, &text));
                for (what, range) in &at {
                    let widest = match (forced.get(what), range) {
                        (None, range) => *range,
                        (Some(Some((min, max))), Some((low, high))) => Some((*min.min(low), *max.max(high))),
                        _ => None,
                    };
                    forced.insert(what.clone(), widest);
                }
                if day == first || day == never {
                    ends.insert(day, at);
                }
            }
            let place = format!("{nom}, {lecture}{}", if constat.is_empty() { "sans constat" } else { "avec constat" });
            if !lecture.is_empty() {
                // A moved year is paid whole whatever the day of the reprise: only without one is it not.
                for (what, range) in &bounded {
                    let (Some((min, max)), Some((low, high))) = (range, forced[what]) else {
                        panic!("{place}: {what} is not bounded")
                    };
                    assert!(*min <= low && *max == high, "{place}: {what} is {range:?}, by force {:?}", forced[what]);
                }
                continue;
            }
            assert_eq!(bounded, forced, "{place}");
            // Both ends are reached, on those two days.
            for (what, range) in bounded {
                let Some((min, max)) = range.filter(|(min, max)| min < max) else { continue };
                let reached = |f: fn(&Range) -> Centimes| {
                    ends.values().filter_map(|at| at[&what].as_ref()).map(f).collect::<Vec<_>>()
                };
                assert!(reached(|r| r.0).contains(&min) && reached(|r| r.1).contains(&max), "{place}: {what}");
                open += 1;
            }
        }
    }
    assert!(open > 50, "{open} open figures");
}

/// A change of option whose objectives nobody wrote, then every kind of objective that an avenant of the same
/// day may write.
#[test]
fn bounds_of_an_unwritten_objective_equal_brute_force() {
    let convention = Convention::embarquee().unwrap();
    for (option, p95) in [("0.5", false), ("2", true)] {
        let (pmt, pfa) = if p95 { (2300, 3400) } else { (1300, 1600) };
        let contract = format!(
            "[medecin]\nspecialite = \"01\"\nnaissance = 1980-01-01\n[patientele]\npmt = {pmt}\npfa = {pfa}\n\
             [contrat]\nsignature = 2024-07-01\noption = \"1\"\n{CONSTAT}\
             [[evenements]]\ndate = 2026-07-01\ntype = \"avenant-option\"\noption = \"{option}\"\n"
        );
        let open = etude(&convention, &contract);
        let year = &open.chiffrage.annees[2];
        assert!(year.annee.part.is_none() && year.annee.aide.is_none(), "{option}: {:?}", year.annee.part);
        let bounded = ranges(&open);
        let mut forced: Option<Range> = None;
        let kinds = |count: u32| -> Vec<(String, u32)> {
            let starts = [0, count - 1, count, count + 1, 90_000];
            let objectives = ["{ gain = 1 }", "{ gain = 200 }", "{ maintien = true }"];
            starts.iter().flat_map(|start| objectives.map(|o| (o.to_owned(), *start))).collect()
        };
        for (pmt, from_pmt) in kinds(1430) {
            for (pfa, from_pfa) in kinds(1655) {
                let text = format!(
                    "{contract}[[evenements]]\ndate = 2026-07-01\ntype = \"avenant-objectif\"\n\
                     objectif = {{ pmt = {pmt}, pfa = {pfa} }}\ndepart = {{ pmt = {from_pmt}, pfa = {from_pfa} }}\n"
                );
                let aid = etude(&convention, &text).chiffrage.annees[2].annee.aide.unwrap();
                forced = Some(forced.map_or((aid, aid), |(min, max)| (min.min(aid), max.max(aid))));
            }
        }
        assert_eq!(bounded["aide 3"], forced, "{option}");
    }
}
