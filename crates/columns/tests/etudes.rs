//! Columns say what studies say: on dossiers of every regime, option, band, year, age, nature of objectives, and
//! with every kind of hole, in natural types and in text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)]

mod commun;
#[path = "../../convention/tests/oracle/generateur.rs"]
mod generateur;
#[path = "../../convention/tests/oracle/publies.rs"]
mod publies;
#[path = "../../convention/tests/oracle/sauvage.rs"]
mod sauvage;
#[path = "../../convention/tests/oracle/situation.rs"]
mod situation;
#[path = "../../convention/tests/oracle/vies.rs"]
mod vies;

use arrow_array::{Array, RecordBatch};
use columns::{Choix, Empreinte, Moteur, Options};
use commun::{Ligne, lot};
use convention::document::Format;
use convention::dossier;
use convention::etude::{Demande, Etude, etudier};
use convention::explication::Regle;
use convention::fault::Fault;
use convention::jour::Jour;
use convention::question::Question;
use convention::tables::Convention;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use situation::Situation;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static CONVENTION: LazyLock<Arc<Convention>> = LazyLock::new(|| Arc::new(Convention::embarquee().unwrap()));

/// Years that are asked: past the term, so that renewals have their say.
const ANNEES: u8 = 7;

fn jour(text: &str) -> Jour {
    Jour::parse_iso(text).unwrap()
}

fn calculer(s: &Situation, natural: bool, options: Options) -> RecordBatch {
    let moteur = Moteur::new(CONVENTION.clone(), jour(&s.au), 1..=ANNEES, options);
    let contrats = lot(&[Ligne::de(&s.json())], natural);
    let entree = moteur.lier("contrats", &contrats.schema(), &Choix::default()).unwrap();
    let (batch, comptes) = moteur.atelier().calculer(&entree, &contrats, 1).unwrap();
    assert!(comptes.sont_justes(moteur.lignes_par_contrat()), "{comptes:?}");
    batch
}

/// The cells of a row by column, those that are null left out; what nobody asks of a study is left out too.
fn cellules(batch: &RecordBatch, row: usize) -> BTreeMap<String, String> {
    let schema = batch.schema();
    let cell = |(index, field): (usize, &Arc<arrow_schema::Field>)| {
        let array =
            arrow_select::take::take(batch.column(index), &arrow_array::Int32Array::from(vec![row as i32]), None);
        let array = array.unwrap();
        let text = arrow_cast_texte(&array)?;
        Some((field.name().clone(), text))
    };
    schema.fields().iter().enumerate().filter_map(cell).collect()
}

/// The only value of an array as text.
fn arrow_cast_texte(array: &arrow_array::ArrayRef) -> Option<String> {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Date32Type, Int32Type, Int64Type};
    use arrow_schema::DataType;
    if array.is_null(0) {
        return None;
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(0).to_owned(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(0).to_string(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(0).to_string(),
        DataType::Boolean => array.as_boolean().value(0).to_string(),
        DataType::Date32 => Jour(array.as_primitive::<Date32Type>().value(0)).to_string(),
        DataType::Dictionary(..) => {
            let words = array.as_dictionary::<Int32Type>();
            words.values().as_string::<i32>().value(words.key(0)?).to_owned()
        }
        other => panic!("{other}"),
    })
}

