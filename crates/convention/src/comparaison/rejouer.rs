//! A dossier with something else in it, read again: so that what cannot be is refused as in any dossier.

use serde_json::{Map, Value, json};

use crate::document::Format;
use crate::dossier::{self, Dossier, OptionEtp};
use crate::fault::Fault;
use crate::jour::Jour;
use crate::tables::Convention;

/// The fields that hold a date of the contract's life, or of the doctor's.
const DATES: &[&str] = &[
    "anciennete_depuis",
    "connu_le",
    "date",
    "date_mesure",
    "embauche",
    "installation",
    "justificatifs",
    "naissance",
    "signature",
    "signe_le",
];

/// Reads a canonical dossier again. `nom` is what faults show.
///
/// # Errors
///
/// Every fault of the dossier so changed.
pub(super) fn relire(convention: &Convention, nom: &str, value: &Value, au: Jour) -> Result<Dossier, Vec<Fault>> {
    dossier::parse(convention, nom, value.to_string().as_bytes(), Some(Format::Json), au)
}

/// The table at a key, made where it is missing.
pub(super) fn table<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Map<String, Value>> {
    value.as_object_mut()?.entry(key).or_insert_with(|| json!({})).as_object_mut()
}

/// Chooses an option; without `objectifs`, the objectives of the contract are taken out.
pub(super) fn choisir(value: &mut Value, option: OptionEtp, objectifs: bool) {
    if let Some(contrat) = table(value, "contrat") {
        contrat.insert("option".to_owned(), json!(option));
        if !objectifs {
            contrat.remove("objectif");
        }
    }
}

/// Moves every date so that it keeps its place in the contract: as many whole years and days after (or
/// before) `vers` as it was after (or before) `de`. A 366th day stays in its year.
pub(super) fn decaler(value: &mut Value, de: Jour, vers: Jour) {
    match value {
        Value::Object(map) => {
            for (key, member) in map {
                let day = member.as_str().filter(|_| DATES.contains(&key.as_str())).and_then(Jour::parse_iso);
                match day {
                    Some(day) => *member = json!(deplacer(day, de, vers)),
                    None => decaler(member, de, vers),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| decaler(item, de, vers)),
        _ => {}
    }
}

/// One date.
pub(super) fn deplacer(day: Jour, de: Jour, vers: Jour) -> Jour {
    let mut years = day.year() - de.year();
    if day >= de {
        if de.plus_years(years) > day {
            years -= 1;
        }
        let moved = vers.plus_years(years).plus_days(day.0 - de.plus_years(years).0);
        return moved.min(vers.plus_years(years + 1).plus_days(-1));
    }
    // Before the signature, counted back: an age and a delay end on its anniversaries.
    if de.plus_years(years) < day {
        years += 1;
    }
    let moved = vers.plus_years(years).plus_days(day.0 - de.plus_years(years).0);
    moved.max(vers.plus_years(years - 1).plus_days(1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn jour(text: &str) -> Jour {
        Jour::parse_iso(text).unwrap()
    }

    #[test]
    fn a_date_keeps_its_place_in_the_contract() {
        for (day, de, vers, moved) in [
            // The signature itself, and an anniversary.
            ("2026-01-15", "2026-01-15", "2024-06-21", "2024-06-21"),
            ("2029-01-15", "2026-01-15", "2024-06-21", "2027-06-21"),
            // 10 days after the signature, 10 days before it.
            ("2026-01-25", "2026-01-15", "2024-06-21", "2024-07-01"),
            ("2026-01-05", "2026-01-15", "2024-06-21", "2024-06-11"),
            // The last day of a year of 366 days stays the last one of a year of 365.
            ("2024-06-30", "2023-07-01", "2026-01-15", "2027-01-14"),
            // Exactly 12 months before, and a day less: both in a year of 365 days.
            ("2025-01-15", "2026-01-15", "2024-06-21", "2023-06-21"),
            ("2025-01-16", "2026-01-15", "2023-06-21", "2022-06-22"),
            // A birth, long before.
            ("1961-05-04", "2026-01-15", "2025-01-15", "1960-05-04"),
        ] {
            assert_eq!(deplacer(jour(day), jour(de), jour(vers)), jour(moved), "{day}");
        }
    }

    #[test]
    fn dates_alone_move() {
        let mut value = json!({
            "reference": "2026-01-15", "contrat": { "signature": "2026-01-15", "option": "1" },
            "constats": [{ "date": "2029-01-15", "pmt": 1500 }],
        });
        decaler(&mut value, jour("2026-01-15"), jour("2024-06-21"));
        let expected = json!({
            "reference": "2026-01-15", "contrat": { "signature": "2024-06-21", "option": "1" },
            "constats": [{ "date": "2027-06-21", "pmt": 1500 }],
        });
        assert_eq!(value, expected);
    }
}
