//! COUT-3: the coefficient of the general reduction, exactly.
//!
//! Its formula raises a fraction to the power 1,75, which no fraction equals in general. Only four
//! decimals of it count: each candidate is compared with the power in integers, `x^(7/4) >= y` being
//! `x^7 >= y^4`. Nothing is approximated.

use num_bigint::BigUint;

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
    let doubled = BigUint::from(2 * ecart).pow(root) * BigUint::from(num).pow(power);
    let scale = BigUint::from(den.max(1)).pow(power);
    // `candidate` is reached where candidate - 1/2 <= minimum + ecart * x^exposant.
    let reached = |candidate: u64| match (2 * candidate).checked_sub(2 * minimum + 1) {
        None => true,
        Some(above) => BigUint::from(above).pow(root) * &scale <= doubled,
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
