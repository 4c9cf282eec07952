//! What the figures of a contract are over all its completions, whether a doctor's or a group's.

use super::{Bornes, Plage};
use crate::atteinte::Atteinte;
use crate::explication::{Bout, Grandeur};
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
use crate::tables::{Issue, NatureVersement};
use crate::versement::{VERSEMENTS_MAX, Versement, Versements};

/// What every completion agrees on, or lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Envelope<T> {
    /// No run yet.
    Empty,
    /// Between these, each with the first run that reaches it.
    Range((T, u16), (T, u16)),
    /// A run had no value.
    Unknown,
}

impl<T: Copy + Ord> Envelope<T> {
    pub(crate) fn add(&mut self, value: Option<T>, run: u16) {
        *self = match (*self, value) {
            (Envelope::Empty, Some(v)) => Envelope::Range((v, run), (v, run)),
            (Envelope::Range(min, max), Some(v)) => {
                Envelope::Range(if v < min.0 { (v, run) } else { min }, if v > max.0 { (v, run) } else { max })
            }
            (_, None) | (Envelope::Unknown, _) => Envelope::Unknown,
        };
    }

    /// The run that reaches an end.
    fn run(self, bout: Bout) -> Option<u16> {
        match (self, bout) {
            (Envelope::Range((_, run), _), Bout::Min) | (Envelope::Range(_, (_, run)), Bout::Max) => Some(run),
            _ => None,
        }
    }

    pub(crate) fn plage(self) -> Option<Plage<T>> {
        match self {
            Envelope::Range((min, _), (max, _)) => Some(Plage { min, max }),
            Envelope::Empty | Envelope::Unknown => None,
        }
    }

    pub(crate) fn settled(self) -> Option<T> {
        match self {
            Envelope::Range((min, _), (max, _)) if min == max => Some(min),
            _ => None,
        }
    }
}

/// The figures of a year that completions can change, as a run gave them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chiffres<'a> {
    pub(crate) montant: Option<Centimes>,
    pub(crate) part: Option<Fraction>,
    pub(crate) aide: Option<Centimes>,
    pub(crate) versements: &'a Versements,
    pub(crate) atteintes: &'a Paire<Option<Atteinte>>,
}

impl Chiffres<'_> {
    /// Whether one of them is not known, so that bounds are to be told.
    pub(crate) fn ouverts(&self) -> bool {
        let unpaid = |versement: &Versement| versement.montant.is_none();
        self.montant.is_none()
            || self.part.is_none()
            || self.aide.is_none()
            || self.versements.iter().flatten().any(unpaid)
    }
}

/// The same figures of a year, where they stand.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    pub(crate) montant: &'a mut Option<Centimes>,
    pub(crate) part: &'a mut Option<Fraction>,
    pub(crate) aide: &'a mut Option<Centimes>,
    pub(crate) versements: &'a mut Versements,
    pub(crate) atteintes: &'a mut Paire<Option<Atteinte>>,
}

/// The envelope of one year.
#[derive(Debug, Clone, Copy)]
struct YearEnvelope {
    montant: Envelope<Centimes>,
    part: Envelope<Fraction>,
    aide: Envelope<Centimes>,
    versements: [Envelope<Centimes>; VERSEMENTS_MAX],
    issues: Paire<Envelope<Issue>>,
    taux: Paire<Envelope<Fraction>>,
    natures: [Envelope<NatureVersement>; VERSEMENTS_MAX],
}

const EMPTY_YEAR: YearEnvelope = YearEnvelope {
    montant: Envelope::Empty,
    part: Envelope::Empty,
    aide: Envelope::Empty,
    versements: [Envelope::Empty; VERSEMENTS_MAX],
    issues: Paire { pmt: Envelope::Empty, pfa: Envelope::Empty },
    taux: Paire { pmt: Envelope::Empty, pfa: Envelope::Empty },
    natures: [Envelope::Empty; VERSEMENTS_MAX],
};

