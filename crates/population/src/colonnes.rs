//! The columns: one table, of which the schema and the arrays are made.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int32Array, StringArray};
use arrow_schema::{ArrowError, DataType};
use convention::bande::Bande;
use convention::dossier::{Coordination, ObjectifSaisi, OptionEtp, Secteur, Zone};
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::money::Centimes;

use crate::ligne::Ligne;

/// A column: its name, and what it takes of a row.
pub(crate) struct Colonne {
    pub(crate) nom: &'static str,
    lire: Lire,
}

/// What a column takes of a row, by type.
enum Lire {
    Texte(for<'a> fn(&'a Ligne<'_>) -> Option<&'a str>),
    Jour(fn(&Ligne<'_>) -> Option<Jour>),
    Patients(fn(&Ligne<'_>) -> Option<u32>),
    Oui(fn(&Ligne<'_>) -> Option<bool>),
    Euros(fn(&Ligne<'_>) -> Option<Centimes>),
}

/// Digits of an amount, and how many of them are decimals.
const EUROS: (u8, i8) = (10, 2);

/// Liberal tenths of a mixed practice.
const DIXIEMES: [&str; 11] = ["0/10", "1/10", "2/10", "3/10", "4/10", "5/10", "6/10", "7/10", "8/10", "9/10", "10/10"];

/// Every column but the reference, which comes first, and the constats, which come last.
pub(crate) static COLONNES: &[Colonne] = &[
    colonne("medecin_specialite", Lire::Texte(|l| Some(l.medecin.specialite))),
    colonne("medecin_secteur", Lire::Texte(|l| l.medecin.secteur.map(Secteur::id))),
    colonne("medecin_naissance", Lire::Jour(|l| Some(l.medecin.naissance))),
    colonne("medecin_installation", Lire::Jour(|l| Some(l.medecin.installation))),
    colonne("medecin_zone", Lire::Texte(|l| l.medecin.zone.map(Zone::id))),
    colonne(
        "medecin_honoraires_cliniques_euros",
        Lire::Euros(|l| l.medecin.honoraires.map(|(cliniques, _)| cliniques)),
    ),
    colonne("medecin_honoraires_sans_depassement_euros", Lire::Euros(|l| l.medecin.honoraires.map(|(_, total)| total))),
    colonne("medecin_rqth", Lire::Oui(|l| Some(l.medecin.rqth))),
    colonne("medecin_ald", Lire::Oui(|l| Some(l.medecin.ald))),
    colonne("medecin_activite_mixte", Lire::Oui(|l| Some(l.medecin.dixiemes_liberaux.is_some()))),
    colonne(
        "medecin_temps_liberal",
        Lire::Texte(|l| l.medecin.dixiemes_liberaux.and_then(|n| DIXIEMES.get(usize::from(n)).copied())),
    ),
    colonne("medecin_remplacant", Lire::Oui(|l| Some(l.medecin.remplacant))),
    colonne("medecin_exercice_regroupe", Lire::Oui(|l| l.medecin.exercice.map(|(regroupe, _)| regroupe))),
    colonne(
        "medecin_exercice_coordonne",
        Lire::Texte(|l| l.medecin.exercice.and_then(|(_, coordonne)| coordonne).map(Coordination::id)),
    ),
    colonne("patientele_pmt", Lire::Patients(|l| tous(l.avenant_7, l.depart.pmt))),
    colonne("patientele_pmt_adultes", Lire::Patients(|l| adultes(l.avenant_7, l.depart.pmt))),
    colonne("patientele_pfa", Lire::Patients(|l| l.depart.pfa)),
    colonne("patientele_bandes_pmt", Lire::Texte(|l| tous(l.avenant_7, l.bandes.pmt).map(Bande::id))),
    colonne("patientele_bandes_pmt_adultes", Lire::Texte(|l| adultes(l.avenant_7, l.bandes.pmt).map(Bande::id))),
    colonne("patientele_bandes_pfa", Lire::Texte(|l| l.bandes.pfa.map(Bande::id))),
    colonne("contrat_signature", Lire::Jour(|l| Some(l.contrat.signature))),
    colonne("contrat_option", Lire::Texte(|l| l.contrat.option.map(OptionEtp::id))),
    colonne("contrat_justificatifs", Lire::Jour(|l| l.contrat.justificatifs)),
    colonne("contrat_objectif_pmt_cible", Lire::Patients(|l| cible(tous(l.avenant_7, l.contrat.objectif.pmt)))),
    colonne("contrat_objectif_pmt_gain", Lire::Patients(|l| gain(tous(l.avenant_7, l.contrat.objectif.pmt)))),
    colonne("contrat_objectif_pmt_maintien", Lire::Oui(|l| maintien(tous(l.avenant_7, l.contrat.objectif.pmt)))),
    colonne(
        "contrat_objectif_pmt_adultes_cible",
        Lire::Patients(|l| cible(adultes(l.avenant_7, l.contrat.objectif.pmt))),
    ),
    colonne(
        "contrat_objectif_pmt_adultes_gain",
        Lire::Patients(|l| gain(adultes(l.avenant_7, l.contrat.objectif.pmt))),
    ),
    colonne(
        "contrat_objectif_pmt_adultes_maintien",
        Lire::Oui(|l| maintien(adultes(l.avenant_7, l.contrat.objectif.pmt))),
    ),
    colonne("contrat_objectif_pfa_cible", Lire::Patients(|l| cible(l.contrat.objectif.pfa))),
    colonne("contrat_objectif_pfa_gain", Lire::Patients(|l| gain(l.contrat.objectif.pfa))),
    colonne("contrat_objectif_pfa_maintien", Lire::Oui(|l| maintien(l.contrat.objectif.pfa))),
];

const fn colonne(nom: &'static str, lire: Lire) -> Colonne {
    Colonne { nom, lire }
}

/// What stands under `pmt`.
fn tous<T>(avenant_7: bool, pmt: Option<T>) -> Option<T> {
    pmt.filter(|_| !avenant_7)
}

/// What stands under `pmt_adultes`.
fn adultes<T>(avenant_7: bool, pmt: Option<T>) -> Option<T> {
    pmt.filter(|_| avenant_7)
}

/// The three counts of a constat, each under its name: `pmt`, `pmt_adultes`, `pfa`.
pub(crate) fn comptes(avenant_7: bool, effectif: Paire<Option<u32>>) -> [Option<i32>; 3] {
    [tous(avenant_7, effectif.pmt), adultes(avenant_7, effectif.pmt), effectif.pfa].map(|n| n.map(patients))
}

fn cible(objectif: Option<ObjectifSaisi>) -> Option<u32> {
    match objectif? {
        ObjectifSaisi::Cible(cible) => Some(cible),
        _ => None,
    }
}

fn gain(objectif: Option<ObjectifSaisi>) -> Option<u32> {
    match objectif? {
        ObjectifSaisi::Gain(gain) => Some(gain),
        _ => None,
    }
}

fn maintien(objectif: Option<ObjectifSaisi>) -> Option<bool> {
    (objectif? == ObjectifSaisi::Maintien).then_some(true)
}

/// A dossier has 100 000 patients at most.
fn patients(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

impl Colonne {
    pub(crate) fn genre(&self) -> DataType {
        match self.lire {
            Lire::Texte(_) => DataType::Utf8,
            Lire::Jour(_) => DataType::Date32,
            Lire::Patients(_) => DataType::Int32,
            Lire::Oui(_) => DataType::Boolean,
            Lire::Euros(_) => DataType::Decimal128(EUROS.0, EUROS.1),
        }
    }

    pub(crate) fn remplir(&self, lignes: &[Ligne<'_>]) -> Result<ArrayRef, ArrowError> {
        let lignes = lignes.iter();
        Ok(match self.lire {
            Lire::Texte(lire) => Arc::new(lignes.map(lire).collect::<StringArray>()),
            Lire::Jour(lire) => Arc::new(lignes.map(|l| lire(l).map(|jour| jour.0)).collect::<Date32Array>()),
            Lire::Patients(lire) => Arc::new(lignes.map(|l| lire(l).map(patients)).collect::<Int32Array>()),
            Lire::Oui(lire) => Arc::new(lignes.map(lire).collect::<BooleanArray>()),
            Lire::Euros(lire) => {
                let centimes = lignes.map(|l| lire(l).map(|euros| i128::from(euros.0)));
                Arc::new(centimes.collect::<Decimal128Array>().with_precision_and_scale(EUROS.0, EUROS.1)?)
            }
        })
    }
}
