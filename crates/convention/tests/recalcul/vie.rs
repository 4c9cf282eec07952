//! The days of a contract that events move, and what became of each event.

use serde_json::{Value, json};

use super::lu::{Lu, date, days};

/// Q-SUSP: the anniversary that closes year `n`, moved by the suspensions that were read.
fn cloture(lu: &Lu<'_>, n: i64) -> String {
    let mut suspensions = lu.all("suspension").into_iter().zip(lu.all("reprise")).peekable();
    let mut moved = 0;
    let mut closing = lu.get("signature").as_str().unwrap().to_owned();
    for year in 1..=n {
        loop {
            closing = date(lu.get("signature"), year, 0, moved).as_str().unwrap().to_owned();
            match suspensions.peek() {
                Some((from, to)) if from.as_str() < Some(&closing) => moved += days(from, to),
                _ => break,
            }
            suspensions.next();
        }
    }
    closing
}

/// PAI-7: the first day of a year.
pub fn debut(lu: &Lu<'_>) -> Value {
    json!(cloture(lu, i64::from(lu.year()) - 1))
}

/// PAI-7, VIE-3: the last day of a year, which an early end brings forward.
pub fn fin(lu: &Lu<'_>) -> Value {
    let closing = cloture(lu, i64::from(lu.year()));
    match lu.text("premier_jour_sans_contrat") {
        // A year that the end precedes has no day.
        Some(end) if end < closing.as_str() => {
            let first = cloture(lu, i64::from(lu.year()) - 1);
            date(&json!(end.max(first.as_str())), 0, 0, -1)
        }
        _ => date(&json!(closing), 0, 0, -1),
    }
}

/// VIE-1, VIE-3: the last day of a contract, at its end or at its term, prorogued or not.
pub fn fin_du_contrat(lu: &Lu<'_>) -> Value {
    if lu.has("premier_jour_sans_contrat") {
        return date(lu.get("premier_jour_sans_contrat"), 0, 0, -1);
    }
    let terms = 1 + lu.all("prorogation").len() as i64;
    let term = cloture(lu, lu.int("duree_ans").unwrap() as i64 * terms);
    date(&json!(term), 0, 0, -1)
}

/// What cuts a year, or begins it.
pub fn debut_de_la_periode(lu: &Lu<'_>) -> Result<Value, String> {
    let mut found: Vec<&Value> =
        ["debut", "suspension", "reprise", "avenant", "prorogation"].iter().flat_map(|nom| lu.all(nom)).collect();
    found.dedup();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        other => Err(format!("a period that begins on {other:?}")),
    }
}

pub fn fin_de_la_periode(lu: &Lu<'_>) -> Value {
    if lu.has("suivante") { date(lu.get("suivante"), 0, 0, -1) } else { lu.get("fin").clone() }
}

/// An event counts once it binds and is known.
pub fn pris_en_compte(lu: &Lu<'_>) -> Value {
    let binds = [lu.text("date"), lu.text("signe_le")].into_iter().flatten().min();
    let known = lu.text("connu_le").or(lu.text("signe_le")).or(lu.text("date"));
    json!(binds <= lu.text("au") && known <= lu.text("connu_au"))
}

/// Q-AVENANT: from which day the figures follow an event.
pub fn effet(lu: &Lu<'_>) -> Result<Value, String> {
    if lu.flag("pris_en_compte") == Some(false) {
        return Ok(Value::Null);
    }
    let acts = if lu.has("signe_le") { lu.get("signe_le") } else { lu.get("date") };
    let changes = ["avenant-prorogation", "avenant-option", "avenant-65-ans", "avenant-objectif"];
    let at_once = ["suspension", "reprise", "decision-caisse", "demenagement", "changement-specialite", "resiliation"];
    match lu.text("type").unwrap() {
        nature if at_once.contains(&nature) => Ok(lu.get("date").clone()),
        nature if !changes.contains(&nature) => Ok(Value::Null),
        _ if lu.text("Q-AVENANT") == Some("prorata_jours") => Ok(acts.clone()),
        _ => {
            // The first year that begins on that day or after it.
            let next = (0..).map(|n| cloture(lu, n)).find(|start| Some(start.as_str()) >= acts.as_str()).unwrap();
            if lu.text("anniversaire") != Some(&next) {
                return Err(format!("the next year begins on {next}"));
            }
            if Some(next.as_str()) != acts.as_str() && lu.text("Q-AVENANT").is_none() {
                return Err("a change waits, and no reading says so".to_owned());
            }
            let over = lu.text("dernier_jour").is_some_and(|last| next.as_str() > last);
            Ok(if over { Value::Null } else { json!(next) })
        }
    }
}

/// ELI-10: one objective that was not reached, or else one of which nobody knows.
pub fn droit(lu: &Lu<'_>) -> Value {
    let mut reached: Vec<Option<bool>> = Vec::new();
    let (mut nature, mut plancher, mut seuil) = (None, None, None);
    for (nom, value) in lu.names() {
        match nom {
            "nature" => {
                (nature, plancher, seuil) = (value.as_str(), None, None);
                reached.push(None);
            }
            "plancher" => plancher = value.as_i64(),
            "seuil_atteint" => seuil = value.as_i64(),
            "constat" => {
                let count = value.as_i64();
                let kept = count.zip(plancher).map(|(n, p)| n >= p);
                let enough =
                    if nature == Some("maintien") { Some(true) } else { count.zip(seuil).map(|(n, s)| n >= s) };
                *reached.last_mut().unwrap() = match (nature, kept) {
                    (None, _) | (_, None) => None,
                    (_, Some(false)) => Some(false),
                    (_, Some(true)) => enough,
                };
            }
            _ => {}
        }
    }
    json!(match () {
        () if reached.contains(&Some(false)) => "echoue",
        () if reached.contains(&None) || lu.text("zone").is_none() => "inconnu",
        () => "respecte",
    })
}
