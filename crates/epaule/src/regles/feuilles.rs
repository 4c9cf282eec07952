//! The leaves of a rule file, each under a path that stays when lines are added above it.

use convention::document::{Node, Value};

/// A value of a rule file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Feuille {
    /// Path by what a row is about, not by its rank: `montant[depuis, p30-p90, 3].1`.
    pub(super) chemin: String,
    pub(super) position: Option<(u32, u32)>,
    /// As it is written.
    pub(super) valeur: String,
    /// Who says it, and how sure it is, where the row or one above says so.
    pub(super) source: Option<String>,
}

/// What tells a row from its neighbours: the first set of keys that it has.
const IDENTITES: &[&[&str]] = &[
    &["id"],
    &["serie", "ligne", "annee"],
    &["option", "bande"],
    &["lecture"],
    &["indicateur", "echelle"],
    &["natures"],
    &["issues"],
    &["annees"],
    &["taux_pour_cent"],
    &["nature"],
    &["depuis"],
    &["apres_ans"],
    &["phrase"],
];

/// Every leaf of a document, in its order.
pub(super) fn feuilles(root: &Node) -> Vec<Feuille> {
    let mut found = Vec::new();
    walk(root, "", None, &mut found);
    found
}

fn walk(node: &Node, chemin: &str, source: Option<&str>, found: &mut Vec<Feuille>) {
    match &node.value {
        Value::Table(entries) => {
            let own = said_by(node);
            let source = own.as_deref().or(source);
            for entry in entries {
                let key = &entry.key;
                let path = if chemin.is_empty() { key.clone() } else { format!("{chemin}.{key}") };
                walk(&entry.node, &path, source, found);
            }
        }
        Value::List(items) if items.iter().any(|item| matches!(item.value, Value::Table(_))) => {
            let names: Vec<String> = items.iter().map(|item| identite(item).unwrap_or_default()).collect();
            for (index, (item, name)) in items.iter().zip(&names).enumerate() {
                // Rows about the same thing are told apart by their order.
                let rank = names.iter().take(index + 1).filter(|other| *other == name).count();
                let path = match (name.as_str(), rank) {
                    ("", _) => format!("{chemin}[{index}]"),
                    (name, 1) => format!("{chemin}[{name}]"),
                    (name, rank) => format!("{chemin}[{name} ({rank})]"),
                };
                walk(item, &path, source, found);
            }
        }
        _ => found.push(Feuille {
            chemin: chemin.to_owned(),
            position: node.position,
            valeur: ecrite(node),
            source: source.map(str::to_owned),
        }),
    }
}

fn said_by(table: &Node) -> Option<String> {
    let source = table.get("source").map(plain)?;
    Some(match table.get("confiance").map(plain) {
        Some(confiance) => format!("{source} ({confiance})"),
        None => source,
    })
}

fn identite(item: &Node) -> Option<String> {
    IDENTITES.iter().find_map(|keys| {
        let values: Option<Vec<String>> = keys.iter().map(|key| item.get(key).map(plain)).collect();
        values.map(|values| values.join(", "))
    })
}

/// A value without quotes.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(" + "),
        _ => ecrite(node),
    }
}

/// A value as a file writes it.
fn ecrite(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => format!("\"{text}\""),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(text) | Value::Moment(text) => text.clone(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Date(jour) => jour.to_string(),
        Value::Null | Value::Faulty => "?".to_owned(),
        Value::List(items) => format!("[{}]", items.iter().map(ecrite).collect::<Vec<_>>().join(", ")),
        Value::Table(entries) => {
            let each = entries.iter().map(|entry| format!("{} = {}", entry.key, ecrite(&entry.node)));
            format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
        }
    }
}
