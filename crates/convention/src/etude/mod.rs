//! The answer for a dossier: everything that can be said on a day of study, as plain data.
//!
//! One traced run says what is known; quiet reruns over completions say between which bounds the rest
//! lies, and quiet reruns under other readings say what depends on an open question.

mod a_demander;
mod a_rendre;
mod bornes;
mod chiffrage;
mod cote_a_cote;
mod couts;
mod decisions;
mod emploi;
mod etudier;
mod evenements;
mod figures;
mod json;
mod justifier;
mod paliers;
mod precision;
mod questions;
mod rapprocher;
mod resultats;
pub(crate) mod schema;

pub use a_demander::{Demander, Objet};
pub use bornes::{Bornes, Plage};
pub use chiffrage::{AnneeEtudiee, Chiffrage, Hypothese, Totaux};
pub use decisions::{Decision, Zone};
pub(crate) use etudier::{chiffrage_seul, options_a_la_signature, sans_droit};
pub use etudier::{completions, etudier, rendre_les_decisions};
pub use evenements::{Droit, Suivi};
pub use figures::{Figure, Repere};
pub use json::SCHEMA;
pub use paliers::{NaturePalier, Palier, Sens};
pub use precision::Precision;
pub(crate) use questions::same;
pub use questions::{AutreLecture, Ecart, QuestionTouchee};
pub use rapprocher::{Base, Cause, EncaissementSuivi, NatureCause, Pourquoi, Rapprochement, VersementSuivi};
pub use resultats::{Etape, Resultats, Tache};
pub use schema::schema;

pub(crate) use a_rendre::a_rendre;
pub(crate) use bornes::{Chiffres, Enveloppe, Places};
pub(crate) use chiffrage::Known;
pub(crate) use decisions::debuts_de_zones;
pub(crate) use etudier::constats_connus;
pub(crate) use figures::ends;
pub(crate) use json::{Writer, bornes as json_des_bornes, plage as json_de_plage, totaux as json_des_totaux};
pub(crate) use questions::questions;

use crate::bande::Bandes;
use crate::collectif::{EtudeCollective, etudier_collectif};
use crate::dossier::{Cas, Dossier};
use crate::echeance::Echeance;
use crate::eligibilite::Eligibilite;
use crate::explication::Noeud;
use crate::formation::Formation;
use crate::id::ids;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::pieces::Piece;
use crate::regime::Regime;
use crate::tables::Convention;
use crate::vigilance::Vigilance;

/// What is asked beside the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demande {
    /// Day of study: what is in force.
    pub au: Jour,
    /// What is known on that day: constats known later are left out.
    pub connu_au: Jour,
    /// A hypothesis: counts taken where a modulated year has no constat.
    pub si: Paire<Option<u32>>,
}

impl Demande {
    /// A study on a day, knowing what is known on that day, without hypothesis.
    pub fn au(au: Jour) -> Demande {
        Demande { au, connu_au: au, si: Paire::default() }
    }
}

