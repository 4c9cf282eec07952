//! Which tables and which rule a year is read by: its rank, how its share follows, the rules of its
//! amount and of its share.

use crate::atteinte::Mode;
use crate::dossier::OptionEtp;
use crate::explication::{Trace, lecture};
use crate::faits::Faits;
use crate::indicateur::Paire;
use crate::objectif::Objectif;
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{Nature, Parametre, SerieMontant, Tables};
use crate::vie::Vie;

/// VIE-1, Q-RECOND: the rank of a year in the tables; after a tacit renewal it goes on, or starts again.
pub(super) fn rang<T: Trace>(tables: &Tables, lectures: &Lectures, vie: &Vie, n: u8, trace: &mut T) -> u8 {
    let duree = tables.parametre(Parametre::DureeAns).value as u8;
    // A prorogation keeps the amounts of year 3 on (MON-5): there is nothing to read.
    if n <= duree || !vie.prorogations.is_empty() || lecture::<q::Recond>(lectures, trace) == q::Recond::Annee6Suite {
        n
    } else {
        (n - 1) % duree.max(1) + 1
    }
}

/// ATT-10, Q-AV7-PART, Q-RA23: which tables give the share of a year.
pub(super) fn mode<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    serie: SerieMontant,
    rang: u8,
    modulee: bool,
    trace: &mut T,
) -> Mode {
    let paliers = i64::from(rang) == tables.parametre(Parametre::PremiereAnneeModulee).value;
    match faits.regime {
        Regime::Convention2024 => Mode::Tables,
        Regime::ReglementArbitral2023 => {
            if modulee && lecture::<q::Ra23>(lectures, trace) == q::Ra23::Inconnu {
                Mode::Indetermine
            } else {
                Mode::Tables
            }
        }
        Regime::Avenant7 => {
            if modulee
                && serie == SerieMontant::Depuis
                && lecture::<q::Av7Part>(lectures, trace) == q::Av7Part::Convention2024
            {
                Mode::Tables
            } else {
                Mode::Taux { paliers }
            }
        }
    }
}

/// The rule that an explanation names for the amount of a year.
pub(super) fn regle_du_montant(faits: &Faits<'_>, serie: SerieMontant) -> &'static str {
    match (faits.option, faits.regime, serie) {
        (Some(OptionEtp::UnEtDemi | OptionEtp::Deux), ..) => "MON-4",
        (Some(OptionEtp::Tiers), ..) => "MON-3",
        (_, Regime::Avenant7 | Regime::ReglementArbitral2023, SerieMontant::Depuis) => "MON-2",
        _ => "MON-1",
    }
}

/// The rule that an explanation names for the share of a year.
pub(crate) fn regle_de_la_part(objectifs: &Paire<Option<Objectif>>, mode: Mode) -> &'static str {
    match mode {
        Mode::Taux { .. } => return "ATT-10",
        Mode::Prorata => return "MON-5",
        Mode::Tables | Mode::Indetermine => {}
    }
    let nature = |o: Option<Objectif>| o.map(|o| o.nature);
    match (nature(objectifs.pmt), nature(objectifs.pfa)) {
        (Some(Some(Nature::PalierP50)), _) | (_, Some(Some(Nature::PalierP50))) => "ATT-9",
        (Some(Some(a)), Some(Some(b))) if a != b => "ATT-7",
        (Some(Some(Nature::Augmentation)), Some(Some(_))) => "ATT-4",
        (Some(Some(Nature::Maintien)), Some(Some(_))) => "ATT-6",
        (None, Some(Some(Nature::Augmentation))) => "ATT-5",
        (None, Some(Some(Nature::Maintien))) => "ATT-8",
        _ => "ATT-13",
    }
}
