//! What an employment costs, from what each figure read.

use jiff::ToSpan;
use jiff::civil::Date;
use num_bigint::BigUint;
use serde_json::{Value, json};

use super::lu::{self, Lu};

/// Of one denominator with all that is summed: rates have five decimals.
const RATES: i128 = 100_000;

pub fn cout(lu: &Lu<'_>) -> Value {
    if lu.has("cout_annuel") {
        let (num, den) = lu::fraction(lu.get("mois")).unwrap();
        return lu::share(&lu::fraction_value(num, 12 * den), lu.get("cout_annuel"));
    }
    json!(lu.values().iter().map(|v| v.as_i64().unwrap()).sum::<i64>())
}

/// That of every run of months, where it is the same.
pub fn temps_de_l_annee(lu: &Lu<'_>) -> Value {
    match lu.all("temps").as_slice() {
        [first, others @ ..] if others.iter().all(|other| other == first) => (*first).clone(),
        _ => Value::Null,
    }
}

pub fn temps(lu: &Lu<'_>) -> Value {
    match lu.text("option") {
        Some("1/3") => lu::fraction_value(1, 3),
        Some("0.5") => lu::fraction_value(1, 2),
        Some("1") => lu::fraction_value(1, 1),
        Some("1.5") => lu::fraction_value(3, 2),
        Some("2") => lu::fraction_value(2, 1),
        _ => {
            let (num, den) = lu::fraction(lu.get("heures_semaine")).unwrap();
            lu::fraction_value(num, den * lu.int("heures_temps_plein").unwrap())
        }
    }
}

fn day(value: &Value) -> Date {
    value.as_str().unwrap().parse().unwrap()
}

/// Days from one to the other, both included.
fn days(from: Date, to: Date) -> i128 {
    i128::from(from.until(to).unwrap().get_days()) + 1
}

/// Months counted from `start`, of which the days from `from` to `to` are worked.
fn months(start: Date, from: Date, to: Date) -> Value {
    let (mut num, mut den) = (0, 1);
    for rank in 0..24 {
        let first = start.checked_add(rank.months()).unwrap();
        let last = start.checked_add((rank + 1).months()).unwrap().yesterday().unwrap();
        let (begin, end) = (first.max(from), last.min(to));
        if begin <= end {
            let (part, whole) = (days(begin, end), days(first, last));
            (num, den) = (num * whole + part * den, den * whole);
        }
    }
    lu::fraction_value(num, den)
}

pub fn mois(lu: &Lu<'_>) -> Value {
    let (start, end) = (day(lu.get("debut")), day(lu.get("fin")));
    let hired = lu.get("embauche");
    months(start, if hired.is_null() { start } else { start.max(day(hired)) }, end)
}

pub fn nombre_de_mois(lu: &Lu<'_>) -> Value {
    months(day(lu.get("annee_debut")), day(lu.get("debut")), day(lu.get("fin")))
}

pub fn ligne(lu: &Lu<'_>) -> Value {
    let lines = lu.all("mois").into_iter().zip(lu.all("mensuel"));
    json!(lines.map(|(mois, mensuel)| lu::share(mois, mensuel).as_i64().unwrap()).sum::<i64>())
}

pub fn minimum(lu: &Lu<'_>) -> Value {
    // A typed pay without position, before the first SMIC that is known: nothing to be below.
    let largest = [lu.int("grille"), lu.int("smic")].into_iter().flatten().max().unwrap_or(0);
    lu::share(lu.get("temps"), &lu::int(Some(largest)))
}

pub fn taux_anciennete(lu: &Lu<'_>) -> Result<Value, String> {
    let Some(years) = lu.int("ans") else { return Ok(lu::fraction_value(0, 1)) };
    let reached = lu::date(lu.get("depuis"), years as i64, 0, 0);
    if day(&reached) > day(lu.get("debut")) {
        return Err(format!("{years} years are not reached"));
    }
    Ok(lu.get("taux").clone())
}

/// A line of a month.
pub fn mensuel(ligne: &str, lu: &Lu<'_>) -> Value {
    match ligne {
        "salaire_centimes" => lu.first(&["brut_mensuel", "minimum"]),
        "anciennete_centimes" => lu::share(lu.get("taux"), lu.get("salaire")),
        "reduction_centimes" => reduction(lu),
        "mutuelle_centimes" => {
            let (num, den) = lu::fraction(lu.get("temps")).unwrap();
            json!((100 * lu.int("mutuelle_euros").unwrap() * ((num + den - 1) / den)) as i64)
        }
        _ => rounded(charges(lu), lu),
    }
}

fn temps_de(lu: &Lu<'_>) -> (i128, i128) {
    lu::fraction(lu.get("temps")).unwrap_or((1, 1))
}

fn brut(lu: &Lu<'_>) -> i128 {
    lu.int("salaire").unwrap() + lu.int("anciennete").unwrap()
}

/// Cents, from a sum over the rates' denominator and the working time's.
fn rounded(sum: i128, lu: &Lu<'_>) -> Value {
    let den = RATES * temps_de(lu).1;
    json!((2 * sum + den).div_euclid(2 * den) as i64)
}

/// Each rate that was read, of what it is taken of.
fn charges(lu: &Lu<'_>) -> i128 {
    let (num, den) = temps_de(lu);
    let pay = brut(lu) * den;
    let ceiling = lu.int("plafond_mensuel").map_or(pay, |euros| 100 * euros * num);
    let several = lu.int("tranche_2_plafonds").unwrap_or(1);
    let mut sum = 0;
    for (nom, valeur) in lu.names() {
        let Some((rate, of)) = lu::fraction(valeur).filter(|_| valeur.is_object() && nom != "temps") else { continue };
        let base = match nom {
            "vieillesse-plafonnee" | "fnal" | "retraite-complementaire-1" | "ceg-1" => pay.min(ceiling),
            "retraite-complementaire-2" | "ceg-2" => (pay.min(several * ceiling) - ceiling).max(0),
            "cet" => {
                if pay > ceiling {
                    pay
                } else {
                    0
                }
            }
            _ => pay,
        };
        sum += base * rate * (RATES / of);
    }
    sum
}

/// The power by its root, to forty decimals.
fn reduction(lu: &Lu<'_>) -> Value {
    let (num, den) = temps_de(lu);
    let value = |nom: &str| lu.int(nom).unwrap();
    let end = value("reduction_smic") * value("smic_horaire") * value("heures_annuelles") * num;
    let pay = 12 * brut(lu) * den;
    if pay >= end || pay <= 0 {
        return json!(0);
    }
    let natural = |n: i128| BigUint::from(n.unsigned_abs());
    let places = BigUint::from(10u32).pow(40);
    // 175 hundredths are 7/4: shorter numbers.
    let (power, root) = (value("reduction_exposant") as u32 / 25, 4);
    let x =
        natural(value("reduction_facteur") * (end - pay)).pow(power) * places.pow(root) / natural(100 * pay).pow(power);
    let power = x.nth_root(root);
    let coefficient = (natural(value("reduction_minimum")) * &places * 2u32
        + natural(value("reduction_ecart")) * power * 2u32
        + &places)
        / (&places * 2u32);
    let coefficient = coefficient.min(natural(value("reduction_maximum")));
    let coefficient = i128::from(u64::try_from(coefficient).unwrap());
    let left = charges(lu) - brut(lu) * coefficient * (RATES / 10_000) * den;
    lu::difference(&rounded(left, lu), lu.get("cotisations"))
}

/// Cost less aid.
pub fn reste(lu: &Lu<'_>) -> Value {
    lu::difference(lu.get("cout"), lu.get("aide"))
}
