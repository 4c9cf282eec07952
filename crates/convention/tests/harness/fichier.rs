//! The form of a case file.
//!
//! ```toml
//! [[cas]]
//! nom = "…"
//! regles = ["MON-2"]                # ids of the rules that it covers
//! cellule = "illustration 2, …"     # the cell of the documents, where there is one
//! au = 2026-01-15                   # day of study
//! connu_au = 2026-03-01             # what is known that day, where it is not the day of study
//! si = "pmt=1430,pfa=1650"          # hypothesis, where there is one
//! dossier = """…"""                 # words in capitals may stand for what a variant gives
//! remplace = { LECTURE = "" }       # what such a word stands for unless a variant says otherwise
//! variante = [{ nom = "…", remplace = { PMT = "1430" }, attendu = { "/annees/2/part" = "1/2" } }]
//! [cas.attendu]                     # of every variant; a variant's own values win
//! "/annees/1/montant_centimes" = 28_000_00
//! ```
//!
//! `refus = ["contrat.signature"]` instead of `attendu`: the dossier is refused, with a fault at each
//! of these paths. A variant may also give `au`, `connu_au`, `si`, `cellule` and more `regles`.

use std::collections::BTreeMap;
use std::path::Path;

use convention::indicateur::Paire;
use convention::jour::Jour;
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

/// A case, or one variant of a case.
#[derive(Debug, Clone)]
pub struct Cas {
    pub fichier: String,
    pub nom: String,
    pub regles: Vec<String>,
    pub au: Jour,
    pub connu_au: Jour,
    pub si: Paire<Option<u32>>,
    pub dossier: String,
    pub attendu: Attendu,
}

/// What must come out.
#[derive(Debug, Clone)]
pub enum Attendu {
    /// A study with these values, by pointer.
    Etude(BTreeMap<String, Value>),
    /// Faults at these paths.
    Refus(Vec<String>),
}

const CLES: &[&str] =
    &["nom", "regles", "cellule", "au", "connu_au", "si", "dossier", "remplace", "variante", "attendu", "refus"];
const CLES_VARIANTE: &[&str] = &["nom", "regles", "cellule", "au", "connu_au", "si", "remplace", "attendu", "refus"];

/// Reads a case file.
///
/// # Panics
///
/// Where the file does not have the form above: a case that is not read must not pass.
pub fn lire(path: &Path) -> Vec<Cas> {
    let fichier = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    let document = read_toml(path);
    let Some(list) = document.get("cas").and_then(Value::as_array) else { panic!("{fichier}: no [[cas]]") };
    assert_eq!(document.as_object().map(Map::len), Some(1), "{fichier}: only [[cas]] may stand at the top");
    let cases: Vec<Cas> = list.iter().flat_map(|value| developper(&fichier, value)).collect();
    let mut names: Vec<&str> = cases.iter().map(|c| c.nom.as_str()).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        panic!("{fichier}: two cases are named « {} »", twice[0]);
    }
    cases
}

