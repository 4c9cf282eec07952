//! Bounds of each figure where facts lack: quiet reruns over the completions that are possible.
//!
//! A completion fills what is discrete (bands, age, nature of an unknown objective) in every way that
//! the known facts allow, and the rest at its two ends. The share never falls when a result rises,
//! and never rises with the start, the target or P50 (a property that the tests check): between the
//! two ends nothing lies outside, so two runs of each completion give bounds that are reached.

mod completions;

pub(in crate::etude) use completions::completions;

use crate::contrat::{self, Annee, Attendues, Donnees};
use crate::etude::chiffrage::AnneeEtudiee;
use crate::explication::{Bout, Grandeur, Quiet};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
use crate::tables::{Issue, NatureVersement};
use crate::versement::VERSEMENTS_MAX;

/// Lowest and highest value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plage<T> {
    /// Lowest.
    pub min: T,
    /// Highest.
    pub max: T,
}

/// The bounds of a year's figures. `None`: no document bounds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bornes {
    /// Maximum aid.
    pub montant: Option<Plage<Centimes>>,
    /// Share of the aid.
    pub part: Option<Plage<Fraction>>,
    /// Aid due.
    pub aide: Option<Plage<Centimes>>,
    /// Payments.
    pub versements: [Option<Plage<Centimes>>; VERSEMENTS_MAX],
}

impl<T: Copy + Ord> Plage<T> {
    /// The smallest range that holds both.
    pub(crate) fn over(self, other: Plage<T>) -> Plage<T> {
        Plage { min: self.min.min(other.min), max: self.max.max(other.max) }
    }
}

impl Bornes {
    /// The bounds over two years: of a figure that is known, the figure.
    pub(super) fn over(a: &AnneeEtudiee, b: &AnneeEtudiee) -> Bornes {
        fn range<T: Copy>(value: Option<T>, bounds: Option<Plage<T>>) -> Option<Plage<T>> {
            value.map(|v| Plage { min: v, max: v }).or(bounds)
        }
        fn both<T: Copy + Ord>(a: Option<Plage<T>>, b: Option<Plage<T>>) -> Option<Plage<T>> {
            Some(a?.over(b?))
        }
        let of = |y: &AnneeEtudiee| {
            let (year, bounds) = (&y.annee, y.bornes.unwrap_or_default());
            let versements = std::array::from_fn(|slot| {
                range(year.versements[slot].and_then(|v| v.montant), bounds.versements[slot])
            });
            Bornes {
                montant: range(year.montant, bounds.montant),
                part: range(year.part, bounds.part),
                aide: range(year.aide, bounds.aide),
                versements,
            }
        };
        let (a, b) = (of(a), of(b));
        Bornes {
            montant: both(a.montant, b.montant),
            part: both(a.part, b.part),
            aide: both(a.aide, b.aide),
            versements: std::array::from_fn(|slot| both(a.versements[slot], b.versements[slot])),
        }
    }
}

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

/// The envelope of a contract over all its completions.
#[derive(Debug, Clone)]
pub(super) struct Enveloppe {
    years: Vec<YearEnvelope>,
    total: Envelope<Centimes>,
}

impl Enveloppe {
    fn add(&mut self, years: &[Annee], total_of: usize, run: u16) {
        for (envelope, year) in self.years.iter_mut().zip(years) {
            envelope.montant.add(year.montant, run);
            envelope.part.add(year.part, run);
            envelope.aide.add(year.aide, run);
            for (slot, versement) in year.versements.iter().enumerate() {
                if let Some(versement) = versement {
                    envelope.versements[slot].add(versement.montant, run);
                    envelope.natures[slot].add(Some(versement.nature), run);
                }
            }
            for i in Indicateur::ALL {
                envelope.issues[i].add(year.atteintes[i].and_then(|a| a.issue), run);
                envelope.taux[i].add(year.atteintes[i].and_then(|a| a.taux), run);
            }
        }
        self.total.add(years.iter().take(total_of).map(|year| year.aide).sum(), run);
    }

