//! The maximum aid of a contract year (MON).

use crate::bande::{Bande, Bandes};
use crate::dossier::OptionEtp;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::faits::Faits;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::question::{Lectures, lecture as q};
use crate::tables::{LigneMontant, Parametre, SerieMontant, Tables};
use crate::versement::colonne;

/// MON-1: the bands that the amounts may be those of.
///
/// With two indicators in different bands, by the reading of Q-BANDE.
pub fn bandes_du_montant<T: Trace>(lectures: &Lectures, faits: &Faits<'_>, trace: &mut T) -> Bandes {
    let mut bandes = Bandes::EMPTY;
    trace.rule(Chemin::Bande, Regle::Mon1, |t| {
        for &i in faits.indicateurs() {
            crate::faits::lire_bandes(faits.bandes[i], i, t);
        }
        let (pmt, pfa) = (faits.bandes.pmt, faits.bandes.pfa);
        bandes = if !faits.specialite.deux_indicateurs {
            pfa
        } else if pmt == pfa && pmt.single().is_some() {
            pmt
        } else {
            match lecture::<q::Bande>(lectures, t) {
                q::Bande::PlusFavorable => pmt.plus_hautes(pfa),
                q::Bande::Pmt => pmt,
            }
        };
        bandes.single()
    });
    bandes
}

/// The rows of the table of amounts that a set of bands leads to, or `None` where a row is not known.
///
/// Q-SOUS-P30 makes a row unknown under one reading; Q-P94 leaves two, of which a completion takes
/// the higher in the doctor's favour.
pub fn ligne<T: Trace>(lectures: &Lectures, faits: &Faits<'_>, bandes: Bandes, trace: &mut T) -> Option<LigneMontant> {
    let mut found = None;
    for bande in bandes.iter() {
        let ligne = match bande {
            Bande::SousP30 => match lecture::<q::SousP30>(lectures, trace) {
                q::SousP30::LigneP30 => LigneMontant::P30P90,
                q::SousP30::Inconnu => return None,
            },
            Bande::P90P95 => match lecture::<q::P94>(lectures, trace) {
                q::P94::MoinsDeP95 => LigneMontant::P90P95,
                q::P94::Inconnu if faits.supposition?.favorable => LigneMontant::P95,
                q::P94::Inconnu => LigneMontant::P90P95,
            },
            other => LigneMontant::of(other)?,
        };
        if found.is_some_and(|f| f != ligne) {
            return None;
        }
        found = Some(ligne);
    }
    found
}

/// MON-2: whether the contract year that begins on `debut` has the amounts of convention-2024.
pub fn serie<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    debut: Jour,
    trace: &mut T,
) -> SerieMontant {
    let regime = tables.regime(faits.regime);
    if !regime.revalorisation {
        return regime.montants;
    }
    // The readings differ on a day or two around the entry: asked there alone.
    let [a, b, c] = [0, 1, 2].map(|index| tables.entrees[index].jour.value);
    let entree = if debut >= a.min(b).min(c) && debut <= a.max(b).max(c) {
        tables.entrees[lecture::<q::Entree>(lectures, trace) as usize]
    } else {
        tables.entrees[0]
    };
    trace.read("debut", debut, Origine::Dossier(Donnee::Champ("contrat.signature")));
    let entree_jour = cell("entree", entree.jour, trace);
    if debut > entree_jour || (debut == entree_jour && entree.anniversaire_compris) {
        SerieMontant::Depuis
    } else {
        regime.montants
    }
}

/// MON-1 to MON-4: the maximum aid of a year, by row, rank (1, 2, 3 and later) and option.
///
/// `None`: the row is not known, or no document prices this option that early in a contract.
#[cfg_attr(not(target_family = "wasm"), inline)]
pub fn montant<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    (serie, ligne, option): (SerieMontant, Option<LigneMontant>, Option<OptionEtp>),
    rang: u8,
    trace: &mut T,
) -> Option<Centimes> {
    trace.read("ligne", ligne, Origine::Figure(Chemin::Bande));
    trace.read("option", option, Origine::Dossier(Donnee::Champ("contrat.option")));
    trace.read("rang", rang, Origine::Dossier(Donnee::Champ("contrat.signature")));
    let (ligne, option) = (ligne?, option?);
    let plusieurs = matches!(option, OptionEtp::UnEtDemi | OptionEtp::Deux);
    let premiere = tables.parametre(Parametre::PremiereAnneePlusieursEtp);
    if plusieurs && trace.listens() {
        cell("premiere_annee", premiere, trace);
    }
    // Both at once: where the working time and the year are anyone's, a processor cannot guess either alone.
    if plusieurs & (i64::from(rang) < premiere.value)
        && (ligne != LigneMontant::P95 || lecture::<q::Etp95>(lectures, trace) == q::Etp95::Annee3)
    {
        return None;
    }
    let found = tables.montants[serie as usize][ligne as usize][colonne(rang)][option as usize]?;
    Some(cell("montant", found, trace))
}
