//! Good dossiers: both formats read alike, the canonical form reads back equal, the example is valid.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use convention::bande::{Bande, Bandes};
use convention::document::Format;
use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field};
use convention::dossier::{self, *};
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::money::{Centimes, Fraction};
use convention::question::{Lectures, Question};
use convention::regime::{Regime, regime_de};
use convention::tables::Convention;
use proptest::prelude::*;

fn convention() -> Convention {
    Convention::embarquee().expect("the embedded rules load")
}

fn day(text: &str) -> Jour {
    Jour::parse_iso(text).expect("a day")
}

fn read(text: &str, format: Format, au: &str) -> Dossier {
    match dossier::parse(&convention(), "d", text.as_bytes(), Some(format), day(au)) {
        Ok(dossier) => dossier,
        Err(faults) => panic!("{text}\n{faults:#?}"),
    }
}

const WHOLE: &str = r#"
reference = "cabinet-des-lilas"
[medecin]
specialite = "01"
secteur = "2-optam"
naissance = "04/05/1961"
installation = 2024-02-01
zone = "zip"
honoraires_cliniques_euros = 81000.5
honoraires_sans_depassement_euros = 100_000
rqth = false
activite_mixte = true
temps_liberal = "6/10"
exercice_regroupe = false
exercice_coordonne = "engagement"
[patientele]
date = 2025-12-31
pmt = 1300
pfa = 1600
bandes = { pmt = ["p90-p95", "p50-p90"], pfa = "p50-p90" }
seuils.pfa = { p30 = 1457, p50 = 1800 }
reconstituee = { pmt = 900, pfa = 1250 }
[contrat]
type = "individuel"
signature = 2026-01-15
option = "1"
justificatifs = 2026-01-20
objectif = { pmt = { cible = 1560 }, pfa = { gain = 110 } }
[assistant]
profil = "secretaire"
embauche = 2026-02-01
employeur = "direct"
position = 7
brut_mensuel_euros = 1371.5
heures_semaine = 24
anciennete_depuis = 2020-09-01
[[constats]]
date = 2029-01-15
pmt = 1500
connu_le = 2029-02-10
[[constats]]
date = 2028-01-15
pfa = 1650
[lectures]
Q-TAUX = "niveau"
Q-95 = "95"
"#;

const WHOLE_JSON: &str = r#"{
  "reference": "cabinet-des-lilas",
  "medecin": {"specialite": "01", "secteur": "2-optam", "naissance": "1961-05-04", "installation": "01/02/2024",
    "zone": "zip", "honoraires_cliniques_euros": "81000.50", "honoraires_sans_depassement_euros": 100000.00,
    "activite_mixte": true, "temps_liberal": "3/5", "exercice_regroupe": false, "exercice_coordonne": "engagement"},
  "patientele": {"date": "2025-12-31", "pmt": 1300, "pfa": 1600,
    "bandes": {"pmt": ["p50-p90", "p90-p95"], "pfa": ["p50-p90"]},
    "seuils": {"pfa": {"p30": 1457, "p50": 1800}}, "reconstituee": {"pmt": 900, "pfa": 1250}},
  "contrat": {"signature": "2026-01-15", "option": "1", "justificatifs": "2026-01-20",
    "objectif": {"pmt": {"cible": 1560}, "pfa": {"gain": 110}}},
  "assistant": {"profil": "secretaire", "embauche": "2026-02-01", "employeur": "direct", "position": 7,
    "brut_mensuel_euros": "1371,50", "heures_semaine": "24.0", "anciennete_depuis": "01/09/2020"},
  "constats": [{"date": "2028-01-15", "pfa": 1650}, {"date": "2029-01-15", "pmt": 1500, "connu_le": "2029-02-10"}],
  "lectures": {"Q-TAUX": "niveau"}
}"#;

