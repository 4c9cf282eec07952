//! The life of a contract: its events folded, in their order, into what is in force from which day
//! (VIE-2 to VIE-8).
//!
//! The fold does not depend on any reading: it keeps the dates as they are written. From which day a
//! change acts on the figures is said by [`calendrier`], under the readings; so is the term past which
//! an event is refused ([`impossibles`]).

pub mod calendrier;
pub(crate) mod depart;
mod impossible;

pub use impossible::{Motif, Refus, impossibles};

use crate::dossier::evenement::Decision;
use crate::dossier::{Dossier, Evenement, Fait, ObjectifSaisi, OptionEtp, TypeEvenement};
use crate::explication::{Donnee, Origine};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::tables::{Parametre, Tables};

/// What the events of a contract say, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vie {
    /// Changes of option and of objectives, in order.
    pub changements: Vec<Changement>,
    /// Suspensions, in order, none within another.
    pub suspensions: Vec<Suspension>,
    /// Prorogations, in order.
    pub prorogations: Vec<Prorogation>,
    /// The end, where the contract ended early.
    pub fin: Option<Fin>,
    /// Decisions of the caisse, the last one of a year last.
    pub decisions: Vec<DecisionPrise>,
    /// The day up to which the life is known: a suspension without reprise lasts at least until then.
    pub au: Option<Jour>,
}

/// A change of option or of objectives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Changement {
    /// Its date.
    pub date: Jour,
    /// Index of the event.
    pub evenement: u16,
    /// What changes.
    pub quoi: Quoi,
}

/// What a change changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quoi {
    /// The working time financed.
    Option(OptionEtp),
    /// Every objective becomes a maintien (OBJ-3).
    Maintien65 {
        /// Patients to keep.
        depart: Paire<Option<u32>>,
        /// Day of the measure, where the constat of that day gives them.
        date_mesure: Option<Jour>,
    },
    /// The objectives that an avenant writes.
    Objectif {
        /// Those that it names.
        saisi: Paire<Option<ObjectifSaisi>>,
        /// The starts that it writes.
        depart: Paire<Option<u32>>,
        /// Whether the doctor is 65 on that day. `None`: birth not known.
        senior: Option<bool>,
    },
}

/// A suspension of the aid (VIE-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspension {
    /// First day suspended.
    pub debut: Jour,
    /// First day active again. `None`: not known.
    pub fin: Option<Jour>,
    /// Index of its event.
    pub evenement: u16,
    /// Index of the event that closes it.
    pub reprise: Option<u16>,
}

/// A prorogation (VIE-1, MON-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prorogation {
    /// Day of the signature of the avenant, from which the amounts are those of year 3 on.
    pub date: Jour,
    /// Index of its event.
    pub evenement: u16,
    /// Whether the event says when it was signed.
    pub signe: bool,
}

impl Prorogation {
    /// Where its day comes from.
    pub(crate) fn origine(&self) -> Origine {
        Origine::Dossier(Donnee::Evenement(self.evenement, if self.signe { "signe_le" } else { "date" }))
    }
}

/// The early end of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fin {
    /// First day without contract.
    pub date: Jour,
    /// Index of its event.
    pub evenement: u16,
    /// Its type.
    pub nature: TypeEvenement,
    /// Day from which it is known: what was paid before stays paid, then is taken back.
    pub connu_le: Jour,
    /// Whether a délai de carence follows. `None`: not known.
    pub carence: Option<bool>,
}

/// A decision of the caisse on a year (ATT-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionPrise {
    /// Contract year.
    pub annee: u8,
    /// What was decided.
    pub decision: Decision,
    /// Index of its event.
    pub evenement: u16,
}

