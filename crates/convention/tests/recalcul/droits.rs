//! Regime, bands, eligibility.

use serde_json::{Value, json};

use super::lu::{Lu, date};

type Ternary = Option<bool>;

fn or(a: Ternary, b: Ternary) -> Ternary {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn and(a: Ternary, b: Ternary) -> Ternary {
    or(a.map(|v| !v), b.map(|v| !v)).map(|v| !v)
}

fn etat(answer: Ternary) -> Value {
    json!(match answer {
        Some(true) => "respecte",
        Some(false) => "echoue",
        None => "inconnu",
    })
}

pub fn regime(lu: &Lu<'_>) -> Result<Value, String> {
    let (debut, fin, signature) = (lu.text("debut"), lu.text("fin"), lu.text("signature"));
    if !(debut <= signature && signature <= fin) {
        return Err("a signature outside of the regime".to_owned());
    }
    Ok(json!(match lu.regle {
        "REG-AV7" => "avenant-7",
        "REG-RA23" => "reglement-arbitral-2023",
        _ => "convention-2024",
    }))
}

pub fn verdict(lu: &Lu<'_>) -> Value {
    let states: Vec<&Value> = lu.names().filter(|(nom, _)| nom.starts_with("ELI-")).map(|(_, v)| v).collect();
    if states.iter().any(|s| *s == "echoue") {
        json!("non_eligible")
    } else if lu.flag("deja_signe") == Some(false) && states.iter().any(|s| *s == "inconnu") {
        json!("a_confirmer")
    } else {
        json!("eligible")
    }
}

const PERCENTILES: [&str; 5] = ["p30", "p50", "p70", "p90", "p95"];

/// Bands of a scale: name, percentile of the lower bound, percentile of the upper one.
fn scale(avenant_7: bool) -> Vec<(&'static str, Option<usize>, usize)> {
    let mut bands = vec![("sous-p30", None, 0), ("p30-p50", Some(0), 1)];
    if avenant_7 {
        bands.extend([("p50-p70", Some(1), 2), ("p70-p90", Some(2), 3)]);
    } else {
        bands.push(("p50-p90", Some(1), 3));
    }
    bands.extend([("p90-p95", Some(3), 4), ("p95", Some(4), 5)]);
    bands
}

/// SEU: every band that no known threshold excludes; one, or nobody knows.
pub fn bande_de(lu: &Lu<'_>) -> Value {
    if lu.has("bande_donnee") {
        return lu.get("bande_donnee").clone();
    }
    let Some(n) = lu.int("depart") else { return Value::Null };
    let possible: Vec<&str> = scale(lu.text("regime") == Some("avenant-7"))
        .into_iter()
        .filter(|(_, lower, upper)| {
            PERCENTILES.iter().enumerate().all(|(rank, name)| match lu.int(name) {
                Some(threshold) if lower.is_some_and(|l| rank <= l) => n >= threshold,
                Some(threshold) if rank >= *upper => n < threshold,
                _ => true,
            })
        })
        .map(|(name, ..)| name)
        .collect();
    if let [one] = possible.as_slice() { json!(one) } else { Value::Null }
}

const ORDER: [&str; 7] = ["sous-p30", "p30-p50", "p50-p90", "p50-p70", "p70-p90", "p90-p95", "p95"];

fn rank(band: &str) -> usize {
    ORDER.iter().position(|b| *b == band).unwrap()
}

/// MON-1.
pub fn bande(lu: &Lu<'_>) -> Value {
    let sets = lu.bands();
    let found: Vec<&str> = match sets.as_slice() {
        [one] => one.clone(),
        [pmt, pfa] if pmt == pfa && pmt.len() == 1 => pmt.clone(),
        [pmt, _] if lu.text("Q-BANDE") == Some("pmt") => pmt.clone(),
        [pmt, pfa] => {
            let pairs = pmt.iter().flat_map(|a| pfa.iter().map(move |b| if rank(a) > rank(b) { *a } else { *b }));
            let mut found: Vec<&str> = pairs.collect();
            found.sort_by_key(|b| rank(b));
            found.dedup();
            found
        }
        _ => Vec::new(),
    };
    if let [one] = found.as_slice() { json!(one) } else { Value::Null }
}

pub fn motif(lu: &Lu<'_>) -> Result<Value, String> {
    let zone = lu.text("zone").map(|z| z != "autre");
    Ok(match lu.regle {
        "ELI-1" => json!(match lu.text("statut") {
            Some("exclue") => "echoue",
            Some("a-confirmer") => "inconnu",
            _ => "respecte",
        }),
        "ELI-2" => match (lu.int("honoraires_cliniques"), lu.int("honoraires_sans_depassement")) {
            (Some(clinical), Some(total)) => {
                let limit = total * lu.int("honoraires_pour_cent").unwrap();
                let above = clinical * 100 > limit || (clinical * 100 == limit && lu.text("Q-CHIR") == Some("inclus"));
                etat(Some(above))
            }
            _ => etat(None),
        },
        "ELI-3" => etat(lu.text("secteur").map(|s| matches!(s, "1" | "2-optam" | "2-optam-aco"))),
        "ELI-4" => activite_minimale(lu),
        "ELI-5" => match primo(lu) {
            Some(true) => json!("respecte"),
            Some(false) => json!("sans_objet"),
            None => json!("inconnu"),
        },
        "ELI-6" => applies(["rqth", "ald", "sans_seuil_minimal"].into_iter().any(|f| lu.flag(f) == Some(true))),
        "ELI-7" => applies(lu.flag("activite_mixte") == Some(true)),
        "ELI-8" => {
            let coordinated = lu.text("exercice_coordonne").map(|c| c != "non");
            etat(and(or(lu.flag("exercice_regroupe"), zone), coordinated))
        }
        "ELI-9" if lu.text("option") != Some("1") => json!("sans_objet"),
        "ELI-9" => etat(zone),
        "ELI-10" => json!(if matches!(lu.text("option"), Some("1.5" | "2")) { "echoue" } else { "sans_objet" }),
        "ELI-11" => etat(lu.flag("remplacant").map(|v| !v)),
        other => return Err(format!("no recalculation of {other}")),
    })
}

fn applies(holds: bool) -> Value {
    json!(if holds { "respecte" } else { "sans_objet" })
}

/// ELI-5: recent, and below P50.
fn primo(lu: &Lu<'_>) -> Ternary {
    if lu.text("installation").is_none() {
        return Some(false);
    }
    let limit = date(lu.get("installation"), 0, lu.int("primo_mois").unwrap() as i64, 0);
    let (limit, signature) = (limit.as_str().unwrap(), lu.text("signature").unwrap());
    let recent = signature < limit || (signature == limit && lu.text("Q-12-MOIS") == Some("inclus"));
    if !recent {
        return Some(false);
    }
    let below = |set: &Vec<&str>| {
        let low = |b: &&str| matches!(*b, "sous-p30" | "p30-p50");
        if set.iter().all(low) {
            Some(true)
        } else if set.iter().any(low) {
            None
        } else {
            Some(false)
        }
    };
    match lu.bands().iter().map(below).collect::<Vec<_>>().as_slice() {
        [pfa] => *pfa,
        [pmt, pfa] if pmt == pfa => *pmt,
        [pmt, pfa] => match lu.text("Q-PRIMO-P50") {
            Some("une_suffit") => or(*pmt, *pfa),
            Some("les_deux") => and(*pmt, *pfa),
            _ => *pmt,
        },
        _ => None,
    }
}

/// ELI-4, over the indicators in the order that they were read.
fn activite_minimale(lu: &Lu<'_>) -> Value {
    let waived = lu.flag("sans_seuil") == Some(true)
        || lu.text("ELI-5") == Some("respecte")
        || (lu.flag("activite_mixte") == Some(true)
            && (lu.text("regime") == Some("avenant-7") || lu.text("Q-MIXTE-SEUIL") == Some("non")));
    if waived {
        return json!("sans_objet");
    }
    // Either the band, or the count and then its threshold.
    let mut states: Vec<Ternary> = Vec::new();
    let mut count = None;
    for (nom, value) in lu.names() {
        match nom {
            "bande" => states.push(value.as_str().map(|b| b != "sous-p30")),
            "bande_possible" => {
                // Several: below P30 or not, as long as that one is among them.
                let set = lu.bands();
                let all = set.iter().all(|s| !s.contains(&"sous-p30"));
                if let Some(last) = states.last_mut() {
                    *last = if all { Some(true) } else { None };
                }
            }
            "pmt" | "pfa" => {
                count = value.as_i64();
                states.push(None);
            }
            // P30 was not known: it is below.
            "p50" | "p70" | "p90" | "p95" => {
                if let Some(last) = states.last_mut() {
                    *last = count.filter(|n| *n >= value.as_i64().unwrap()).map(|_| true);
                }
            }
            "p30" => {
                let threshold = value.as_i64().unwrap();
                let included = lu.text("regime") != Some("avenant-7") && lu.text("Q-P30") != Some("strict");
                if let Some(last) = states.last_mut() {
                    *last = count.map(|n| n > threshold || (n == threshold && included));
                }
            }
            _ => {}
        }
    }
    let reached = match states.as_slice() {
        [one] => *one,
        [pmt, pfa] if lu.text("Q-SEUIL") == Some("les_deux") => and(*pmt, *pfa),
        [pmt, pfa] => or(*pmt, *pfa),
        _ => None,
    };
    match reached {
        Some(false) if lu.text("ELI-5") == Some("inconnu") => etat(None),
        other => etat(other),
    }
}
