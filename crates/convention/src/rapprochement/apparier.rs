//! Which payment each sum pays.

use super::compenser::{Compensation, compense, compenser};
use super::{Du, Recu};
use crate::jour::Jour;
use crate::money::Centimes;
use crate::sort;
use crate::vie::calendrier::jours;

/// A part of a sum that pays a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apport {
    /// Index of the sum in the dossier.
    pub encaissement: u16,
    /// Index of the payment in the étude.
    pub versement: u16,
    /// Cents, of the sign of the payment; the whole sum, or a part of it.
    pub montant: Centimes,
}

/// What the matching found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appariement {
    /// Parts of sums, by sum in the order of their dates, then by payment; what they leave of a sum is
    /// unexplained.
    pub apports: Vec<Apport>,
    /// What no sum paid and nothing asks for any more.
    pub compensations: Vec<Compensation>,
}

/// RAP-1: matches sums with payments, in the order that the module documents, as of a day.
pub fn apparier(dus: &[Du], recus: &[Recu], au: Jour) -> Appariement {
    let mut sums: Vec<Somme> = recus.iter().map(|recu| Somme { recu: *recu, reste: recu.montant }).collect();
    sort::by_key(&mut sums, |s| (s.recu.date, s.recu.montant, s.recu.encaissement));
    let mut order: Vec<usize> = (0..dus.len().min(usize::from(u16::MAX))).collect();
    sort::by_key(&mut order, |i| dus.get(*i).map(|du| (du.date_limite.unwrap_or(du.exigible), du.exigible, *i)));
    let mut table =
        Table { dus, order, recu: vec![Centimes::ZERO; dus.len()], apports: Vec::new(), compensations: Vec::new() };
    sums.iter_mut().for_each(|sum| table.exact(sum));
    sums.iter_mut().for_each(|sum| table.en_avance(sum));
    sums.iter_mut().for_each(|sum| table.ensemble(sum));
    sums.iter_mut().for_each(|sum| table.par_date(sum));
    table.compenser(au);
    let rank = |apport: &Apport| sums.iter().position(|s| s.recu.encaissement == apport.encaissement);
    sort::by_key(&mut table.apports, |apport| (rank(apport), apport.versement));
    Appariement { apports: table.apports, compensations: table.compensations }
}

/// A sum, and what of it pays nothing yet.
struct Somme {
    recu: Recu,
    reste: Centimes,
}

/// The payments, with what each has got so far.
struct Table<'a> {
    dus: &'a [Du],
    /// Indices by last day.
    order: Vec<usize>,
    recu: Vec<Centimes>,
    apports: Vec<Apport>,
    compensations: Vec<Compensation>,
}

