//! `montants.toml`: the maximum amounts (MON-1 to MON-4).

use super::reader::{Row, Sink, integer, missing};
use crate::dossier::OptionEtp;
use crate::money::Centimes;
use crate::regime::Regime;
use crate::tables::{LigneMontant, Montants, RegimeTable, SerieMontant};

const KEYS: &[&str] = &["serie", "ligne", "annee", "1/3", "0.5", "1", "1.5", "2", "regle", "source", "confiance"];

/// Highest amount, in euros: far above any aid, far below what 64 bits hold once multiplied by a share.
const MAX_EUROS: i64 = 10_000_000;

/// Reads the amounts.
pub(super) fn read<'a>(sink: &mut Sink<'a>, root: &Row<'a>) -> Montants {
    let mut montants = Montants::default();
    for row in root.rows(sink, "montant", KEYS) {
        one(sink, &row, &mut montants);
    }
    montants
}

fn one<'a>(sink: &mut Sink<'a>, row: &Row<'a>, montants: &mut Montants) {
    let serie = row.word(sink, "serie", SerieMontant::from_id, SerieMontant::IDS);
    let ligne = row.word(sink, "ligne", LigneMontant::from_id, LigneMontant::IDS);
    let annee = row.integer(sink, "annee", 1..=3);
    let from = row.provenance(sink, None);
    for option in OptionEtp::ALL {
        let Some(node) = row.find(option.id()) else { continue };
        let euros = integer(sink, row.file, node, 0..=MAX_EUROS);
        let (Some(serie), Some(ligne), Some(annee), Some(from), Some(euros)) = (serie, ligne, annee, from, euros)
        else {
            continue;
        };
        let slot = &mut montants[serie as usize][ligne as usize][annee as usize - 1][*option as usize];
        if slot.is_some() {
            let message = format!("le montant de {option} ETP est déjà écrit plus haut");
            sink.fault("entree-en-double", row.file, node, message, "gardez un seul des deux montants");
        } else {
            *slot = Some(sink.cell(row.file, node, &from, Centimes::from_euros(euros)));
        }
    }
}

/// Every amount that a contract of these regimes can reach has to be written: the options of a first
/// signature for every year, the later ones from the third (from the first at P95, where they are
/// printed so: Q-ETP95), and the same once revalued.
pub(super) fn check(sink: &mut Sink<'_>, file: &str, montants: &Montants, regimes: &[RegimeTable; Regime::ALL.len()]) {
    if !sink.clean(file) {
        return;
    }
    let mut told: Vec<(SerieMontant, LigneMontant, usize, OptionEtp)> = Vec::new();
    let mut expect = |serie: SerieMontant, ligne: LigneMontant, option: OptionEtp, first: usize| {
        for (rank, options) in montants[serie as usize][ligne as usize].iter().enumerate().skip(first) {
            let key = (serie, ligne, rank, option);
            if options[option as usize].is_none() && !told.contains(&key) {
                told.push(key);
            }
        }
    };
    for regime in regimes {
        for ligne in LigneMontant::ALL.iter().copied() {
            for option in regime.options.iter().copied() {
                expect(regime.montants, ligne, option, 0);
                if regime.revalorisation {
                    // No first year is revalued, and no 1/3 ETP contract is young enough for a second one.
                    expect(SerieMontant::Depuis, ligne, option, if option == OptionEtp::Tiers { 2 } else { 1 });
                }
            }
            for option in regime.options_ensuite.iter().copied() {
                let first = if ligne == LigneMontant::P95 { 0 } else { 2 };
                expect(regime.montants, ligne, option, first);
                if regime.revalorisation {
                    expect(SerieMontant::Depuis, ligne, option, first);
                }
            }
        }
    }
    for (serie, ligne, rank, option) in told {
        let annee = rank + 1;
        missing(
            sink,
            file,
            format_args!("le montant de {option} ETP, série « {serie} », ligne « {ligne} », année {annee}"),
            format!("ajoutez « \"{option}\" = … » à ce [[montant]], ou retirez l'option du régime"),
        );
    }
}
