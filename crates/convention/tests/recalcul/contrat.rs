//! Share, aid, payments, deadlines, sums, next steps.

use serde_json::{Value, json};

use super::lu::{Lu, date, difference, fraction, fraction_value, share};

/// A share of the aid, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Entiere,
    Nulle,
    Prorata,
    Indeterminee,
}

/// ATT-4 to ATT-9, in the words of the tables.
fn tables(lu: &Lu<'_>, issues: &[&str]) -> Option<Sort> {
    use Sort::{Entiere, Indeterminee, Nulle, Prorata};
    let has = |issue: &str| issues.contains(&issue);
    let all = |issue: &str| issues.iter().all(|i| *i == issue);
    let more = |i: &str| matches!(i, "atteint" | "non-atteint-sans-baisse" | "non-atteint-avec-baisse");
    let keep = |i: &str| matches!(i, "atteint-en-hausse" | "atteint-sans-hausse" | "non-atteint");
    if issues.iter().all(|i| more(i)) {
        // ATT-4, ATT-5.
        return Some(match () {
            () if has("non-atteint-avec-baisse") => Nulle,
            () if has("atteint") => Entiere,
            () => Prorata,
        });
    }
    if issues.iter().all(|i| keep(i)) {
        // ATT-6, ATT-8.
        return Some(if all("non-atteint") { Prorata } else { Entiere });
    }
    if issues.iter().any(|i| keep(i)) {
        // ATT-7.
        if has("non-atteint") {
            return Some(Nulle);
        }
        if has("atteint-en-hausse") && !has("atteint") && lu.text("Q-MIXTE") == Some("non_determine") {
            return Some(Indeterminee);
        }
        return Some(if has("non-atteint-avec-baisse") { Nulle } else { Entiere });
    }
    // ATT-9.
    let below = issues.iter().filter(|i| **i == "sous-p30").count();
    Some(match lu.text("Q-PRIMO") {
        _ if below == 0 => {
            if has("p50-atteint") {
                Entiere
            } else {
                Prorata
            }
        }
        Some("zero") => Nulle,
        Some("zero_si_tous") if below == issues.len() => Nulle,
        // The better rate: the whole aid where P50 is reached on one side.
        _ => Prorata,
    })
}

fn larger(a: (i128, i128), b: (i128, i128)) -> (i128, i128) {
    if a.0 * b.1 >= b.0 * a.1 { a } else { b }
}

/// ATT-4 to ATT-10, OBJ-4.
pub fn part(lu: &Lu<'_>, etude: &Value) -> Result<Value, String> {
    if let Some(first) = lu.int("premiere_annee_modulee") {
        return if lu.int("rang") < Some(first) {
            Ok(fraction_value(1, 1))
        } else {
            Err("a modulated year with the share of one that is not".to_owned())
        };
    }
    if lu.text("Q-RA23") == Some("inconnu") {
        return Ok(Value::Null);
    }
    let rates: Vec<Option<(i128, i128)>> = lu.by_place("taux").into_iter().map(fraction).collect();
    // Q-PROROG: the rates alone.
    let pure = lu.text("Q-PROROG") == Some("prorata_pur");
    let by_rate = etude["regime"] == "avenant-7"
        && lu.text("ligne").is_none()
        && (pure || lu.text("Q-AV7-PART") != Some("convention_2024"));
    if by_rate && lu.regle != "ATT-10" && !lu.chemin.contains("/bornes/") {
        return Err("a share of avenant-7 under another rule".to_owned());
    }
    if by_rate {
        return Ok(part_by_rate(lu, &rates));
    }
    if pure {
        return Ok(better(&rates));
    }
    let issues: Option<Vec<&str>> = lu.by_place("issue").into_iter().map(Value::as_str).collect();
    let Some(line) = lu.text("ligne") else { return Ok(Value::Null) };
    let expected = issues.filter(|i| !i.is_empty()).and_then(|issues| tables(lu, &issues));
    let said = match line {
        "entiere" => Sort::Entiere,
        "nulle" => Sort::Nulle,
        "prorata" => Sort::Prorata,
        _ => Sort::Indeterminee,
    };
    if expected != Some(said) {
        return Err(format!("the line says {line}, the outcomes {expected:?}"));
    }
    Ok(match said {
        Sort::Entiere => fraction_value(1, 1),
        Sort::Nulle => fraction_value(0, 1),
        Sort::Indeterminee => Value::Null,
        Sort::Prorata => better(&rates),
    })
}