/// What the program answers for a dossier.
#[derive(Debug, Clone)]
pub struct Etude {
    /// What was asked.
    pub demande: Demande,
    /// The dossier that it answers.
    pub dossier: Dossier,
    /// Day of signature; the day of study where the contract is not signed.
    pub signature: Jour,
    /// Regime of that day.
    pub regime: Regime,
    /// May the doctor have the aid.
    pub eligibilite: Eligibilite,
    /// Bands that are possible for each indicator.
    pub bandes: Paire<Bandes>,
    /// The figures. With no option chosen: what holds for every option that is open.
    pub chiffrage: Chiffrage,
    /// The figures of each open option, where the dossier names none.
    pub variantes: Vec<Chiffrage>,
    /// What became of each event.
    pub evenements: Vec<Suivi>,
    /// Last day of the contract. `None`: it renews by itself.
    pub fin_du_contrat: Option<Jour>,
    /// What was received beside what is due. `None`: the dossier has no sum received.
    pub rapprochement: Option<Rapprochement>,
    /// What is still to give back, in all (PAI-5).
    pub a_rendre: Centimes,
    /// Duties and rights, by date, those without date last.
    pub echeances: Vec<Echeance>,
    /// The training of the assistant. `None`: no right to the aid, or the contract is over.
    pub formation: Option<Formation>,
    /// The papers to hand over, and those that were.
    pub pieces: Vec<Piece>,
    /// The points of vigilance that concern this case.
    pub vigilance: Vec<Vigilance>,
    /// The open questions that touch this dossier.
    pub questions: Vec<QuestionTouchee>,
    /// What to ask, and whom.
    pub a_demander: Vec<Demander>,
    /// The one missing fact that would narrow the total most.
    pub precision: Option<Precision>,
    /// What to know before reading the figures.
    pub remarques: Vec<Remarque>,
    /// How each figure came about: the prefix of its pointer, and the tree.
    pub explication: Vec<(String, Noeud)>,
}

/// The answer for a dossier of either kind.
#[derive(Debug, Clone)]
pub enum Reponse {
    /// For a doctor.
    Individuelle(Box<Etude>),
    /// For a group.
    Collective(Box<EtudeCollective>),
}

/// Answers a dossier of either kind.
pub fn repondre(convention: &Convention, cas: &Cas, demande: &Demande) -> Reponse {
    match cas {
        Cas::Individuel(dossier) => Reponse::Individuelle(Box::new(etudier(convention, dossier, demande))),
        Cas::Collectif(dossier) => Reponse::Collective(Box::new(etudier_collectif(convention, dossier, demande))),
    }
}

impl Reponse {
    /// The étude as JSON, whichever it is.
    pub fn to_json(&self, convention: &Convention) -> serde_json::Value {
        match self {
            Reponse::Individuelle(etude) => etude.to_json(convention),
            Reponse::Collective(etude) => etude.to_json(convention),
        }
    }
}

ids! {
    /// Something to know before reading the figures.
    pub enum Remarque {
        /// No signature: studied as if signed on the day of study.
        SignatureSupposee "signature-supposee",
        /// No option: every option that is open, side by side.
        OptionsComparees "options-comparees",
        /// No installation: taken as not a primo-installé (ELI-12).
        PasPrimoInstalle "installation-absente",
        /// The rules known today end before this signature.
        SignatureApresRegles "signature-apres-regles",
        /// Constats dated or known after the day of study are left out.
        ConstatsEcartes "constats-ecartes",
        /// Events in force or known after the day of study are left out.
        EvenementsEcartes "evenements-ecartes",
        /// Sums dated or known after the day of study are left out.
        EncaissementsEcartes "encaissements-ecartes",
        /// The figures rest on a supposed result.
        SousHypothese "sous-hypothese",
        /// From 65: the start is not dated of the reference day of OBJ-3.
        ReferenceAutreDate "reference-autre-date",
        /// A year of a primo-installé after P50 or after year 3, without its second objective.
        SecondObjectif "second-objectif-attendu",
        /// The contract runs although a rule of eligibility fails.
        ContratMalgreRegle "contrat-malgre-regle",
        /// A decision of the caisse gives more than the maximum aid of its year (ATT-11).
        DecisionAuDessus "decision-au-dessus",
        /// The aid is taxable and bears social contributions (MON-7).
        Imposable "imposable",
        /// Of a group: the working time is not known.
        EtpInconnu "etp-inconnu",
        /// Of a group: its total fell below its start; the caisse may terminate (COL-10).
        ResiliationPossible "resiliation-possible",
        /// Of a group: a doctor who joined later fails a rule of adhesion.
        MembreNonEligible "membre-non-eligible",
        /// Of a group: no document says how the aid is paid, by the reading chosen.
        VersementsInconnus "versements-inconnus",
    }
}
