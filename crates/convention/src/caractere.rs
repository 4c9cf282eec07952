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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_seen() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{2028}d\u{feff}"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}");
        // No-break spaces, and what joins the signs of one picture.
        assert_eq!(visible("é\u{a0}\u{202f}\u{200d}"), "é\u{a0}\u{202f}\u{200d}");
    }
}