/// The same cells out of an étude and its JSON, for a year.
fn attendues(entiere: &Etude, etude: &Value, n: u8) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    // What a year is measured against: the JSON tells it where an avenant wrote it, and of a primo-installé's
    // second objective only that it is not known.
    let year = entiere.chiffrage.annees.get(usize::from(n) - 1);
    let objectifs = year.map_or(entiere.chiffrage.objectifs, |year| year.annee.objectifs);
    let mut put = |nom: &str, value: &Value| {
        match value {
            Value::Null => None,
            Value::String(text) => cells.insert(nom.to_owned(), text.clone()),
            other => cells.insert(nom.to_owned(), other.to_string()),
        };
    };
    let eligibilite = &etude["eligibilite"];
    put("specialite", &etude["dossier"]["medecin"]["specialite"]);
    put("regime", &etude["regime"]);
    put("verdict", &eligibilite["verdict"]);
    put("deja_signe", &eligibilite["deja_signe"]);
    put("bande", &etude["bande"]);
    for (colonne, etat) in [("motifs_echoues", "echoue"), ("motifs_inconnus", "inconnu")] {
        let motifs = eligibilite["motifs"].as_array().unwrap().iter().filter(|m| m["etat"] == etat);
        // A cell has them in the order of the rules, a study in the order in which they are asked.
        let mut ids: Vec<&str> = motifs.map(|m| m["regle"].as_str().unwrap()).collect();
        ids.sort_by_key(|id| Regle::IDS.iter().position(|known| known == id));
        if !ids.is_empty() {
            put(colonne, &Value::from(ids.join(" ")));
        }
    }
    let annee = etude["annees"].as_array().unwrap().iter().find(|a| a["annee"] == n);
    for (i, objectif) in [("pmt", objectifs.pmt), ("pfa", objectifs.pfa)] {
        let Some(o) = objectif else { continue };
        put(&format!("{i}_nature"), &o.nature.map_or(Value::Null, |nature| nature.id().into()));
        put(&format!("{i}_origine"), &o.origine.id().into());
        let champs = [("depart", o.depart), ("cible", o.cible), ("plancher", o.plancher)];
        for (champ, patients) in champs.into_iter().chain([("seuil_atteint", o.seuil_atteint)]) {
            put(&format!("{i}_{champ}"), &patients.into());
        }
    }
    put("option", &etude["dossier"]["contrat"]["option"]);
    let Some(annee) = annee else { return cells };
    put("option", &annee["option"]);
    // A year that an early end left without a day has none in a row.
    if annee["debut"].as_str() <= annee["fin"].as_str() {
        put("debut", &annee["debut"]);
        put("fin", &annee["fin"]);
    }
    put("montant_centimes", &annee["montant_centimes"]);
    put("aide_centimes", &annee["aide_centimes"]);
    for terme in ["num", "den"] {
        put(&format!("part_{terme}"), &annee["part"][terme]);
        for i in ["pmt", "pfa"] {
            put(&format!("{i}_taux_{terme}"), &annee["atteintes"][i]["taux"][terme]);
        }
    }
    for i in ["pmt", "pfa"] {
        put(&format!("{i}_constat"), &annee["atteintes"][i]["constat"]);
        put(&format!("{i}_issue"), &annee["atteintes"][i]["issue"]);
    }
    for nature in ["integral", "acompte", "solde", "reversement"] {
        let versements = etude["versements"].as_array().unwrap().iter();
        let mut paid = versements.filter(|v| v["annee"] == n && v["nature"] == nature).peekable();
        if paid.peek().is_some() {
            let sum: Option<i64> = paid.map(|v| v["montant_centimes"].as_i64()).sum();
            put(&format!("{nature}_centimes"), &sum.map_or(Value::Null, Value::from));
        }
    }
    cells
}

/// What a study does not say, or says in another form.
const A_PART: [&str; 4] = ["ligne", "reference", "annee", "regles"];

fn comparer(s: &Situation) -> Result<(), TestCaseError> {
    let au = jour(&s.au);
    let text = s.json().to_string();
    let read = dossier::parse(&CONVENTION, "d.json", text.as_bytes(), Some(Format::Json), au);
    let (batch, text_batch) = (calculer(s, true, Options::default()), calculer(s, false, Options::default()));
    let digest = |batch: &RecordBatch| {
        let mut empreinte = Empreinte::default();
        empreinte.ajouter(batch);
        empreinte.to_string()
    };
    prop_assert_eq!(digest(&batch), digest(&text_batch), "natural types and text\n{}", s.toml());
    let dossier = match read {
        Ok(dossier) => dossier,
        Err(faults) => {
            let found = cellules(&batch, 0);
            // A form forgives what a file does not: a number in quotes, an empty value.
            prop_assert!(batch.num_rows() == 1 || forgiven(&faults), "{faults:?}\n{found:?}\n{}", s.toml());
            return Ok(());
        }
    };
    prop_assert_eq!(batch.num_rows(), usize::from(ANNEES), "{:?}\n{}", cellules(&batch, 0), s.toml());
    let etude = etudier(&CONVENTION, &dossier, &Demande::au(au));
    let json = etude.to_json(&CONVENTION);
    for n in 1..=ANNEES {
        let mut found = cellules(&batch, usize::from(n) - 1);
        A_PART.iter().for_each(|colonne| drop(found.remove(*colonne)));
        prop_assert_eq!(found, attendues(&etude, &json, n), "year {}\n{}", n, s.toml());
    }
    Ok(())
}

