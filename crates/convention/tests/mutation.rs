//! Data mutation: each value of the rule files, changed by its smallest step, must make a case fail.
//!
//! A number goes up and down by one, a decimal by its last digit, a date by one day, a share such as `3/4` by one part, yes and no
//! change places, a word of a closed set becomes the next one. A set of rules that the loader then
//! refuses counts as found. What no case notices is listed in `mutation_survivants.toml` with its
//! reason; the list holds no other.
#![allow(missing_docs, clippy::panic, clippy::expect_used)]

mod harness;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use convention::document::{self, Format, Node, Value};
use convention::dossier::{Forme, Secteur};
use convention::etude::{self, Demande, Reponse};
use convention::explication::{Noeud, Origine};
use convention::jour::Jour;
use convention::tables::cout::Assiette;
use convention::tables::{
    Convention, Critere, Depuis, FICHIERS, Modalite, NatureVersement, SerieMontant, Sort, Statut,
};

/// The files of numbers. `questions.toml` and `textes.toml` hold words for people.
const SERIES: &[&str] = &[
    "regimes.toml",
    "seuils.toml",
    "montants.toml",
    "baremes.toml",
    "parts.toml",
    "versements.toml",
    "delais.toml",
    "cout.toml",
    "collectif.toml",
];

/// One value of a rule file, changed.
#[derive(Debug)]
struct Mutant {
    fichier: &'static str,
    /// Path for people: rows by their id where they have one.
    chemin: String,
    /// Path of the document, as cells have it.
    path: String,
    avant: String,
    devient: String,
    /// The whole file with the change.
    texte: String,
}

/// A survivor: file, path, what the value becomes.
type Cle = (String, String, String);

impl Mutant {
    fn cle(&self) -> Cle {
        (self.fichier.to_owned(), self.chemin.clone(), self.devient.clone())
    }
}

#[test]
fn every_value_is_held_by_a_case() {
    let mutants: Vec<Mutant> = SERIES.iter().flat_map(|fichier| mutants(fichier)).collect();
    assert!(mutants.len() > 500, "only {} mutants: are the files read at all?", mutants.len());

    let embarquee = harness::convention();
    assert!(harness::run_all(&embarquee).is_empty(), "cases fail on the rules as they are: see the test `cas`");
    let survivors = survivors(&mutants, &reads(&embarquee));
    let found: BTreeSet<Cle> = survivors.iter().map(|mutant| mutant.cle()).collect();
    let listed = listed();
    let unlisted: Vec<String> = survivors
        .iter()
        .filter(|m| !listed.contains(&m.cle()))
        .map(|m| format!("  {} {} : {} devient {}", m.fichier, m.chemin, m.avant, m.devient))
        .collect();
    let killed: Vec<&Cle> = listed.difference(&found).collect();
    assert!(
        unlisted.is_empty() && killed.is_empty(),
        "{} mutants.\nNo case notices these {}: write one, or list it with its reason.\n{}\n\
         Listed, but found by a case or not a value: {killed:#?}",
        mutants.len(),
        unlisted.len(),
        unlisted.join("\n"),
    );
}

/// The mutants that no case notices, in their order. All the cores work.
fn survivors<'a>(mutants: &'a [Mutant], reads: &Reads) -> Vec<&'a Mutant> {
    let next = AtomicUsize::new(0);
    let survivors = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut order: Vec<usize> = (0..harness::cas().len()).collect();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(mutant) = mutants.get(index) else { return };
                    if !is_found(mutant, reads, &mut order) {
                        survivors.lock().expect("no worker panicked").push(index);
                    }
                }
            });
        }
    });
    let mut survivors = survivors.into_inner().expect("no worker panicked");
    survivors.sort_unstable();
    survivors.into_iter().map(|index| &mutants[index]).collect()
}

