//! Chance, by the number of the row: no row knows what was drawn for another.

use rand_xoshiro::rand_core::{Rng, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro256PlusPlus};

/// Steps of the sequence along which specialties and ranks are laid out: the powers of the inverse of the plastic
/// number, in 2⁻⁶⁴ (the sequence R2).
const PAS: [u64; 2] = [0xc13f_a9a9_02a6_328f, 0x91e1_0da5_c79e_7b1c];

/// A share of a population, in 2⁻³²: the rank of a doctor is the share that stands below him.
pub(crate) type Rang = u32;

/// The rank of a percentile; the whole population is one step past the last rank.
pub(crate) const fn rang(pour_cent: u64) -> u64 {
    (pour_cent << 32) / 100
}

/// What a seed makes of the numbers of the rows.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    base: u64,
    depart: [u64; 2],
}

impl Source {
    pub(crate) fn new(graine: u64) -> Source {
        let mut mots = SplitMix64::seed_from_u64(graine);
        Source { base: mots.next_u64(), depart: [mots.next_u64(), mots.next_u64()] }
    }

    /// Where a row stands among the specialties, and among the doctors of its own.
    ///
    /// Drawn at random, the spread of a rare specialty would still be several per cent off after a hundred thousand
    /// rows; laid out along this sequence, any run of rows is close to the law, and no row needs the others.
    pub(crate) fn place(&self, ligne: u64) -> (u32, Rang) {
        let sur = |axe: usize| (self.depart[axe].wrapping_add(ligne.wrapping_mul(PAS[axe])) >> 32) as u32;
        (sur(0), sur(1))
    }

    /// Everything else of a row.
    pub(crate) fn tirage(&self, ligne: u64) -> Tirage {
        // Mixed first: neighbouring seeds of the generator share part of their state.
        let cle = SplitMix64::seed_from_u64(self.base.wrapping_add(ligne)).next_u64();
        Tirage(Xoshiro256PlusPlus::seed_from_u64(cle))
    }
}

/// The draws of one row. Integers alone, by our own rules: a library may change how it draws in a range.
pub(crate) struct Tirage(Xoshiro256PlusPlus);

impl Tirage {
    fn mot(&mut self) -> u32 {
        (self.0.next_u64() >> 32) as u32
    }

    /// From 0 to `n` − 1.
    pub(crate) fn sous(&mut self, n: u32) -> u32 {
        ((u64::from(self.mot()) * u64::from(n)) >> 32) as u32
    }

    /// From `min` to `max`, each as likely.
    pub(crate) fn entre(&mut self, min: i32, max: i32) -> i32 {
        min + self.sous(max.abs_diff(min) + 1) as i32
    }

    /// From `min` to `max`, most often in the middle: the mean of two draws.
    pub(crate) fn autour(&mut self, min: i32, max: i32) -> i32 {
        let ecart = max.abs_diff(min);
        min + ((self.sous(ecart + 1) + self.sous(ecart + 1)) / 2) as i32
    }

    /// So many chances in a thousand.
    pub(crate) fn chance(&mut self, pour_mille: u32) -> bool {
        self.sous(1000) < pour_mille
    }

    /// One of several, by weight. `None`: there is none.
    pub(crate) fn choix<T: Copy>(&mut self, parts: &[(T, u32)]) -> Option<T> {
        let mut reste = self.sous(parts.iter().map(|(_, poids)| poids).sum());
        for (valeur, poids) in parts {
            match reste.checked_sub(*poids) {
                Some(suite) => reste = suite,
                None => return Some(*valeur),
            }
        }
        None
    }

    /// A rank near `autre`, at most `largeur` hundredths away. Where `autre` is spread evenly, so is what comes out:
    /// the move is symmetric, and folded back at both ends.
    pub(crate) fn rang_voisin(&mut self, autre: Rang, largeur: i64) -> Rang {
        let ecart = i64::from(self.mot()) - i64::from(self.mot());
        let rang = i64::from(autre) + ecart * largeur / 100;
        let replie = if rang < 0 { -rang - 1 } else { rang.min((1 << 33) - 1 - rang) };
        replie as Rang
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_stay_in_their_bounds_and_reach_them() {
        let mut tirage = Source::new(1).tirage(0);
        let draws: Vec<i32> = (0..2_000).map(|_| tirage.entre(-3, 4)).collect();
        assert_eq!((draws.iter().min(), draws.iter().max()), (Some(&-3), Some(&4)));
        let draws: Vec<i32> = (0..20_000).map(|_| tirage.autour(-3, 4)).collect();
        assert_eq!((draws.iter().min(), draws.iter().max()), (Some(&-3), Some(&4)));
        assert!((0..100).all(|_| !tirage.chance(0) && tirage.chance(1000)));
    }

    #[test]
    fn weights_are_followed() {
        let mut tirage = Source::new(2).tirage(0);
        let mut compte = [0; 3];
        for _ in 0..30_000 {
            compte[tirage.choix(&[(0, 10), (1, 0), (2, 20)]).unwrap()] += 1;
        }
        assert_eq!(compte[1], 0);
        assert!((9_500..10_500).contains(&compte[0]), "{compte:?}");
        assert_eq!(tirage.choix::<u8>(&[]), None);
    }

    #[test]
    fn a_neighbour_of_an_even_spread_is_spread_evenly() {
        let source = Source::new(3);
        let mut dixiemes = [0; 10];
        for ligne in 0..100_000 {
            let rang = source.tirage(ligne).rang_voisin(source.place(ligne).1, 35);
            dixiemes[(u64::from(rang) * 10 >> 32) as usize] += 1;
        }
        assert!(dixiemes.iter().all(|n| (9_700..10_300).contains(n)), "{dixiemes:?}");
    }
}
