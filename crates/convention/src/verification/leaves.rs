//! The digests of the leaves: which leaf of the dossier or of the question was edited.

use serde_json::{Map, Value, json};

use super::{Difference, Raison, within};
use crate::empreinte;
use crate::sort;

/// Members of an étude that say what was asked, beside the dossier.
const QUESTION: [&str; 4] = ["/au", "/connu_au", "/si/pmt", "/si/pfa"];

/// Length of a short digest, in hexadecimal digits.
const DIGITS: usize = 12;

/// Whether a pointer stands in what was asked: the dossier, the days, the hypothesis.
pub(super) fn is_asked(chemin: &str) -> bool {
    ["/dossier", "/au", "/connu_au", "/si"].iter().any(|root| within(chemin, root))
}

/// A key as it stands in a JSON pointer.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The leaves that no longer have their digest, and the digests that are no leaf's.
///
/// Where a leaf and its digest disagree, one of the two was edited. Of the dossier, its whole digest
/// says which. Of the question, the leaf is told, unless the digest is no digest at all.
pub(super) fn compare(document: &Value) -> Vec<Difference> {
    let Some(Value::Object(kept)) = document.get("empreintes") else {
        let trouve = document.get("empreintes").cloned();
        let raison = if trouve.is_some() { Raison::ChiffreModifie } else { Raison::ChampAbsent };
        return vec![Difference { chemin: "/empreintes".to_owned(), attendu: None, trouve, raison }];
    };
    let mut asked = Map::new();
    for key in ["au", "connu_au", "si", "dossier"] {
        if let Some(value) = document.get(key) {
            asked.insert(key.to_owned(), value.clone());
        }
    }
    let Value::Object(now) = empreinte::leaves(&Value::Object(asked)) else { return Vec::new() };
    let dossier = document.get("dossier").map(empreinte::of);
    let intact = dossier.is_some_and(|digest| document.get("dossier_empreinte") == Some(&json!(digest)));
    let mut found = Vec::new();
    for (pointer, digest) in &now {
        let known = QUESTION.contains(&pointer.as_str());
        let in_dossier = within(pointer, "/dossier");
        match kept.get(pointer) {
            Some(before) if before == digest => {}
            Some(before) if (in_dossier && intact) || !is_digest(before) => {
                found.push(of_digest(pointer, Some(digest), Some(before)));
            }
            None if (in_dossier && intact) || known => found.push(of_digest(pointer, Some(digest), None)),
            before => {
                let raison = if before.is_some() { Raison::DossierModifie } else { Raison::ChampAjoute };
                found.push(Difference {
                    chemin: pointer.clone(),
                    attendu: None,
                    trouve: document.pointer(pointer).cloned(),
                    raison,
                });
            }
        }
    }
    for (pointer, before) in kept.iter().filter(|(pointer, _)| !now.contains_key(*pointer)) {
        let gone = (within(pointer, "/dossier") && !intact) || QUESTION.contains(&pointer.as_str());
        if !gone {
            found.push(of_digest(pointer, None, Some(before)));
        } else if let Some(value) = document.pointer(pointer) {
            // A leaf that became a table or a list: its members are told already as added.
            found.retain(|d: &Difference| !within(&d.chemin, pointer));
            found.push(Difference {
                chemin: pointer.clone(),
                attendu: None,
                trouve: Some(value.clone()),
                raison: Raison::DossierModifie,
            });
        } else {
            let chemin = topmost_missing(document, pointer);
            if !found.iter().any(|d| d.chemin == chemin) {
                found.push(Difference { chemin, attendu: None, trouve: None, raison: Raison::ChampAbsent });
            }
        }
    }
    sort::by_key(&mut found, |d| !is_asked(&d.chemin));
    found
}

/// The member that is missing: `pointer`, or the highest of those that hold it.
fn topmost_missing(document: &Value, pointer: &str) -> String {
    let above = pointer.match_indices('/').skip(1).filter_map(|(at, _)| pointer.get(..at));
    above.into_iter().find(|p| document.pointer(p).is_none()).unwrap_or(pointer).to_owned()
}

fn is_digest(value: &Value) -> bool {
    let hexadecimal = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    value.as_str().is_some_and(|text| text.len() == DIGITS && hexadecimal(text))
}

/// A digest that was edited, removed or added.
fn of_digest(pointer: &str, attendu: Option<&Value>, trouve: Option<&Value>) -> Difference {
    let raison = match (attendu, trouve) {
        (Some(_), None) => Raison::ChampAbsent,
        (None, Some(_)) => Raison::ChampAjoute,
        _ => Raison::ChiffreModifie,
    };
    let chemin = format!("/empreintes/{}", escaped(pointer));
    Difference { chemin, attendu: attendu.cloned(), trouve: trouve.cloned(), raison }
}
