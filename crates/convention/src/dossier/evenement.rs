//! The dated facts of a contract's life (VIE-2 to VIE-8, ATT-11) and the money received.

use super::{ObjectifSaisi, OptionEtp};
use crate::explication::Regle;
use crate::id::ids;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};

/// A dated fact of the contract's life.
#[derive(Debug, Clone, PartialEq)]
pub struct Evenement {
    /// Day from which it has effect.
    pub date: Jour,
    /// Day of its signature, of a letter or of an avenant.
    pub signe_le: Option<Jour>,
    /// When it was known, no earlier than it was signed; where absent, when it was signed, or its date.
    pub connu_le: Option<Jour>,
    /// What happened.
    pub fait: Fait,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Fait {
    /// Prorogation of a contract signed before 2024-06-22 (VIE-1, MON-5).
    AvenantProrogation,
    /// Another working time (VIE-2, ELI-10).
    AvenantOption(OptionEtp),
    /// Revision at 65: maintien of the patientèle measured then (OBJ-3).
    Avenant65Ans {
        /// Patients to keep. `None`: those of the constat dated `date_mesure`.
        depart: Paire<Option<u32>>,
        /// Day of the measure.
        date_mesure: Option<Jour>,
    },
    /// New objectives; a primo-installé's second one (OBJ-7).
    AvenantObjectif {
        /// The objectives that it writes, at least one.
        objectif: Paire<Option<ObjectifSaisi>>,
        /// The starts that it writes.
        depart: Paire<Option<u32>>,
    },
    /// The aid and the objectives resume (VIE-7).
    Reprise,
    /// The assistant is absent and not replaced (VIE-7).
    Suspension {
        /// Why.
        motif: Option<String>,
    },
    /// Another assistant: the contract goes on (VIE-7).
    NouvelAssistant,
    /// A secretary becomes assistant (VIE-5).
    SecretaireDevenuAssistant,
    /// The secretary is replaced (VIE-5).
    SecretaireRemplace {
        /// Hours a week of the replacement, where told: more than 0, at most 48.
        heures_semaine: Option<Fraction>,
    },
    /// The assistant is certified (VIE-4).
    Certification(Certificat),
    /// The contrat de travail is handed to the caisse (VIE-6).
    ContratDeTravailRemis,
    /// Exchange with the caisse (OBJ-4).
    ReunionCaisse,
    /// A decision of the caisse or the CPN on a year (ATT-11).
    DecisionCaisse {
        /// Contract year, from 1.
        annee: u8,
        /// What was decided.
        decision: Decision,
        /// Why.
        motif: String,
    },
    /// Too far to keep the patients (VIE-8).
    Demenagement,
    /// Change of specialty (VIE-8).
    ChangementSpecialite,
    /// Early end (VIE-3).
    Resiliation {
        /// Who ends it.
        par: Partie,
        /// Why.
        motif: Option<String>,
        /// Whether a délai de carence follows. `None`: not known.
        carence: Option<bool>,
    },
}

/// What the caisse decided on a year (ATT-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The share of the aid, from 0 to 1.
    Part(Fraction),
    /// The aid.
    Aide(Centimes),
    /// An earlier decision is taken back: the computed share holds.
    Retrait,
}

ids! {
    /// How an assistant is certified (VIE-4).
    pub enum Certificat {
        /// Certificat de qualification professionnelle.
        Cqp "cqp",
        /// Formation d'adaptation à l'emploi.
        Fae "fae",
        /// Validation des acquis de l'expérience.
        Vae "vae",
    }
}

ids! {
    /// A party to the contract.
    pub enum Partie {
        /// The doctor.
        Medecin "medecin",
        /// The caisse.
        Caisse "caisse",
    }
}

ids! {
    /// The type of an event. Events of one day fold in this order: what goes on first, what ends last.
    pub enum TypeEvenement {
        /// VIE-1, MON-5.
        AvenantProrogation "avenant-prorogation",
        /// VIE-2, ELI-10.
        AvenantOption "avenant-option",
        /// OBJ-3.
        Avenant65Ans "avenant-65-ans",
        /// OBJ-7.
        AvenantObjectif "avenant-objectif",
        /// VIE-7. Before a suspension of the same day: it closes an earlier one.
        Reprise "reprise",
        /// VIE-7.
        Suspension "suspension",
        /// VIE-7.
        NouvelAssistant "nouvel-assistant",
        /// VIE-5.
        SecretaireDevenuAssistant "secretaire-devenu-assistant",
        /// VIE-5.
        SecretaireRemplace "secretaire-remplace",
        /// VIE-4.
        Certification "certification",
        /// VIE-6.
        ContratDeTravailRemis "contrat-de-travail-remis",
        /// OBJ-4.
        ReunionCaisse "reunion-caisse",
        /// ATT-11.
        DecisionCaisse "decision-caisse",
        /// VIE-8.
        Demenagement "demenagement",
        /// VIE-8.
        ChangementSpecialite "changement-specialite",
        /// VIE-3.
        Resiliation "resiliation",
    }
}

