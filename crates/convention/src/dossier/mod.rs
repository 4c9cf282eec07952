//! What is known of one case, typed. Absent = unknown, save the flags of the doctor that are `bool`.
//!
//! The names are the vocabulary's; the field table in `fields` says them for files.

mod canonical;
mod collectif;
pub mod evenement;
mod exemple;
pub mod fields;
mod parse;
pub mod pertinence;
pub mod requete;
mod schema;
mod toml;

pub use collectif::{
    CollectifPrecedent, ContratCollectif, ContratIndividuel, DossierCollectif, Etp, Forme, MEMBRES_MAX, Membre,
    Structure,
};
pub use evenement::{Encaissement, Evenement, Fait, TypeEvenement};
pub use exemple::{exemple, exemple_collectif};
pub use parse::{lire, lire_dans, lire_lu, parse};
pub use schema::schema;
pub use toml::toml_de;

use crate::bande::Bandes;
use crate::id::ids;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::Lectures;
use crate::regime::Regime;

/// A dossier of either kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Cas {
    /// A doctor and an individual contract.
    Individuel(Box<Dossier>),
    /// A group and its collective aid.
    Collectif(DossierCollectif),
}

impl Cas {
    /// The caller's own key.
    pub fn reference(&self) -> Option<&str> {
        match self {
            Cas::Individuel(dossier) => dossier.reference.as_deref(),
            Cas::Collectif(dossier) => dossier.reference.as_deref(),
        }
    }

    /// The dossier as JSON: [`Dossier::canonical`], [`DossierCollectif::canonical`].
    pub fn canonical(&self) -> serde_json::Value {
        match self {
            Cas::Individuel(dossier) => dossier.canonical(),
            Cas::Collectif(dossier) => dossier.canonical(),
        }
    }

    /// The same dossier, which says that no minimum is asked, and not whether RQTH or ALD is why: what leaves
    /// the reader's own computer. No figure is another.
    #[must_use]
    pub fn sans_motif_de_sante(mut self) -> Cas {
        if let Cas::Individuel(dossier) = &mut self {
            let medecin = &mut dossier.medecin;
            medecin.sans_seuil_minimal = medecin.dispense().is_some();
            (medecin.rqth, medecin.ald) = (false, false);
        }
        self
    }
}

/// A case: a doctor, a starting patientèle, a contract signed or to be signed, what was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The caller's own key.
    pub reference: Option<String>,
    /// The doctor.
    pub medecin: Medecin,
    /// The starting patientèle.
    pub patientele: Patientele,
    /// The contract.
    pub contrat: Contrat,
    /// The assistant and the employer.
    pub assistant: Assistant,
    /// What was measured since, by date, no two of one date.
    pub constats: Vec<Constat>,
    /// The events of the contract's life, in the order in which they fold.
    pub evenements: Vec<Evenement>,
    /// The money received, by date.
    pub encaissements: Vec<Encaissement>,
    /// The readings of the open questions.
    pub lectures: Lectures,
    /// The regime of the signature date, or of the day of study where unsigned. Decides whether the
    /// PMT is written `pmt` or `pmt_adultes`.
    pub regime: Regime,
}

/// The doctor.
#[derive(Debug, Clone, PartialEq)]
pub struct Medecin {
    /// A code of the thresholds table or a name without threshold: an id of the rule files.
    pub specialite: String,
    /// Secteur conventionnel.
    pub secteur: Option<Secteur>,
    /// Birth.
    pub naissance: Option<Jour>,
    /// First installation in the département.
    pub installation: Option<Jour>,
    /// Zone of the practice.
    pub zone: Option<Zone>,
    /// Clinical fees of the 12 months before signature (ELI-2).
    pub honoraires_cliniques: Option<Centimes>,
    /// Total fees without dépassement of the same months (ELI-2).
    pub honoraires_sans_depassement: Option<Centimes>,
    /// Recognised as a disabled worker.
    pub rqth: bool,
    /// Long-term illness.
    pub ald: bool,
    /// One of the two above, without saying which: no minimum is asked (ELI-6).
    pub sans_seuil_minimal: bool,
    /// Liberal and salaried practice together.
    pub activite_mixte: bool,
    /// Share of a full activity that is liberal, above 0 and at most 1.
    pub temps_liberal: Option<Fraction>,
    /// Replacement doctor.
    pub remplacant: bool,
    /// avenant-7: practice of two doctors or more, or multi-site structure.
    pub exercice_regroupe: Option<bool>,
    /// avenant-7: coordinated practice.
    pub exercice_coordonne: Option<Coordination>,
}

impl Medecin {
    /// ELI-6: the field that waives the minimum; `None` where none does.
    pub const fn dispense(&self) -> Option<&'static str> {
        if self.rqth {
            Some("medecin.rqth")
        } else if self.ald {
            Some("medecin.ald")
        } else if self.sans_seuil_minimal {
            Some("medecin.sans_seuil_minimal")
        } else {
            None
        }
    }
}

ids! {
    /// Secteur conventionnel.
    pub enum Secteur {
        /// Secteur 1.
        Un "1",
        /// Secteur 2 without OPTAM.
        Deux "2",
        /// Secteur 2, OPTAM.
        DeuxOptam "2-optam",
        /// Secteur 2, OPTAM-ACO (OPTAM-CO before 2024).
        DeuxOptamAco "2-optam-aco",
        /// Secteur 3.
        Trois "3",
        /// Not conventionné.
        NonConventionne "non-conventionne",
    }
}

