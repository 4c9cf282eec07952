//! Bounds of a group's figures where facts lack: quiet reruns, as for an individual contract. Each
//! working time that the cap allows, where none is asked for; and the rest at its two ends.

use super::annees::{self, AnneeCollective};
use super::faits::Faits;
use super::membres::MembreEtudie;
use super::objectif;
use super::plafond::Plafond;
use crate::dossier::Etp;
use crate::etude::{Bornes, Envelope, Plage};
use crate::explication::Quiet;
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
use crate::tables::{Issue, NatureVersement};
use crate::versement::VERSEMENTS_MAX;

/// The envelope of one year.
#[derive(Clone, Copy)]
struct Annee {
    montant: Envelope<Centimes>,
    part: Envelope<Fraction>,
    aide: Envelope<Centimes>,
    versements: [Envelope<Centimes>; VERSEMENTS_MAX],
    natures: [Envelope<NatureVersement>; VERSEMENTS_MAX],
    issues: Paire<Envelope<Issue>>,
    taux: Paire<Envelope<Fraction>>,
}

const VIDE: Annee = Annee {
    montant: Envelope::Empty,
    part: Envelope::Empty,
    aide: Envelope::Empty,
    versements: [Envelope::Empty; VERSEMENTS_MAX],
    natures: [Envelope::Empty; VERSEMENTS_MAX],
    issues: Paire { pmt: Envelope::Empty, pfa: Envelope::Empty },
    taux: Paire { pmt: Envelope::Empty, pfa: Envelope::Empty },
};

/// The envelope of a contract.
pub(super) struct Enveloppe {
    annees: Vec<Annee>,
    total: Envelope<Centimes>,
}

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
    let mut found = Enveloppe { annees: Vec::new(), total: Envelope::Empty };
    for etp in etp_possibles(faits, plafond) {
        for favorable in [false, true] {
            let filled = Faits { etp: Some(etp), favorable: Some(favorable), ..*faits };
            let objectifs = Paire::from_fn(|i| objectif::objectif(&filled, i, filled.signature, quiet));
            found.add(&annees::annees(&filled, membres, &objectifs, quiet), duree);
        }
    }
    found
}

impl Enveloppe {
    fn add(&mut self, years: &[AnneeCollective], duree: usize) {
        // Which run reaches a bound is nobody's question here.
        const RUN: u16 = 0;
        self.annees.resize(years.len(), VIDE);
        for (envelope, year) in self.annees.iter_mut().zip(years) {
            envelope.montant.add(year.montant, RUN);
            envelope.part.add(year.part, RUN);
            envelope.aide.add(year.aide, RUN);
            for (slot, versement) in year.versements.iter().enumerate() {
                if let Some(versement) = versement {
                    envelope.versements[slot].add(versement.montant, RUN);
                    envelope.natures[slot].add(Some(versement.nature), RUN);
                }
            }
            for i in Indicateur::ALL {
                envelope.issues[i].add(year.atteintes[i].and_then(|a| a.issue), RUN);
                envelope.taux[i].add(year.atteintes[i].and_then(|a| a.taux), RUN);
            }
        }
        self.total.add(years.iter().take(duree).map(|year| year.aide).sum(), RUN);
    }

    /// The bounds of the sum of the first years.
    pub(super) fn total(&self) -> Option<Plage<Centimes>> {
        self.total.plage()
    }

    /// ATT-13: gives to each unknown figure of a year the value that every completion agrees on, and
    /// bounds to the others.
    pub(super) fn settle(&self, index: usize, year: &mut AnneeCollective) {
        let Some(envelope) = self.annees.get(index) else { return };
        year.montant = year.montant.or(envelope.montant.settled());
        year.part = year.part.or(envelope.part.settled());
        year.aide = year.aide.or(envelope.aide.settled());
        for (slot, versement) in year.versements.iter_mut().enumerate() {
            if let Some(versement) = versement
                && versement.montant.is_none()
                && let Some(montant) = envelope.versements[slot].settled()
            {
                versement.montant = Some(montant);
                versement.nature = envelope.natures[slot].settled().unwrap_or(versement.nature);
            }
        }
        for i in Indicateur::ALL {
            if let Some(atteinte) = &mut year.atteintes[i] {
                atteinte.issue = atteinte.issue.or(envelope.issues[i].settled());
                atteinte.taux = atteinte.taux.or(envelope.taux[i].settled());
            }
        }
        let open = year.montant.is_none()
            || year.part.is_none()
            || year.aide.is_none()
            || year.versements.iter().flatten().any(|v| v.montant.is_none());
        year.bornes = open.then(|| Bornes {
            montant: envelope.montant.plage(),
            part: envelope.part.plage(),
            aide: envelope.aide.plage(),
            versements: envelope.versements.map(Envelope::plage),
        });
    }
}
