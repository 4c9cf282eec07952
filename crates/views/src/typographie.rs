//! French typography: what must not be parted at the end of a line.

use std::iter::once;

use convention::caractere;

/// Puts a no-break space before `: ; ? ! % €` and inside guillemets, where a space stands.
pub fn lier(text: &str) -> String {
    let mut bound = String::with_capacity(text.len() + 8);
    let mut previous = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let before = chars.peek().is_some_and(|next| matches!(next, ':' | ';' | '?' | '!' | '%' | '€' | '»'));
        let bind = c == ' ' && (before || previous == Some('«'));
        bound.push(if bind { '\u{a0}' } else { c });
        previous = Some(c);
    }
    bound
}

/// The first letter a capital.
pub fn majuscule(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| once(caractere::majuscule(first)).chain(chars).collect())
}

/// The first letter small, unless the word is an acronym.
pub fn minuscule(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    if chars.clone().next().is_some_and(|second| caractere::minuscule(second) != second) {
        return text.to_owned();
    }
    once(caractere::minuscule(first)).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_hold_to_their_words() {
        assert_eq!(lier("le taux : « gain » ou 95 % ?"), "le taux\u{a0}: «\u{a0}gain\u{a0}» ou 95\u{a0}%\u{a0}?");
        assert_eq!(lier("sans rien"), "sans rien");
    }

    #[test]
    fn capitals() {
        assert_eq!(majuscule("éligible"), "Éligible");
        assert_eq!(minuscule("Secteur"), "secteur");
        assert_eq!(minuscule("RQTH ou ALD"), "RQTH ou ALD");
        assert_eq!(minuscule(""), "");
    }
}
