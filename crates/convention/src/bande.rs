//! Bands of the starting patientèle (SEU).

use crate::id::ids;

ids! {
    /// Where a starting patientèle stands in its national distribution. Ordered from low to high
    /// within a scale; `p50-p70` and `p70-p90` are avenant-7's parts of `p50-p90`.
    pub enum Bande {
        /// Below P30.
        SousP30 "sous-p30",
        /// P30 to below P50.
        P30P50 "p30-p50",
        /// P50 to below P90 (scale of 2021).
        P50P90 "p50-p90",
        /// P50 to below P70 (avenant-7).
        P50P70 "p50-p70",
        /// P70 to below P90 (avenant-7).
        P70P90 "p70-p90",
        /// P90 to below P95.
        P90P95 "p90-p95",
        /// P95 and above.
        P95 "p95",
    }
}

/// A set of bands, one bit each. Where thresholds are missing, several bands stay possible (SEU-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bandes(u8);

impl Bandes {
    /// No band.
    pub const EMPTY: Bandes = Bandes(0);
    /// The five bands of the scale of 2021.
    pub const ECHELLE_2021: Bandes = Bandes(0b110_0111);
    /// The six bands of avenant-7.
    pub const ECHELLE_AVENANT_7: Bandes = Bandes(0b111_1011);

    /// The set of one band.
    pub const fn only(bande: Bande) -> Bandes {
        Bandes(1 << bande as u8)
    }

    /// This set and `bande`.
    #[must_use]
    pub const fn with(self, bande: Bande) -> Bandes {
        Bandes(self.0 | 1 << bande as u8)
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Bandes) -> Bandes {
        Bandes(self.0 & other.0)
    }

    /// Whether `bande` is in the set.
    pub const fn contains(self, bande: Bande) -> bool {
        self.0 & (1 << bande as u8) != 0
    }

    /// The bands, from low to high.
    #[inline]
    pub fn iter(self) -> impl Iterator<Item = Bande> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let first = Bande::ALL.get(left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            first.copied()
        })
    }

    /// The band, where there is only one.
    #[inline]
    pub fn single(self) -> Option<Bande> {
        if self.0.is_power_of_two() { Bande::ALL.get(self.0.trailing_zeros() as usize).copied() } else { None }
    }

    /// Whether every band is in another set.
    #[inline]
    pub const fn within(self, other: Bandes) -> bool {
        self.0 & !other.0 == 0
    }

    /// The higher band of each pair that has one of each set.
    #[must_use]
    #[inline]
    pub const fn plus_hautes(self, other: Bandes) -> Bandes {
        if self.0 == 0 || other.0 == 0 {
            return Bandes::EMPTY;
        }
        let (lowest, others) = (self.0.trailing_zeros(), other.0.trailing_zeros());
        let from = if lowest > others { lowest } else { others };
        Bandes((self.0 | other.0) & (u8::MAX << from))
    }

    /// Whether no band is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Bande> for Bandes {
    fn from_iter<I: IntoIterator<Item = Bande>>(iter: I) -> Self {
        iter.into_iter().fold(Bandes::EMPTY, Bandes::with)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bande, Bandes};

    #[test]
    fn sets_are_those_of_their_bands() {
        let all = || (0..1u8 << Bande::ALL.len()).map(Bandes);
        for set in all() {
            let bands: Vec<Bande> = Bande::ALL.iter().copied().filter(|b| set.contains(*b)).collect();
            assert_eq!(set.iter().collect::<Vec<_>>(), bands);
            assert_eq!(set.single(), bands.first().copied().filter(|_| bands.len() == 1));
            for other in all() {
                assert_eq!(set.within(other), bands.iter().all(|b| other.contains(*b)));
                let highest = set.iter().flat_map(|a| other.iter().map(move |b| a.max(b))).collect();
                assert_eq!(set.plus_hautes(other), highest);
            }
        }
    }
}