impl YearEnvelope {
    fn add(&mut self, year: &Chiffres<'_>, run: u16) {
        self.montant.add(year.montant, run);
        self.part.add(year.part, run);
        self.aide.add(year.aide, run);
        for (slot, versement) in year.versements.iter().enumerate() {
            if let Some(versement) = versement {
                self.versements[slot].add(versement.montant, run);
                self.natures[slot].add(Some(versement.nature), run);
            }
        }
        for i in Indicateur::ALL {
            self.issues[i].add(year.atteintes[i].and_then(|a| a.issue), run);
            self.taux[i].add(year.atteintes[i].and_then(|a| a.taux), run);
        }
    }
}

/// The envelope of a contract over all its completions.
#[derive(Debug, Clone)]
pub(crate) struct Enveloppe {
    years: Vec<YearEnvelope>,
    total: Envelope<Centimes>,
}

impl Enveloppe {
    /// Before any run.
    pub(crate) fn vide() -> Enveloppe {
        Enveloppe { years: Vec::new(), total: Envelope::Empty }
    }

    /// The same again, in the memory that it has.
    pub(crate) fn vider(&mut self) {
        self.years.clear();
        self.total = Envelope::Empty;
    }

    /// Adds the years of a run; the first `total_of` make the total.
    pub(crate) fn add<'a>(&mut self, years: impl ExactSizeIterator<Item = Chiffres<'a>>, total_of: usize, run: u16) {
        self.years.resize(years.len().max(self.years.len()), EMPTY_YEAR);
        let mut total = Some(Centimes::ZERO);
        for ((index, year), envelope) in years.enumerate().zip(&mut self.years) {
            envelope.add(&year, run);
            if index < total_of {
                total = total.zip(year.aide).map(|(total, aide)| total + aide);
            }
        }
        self.total.add(total, run);
    }

    /// The bounds of the sum of the first years.
    pub(crate) fn total(&self) -> Option<Plage<Centimes>> {
        self.total.plage()
    }

    /// The run that reaches an end of the total.
    pub(crate) fn run_du_total(&self, bout: Bout) -> Option<u16> {
        self.total.run(bout)
    }

    /// The run that reaches an end of a figure of the year at an index.
    pub(crate) fn run_de(&self, index: usize, grandeur: Grandeur, bout: Bout) -> Option<u16> {
        let year = self.years.get(index)?;
        match grandeur {
            Grandeur::Montant => year.montant.run(bout),
            Grandeur::Part => year.part.run(bout),
            Grandeur::Aide => year.aide.run(bout),
        }
    }

    /// The run that reaches an end of a payment of the year at an index.
    pub(crate) fn run_du_versement(&self, index: usize, slot: usize, bout: Bout) -> Option<u16> {
        self.years.get(index)?.versements.get(slot)?.run(bout)
    }

    /// The bounds of the year at an index.
    pub(crate) fn bornes(&self, index: usize) -> Bornes {
        self.years.get(index).map_or_else(Bornes::default, |year| Bornes {
            montant: year.montant.plage(),
            part: year.part.plage(),
            aide: year.aide.plage(),
            versements: year.versements.map(Envelope::plage),
        })
    }

    /// ATT-13, SEU-2: gives to each unknown figure of a year the value that every completion agrees on.
    pub(crate) fn settle(&self, index: usize, year: Places<'_>) {
        let Some(envelope) = self.years.get(index) else { return };
        *year.montant = year.montant.or(envelope.montant.settled());
        *year.part = year.part.or(envelope.part.settled());
        *year.aide = year.aide.or(envelope.aide.settled());
        for (slot, versement) in year.versements.iter_mut().enumerate() {
            if let Some(versement) = versement
                && versement.montant.is_none()
                && let Some(montant) = envelope.versements[slot].settled()
            {
                versement.montant = Some(montant);
                versement.nature = envelope.natures[slot].settled().unwrap_or(versement.nature);
            }
        }
        for i in Indicateur::ALL {
            if let Some(atteinte) = &mut year.atteintes[i] {
                atteinte.issue = atteinte.issue.or(envelope.issues[i].settled());
                atteinte.taux = atteinte.taux.or(envelope.taux[i].settled());
            }
        }
    }
}