ids! {
    /// Zone of the practice.
    pub enum Zone {
        /// Zone d'intervention prioritaire.
        Zip "zip",
        /// Zone d'action complémentaire.
        Zac "zac",
        /// Any other.
        Autre "autre",
    }
}

ids! {
    /// Coordinated practice (ELI-8).
    pub enum Coordination {
        /// In place.
        Oui "oui",
        /// Commitment to join within two years.
        Engagement "engagement",
        /// Neither.
        Non "non",
    }
}

ids! {
    /// Working time that the contract finances, in full-time equivalents.
    pub enum OptionEtp {
        /// 1/3 ETP.
        Tiers "1/3",
        /// 0,5 ETP.
        Demi "0.5",
        /// 1 ETP.
        Un "1",
        /// 1,5 ETP.
        UnEtDemi "1.5",
        /// 2 ETP.
        Deux "2",
    }
}

impl OptionEtp {
    /// The working time, as a share of full time.
    pub const fn temps(self) -> Fraction {
        match self {
            OptionEtp::Tiers => Fraction::new(1, 3),
            OptionEtp::Demi => Fraction::new(1, 2),
            OptionEtp::Un => Fraction::ONE,
            OptionEtp::UnEtDemi => Fraction::new(3, 2),
            OptionEtp::Deux => Fraction::new(2, 1),
        }
    }
}

ids! {
    /// What the assistant was before.
    pub enum Profil {
        /// Medical secretary.
        Secretaire "secretaire",
        /// Nurse.
        Infirmier "infirmier",
        /// Nursing assistant.
        AideSoignant "aide-soignant",
        /// Child-care assistant.
        AuxiliairePuericulture "auxiliaire-puericulture",
        /// Midwife.
        SageFemme "sage-femme",
        /// Any other, at level 4.
        Autre "autre",
    }
}

ids! {
    /// Who employs the assistant.
    pub enum Employeur {
        /// The doctor.
        Direct "direct",
        /// A société civile de moyens.
        Scm "scm",
        /// A société d'exercice libéral.
        Sel "sel",
        /// A groupement d'employeurs.
        Groupement "groupement",
    }
}

/// Percentiles of a distribution of patients. `None`: not published, or not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Percentiles {
    /// P30.
    pub p30: Option<u32>,
    /// P50.
    pub p50: Option<u32>,
    /// P70 (avenant-7 alone).
    pub p70: Option<u32>,
    /// P90.
    pub p90: Option<u32>,
    /// P95.
    pub p95: Option<u32>,
}

/// The starting patientèle.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Patientele {
    /// Day of the measure.
    pub date: Option<Jour>,
    /// Patients, 0 to 100 000. `pmt` holds `pmt_adultes` under avenant-7.
    pub effectif: Paire<Option<u32>>,
    /// Bands that the caisse gave, never empty; they win over any computation (SEU-2).
    pub bandes: Paire<Option<Bandes>>,
    /// Thresholds that the caisse gave; they win over the published ones (SEU-2).
    pub seuils: Paire<Percentiles>,
    /// Mixed practice: the caisse's own reconstruction (ELI-7).
    pub reconstituee: Paire<Option<u32>>,
}

/// The contract, signed or to be signed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contrat {
    /// Day of signature. `None`: studied as if signed on the day of study.
    pub signature: Option<Jour>,
    /// `None`: every option open to the doctor.
    pub option: Option<OptionEtp>,
    /// Day on which the papers were handed over (PAI-3).
    pub justificatifs: Option<Jour>,
    /// The objectives written in the contract.
    pub objectif: Paire<Option<ObjectifSaisi>>,
}

/// An objective as the contract writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectifSaisi {
    /// Number of patients to reach, above the start.
    Cible(u32),
    /// Patients more than the start, at least 1.
    Gain(u32),
    /// Keep the start.
    Maintien,
}

impl ObjectifSaisi {
    /// The key that it is written under in a dossier.
    pub const fn mot(self) -> &'static str {
        match self {
            ObjectifSaisi::Cible(_) => "cible",
            ObjectifSaisi::Gain(_) => "gain",
            ObjectifSaisi::Maintien => "maintien",
        }
    }
}

/// The assistant and the employer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assistant {
    /// What the assistant was before.
    pub profil: Option<Profil>,
    /// Day of hiring.
    pub embauche: Option<Jour>,
    /// Who employs.
    pub employeur: Option<Employeur>,
    /// Position in the branch (COUT-1), 5 to 9.
    pub position: Option<u8>,
    /// Gross pay of a month for the hours worked, without the seniority bonus, above 0.
    pub brut_mensuel: Option<Centimes>,
    /// Hours a week, above 0 and at most 35, in hundredths at the finest.
    pub heures_semaine: Option<Fraction>,
    /// First day of the seniority (COUT-5).
    pub anciennete_depuis: Option<Jour>,
    /// What a year costs the employer, typed in (COUT-6). Never beside the four above.
    pub cout_annuel: Option<Centimes>,
}

/// Patientèle measured at a date. At least one of the two figures is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constat {
    /// Day of the measure.
    pub date: Jour,
    /// Patients; `pmt` holds `pmt_adultes` under avenant-7.
    pub effectif: Paire<Option<u32>>,
    /// When it was known; the day of the measure where absent.
    pub connu_le: Option<Jour>,
}
