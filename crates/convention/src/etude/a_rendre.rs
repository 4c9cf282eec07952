//! What is still to give back to the caisse, all payments together (PAI-5).

use super::Rapprochement;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::versement::Versement;

/// The sum, never below zero. Where sums received are noted, what was given back is known and is left out;
/// else what was due before the day of study is taken as paid and as given back.
///
/// What a year takes back is first what it has not paid: its lines add up to one aid.
pub(crate) fn a_rendre<'a>(
    versements: impl Iterator<Item = &'a Versement>,
    rapprochement: Option<&Rapprochement>,
    au: Jour,
) -> Centimes {
    let mut comptes = Comptes::default();
    match rapprochement {
        Some(rapprochement) => {
            for suivi in &rapprochement.versements {
                let Some(manque) = suivi.manque else { continue };
                // More than was due came: that is to give back, whatever else is to come.
                if suivi.du.montant.is_some_and(|m| m > Centimes::ZERO) && manque < Centimes::ZERO {
                    comptes.trop_percu = comptes.trop_percu - manque;
                } else {
                    comptes.ajouter(suivi.annee, manque);
                }
            }
        }
        None => {
            for versement in versements.filter(|v| v.date_limite.is_none_or(|limit| limit >= au)) {
                comptes.ajouter(versement.annee, versement.montant.unwrap_or_default());
            }
        }
    }
    comptes.total()
}

/// What is still to pay and to give back of each year.
#[derive(Default)]
struct Comptes {
    annees: Vec<(u8, Centimes)>,
    trop_percu: Centimes,
}

impl Comptes {
    fn ajouter(&mut self, annee: u8, montant: Centimes) {
        match self.annees.iter_mut().find(|(n, _)| *n == annee) {
            Some((_, reste)) => *reste = *reste + montant,
            None => self.annees.push((annee, montant)),
        }
    }

    fn total(&self) -> Centimes {
        let owed: Centimes = self.annees.iter().map(|(_, reste)| *reste).filter(|r| *r < Centimes::ZERO).sum();
        self.trop_percu - owed
    }
}
