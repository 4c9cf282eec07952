//! The dossier's own decision table: what each result that can happen would give.

use crate::atteinte::{self, Atteinte, Mode};
use crate::contrat::{Annee, Donnees};
use crate::etude::bornes::Plage;
use crate::etude::chiffrage::AnneeEtudiee;
use crate::explication::{Filter, Quiet, Trace, lecture};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::objectif::{self, Objectif};
use crate::question::{Lectures, lecture as q};
use crate::sort;
use crate::tables::{Issue, Nature, NatureVersement, Sort, Tables};
use crate::vie::Vie;

/// Counts of an indicator that share an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// The outcome.
    pub issue: Issue,
    /// Smallest count. `None`: the breakpoint is not known.
    pub de: Option<u32>,
    /// Largest count. `None`: no limit, or not known.
    pub a: Option<u32>,
    rang: usize,
}

/// One line: an outcome of each indicator, and what it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Contract year.
    pub annee: u8,
    /// Outcome of each indicator. `None`: no objective on it.
    pub zones: Paire<Option<Zone>>,
    /// Share of the aid. `None`: no document says.
    pub part: Option<Plage<Fraction>>,
    /// Euros, over the bounds of the maximum where it is not known. `None`: no bounds.
    pub aide: Option<Plage<Centimes>>,
}

/// The table of the next year to be modulated that has no result yet, or of the last one without.
/// Empty: no such year, or objectives of which not even the nature is known.
pub(super) fn decisions(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    years: &[AnneeEtudiee],
    au: Jour,
    quiet: &mut Quiet,
) -> Vec<Decision> {
    let unmeasured = |studied: &&AnneeEtudiee| {
        let year = &studied.annee;
        year.simple
            && year.mode.is_some()
            && [year.atteintes.pmt, year.atteintes.pfa].iter().flatten().all(|a| a.constat.is_none())
    };
    let next = years.iter().filter(unmeasured).find(|y| y.annee.cloture >= au);
    let Some(studied) = next.or_else(|| years.iter().rev().find(unmeasured)) else { return Vec::new() };
    let year = &studied.annee;
    let exact = year.montant.map(|m| Plage { min: m, max: m });
    let montants = exact.or(studied.bornes.and_then(|b| b.montant));
    let Some(mode) = year.mode else { return Vec::new() };
    let lines = |i: Indicateur, quiet: &mut Quiet| -> Option<Vec<Option<Zone>>> {
        match &year.objectifs[i] {
            None => Some(vec![None]),
            Some(objectif) => Some(zones(donnees, objectif, mode, quiet)?.into_iter().map(Some).collect()),
        }
    };
    let (Some(pmt), Some(pfa)) = (lines(Indicateur::Pmt, quiet), lines(Indicateur::Pfa, quiet)) else {
        return Vec::new();
    };
    let acquis = acompte_acquis(donnees, years, year.annee, quiet);
    let mut table = Vec::with_capacity(pmt.len() * pfa.len());
    for &pmt in &pmt {
        for &pfa in &pfa {
            let zones = Paire { pmt, pfa };
            let part = part_de(donnees, faits, year, mode, &zones, quiet);
            let aide = part.zip(montants).map(|(part, montants)| {
                let (min, max) = (part.min.of(montants.min), part.max.of(montants.max));
                acquis.map_or(Plage { min, max }, |(_, kept)| Plage { min: min.max(kept), max: max.max(kept) })
            });
            table.push(Decision { annee: year.annee, zones, part, aide });
        }
    }
    table
}

/// PAI-5, Q-INDU: the acompte of a year that is kept whatever the result, and the index of its payment.
/// `None`: what exceeds the aid is given back, or there is no acompte of a known amount.
pub(super) fn acompte_acquis<T: Trace>(
    donnees: &Donnees<'_>,
    years: &[AnneeEtudiee],
    annee: u8,
    trace: &mut T,
) -> Option<(u16, Centimes)> {
    let before = years.iter().take_while(|y| y.annee.annee < annee);
    let index = before.flat_map(|y| y.annee.versements.iter().flatten()).count();
    let first = years.iter().find(|y| y.annee.annee == annee)?.annee.versements[0]?;
    let acompte = first.montant.filter(|_| first.nature == NatureVersement::Acompte)?;
    let kept = lecture::<q::Indu>(donnees.lectures, trace) == q::Indu::PlancherZero;
    kept.then_some((index as u16, acompte))
}

