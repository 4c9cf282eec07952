//! From which day to which each contract year runs, and what is in force in it (PAI-7, VIE-2, VIE-7).

use super::{Changement, Prorogation, Quoi, Suspension, Vie};
use crate::contrat::Periode;
use crate::dossier::OptionEtp;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, lecture};
use crate::faits::Faits;
use crate::jour::Jour;
use crate::question::{Lectures, lecture as q};
use crate::sort;

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
    borner(lectures, vie, signature, n, |suspension| suspension.fin, trace)
}

/// The same as things stand on a day: an open suspension has lasted until then.
pub(crate) fn bornage_au(lectures: &Lectures, vie: &Vie, signature: Jour, n: u8, le: Jour) -> Bornage {
    let until = |suspension: &Suspension| suspension.fin.or(Some(le.max(suspension.debut)));
    borner(lectures, vie, signature, n, until, &mut crate::explication::Quiet::default())
}

fn borner<T: Trace>(
    lectures: &Lectures,
    vie: &Vie,
    signature: Jour,
    n: u8,
    end: impl Fn(&Suspension) -> Option<Jour>,
    trace: &mut T,
) -> Bornage {
    let anniversaire = |n: u8| signature.plus_years(i32::from(n));
    let shifted = !vie.suspensions.is_empty() && lecture::<q::Susp>(lectures, trace) == q::Susp::Decale;
    if !shifted {
        let (debut, cloture) = (anniversaire(n - 1), anniversaire(n));
        return Bornage { debut, cloture, jours: jours(debut, cloture) };
    }
    let mut closed = vie.suspensions.iter().filter_map(|s| Some((s, end(s)?))).peekable();
    let mut decalage = 0;
    let mut debut = signature;
    for year in 1..=n {
        let mut cloture = anniversaire(year).plus_days(decalage);
        // A suspension that begins before the end, even as moved by an earlier one, moves it.
        while let Some((suspension, to)) = closed.peek().copied().filter(|(s, _)| s.debut < cloture) {
            decalage += to.0 - suspension.debut.0;
            suspension.lire(trace);
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

impl Suspension {
    /// Whether the aid is suspended on a day, as far as is known.
    pub(crate) fn couvre(&self, jour: Jour) -> bool {
        self.debut <= jour && self.fin.is_none_or(|fin| jour < fin)
    }

    /// Notes its days.
    fn lire<T: Trace>(&self, t: &mut T) {
        t.read("suspension", self.debut, Origine::Dossier(Donnee::Evenement(self.evenement, "date")));
        if let Some((fin, index)) = self.fin.zip(self.reprise) {
            t.read("reprise", fin, Origine::Dossier(Donnee::Evenement(index, "date")));
        }
    }
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
    /// lasting; else as lasting. What ends the contract makes nothing run again.
    fn active_le(&self, jour: Jour, faits: &Faits<'_>) -> bool {
        let ended = |s: &Suspension| self.fin.is_some_and(|fin| s.reprise == Some(fin.evenement));
        let over = |s: &Suspension| !ended(s) && self.reprise(s, faits).is_some_and(|fin| jour >= fin);
        !self.suspensions.iter().any(|s| jour >= s.debut && !over(s))
    }

    fn reprise(&self, suspension: &Suspension, faits: &Faits<'_>) -> Option<Jour> {
        let resumed = |au: Jour| au.plus_days(1).max(suspension.debut.plus_days(1));
        suspension.fin.or_else(|| faits.supposition.filter(|s| s.reprise && s.avenir).and(self.au).map(resumed))
    }

    /// The days of a year, where a completion says when the aid resumes.
    pub(crate) fn bornage_de<T: Trace>(&self, lectures: &Lectures, faits: &Faits<'_>, n: u8, trace: &mut T) -> Bornage {
        borner(lectures, self, faits.signature, n, |suspension| self.reprise(suspension, faits), trace)
    }

    /// Whether a year depends on when a suspension ends that nobody has ended yet.
    ///
    /// Under `decale` (Q-SUSP), the year in which it falls does not end before.
    pub(crate) fn reprise_attendue(&self, lectures: &Lectures, cloture: Jour, faits: &Faits<'_>) -> bool {
        let open = self.suspension_ouverte().is_some_and(|s| s.debut < cloture);
        let unknown = || faits.supposition.is_none_or(|s| !s.avenir);
        let lasts = || lectures.get::<q::Susp>() == q::Susp::Decale || self.au.is_none_or(|au| cloture > au);
        open && unknown() && lasts()
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
        sort::by(&mut cuts, Ord::cmp);
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
    pub(crate) fn prorogation_au(&self, jour: Jour) -> Option<&Prorogation> {
        self.prorogations.iter().rev().find(|p| p.date <= jour)
    }

    /// Notes what begins on a day inside a year, and so cuts it.
    pub(crate) fn lire_coupure<T: Trace>(&self, jour: Jour, t: &mut T) {
        let date = |index| Origine::Dossier(Donnee::Evenement(index, "date"));
        for suspension in self.suspensions.iter().filter(|s| s.debut == jour) {
            t.read("suspension", jour, date(suspension.evenement));
        }
        for index in self.suspensions.iter().filter(|s| s.fin == Some(jour)).filter_map(|s| s.reprise) {
            t.read("reprise", jour, date(index));
        }
        for change in self.changements.iter().filter(|c| c.date == jour) {
            t.read("avenant", jour, date(change.evenement));
        }
        for prorogation in self.prorogations.iter().filter(|p| p.date == jour) {
            t.read("prorogation", jour, prorogation.origine());
        }
    }

    /// Notes the days of the periods of a year `n`, which ends with `fin`, early or not.
    pub(crate) fn lire_bornes<T: Trace>(&self, n: u8, periodes: &[Periode], fin: Jour, t: &mut T) {
        for (k, periode) in (0u16..).zip(periodes) {
            let cut_by_change = self.changements.iter().any(|c| c.date == periode.debut)
                || self.prorogations.iter().any(|p| p.date == periode.debut);
            let regle = match k {
                0 => Regle::Pai7,
                _ if cut_by_change => Regle::Vie2,
                _ => Regle::Vie7,
            };
            t.rule(Chemin::PeriodeDebut(n, k), regle, |t| {
                match k {
                    0 => t.read("debut", periode.debut, Origine::Figure(Chemin::Debut(n))),
                    _ => self.lire_coupure(periode.debut, t),
                }
                periode.debut
            });
            let next = periodes.get(usize::from(k) + 1);
            t.rule(Chemin::PeriodeFin(n, k), Regle::Pai7, |t| match next {
                Some(next) => {
                    t.read("suivante", next.debut, Origine::Figure(Chemin::PeriodeDebut(n, k + 1)));
                    periode.fin
                }
                None => {
                    t.read("fin", fin, Origine::Figure(Chemin::Fin(n)));
                    fin
                }
            });
        }
    }
}
