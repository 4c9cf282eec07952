//! The payments of one year, under way.

use super::Attendue;
use crate::money::Centimes;
use crate::tables::NatureVersement;
use crate::versement::{VERSEMENTS_MAX, Versement};

/// The payments of one year, under way.
pub(in crate::contrat) struct Lignes {
    pub(super) paid: [Option<Versement>; VERSEMENTS_MAX],
    pub(super) count: usize,
}

impl Lignes {
    /// No payment yet.
    pub(super) fn vides() -> Lignes {
        Lignes { paid: Default::default(), count: 0 }
    }

    /// Adds a payment. Past the last place, what is left joins the last one: the sum stays the aid.
    pub(in crate::contrat) fn push(&mut self, versement: Versement) -> bool {
        match self.paid.get_mut(self.count) {
            Some(slot) => {
                *slot = Some(versement);
                self.count += 1;
                true
            }
            None => {
                if let Some(Some(last)) = self.paid.last_mut() {
                    last.montant = last.montant.zip(versement.montant).map(|(a, b)| a + b);
                }
                false
            }
        }
    }

    /// The payments that every year has.
    pub(in crate::contrat) fn payes(&self) -> impl Iterator<Item = &Versement> {
        self.paid.iter().flatten().filter(|v| v.cause.is_none())
    }

    /// Puts the lines of a completion at the places where every run has them; what it has not is nothing.
    pub(super) fn ranger(&mut self, attendues: &[Attendue]) {
        let (regular, mut others): (Vec<Versement>, Vec<Versement>) =
            self.paid.iter().flatten().partition(|v| v.cause.is_none());
        let Some(model) = regular.first().or(others.first()).copied() else { return };
        let mut ranged = regular;
        for (cause, date_limite) in attendues {
            let found = others.iter().position(|v| v.cause == Some(*cause) && v.date_limite == *date_limite);
            ranged.push(match found {
                Some(at) => others.remove(at),
                None => Versement {
                    nature: NatureVersement::Solde,
                    montant: Some(Centimes::ZERO),
                    date_limite: *date_limite,
                    cause: Some(*cause),
                    su: None,
                    ..model
                },
            });
        }
        ranged.extend(others);
        *self = Lignes::vides();
        for line in ranged {
            self.push(line);
        }
    }

    pub(super) fn derniere(&mut self) -> Option<&mut Versement> {
        self.paid.get_mut(self.count.saturating_sub(1))?.as_mut()
    }

    pub(in crate::contrat) fn total(&self) -> Option<Centimes> {
        self.paid.iter().flatten().map(|v| v.montant).sum()
    }

    pub(in crate::contrat) fn acompte(&self) -> Option<&Versement> {
        self.paid.iter().flatten().find(|v| v.nature == NatureVersement::Acompte)
    }
}
