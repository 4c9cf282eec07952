//! What is still to give back to the caisse, all payments together (PAI-5).

use super::Rapprochement;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::versement::Versement;

/// The sum, never below zero. Where sums received are noted, what was given back is known and is left out;
/// else what was to give back before the day of study is taken as given back.
pub(crate) fn a_rendre<'a>(
    versements: impl Iterator<Item = &'a Versement>,
    rapprochement: Option<&Rapprochement>,
    au: Jour,
) -> Centimes {
    let negative = |sum: &Centimes| *sum < Centimes::ZERO;
    let owed: Centimes = match rapprochement {
        Some(rapprochement) => rapprochement.versements.iter().filter_map(|v| v.manque).filter(negative).sum(),
        None => {
            let to_come = versements.filter(|v| v.date_limite.is_none_or(|limit| limit >= au));
            to_come.filter_map(|v| v.montant).filter(negative).sum()
        }
    };
    Centimes::ZERO - owed
}