impl Vie {
    /// Folds the events that count, each with its index in the dossier. Those that cannot be are left
    /// out: a dossier that holds one is refused when it is read.
    pub fn replier<'a>(
        tables: &Tables,
        dossier: &Dossier,
        evenements: impl IntoIterator<Item = (u16, &'a Evenement)>,
        au: Option<Jour>,
    ) -> Vie {
        let mut vie = Vie { au, ..Vie::default() };
        for (index, evenement) in evenements {
            vie.ajouter(tables, dossier, index, evenement);
        }
        // What ends the contract ends its suspension.
        if let Some(fin) = vie.fin
            && let Some(open) = vie.suspensions.last_mut().filter(|s| s.fin.is_none())
        {
            open.fin = Some(fin.date);
            open.reprise = Some(fin.evenement);
        }
        vie
    }

    /// Whether nothing happened that bears on a figure.
    pub fn est_calme(&self) -> bool {
        self.changements.is_empty()
            && self.suspensions.is_empty()
            && self.prorogations.is_empty()
            && self.fin.is_none()
            && self.decisions.is_empty()
    }

    fn ajouter(&mut self, tables: &Tables, dossier: &Dossier, index: u16, evenement: &Evenement) {
        let date = evenement.date;
        let mut change = |quoi| self.changements.push(Changement { date, evenement: index, quoi });
        match &evenement.fait {
            Fait::AvenantOption(option) => change(Quoi::Option(*option)),
            Fait::Avenant65Ans { depart, date_mesure } => {
                change(Quoi::Maintien65 { depart: *depart, date_mesure: *date_mesure });
            }
            Fait::AvenantObjectif { objectif, depart } => {
                let age = tables.parametre(Parametre::Age65).value as i32;
                let senior = dossier.medecin.naissance.map(|naissance| date >= naissance.plus_years(age));
                change(Quoi::Objectif { saisi: *objectif, depart: *depart, senior });
            }
            Fait::AvenantProrogation => {
                let signe = evenement.signe_le;
                let date = signe.unwrap_or(date);
                self.prorogations.push(Prorogation { date, evenement: index, signe: signe.is_some() });
            }
            Fait::Suspension { .. } => {
                if self.suspension_ouverte().is_none() {
                    self.suspensions.push(Suspension { debut: date, fin: None, evenement: index, reprise: None });
                }
            }
            Fait::Reprise => {
                if let Some(open) = self.suspensions.last_mut().filter(|s| s.fin.is_none()) {
                    open.fin = Some(date);
                    open.reprise = Some(index);
                }
            }
            Fait::DecisionCaisse { annee, decision, .. } => {
                self.decisions.push(DecisionPrise { annee: *annee, decision: *decision, evenement: index });
            }
            Fait::Demenagement | Fait::ChangementSpecialite | Fait::Resiliation { .. } => {
                let carence = match evenement.fait {
                    Fait::Resiliation { carence, .. } => carence,
                    _ => Some(false), // VIE-8: a new contract follows
                };
                let connu_le = evenement.connu_le();
                let fin = Fin { date, evenement: index, nature: evenement.nature(), connu_le, carence };
                self.fin = self.fin.or(Some(fin));
            }
            Fait::NouvelAssistant
            | Fait::SecretaireDevenuAssistant
            | Fait::SecretaireRemplace { .. }
            | Fait::Certification(_)
            | Fait::ContratDeTravailRemis
            | Fait::ReunionCaisse => {}
        }
    }

    /// The suspension that no reprise has closed yet.
    pub fn suspension_ouverte(&self) -> Option<&Suspension> {
        self.suspensions.last().filter(|s| s.fin.is_none())
    }

    /// Years of the contract's term: those of a contract, and as many for each prorogation.
    pub fn duree(&self, tables: &Tables) -> u8 {
        let duree = tables.parametre(Parametre::DureeAns).value;
        u8::try_from(duree * (1 + self.prorogations.len() as i64)).unwrap_or(u8::MAX)
    }

    /// The decision that holds for a year (ATT-11): the last one, if it is not a withdrawal.
    pub fn decision(&self, annee: u8) -> Option<&DecisionPrise> {
        self.decisions.iter().rev().find(|d| d.annee == annee).filter(|d| d.decision != Decision::Retrait)
    }
}
