//! Exact money: integer cents and exact shares (PAI-6).

use serde::Serialize;

/// An amount in integer cents of euro. Negative: money to give back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Centimes(pub i64);

impl Centimes {
    /// Nothing.
    pub const ZERO: Centimes = Centimes(0);

    /// Whole euros.
    ///
    /// ```
    /// # use convention::money::Centimes;
    /// assert_eq!(Centimes::from_euros(38_000).0, 3_800_000);
    /// ```
    pub const fn from_euros(euros: i64) -> Centimes {
        Centimes(euros * 100)
    }

    /// So many hundredths of it, rounded once to the cent, half up (PAI-6).
    ///
    /// ```
    /// # use convention::money::Centimes;
    /// assert_eq!(Centimes(1001).pour_cent(50), Centimes(501));
    /// ```
    #[inline]
    pub const fn pour_cent(self, pour_cent: i64) -> Centimes {
        Centimes((2 * self.0 * pour_cent + 100).div_euclid(200))
    }
}

impl std::ops::Add for Centimes {
    type Output = Centimes;
    fn add(self, other: Centimes) -> Centimes {
        Centimes(self.0 + other.0)
    }
}

impl std::ops::Sub for Centimes {
    type Output = Centimes;
    fn sub(self, other: Centimes) -> Centimes {
        Centimes(self.0 - other.0)
    }
}

impl std::iter::Sum for Centimes {
    fn sum<I: Iterator<Item = Centimes>>(iter: I) -> Centimes {
        iter.fold(Centimes::ZERO, |a, b| a + b)
    }
}

/// An exact fraction, always reduced, denominator above zero. A rate or a share of the aid.
///
/// ```
/// # use convention::money::{Centimes, Fraction};
/// let half = Fraction::new(130, 260);
/// assert_eq!((half.num, half.den), (1, 2));
/// assert_eq!(half.of(Centimes::from_euros(22_000)), Centimes::from_euros(11_000));
/// // one rounding, half up: 2/3 of 10,01 € is 6,67(3) €
/// assert_eq!(Fraction::new(2, 3).of(Centimes(1001)), Centimes(667));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Fraction {
    /// Numerator.
    pub num: i64,
    /// Denominator, at least 1.
    pub den: i64,
}

impl Fraction {
    /// Nothing of the aid.
    pub const ZERO: Fraction = Fraction { num: 0, den: 1 };
    /// The whole aid.
    pub const ONE: Fraction = Fraction { num: 1, den: 1 };

    /// `num / den`, reduced. A denominator of zero or below counts as 1: callers never divide by it.
    #[inline]
    pub const fn new(num: i64, den: i64) -> Fraction {
        if den <= 0 {
            return Fraction { num, den: 1 };
        }
        let divisor = gcd(num.unsigned_abs(), den.unsigned_abs()) as i64;
        if divisor <= 1 { Fraction { num, den } } else { Fraction { num: num / divisor, den: den / divisor } }
    }

    /// `num / den`, bounded to 0 and 1 (ATT-3: rates are floored at 0 and capped at 1). Most rates are one of the
    /// two, and need no reducing.
    #[inline]
    pub const fn bornee(num: i64, den: i64) -> Fraction {
        if num <= 0 {
            Fraction::ZERO
        } else if num >= den {
            Fraction::ONE
        } else {
            Fraction::new(num, den)
        }
    }

    /// This part of `amount`, rounded once to the cent, half up (PAI-6).
    #[inline]
    pub const fn of(self, amount: Centimes) -> Centimes {
        // Shares and amounts of a dossier have no sign and fit in 31 bits: one test, then plain numbers.
        if ((self.num | self.den | amount.0) as u64) < 1 << 31 {
            let (num, den, amount) = (self.num as u64, self.den as u64, amount.0 as u64);
            return Centimes(((2 * num * amount + den) / (2 * den)) as i64);
        }
        // Nearly every product fits in 64 bits; the mean of two rates has denominators with which it may not.
        if let Some(part) = self.num.checked_mul(amount.0)
            && let Some(doubled) = part.checked_mul(2)
            && let Some(doubled) = doubled.checked_add(self.den)
            && let Some(den) = self.den.checked_mul(2)
        {
            return Centimes(doubled.div_euclid(den));
        }
        let den = 2 * self.den as i128;
        let doubled = 2 * self.num as i128 * amount.0 as i128 + self.den as i128;
        Centimes(quotient(doubled, den) as i64)
    }

    /// The mean of two fractions.
    pub const fn mean(self, other: Fraction) -> Fraction {
        Fraction::new(self.num * other.den + other.num * self.den, 2 * self.den * other.den)
    }
}

/// A sum of exact terms, rounded once where it is paid (PAI-6).
///
/// ```
/// # use convention::money::{Centimes, Fraction, Somme};
/// // 150 days of 365 at 38 000 euros, 215 at 19 000.
/// let mut sum = Somme::default();
/// sum.add(Centimes::from_euros(38_000), Fraction::new(150, 365));
/// sum.add(Centimes::from_euros(19_000), Fraction::new(215, 365));
/// assert_eq!(sum.arrondie(), Some(Centimes(26_808_22)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Somme(Option<(i128, i128)>);

impl Default for Somme {
    fn default() -> Somme {
        Somme(Some((0, 1)))
    }
}