impl Evenement {
    /// Its type.
    pub const fn nature(&self) -> TypeEvenement {
        use TypeEvenement as T;
        match self.fait {
            Fait::AvenantProrogation => T::AvenantProrogation,
            Fait::AvenantOption(_) => T::AvenantOption,
            Fait::Avenant65Ans { .. } => T::Avenant65Ans,
            Fait::AvenantObjectif { .. } => T::AvenantObjectif,
            Fait::Reprise => T::Reprise,
            Fait::Suspension { .. } => T::Suspension,
            Fait::NouvelAssistant => T::NouvelAssistant,
            Fait::SecretaireDevenuAssistant => T::SecretaireDevenuAssistant,
            Fait::SecretaireRemplace { .. } => T::SecretaireRemplace,
            Fait::Certification(_) => T::Certification,
            Fait::ContratDeTravailRemis => T::ContratDeTravailRemis,
            Fait::ReunionCaisse => T::ReunionCaisse,
            Fait::DecisionCaisse { .. } => T::DecisionCaisse,
            Fait::Demenagement => T::Demenagement,
            Fait::ChangementSpecialite => T::ChangementSpecialite,
            Fait::Resiliation { .. } => T::Resiliation,
        }
    }

    /// The contract year that it is about: part of what tells two events of one day apart.
    const fn annee(&self) -> u8 {
        match self.fait {
            Fait::DecisionCaisse { annee, .. } => annee,
            _ => 0,
        }
    }

    /// Its place in the order in which events fold: by date, then by type; no two share one.
    pub const fn rang(&self) -> (Jour, TypeEvenement, u8) {
        (self.date, self.nature(), self.annee())
    }

    /// The day from which it binds: signed, or in effect.
    pub fn engage_le(&self) -> Jour {
        self.signe_le.map_or(self.date, |signe| signe.min(self.date))
    }

    /// The day from which it is known: nobody knows what nobody has signed yet.
    pub fn connu_le(&self) -> Jour {
        self.connu_le.or(self.signe_le).unwrap_or(self.date)
    }

    /// Whether it counts in a study of what is in force on `au`, knowing what is known on `connu_au`.
    pub fn compte(&self, au: Jour, connu_au: Jour) -> bool {
        self.engage_le() <= au && self.connu_le() <= connu_au
    }
}

impl TypeEvenement {
    /// Whether it may come before the signature: facts of the hiring.
    pub const fn precede(self) -> bool {
        use TypeEvenement as T;
        matches!(self, T::SecretaireDevenuAssistant | T::Certification | T::ContratDeTravailRemis)
    }

    /// Whether a figure may depend on it.
    pub const fn chiffre(self) -> bool {
        use TypeEvenement as T;
        !matches!(
            self,
            T::NouvelAssistant
                | T::SecretaireDevenuAssistant
                | T::SecretaireRemplace
                | T::Certification
                | T::ContratDeTravailRemis
                | T::ReunionCaisse
        )
    }

    /// Whether it ends the contract.
    pub const fn termine(self) -> bool {
        use TypeEvenement as T;
        matches!(self, T::Demenagement | T::ChangementSpecialite | T::Resiliation)
    }

    /// The rule that it follows.
    pub const fn regle(self) -> Regle {
        use TypeEvenement as T;
        match self {
            T::AvenantProrogation => Regle::Mon5,
            T::AvenantOption => Regle::Vie2,
            T::Avenant65Ans => Regle::Obj3,
            T::AvenantObjectif => Regle::Obj7,
            T::Reprise | T::Suspension | T::NouvelAssistant => Regle::Vie7,
            T::SecretaireDevenuAssistant | T::SecretaireRemplace => Regle::Vie5,
            T::Certification => Regle::Vie4,
            T::ContratDeTravailRemis => Regle::Vie6,
            T::ReunionCaisse => Regle::Obj4,
            T::DecisionCaisse => Regle::Att11,
            T::Demenagement | T::ChangementSpecialite => Regle::Vie8,
            T::Resiliation => Regle::Vie3,
        }
    }
}

/// Money really received, or given back where below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encaissement {
    /// Day on the bank statement.
    pub date: Jour,
    /// Cents.
    pub montant: Centimes,
    /// When it was known; the day itself where absent.
    pub connu_le: Option<Jour>,
}
