//! Objectives in words.

use convention::etude::Zone;
use convention::objectif::Objectif;
use convention::tables::{Issue, Nature, Parametre};

use crate::nombre::{effectifs, entier, gain};
use crate::vue::Vue;

const INCONNU: &str = "inconnu";

impl Vue<'_> {
    /// `augmentation`, `maintien (baisse ≤ 5 %)`.
    pub fn nature(&self, objectif: &Objectif) -> String {
        let Some(nature) = objectif.nature else { return INCONNU.to_owned() };
        let name = self.mot(nature.id());
        match objectif.tolerance {
            Some(t) if t.incluse => format!("{name} (baisse\u{a0}≤\u{a0}{}\u{a0}%)", t.num),
            Some(t) => format!("{name} (baisse\u{a0}<\u{a0}{}\u{a0}%)", t.num),
            None => name.to_owned(),
        }
    }

    /// `1 560 (+ 260)`.
    pub fn cible(&self, objectif: &Objectif) -> String {
        match (objectif.nature, objectif.cible, objectif.depart) {
            (_, None, _) => INCONNU.to_owned(),
            (Some(Nature::Maintien), Some(cible), _) => entier(i64::from(cible)),
            (_, Some(cible), None) => entier(i64::from(cible)),
            (_, Some(cible), Some(depart)) => {
                let more = gain(i64::from(cible) - i64::from(depart));
                format!("{} ({more})", entier(i64::from(cible)))
            }
        }
    }

    /// `1 547 (95 %)`: the count that is atteint, and why it is not the target.
    pub fn seuil_atteint(&self, objectif: &Objectif) -> String {
        let Some(seuil) = objectif.seuil_atteint else { return INCONNU.to_owned() };
        let count = entier(i64::from(seuil));
        let below = objectif.cible.is_some_and(|cible| seuil < cible);
        if below && objectif.nature == Some(Nature::Augmentation) {
            let rate = self.convention.tables.parametre(Parametre::AtteintePourCent).value;
            return format!("{count} ({rate}\u{a0}%)");
        }
        count
    }

    /// A count, or `inconnu`.
    pub fn effectif(&self, n: Option<u32>) -> String {
        n.map_or_else(|| INCONNU.to_owned(), |n| entier(i64::from(n)))
    }

    /// `de 1 300 à 1 546`; where a count is not known, the outcome in words.
    pub fn zone(&self, zone: &Zone) -> String {
        let highest = [Issue::Atteint, Issue::EnHausse, Issue::P50].contains(&zone.issue);
        match effectifs(zone.de, zone.a) {
            Some(counts) if highest || zone.a.is_some() => counts,
            Some(counts) if zone.de != Some(0) => format!("{counts}, {}", self.mot(zone.issue.id())),
            // From nothing up to a count that is not known: it says nothing.
            _ => self.mot(zone.issue.id()).to_owned(),
        }
    }
}
