//! What the rules of a group read; a hole is `None`, and a completion fills it.

use super::membres::MembreEtudie;
use crate::dossier::{Constat, DossierCollectif, Etp, Membre};
use crate::eligibilite::Etat;
use crate::explication::{Chemin, Donnee, Origine, Trace};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::question::Lectures;
use crate::tables::Tables;

/// The facts of one run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Faits<'a> {
    /// The rules.
    pub(super) tables: &'a Tables,
    /// The readings.
    pub(super) lectures: &'a Lectures,
    /// The dossier.
    pub(super) dossier: &'a DossierCollectif,
    /// Day of signature; the day of study where unsigned.
    pub(super) signature: Jour,
    /// Whether the contract was signed before the day of study.
    pub(super) deja_signe: bool,
    /// Day of study.
    pub(super) au: Jour,
    /// Constats that are known, the others without figures.
    pub(super) constats: &'a [Constat],
    /// Totals supposed where a modulated year has no constat.
    pub(super) si: Paire<Option<u32>>,
    /// Working time.
    pub(super) etp: Option<Etp>,
    /// The doctors once their own rules are answered; none before.
    pub(super) membres: &'a [MembreEtudie],
    /// Of a completion: whether what is missing is filled in the group's favour.
    pub(super) favorable: Option<bool>,
}

impl<'a> Faits<'a> {
    /// COL-8: first day of a member in the group.
    pub(super) fn adhesion(&self, membre: &Membre) -> Jour {
        membre.adhesion.unwrap_or(self.signature)
    }

    /// Where the signature comes from: the dossier, or the day of study.
    pub(super) fn origine_de_la_signature(&self) -> Origine {
        match self.dossier.contrat.signature {
            Some(_) => Origine::Dossier(Donnee::Champ("contrat.signature")),
            None => Origine::Au,
        }
    }

    /// COL-8: the members whom the dossier puts in the group on a day, each with its index.
    pub(super) fn annonces(&self, jour: Jour) -> impl Iterator<Item = (u8, &'a Membre)> {
        let signature = self.signature;
        let present =
            move |m: &Membre| m.adhesion.unwrap_or(signature) <= jour && m.sortie.is_none_or(|sortie| sortie > jour);
        (0..).zip(&self.dossier.membres).filter(move |(_, membre)| present(membre))
    }

    /// COL-1: those of them who adhere. Mean, cap and totals are of adhering doctors alone.
    pub(super) fn presents(&self, jour: Jour) -> impl Iterator<Item = (u8, &'a Membre)> {
        let membres = self.membres;
        self.annonces(jour).filter(move |(index, _)| membres.get(usize::from(*index)).is_none_or(|m| m.compte))
    }

    /// Tells a listener why some members of a day do not count: the rule that each fails.
    pub(super) fn lire_ecartes<T: Trace>(&self, jour: Jour, t: &mut T) {
        for (index, _) in self.annonces(jour) {
            let Some(membre) = self.membres.get(usize::from(index)).filter(|m| !m.compte) else { continue };
            for (slot, motif) in (0..).zip(&membre.motifs).filter(|(_, motif)| motif.etat == Etat::Echoue) {
                t.read(motif.regle, motif.etat, Origine::Figure(Chemin::MotifDeMembre(index, slot)));
            }
        }
    }

    /// Whether the members of a day are not those of the signature.
    pub(super) fn membres_changes(&self, jour: Jour) -> bool {
        !self.presents(jour).map(|(index, _)| index).eq(self.presents(self.signature).map(|(index, _)| index))
    }
}
