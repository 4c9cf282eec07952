//! Objectives, outcomes, rates.

use serde_json::{Value, json};

use super::lu::{Lu, fraction, fraction_value, int, rate};

/// The smallest integer at least `num / den`.
fn ceil(num: i128, den: i128) -> i128 {
    num.div_euclid(den) + i128::from(num.rem_euclid(den) > 0)
}

/// Q-ARRONDI.
fn rounded(lu: &Lu<'_>, num: i128, den: i128) -> i128 {
    if lu.text("Q-ARRONDI") == Some("plus_proche") { (2 * num + den).div_euclid(2 * den) } else { num.div_euclid(den) }
}

/// OBJ-11.
pub fn nature(lu: &Lu<'_>) -> Result<Value, String> {
    let (more, keep) = (json!("augmentation"), json!("maintien"));
    // Q-OBJ-OPTION: no rule gives it, and no avenant wrote it.
    if lu.has("nouvelle_option") {
        return Ok(Value::Null);
    }
    if let Some(written) = lu.text("objectif_ecrit") {
        return Ok(if written == "maintien" { keep } else { more });
    }
    // OBJ-3, by avenant.
    if lu.has("avenant_65") {
        return Ok(keep);
    }
    if lu.has("objectif_ecrit_de_l_autre") || lu.flag("sans_seuil") == Some(true) {
        return Ok(Value::Null);
    }
    // A mixed practice that is no primo-installé: agreed with the caisse.
    if lu.flag("activite_mixte") == Some(true) && !lu.has("primo_installe") {
        return Ok(Value::Null);
    }
    let avenant_7 = lu.text("regime") == Some("avenant-7");
    if !avenant_7 {
        match lu.flag("primo_installe") {
            Some(true) => return Ok(json!("palier-p50")),
            None => return Ok(Value::Null),
            Some(false) => {}
        }
    }
    let senior = lu.flag("senior");
    if senior == Some(true) {
        return Ok(keep);
    }
    let by_band = if avenant_7 {
        match (lu.text("cellule"), lu.text("Q-AV7-P95")) {
            (Some("gain" | "inconnue"), _) | (Some("gain-ou-maintien"), Some("plus_5")) => more,
            (Some(_), _) => keep,
            (None, _) => Value::Null,
        }
    } else if matches!(lu.text("option"), Some("1.5" | "2")) {
        more
    } else {
        let bands = lu.bands();
        let bands = bands.first().ok_or("no band was read")?;
        match (bands.contains(&"p95"), bands.len()) {
            (true, 1) => keep,
            (true, _) => Value::Null,
            (false, _) => more,
        }
    };
    Ok(if senior.is_none() && by_band != "maintien" { Value::Null } else { by_band })
}

pub fn cible(lu: &Lu<'_>) -> Value {
    let depart = lu.int("depart");
    match (lu.has("nature"), lu.text("nature")) {
        (true, None) => Value::Null,
        (true, Some("maintien")) => int(depart),
        (true, _) => int(lu.int("cible").or_else(|| {
            let gain = match (lu.int("gain"), lu.int("gain_pour_mille")) {
                (Some(gain), _) => gain,
                (_, Some(thousandths)) => rounded(lu, depart? * thousandths, 1000),
                _ => return None,
            };
            (gain > 0).then_some(depart? + gain)
        })),
        // OBJ-7.
        (false, _) if lu.flag("activite_mixte") == Some(false) => int(lu.int("p50")),
        (false, _) => {
            let reduced = (|| {
                let (num, den) = fraction(lu.get("temps_liberal"))?;
                Some(rounded(lu, lu.int("p50")? * num, den).max(lu.int("p30")?))
            })();
            int(reduced)
        }
    }
}

pub fn par_semaine(lu: &Lu<'_>) -> Value {
    lu.int("gain").map_or(Value::Null, |gain| fraction_value(gain.max(0), lu.int("semaines").unwrap()))
}

/// The weeks before the first modulated year; of a primo-installé, those of the years to reach P50.
pub fn semaines(lu: &Lu<'_>) -> Value {
    let semaines = lu.int("semaines").unwrap();
    if !lu.has("palier_ans") {
        return int(Some(semaines));
    }
    let avant = lu.int("premiere_annee_modulee").unwrap() - 1;
    int(Some(semaines * lu.int("palier_ans").unwrap() / avant))
}

