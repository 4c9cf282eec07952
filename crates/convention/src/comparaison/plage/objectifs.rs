//! Which objectives the supposed results are measured by.

use crate::etude::{AnneeEtudiee, Chiffrage};
use crate::indicateur::{Indicateur, Paire};
use crate::money::Fraction;
use crate::objectif::Objectif;

/// The objectives of some years that follow each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ObjectifsEnVigueur {
    /// First contract year. `None`: no result decides anything; the objectives of the signature.
    pub annee: Option<u8>,
    /// `None`: no objective on that indicator.
    pub objectifs: Paire<Option<Objectif>>,
    /// Patients more a week that each asks. `None`: its target is not known, or it began after the signature.
    pub par_semaine: Paire<Option<Fraction>>,
}

/// Whether the share of a year depends on a result that no constat gives yet.
pub(super) fn ouverte(studied: &AnneeEtudiee) -> bool {
    let year = &studied.annee;
    let measured = |i: Indicateur| year.atteintes[i].is_some_and(|a| a.constat.is_some());
    year.mode.is_some() && Indicateur::ALL.into_iter().any(|i| year.objectifs[i].is_some() && !measured(i))
}

/// Those of the first year that no constat judges, then each time they become others.
pub(super) fn en_vigueur(base: &Chiffrage) -> Vec<ObjectifsEnVigueur> {
    let weekly = |objectifs: &Paire<Option<Objectif>>| {
        Paire::from_fn(|i| base.totaux.par_semaine[i].filter(|_| objectifs[i] == base.objectifs[i]))
    };
    let mut found: Vec<ObjectifsEnVigueur> = Vec::new();
    for studied in base.annees.iter().filter(|studied| ouverte(studied)) {
        let objectifs = studied.annee.objectifs;
        if found.last().is_none_or(|last| last.objectifs != objectifs) {
            let par_semaine = weekly(&objectifs);
            found.push(ObjectifsEnVigueur { annee: Some(studied.annee.annee), objectifs, par_semaine });
        }
    }
    if found.is_empty() {
        let (objectifs, par_semaine) = (base.objectifs, base.totaux.par_semaine);
        found.push(ObjectifsEnVigueur { annee: None, objectifs, par_semaine });
    }
    found
}