impl Table<'_> {
    fn du(&self, index: usize) -> Option<&Du> {
        self.dus.get(index)
    }

    fn got(&self, index: usize) -> Centimes {
        self.recu.get(index).copied().unwrap_or(Centimes::ZERO)
    }

    /// What is missing of a payment, after what it got and what is set off.
    fn manque(&self, index: usize) -> Option<Centimes> {
        self.du(index)?.manque(self.got(index) + compense(&self.compensations, index as u16))
    }

    /// Sets off what had arisen on a day and no sum has paid.
    fn compenser(&mut self, jour: Jour) {
        compenser(self.dus, &self.recu, jour, &mut self.compensations);
    }

    fn untouched(&self, index: usize) -> bool {
        self.got(index) == Centimes::ZERO
    }

    /// The amount of a payment that got nothing yet and is not nothing.
    fn entier(&self, index: usize) -> Option<Centimes> {
        self.du(index)?.montant.filter(|m| *m != Centimes::ZERO && self.untouched(index))
    }

    fn pay(&mut self, sum: &mut Somme, index: usize, montant: Centimes) {
        let (encaissement, versement) = (sum.recu.encaissement, index as u16);
        sum.reste = sum.reste - montant;
        if let Some(got) = self.recu.get_mut(index) {
            *got = *got + montant;
        }
        let same = |a: &&mut Apport| a.encaissement == encaissement && a.versement == versement;
        match self.apports.iter_mut().find(same) {
            Some(apport) => apport.montant = apport.montant + montant,
            None => self.apports.push(Apport { encaissement, versement, montant }),
        }
    }

    /// Payments whose right has arisen on the day of a sum, by last day.
    fn nes(&self, sum: &Somme) -> Vec<usize> {
        let arisen = |i: &usize| self.du(*i).is_some_and(|du| du.exigible <= sum.recu.date);
        self.order.iter().copied().filter(arisen).collect()
    }

    fn exact(&mut self, sum: &mut Somme) {
        let montant = sum.reste;
        if let Some(index) = self.nes(sum).into_iter().find(|i| self.entier(*i) == Some(montant)) {
            self.pay(sum, index, montant);
        }
    }

    fn en_avance(&mut self, sum: &mut Somme) {
        let montant = sum.reste;
        // Only looked at: a later sum may still be equal to one of these lines, or to several.
        let mut settled = self.compensations.clone();
        compenser(self.dus, &self.recu, sum.recu.date, &mut settled);
        if self.nes(sum).into_iter().any(|i| self.ouvert(i, &settled)) {
            return;
        }
        let Some(next) = self.dus.iter().map(|du| du.exigible).filter(|day| *day > sum.recu.date).min() else {
            return;
        };
        if self.delai().is_none_or(|delai| jours(sum.recu.date, next) > delai) {
            return;
        }
        let due_then = |i: usize| self.du(i).is_some_and(|du| du.exigible == next);
        let found = self.order.iter().copied().find(|i| due_then(*i) && self.entier(*i) == Some(montant));
        if let Some(index) = found {
            self.pay(sum, index, montant);
        }
    }

    /// Whether a payment may still come, or is not known and got nothing.
    fn ouvert(&self, index: usize, settled: &[Compensation]) -> bool {
        let got = self.got(index) + compense(settled, index as u16);
        self.du(index).is_some_and(|du| match du.manque(got) {
            Some(missing) => missing > Centimes::ZERO,
            None => self.untouched(index),
        })
    }

    /// The shortest time that a payment of this contract leaves to the caisse, in days.
    fn delai(&self) -> Option<i64> {
        let delays = self.dus.iter().filter_map(|du| Some(jours(du.exigible, du.date_limite?)));
        delays.filter(|days| *days > 0).min()
    }

    fn ensemble(&mut self, sum: &mut Somme) {
        if sum.reste == Centimes::ZERO {
            return;
        }
        let open: Vec<(usize, Centimes)> =
            self.nes(sum).into_iter().filter_map(|i| Some((i, self.entier(i)?))).collect();
        if let Some(group) = paire(&open, sum.reste).or_else(|| suite(&open, sum.reste)) {
            for (index, montant) in group {
                self.pay(sum, index, montant);
            }
        }
    }

    fn par_date(&mut self, sum: &mut Somme) {
        if sum.reste == Centimes::ZERO {
            return;
        }
        self.compenser(sum.recu.date);
        let back = sum.reste < Centimes::ZERO;
        let mut last = None;
        for index in self.nes(sum) {
            if sum.reste == Centimes::ZERO {
                return;
            }
            let Some(du) = self.du(index) else { continue };
            let part = match (self.manque(index), back) {
                (Some(missing), false) if positive(du.montant) => sum.reste.min(missing),
                (Some(missing), true) if !positive(du.montant) => sum.reste.max(missing),
                (None, _) if self.untouched(index) && fits(du.bornes, sum.reste) => sum.reste,
                _ => continue,
            };
            // What is paid already takes nothing more.
            if part != Centimes::ZERO && (part < Centimes::ZERO) == back {
                self.pay(sum, index, part);
                last = Some(index);
            }
        }
        if back {
            self.reprendre(sum);
        } else if let Some(index) = last.filter(|_| sum.reste != Centimes::ZERO) {
            self.pay(sum, index, sum.reste);
        }
    }

    /// Money given back takes away what came in excess.
    fn reprendre(&mut self, sum: &mut Somme) {
        for index in self.nes(sum) {
            let paid = self.du(index).is_some_and(|du| positive(du.montant));
            let excess = self.manque(index).filter(|missing| paid && *missing < Centimes::ZERO);
            if let Some(excess) = excess.filter(|_| sum.reste != Centimes::ZERO) {
                self.pay(sum, index, sum.reste.max(excess));
            }
        }
    }
}

fn positive(montant: Option<Centimes>) -> bool {
    montant.is_some_and(|m| m > Centimes::ZERO)
}

/// Whether an amount that is not known may be this one.
fn fits(bornes: Option<(Centimes, Centimes)>, montant: Centimes) -> bool {
    bornes.is_none_or(|(min, max)| min <= montant && montant <= max)
}

/// The first two payments whose amounts make this sum.
fn paire(open: &[(usize, Centimes)], montant: Centimes) -> Option<Vec<(usize, Centimes)>> {
    open.iter().enumerate().find_map(|(at, first)| {
        let second = open.iter().skip(at + 1).find(|second| first.1 + second.1 == montant)?;
        Some(vec![*first, *second])
    })
}

/// The first payments in a row, three or more, whose amounts make this sum.
fn suite(open: &[(usize, Centimes)], montant: Centimes) -> Option<Vec<(usize, Centimes)>> {
    (0..open.len()).find_map(|from| {
        let mut total = Centimes::ZERO;
        let run = open.iter().skip(from);
        let length = run.enumerate().find_map(|(k, (_, amount))| {
            total = total + *amount;
            (k >= 2 && total == montant).then_some(k + 1)
        })?;
        Some(open.iter().skip(from).take(length).copied().collect())
    })
}