pub fn tolerance(lu: &Lu<'_>) -> Value {
    let hundredths = |name: &str| fraction_value(lu.int(name).unwrap(), 100);
    match lu.flag("senior").or(lu.has("avenant_65").then_some(true)) {
        None => Value::Null,
        Some(false) => hundredths("tolerance"),
        Some(true) => {
            let bands = lu.bands().first().cloned().unwrap_or_default();
            let (p95, mixte) = (lu.text("Q-65-P95") == Some("5"), lu.text("Q-65-MIXTE") == Some("5"));
            let autre = lu.text("nature_de_l_autre");
            if (p95 && bands == ["p95"]) || (mixte && autre == Some("augmentation")) {
                hundredths("tolerance")
            } else if (p95 && bands.contains(&"p95")) || (mixte && autre.is_none()) {
                // The band, or the other objective, is not known: nor is which of the two.
                Value::Null
            } else {
                hundredths("tolerance_65")
            }
        }
    }
}

pub fn plancher(lu: &Lu<'_>) -> Value {
    match lu.regle {
        _ if lu.has("nature") => Value::Null,
        "ATT-9" => lu.get("p30").clone(),
        "ATT-2" => {
            let (Some(depart), Some((num, den))) = (lu.int("depart"), fraction(lu.get("tolerance"))) else {
                return Value::Null;
            };
            // The smallest count whose fall is tolerated, by trying.
            let included = lu.flag("tolerance_incluse") == Some(true);
            let tolerated = |count: i128| {
                let fall = (depart - count) * den;
                fall < depart * num || (included && fall == depart * num) || count >= depart
            };
            let mut count = depart;
            while count > 0 && tolerated(count - 1) {
                count -= 1;
            }
            int(Some(count))
        }
        _ => lu.get("depart").clone(),
    }
}

/// The smallest count, not below the start, whose rate is at least so many hundredths, by trying.
fn reaches(lu: &Lu<'_>, depart: i128, cible: i128, hundredths: i128) -> i128 {
    let from = if lu.text("Q-TAUX") == Some("niveau") { 0 } else { depart };
    let enough = |count: i128| (count - from) * 100 >= hundredths * (cible - from);
    let near = from + ceil((cible - from) * hundredths, 100) - 2;
    (near.max(depart)..).find(|count| enough(*count)).unwrap()
}

pub fn seuil_atteint(lu: &Lu<'_>) -> Value {
    match lu.regle {
        _ if lu.has("nature") => Value::Null,
        "ATT-1" => match (lu.int("depart"), lu.int("cible")) {
            (Some(depart), Some(cible)) => int(Some(reaches(lu, depart, cible, lu.int("atteinte_pour_cent").unwrap()))),
            _ => Value::Null,
        },
        "ATT-2" => lu.get("plancher").clone(),
        _ => lu.get("cible").clone(),
    }
}

pub fn hypothese(lu: &Lu<'_>) -> Value {
    let depart = lu.int("depart").unwrap();
    let gain = rounded(lu, depart * lu.int("gain_suppose").unwrap(), 100).max(1);
    // ATT-10 knows no 95 %.
    if !lu.has("atteinte_pour_cent") {
        return int(Some(depart + gain));
    }
    int(Some(reaches(lu, depart, depart + gain, lu.int("atteinte_pour_cent").unwrap())))
}

/// ATT-1, 2, 9: the class of a count.
pub fn issue(lu: &Lu<'_>) -> Value {
    let class = || -> Option<&str> {
        let count = lu.int("constat")?;
        let below = count < lu.int("plancher")?;
        let seuil = if lu.has("seuil_des_tables") { lu.int("seuil_des_tables") } else { lu.int("seuil_atteint") };
        Some(match lu.text("nature")? {
            "maintien" if below => "non-atteint",
            "maintien" if count > lu.int("depart")? => "atteint-en-hausse",
            "maintien" => "atteint-sans-hausse",
            "palier-p50" if below => "sous-p30",
            "palier-p50" if count >= seuil? => "p50-atteint",
            "palier-p50" => "entre-p30-et-p50",
            _ if below => "non-atteint-avec-baisse",
            _ if count >= seuil? => "atteint",
            _ => "non-atteint-sans-baisse",
        })
    };
    json!(class())
}

/// ATT-2, 3, 9, 10: the rate of a count.
pub fn taux(lu: &Lu<'_>) -> Value {
    let rate = || -> Option<Value> {
        let count = lu.int("constat")?;
        let cible = lu.int("cible");
        match lu.text("nature")? {
            "maintien" if count >= lu.int("plancher")? => Some(fraction_value(1, 1)),
            "maintien" => Some(rate(count, lu.int("depart")?)),
            "palier-p50" => Some(rate(count, cible?)),
            _ => {
                let depart = lu.int("depart")?;
                if lu.regle == "ATT-10" && count < depart {
                    return Some(fraction_value(0, 1));
                }
                match lu.text("Q-TAUX")? {
                    "niveau" => Some(rate(count, cible?)),
                    _ if count <= depart => Some(fraction_value(0, 1)),
                    _ => Some(rate(count - depart, cible? - depart)),
                }
            }
        }
    };
    rate().unwrap_or(Value::Null)
}