/// A TOML file as JSON; dates become text.
pub fn read_toml(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    match DeTable::parse(&text) {
        Ok(table) => table_to_json(table.get_ref()),
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// The case itself where it has no variant, else each of its variants.
fn developper(fichier: &str, cas: &Value) -> Vec<Cas> {
    let nom = text(cas, "nom").unwrap_or_else(|| panic!("{fichier}: a case without name"));
    let ici = format!("{fichier}: « {nom} »");
    known_keys(&ici, cas, CLES);
    match cas.get("variante") {
        None => vec![construire(fichier, &ici, cas, &Value::Object(Map::new()))],
        Some(Value::Array(variantes)) if !variantes.is_empty() => variantes
            .iter()
            .map(|variante| {
                known_keys(&ici, variante, CLES_VARIANTE);
                construire(fichier, &ici, cas, variante)
            })
            .collect(),
        Some(_) => panic!("{ici}: `variante` is a list of tables"),
    }
}

fn construire(fichier: &str, ici: &str, cas: &Value, variante: &Value) -> Cas {
    let own = |key: &str| text(variante, key).or_else(|| text(cas, key));
    let nom = match (text(cas, "nom"), text(variante, "nom")) {
        (Some(nom), Some(variante)) => format!("{nom} / {variante}"),
        (Some(nom), None) => nom.to_owned(),
        _ => panic!("{ici}: a case without name"),
    };
    let day =
        |key: &str| own(key).map(|text| Jour::parse_iso(text).unwrap_or_else(|| panic!("{ici}: `{key}` is a date")));
    let au = day("au").unwrap_or_else(|| panic!("{ici}: no `au`"));
    let connu_au = day("connu_au").unwrap_or(au);
    let regles: Vec<String> = [cas, variante].into_iter().flat_map(|v| texts(ici, v, "regles")).collect();
    assert!(!regles.is_empty(), "{ici}: no rule");

    let mut dossier = text(cas, "dossier").unwrap_or_else(|| panic!("{ici}: no `dossier`")).to_owned();
    let mut words: BTreeMap<&str, &str> = BTreeMap::new();
    for source in [cas, variante] {
        for (word, value) in source.get("remplace").and_then(Value::as_object).into_iter().flatten() {
            words.insert(word, value.as_str().unwrap_or_else(|| panic!("{ici}: {word} stands for a text")));
        }
    }
    for (word, value) in words {
        dossier = replace_word(&dossier, word, value).unwrap_or_else(|| panic!("{ici}: no {word} in the dossier"));
    }

    let mut values: BTreeMap<String, Value> = BTreeMap::new();
    for source in [cas, variante] {
        for (pointer, value) in source.get("attendu").and_then(Value::as_object).into_iter().flatten() {
            values.insert(pointer.clone(), value.clone());
        }
    }
    let refus: Vec<String> = [cas, variante].into_iter().flat_map(|v| texts(ici, v, "refus")).collect();
    let attendu = match (values.is_empty(), refus.is_empty()) {
        (false, true) => Attendu::Etude(values),
        (true, false) => Attendu::Refus(refus),
        _ => panic!("{nom}: either `attendu` or `refus`"),
    };
    let si = own("si").map_or_else(Paire::default, |si| hypothese(ici, si));
    Cas { fichier: fichier.to_owned(), nom, regles, au, connu_au, si, dossier, attendu }
}

/// `pmt=1430,pfa=1650`.
fn hypothese(ici: &str, text: &str) -> Paire<Option<u32>> {
    let mut si = Paire::default();
    for part in text.split(',') {
        let (key, value) = part.split_once('=').unwrap_or_else(|| panic!("{ici}: `si` is pmt=…,pfa=…"));
        let value = Some(value.parse().unwrap_or_else(|_| panic!("{ici}: `si` takes whole numbers")));
        match key {
            "pmt" => si.pmt = value,
            "pfa" => si.pfa = value,
            _ => panic!("{ici}: `si` knows pmt and pfa"),
        }
    }
    si
}

/// `text` with every whole word `word` replaced; `None` where there is none.
fn replace_word(text: &str, word: &str, value: &str) -> Option<String> {
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let mut out = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find(word) {
        let (before, after) = (&rest[..at], &rest[at + word.len()..]);
        let whole = !before.ends_with(part_of_word) && !after.starts_with(part_of_word);
        found |= whole;
        out.push_str(before);
        out.push_str(if whole { value } else { word });
        rest = after;
    }
    out.push_str(rest);
    found.then_some(out)
}

fn known_keys(ici: &str, value: &Value, known: &[&str]) {
    for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
        assert!(known.contains(&key.as_str()), "{ici}: unknown key `{key}`");
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn texts(ici: &str, value: &Value, key: &str) -> Vec<String> {
    let item = |v: &Value| v.as_str().unwrap_or_else(|| panic!("{ici}: `{key}` is a list of texts")).to_owned();
    value.get(key).and_then(Value::as_array).map_or_else(Vec::new, |list| list.iter().map(item).collect())
}

fn table_to_json(table: &DeTable<'_>) -> Value {
    Value::Object(table.iter().map(|(k, v)| (k.get_ref().to_string(), value_to_json(v.get_ref()))).collect())
}

fn value_to_json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(integer) => {
            Value::from(i64::from_str_radix(integer.as_str(), integer.radix()).expect("a number of 64 bits"))
        }
        DeValue::Float(float) => panic!("{}: cases have no decimals", float.as_str()),
        DeValue::Boolean(boolean) => Value::Bool(*boolean),
        DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
        DeValue::Array(list) => Value::Array(list.iter().map(|v| value_to_json(v.get_ref())).collect()),
        DeValue::Table(table) => table_to_json(table),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_whole_words_are_replaced() {
        let replaced = super::replace_word("pmt = PMT\nc = CONSTAT_PMT", "PMT", "1300");
        assert_eq!(replaced.as_deref(), Some("pmt = 1300\nc = CONSTAT_PMT"));
        assert_eq!(super::replace_word("a = b", "PMT", "1"), None);
    }
}
