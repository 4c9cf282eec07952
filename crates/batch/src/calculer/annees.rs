//! The years of `--annees`.

use std::ops::RangeInclusive;

use columns::ANNEES;
use convention::fault::Fault;

/// Reads `1-5`, or `3`.
///
/// # Errors
///
/// What is no years, or years that no contract has.
pub(crate) fn lire(text: Option<&str>) -> Result<RangeInclusive<u8>, Vec<Fault>> {
    let Some(text) = text else { return Ok(1..=5) };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let year = |text: &str| text.trim().parse::<u8>().ok().filter(|n| ANNEES.contains(n));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => {
            let message = format!("« {text} » ne désigne pas des années de contrat");
            let conseil = format!("écrivez une année, ou deux comme 1-5, de {} à {}", ANNEES.start(), ANNEES.end());
            Err(vec![Fault::new("annees-illisibles", &console::usage::place("--annees"), message, conseil)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        for (text, years) in [("1-5", 1..=5), ("3", 3..=3), (" 2 - 4", 2..=4)] {
            assert_eq!(lire(Some(text)).ok(), Some(years), "{text}");
        }
        assert_eq!(lire(None).ok(), Some(1..=5));
        for text in ["", "0", "5-1", "1-99", "a", "1-", "-1", "1-2-3", "1..5"] {
            assert_eq!(lire(Some(text)).map_err(|faults| faults[0].code), Err("annees-illisibles"), "{text}");
        }
    }
}
