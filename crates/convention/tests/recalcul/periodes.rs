//! Sums over the periods of a year, and what an early end takes back: exact, rounded once.

use serde_json::{Value, json};

use super::contrat;
use super::lu::{Lu, date, days, difference, fraction, fraction_value, share};

/// A period that is paid.
struct Periode {
    montant: Option<i128>,
    part: Option<(i128, i128)>,
    jours: i128,
}

/// The periods that were read, and the days of their year. Both are counted again from the dates.
fn periodes(lu: &Lu<'_>) -> Result<(Vec<Periode>, i128), String> {
    let n = i64::from(lu.year());
    periodes_de(lu, days(&date(lu.get("signature"), n - 1, 0, 0), &date(lu.get("signature"), n, 0, 0)))
}

fn periodes_de(lu: &Lu<'_>, of_year: i64) -> Result<(Vec<Periode>, i128), String> {
    if lu.int("jours_de_l_annee") != Some(i128::from(of_year)) {
        return Err(format!("the year has {of_year} days"));
    }
    let mut list: Vec<Periode> = Vec::new();
    let mut from = &Value::Null;
    let mut counted = 0;
    for (nom, value) in lu.names() {
        let last = list.last_mut();
        match (nom, last) {
            ("montant_annuel", _) => {
                list.push(Periode { montant: value.as_i64().map(i128::from), part: None, jours: 0 });
            }
            ("part", Some(last)) => last.part = fraction(value),
            ("du", _) => from = value,
            ("au", _) => counted = days(from, value) + 1,
            ("jours", Some(_)) if value.as_i64() != Some(counted) => {
                return Err(format!("a period of {counted} days"));
            }
            ("jours", Some(last)) => last.jours = i128::from(counted),
            _ => {}
        }
    }
    Ok((list, i128::from(of_year)))
}

/// A sum of amounts over days of a year, as a fraction; of their shares, if `parts`.
fn somme(list: &[Periode], of_year: i128, parts: bool) -> Option<(i128, i128)> {
    let mut sum = (0, 1);
    for p in list {
        let (num, den) = if parts { p.part? } else { (1, 1) };
        let den = den * of_year;
        sum = (sum.0 * den + p.montant? * p.jours * num * sum.1, sum.1 * den);
        // Small again before the next one.
        let reduced = fraction_value(sum.0, sum.1);
        sum = fraction(&reduced)?;
    }
    Some(sum)
}

fn rounded(sum: Option<(i128, i128)>) -> Value {
    sum.map_or(Value::Null, |(num, den)| json!((2 * num + den).div_euclid(2 * den) as i64))
}

/// MON, VIE-7: the amounts of a year over the days on which the aid runs.
pub fn montant(lu: &Lu<'_>) -> Result<Value, String> {
    let (list, of_year) = periodes(lu)?;
    // Nobody knows when the aid resumes.
    Ok(if lu.has("reprise") { Value::Null } else { rounded(somme(&list, of_year, false)) })
}

/// VIE-2: one share all year, or what the periods come to over their amounts. ATT-11: what was decided.
pub fn part(lu: &Lu<'_>, etude: &Value) -> Result<Value, String> {
    if lu.has("decision") {
        let decided = lu.get("decision");
        return Ok(match (decided.as_i64(), lu.int("montant")) {
            (None, _) => decided.clone(),
            (Some(amount), Some(montant)) if montant > 0 => fraction_value(i128::from(amount), montant),
            _ => Value::Null,
        });
    }
    if lu.has("premier_jour_sans_contrat") {
        return Ok(fraction_value(0, 1));
    }
    if !lu.has("jours_de_l_annee") {
        let only = lu.names().map(|(nom, _)| nom).eq(["part"]);
        return if only { Ok(lu.get("part").clone()) } else { contrat::part(lu, etude) };
    }
    let (list, of_year) = periodes(lu)?;
    let Some(first) = list.first() else { return Ok(lu.get("part").clone()) };
    if list.iter().all(|p| p.part == first.part) {
        return Ok(first.part.map_or(Value::Null, |(num, den)| fraction_value(num, den)));
    }
    let sums = somme(&list, of_year, true).zip(somme(&list, of_year, false)).filter(|_| !lu.has("reprise"));
    Ok(sums.map_or(Value::Null, |((a, b), (c, d))| if c > 0 { fraction_value(a * d, b * c) } else { Value::Null }))
}

/// PAI-6: a share of an amount, the periods one by one, an amount that was decided, or what was paid.
/// The acompte is kept where it is more, under one reading of Q-INDU.
pub fn aide(lu: &Lu<'_>) -> Result<Value, String> {
    if lu.has("verse") {
        return Ok(contrat::sum(lu, "verse"));
    }
    // A year without a day, that nothing was paid for.
    if lu.has("premier_jour_sans_contrat") {
        return Ok(json!(0));
    }
    let due = if lu.has("decision") {
        lu.get("decision").clone()
    } else if lu.has("jours_de_l_annee") {
        let (list, of_year) = periodes(lu)?;
        if lu.has("reprise") { Value::Null } else { rounded(somme(&list, of_year, true)) }
    } else {
        share(lu.get("part"), lu.get("montant"))
    };
    Ok(match (lu.get("acompte").as_i64(), due.as_i64()) {
        (Some(acompte), Some(due)) => json!(acompte.max(due)),
        _ => due,
    })
}

/// A payment that an event causes. `None`: one that every year has.
pub fn versement(lu: &Lu<'_>) -> Result<Option<Value>, String> {
    let end = "premier_jour_sans_contrat";
    if lu.has(end) {
        let length = days(lu.get("debut"), lu.get("cloture"));
        let of = |from: &str, to: &str| i128::from(days(lu.get(from), lu.get(to)));
        if lu.has("jours_de_l_annee") {
            // Q-RECUP-SOLDE: the periods as far as the end, less the days elapsed of what was paid.
            // A payment does not say which year it is of: some calendar year since the signature.
            let within = |n: &i64| date(lu.get("signature"), *n, 0, 0).as_str() <= lu.text("debut");
            let n = (0..).take_while(within).last().unwrap_or_default();
            let calendar = days(&date(lu.get("signature"), n, 0, 0), &date(lu.get("signature"), n + 1, 0, 0));
            let (list, of_year) = periodes_de(lu, calendar)?;
            let paid = lu.get("acompte").as_i64().map(i128::from);
            let left = somme(&list, of_year, true).zip(paid).map(|((num, den), paid)| {
                let (elapsed, length) = (of("debut", end), i128::from(length));
                (num * length - paid * elapsed * den, den * length)
            });
            let kept = lu.text("Q-INDU") == Some("plancher_zero");
            let left = rounded(left);
            return Ok(Some(if kept && left.as_i64() < Some(0) { json!(0) } else { left }));
        }
        // Q-RECUP: the days left of what was paid.
        let left = fraction_value(of(end, "cloture").min(i128::from(length)), i128::from(length));
        return Ok(Some(difference(&json!(0), &share(&left, &contrat::sum(lu, "verse")))));
    }
    Ok(lu.has("verse").then(|| difference(lu.get("aide"), &contrat::sum(lu, "verse"))))
}