/// The zones of an objective, best first. `None`: its nature is not known.
pub(super) fn zones(donnees: &Donnees<'_>, objectif: &Objectif, mode: Mode, quiet: &mut Quiet) -> Option<Vec<Zone>> {
    let nature = objectif.nature?;
    let issues = nature.issues();
    let best = match nature {
        Nature::Maintien => objectif.depart.map(|d| d + 1),
        Nature::Augmentation | Nature::PalierP50 => atteinte::seuil_atteint(objectif, mode),
    };
    let mut starts: Vec<(Option<u32>, usize)> = vec![(best, 0), (objectif.plancher, 1), (Some(0), 2)];
    if let Mode::Taux { paliers: true } = mode {
        for palier in &donnees.tables.paliers_de_taux {
            let start = effectif_au_taux(donnees, objectif, i64::from(palier.value.taux_pour_cent), quiet);
            if let Some(start) = start {
                let rang = if objectif.plancher.is_some_and(|p| start < p) { 2 } else { 1 };
                starts.push((Some(start), rang));
            }
        }
        sort::by_key(&mut starts, |(start, rang)| (std::cmp::Reverse(start.unwrap_or(u32::MAX)), *rang));
        starts.dedup_by_key(|(start, _)| *start);
    }
    let mut zones: Vec<Zone> = Vec::with_capacity(starts.len());
    let mut above: Option<u32> = None;
    for (start, rang) in starts {
        // An empty zone (95 % reached without any gain, a floor at 0) is no outcome.
        if start.is_some() && above.is_some() && start >= above {
            continue;
        }
        let a = above.map(|v| v - 1);
        zones.push(Zone { issue: issues[rang], de: start, a, rang });
        above = start;
    }
    Some(zones)
}

/// The smallest counts of the zones of an objective, where they are known.
pub(crate) fn debuts_de_zones(tables: &Tables, lectures: &Lectures, objectif: &Objectif, mode: Mode) -> Vec<u32> {
    let vie = Vie::default();
    let donnees = Donnees {
        tables,
        lectures,
        constats: &[],
        annees: 0,
        vie: &vie,
        journal: None,
        attendues: &[],
        versions: None,
    };
    let zones = zones(&donnees, objectif, mode, &mut Quiet::default()).unwrap_or_default();
    zones.iter().filter_map(|zone| zone.de).collect()
}

/// The smallest count whose rate is at least `pour_cent` hundredths.
fn effectif_au_taux(donnees: &Donnees<'_>, objectif: &Objectif, pour_cent: i64, quiet: &mut Quiet) -> Option<u32> {
    match objectif.nature? {
        Nature::Augmentation => {
            objectif::effectif_pour_taux(donnees.lectures, objectif.depart?, objectif.cible?, pour_cent, quiet)
        }
        Nature::Maintien | Nature::PalierP50 => {
            u32::try_from(objectif::ceil_div(i64::from(objectif.cible?) * pour_cent, 100)).ok()
        }
    }
}

/// The share over a line: at its lowest and at its highest counts. Within a line it only rises.
fn part_de(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    year: &Annee,
    mode: Mode,
    zones: &Paire<Option<Zone>>,
    quiet: &mut Quiet,
) -> Option<Plage<Fraction>> {
    let sort = if mode == Mode::Tables { Some(sort_de(donnees, year, zones, quiet)?) } else { None };
    if sort == Some(Sort::Indeterminee) {
        return None;
    }
    let mut at = |lowest: bool| part_au_bout(donnees, faits, year, mode, zones, lowest, quiet);
    match (at(true), at(false)) {
        (Some(min), Some(max)) => Some(Plage { min, max }),
        // A prorata on breakpoints that are not known: anything from nothing to all.
        _ if mode == Mode::Tables => Some(Plage { min: Fraction::ZERO, max: Fraction::ONE }),
        _ => None,
    }
}

/// The line of the decision table that a line of outcomes falls on.
fn sort_de<T: Trace>(donnees: &Donnees<'_>, year: &Annee, zones: &Paire<Option<Zone>>, t: &mut T) -> Option<Sort> {
    let class = |i: Indicateur| Some((year.objectifs[i]?.nature?, zones[i]?.rang));
    let (pmt, pfa) = (class(Indicateur::Pmt), class(Indicateur::Pfa));
    atteinte::sort_des_rangs(donnees.tables, donnees.lectures, pmt, pfa, t)
}

/// The share at the lowest or at the highest counts of a line.
pub(super) fn part_au_bout<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    year: &Annee,
    mode: Mode,
    zones: &Paire<Option<Zone>>,
    lowest: bool,
    t: &mut T,
) -> Option<Fraction> {
    let Donnees { tables, lectures, .. } = *donnees;
    // Where the line alone decides, no count needs to be known.
    if mode == Mode::Tables
        && let Some(part) = atteinte::part_du_sort(sort_de(donnees, year, zones, t)?, &Paire::default())
    {
        return Some(part);
    }
    let mut atteintes: Paire<Option<Atteinte>> = Paire::default();
    for &i in faits.indicateurs() {
        let (Some(objectif), Some(zone)) = (&year.objectifs[i], zones[i]) else { continue };
        let count = if lowest { zone.de } else { Some(zone.a.unwrap_or(PATIENTS_MAX)) };
        let place = (year.annee, i);
        atteintes[i] = Some(
            t.through(Some(Filter::CONSULTING), |t| atteinte::atteindre(lectures, objectif, mode, count, place, t)),
        );
    }
    atteinte::part(tables, lectures, faits, &year.objectifs, mode, &atteintes, year.annee, t)
}
