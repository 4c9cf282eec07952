//! The second objective of a primo-installé: when it takes over from P50, and what is known of it
//! (OBJ-7, ATT-9).

use super::{Annee, Cadre, Donnees};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::{Indicateur, Paire};
use crate::objectif::{Objectif, OrigineObjectif};
use crate::tables::{Issue, Nature, Parametre, Tables};

/// OBJ-7: whether a primo-installé's second objective has taken over in year `n`.
pub(super) fn second_attendu(donnees: &Donnees<'_>, cadre: &Cadre, before: &[Annee], n: u8) -> bool {
    before.iter().any(palier_atteint) || apres_le_palier(donnees.tables, cadre, n)
}

/// ATT-9: P50 was reached in this year on every indicator: the second objective follows.
#[inline]
pub(super) fn palier_atteint(year: &Annee) -> bool {
    let reached = |i: Indicateur| {
        year.objectifs[i].is_none() || year.atteintes[i].is_some_and(|atteinte| atteinte.issue == Some(Issue::P50))
    };
    (year.objectifs.pmt.is_some() || year.objectifs.pfa.is_some()) && Indicateur::ALL.into_iter().all(reached)
}

/// OBJ-7: past the years that a primo-installé has to reach P50.
#[inline]
pub(super) fn apres_le_palier(tables: &Tables, cadre: &Cadre, n: u8) -> bool {
    let palier =
        [cadre.objectifs.pmt, cadre.objectifs.pfa].iter().flatten().any(|o| o.nature == Some(Nature::PalierP50));
    palier && i64::from(n) > tables.parametre(Parametre::PalierAns).value
}

/// ATT-9: the second objective, of which nothing is known without its avenant. A completion fills it.
pub(super) fn second_objectif(faits: &Faits<'_>, cadre: &Cadre) -> Paire<Option<Objectif>> {
    let unknown = Objectif {
        nature: None,
        depart: None,
        cible: None,
        tolerance: None,
        plancher: None,
        seuil_atteint: None,
        seuil_des_tables: None,
        origine: OrigineObjectif::Inconnu,
    };
    // Anything may be agreed: at best the maintien of nothing, at worst a gain beyond every count.
    let filled = faits.supposition.map_or(unknown, |supposition| {
        let (nature, depart, cible) = if supposition.favorable {
            (Nature::Maintien, 0, 0)
        } else {
            (Nature::Augmentation, PATIENTS_MAX, PATIENTS_MAX + 1)
        };
        Objectif {
            nature: Some(nature),
            depart: Some(depart),
            cible: Some(cible),
            plancher: Some(depart),
            seuil_atteint: Some(cible),
            seuil_des_tables: Some(cible),
            ..unknown
        }
    });
    Paire::from_fn(|i| cadre.objectifs[i].map(|_| filled))
}
