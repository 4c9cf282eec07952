//! What happened to the contract, as a cost reads it.

use crate::dossier::OptionEtp;
use crate::explication::{Donnee, Origine};
use crate::jour::Jour;

/// The option of a contract from its signature on, and what changes the post.
///
/// A day is that of the real effect, whatever the reading of Q-AVENANT: from it the assistant works as the
/// avenant says and is paid for it, even where the aid waits for the anniversary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deroulement {
    /// The option at signature.
    pub option: Option<OptionEtp>,
    /// Those that an avenant chose, by day.
    pub avenants: Vec<OptionDepuis>,
    /// First day of each suspension, and the day of its reprise where there is one.
    pub suspensions: Vec<(Jour, Option<Jour>)>,
    /// The assistants after the first, by day.
    pub arrivees: Vec<Arrivee>,
}

/// An option that an avenant chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionDepuis {
    /// Its effect.
    pub jour: Jour,
    /// The option.
    pub option: OptionEtp,
    /// Index of the event.
    pub evenement: u16,
}

/// An assistant who took the place of another (VIE-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrivee {
    /// First day.
    pub jour: Jour,
    /// Index of the event.
    pub evenement: u16,
}

impl Arrivee {
    /// Where the day is written.
    pub(super) const fn origine(self) -> Origine {
        Origine::Dossier(Donnee::Evenement(self.evenement, "date"))
    }
}

impl Deroulement {
    /// A contract of one option, to which nothing happened.
    pub fn calme(option: Option<OptionEtp>) -> Deroulement {
        Deroulement { option, ..Deroulement::default() }
    }

    /// The avenant whose option is in force on a day.
    pub(super) fn avenant_au(&self, jour: Jour) -> Option<OptionDepuis> {
        self.avenants.iter().rev().find(|avenant| avenant.jour <= jour).copied()
    }

    /// The option in force on a day.
    pub(super) fn option_au(&self, jour: Jour) -> Option<OptionEtp> {
        self.avenant_au(jour).map(|avenant| avenant.option).or(self.option)
    }

    /// Whether an avenant gave another option than the signature, on one of these days.
    pub(super) fn change_entre(&self, debut: Jour, fin: Jour) -> bool {
        let other = |day: Jour| self.option_au(day) != self.option;
        other(debut) || self.avenants.iter().any(|a| (debut..=fin).contains(&a.jour) && Some(a.option) != self.option)
    }

    /// Whether the contract is suspended on one of these days.
    pub(super) fn suspendu_entre(&self, debut: Jour, fin: Jour) -> bool {
        self.suspensions.iter().any(|(from, to)| *from <= fin && to.is_none_or(|to| to > debut))
    }

    /// The assistant of a day, where it is not the first.
    pub(super) fn arrivee_au(&self, jour: Jour) -> Option<Arrivee> {
        self.arrivees.iter().rev().find(|arrivee| arrivee.jour <= jour).copied()
    }
}
