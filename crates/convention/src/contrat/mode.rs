//! Which tables and which rule a year is read by: its rank, how its share follows, the rules of its
//! amount and of its share.

use crate::atteinte::Mode;
use crate::dossier::OptionEtp;
use crate::explication::{Regle, Trace, lecture};
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
pub(super) fn regle_du_montant(faits: &Faits<'_>, serie: SerieMontant) -> Regle {
    match (faits.option, faits.regime, serie) {
        (Some(OptionEtp::UnEtDemi | OptionEtp::Deux), ..) => Regle::Mon4,
        (Some(OptionEtp::Tiers), ..) => Regle::Mon3,
        (_, Regime::Avenant7 | Regime::ReglementArbitral2023, SerieMontant::Depuis) => Regle::Mon2,
        _ => Regle::Mon1,
    }
}

/// The rule that an explanation names for the share of a year.
pub(crate) fn regle_de_la_part(objectifs: &Paire<Option<Objectif>>, mode: Mode) -> Regle {
    match mode {
        Mode::Taux { .. } => return Regle::Att10,
        Mode::Prorata => return Regle::Mon5,
        Mode::Tables | Mode::Indetermine => {}
    }
    let nature = |o: &Option<Objectif>| o.as_ref().map(|o| o.nature);
    match (nature(&objectifs.pmt), nature(&objectifs.pfa)) {
        (Some(Some(Nature::PalierP50)), _) | (_, Some(Some(Nature::PalierP50))) => Regle::Att9,
        (Some(Some(a)), Some(Some(b))) if a != b => Regle::Att7,
        (Some(Some(Nature::Augmentation)), Some(Some(_))) => Regle::Att4,
        (Some(Some(Nature::Maintien)), Some(Some(_))) => Regle::Att6,
        (None, Some(Some(Nature::Augmentation))) => Regle::Att5,
        (None, Some(Some(Nature::Maintien))) => Regle::Att8,
        _ => Regle::Att13,
    }
}
