//! French dates.

use convention::jour::Jour;

const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// `15 janvier 2026`, `1er mars 2026`, held together by no-break spaces.
pub fn date(jour: Jour) -> String {
    let (year, month, day) = jour.civil();
    let name = MOIS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
    let first = if day == 1 { "er" } else { "" };
    format!("{day}{first}\u{a0}{name}\u{a0}{year}")
}

/// `15/01/2026`: ten characters.
pub fn date_courte(jour: Jour) -> String {
    let (year, month, day) = jour.civil();
    format!("{day:02}/{month:02}/{year:04}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_french() {
        for (iso, long, short) in [
            ("2026-01-15", "15\u{a0}janvier\u{a0}2026", "15/01/2026"),
            ("2024-08-01", "1er\u{a0}août\u{a0}2024", "01/08/2024"),
            ("2024-02-29", "29\u{a0}février\u{a0}2024", "29/02/2024"),
            ("2026-12-31", "31\u{a0}décembre\u{a0}2026", "31/12/2026"),
        ] {
            let jour = Jour::parse_iso(iso).unwrap();
            assert_eq!((date(jour), date_courte(jour)), (long.to_owned(), short.to_owned()));
        }
    }
}