    /// The bounds of the sum of the first years.
    pub(super) fn total(&self) -> Option<Plage<Centimes>> {
        self.total.plage()
    }

    /// The run that reaches an end of the total.
    pub(super) fn run_du_total(&self, bout: Bout) -> Option<u16> {
        self.total.run(bout)
    }

    /// The run that reaches an end of a figure of the year at an index.
    pub(super) fn run_de(&self, index: usize, grandeur: Grandeur, bout: Bout) -> Option<u16> {
        let year = self.years.get(index)?;
        match grandeur {
            Grandeur::Montant => year.montant.run(bout),
            Grandeur::Part => year.part.run(bout),
            Grandeur::Aide => year.aide.run(bout),
        }
    }

    /// The run that reaches an end of a payment of the year at an index.
    pub(super) fn run_du_versement(&self, index: usize, slot: usize, bout: Bout) -> Option<u16> {
        self.years.get(index)?.versements.get(slot)?.run(bout)
    }

    /// The bounds of the year at an index.
    pub(super) fn bornes(&self, index: usize) -> Bornes {
        self.years.get(index).map_or_else(Bornes::default, |year| Bornes {
            montant: year.montant.plage(),
            part: year.part.plage(),
            aide: year.aide.plage(),
            versements: year.versements.map(Envelope::plage),
        })
    }

    /// ATT-13, SEU-2: gives to each unknown figure of a year the value that every completion agrees on.
    pub(super) fn settle(&self, index: usize, year: &mut Annee) {
        let Some(envelope) = self.years.get(index) else { return };
        year.montant = year.montant.or(envelope.montant.settled());
        year.part = year.part.or(envelope.part.settled());
        year.aide = year.aide.or(envelope.aide.settled());
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

/// Runs a contract over its completions. `faits.option` is one option.
///
/// `exclure_sous_p30`: the doctor would not be eligible below P30, so those completions are left out.
pub(super) fn envelopper(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    total_of: usize,
    quiet: &mut Quiet,
) -> Enveloppe {
    let mut enveloppe = Enveloppe { years: vec![EMPTY_YEAR; usize::from(donnees.annees)], total: Envelope::Empty };
    for (filled, run) in completions(donnees, faits, exclure_sous_p30).iter().zip(0..) {
        let cadre = contrat::cadre(donnees.tables, donnees.lectures, filled, quiet);
        enveloppe.add(&contrat::annees(donnees, filled, &cadre, quiet), total_of, run);
    }
    enveloppe
}

/// What every run of the contract tells alike of its payments: when the run without supposition first
/// knows those of its calendar, and the lines that it has beyond them in some completion.
///
/// Those of the contract as it is known come first, in their order.
pub(super) fn attendues(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    quiet: &mut Quiet,
) -> Vec<Attendues> {
    if donnees.journal.is_none() {
        return Vec::new();
    }
    let cadre = contrat::cadre(donnees.tables, donnees.lectures, faits, quiet);
    let told = contrat::attendues(&contrat::annees(donnees, faits, &cadre, quiet));
    let sues: Vec<Attendues> =
        told.iter().map(|a| Attendues { connues: a.connues.clone(), lignes: Vec::new() }).collect();
    let donnees = &Donnees { attendues: &sues, ..*donnees };
    let mut all = told;
    for filled in completions(donnees, faits, exclure_sous_p30) {
        let cadre = contrat::cadre(donnees.tables, donnees.lectures, &filled, quiet);
        let its = contrat::attendues(&contrat::annees(donnees, &filled, &cadre, quiet));
        for (known, more) in all.iter_mut().zip(its) {
            for line in more.lignes {
                if !known.lignes.contains(&line) {
                    known.lignes.push(line);
                }
            }
        }
    }
    all
}
