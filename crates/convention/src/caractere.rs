//! Characters that a person does not see, or that change the order of what is seen: a name or a sentence that
//! holds one is not what it looks like, on a terminal, in a spreadsheet or in a letter.

/// Whether a character is never part of a name: controls, ends of line, marks that reorder the text around
/// them (U+202A to U+202E, U+2066 to U+2069…), and those without any width.
pub fn cache(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

/// `text`, each such character replaced by one that is seen.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if cache(c) { '\u{fffd}' } else { c }).collect()
}

/// The small letter of a capital, of those that French writes; any other sign as it is.
///
/// ```
/// use convention::caractere::{majuscule, minuscules};
///
/// assert_eq!(minuscules("ŒUVRE À L'ÉTÉ n° 1"), "œuvre à l'été n° 1");
/// assert_eq!(majuscule('é'), 'É');
/// ```
// The standard library's have a table for each script: 20 kB more for a page to fetch.
pub fn minuscule(c: char) -> char {
    match c {
        'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        'Œ' => 'œ',
        'Ÿ' => 'ÿ',
        _ => c.to_ascii_lowercase(),
    }
}

/// The capital of a small letter, of those that French writes; any other sign as it is.
pub fn majuscule(c: char) -> char {
    match c {
        'à'..='þ' if c != '÷' => char::from_u32(u32::from(c) - 0x20).unwrap_or(c),
        'œ' => 'Œ',
        'ÿ' => 'Ÿ',
        _ => c.to_ascii_uppercase(),
    }
}

/// `text` in small letters.
pub fn minuscules(text: &str) -> String {
    text.chars().map(minuscule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library_in_french() {
        let lettres = ('\0'..='ÿ').chain(['Œ', 'œ', 'Ÿ', '€', '’']);
        // µ and ß have capitals of other alphabets.
        for c in lettres.filter(|c| !matches!(c, 'µ' | 'ß')) {
            assert_eq!(minuscule(c).to_string(), c.to_lowercase().to_string(), "{c:?}");
            assert_eq!(majuscule(c).to_string(), c.to_uppercase().to_string(), "{c:?}");
        }
    }

    #[test]
    fn what_hides_is_seen() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{2028}d\u{feff}"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}");
        // No-break spaces, and what joins the signs of one picture.
        assert_eq!(visible("é\u{a0}\u{202f}\u{200d}"), "é\u{a0}\u{202f}\u{200d}");
    }
}
