//! The exact results at which something changes at once, or begins to.

use super::Balayage;
use crate::etude::AnneeEtudiee;
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
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

/// Every change inside the range: at a breakpoint of an objective, of a line of the decision table, and
/// where the aid begins to move.
pub(super) fn chercher(balayage: &Balayage<'_>) -> Vec<Rupture> {
    let range = &balayage.ask.resultats;
    let mut candidates: Vec<(i64, bool)> = Vec::new();
    let mut add = |i: Indicateur, count: Option<u32>, line: bool| {
        candidates.extend(count.and_then(|n| balayage.valeur(i, n)).map(|v| (v, line)));
    };
    for studied in &balayage.base.annees {
        for i in Indicateur::ALL {
            let Some(objectif) = studied.annee.objectifs[i] else { continue };
            let above = objectif.depart.map(|d| d.saturating_add(1));
            // Of an unknown objective the start alone is known: below it, every result is a fall.
            let own = [objectif.plancher, objectif.seuil_atteint, objectif.seuil_des_tables, objectif.cible];
            for count in own.into_iter().chain([objectif.depart, above]) {
                add(i, count, false);
            }
        }
    }
    for decision in &balayage.base.decisions {
        for i in Indicateur::ALL {
            add(i, decision.zones[i].and_then(|z| z.de), true);
        }
    }
    // Of one number, a line of the table first.
    candidates.sort_unstable_by_key(|(v, line)| (*v, !line));
    candidates.dedup_by_key(|(v, _)| *v);
    candidates.retain(|(v, _)| (range.de + 1..=range.a).contains(v));
    let mut found: Vec<Rupture> = candidates.into_iter().filter_map(|(v, line)| rupture(balayage, v, line)).collect();
    let told: Vec<i64> = found.iter().map(|r| r.valeur).collect();
    found.extend(fins_de_palier(balayage, &told).into_iter().filter_map(|v| rupture(balayage, v, true)));
    found.sort_by_key(|r| r.valeur);
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
    points.sort_unstable();
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

fn rupture(balayage: &Balayage<'_>, valeur: i64, line: bool) -> Option<Rupture> {
    let [before, after] = [valeur - 1, valeur].map(|v| balayage.en(v).annees);
    let years = before.iter().zip(&after);
    let of = |(a, b): (&AnneeEtudiee, &AnneeEtudiee)| {
        let (a, b) = (&a.annee, &b.annee);
        let issues = Paire::from_fn(|i| {
            let (before, after) = (a.atteintes[i]?.issue?, b.atteintes[i]?.issue?);
            (before != after).then_some([before, after])
        });
        let changed = issues != Paire::default() || (line && a.part != b.part);
        changed.then_some(Rupture {
            valeur,
            effectifs: balayage.effectifs(valeur),
            annee: a.annee,
            issues,
            parts: [a.part, b.part],
            aides: [a.aide, b.aide],
        })
    };
    years.into_iter().find_map(of)
}
