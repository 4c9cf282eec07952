//! Bounds of each figure where facts lack: quiet reruns over the completions that are possible.
//!
//! A completion fills what is discrete (bands, age, nature of an unknown objective) in every way that
//! the known facts allow, and the rest at its two ends. The share never falls when a result rises,
//! and never rises with the start, the target or P50 (a property that the tests check): between the
//! two ends nothing lies outside, so two runs of each completion give bounds that are reached.

mod completions;
mod enveloppe;

pub(in crate::etude) use completions::completions;
pub(crate) use enveloppe::{Chiffres, Enveloppe};

use crate::contrat::{self, Annee, Attendues, Connue, Donnees};
use crate::etude::chiffrage::AnneeEtudiee;
use crate::explication::Quiet;
use crate::faits::{Faits, Rempli};
use crate::indicateur::Paire;
use crate::money::{Centimes, Fraction};
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

/// The figures of a doctor's year.
fn chiffres(annee: &Annee) -> Chiffres {
    let Annee { montant, part, aide, versements, atteintes, .. } = *annee;
    Chiffres { montant, part, aide, versements, atteintes }
}

impl Enveloppe {
    /// ATT-13, SEU-2: a doctor's year, what every completion agrees on known.
    pub(super) fn regler(&self, index: usize, annee: &mut Annee) {
        let Chiffres { montant, part, aide, versements, atteintes } = self.settle(index, chiffres(annee));
        *annee = Annee { montant, part, aide, versements, atteintes, ..*annee };
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
    let mut enveloppe = Enveloppe::vide();
    parcourir(donnees, faits, exclure_sous_p30, quiet, |run, years| {
        enveloppe.add(&years.iter().map(chiffres).collect::<Vec<_>>(), total_of, run);
    });
    enveloppe
}

/// Runs a contract over its completions, each with its index. One that fills another nature than an earlier one
/// where none was asked is the same run: it is left out.
pub(in crate::etude) fn parcourir(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    quiet: &mut Quiet,
    mut f: impl FnMut(u16, Vec<Annee>),
) {
    let mut runs: Vec<(Rempli, Paire<bool>)> = Vec::new();
    for (completion, run) in completions(donnees, faits, exclure_sous_p30).iter().zip(0..) {
        let rempli = completion.rempli();
        if runs.iter().any(|(other, asked)| rempli.revient_a(other, asked)) {
            continue;
        }
        quiet.filled = Paire::default();
        let cadre = contrat::cadre(donnees.tables, donnees.lectures, completion, quiet);
        f(run, contrat::annees(donnees, completion, &cadre, quiet));
        runs.push((rempli, quiet.filled));
    }
}

/// Of payments that the run without supposition knows late, those that only a hole of the dossier hides on their
/// day: every completion knows them then. They were paid so, unless it is an event that settled what they were.
fn a_leur_jour(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    told: &mut [Attendues],
    quiet: &mut Quiet,
) {
    let mut runs: Vec<Vec<Annee>> = Vec::new();
    parcourir(donnees, faits, exclure_sous_p30, quiet, |_, years| runs.push(years));
    for (year, of_year) in told.iter_mut().enumerate() {
        for (rank, connue) in of_year.connues.iter_mut().enumerate() {
            let Some(Connue::PlusTard(su)) = *connue else { continue };
            let on_its_day = |years: &Vec<Annee>| {
                let mut regular = years.get(year)?.versements.iter().flatten().filter(|v| v.cause.is_none());
                regular.nth(rank).filter(|v| v.su.is_none())?.montant
            };
            let paid: Option<Vec<Centimes>> = runs.iter().map(on_its_day).collect();
            let one = |paid: &[Centimes]| paid.windows(2).all(|pair| pair[0] == pair[1]);
            if paid.is_some_and(|paid| su.jours.is_none() || one(&paid)) {
                *connue = Some(Connue::SonJour);
            }
        }
    }
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
    let mut told = contrat::attendues(&contrat::annees(donnees, faits, &cadre, quiet));
    if told.iter().flat_map(|a| &a.connues).any(Option::is_some) {
        a_leur_jour(donnees, faits, exclure_sous_p30, &mut told, quiet);
    }
    let sues: Vec<Attendues> =
        told.iter().map(|a| Attendues { connues: a.connues.clone(), lignes: Vec::new() }).collect();
    let donnees = &Donnees { attendues: &sues, ..*donnees };
    let mut all = told;
    parcourir(donnees, faits, exclure_sous_p30, quiet, |_, years| {
        for (known, more) in all.iter_mut().zip(contrat::attendues(&years)) {
            for line in more.lignes {
                if !known.lignes.contains(&line) {
                    known.lignes.push(line);
                }
            }
        }
    });
    all
}
