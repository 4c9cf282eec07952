//! The events of a dossier that count in a study, and what is known from which day.

use crate::dossier::{Constat, Dossier, TypeEvenement};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::sort;
use crate::tables::Tables;
use crate::versement::Cause;
use crate::vie::Vie;

/// The events of a dossier that count in a study.
#[derive(Debug, Clone)]
pub struct Journal<'a> {
    pub(super) dossier: &'a Dossier,
    /// Indices of the events that count.
    pub(super) evenements: Vec<u16>,
    /// Day of study.
    pub(super) au: Jour,
    /// Whether a constat was known later than its day.
    late: bool,
}

impl<'a> Journal<'a> {
    /// The events in force on `au` and known on `connu_au`. `None`: nothing that the dossier tells came
    /// after the fact: no event, and no constat known later than its day.
    pub fn ouvrir(dossier: &'a Dossier, au: Jour, connu_au: Jour) -> Option<Journal<'a>> {
        let counted = (0u16..).zip(&dossier.evenements).filter(|(_, e)| e.compte(au, connu_au));
        let evenements: Vec<u16> = counted.map(|(index, _)| index).collect();
        let late = dossier.constats.iter().any(|c| connu(c) > c.date && c.date <= au && connu(c) <= connu_au);
        (late || !evenements.is_empty()).then_some(Journal { dossier, evenements, au, late })
    }

    /// What they say.
    pub fn vie(&self, tables: &Tables) -> Vie {
        self.replier(tables, |_, _| true, Some(self.au))
    }

    /// Whether it bears on a figure, where `vie` is what its events say.
    pub fn sert(&self, vie: &Vie) -> bool {
        self.late || !vie.est_calme()
    }

    /// The same without the event at an index.
    pub fn sans(&self, evenement: u16) -> Journal<'a> {
        let evenements = self.evenements.iter().copied().filter(|index| *index != evenement).collect();
        Journal { evenements, ..*self }
    }

    /// Whether every event of the dossier counts.
    pub fn est_complet(&self) -> bool {
        self.evenements.len() == self.dossier.evenements.len()
    }

    /// Whether the event at an index counts.
    pub fn compte(&self, evenement: u16) -> bool {
        self.evenements.contains(&evenement)
    }

    pub(super) fn replier(
        &self,
        tables: &Tables,
        keep: impl Fn(u16, &crate::dossier::Evenement) -> bool,
        au: Option<Jour>,
    ) -> Vie {
        let events = self.evenements.iter().filter_map(|index| {
            let event = self.dossier.evenements.get(usize::from(*index))?;
            keep(*index, event).then_some((*index, event))
        });
        Vie::replier(tables, self.dossier, events, au)
    }

    /// The days on which something new is known, with what it is. A change of what is known later
    /// about an earlier day counts on the day it is known.
    pub(super) fn moments(&self, constats: &[Constat]) -> Vec<(Jour, Cause)> {
        let events = self.evenements.iter().filter_map(|index| {
            let event = self.dossier.evenements.get(usize::from(*index))?;
            let nature = match event.nature() {
                silent if !silent.chiffre() => return None,
                TypeEvenement::Reprise => TypeEvenement::Suspension,
                other => other,
            };
            Some((event.connu_le().max(event.engage_le()), Cause::Evenement(*index, nature)))
        });
        let visible = (0u16..).zip(constats).filter(|(_, c)| c.effectif != Paire::default());
        let measures = visible.map(|(index, c)| (connu(c), Cause::Constat(index)));
        let mut moments: Vec<(Jour, Cause)> = events.chain(measures).collect();
        sort::by_key(&mut moments, |(day, _)| *day);
        moments
    }
}

/// The day from which a constat is known.
pub(super) fn connu(constat: &Constat) -> Jour {
    constat.connu_le.unwrap_or(constat.date)
}