impl Somme {
    /// Adds a part of an amount.
    pub fn add(&mut self, amount: Centimes, part: Fraction) {
        self.0 = self.0.and_then(|(num, den)| {
            let (amount, other) = (i128::from(part.num).checked_mul(i128::from(amount.0))?, i128::from(part.den));
            let common = gcd128(den.unsigned_abs(), other.unsigned_abs()) as i128;
            let (own, others) = (quotient(den, common), quotient(other, common));
            let total = num.checked_mul(others)?.checked_add(amount.checked_mul(own)?)?;
            let den = den.checked_mul(others)?;
            let divisor = gcd128(total.unsigned_abs(), den.unsigned_abs()).max(1) as i128;
            Some((quotient(total, divisor), quotient(den, divisor)))
        });
    }

    /// The sum, rounded half up. `None`: past 128 bits, which amounts and counts of a dossier do not reach.
    pub fn arrondie(self) -> Option<Centimes> {
        let (num, den) = self.0?;
        let doubled = num.checked_mul(2)?.checked_add(den)?;
        i64::try_from(quotient(doubled, den.checked_mul(2)?)).ok().map(Centimes)
    }

    /// This sum over another one, as a share. `None`: over nothing, or past 64 bits.
    pub fn sur(self, other: Somme) -> Option<Fraction> {
        let ((a, b), (c, d)) = (self.0?, other.0?);
        if c <= 0 {
            return None;
        }
        let (num, den) = (a.checked_mul(d)?, b.checked_mul(c)?);
        let divisor = gcd128(num.unsigned_abs(), den.unsigned_abs()).max(1) as i128;
        let exact = |value| i64::try_from(quotient(value, divisor)).ok();
        Some(Fraction::new(exact(num)?, exact(den)?))
    }
}

/// How often `den`, above zero, goes into `num`, rounded down. Nearly all fits in 64 bits, and 128 are worked out
/// by a routine that is far slower, most of all in WebAssembly.
#[inline]
const fn quotient(num: i128, den: i128) -> i128 {
    let (short, by) = (num as i64, den as i64);
    if short as i128 == num && by as i128 == den { short.div_euclid(by) as i128 } else { num.div_euclid(den) }
}

const fn gcd128(mut a: u128, mut b: u128) -> u128 {
    while a > u64::MAX as u128 || b > u64::MAX as u128 {
        if b == 0 {
            return a;
        }
        (a, b) = (b, a % b);
    }
    gcd(a as u64, b as u64) as u128
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> std::cmp::Ordering {
        let product = |num: i64, den: i64| i128::from(num) * i128::from(den);
        product(self.num, other.den).cmp(&product(other.num, self.den))
    }
}

/// By halves and differences: a division costs as much as a few of its steps.
const fn gcd(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shared = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = if a < b { (a, b - a) } else { (b, a - b) };
    }
    a << shared
}

#[cfg(test)]
mod tests {
    use super::{Centimes, Fraction, gcd, gcd128, quotient};

    #[test]
    fn what_fits_in_64_bits_is_divided_as_what_does_not() {
        let edge = i128::from(i64::MAX);
        for num in [0, 7, -7, edge, -edge - 1, edge + 1, -edge - 2, 3 * edge] {
            for den in [1, 2, 10, edge, edge + 1, 2 * edge] {
                assert_eq!(quotient(num, den), num.div_euclid(den), "{num} / {den}");
            }
        }
        let wide = 1 << 64;
        for a in 0..200 {
            for b in 0..200 {
                let divides = |d: &u64| a % d == 0 && b % d == 0;
                assert_eq!(gcd(a, b), (1..200).rev().find(divides).filter(|_| a + b > 0).unwrap_or(0), "{a} {b}");
            }
        }
        for (a, b, expected) in [(12, 18, 6), (0, 5, 5), (5, 0, 5), (wide, 0, wide), (3 * wide, 2 * wide, wide)] {
            assert_eq!((gcd128(a, b), gcd128(b, a)), (expected, expected), "{a} {b}");
        }
        assert_eq!(gcd128(wide * 9, 6), 6);
    }

    #[test]
    fn a_part_is_rounded_alike_by_every_way() {
        for num in [0, 1, 2, 7, 50, 100, 131] {
            for den in [1, 2, 3, 100, 260] {
                for amount in [0, 1, 99, 1001, -5, -1001, 3_800_000, 1_000_000_000] {
                    let wide = i128::from(2 * num) * i128::from(amount) + i128::from(den);
                    let expected = Centimes(wide.div_euclid(i128::from(2 * den)) as i64);
                    assert_eq!(Fraction { num, den }.of(Centimes(amount)), expected, "{num}/{den} of {amount}");
                    assert_eq!(Fraction::new(num, 100).of(Centimes(amount)), Centimes(amount).pour_cent(num));
                }
            }
        }
        let bounded = |num, den| Fraction::bornee(num, den);
        let bounds = [bounded(-3, 4), bounded(0, 0), bounded(4, 4), bounded(5, -1), bounded(6, 8)];
        assert_eq!(bounds, [Fraction::ZERO, Fraction::ZERO, Fraction::ONE, Fraction::ONE, Fraction { num: 3, den: 4 }]);
    }

    #[test]
    fn means_of_the_largest_counts_stay_exact() {
        let (a, b) = (Fraction::new(99_989, 99_991), Fraction::new(99_970, 99_971));
        let mean = a.mean(b);
        assert!(a < mean && mean < b);
        // 10 million euros: the largest amount that rule files may hold.
        assert_eq!(mean.of(Centimes::from_euros(10_000_000)), Centimes(999_984_998));
        assert_eq!(Fraction::ONE.of(Centimes(-5)), Centimes(-5));
    }
}