/// The better rate.
fn better(rates: &[Option<(i128, i128)>]) -> Value {
    match rates {
        [Some(one)] => fraction_value(one.0, one.1),
        [Some(a), Some(b)] => {
            let best = larger(*a, *b);
            fraction_value(best.0, best.1)
        }
        _ => Value::Null,
    }
}

/// ATT-10.
fn part_by_rate(lu: &Lu<'_>, rates: &[Option<(i128, i128)>]) -> Value {
    let rate = match rates {
        [Some(one)] => *one,
        [Some(a), Some(b)] => match lu.text("Q-AV7-DEUX") {
            Some("meilleur") => larger(*a, *b),
            Some("moyenne") => (a.0 * b.1 + b.0 * a.1, 2 * a.1 * b.1),
            _ if larger(*a, *b) == *a => *b,
            _ => *a,
        },
        _ => return Value::Null,
    };
    let steps = lu.all("palier_taux_pour_cent").into_iter().zip(lu.all("palier_part"));
    for (hundredths, part) in steps {
        if rate.0 * 100 >= i128::from(hundredths.as_i64().unwrap()) * rate.1 {
            return part.clone();
        }
    }
    fraction_value(rate.0, rate.1)
}

pub fn versement(lu: &Lu<'_>) -> Result<Value, String> {
    if let Some(caused) = super::periodes::versement(lu)? {
        return Ok(caused);
    }
    if lu.has("pour_cent") {
        let base = if lu.has("aide_precedente") { lu.get("aide_precedente") } else { lu.get("montant") };
        return Ok(share(&fraction_value(lu.int("pour_cent").unwrap(), 100), base));
    }
    if lu.has("aide_modulee") {
        let left = difference(lu.get("aide_modulee"), lu.get("acompte"));
        let kept = lu.text("Q-INDU") == Some("plancher_zero") && left.as_i64().is_some_and(|n| n < 0);
        return Ok(if kept { json!(0) } else { left });
    }
    Ok(lu.get("aide").clone())
}

pub fn nature_du_versement(lu: &Lu<'_>) -> Value {
    if lu.int("montant").is_some_and(|n| n < 0) { json!("reversement") } else { lu.get("ligne").clone() }
}

pub fn date_limite(lu: &Lu<'_>) -> Value {
    let from = lu.first(&["justificatifs", "cloture", "signature", "debut"]);
    if from.is_null() {
        return Value::Null;
    }
    date(&from, 0, lu.int("mois").unwrap() as i64, lu.int("jours").unwrap() as i64)
}

pub fn echeance(lu: &Lu<'_>) -> Value {
    if lu.has("date") {
        return lu.get("date").clone();
    }
    if lu.has("dernier_jour") {
        return date(lu.get("dernier_jour"), 0, 0, 1);
    }
    // VIE-3: once after an early end.
    let times = lu.int("fois").unwrap_or(1);
    let delay = |name: &str| (lu.int(name).unwrap_or(0) * times) as i64;
    date(lu.get("depuis"), delay("ans"), delay("mois"), 0)
}

pub fn sum(lu: &Lu<'_>, nom: &str) -> Value {
    let values: Option<Vec<i64>> = lu.all(nom).into_iter().map(Value::as_i64).collect();
    values.filter(|v| !v.is_empty()).map_or(Value::Null, |v| json!(v.iter().sum::<i64>()))
}

/// A next step stands on a breakpoint, or at its distance from the present count, where the share changes.
pub fn palier(lu: &Lu<'_>, node: &Value, etude: &Value) -> Result<Value, String> {
    let step = etude.pointer(node["chemin"].as_str().unwrap().trim_end_matches("/effectif")).unwrap();
    if let Some(floor) = lu.int("plancher") {
        return Ok(json!((floor - 1) as i64));
    }
    for name in ["seuil_atteint", "seuil"] {
        if lu.has(name) {
            return Ok(lu.get(name).clone());
        }
    }
    if lu.get("part") == lu.get("part_au_palier") {
        return Err("a step at which the share does not change".to_owned());
    }
    let (now, distance) = (lu.int("actuel").unwrap() as i64, step["ecart"].as_i64().unwrap());
    Ok(json!(if step["sens"] == "plus" { now + distance } else { now - distance }))
}
