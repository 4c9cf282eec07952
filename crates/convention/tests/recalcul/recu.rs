//! What was received beside what is due.

use serde_json::{Value, json};

use super::lu::{Lu, date, difference};

fn total(values: &[&Value]) -> i64 {
    values.iter().filter_map(|v| v.as_i64()).sum()
}

fn days(from: &Value, to: &Value) -> i64 {
    let day = |v: &Value| v.as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
    i64::from(day(from).until(day(to)).unwrap().get_days())
}

/// A right arises with its year, on the day after the last one of its year, or with what it makes up for.
pub fn exigible(lu: &Lu<'_>) -> Value {
    if lu.has("fin") { date(lu.get("fin"), 0, 0, 1) } else { lu.first(&["connu_le", "date", "debut"]) }
}

/// What is left of the sum, or what was left to pay: nothing else.
pub fn apport(lu: &Lu<'_>, found: &Value) -> Value {
    let rest = lu.get("encaissement").as_i64().unwrap() - total(&lu.all("employe_ailleurs"));
    let missing = lu.get("du").as_i64().map(|due| due - lu.get("deja_recu").as_i64().unwrap_or(0));
    let paid = found.as_i64().unwrap();
    let one = paid == rest || missing == Some(paid);
    if one { json!(paid) } else { json!({ "rest": rest, "missing": missing }) }
}

pub fn recu(lu: &Lu<'_>) -> Value {
    json!(total(&lu.all("encaisse")))
}

pub fn manque(lu: &Lu<'_>) -> Value {
    match lu.get("du").as_i64() {
        Some(_) => json!(difference(lu.get("du"), lu.get("recu")).as_i64().unwrap() - total(&lu.all("compense"))),
        None => Value::Null,
    }
}

pub fn inexplique(lu: &Lu<'_>) -> Value {
    json!(lu.get("encaissement").as_i64().unwrap() - total(&lu.all("encaisse")))
}

/// Where a payment stands, in the words of the brief.
pub fn etat(lu: &Lu<'_>) -> Value {
    let (recu, au) = (lu.get("recu").as_i64().unwrap(), lu.text("au").unwrap());
    let to_come = recu == 0 && lu.text("exigible").unwrap() > au;
    let late = lu.text("date_limite").is_some_and(|last| last < au);
    let compense = total(&lu.all("compense"));
    let moved = recu != 0;
    let recu = recu + compense;
    json!(match lu.get("du").as_i64() {
        _ if to_come => "a-venir",
        None => "inconnu",
        Some(due) if !moved && compense != 0 && due == recu => "compense",
        Some(due) if due < 0 && due == recu => "rendu",
        Some(due) if due < 0 => "a-rendre",
        Some(due) if recu == due => "recu",
        Some(due) if recu > due => "trop-percu",
        Some(_) if moved => "partiel",
        Some(_) if late => "en-retard",
        Some(_) => "attendu",
    })
}

pub fn retard(lu: &Lu<'_>) -> Value {
    let last = lu.get("date_limite");
    if last.is_null() || lu.get("du").is_null() {
        return Value::Null;
    }
    let until = lu.first(&["solde_le", "au"]);
    let to_come = lu.text("au").is_some_and(|au| lu.text("exigible").unwrap() > au);
    let nothing = lu.get("du") == &json!(0);
    if to_come || nothing { json!(0) } else { json!(days(last, &until).max(0)) }
}

pub fn totaux(kind: &str, lu: &Lu<'_>) -> Value {
    match kind {
        "recu_centimes" => json!(total(&lu.all("encaissement"))),
        "inexplique_centimes" => json!(total(&lu.all("inexplique"))),
        "du_centimes" => {
            let due = lu.all("du");
            if due.iter().any(|v| v.is_null()) { Value::Null } else { json!(total(&due)) }
        }
        _ => json!(lu.all("manque").iter().map(|v| v.as_i64().unwrap().abs()).sum::<i64>()),
    }
}
