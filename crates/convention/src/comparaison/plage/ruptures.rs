//! The exact results at which something changes at once, or begins to.

use super::Balayage;
use super::objectifs::ouverte;
use crate::etude::{AnneeEtudiee, debuts_de_zones};
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
use crate::sort;
use crate::tables::Issue;

/// A result at which an outcome changes, or the aid changes after several results that pay alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rupture {
    /// The first number of the range after the change.
    pub valeur: i64,
    /// The counts of patients that it stands for.
    pub effectifs: Paire<Option<u32>>,
    /// First contract year that changes.
    pub annee: u8,
    /// Outcome of each indicator before and after. `None`: it does not change.
    pub issues: Paire<Option<[Issue; 2]>>,
    /// Share of the aid before and after.
    pub parts: [Option<Fraction>; 2],
    /// Aid of that year before and after.
    pub aides: [Option<Centimes>; 2],
}

/// Every result at which an outcome may change: a breakpoint of an objective, or the start of a line of the
/// decision table, of each year that no constat judges, of each of its periods.
///
/// With it, whether the share itself may jump there without any outcome that changes.
pub(super) fn candidats(balayage: &Balayage<'_>) -> Vec<(i64, bool)> {
    let range = &balayage.ask.resultats;
    let (tables, lectures) = (&balayage.convention.tables, &balayage.dossier.lectures);
    let mut found: Vec<(i64, bool)> = Vec::new();
    let mut add = |i: Indicateur, count: Option<u32>, line: bool| {
        found.extend(count.and_then(|n| balayage.valeur(i, n)).map(|v| (v, line)));
    };
    for studied in balayage.base.annees.iter().filter(|studied| ouverte(studied)) {
        let periods = studied.periodes.iter().filter_map(|p| p.objectifs);
        let all: Vec<_> = periods.chain([studied.annee.objectifs]).collect();
        for (i, objectif) in all.iter().flat_map(|o| Indicateur::ALL.map(|i| (i, o[i]))) {
            let Some(objectif) = objectif else { continue };
            let above = objectif.depart.map(|d| d.saturating_add(1));
            // Of an unknown objective the start alone is known: below it, every result is a fall.
            let own = [objectif.plancher, objectif.seuil_atteint, objectif.seuil_des_tables, objectif.cible];
            for count in own.into_iter().chain([objectif.depart, above]) {
                add(i, count, false);
            }
            if let Some(mode) = studied.annee.mode {
                for count in debuts_de_zones(tables, lectures, &objectif, mode) {
                    add(i, Some(count), true);
                }
            }
        }
    }
    // Of one number, a line of the table first.
    sort::by_key(&mut found, |(v, line)| (*v, !line));
    found.dedup_by_key(|(v, _)| *v);
    found.retain(|(v, _)| (range.de + 1..=range.a).contains(v));
    found
}

/// Every change inside the range: where an outcome changes or the share jumps, and where the aid begins to
/// move.
pub(super) fn chercher(balayage: &Balayage<'_>, candidats: &[(i64, bool)]) -> Vec<Rupture> {
    let found = candidats.iter().filter_map(|(v, line)| rupture(balayage, *v, *line));
    let mut found: Vec<Rupture> = found.collect();
    let told: Vec<i64> = found.iter().map(|r| r.valeur).collect();
    found.extend(fins_de_palier(balayage, &told).into_iter().filter_map(|v| rupture(balayage, v, true)));
    sort::by_key(&mut found, |r| r.valeur);
    found
}

/// Where the aid begins to move: the first result after several that pay alike. Between two points with
/// different aids it is found by halving, since the aid never falls when a result rises.
fn fins_de_palier(balayage: &Balayage<'_>, told: &[i64]) -> Vec<i64> {
    let range = &balayage.ask.resultats;
    let aides = |v: i64| balayage.en(v).annees.iter().map(|y| y.annee.aide).collect::<Vec<_>>();
    let mut points = range.valeurs();
    points.extend(told.iter().flat_map(|v| [v - 1, *v]));
    points.retain(|v| (range.de..=range.a).contains(v));
    sort::by(&mut points, Ord::cmp);
    points.dedup();
    let mut found = Vec::new();
    for pair in points.windows(2) {
        let [from, to] = *pair else { continue };
        let before = aides(from);
        if before == aides(to) {
            continue;
        }
        let (mut low, mut high) = (from, to);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if aides(middle) == before { low = middle } else { high = middle }
        }
        if !told.contains(&high) && aides(high - 2) == before {
            found.push(high);
        }
    }
    found
}

/// What changes at a result, in the year that it changes most: an outcome, else whether the aid is known, else,
/// at the start of a line, the share.
fn rupture(balayage: &Balayage<'_>, valeur: i64, line: bool) -> Option<Rupture> {
    let [before, after] = [valeur - 1, valeur].map(|v| balayage.en(v).annees);
    let mut best: Option<(Rang, Rupture)> = None;
    for (a, b) in before.iter().zip(&after) {
        let (rang, issues) = changement(a, b);
        let told = !matches!(rang, Rang::Aide(_)) || (line && a.annee.part != b.annee.part);
        // Of two alike, the first year.
        if told && best.as_ref().is_none_or(|(most, _)| rang > *most) {
            let (a, b) = (&a.annee, &b.annee);
            let (parts, aides) = ([a.part, b.part], [a.aide, b.aide]);
            let effectifs = balayage.effectifs(valeur);
            best = Some((rang, Rupture { valeur, effectifs, annee: a.annee, issues, parts, aides }));
        }
    }
    best.map(|(_, rupture)| rupture)
}

/// How much a year changes at a result, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rang {
    /// Its aid, by so many cents.
    Aide(u64),
    /// Its aid is known on one side only.
    Connue,
    /// An outcome.
    Issue,
}

/// How much a year changes, and the outcomes that do.
fn changement(a: &AnneeEtudiee, b: &AnneeEtudiee) -> (Rang, Paire<Option<[Issue; 2]>>) {
    let (a, b) = (&a.annee, &b.annee);
    let issues = Paire::from_fn(|i| {
        let (before, after) = (a.atteintes[i]?.issue?, b.atteintes[i]?.issue?);
        (before != after).then_some([before, after])
    });
    let rang = match (a.aide, b.aide) {
        _ if issues != Paire::default() => Rang::Issue,
        (Some(before), Some(after)) => Rang::Aide(before.0.abs_diff(after.0)),
        (None, None) => Rang::Aide(0),
        _ => Rang::Connue,
    };
    (rang, issues)
}
