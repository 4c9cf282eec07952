//! What is still owed of a year and what is to give back of the same year, set off against each other.

use super::Du;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::sort;

/// What of a line to give back is set off against a line of the same year that was not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compensation {
    /// Index of the line to give back.
    pub a_rendre: u16,
    /// Index of the line that was to be paid.
    pub a_verser: u16,
    /// Cents, above zero.
    pub montant: Centimes,
}

impl Compensation {
    /// The other line, seen from the one at this index, and what is taken off this one: below zero off what is
    /// to give back. `None`: it is about other lines.
    pub fn vue_de(&self, index: u16) -> Option<(u16, Centimes)> {
        if index == self.a_verser {
            Some((self.a_rendre, self.montant))
        } else if index == self.a_rendre {
            Some((self.a_verser, Centimes::ZERO - self.montant))
        } else {
            None
        }
    }

    /// The day since which both lines stand.
    pub fn jour(&self, dus: &[Du]) -> Option<Jour> {
        let day = |index: u16| dus.get(usize::from(index)).map(|du| du.exigible);
        Some(day(self.a_rendre)?.max(day(self.a_verser)?))
    }
}

/// Adds to `faites` what can be set off on a day, the payments having got `recu`.
///
/// The lines to give back go by the day on which they arose; each takes back the last line before it that is
/// still owed, then the ones before that, then those that came after it.
pub(super) fn compenser(dus: &[Du], recu: &[Centimes], jour: Jour, faites: &mut Vec<Compensation>) {
    let arisen = |index: &usize| dus.get(*index).is_some_and(|du| du.exigible <= jour);
    let missing = |index: usize, faites: &[Compensation]| {
        let (du, recu) = dus.get(index).zip(recu.get(index))?;
        Some((du.montant?, du.manque(*recu)? - compense(faites, index as u16)))
    };
    let mut back: Vec<usize> = (0..dus.len()).filter(arisen).collect();
    sort::by_key(&mut back, |index| (dus.get(*index).map(|du| du.exigible), *index));
    for at in back {
        let annee = dus.get(at).map(|du| du.annee);
        let same_year = |index: &usize| arisen(index) && dus.get(*index).map(|du| du.annee) == annee;
        for other in (0..at).rev().chain(at + 1..dus.len()).filter(same_year) {
            let (Some((montant, owed)), Some((autre, due))) = (missing(at, faites), missing(other, faites)) else {
                continue;
            };
            let taken = (Centimes::ZERO - owed).min(due);
            if montant < Centimes::ZERO && autre > Centimes::ZERO && taken > Centimes::ZERO {
                faites.push(Compensation { a_rendre: at as u16, a_verser: other as u16, montant: taken });
            }
        }
    }
}

/// What is set off of the line at an index: above zero of what was to be paid, below of what is to give back.
pub(super) fn compense(faites: &[Compensation], index: u16) -> Centimes {
    faites.iter().filter_map(|c| c.vue_de(index)).map(|(_, montant)| montant).sum()
}
