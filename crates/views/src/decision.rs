//! The decision table with as few lines as say the same.

use convention::etude::{Decision, Zone};
use convention::indicateur::{Indicateur, Paire};

/// Some lines of a decision table that give the same, as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LigneDeDecision {
    /// The counts that lead to it. `None`: no objective on that indicator.
    pub zones: Paire<Option<Zone>>,
    /// Index of one of its lines in the étude.
    pub index: usize,
}

/// Neighbouring lines that give the same share and euros are one line, with the counts of all.
pub fn lignes_de_decision(decisions: &[Decision]) -> Vec<LigneDeDecision> {
    let mut lines: Vec<LigneDeDecision> =
        decisions.iter().enumerate().map(|(index, d)| LigneDeDecision { zones: d.zones, index }).collect();
    for moving in [Indicateur::Pfa, Indicateur::Pmt] {
        let mut kept: Vec<LigneDeDecision> = Vec::with_capacity(lines.len());
        for line in lines {
            let above = kept.iter().enumerate().rev().find_map(|(at, above)| {
                let same = same_result(decisions, above.index, line.index)
                    && same_counts(above.zones[moving.autre()], line.zones[moving.autre()]);
                let zone = same.then(|| over(above.zones[moving]?, line.zones[moving]?)).flatten()?;
                Some((at, zone))
            });
            let mut line = line;
            if let Some((at, zone)) = above {
                kept.remove(at);
                line.zones[moving] = Some(zone);
            }
            kept.push(line);
        }
        lines = kept;
    }
    lines
}

fn same_result(decisions: &[Decision], a: usize, b: usize) -> bool {
    match (decisions.get(a), decisions.get(b)) {
        (Some(a), Some(b)) => a.part == b.part && a.aide == b.aide,
        _ => false,
    }
}

fn same_counts(a: Option<Zone>, b: Option<Zone>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a.de, a.a) == (b.de, b.a) && (a.de.is_some() || a.issue == b.issue),
        (None, None) => true,
        _ => false,
    }
}

/// Both zones as one, where the lower ends just below the upper.
fn over(upper: Zone, lower: Zone) -> Option<Zone> {
    let touch = lower.a?.checked_add(1)? == upper.de?;
    let mut whole = upper;
    whole.de = lower.de;
    (touch && lower.de.is_some()).then_some(whole)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use convention::dossier;
    use convention::etude::{Demande, etudier};
    use convention::jour::Jour;
    use convention::tables::Convention;

    use super::*;

    /// Every line of the étude is within exactly one merged line, which gives the same.
    #[test]
    fn merging_loses_no_line_and_changes_none() {
        let convention = Convention::embarquee().unwrap();
        let au = Jour::new(2026, 11, 23).unwrap();
        for (objectif, lines) in [("gain = 260", 5), ("maintien = true", 6)] {
            let text = format!(
                "medecin = {{ specialite = \"01\", secteur = \"1\", naissance = 1980-01-01 }}\n\
                 patientele = {{ pmt = 1300, pfa = 1600 }}\n\
                 [contrat]\nsignature = 2026-01-15\noption = \"1\"\n\
                 objectif = {{ pmt = {{ {objectif} }}, pfa = {{ gain = 110 }} }}\n"
            );
            let dossier = dossier::parse(&convention, "essai", text.as_bytes(), None, au).unwrap();
            let decisions = etudier(&convention, &dossier, &Demande::au(au)).chiffrage.decisions;
            assert_eq!(decisions.len(), 9);
            let merged = lignes_de_decision(&decisions);
            assert!(merged.len() <= lines, "{objectif}: {} lines", merged.len());
            for decision in &decisions {
                let within = |line: &&LigneDeDecision| {
                    Indicateur::ALL.into_iter().all(|i| {
                        let (outer, inner) = (line.zones[i].unwrap(), decision.zones[i].unwrap());
                        outer.de <= inner.de && inner.a.unwrap_or(u32::MAX) <= outer.a.unwrap_or(u32::MAX)
                    })
                };
                let found: Vec<_> = merged.iter().filter(within).collect();
                assert_eq!(found.len(), 1);
                assert_eq!(decisions[found[0].index].part, decision.part);
                assert_eq!(decisions[found[0].index].aide, decision.aide);
            }
        }
    }
}
