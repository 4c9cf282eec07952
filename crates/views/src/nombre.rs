//! French numbers: thousands apart, comma, units, ranges. Exact, without any float.

use convention::etude::Plage;
use convention::money::{Centimes, Fraction};

/// Between thousands.
const MILLIERS: char = '\u{202f}';
/// Before a unit.
const INSECABLE: char = '\u{a0}';
const MOINS: &str = "−";

/// `1 547`, `−12`: thousands apart by a narrow no-break space.
pub fn entier(n: i64) -> String {
    let sign = if n < 0 { MOINS } else { "" };
    format!("{sign}{}", grouped(u128::from(n.unsigned_abs())))
}

fn grouped(n: u128) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(MILLIERS);
        }
        text.push(digit);
    }
    text
}

/// `38 000 €`, `20 166,67 €`: cents only where there are some.
pub fn euros(centimes: Centimes) -> String {
    format!("{}{INSECABLE}€", sans_unite(centimes))
}

pub(crate) fn sans_unite(Centimes(centimes): Centimes) -> String {
    let sign = if centimes < 0 { MOINS } else { "" };
    let (euros, cents) = (centimes.unsigned_abs() / 100, centimes.unsigned_abs() % 100);
    let euros = grouped(u128::from(euros));
    if cents == 0 { format!("{sign}{euros}") } else { format!("{sign}{euros},{cents:02}") }
}

/// `50 %`, `91,67 %`: at most two decimals. What is not whole never reads `100 %`, nor what is not
/// nothing `0 %`.
pub fn pour_cent(part: Fraction) -> String {
    format!("{}{INSECABLE}%", centiemes(part))
}

/// `8,55 %`, `0,016 %`: a rate, with at most three decimals.
pub fn taux(part: Fraction) -> String {
    format!("{}{INSECABLE}%", decimal(scaled(part, 100_000), 3))
}

/// `12`, `11,45`, `0,3781`: a plain number, with at most four decimals.
pub(crate) fn nombre(value: Fraction) -> String {
    decimal(scaled(value, 10_000), 4)
}

fn centiemes(part: Fraction) -> String {
    let mut hundredths = scaled(part, 10_000);
    let whole = 10_000 * i128::from(part.num) / i128::from(part.den.max(1));
    if hundredths == 10_000 && part < Fraction::ONE {
        hundredths = whole;
    } else if hundredths == 0 && part > Fraction::ZERO {
        hundredths = 1;
    }
    decimal(hundredths, 2)
}

/// `part` times `scale`, to the nearest, half away from zero.
fn scaled(part: Fraction, scale: i128) -> i128 {
    let den = i128::from(part.den.max(1));
    let doubled = 2 * i128::from(part.num) * scale;
    (doubled + if doubled < 0 { -den } else { den }) / (2 * den)
}

/// So many units of 10^-places, without zeros at the end.
fn decimal(units: i128, places: usize) -> String {
    let sign = if units < 0 { MOINS } else { "" };
    let power = 10u128.pow(places as u32);
    let (whole, rest) = (units.unsigned_abs() / power, units.unsigned_abs() % power);
    let rest = format!("{rest:0places$}");
    let rest = rest.trim_end_matches('0');
    let whole = grouped(whole);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{rest}") }
}

/// `1 patient`, `1 547 patients`.
pub fn patients(n: u32) -> String {
    let plural = if n < 2 { "" } else { "s" };
    format!("{}{INSECABLE}patient{plural}", entier(i64::from(n)))
}

/// `+ 260`; what is lost: `− 12`; nothing: `0`.
pub fn gain(n: i64) -> String {
    let sign = match n {
        0 => return "0".to_owned(),
        1.. => "+",
        _ => MOINS,
    };
    format!("{sign}{INSECABLE}{}", grouped(u128::from(n.unsigned_abs())))
}

/// A rate a week, to a tenth: `2,5`, or `moins de 0,1`.
pub fn rythme(par_semaine: Fraction) -> String {
    let tenths = scaled(par_semaine, 10);
    if tenths == 0 && par_semaine > Fraction::ZERO {
        return format!("moins{INSECABLE}de{INSECABLE}0,1");
    }
    decimal(tenths, 1)
}

/// `2,5 patients par semaine`.
pub fn par_semaine(rate: Fraction) -> String {
    let plural = if scaled(rate, 10) < 20 { "" } else { "s" };
    format!("{}{INSECABLE}patient{plural} par semaine", rythme(rate))
}

/// `de 0 € à 22 000 €`, or the one sum.
pub fn plage_euros(plage: Plage<Centimes>) -> String {
    if plage.min == plage.max {
        return euros(plage.min);
    }
    format!("de{INSECABLE}{} à{INSECABLE}{}", euros(plage.min), euros(plage.max))
}

/// `0 à 22 000 €`: the same, where columns are many.
pub fn plage_euros_courte(plage: Plage<Centimes>) -> String {
    if plage.min == plage.max {
        return euros(plage.min);
    }
    format!("{} à{INSECABLE}{}", sans_unite(plage.min), euros(plage.max))
}

/// `0 à 100 %`, or the one share.
pub fn plage_pour_cent(plage: Plage<Fraction>) -> String {
    let (min, max) = (centiemes(plage.min), pour_cent(plage.max));
    if plage.min == plage.max {
        return max;
    }
    format!("{min}{INSECABLE}à{INSECABLE}{max}")
}

