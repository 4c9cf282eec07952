//! From which result the aid pays for the employment, and up to which it certainly does not.

use super::{Balayage, totaux};
use crate::comparaison::mesure::{Mesure, annees};
use crate::etude::Chiffrage;
use crate::id::ids;
use crate::money::Centimes;

ids! {
    /// Whether the aid pays for the employment in a range.
    pub enum EtatEquilibre {
        /// At every result.
        Toujours "toujours",
        /// From a result on.
        APartirDe "a-partir-de",
        /// At none.
        Jamais "jamais",
        /// At some results, or at all, it depends on what is not known.
        Indetermine "indetermine",
        /// The cost, or the aid, is not known.
        Inconnu "inconnu",
    }
}

/// From which result nothing stays to be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Equilibre {
    /// The contract year. `None`: the first years together, as many as a contract has.
    pub annee: Option<u8>,
    /// Whether it is reached in the range.
    pub etat: EtatEquilibre,
    /// The last result up to which the employment costs more than the aid, whatever is not known. `None`: none.
    pub perd_jusqu_a: Option<i64>,
    /// The first result from which the aid pays, whatever is not known, where it is inside the range.
    pub a_partir_de: Option<i64>,
    /// What stays at the best result of the range. Negative: the aid is above the cost.
    pub reste_au_mieux: Mesure<Centimes>,
}

/// Each year that the results decide, then the first years together. Empty: no cost is known.
///
/// `changes`: where an outcome may change. Between two of them what stays never grows with the result.
pub(super) fn chercher(balayage: &Balayage<'_>, changes: &[(i64, bool)]) -> Vec<Equilibre> {
    let range = &balayage.ask.resultats;
    let mut starts = vec![range.de];
    starts.extend(changes.iter().map(|(v, _)| *v));
    let ends = starts.iter().skip(1).map(|v| v - 1).chain([range.a]);
    let segments: Vec<Segment> = starts.iter().zip(ends).map(|(de, a)| Segment::new(balayage, *de, a)).collect();
    let Some(best) = segments.last().map(|s| &s.bouts[1]) else { return Vec::new() };
    if best.couts.iter().all(|c| c.cout.is_none()) {
        return Vec::new();
    }
    let modulated = best.annees.iter().filter(|y| y.annee.mode.is_some()).map(|y| Some(y.annee.annee));
    let of = |annee| {
        let (perd_jusqu_a, paie) = (perd(balayage, &segments, annee), paie(balayage, &segments, annee));
        // An aid without bounds at some results only: there, it depends.
        let known = segments.iter().flat_map(|s| &s.bouts).any(|bout| reste(bout, annee).max().is_some());
        let (etat, a_partir_de) = match paie {
            _ if !known => (EtatEquilibre::Inconnu, None),
            Some(from) if from == range.de => (EtatEquilibre::Toujours, None),
            Some(from) => (EtatEquilibre::APartirDe, Some(from)),
            None if perd_jusqu_a == Some(range.a) => (EtatEquilibre::Jamais, None),
            None => (EtatEquilibre::Indetermine, None),
        };
        Equilibre { annee, etat, perd_jusqu_a, a_partir_de, reste_au_mieux: reste(best, annee) }
    };
    modulated.chain([None]).map(of).collect()
}

/// Results between two changes, and the figures at both ends.
struct Segment {
    de: i64,
    a: i64,
    bouts: [Chiffrage; 2],
}

impl Segment {
    fn new(balayage: &Balayage<'_>, de: i64, a: i64) -> Segment {
        let first = balayage.en(de);
        let last = if a == de { first.clone() } else { balayage.en(a) };
        Segment { de, a, bouts: [first, last] }
    }

    /// The first result at which `holds`, which holds at the last one and not at the first.
    fn premier(&self, balayage: &Balayage<'_>, holds: impl Fn(&Chiffrage) -> bool) -> i64 {
        let (mut low, mut high) = (self.de, self.a);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if holds(&balayage.en(middle)) { high = middle } else { low = middle }
        }
        high
    }
}

/// The last result up to which all lose, from the first one.
fn perd(balayage: &Balayage<'_>, segments: &[Segment], annee: Option<u8>) -> Option<i64> {
    let loses = |c: &Chiffrage| reste(c, annee).min().is_some_and(|least| least > Centimes::ZERO);
    let mut last = None;
    for segment in segments {
        match segment.bouts.each_ref().map(loses) {
            [_, true] => last = Some(segment.a),
            [true, false] => return Some(segment.premier(balayage, |c| !loses(c)) - 1),
            [false, false] => return last,
        }
    }
    last
}

/// The first result from which all pay, up to the last one.
fn paie(balayage: &Balayage<'_>, segments: &[Segment], annee: Option<u8>) -> Option<i64> {
    let pays = |c: &Chiffrage| reste(c, annee).max().is_some_and(|most| most <= Centimes::ZERO);
    let mut first = None;
    for segment in segments.iter().rev() {
        match segment.bouts.each_ref().map(pays) {
            [true, _] => first = Some(segment.de),
            [false, true] => return Some(segment.premier(balayage, pays)),
            [false, false] => return first,
        }
    }
    first
}

fn reste(chiffrage: &Chiffrage, annee: Option<u8>) -> Mesure<Centimes> {
    let unknown = Mesure::new(None, None);
    match annee {
        None => totaux(chiffrage).reste,
        Some(n) => annees(chiffrage).iter().find(|y| y.annee == n).map_or(unknown, |y| y.reste),
    }
}
