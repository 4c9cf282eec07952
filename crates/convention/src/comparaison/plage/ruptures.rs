//! The exact results at which something changes at once.

use super::Balayage;
use crate::etude::AnneeEtudiee;
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
use crate::tables::Issue;

/// A result at which an outcome, or the share, changes at once.
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

/// Every change inside the range: at a breakpoint of an objective, or of a line of the decision table.
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
    candidates.into_iter().filter_map(|(v, line)| rupture(balayage, v, line)).collect()
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
