//! Bounds of a group's figures where facts lack: quiet reruns, as for an individual contract. Each
//! working time that the cap allows, where none is asked for; and the rest at its two ends.

use super::annees::{self, AnneeCollective};
use super::faits::Faits;
use super::membres::MembreEtudie;
use super::objectif;
use super::plafond::Plafond;
use crate::dossier::Etp;
use crate::etude::{Chiffres, Enveloppe, Places};
use crate::explication::Quiet;
use crate::indicateur::Paire;

/// The working times of the completions.
pub(super) fn etp_possibles(faits: &Faits<'_>, plafond: Plafond) -> Vec<Etp> {
    match faits.etp {
        Some(etp) => vec![etp],
        None => (1..=plafond.max.min(Etp::MAX).en_demis().max(1)).map(Etp::demis).collect(),
    }
}

/// Runs a contract over its completions; `duree` years make the total.
pub(super) fn envelopper(
    faits: &Faits<'_>,
    membres: &[MembreEtudie],
    plafond: Plafond,
    duree: usize,
    quiet: &mut Quiet,
) -> Enveloppe {
    // Which run reaches a bound is nobody's question here.
    const RUN: u16 = 0;
    let mut found = Enveloppe::vide();
    for etp in etp_possibles(faits, plafond) {
        for favorable in [false, true] {
            let filled = Faits { etp: Some(etp), favorable: Some(favorable), ..*faits };
            let objectifs = Paire::from_fn(|i| objectif::objectif(&filled, i, filled.signature, quiet));
            let years = annees::annees(&filled, membres, &objectifs, quiet);
            found.add(years.iter().map(chiffres), duree, RUN);
        }
    }
    found
}

/// The figures of a group's year.
fn chiffres(annee: &AnneeCollective) -> Chiffres<'_> {
    let AnneeCollective { montant, part, aide, versements, atteintes, .. } = annee;
    Chiffres { montant: *montant, part: *part, aide: *aide, versements, atteintes }
}

/// ATT-13: gives to each unknown figure of a year the value that every completion agrees on, and bounds to the
/// others.
pub(super) fn regler(enveloppe: &Enveloppe, index: usize, annee: &mut AnneeCollective) {
    let AnneeCollective { montant, part, aide, versements, atteintes, .. } = annee;
    enveloppe.settle(index, Places { montant, part, aide, versements, atteintes });
    annee.bornes = chiffres(annee).ouverts().then(|| enveloppe.bornes(index));
}