#[test]
fn toml_and_json_give_the_same_dossier() {
    let toml = read(WHOLE, Format::Toml, "2026-02-01");
    assert_eq!(toml, read(WHOLE_JSON, Format::Json, "2026-02-01"));
    assert_eq!(toml.medecin.honoraires_cliniques, Some(Centimes(8_100_050)));
    assert_eq!(toml.medecin.temps_liberal, Some(Fraction::new(3, 5)));
    assert_eq!(toml.patientele.bandes.pmt, Some(Bandes::only(Bande::P50P90).with(Bande::P90P95)));
    assert_eq!(toml.contrat.objectif.pmt, Some(ObjectifSaisi::Cible(1560)));
    assert_eq!(toml.constats[0].date, day("2028-01-15"));
    assert_eq!(toml.lectures.id(Question::Taux), "niveau");
    assert_eq!(toml.regime, Regime::Convention2024);
}

#[test]
fn the_format_is_found_out() {
    let json = dossier::parse(&convention(), "-", WHOLE_JSON.as_bytes(), None, day("2026-02-01"));
    let toml = dossier::parse(&convention(), "-", WHOLE.as_bytes(), None, day("2026-02-01"));
    assert!(json.is_ok() && json == toml);
}

#[test]
fn a_specialty_is_enough_and_the_rest_is_unknown() {
    let dossier = read("medecin.specialite = \"04\"", Format::Toml, "2022-01-01");
    assert_eq!(dossier.regime, Regime::Avenant7);
    assert_eq!(dossier.canonical().to_string(), r#"{"medecin":{"specialite":"04"}}"#);
}

#[test]
fn the_canonical_form_is_sorted_and_says_only_what_is_known() {
    let canonical = read(WHOLE, Format::Toml, "2026-02-01").canonical().to_string();
    let expected = concat!(
        r#"{"assistant":{"anciennete_depuis":"2020-09-01","brut_mensuel_euros":"1371.50","embauche":"2026-02-01","#,
        r#""employeur":"direct","heures_semaine":24,"position":7,"profil":"secretaire"},"#,
        r#""constats":[{"date":"2028-01-15","pfa":1650},{"connu_le":"2029-02-10","date":"2029-01-15","pmt":1500}],"#,
        r#""contrat":{"justificatifs":"2026-01-20","objectif":{"pfa":{"gain":110},"pmt":{"cible":1560}},"#,
        r#""option":"1","signature":"2026-01-15"},"lectures":{"Q-TAUX":"niveau"},"#,
        r#""medecin":{"activite_mixte":true,"exercice_coordonne":"engagement","exercice_regroupe":false,"#,
        r#""honoraires_cliniques_euros":"81000.50","honoraires_sans_depassement_euros":100000,"#,
        r#""installation":"2024-02-01","naissance":"1961-05-04","secteur":"2-optam","specialite":"01","#,
        r#""temps_liberal":"3/5","zone":"zip"},"patientele":{"bandes":{"pfa":"p50-p90","pmt":["p50-p90","p90-p95"]},"#,
        r#""date":"2025-12-31","pfa":1600,"pmt":1300,"reconstituee":{"pfa":1250,"pmt":900},"#,
        r#""seuils":{"pfa":{"p30":1457,"p50":1800}}},"reference":"cabinet-des-lilas"}"#,
    );
    assert_eq!(canonical, expected);
}

#[test]
fn the_regime_is_that_of_the_signature_day() {
    let tables = convention().tables;
    let at = |lectures: &Lectures, text: &str| regime_de(&tables, lectures, day(text)).map(Regime::id);
    let mut lectures = Lectures::default();
    for (text, regime) in [
        ("2019-08-20", None),
        ("2019-08-21", Some("avenant-7")),
        ("2023-04-30", Some("avenant-7")),
        ("2023-05-01", Some("reglement-arbitral-2023")),
        ("2024-06-21", Some("reglement-arbitral-2023")),
        ("2024-06-22", Some("convention-2024")),
        ("2049-12-31", Some("convention-2024")),
        ("2050-01-01", None),
    ] {
        assert_eq!(at(&lectures, text), regime, "{text}");
    }
    lectures.set(Question::Entree, 1);
    assert_eq!(at(&lectures, "2024-06-20"), Some("reglement-arbitral-2023"));
    assert_eq!(at(&lectures, "2024-06-21"), Some("convention-2024"));
}

// ---- the example ----

#[test]
fn the_example_reads_without_fault_on_any_day() {
    for au in ["2026-01-15", "2024-06-22", "2029-12-31", "2040-01-01"] {
        let dossier = read(&dossier::exemple(), Format::Toml, au);
        assert_eq!(dossier.medecin.specialite, "01");
        assert!(dossier.patientele.effectif.pmt.is_some() && dossier.contrat.option.is_some());
    }
}

/// Each commented line of the example, brought to life alone with the headers that it needs.
#[test]
fn each_commented_line_of_the_example_is_valid() {
    let example = dossier::exemple();
    let lines: Vec<&str> = example.lines().collect();
    let value = |line: &str| line.starts_with('#') && !line.starts_with("# ") && line.contains(" = ");
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| value(line)) {
        let header = lines[..at].iter().rposition(|l| l.trim_start_matches('#').starts_with('['));
        let mut live: Vec<usize> = header.into_iter().chain([at]).collect();
        if header.is_some_and(|h| lines[h] == "#[[constats]]") {
            // a constat has its date and a figure
            let after = |start: &str| (at.min(header.unwrap_or(0))..lines.len()).find(|i| lines[*i].starts_with(start));
            live.extend(after("#date = "));
            live.extend(after("#pfa = ").filter(|_| !line.starts_with("#pmt")));
        }
        if header.is_some_and(|h| lines[h] == "#[[evenements]]") {
            // an event is one block
            let start = header.unwrap_or(0);
            live.extend((start..lines.len()).take_while(|i| value(lines[*i]) || *i == start));
        }
        if header.is_some_and(|h| lines[h] == "#[[encaissements]]") {
            let start = header.unwrap_or(0);
            live.extend((start..lines.len()).filter(|i| value(lines[*i])).take(2));
        }
        let alive = |i: usize| if live.contains(&i) { lines[i].trim_start_matches('#') } else { lines[i] };
        let text = (0..lines.len()).map(alive).collect::<Vec<_>>().join("\n");
        tried += 1;
        let found = dossier::parse(&convention(), "d", text.as_bytes(), Some(Format::Toml), day("2026-02-01"));
        let codes: Vec<&str> = found.err().unwrap_or_default().iter().map(|f| f.code).collect();
        let expected: &[&str] = match line.trim_start_matches('#').split(" = ").next() {
            Some("pmt_adultes") => &["pmt-attendu"],
            // What this contract cannot have: it renews by itself, its doctor is not 65, nothing is suspended.
            _ if text.contains("\ntype = \"avenant-prorogation\"") => &["prorogation-sans-objet"],
            _ if text.contains("\ntype = \"avenant-65-ans\"") => &["avenant-65-trop-tot"],
            _ if text.contains("\ntype = \"reprise\"") => &["reprise-sans-suspension"],
            Some("temps_liberal") => &["temps-liberal-sans-activite-mixte"],
            _ => &[],
        };
        // pmt_adultes stands in tables whose every line gives that one fault
        let adults = header.is_some_and(|h| lines[h].contains("pmt_adultes"));
        assert_eq!(codes, if adults { &["pmt-attendu"] } else { expected }, "{line}\n{text}");
    }
    assert!(tried > 60, "{tried}");
}