/// Whether the loader refuses the mutant, or a case fails.
///
/// Cases that read the value come first, then those that read its neighbours in the file, and among
/// them those that found something last.
fn is_found(mutant: &Mutant, reads: &Reads, order: &mut Vec<usize>) -> bool {
    let files: Vec<(&str, &[u8])> = FICHIERS
        .iter()
        .map(|(name, text)| (*name, if *name == mutant.fichier { mutant.texte.as_bytes() } else { text.as_bytes() }))
        .collect();
    let convention = match Convention::charger(&files) {
        Ok(convention) => convention,
        Err(faults) => {
            assert!(!faults.is_empty(), "{mutant:?}: refused without a reason");
            return true;
        }
    };
    if !harness::cellules::run_all(&convention).is_empty() {
        return true;
    }
    // The row of a specialty is read for its own doctors alone.
    let specialite = mutant.chemin.strip_prefix("specialite[").and_then(|rest| rest.split(']').next());
    let line = specialite.map(|id| format!("specialite = \"{id}\""));
    let readers = readers(mutant, reads);
    let (first, then): (Vec<usize>, Vec<usize>) = order.iter().partition(|index| readers.contains(index));
    let killer = first.into_iter().chain(then).find(|index| {
        let cas = &harness::cas()[*index];
        line.as_ref().is_none_or(|line| cas.dossier.contains(line)) && !harness::run(&convention, cas).is_empty()
    });
    if let Some(killer) = killer {
        order.retain(|index| *index != killer);
        order.insert(0, killer);
    }
    killer.is_some()
}

