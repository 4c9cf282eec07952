//! COUT-3: the coefficient of the general reduction, exactly.
//!
//! Its formula raises a fraction to the power 1,75, which no fraction equals in general. Only four
//! decimals of it count: each candidate is compared with the power in integers, `x^(7/4) >= y` being
//! `x^7 >= y^4`. Nothing is approximated.

use crate::money::Fraction;

/// The numbers of the formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formule {
    /// Smallest coefficient, in ten-thousandths.
    pub minimum: u64,
    /// What is added to it at most by the power, in ten-thousandths.
    pub ecart: u64,
    /// Largest coefficient, in ten-thousandths.
    pub maximum: u64,
    /// The power, above 0; its terms are at most 400.
    pub exposant: Fraction,
}

/// `minimum + ecart * x^exposant` in ten-thousandths, to the nearest, half up, and at most `maximum`.
/// `x = num / den`; a denominator of zero counts as one.
///
/// ```
/// # use convention::{cout::{Formule, coefficient}, money::Fraction};
/// let formule = Formule { minimum: 200, ecart: 3781, maximum: 3981, exposant: Fraction::new(7, 4) };
/// // 200 + 3781 * 0.5^1.75 = 200 + 3781 * 0.29730... = 1324.09
/// assert_eq!(coefficient(&formule, 1, 2), 1324);
/// assert_eq!(coefficient(&formule, 0, 1), 200);
/// assert_eq!(coefficient(&formule, 3, 1), 3981);
/// ```
pub fn coefficient(formule: &Formule, num: u128, den: u128) -> u64 {
    let Formule { minimum, ecart, maximum, exposant } = *formule;
    let (power, root) = (exposant.num.unsigned_abs() as u32, exposant.den.unsigned_abs() as u32);
    let doubled = Naturel::from(u128::from(2 * ecart)).pow(root).times(&Naturel::from(num).pow(power));
    let scale = Naturel::from(den.max(1)).pow(power);
    // `candidate` is reached where candidate - 1/2 <= minimum + ecart * x^exposant.
    let reached = |candidate: u64| match (2 * candidate).checked_sub(2 * minimum + 1) {
        None => true,
        Some(above) => Naturel::from(u128::from(above)).pow(root).times(&scale).at_most(&doubled),
    };
    let (mut low, mut high) = (minimum.min(maximum), maximum);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if reached(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// A natural number of any size: digits in base 2^32, lowest first, none of them a zero at the top.
///
/// All that is asked of it is a power, a product and a comparison; a crate of big integers does a hundred
/// things more, and weighs ten times as much in a page.
struct Naturel(Vec<u32>);

impl From<u128> for Naturel {
    fn from(value: u128) -> Naturel {
        Naturel((0..4).map(|digit| (value >> (32 * digit)) as u32).collect()).trimmed()
    }
}

impl Naturel {
    fn trimmed(mut self) -> Naturel {
        let length = self.0.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
        self.0.truncate(length);
        self
    }

    fn times(&self, other: &Naturel) -> Naturel {
        let mut product = vec![0; self.0.len() + other.0.len()];
        for (low, a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (digit, b) in product[low..].iter_mut().zip(other.0.iter().chain([&0])) {
                // At most (2^32 - 1)^2 + 2 * (2^32 - 1): a u64 holds it.
                let sum = u64::from(*a) * u64::from(*b) + u64::from(*digit) + carry;
                *digit = sum as u32;
                carry = sum >> 32;
            }
        }
        Naturel(product).trimmed()
    }

    fn pow(&self, exponent: u32) -> Naturel {
        (0..exponent).fold(Naturel(vec![1]), |power, _| power.times(self))
    }

    fn at_most(&self, other: &Naturel) -> bool {
        let (a, b) = (&self.0, &other.0);
        a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev())).is_le()
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use proptest::prelude::*;

    use super::Naturel;

    proptest! {
        #[test]
        fn powers_and_products_as_a_crate_of_big_integers(
            a in any::<u128>(), b in any::<u64>(), p in 0..12_u32, q in 0..12_u32
        ) {
            let ours = Naturel::from(a).pow(p).times(&Naturel::from(u128::from(b)).pow(q));
            let theirs = BigUint::from(a).pow(p) * BigUint::from(b).pow(q);
            prop_assert_eq!(&ours.0, &theirs.to_u32_digits());
            let (other, others) = (Naturel::from(u128::from(b)).pow(p), BigUint::from(b).pow(p));
            prop_assert_eq!(ours.at_most(&other), theirs <= others);
            prop_assert!(ours.at_most(&ours));
        }
    }
}
