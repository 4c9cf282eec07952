//! What must hold of every étude of a group, whatever the dossier: the cases of `cas/collectif.toml`, and
//! generated groups.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use std::collections::HashMap;

use convention::collectif::{EtudeCollective, etudier_collectif, figures};
use convention::document::Format;
use convention::dossier::{self, *};
use convention::etude::{Demande, Repere};
use convention::fault::Fault;
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::question::{Lectures, Question};
use convention::tables::Convention;
use convention::verification::verifier;
use proptest::prelude::*;
use serde_json::Value;

fn day(text: &str) -> Jour {
    Jour::parse_iso(text).expect("a day")
}

/// Every case of a group that is studied.
fn cases(convention: &Convention) -> Vec<(String, DossierCollectif, Demande)> {
    let found: Vec<_> = harness::cas()
        .iter()
        .filter_map(|cas| {
            let read = dossier::lire(convention, "", cas.dossier.as_bytes(), Some(Format::Toml), cas.au);
            let Ok(Cas::Collectif(dossier)) = read else { return None };
            Some((cas.nom.clone(), dossier, Demande { au: cas.au, connu_au: cas.au, si: cas.si }))
        })
        .collect();
    assert!(found.len() > 80, "{} cases", found.len());
    found
}

fn nodes(json: &Value) -> HashMap<&str, &Value> {
    let mut found = HashMap::new();
    for node in json["explication"].as_array().unwrap() {
        let chemin = node["chemin"].as_str().unwrap();
        assert!(found.insert(chemin, node).is_none(), "{chemin} is explained twice");
    }
    found
}

#[test]
fn every_figure_has_its_node_and_its_place() {
    let convention = harness::convention();
    let mut checked = 0;
    for (nom, dossier, demande) in cases(&convention) {
        let etude = etudier_collectif(&convention, &dossier, &demande);
        let json = etude.to_json(&convention);
        let nodes = nodes(&json);
        for figure in figures(&etude) {
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
        // What people see as a number, however the core lists it.
        for root in ["etp", "groupe", "membres", "objectifs", "annees", "versements", "totaux", "echeances"] {
            numbers(&json[root], format!("/{root}"), &mut |pointer| {
                assert!(nodes.contains_key(pointer), "{nom}: no node for {pointer}");
            });
        }
    }
    assert!(checked > 5_000, "{checked}");
}

/// Numbers that count or name and are no figures.
const NOT_FIGURES: &[&str] = &["annee", "annees", "versement", "membre"];

fn numbers(value: &Value, at: String, f: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(map) if map.contains_key("num") => f(&at),
        Value::Object(map) => {
            for (key, value) in map {
                let name = value.is_number() && (NOT_FIGURES.contains(&key.as_str()) || at == "/groupe");
                if !name {
                    numbers(value, format!("{at}/{key}"), f);
                }
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| numbers(item, format!("{at}/{index}"), f));
        }
        Value::Number(_) => f(&at),
        _ => {}
    }
}

