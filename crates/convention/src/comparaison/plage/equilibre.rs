//! From which result the aid pays for the employment.

use super::{Balayage, totaux};
use crate::comparaison::mesure::annees;
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
    /// The first result, where it is reached inside the range.
    pub a_partir_de: Option<i64>,
    /// What stays at the best result of the range. Negative: the aid is above the cost. `None`: not known.
    pub reste_au_mieux: Option<Centimes>,
}

/// Each year that the results decide, then the first years together. Empty: no cost is known.
pub(super) fn chercher(balayage: &Balayage<'_>) -> Vec<Equilibre> {
    let range = &balayage.ask.resultats;
    let (worst, best) = (balayage.en(range.de), balayage.en(range.a));
    let modulated = best.annees.iter().filter(|y| y.annee.mode.is_some()).map(|y| Some(y.annee.annee));
    let mut found = Vec::new();
    for annee in modulated.chain([None]) {
        if best.couts.iter().all(|c| c.cout.is_none()) {
            break;
        }
        let left = |chiffrage: &Chiffrage| reste(chiffrage, annee);
        let a_partir_de = || {
            // Always between a result that does not pay and one that does.
            let (mut low, mut high) = (range.de, range.a);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if left(&balayage.en(middle)).is_some_and(paye) { high = middle } else { low = middle }
            }
            high
        };
        let (etat, a_partir_de) = match (left(&worst), left(&best)) {
            (Some(worst), _) if paye(worst) => (EtatEquilibre::Toujours, None),
            (Some(_), Some(best)) if paye(best) => (EtatEquilibre::APartirDe, Some(a_partir_de())),
            (Some(_), Some(_)) => (EtatEquilibre::Jamais, None),
            _ => (EtatEquilibre::Inconnu, None),
        };
        found.push(Equilibre { annee, etat, a_partir_de, reste_au_mieux: left(&best) });
    }
    found
}

fn paye(reste: Centimes) -> bool {
    reste <= Centimes::ZERO
}

fn reste(chiffrage: &Chiffrage, annee: Option<u8>) -> Option<Centimes> {
    match annee {
        None => totaux(chiffrage).reste.valeur,
        Some(n) => annees(chiffrage).iter().find(|y| y.annee == n)?.reste.valeur,
    }
}