/// Whether a file is refused for its form alone, which a row does not have.
fn forgiven(faults: &[Fault]) -> bool {
    let form = ["specialite-inconnue", "mot-inconnu", "fraction-invalide", "cle-inconnue", "lecture-inconnue"];
    faults.iter().all(|f| form.contains(&f.code) || f.code == "type-inattendu")
}

/// A part of a larger batch, and lists of another width, are read as the batch is.
#[test]
fn parts_of_a_batch_and_wide_lists() {
    use arrow_array::cast::AsArray;
    use arrow_array::{LargeListArray, ListArray};
    use arrow_buffer::{OffsetBuffer, ScalarBuffer};
    let au = jour("2026-11-28");
    let contrats = population::Population::new(&CONVENTION.tables, 3, au).unwrap().lot(0, 3000).unwrap();
    let moteur = Moteur::new(CONVENTION.clone(), au, 1..=5, Options::default());
    let digest = |lots: &[RecordBatch]| {
        let entree = moteur.lier("contrats", &lots[0].schema(), &Choix::default()).unwrap();
        let (mut empreinte, mut atelier, mut first) = (Empreinte::default(), moteur.atelier(), 1);
        for lot in lots {
            empreinte.ajouter(&atelier.calculer(&entree, lot, first).unwrap().0);
            first += lot.num_rows() as u64;
        }
        (empreinte.to_string(), empreinte.lignes())
    };
    let whole = digest(std::slice::from_ref(&contrats));
    assert_eq!(whole, digest(&[contrats.slice(0, 7), contrats.slice(7, 2000), contrats.slice(2007, 993)]));
    let index = contrats.schema().index_of("constats").unwrap();
    let list: &ListArray = contrats.column(index).as_list();
    let offsets: Vec<i64> = list.offsets().iter().map(|offset| i64::from(*offset)).collect();
    let item = Arc::new(arrow_schema::Field::new("item", list.values().data_type().clone(), true));
    let wide = LargeListArray::new(
        item,
        OffsetBuffer::new(ScalarBuffer::from(offsets)),
        list.values().clone(),
        list.nulls().cloned(),
    );
    let mut columns = contrats.columns().to_vec();
    columns[index] = Arc::new(wide);
    let fields = contrats.schema().fields().iter().map(|f| f.name().clone()).collect::<Vec<_>>();
    let wide = RecordBatch::try_from_iter(fields.into_iter().zip(columns)).unwrap();
    assert_eq!(whole, digest(&[wide]));
}

