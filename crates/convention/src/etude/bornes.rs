//! Bounds of each figure where facts lack: quiet reruns over the completions that are possible.
//!
//! A completion fills what is discrete (bands, age, nature of an unknown objective) in every way that
//! the known facts allow, and the rest at its two ends. The share never falls when a result rises,
//! and never rises with the start, the target or P50 (a property that the tests check): between the
//! two ends nothing lies outside, so two runs of each completion give bounds that are reached.

mod completions;
mod enveloppe;

pub(in crate::etude) use completions::completions;
pub(crate) use enveloppe::{Chiffres, Enveloppe, Places};

use crate::contrat::{self, Annee, Attendues, Cadre, Connue, Donnees};
use crate::etude::chiffrage::AnneeEtudiee;
use crate::explication::Quiet;
use crate::faits::{Faits, Rempli};
use crate::indicateur::Paire;
use crate::money::{Centimes, Fraction};
use crate::objectif::Objectif;
use crate::tables::LigneMontant;
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
pub(super) fn chiffres(annee: &Annee) -> Chiffres<'_> {
    let Annee { montant, part, aide, versements, atteintes, .. } = annee;
    Chiffres { montant: *montant, part: *part, aide: *aide, versements, atteintes }
}

impl Enveloppe {
    /// ATT-13, SEU-2: a doctor's year, what every completion agrees on known.
    pub(super) fn regler(&self, index: usize, annee: &mut Annee) {
        let Annee { montant, part, aide, versements, atteintes, .. } = annee;
        self.settle(index, Places { montant, part, aide, versements, atteintes });
    }
}

/// Memory that the reruns of one contract after the other use again.
#[derive(Debug, Clone, Default)]
pub(in crate::etude) struct Carnet {
    /// The years of the run that is on.
    annees: Vec<Annee>,
    /// The runs of a contract without event.
    simples: Vec<Simple>,
    /// Those of one with events: what was filled, and whether the nature of an objective was asked.
    vecues: Vec<(Rempli, Paire<bool>)>,
}

/// All that the years of a contract without event depend on, of what completions fill.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Simple {
    /// Whether results that are not known are good or bad.
    favorable: bool,
    /// The row of amounts, settled at signature.
    ligne: Option<LigneMontant>,
    /// The objectives, settled at signature.
    objectifs: Paire<Option<Objectif>>,
}

impl Simple {
    fn de(faits: &Faits<'_>, cadre: &Cadre) -> Simple {
        let favorable = faits.supposition.is_some_and(|supposition| supposition.favorable);
        Simple { favorable, ligne: cadre.ligne, objectifs: cadre.objectifs }
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
    let memory = (&mut enveloppe, &mut Carnet::default());
    envelopper_dans(memory, donnees, faits, exclure_sous_p30, total_of, quiet);
    enveloppe
}

/// The same, in memory that serves again.
pub(super) fn envelopper_dans(
    (enveloppe, carnet): (&mut Enveloppe, &mut Carnet),
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    total_of: usize,
    quiet: &mut Quiet,
) {
    enveloppe.vider();
    parcourir_dans(carnet, donnees, faits, exclure_sous_p30, quiet, |run, years| {
        enveloppe.add(years.iter().map(chiffres), total_of, run);
    });
}

/// Runs a contract over its completions, each with its index. One that would give the years of an earlier one is left
/// out.
pub(in crate::etude) fn parcourir(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    quiet: &mut Quiet,
    f: impl FnMut(u16, &[Annee]),
) {
    parcourir_dans(&mut Carnet::default(), donnees, faits, exclure_sous_p30, quiet, f);
}

fn parcourir_dans(
    carnet: &mut Carnet,
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    quiet: &mut Quiet,
    mut f: impl FnMut(u16, &[Annee]),
) {
    let Carnet { annees, simples, vecues } = carnet;
    simples.clear();
    vecues.clear();
    let mut next = 0;
    completions::chacune(donnees, faits, exclure_sous_p30, &mut |completion| {
        let run = next;
        next += 1;
        // A run with events costs far more than what is settled at signature: of such a one, that is not asked first.
        let vecu = donnees.journal.map(|_| completion.rempli());
        if vecu.is_some_and(|rempli| vecues.iter().any(|(other, asked)| rempli.revient_a(other, asked))) {
            return;
        }
        quiet.filled = Paire::default();
        let cadre = contrat::cadre(donnees.tables, donnees.lectures, completion, quiet);
        if vecu.is_none() {
            let simple = Simple::de(completion, &cadre);
            if simples.contains(&simple) {
                return;
            }
            simples.push(simple);
        }
        contrat::annees_dans(donnees, completion, &cadre, annees, quiet, |_| ());
        vecues.extend(vecu.map(|rempli| (rempli, quiet.filled)));
        f(run, annees);
    });
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
    parcourir(donnees, faits, exclure_sous_p30, quiet, |_, years| runs.push(years.to_vec()));
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
        for (known, more) in all.iter_mut().zip(contrat::attendues(years)) {
            for line in more.lignes {
                if !known.lignes.contains(&line) {
                    known.lignes.push(line);
                }
            }
        }
    });
    all
}