/// The same of a group's example.
#[test]
fn each_commented_line_of_the_group_s_example_is_valid() {
    let example = dossier::exemple_collectif();
    let lines: Vec<&str> = example.lines().collect();
    let value = |line: &str| line.starts_with('#') && !line.starts_with("# ") && line.contains(" = ");
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| value(line)) {
        let header = lines[..at].iter().rposition(|l| l.trim_start_matches('#').starts_with('['));
        let mut live: Vec<usize> = header.into_iter().chain([at]).collect();
        if header.is_some_and(|h| lines[h] == "#[[constats]]") {
            let after = |start: &str| (at.min(header.unwrap_or(0))..lines.len()).find(|i| lines[*i].starts_with(start));
            live.extend(after("#date = "));
            live.extend(after("#pfa = ").filter(|_| !line.starts_with("#pmt")));
        }
        let alive = |i: usize| if live.contains(&i) { lines[i].trim_start_matches('#') } else { lines[i] };
        let text = (0..lines.len()).map(alive).collect::<Vec<_>>().join("\n");
        let found = dossier::lire(&convention(), "d", text.as_bytes(), Some(Format::Toml), day("2026-03-02"));
        assert!(matches!(found, Ok(Cas::Collectif(_))), "{line}: {found:?}\n{text}");
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn the_examples_show_every_field() {
    fn names(champs: &'static [Field], all: &mut Vec<&'static str>) {
        for field in champs.iter().filter(|c| c.ecrit()) {
            all.push(field.nom);
            names(field.champs(), all);
        }
    }
    for (champs, example) in [(CHAMPS, dossier::exemple()), (CHAMPS_COLLECTIF, dossier::exemple_collectif())] {
        let mut all = Vec::new();
        names(champs, &mut all);
        for name in all {
            assert!(example.contains(name), "{name}");
        }
        assert!(example.lines().all(|l| l.chars().count() <= 100), "a line is too long");
    }
}

// ---- the schema ----

#[test]
fn the_schema_describes_every_field_in_french() {
    let convention = convention();
    let whole = dossier::schema(&convention);
    assert_eq!(whole["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let schema = &whole["$defs"]["individuel"];
    assert_eq!(schema["required"], serde_json::json!(["medecin"]));
    let specialties = schema["properties"]["medecin"]["properties"]["specialite"]["enum"].as_array().map(Vec::len);
    assert_eq!(specialties, Some(convention.tables.specialites.len()));
    assert_eq!(schema["properties"]["lectures"]["properties"]["Q-TAUX"]["enum"], serde_json::json!(["gain", "niveau"]));
    fn described(champs: &[Field], properties: &serde_json::Value) {
        for field in champs.iter().filter(|c| c.ecrit()) {
            let schema = &properties[field.nom];
            assert!(schema["description"].as_str().is_some_and(|d| !d.is_empty()), "{}", field.nom);
            let inner = if schema["items"].is_object() { &schema["items"] } else { schema };
            described(field.champs(), &inner["properties"]);
        }
    }
    described(CHAMPS, &schema["properties"]);
    let types = schema["properties"]["evenements"]["items"]["properties"]["type"]["enum"].as_array().map(Vec::len);
    assert_eq!(types, Some(dossier::TypeEvenement::ALL.len()));
    described(CHAMPS_COLLECTIF, &whole["$defs"]["collectif"]["properties"]);
    assert!(schema["properties"]["membres"].is_null());
}

// ---- any dossier, through its canonical form ----

fn jour(from: &'static str, to: &'static str) -> impl Strategy<Value = Jour> {
    (day(from).0..=day(to).0).prop_map(Jour)
}

fn one<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(proptest::sample::select(all))
}

fn maybe<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>>
where
    S::Value: Clone,
{
    proptest::option::of(strategy)
}

fn doctor() -> impl Strategy<Value = Medecin> {
    let words = (one(Secteur::ALL), one(Zone::ALL), one(Coordination::ALL), maybe(any::<bool>()));
    let dates = (maybe(jour("1930-01-01", "1990-01-01")), maybe(jour("1991-01-01", "2019-08-20")));
    let fees = (maybe(0i64..=50_000_000), maybe(50_000_000i64..=1_000_000_000));
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let share = maybe((1i64..=40, 0i64..=40));
    let specialty = proptest::sample::select(&["01", "02", "04", "14", "chirurgie", "radiologie"][..]);
    (specialty, words, dates, fees, flags, share).prop_map(
        |(
            specialite,
            (secteur, zone, exercice_coordonne, exercice_regroupe),
            (naissance, installation),
            fees,
            flags,
            share,
        )| {
            let (rqth, ald, activite_mixte, remplacant) = flags;
            Medecin {
                specialite: specialite.to_owned(),
                secteur,
                naissance,
                installation,
                zone,
                honoraires_cliniques: fees.0.map(Centimes),
                honoraires_sans_depassement: fees.1.map(Centimes),
                rqth,
                ald,
                sans_seuil_minimal: ald && !rqth && remplacant,
                activite_mixte,
                temps_liberal: share.filter(|_| activite_mixte).map(|(n, more)| Fraction::new(n, n + more)),
                remplacant,
                exercice_regroupe,
                exercice_coordonne,
            }
        },
    )
}

fn pair<S: Strategy + Clone>(strategy: S) -> impl Strategy<Value = Paire<Option<S::Value>>>
where
    S::Value: Clone,
{
    (proptest::option::of(strategy.clone()), proptest::option::of(strategy)).prop_map(|(pmt, pfa)| Paire { pmt, pfa })
}

fn start(adults: bool) -> impl Strategy<Value = Patientele> {
    let scale = if adults { Bandes::ECHELLE_AVENANT_7 } else { Bandes::ECHELLE_2021 };
    let bands: Vec<Bande> = scale.iter().collect();
    let bands = proptest::sample::subsequence(bands, 1..=5).prop_map(|b| b.into_iter().collect::<Bandes>());
    let count = 0u32..=100_000;
    // Above every published threshold below it, so that the two together grow.
    let above = (90_000u32..=95_000, 0u32..=5_000).prop_map(|(p90, more)| Percentiles {
        p90: Some(p90),
        p95: Some(p90 + 1 + more.min(4_999)),
        ..Percentiles::default()
    });
    let percentiles = proptest::option::of(above).prop_map(Option::unwrap_or_default);
    let thresholds = (percentiles.clone(), percentiles).prop_map(|(pmt, pfa)| Paire { pmt, pfa });
    (maybe(jour("1900-01-01", "2100-12-31")), pair(count.clone()), pair(bands), thresholds, pair(count)).prop_map(
        |(date, effectif, bandes, seuils, reconstituee)| Patientele { date, effectif, bandes, seuils, reconstituee },
    )
}

fn objective() -> impl Strategy<Value = ObjectifSaisi> + Clone {
    prop_oneof![
        Just(ObjectifSaisi::Maintien),
        (1u32..=100_000).prop_map(ObjectifSaisi::Gain),
        (1u32..=100_000).prop_map(ObjectifSaisi::Cible),
    ]
}

fn constats() -> impl Strategy<Value = Vec<Constat>> {
    let one = (1i32..=4000, pair(0u32..=100_000), maybe(0i32..=400));
    proptest::collection::btree_map(0i32..=200, one, 0..4).prop_map(|all| {
        all.into_iter()
            .map(|(gap, (_, effectif, known))| {
                let date = day("2050-01-01").plus_days(gap);
                let pfa = effectif.pfa.or(if effectif.pmt.is_none() { Some(0) } else { None });
                Constat { date, effectif: Paire { pmt: effectif.pmt, pfa }, connu_le: known.map(|k| date.plus_days(k)) }
            })
            .collect()
    })
}

prop_compose! {
    fn any_dossier()(regime in proptest::sample::select(Regime::ALL))(
        regime in Just(regime),
        reference in maybe("[a-zé\"\\\\ ]{0,10}[a-z]"),
        medecin in doctor(),
        patientele in start(regime == Regime::Avenant7),
        signed in any::<bool>(),
        offset in 0i32..=300,
        option in one(&[OptionEtp::Demi, OptionEtp::Un]),
        justificatifs in maybe(jour("2019-08-21", "2030-01-01")),
        objectif in pair(objective()),
        assistant in (one(Profil::ALL), maybe(jour("2019-01-01", "2030-01-01")), one(Employeur::ALL)),
        paid in (maybe(5u8..=9), maybe(1i64..=1_000_000), maybe(1i64..=3_500), maybe(0i32..=9000)),
        typed in maybe(0i64..=10_000_000),
        constats in constats(),
        readings in proptest::collection::vec(0u8..3, Question::ALL.len()),
    ) -> (Dossier, Jour) {
        let first = match regime {
            Regime::Avenant7 => "2019-08-21",
            Regime::ReglementArbitral2023 => "2023-05-01",
            Regime::Convention2024 => "2024-06-22",
        };
        let day = day(first).plus_days(offset);
        let mut lectures = Lectures::default();
        for (question, reading) in Question::ALL.iter().zip(readings) {
            lectures.set(*question, reading);
        }
        let two = matches!(medecin.specialite.as_str(), "01" | "02" | "14");
        let objectif = Paire::from_fn(|i| {
            let start = patientele.effectif[i].unwrap_or(0);
            let sound = |o: &ObjectifSaisi| !matches!(o, ObjectifSaisi::Cible(n) if *n <= start);
            objectif[i].filter(sound).filter(|_| two || i == Indicateur::Pfa)
        });
        let (profil, embauche, employeur) = assistant;
        let (position, brut, heures, anciennete) = paid;
        let assistant = Assistant { profil, embauche, employeur, ..Assistant::default() };
        // A typed cost stands alone; a pay has a working time; the seniority begins by the hiring.
        let assistant = match typed {
            Some(cout) => Assistant { cout_annuel: Some(Centimes(cout)), ..assistant },
            None => Assistant {
                position,
                brut_mensuel: brut.map(Centimes).filter(|_| heures.is_some() || option.is_some()),
                heures_semaine: heures.map(|h| Fraction::new(h, 100)),
                anciennete_depuis: embauche.zip(anciennete).map(|(hired, days)| hired.plus_days(-days)),
                ..assistant
            },
        };
        let dossier = Dossier {
            reference,
            medecin,
            patientele,
            contrat: Contrat { signature: signed.then_some(day), option, justificatifs, objectif },
            assistant,
            constats: if signed { constats } else { Vec::new() },
            evenements: Vec::new(),
            encaissements: Vec::new(),
            lectures,
            regime,
        };
        (dossier, day)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_canonical_form_reads_back_equal((dossier, au) in any_dossier()) {
        let text = dossier.canonical().to_string();
        let read = dossier::parse(rules(), "d", text.as_bytes(), None, au);
        prop_assert_eq!(read.as_ref(), Ok(&dossier), "{}", text);
        // and again, to the byte
        prop_assert_eq!(read.map(|d| d.canonical().to_string()), Ok(text));
    }

    /// Whatever the bytes, an answer or faults: never a panic.
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = dossier::parse(rules(), "d", &bytes, None, day("2026-02-01"));
    }

    /// The same on what looks like a dossier, with any piece of it replaced.
    #[test]
    fn no_edit_makes_it_panic(at in 0usize..WHOLE.len(), length in 0usize..40, piece in "[\\PC\n]{0,12}") {
        let mut text = WHOLE.to_owned();
        text.replace_range(at..(at + length).min(WHOLE.len()), &piece);
        let read = dossier::parse(rules(), "d", text.as_bytes(), None, day("2026-02-01"));
        if let Err(faults) = read {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|f| !f.message.is_empty() && !f.conseil.is_empty()));
        }
    }
}

/// The rules, loaded once for the properties.
fn rules() -> &'static Convention {
    static RULES: std::sync::OnceLock<Convention> = std::sync::OnceLock::new();
    RULES.get_or_init(convention)
}