/// By file and path of a value: the cases whose explanation reads it.
type Reads = BTreeMap<(&'static str, String), BTreeSet<usize>>;

/// The cases that read the value of a mutant; where none does, those that read the nearest values.
fn readers(mutant: &Mutant, reads: &Reads) -> BTreeSet<usize> {
    let mut prefix = mutant.path.as_str();
    loop {
        let near = reads.iter().filter(|((file, path), _)| *file == mutant.fichier && path.starts_with(prefix));
        let found: BTreeSet<usize> = near.flat_map(|(_, cases)| cases.iter().copied()).collect();
        match prefix.rfind(['.', '[']) {
            Some(at) if found.is_empty() => prefix = &prefix[..at],
            _ => return found,
        }
    }
}

fn reads(convention: &Convention) -> Reads {
    let mut reads = Reads::new();
    for (index, cas) in harness::cas().iter().enumerate() {
        let text = cas.dossier.as_bytes();
        let Ok(dossier) = convention::dossier::lire(convention, &cas.nom, text, Some(Format::Toml), cas.au) else {
            continue;
        };
        let demande = Demande { au: cas.au, connu_au: cas.au, si: cas.si };
        let mut nodes: Vec<Noeud> = match etude::repondre(convention, &dossier, &demande) {
            Reponse::Individuelle(etude) => etude.explication.into_iter().map(|(_, node)| node).collect(),
            Reponse::Collective(etude) => etude.explication,
        };
        while let Some(node) = nodes.pop() {
            for lu in &node.lu {
                if let Origine::Regles(id) = lu.origine {
                    let cell = &convention.cells[usize::from(id.0)];
                    reads.entry((cell.fichier, cell.chemin.clone())).or_default().insert(index);
                }
            }
            nodes.extend(node.enfants);
        }
    }
    reads
}

/// Every mutant of a file.
fn mutants(fichier: &'static str) -> Vec<Mutant> {
    let (_, text) = FICHIERS.iter().find(|(name, _)| *name == fichier).expect("a file of the rules");
    let root = document::parse(fichier, text.as_bytes(), Some(Format::Toml)).expect("rule files parse");
    let mut mutants = Vec::new();
    walk(&root, "", "", &mut |node, key, chemin| {
        let at = offset(text, node.position.expect("a TOML value has a position"));
        for (avant, devient) in steps(key, node) {
            assert!(text[at..].starts_with(&avant), "{fichier} {chemin}: {avant} is not at its position");
            let texte = format!("{}{devient}{}", &text[..at], &text[at + avant.len()..]);
            let (chemin, path) = (chemin.to_owned(), node.path.clone());
            mutants.push(Mutant { fichier, chemin, path, avant, devient, texte });
        }
    });
    mutants
}

/// Calls `visit` with each leaf, the key that it stands under, and its path for people.
fn walk(node: &Node, key: &str, chemin: &str, visit: &mut impl FnMut(&Node, &str, &str)) {
    match &node.value {
        Value::Table(entries) => {
            for entry in entries {
                walk(&entry.node, &entry.key, &document::join(chemin, &entry.key), visit);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let name = match item.get("id").map(|id| &id.value) {
                    Some(Value::Text(id)) => id.clone(),
                    _ => index.to_string(),
                };
                walk(item, key, &format!("{chemin}[{name}]"), visit);
            }
        }
        _ => visit(node, key, chemin),
    }
}

/// What stands in the file, and what it becomes at each of its smallest steps.
fn steps(key: &str, node: &Node) -> Vec<(String, String)> {
    let both = |avant: String, after: [Option<String>; 2]| {
        after.into_iter().flatten().map(|devient| (avant.clone(), devient)).collect()
    };
    match &node.value {
        Value::Integer(n) => both(n.to_string(), [Some((n + 1).to_string()), Some((n - 1).to_string())]),
        Value::Decimal(text) => both(text.clone(), [last_digit(text, 1), last_digit(text, -1)]),
        Value::Date(jour) => {
            both(jour.to_string(), [Some(Jour(jour.0 + 1).to_string()), Some(Jour(jour.0 - 1).to_string())])
        }
        Value::Boolean(b) => vec![(b.to_string(), (!b).to_string())],
        Value::Text(text) => {
            let quoted = |text: &str| format!("\"{text}\"");
            let fraction = text.split_once('/').filter(|_| key == "part");
            if let Some((num, den)) = fraction.and_then(|(n, d)| Some((n.parse::<i64>().ok()?, d))) {
                let step = |num: i64| Some(quoted(&format!("{num}/{den}")));
                return both(quoted(text), [step(num + 1), step(num - 1)]);
            }
            let words = words(key);
            let next = words.iter().position(|word| word == text).and_then(|at| words.iter().cycle().nth(at + 1));
            both(quoted(text), [next.map(|word| quoted(word)), None])
        }
        _ => Vec::new(),
    }
}

/// A decimal with so many more units of its last digit.
fn last_digit(text: &str, step: i64) -> Option<String> {
    let (whole, decimals) = text.split_once('.')?;
    let places = decimals.len();
    let units = format!("{whole}{decimals}").parse::<i64>().ok()? + step;
    let scale = 10_i64.pow(u32::try_from(places).ok()?);
    Some(format!("{}.{:0places$}", units / scale, units % scale))
}

/// The words that may stand under a key, where they are figures rather than names.
fn words(key: &str) -> &'static [&'static str] {
    match key {
        "part" | "analogie" | "non_determine" | "prorata" | "zero_si_tous" | "zero" => Sort::IDS,
        "statut" | "statut_avenant_7" => Statut::IDS,
        "critere" => Critere::IDS,
        "montants" => SerieMontant::IDS,
        "versements" | "tiers" | "autres" | "comme" | "modalite" => Modalite::IDS,
        "formes" => Forme::IDS,
        "secteurs" => Secteur::IDS,
        "nature" => NatureVersement::IDS,
        "depuis" => Depuis::IDS,
        "assiette" => Assiette::IDS,
        _ => &[],
    }
}

/// The place of a line and column in bytes.
fn offset(text: &str, (line, column): (u32, u32)) -> usize {
    let start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    start + text[start..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
}

/// The survivors that `mutation_survivants.toml` lists, each with a reason.
fn listed() -> BTreeSet<Cle> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutation_survivants.toml");
    let document = harness::fichier::read_toml(&path);
    let list = document.get("survivant").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
    list.iter()
        .flat_map(|row| {
            let text = |key: &str| match row.get(key) {
                Some(serde_json::Value::String(text)) if !text.is_empty() => text.clone(),
                _ => panic!("mutation_survivants.toml: no text `{key}` in {row}"),
            };
            let (fichier, devient, _) = (text("fichier"), text("devient"), text("raison"));
            let chemins = row.get("chemins").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
            assert!(!chemins.is_empty(), "mutation_survivants.toml: no `chemins` in {row}");
            chemins
                .into_iter()
                .map(move |chemin| {
                    let chemin =
                        chemin.as_str().unwrap_or_else(|| panic!("mutation_survivants.toml: {chemin} is no text"));
                    (fichier.clone(), chemin.to_owned(), devient.clone())
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