/// Counts from `de` to `a`, both included: `1 547 et plus`, `de 1 300 à 1 546`, `moins de 1 300`.
/// `None`: where they begin is not known.
pub fn effectifs(de: Option<u32>, a: Option<u32>) -> Option<String> {
    let number = |n: u32| entier(i64::from(n));
    Some(match (de?, a) {
        (0, None) => format!("tout{INSECABLE}résultat"),
        (de, None) => format!("{} et{INSECABLE}plus", number(de)),
        (de, Some(a)) if de == a => number(de),
        (0, Some(a)) => format!("moins{INSECABLE}de{INSECABLE}{}", number(a.saturating_add(1))),
        (de, Some(a)) => format!("de{INSECABLE}{} à{INSECABLE}{}", number(de), number(a)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spaces that can be read in a test: `_` for the narrow one, `~` for the other.
    fn shown(text: &str) -> String {
        text.replace(MILLIERS, "_").replace(INSECABLE, "~")
    }

    #[test]
    fn numbers_have_their_thousands_apart() {
        for (n, expected) in [
            (0, "0"),
            (7, "7"),
            (999, "999"),
            (1_000, "1_000"),
            (12_345, "12_345"),
            (1_000_000, "1_000_000"),
            (-1_547, "−1_547"),
            (i64::MIN, "−9_223_372_036_854_775_808"),
        ] {
            assert_eq!(shown(&entier(n)), expected);
        }
    }

    #[test]
    fn euros_show_cents_only_where_there_are_some() {
        for (cents, expected) in [
            (0, "0~€"),
            (1, "0,01~€"),
            (99_900, "999~€"),
            (100_000, "1_000~€"),
            (3_800_000, "38_000~€"),
            (2_016_667, "20_166,67~€"),
            (10_010, "100,10~€"),
            (100_000_000, "1_000_000~€"),
            (-1_100_000, "−11_000~€"),
            (-50, "−0,50~€"),
            (i64::MIN, "−92_233_720_368_547_758,08~€"),
        ] {
            assert_eq!(shown(&euros(Centimes(cents))), expected);
        }
    }

    #[test]
    fn shares_have_two_decimals_at_most_and_are_never_whole_by_rounding() {
        for (num, den, expected) in [
            (0, 1, "0~%"),
            (1, 1, "100~%"),
            (1, 2, "50~%"),
            (11, 12, "91,67~%"),
            (1, 8, "12,5~%"),
            (3, 4, "75~%"),
            (2, 3, "66,67~%"),
            (99_999, 100_000, "99,99~%"),
            (1, 100_000, "0,01~%"),
            (-1, 10, "−10~%"),
            (3, 2, "150~%"),
        ] {
            assert_eq!(shown(&pour_cent(Fraction::new(num, den))), expected);
        }
    }

    #[test]
    fn patients_are_counted_and_gained() {
        for (n, expected) in [(0, "0~patient"), (1, "1~patient"), (2, "2~patients"), (1_547, "1_547~patients")] {
            assert_eq!(shown(&patients(n)), expected);
        }
        for (n, expected) in [(260, "+~260"), (1_000, "+~1_000"), (0, "0"), (-12, "−~12")] {
            assert_eq!(shown(&gain(n)), expected);
        }
    }

    #[test]
    fn a_rate_a_week_is_to_the_tenth_and_never_nothing_by_rounding() {
        for (num, den, expected) in [
            (0, 1, "0~patient par semaine"),
            (1, 104, "moins~de~0,1~patient par semaine"),
            (5, 2, "2,5~patients par semaine"),
            (3, 2, "1,5~patient par semaine"),
            (2, 1, "2~patients par semaine"),
            (199, 100, "2~patients par semaine"),
        ] {
            assert_eq!(shown(&par_semaine(Fraction::new(num, den))), expected);
        }
        assert_eq!(rythme(Fraction::new(260, 104)), "2,5");
    }

    #[test]
    fn ranges_are_one_value_where_both_ends_agree() {
        let sums = |a, b| shown(&plage_euros(Plage { min: Centimes(a), max: Centimes(b) }));
        assert_eq!(sums(0, 2_200_000), "de~0~€ à~22_000~€");
        assert_eq!(sums(2_200_000, 2_200_000), "22_000~€");
        let short = |a, b| shown(&plage_euros_courte(Plage { min: Centimes(a), max: Centimes(b) }));
        assert_eq!(short(-1_100_000, 1_100_000), "−11_000 à~11_000~€");
        assert_eq!(short(100, 100), "1~€");
        let shares = |a, b| shown(&plage_pour_cent(Plage { min: a, max: b }));
        assert_eq!(shares(Fraction::ZERO, Fraction::ONE), "0~à~100~%");
        assert_eq!(shares(Fraction::new(1, 2), Fraction::new(1, 2)), "50~%");
    }

    #[test]
    fn zones_are_counts() {
        let zone = |de, a| effectifs(de, a).map(|text| shown(&text));
        assert_eq!(zone(Some(1_547), None).as_deref(), Some("1_547 et~plus"));
        assert_eq!(zone(Some(1_300), Some(1_546)).as_deref(), Some("de~1_300 à~1_546"));
        assert_eq!(zone(Some(1_300), Some(1_300)).as_deref(), Some("1_300"));
        assert_eq!(zone(Some(0), Some(1_299)).as_deref(), Some("moins~de~1_300"));
        assert_eq!(zone(Some(0), None).as_deref(), Some("tout~résultat"));
        assert_eq!(zone(None, Some(3)), None);
    }
}
