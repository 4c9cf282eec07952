//! Dates as a reader types them.

use convention::jour::Jour;

/// A date of the state as a French reader writes it: `15/01/2026` of `2026-01-15`. What is not such a date
/// stays as it was typed.
pub(crate) fn en_francais(text: &str) -> String {
    match Jour::parse_iso(text) {
        Some(jour) => views::date_courte(jour),
        None => text.to_owned(),
    }
}