fn essayer(cases: u32, situations: impl Strategy<Value = Situation>) {
    let config =
        ProptestConfig { failure_persistence: None, cases, max_shrink_iters: 3000, ..ProptestConfig::default() };
    let run = TestRunner::new(config).run(&situations, |mut s| {
        s.connu_au = None;
        comparer(&s)
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

/// The questions of a row are those of which some other reading, written in the dossier, gives another row.
fn interroger(s: &Situation) -> Result<(), TestCaseError> {
    let options = Options { questions: true, bornes: true };
    let asked = calculer(s, false, options);
    if asked.num_rows() == 1 {
        return Ok(());
    }
    let said = |batch: &RecordBatch, row| {
        let mut cells = cellules(batch, row);
        ["regles", "questions"].iter().for_each(|colonne| drop(cells.remove(*colonne)));
        cells
    };
    let mut expected = vec![Vec::new(); usize::from(ANNEES)];
    // A journal that another reading makes impossible is refused when it is written with it: nothing to compare.
    let mut refused = Vec::new();
    for question in Question::ALL {
        let written = s.lectures.iter().find(|(q, _)| q == question.id()).map(|(_, lecture)| lecture.as_str());
        let own = written.unwrap_or(question.readings()[0]);
        let others = question.readings().iter().filter(|lecture| **lecture != own).map(|lecture| {
            let mut autre = s.clone();
            autre.lectures.retain(|(q, _)| q != question.id());
            autre.lectures.push((question.id().to_owned(), (*lecture).to_owned()));
            calculer(&autre, false, Options { questions: false, ..options })
        });
        let others: Vec<RecordBatch> = others.collect();
        if others.iter().any(|batch| batch.num_rows() == 1) {
            refused.push(question.id());
            continue;
        }
        for (row, expected) in expected.iter_mut().enumerate() {
            if others.iter().any(|other| said(other, row) != said(&asked, row)) {
                expected.push(question.id());
            }
        }
    }
    for (row, expected) in expected.iter().enumerate() {
        let found = cellules(&asked, row).remove("questions").unwrap_or_default();
        let found: Vec<&str> = found.split_whitespace().filter(|id| !refused.contains(id)).collect();
        prop_assert_eq!(&found, expected, "year {}\n{}", row + 1, s.toml());
    }
    Ok(())
}

#[test]
fn les_questions_qui_changent_la_ligne() {
    let config =
        |cases| ProptestConfig { failure_persistence: None, cases, max_shrink_iters: 300, ..Default::default() };
    let run = TestRunner::new(config(60)).run(&generateur::situations(), |mut s| {
        s.connu_au = None;
        interroger(&s)
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    let run = TestRunner::new(config(12)).run(&vies::vies(), |mut s| {
        s.connu_au = None;
        interroger(&s)
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn des_contrats_de_toute_sorte() {
    essayer(1500, generateur::situations());
}

#[test]
fn des_vies_de_contrat() {
    essayer(100, vies::vies());
}

#[test]
fn des_lignes_abimees() {
    essayer(800, sauvage::situations_sauvages());
}

/// A row that whoever read the input refused has that fault, whatever its columns hold.
#[test]
fn rows_refused_beforehand_keep_their_place() {
    let specialites = arrow_array::StringArray::from(vec!["01", "01", "xx"]);
    let lot = RecordBatch::try_from_iter([("medecin_specialite", Arc::new(specialites) as _)]).unwrap();
    let moteur = Moteur::new(Convention::embarquee().unwrap(), jour("2026-11-23"), 1..=2, Options::default());
    let entree = moteur.lier("essai", &lot.schema(), &Choix::default()).unwrap();
    let fault = Fault::new("champs-en-trop", &Default::default(), "trop de champs", "ôtez-en");
    let (annees, comptes) = moteur.atelier().calculer_sauf(&entree, &lot, 10, &[(1, fault)]).unwrap();
    assert_eq!((comptes.repondus, comptes.en_erreur, comptes.lignes), (1, 2, 4));
    assert!(comptes.sont_justes(2));
    let erreurs = annees.column_by_name("erreur").unwrap();
    let erreurs: Vec<Option<&str>> = arrow_array::cast::as_string_array(erreurs).iter().collect();
    assert_eq!(erreurs[..3], [None, None, Some("champs-en-trop : trop de champs ; ôtez-en")]);
    assert!(erreurs[3].is_some_and(|text| text.starts_with("specialite-inconnue medecin_specialite : ")));
    let lignes = annees.column_by_name("ligne").unwrap();
    let lignes = arrow_array::cast::as_primitive_array::<arrow_array::types::Int64Type>(lignes);
    assert_eq!(lignes.values(), &[10, 10, 11, 12]);
}
