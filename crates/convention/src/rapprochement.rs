//! What was received beside what is due (RAP-1): which payment each sum pays, and where that leaves it.
//!
//! No text says which sum pays what. The order is this one, and nothing else decides:
//!
//! 1. a sum equal to one payment whose right has arisen pays it, the earliest last day first;
//! 2. where nothing is owed, a sum equal to a payment whose right arises next pays it in advance, by no
//!    more days than the shortest time that a payment of this contract leaves to the caisse;
//! 3. a sum equal to two payments, or to three and more that follow each other, pays them together; one
//!    of them may be money to give back that the caisse kept;
//! 4. what is left pays, in the order of dates, the payments whose right has arisen, as far as it goes;
//!    one of unknown amount takes what its bounds allow;
//! 5. what is left of a sum that paid something is paid in excess on the last payment; a sum given
//!    back takes such an excess away; any other is unexplained.
//!
//! What is to give back of a year is first set off against what is still owed of the same year: its lines
//! add up to one aid, so a line that takes back what never came asks nothing of the doctor. This is done
//! before 2 and 4 for each sum, with the lines that had arisen on its day, and last on the day of study: a
//! sum that is equal to what is due still pays it (1 and 3), one that came before the line to give back was
//! received. From one year to another nothing is set off: no text says that the caisse keeps it.
//!
//! Sums go by date, then by amount: the order of the file says nothing.

mod apparier;
mod compenser;

pub use apparier::{Appariement, Apport, apparier};
pub use compenser::Compensation;

use crate::id::ids;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::vie::calendrier::jours;

/// A payment of the étude, as far as matching needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Du {
    /// Contract year: its lines add up to one aid.
    pub annee: u8,
    /// Cents; negative to give back. `None`: not known.
    pub montant: Option<Centimes>,
    /// Between what an unknown amount lies, where anything bounds it.
    pub bornes: Option<(Centimes, Centimes)>,
    /// Last day. `None`: no delay is known, it is never late.
    pub date_limite: Option<Jour>,
    /// Day on which the right to it arises.
    pub exigible: Jour,
}

/// A sum that counts on the day of study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recu {
    /// Its index in the dossier.
    pub encaissement: u16,
    /// Day on the bank statement.
    pub date: Jour,
    /// Cents; negative where the doctor gave back.
    pub montant: Centimes,
}

ids! {
    /// Where a payment stands.
    pub enum EtatVersement {
        /// The right to it has not arisen, and nothing came.
        AVenir "a-venir",
        /// It may come until its last day; without one, it is never late.
        Attendu "attendu",
        /// It came whole.
        Recu "recu",
        /// It came in part.
        Partiel "partiel",
        /// Nothing came, and its last day has passed.
        EnRetard "en-retard",
        /// More came than is due.
        TropPercu "trop-percu",
        /// Money to give back, not given back or not wholly.
        ARendre "a-rendre",
        /// Money to give back, given back or kept by the caisse on another payment.
        Rendu "rendu",
        /// Nothing came and nothing is to come: it is wholly set off against another line of its year.
        Compense "compense",
        /// What is due is not known.
        Inconnu "inconnu",
    }
}

impl Du {
    /// What is missing after `recu`: below zero, what the doctor owes. `None`: what is due is not known.
    pub fn manque(&self, recu: Centimes) -> Option<Centimes> {
        self.montant.map(|montant| montant - recu)
    }

    /// Where it stands on the day of study, after `recu` and what of it is set off.
    pub fn etat(&self, recu: Centimes, compense: Centimes, au: Jour) -> EtatVersement {
        let untouched = recu == Centimes::ZERO;
        let to_come = untouched && self.exigible > au;
        let Some((montant, manque)) = self.montant.zip(self.manque(recu + compense)) else {
            return if to_come { EtatVersement::AVenir } else { EtatVersement::Inconnu };
        };
        if to_come {
            return EtatVersement::AVenir;
        }
        if untouched && compense != Centimes::ZERO && manque == Centimes::ZERO {
            return EtatVersement::Compense;
        }
        if montant < Centimes::ZERO {
            return if manque == Centimes::ZERO { EtatVersement::Rendu } else { EtatVersement::ARendre };
        }
        if manque < Centimes::ZERO {
            EtatVersement::TropPercu
        } else if manque == Centimes::ZERO {
            EtatVersement::Recu
        } else if !untouched {
            EtatVersement::Partiel
        } else if self.date_limite.is_some_and(|date| date < au) {
            EtatVersement::EnRetard
        } else {
            EtatVersement::Attendu
        }
    }

    /// Days past its last day: until `solde_le`, the day on which it was settled, else until the day of
    /// study. `None`: no last day is known, or the amount is not.
    pub fn jours_de_retard(&self, solde_le: Option<Jour>, au: Jour) -> Option<i64> {
        let limite = self.date_limite.filter(|_| self.montant.is_some())?;
        let until = if self.exigible > au { limite } else { solde_le.unwrap_or(au) };
        Some(jours(limite, until).max(0))
    }
}
