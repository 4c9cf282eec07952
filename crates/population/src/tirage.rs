//! Chance, by the number of the row: no row knows what was drawn for another.

use rand_xoshiro::rand_core::{Rng, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro256PlusPlus};

/// A share of a population, in 2⁻³²: the rank of a doctor is the share that stands below him.
pub(crate) type Rang = u32;

/// The rank of a percentile; the whole population is one step past the last rank.
pub(crate) const fn rang(pour_cent: u64) -> u64 {
    (pour_cent << 32) / 100
}

/// So much of `n`: from 0 to `n` − 1.
pub(crate) const fn part_de(rang: Rang, n: u32) -> u32 {
    ((rang as u64 * n as u64) >> 32) as u32
}

/// What a seed makes of the numbers of the rows.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    base: u64,
}

impl Source {
    /// The source of a seed, and the draws of what all rows share.
    pub(crate) fn new(graine: u64) -> (Source, Tirage) {
        let mut mots = SplitMix64::seed_from_u64(graine);
        (Source { base: mots.next_u64() }, Tirage(Xoshiro256PlusPlus::seed_from_u64(mots.next_u64())))
    }

    /// The draws of a row.
    pub(crate) fn tirage(&self, ligne: u64) -> Tirage {
        // Mixed first: neighbouring seeds of the generator share part of their state.
        let cle = SplitMix64::seed_from_u64(self.base.wrapping_add(ligne)).next_u64();
        Tirage(Xoshiro256PlusPlus::seed_from_u64(cle))
    }
}

/// Steps of a series of ranks, in 2⁻⁶⁴: two powers of the inverse of the plastic number (the sequence R2) for those that
/// go together, then the golden section.
const PAS: [u64; 3] = [0xc13f_a9a9_02a6_328f, 0x91e1_0da5_c79e_7b1c, 0x9e37_79b9_7f4a_7c15];

/// The ranks of doctors, one after the other.
///
/// Drawn at random, a threshold of a rare specialty would still be some per cent off after a hundred thousand rows; laid
/// out along this sequence, any run of doctors is close to the law. Rows take the doctors of a round in a drawn order, so
/// that nothing of the sequence shows from one row to the next.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Serie {
    depart: [u64; 3],
}

/// The ranks of a doctor: for one indicator, and how far off it is for the other; and among the signatures, since the
/// date decides the scale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) rang: Rang,
    ecart: u32,
    pub(crate) signature: Rang,
}

impl Serie {
    pub(crate) fn new(loi: &mut Tirage) -> Serie {
        Serie { depart: PAS.map(|_| loi.0.next_u64()) }
    }

    /// The ranks of the doctor who comes `k`-th.
    pub(crate) fn place(self, k: u64) -> Place {
        let sur = |axe: usize| (self.depart[axe].wrapping_add(k.wrapping_mul(PAS[axe])) >> 32) as u32;
        Place { rang: sur(0), ecart: sur(1), signature: sur(2) }
    }
}

impl Place {
    /// A rank at most `largeur` hundredths from the other. Where those are spread evenly, so are these: the move is
    /// symmetric, and folded back at both ends.
    pub(crate) fn rang_voisin(self, largeur: i64) -> Rang {
        let ecart = 2 * i64::from(self.ecart) - i64::from(u32::MAX);
        let rang = i64::from(self.rang) + ecart * largeur / 100;
        let replie = if rang < 0 { -rang - 1 } else { rang.min((1 << 33) - 1 - rang) };
        replie as Rang
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
        part_de(self.mot(), n)
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

    /// The numbers below `n`, in any order.
    pub(crate) fn ordre(&mut self, n: u32) -> Vec<u32> {
        let mut ordre: Vec<u32> = (0..n).collect();
        for reste in (1..n).rev() {
            let autre = self.sous(reste + 1);
            ordre.swap(reste as usize, autre as usize);
        }
        ordre
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_stay_in_their_bounds_and_reach_them() {
        let mut tirage = Source::new(1).0.tirage(0);
        let draws: Vec<i32> = (0..2_000).map(|_| tirage.entre(-3, 4)).collect();
        assert_eq!((draws.iter().min(), draws.iter().max()), (Some(&-3), Some(&4)));
        let draws: Vec<i32> = (0..20_000).map(|_| tirage.autour(-3, 4)).collect();
        assert_eq!((draws.iter().min(), draws.iter().max()), (Some(&-3), Some(&4)));
        assert!((0..100).all(|_| !tirage.chance(0) && tirage.chance(1000)));
    }

    #[test]
    fn weights_are_followed() {
        let mut tirage = Source::new(2).0.tirage(0);
        let mut compte = [0; 3];
        for _ in 0..30_000 {
            compte[tirage.choix(&[(0, 10), (1, 0), (2, 20)]).unwrap()] += 1;
        }
        assert_eq!(compte[1], 0);
        assert!((9_500..10_500).contains(&compte[0]), "{compte:?}");
        assert_eq!(tirage.choix::<u8>(&[]), None);
    }

    #[test]
    fn an_order_has_every_number_once() {
        let mut ordre = Source::new(4).1.ordre(1000);
        assert!(!ordre.is_sorted());
        ordre.sort_unstable();
        assert_eq!(ordre, (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn a_neighbour_of_an_even_spread_is_spread_evenly() {
        let serie = Serie::new(&mut Source::new(3).1);
        let mut dixiemes = [0; 10];
        for ligne in 0..100_000 {
            let rang = serie.place(ligne).rang_voisin(35);
            dixiemes[((u64::from(rang) * 10) >> 32) as usize] += 1;
        }
        assert!(dixiemes.iter().all(|n| (9_990..10_010).contains(n)), "{dixiemes:?}");
    }
}
