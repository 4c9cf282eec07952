//! What people type in one field: numbers with spaces, dates of both forms, yes or no.

use crate::caractere::minuscules;
use crate::jour::Jour;

/// Reads a whole number: digits in groups, a sign. `None` where it is not one, or is past 64 bits.
pub(crate) fn entier(texte: &str) -> Option<i64> {
    chiffres(texte)?.parse().ok()
}

/// The digits of a whole number of any length, with its sign.
pub(crate) fn chiffres(texte: &str) -> Option<String> {
    let chiffres = sans_espaces(texte);
    let sans_signe = chiffres.strip_prefix('-').unwrap_or(&chiffres);
    let propre = !sans_signe.is_empty() && sans_signe.bytes().all(|b| b.is_ascii_digit());
    propre.then_some(chiffres)
}

/// A day: `2026-01-15`, `15/01/2026`, `15/1/2026`, with `/`, `-`, `.` or a space. `None` where the text has none
/// of these forms, `Some(None)` where no such day exists.
pub(crate) fn jour(texte: &str) -> Option<Option<Jour>> {
    let texte = texte.trim();
    let separateur = texte.chars().find(|c| !c.is_ascii_digit())?;
    if !(separateur.is_whitespace() || "/-.".contains(separateur)) {
        return None;
    }
    let morceaux: [&str; 3] = texte.split(separateur).collect::<Vec<_>>().try_into().ok()?;
    let (annee, mois, jour) = match morceaux.map(str::len) {
        [4, 1..=2, 1..=2] => (morceaux[0], morceaux[1], morceaux[2]),
        [1..=2, 1..=2, 4] => (morceaux[2], morceaux[1], morceaux[0]),
        _ => return None,
    };
    if !morceaux.iter().all(|m| m.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let lu = annee.parse().ok().zip(mois.parse().ok()).zip(jour.parse().ok());
    Some(lu.and_then(|((annee, mois), jour)| Jour::new(annee, mois, jour)))
}

/// Yes or no: what a box of a form sends too.
pub(crate) fn oui(texte: &str) -> Option<bool> {
    match minuscules(texte.trim()).as_str() {
        "true" | "on" | "oui" | "1" | "vrai" => Some(true),
        "false" | "off" | "non" | "0" | "faux" => Some(false),
        _ => None,
    }
}

/// Cents of `1664`, `1664.5`, `1664.48` or `1664,48`. `None` where the text is not an amount,
/// `Some(None)` where it is out of any bound.
pub(crate) fn centimes(text: &str) -> Option<Option<i64>> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (euros, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let valid = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !valid(euros) || !valid(decimals) || decimals.len() > 2 {
        return None;
    }
    let cents = decimals.parse::<i64>().ok()? * if decimals.len() == 1 { 10 } else { 1 };
    let total = euros.parse::<i64>().ok().and_then(|e| e.checked_mul(100)).and_then(|e| e.checked_add(cents));
    Some(total.map(|cents| if negative { -cents } else { cents }))
}

/// A number with its unit, bare: `1 664,48 €` gives `1664,48`. The text as it is where more is written.
pub(crate) fn nombre(texte: &str, unites: &[&str]) -> String {
    let mut nu = minuscules(&sans_espaces(texte));
    for unite in unites {
        if let Some(devant) = nu.strip_suffix(unite) {
            nu.truncate(devant.len());
            break;
        }
    }
    let propre = nu.bytes().all(|b| b.is_ascii_digit() || b"-,.".contains(&b));
    if propre { nu } else { texte.trim().to_owned() }
}

/// A share as a fraction: `60 %` and `0,6` too. The text as it is where it is none of these.
pub(crate) fn fraction(texte: &str) -> String {
    let nu = sans_espaces(texte);
    let (nombre, cent) = nu.strip_suffix('%').map_or((nu.as_str(), 1), |devant| (devant, 100u32));
    let (entiers, decimales) = nombre.split_once([',', '.']).unwrap_or((nombre, ""));
    let chiffres = format!("{entiers}{decimales}");
    let propre = !entiers.is_empty() && chiffres.len() <= 4 && chiffres.bytes().all(|b| b.is_ascii_digit());
    let echelle = u32::try_from(decimales.len()).ok().and_then(|n| 10u32.checked_pow(n));
    match echelle.filter(|echelle| propre && *echelle * cent <= 9999) {
        Some(echelle) => format!("{chiffres}/{}", echelle * cent),
        None => nu,
    }
}

/// Without a space of any width, and with a plain minus.
fn sans_espaces(texte: &str) -> String {
    texte.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\u{2212}' { '-' } else { c }).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_spaces() {
        for texte in ["1300", "1 300", "1\u{a0}300", "1\u{202f}300", " 1300 "] {
            assert_eq!(entier(texte), Some(1300), "{texte:?}");
        }
        assert_eq!(entier("\u{2212}5"), Some(-5));
        for texte in ["", "-", "1,5", "1.300", "mille", "99999999999999999999", "+5"] {
            assert_eq!(entier(texte), None, "{texte:?}");
        }
        assert_eq!(nombre("1\u{202f}664,48\u{a0}€", &["euros", "€"]), "1664,48");
        assert_eq!(nombre("26 000 euros", &["euros", "€"]), "26000");
        assert_eq!(nombre("environ 3 €", &["€"]), "environ 3 €");
    }

    #[test]
    fn days_of_many_forms() {
        let jan = Jour::new(2026, 1, 5);
        for texte in ["2026-01-05", "2026-1-5", "05/01/2026", "5/1/2026", "5.1.2026", "05-01-2026", " 5 1 2026 "] {
            assert_eq!(jour(texte), Some(jan), "{texte:?}");
        }
        assert_eq!(jour("30/02/2026"), Some(None));
        for texte in ["", "hier", "5/1/26", "2026", "2026-01/05", "-026-01-05", "5//2026", "1é/01/2026", "05/01/2026/"]
        {
            assert_eq!(jour(texte), None, "{texte:?}");
        }
    }

    #[test]
    fn shares() {
        for (texte, lu) in [
            ("6/10", "6/10"),
            (" 6 / 10 ", "6/10"),
            ("60 %", "60/100"),
            ("62,5\u{a0}%", "625/1000"),
            ("0,6", "06/10"),
            ("1", "1/1"),
            ("0.123456", "0.123456"),
            ("moitié", "moitié"),
            ("%", "%"),
        ] {
            assert_eq!(fraction(texte), lu);
        }
    }
}
