//! From which day to which each contract year runs, and what is in force in it (PAI-7, VIE-2, VIE-7).

use super::{Changement, Quoi, Vie};
use crate::contrat::Periode;
use crate::dossier::OptionEtp;
use crate::explication::{Trace, lecture};
use crate::faits::Faits;
use crate::jour::Jour;
use crate::question::{Lectures, lecture as q};

/// The days of one contract year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bornage {
    /// First day.
    pub debut: Jour,
    /// The anniversary that closes it.
    pub cloture: Jour,
    /// Days that it counts: those of the calendar year, without the suspensions that moved its end.
    pub jours: i64,
}

/// PAI-7, Q-SUSP: the days of year `n`, from 1.
///
/// Under `decale`, each suspension that is over moves the end of the year in which it falls, and all
/// later anniversaries, by its days.
pub fn bornage<T: Trace>(lectures: &Lectures, vie: &Vie, signature: Jour, n: u8, trace: &mut T) -> Bornage {
    let anniversaire = |n: u8| signature.plus_years(i32::from(n));
    let shifted = !vie.suspensions.is_empty() && lecture::<q::Susp>(lectures, trace) == q::Susp::Decale;
    if !shifted {
        let (debut, cloture) = (anniversaire(n - 1), anniversaire(n));
        return Bornage { debut, cloture, jours: jours(debut, cloture) };
    }
    let mut closed = vie.suspensions.iter().filter_map(|s| Some((s.debut, s.fin?))).peekable();
    let mut decalage = 0;
    let mut debut = signature;
    for year in 1..=n {
        let mut cloture = anniversaire(year).plus_days(decalage);
        // A suspension that begins before the end, even as moved by an earlier one, moves it.
        while let Some((from, to)) = closed.peek().copied().filter(|(from, _)| *from < cloture) {
            decalage += to.0 - from.0;
            cloture = anniversaire(year).plus_days(decalage);
            closed.next();
        }
        if year == n {
            return Bornage { debut, cloture, jours: jours(anniversaire(n - 1), anniversaire(n)) };
        }
        debut = cloture;
    }
    Bornage { debut, cloture: anniversaire(n), jours: jours(debut, anniversaire(n)) }
}

/// Days from a day to the eve of another.
pub(crate) fn jours(debut: Jour, fin: Jour) -> i64 {
    i64::from(fin.0) - i64::from(debut.0)
}

impl Vie {
    /// The option in force on a day.
    pub(crate) fn option_au(&self, initiale: Option<OptionEtp>, jour: Jour) -> Option<OptionEtp> {
        let changed = self.changements.iter().rev().filter(|c| c.date <= jour).find_map(|c| match c.quoi {
            Quoi::Option(option) => Some(option),
            _ => None,
        });
        changed.or(initiale)
    }

    /// The last event that changed the option in force on a day.
    pub(crate) fn evenement_de_l_option(&self, jour: Jour) -> Option<u16> {
        let of = |c: &&Changement| c.date <= jour && matches!(c.quoi, Quoi::Option(_));
        self.changements.iter().rev().find(of).map(|c| c.evenement)
    }

    /// Whether the aid runs on a day.
    ///
    /// A suspension without reprise is taken, in a completion, as over on the day after `au` or as
    /// lasting; else as lasting.
    fn active_le(&self, jour: Jour, faits: &Faits<'_>) -> bool {
        !self.suspensions.iter().any(|s| jour >= s.debut && self.reprise(s, faits).is_none_or(|fin| jour < fin))
    }

    fn reprise(&self, suspension: &super::Suspension, faits: &Faits<'_>) -> Option<Jour> {
        let resumed = |au: Jour| au.plus_days(1).max(suspension.debut.plus_days(1));
        let supposed = faits.supposition.filter(|s| s.favorable && !self.etape);
        suspension.fin.or_else(|| supposed.and(self.au).map(resumed))
    }

    /// Whether a year depends on when a suspension ends that nobody has ended yet.
    pub(crate) fn reprise_attendue(&self, cloture: Jour, faits: &Faits<'_>) -> bool {
        let open = self.suspension_ouverte().is_some_and(|s| s.debut < cloture);
        open && (self.etape || faits.supposition.is_none()) && self.au.is_none_or(|au| cloture > au)
    }

    /// The parts of a year: with one option, one set of objectives, active or suspended.
    ///
    /// Under `au_prochain_anniversaire` (Q-AVENANT) changes wait for the next year. `fin` is the
    /// first day without contract, where that is earlier than the closing anniversary.
    pub(crate) fn periodes<T: Trace>(
        &self,
        lectures: &Lectures,
        faits: &Faits<'_>,
        (debut, fin): (Jour, Jour),
        trace: &mut T,
    ) -> Vec<Periode> {
        let mut cuts = vec![debut];
        let inside = |jour: Jour| jour > debut && jour < fin;
        let changes = self.changements.iter().map(|c| c.date);
        let floors = self.prorogations.iter().map(|p| p.date);
        let within: Vec<Jour> = changes.chain(floors).filter(|jour| inside(*jour)).collect();
        let daily = !within.is_empty() && lecture::<q::Avenant>(lectures, trace) == q::Avenant::ProrataJours;
        if daily {
            cuts.extend(within);
        }
        for suspension in &self.suspensions {
            cuts.push(suspension.debut);
            cuts.extend(self.reprise(suspension, faits));
        }
        cuts.retain(|jour| *jour == debut || inside(*jour));
        cuts.sort_unstable();
        cuts.dedup();
        let ends = cuts.iter().skip(1).copied().chain([fin]);
        cuts.iter()
            .zip(ends)
            .map(|(from, to)| Periode {
                debut: *from,
                fin: to.plus_days(-1),
                option: self.option_au(faits.option, if daily { *from } else { debut }),
                active: self.active_le(*from, faits),
                regle_au: if daily { *from } else { debut },
            })
            .collect()
    }

    /// MON-5: the rank of a prorogued contract is at least that of year 3, from the avenant on.
    pub(crate) fn prorogation_au(&self, jour: Jour) -> Option<u16> {
        self.prorogations.iter().rev().find(|p| p.date <= jour).map(|p| p.evenement)
    }
}
