//! Which functions of the core and which cases name which rule, for `epaule regles --tracabilite`.
//!
//! A function names a rule in its doc comment, or in its body as a string or as a variant of `Regle`.
//! `ATT-4 to ATT-10` names the rules from the first to the last.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

type Table = BTreeMap<String, Vec<String>>;

fn main() -> Result<(), Box<dyn Error>> {
    let core = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../convention");
    let (sources, cases) = (core.join("src"), core.join("tests/cas"));
    println!("cargo::rerun-if-changed={}", sources.display());
    println!("cargo::rerun-if-changed={}", cases.display());
    let ids = variants(&std::fs::read_to_string(sources.join("explication/regle.rs"))?);
    let mut functions = Table::new();
    for file in files(&sources, "rs")? {
        if file.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        scan_source(&module(&sources, &file), &std::fs::read_to_string(&file)?, &ids, &mut functions);
    }
    let mut tried = Table::new();
    for file in files(&cases, "toml")? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        scan_cases(&name, &std::fs::read_to_string(&file)?, &mut tried);
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("tracabilite.rs");
    let text = format!("{}{}", constant("FONCTIONS", &functions)?, constant("CAS", &tried)?);
    std::fs::write(out, text)?;
    Ok(())
}

fn constant(name: &str, table: &Table) -> Result<String, std::fmt::Error> {
    let mut text = format!("const {name}: &[(&str, &[&str])] = &[\n");
    for (rule, names) in table {
        writeln!(text, "    ({rule:?}, &{names:?}),")?;
    }
    text.push_str("];\n");
    Ok(text)
}

/// The files below a directory with an extension, in order.
fn files(directory: &Path, extension: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// `etude::json` for `etude/json.rs`.
fn module(root: &Path, file: &Path) -> String {
    let relative = file.strip_prefix(root).unwrap_or(file).with_extension("");
    let parts: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let parts: Vec<String> = parts.into_iter().filter(|part| part != "mod").collect();
    parts.join("::")
}

/// Relies on rustfmt: an item ends at a `}` indented as its first line.
fn scan_source(module: &str, text: &str, ids: &BTreeMap<String, String>, table: &mut Table) {
    let mut doc: Vec<String> = Vec::new();
    let mut open: Option<(String, String)> = None;
    let mut owner = String::new();
    for line in text.lines() {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        if bare.starts_with("#[cfg(test)]") {
            break;
        }
        if indent.is_empty() && !bare.is_empty() && open.is_none() {
            owner = implemented(bare).map_or_else(String::new, |name| format!("{name}::"));
        }
        if let Some(comment) = bare.strip_prefix("///") {
            doc.extend(rules(comment));
        } else if open.is_none()
            && let Some(name) = function(bare)
        {
            let name = format!("{module}::{owner}{name}");
            doc.drain(..).for_each(|rule| note(table, rule, &name));
            if !bare.ends_with(';') {
                open = Some((indent.to_owned(), name));
            }
        } else if let Some((outer, name)) = &open {
            strings(bare).chain(named(bare, ids)).for_each(|rule| note(table, rule, name));
            if bare == "}" && indent == outer {
                open = None;
            }
        } else if !bare.starts_with("#[") {
            doc.clear();
        }
    }
}

fn note(table: &mut Table, rule: String, name: &str) {
    let names = table.entry(rule).or_default();
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// The type that a line opens an `impl` of.
fn implemented(line: &str) -> Option<&str> {
    let head = line.strip_prefix("impl")?.strip_suffix('{')?.trim();
    let name = head.split_once(" for ").map_or_else(|| head.split(' ').next_back(), |(_, name)| Some(name))?;
    name.split('<').next()
}

/// The name that a line declares a function under.
fn function(line: &str) -> Option<&str> {
    let mut words =
        line.split_whitespace().skip_while(|word| word.starts_with("pub") || *word == "const" || word.ends_with(')'));
    if words.next() != Some("fn") {
        return None;
    }
    let name = words.next()?;
    name.split(['(', '<']).next()
}

/// The rules of a comment; a range stands for all that it covers.
fn rules(text: &str) -> Vec<String> {
    let clean = |word: &str| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned();
    let words: Vec<String> = text.split(|c: char| c.is_whitespace() || c == '/').map(clean).collect();
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if !is_rule(word) {
            continue;
        }
        let last = words.get(index + 2).filter(|last| words[index + 1] == "to" && is_rule(last));
        match (split(word), last.and_then(|last| split(last))) {
            (Some((family, first)), Some((other, last))) if family == other => {
                found.extend((first..last).map(|n| format!("{family}-{n}")));
            }
            _ => found.push(word.clone()),
        }
    }
    found
}

fn split(rule: &str) -> Option<(&str, u32)> {
    let (family, number) = rule.split_once('-')?;
    Some((family, number.parse().ok()?))
}

/// The strings of a line that are rules.
fn strings(line: &str) -> impl Iterator<Item = String> {
    let found: Vec<String> =
        line.split('"').skip(1).step_by(2).filter(|text| is_rule(text)).map(str::to_owned).collect();
    found.into_iter()
}

/// The id of each variant of `Regle`, one a line: `Eli4 "ELI-4",`.
fn variants(text: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| {
        let (variant, rest) = line.trim().split_once(' ')?;
        let id = rest.strip_prefix('"')?.strip_suffix("\",")?;
        is_rule(id).then(|| (variant.to_owned(), id.to_owned()))
    };
    text.lines().filter_map(pair).collect()
}

/// The rules that a line names as variants of `Regle`.
fn named(line: &str, ids: &BTreeMap<String, String>) -> impl Iterator<Item = String> {
    let words =
        line.split("Regle::").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next());
    let found: Vec<String> = words.filter_map(|word| ids.get(word).cloned()).collect();
    found.into_iter()
}

/// `ELI-4`, `REG-AV7`. Questions are not rules.
fn is_rule(text: &str) -> bool {
    let Some((family, rest)) = text.split_once('-') else { return false };
    match family {
        "REG" => !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
        "ELI" | "SEU" | "MON" | "OBJ" | "ATT" | "PAI" | "VIE" | "COUT" | "COL" | "RAP" => {
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
        }
        _ => false,
    }
}

/// `[[cas]]`, `nom = "…"`, `regles = […]`, as our files write them.
fn scan_cases(file: &str, text: &str, table: &mut Table) {
    let (mut inside, mut name, mut list) = (false, String::new(), None::<String>);
    for line in text.lines() {
        if line.starts_with('[') && list.is_none() {
            inside = line.trim() == "[[cas]]";
        } else if inside && let Some(value) = line.strip_prefix("nom = ") {
            name = value.trim().trim_matches('"').to_owned();
        } else if inside && let Some(value) = line.strip_prefix("regles = ") {
            list = Some(value.to_owned());
        } else if let Some(list) = &mut list {
            list.push_str(line);
        }
        if let Some(whole) = list.take_if(|list| list.contains(']')) {
            let case = format!("{name} ({file})");
            strings(&whole).for_each(|rule| note(table, rule, &case));
        }
    }
}