/// What a node says that it read of another figure, of the dossier or of the rules is there.
#[test]
fn what_was_read_is_what_stands_there() {
    let convention = harness::convention();
    let mut checked = 0;
    for (nom, dossier, demande) in cases(&convention) {
        let json = etudier_collectif(&convention, &dossier, &demande).to_json(&convention);
        let nodes = nodes(&json);
        for (chemin, node) in &nodes {
            for lu in node["lu"].as_array().unwrap() {
                // A figure that completions settle afterwards was not known when it was read.
                if lu["valeur"].is_null()
                    || ["rang", "medecins", "generaliste", "cloture"].contains(&lu["nom"].as_str().unwrap())
                {
                    continue;
                }
                let found = match (lu["figure"].as_str(), lu["dossier"].as_str()) {
                    (Some(pointer), _) => nodes.get(pointer).map_or(&Value::Null, |n| &n["valeur"]),
                    (_, Some(pointer)) => match json.pointer(pointer) {
                        Some(value) if value.is_object() => &Value::Bool(true),
                        Some(value) => value,
                        // What is said of an absence: no flag, no contract.
                        None if lu["valeur"] == Value::Bool(false) => &lu["valeur"],
                        None => panic!("{nom}: {chemin} read {lu}"),
                    },
                    _ => continue,
                };
                // A day counted from the signature: an anniversary.
                if lu["nom"] != "jour" && lu["nom"] != "deja_signe" && lu["nom"] != "aide_modulee" {
                    assert_eq!(&lu["valeur"], found, "{nom}: {chemin} read {lu}");
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 10_000, "{checked}");
}

/// Each other reading, worked out quietly, is the étude of the dossier that chose it.
#[test]
fn explaining_changes_no_figure() {
    let convention = harness::convention();
    let mut compared = 0;
    for (nom, dossier, demande) in cases(&convention) {
        let etude = etudier_collectif(&convention, &dossier, &demande);
        for touchee in &etude.questions {
            for autre in &touchee.autres {
                let mut other = dossier.clone();
                other.lectures.set(touchee.question, autre.lecture);
                let traced = etudier_collectif(&convention, &other, &demande).to_json(&convention);
                for ecart in autre.ecarts.iter().filter(|e| e.figure.repere == Repere::Chemin) {
                    let expected = serde_json::to_value(ecart.valeur).unwrap();
                    let found = traced.pointer(&ecart.figure.pointer()).unwrap_or(&Value::Null);
                    assert_eq!(found, &expected, "{nom}: {:?} {}", touchee.question, ecart.figure.pointer());
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 300, "{compared} figures were compared");
}

/// Every question of the group changes a figure in some case.
#[test]
fn every_question_of_the_group_matters() {
    let convention = harness::convention();
    let mut changing = std::collections::BTreeSet::new();
    for (_, dossier, demande) in cases(&convention) {
        let etude = etudier_collectif(&convention, &dossier, &demande);
        changing.extend(etude.questions.iter().filter(|q| q.change_le_resultat()).map(|q| q.question));
    }
    let silent: Vec<&str> =
        Question::ALL.iter().filter(|q| q.id().starts_with("Q-COL") && !changing.contains(q)).map(|q| q.id()).collect();
    assert_eq!(silent, [""; 0]);
}

/// An étude holds as it was written, and an edit of any leaf of its figures is found.
#[test]
fn an_etude_is_checked_leaf_by_leaf() {
    let convention = harness::convention();
    for (nom, dossier, demande) in cases(&convention).iter().step_by(12) {
        let json = etudier_collectif(&convention, dossier, demande).to_json(&convention);
        assert_eq!(verifier(&convention, "", json.to_string().as_bytes()).unwrap(), [], "{nom}");
        let mut leaves = Vec::new();
        for root in ["etp", "eligibilite", "membres", "annees", "versements", "totaux"] {
            pointers(&json[root], format!("/{root}"), &mut leaves);
        }
        for pointer in leaves.iter().step_by(7) {
            let mut edited = json.clone();
            *edited.pointer_mut(pointer).unwrap() = Value::from("modifié");
            let found = verifier(&convention, "", edited.to_string().as_bytes()).unwrap();
            assert!(found.iter().any(|d| d.chemin == *pointer), "{nom}: {pointer}");
        }
    }
}

fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| pointers(value, format!("{at}/{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, format!("{at}/{index}"), found));
        }
        _ => found.push(at),
    }
}

// ---- any group ----

fn maybe<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    proptest::option::weighted(0.85, strategy)
}

const SIGNATURE: &str = "2026-09-15";

/// An anniversary of the signature, or the signature.
fn anniversary(years: std::ops::Range<i32>) -> impl Strategy<Value = Jour> {
    years.prop_map(|n| day(SIGNATURE).plus_years(n))
}

fn membre() -> impl Strategy<Value = Membre> {
    let counts = (maybe(300u32..3000), maybe(300u32..4000));
    let gains = (maybe(0u32..400), maybe(0u32..200)).prop_map(|(pmt, pfa)| Paire { pmt, pfa });
    let individuel = (maybe((day("2026-01-01").0..day("2026-12-31").0).prop_map(Jour)), gains)
        .prop_map(|(fin, gains)| ContratIndividuel { fin, gains });
    let dates = (
        proptest::option::weighted(0.2, anniversary(0..3)),
        proptest::option::weighted(0.2, anniversary(3..5)),
        maybe((day("2024-01-01").0..day("2026-09-15").0).prop_map(Jour)),
    );
    let rest = (maybe(proptest::sample::select(Secteur::ALL)), maybe(any::<bool>()), proptest::option::of(individuel));
    (counts, dates, rest).prop_map(|((pmt, pfa), (adhesion, sortie, installation), (secteur, junior, individuel))| {
        Membre {
            reference: None,
            specialite: "01".to_owned(),
            secteur,
            effectif: Paire { pmt, pfa },
            adhesion,
            sortie,
            installation,
            docteur_junior: junior,
            contrat_individuel: individuel,
            collectif_precedent: None,
        }
    })
}

fn lectures() -> impl Strategy<Value = Lectures> {
    proptest::collection::vec(0u8..3, Question::ALL.len()).prop_map(|indexes| {
        let mut lectures = Lectures::default();
        // Half of the questions keep their default.
        for (question, index) in Question::ALL.iter().zip(indexes) {
            lectures.set(*question, index % 2);
        }
        lectures
    })
}

fn groupe() -> impl Strategy<Value = DossierCollectif> {
    let constat = (1i32..1800, maybe(500u32..20_000), maybe(500u32..25_000));
    let constats = proptest::collection::vec(constat, 0..4).prop_map(|list| {
        let mut list: Vec<Constat> = list
            .into_iter()
            .filter(|(_, pmt, pfa)| pmt.is_some() || pfa.is_some())
            .map(|(after, pmt, pfa)| Constat {
                date: day(SIGNATURE).plus_days(after),
                effectif: Paire { pmt, pfa },
                connu_le: None,
            })
            .collect();
        list.sort_by_key(|c| c.date);
        list.dedup_by_key(|c| c.date);
        list
    });
    let structure = (maybe(proptest::sample::select(Forme::ALL)), maybe(any::<bool>()));
    let members = proptest::collection::vec(membre(), 1..5);
    let etp = maybe((1u16..12).prop_map(Etp::demis));
    (members, constats, structure, etp, lectures()).prop_map(|(mut membres, constats, structure, etp, lectures)| {
        membres[0].adhesion = None;
        DossierCollectif {
            reference: Some("g".to_owned()),
            contrat: ContratCollectif { signature: Some(day(SIGNATURE)), etp },
            structure: Structure { forme: structure.0, site_agree: structure.1 },
            membres,
            constats,
            lectures,
        }
    })
}

fn etude(convention: &Convention, dossier: &DossierCollectif, au: &str) -> EtudeCollective {
    etudier_collectif(convention, dossier, &Demande::au(day(au)))
}

fn read_back(convention: &Convention, json: &Value) -> Result<Cas, Vec<Fault>> {
    dossier::lire(convention, "d", json.to_string().as_bytes(), Some(Format::Json), day("2031-06-01"))
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_canonical_form_reads_back_equal(groupe in groupe()) {
        let convention = harness::convention();
        let canonical = groupe.canonical();
        prop_assert_eq!(read_back(&convention, &canonical), Ok(Cas::Collectif(groupe)), "{}", canonical);
    }

    #[test]
    fn the_order_of_members_is_irrelevant(groupe in groupe()) {
        let convention = harness::convention();
        let mut turned = groupe.clone();
        turned.membres.reverse();
        let (a, b) = (etude(&convention, &groupe, "2030-06-01"), etude(&convention, &turned, "2030-06-01"));
        prop_assert_eq!(&a.annees, &b.annees);
        prop_assert_eq!(a.totaux, b.totaux);
        prop_assert_eq!(&a.objectifs, &b.objectifs);
        prop_assert_eq!(a.plafond, b.plafond);
        prop_assert_eq!(a.groupe, b.groupe);
        prop_assert_eq!(a.eligibilite.verdict, b.eligibilite.verdict);
        let dates = |e: &EtudeCollective| e.echeances.iter().map(|e| (e.date, e.nature)).collect::<Vec<_>>();
        prop_assert_eq!(dates(&a), dates(&b));
        let mut back = b.membres.clone();
        back.reverse();
        let states = |m: &[convention::collectif::MembreEtudie]| {
            m.iter().map(|m| (m.motifs.iter().map(|x| x.etat).collect::<Vec<_>>(), m.primo)).collect::<Vec<_>>()
        };
        prop_assert_eq!(states(&a.membres), states(&back));
    }

    #[test]
    fn payments_make_the_aid(groupe in groupe()) {
        let convention = harness::convention();
        for year in etude(&convention, &groupe, "2032-06-01").annees {
            let paid: Vec<_> = year.versements.iter().flatten().map(|v| v.montant.map(|m| m.0)).collect();
            let sum: Option<i64> = paid.iter().copied().sum();
            if let (Some(aide), Some(sum), false) = (year.aide, sum, paid.is_empty()) {
                prop_assert_eq!(aide.0, sum);
            }
            if let (Some(aide), Some(montant)) = (year.aide, year.montant) {
                prop_assert!(aide.0 >= 0 && aide <= montant);
            }
        }
    }

    /// More patients measured never lower the aid of a year, nor either of its bounds.
    #[test]
    fn the_aid_never_falls_when_patients_come(groupe in groupe(), more in 1u32..3000, pfa in any::<bool>()) {
        let convention = harness::convention();
        let mut better = groupe.clone();
        for constat in &mut better.constats {
            let slot = if pfa { &mut constat.effectif.pfa } else { &mut constat.effectif.pmt };
            *slot = slot.map(|n| n + more);
        }
        let (before, after) = (etude(&convention, &groupe, "2032-06-01"), etude(&convention, &better, "2032-06-01"));
        for (a, b) in before.annees.iter().zip(&after.annees) {
            let range = |y: &convention::collectif::AnneeCollective| {
                y.aide.map(|v| (v, v)).or(y.bornes.and_then(|b| b.aide).map(|b| (b.min, b.max)))
            };
            if let (Some(a), Some(b)) = (range(a), range(b)) {
                prop_assert!(a.0 <= b.0 && a.1 <= b.1, "{a:?} {b:?}");
            }
        }
    }

    /// However what is missing turns out, each figure stays between its bounds.
    #[test]
    fn bounds_hold_whatever_is_missing(
        groupe in groupe(),
        etp in 1u16..6,
        fills in proptest::collection::vec((0u32..4000, 0u32..4000, 0u32..700, 0u32..700), 5),
        results in (500u32..20_000, 500u32..25_000),
    ) {
        let convention = harness::convention();
        let open = etude(&convention, &groupe, "2029-06-01");
        let mut full = groupe.clone();
        full.contrat.etp = groupe.contrat.etp.or(Some(Etp::demis(etp).min(open.plafond.max)));
        for (membre, (pmt, pfa, gain_pmt, gain_pfa)) in full.membres.iter_mut().zip(&fills) {
            membre.effectif.pmt = membre.effectif.pmt.or(Some(*pmt));
            membre.effectif.pfa = membre.effectif.pfa.or(Some(*pfa));
            if let Some(contrat) = &mut membre.contrat_individuel {
                contrat.gains.pmt = contrat.gains.pmt.or(Some(*gain_pmt));
                contrat.gains.pfa = contrat.gains.pfa.or(Some(*gain_pfa));
            }
        }
        let demande = Demande {
            si: Paire { pmt: Some(results.0), pfa: Some(results.1) },
            ..Demande::au(day("2029-06-01"))
        };
        let closed = etudier_collectif(&convention, &full, &demande);
        for (range, known) in open.annees.iter().zip(&closed.annees) {
            let Some(aide) = known.aide else { continue };
            match (range.aide, range.bornes.and_then(|b| b.aide)) {
                (Some(was), _) => prop_assert_eq!(was, aide, "year {}", known.annee),
                (None, Some(bounds)) => {
                    prop_assert!(bounds.min <= aide && aide <= bounds.max, "{aide:?} not in {bounds:?}");
                }
                (None, None) => {}
            }
        }
    }
}
