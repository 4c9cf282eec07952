//! Études side by side: options, regimes, rules, versions of a dossier, days of knowledge, and a range of
//! results. Plain data; every column is an étude like any other, and nothing of a rule is written here.
//!
//! A comparison that supposes something the dossier does not say names it ([`Suppose`]), whatever its format.

pub mod demande;
mod ecarts;
mod json;
mod mesure;
mod plage;
mod rejouer;
mod schema;
mod termes;
mod versions;
mod vues;

pub use ecarts::{Delta, EcartAnnee, EcartChiffrage, EcartDeFigure, EcartTotal};
pub use json::SCHEMA;
pub use mesure::{AnneeComparee, Mesure, TotauxCompares, aide_totale, annees, totaux};
pub use plage::{
    Axe, DemandePlage, Equilibre, EtatEquilibre, Etendue, LignePlage, ObjectifsEnVigueur, PAS_MAX, PlageDeResultats,
    Point, Rupture, Valorisation, plages,
};
pub use schema::schema;
pub use termes::{options, options_ouvertes, options_possibles, regimes, regles};
pub use versions::{Changement, Effet, changements, versions};
pub use vues::{Regularisation, RegularisationAnnee, vues};

use crate::dossier::{Dossier, OptionEtp};
use crate::etude::Etude;
use crate::explication::Valeur;
use crate::fault::Fault;
use crate::id::ids;
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::regime::Regime;
use crate::tables::Convention;

ids! {
    /// What is set side by side.
    pub enum Sujet {
        /// One dossier under several options.
        Options "options",
        /// One dossier as if signed under several regimes.
        Regimes "regimes",
        /// Dossiers under two sets of rules.
        Regles "regles",
        /// Two versions of a dossier.
        Versions "versions",
        /// One dossier as known on two days.
        Connaissance "connaissance",
        /// One dossier studied on two days.
        Jours "jours",
        /// One dossier over a range of results.
        Resultats "resultats",
    }
}

ids! {
    /// Something that a comparison supposes.
    pub enum Hypothese {
        /// The dossier has another option, or none yet.
        Option "option-supposee",
        /// OBJ-2, Q-OBJ-OPTION: the objectives written for the option of the dossier do not hold for another one.
        ObjectifsDeLAutreOption "objectifs-d-une-autre-option",
        /// The assistant stays as the dossier says, whatever the option.
        AssistantInchange "assistant-inchange",
        /// The contract is taken as signed on another day.
        Signature "signature-supposee-dans-le-regime",
        /// Every other date of the dossier moves with the signature.
        DatesDecalees "dates-decalees",
        /// Rules that are not those of the program.
        AutresRegles "autres-regles",
        /// Counts of patients that nobody measured.
        Resultats "resultats-supposes",
        /// The count of an indicator that the range does not move.
        ResultatFixe "resultat-fixe",
        /// A target that the contract does not have.
        Cible "cible-supposee",
        /// Price of a consultation.
        Prix "prix-consultation",
        /// Weeks worked in a year.
        Semaines "semaines-travaillees",
        /// What a contract year costs.
        Cout "cout-estime",
    }
}

/// Something that is supposed, with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suppose {
    /// What.
    pub quoi: Hypothese,
    /// Of which column. `None`: of all.
    pub terme: Option<u8>,
    /// Of which indicator. `None`: of none in particular.
    pub indicateur: Option<Indicateur>,
    /// The supposed value, where there is one.
    pub valeur: Valeur,
}

impl Suppose {
    /// Supposed of every column.
    pub(crate) fn partout(quoi: Hypothese, valeur: impl Into<Valeur>) -> Suppose {
        Suppose { quoi, terme: None, indicateur: None, valeur: valeur.into() }
    }

    /// Supposed of one column.
    pub(crate) fn du_terme(quoi: Hypothese, terme: usize, valeur: impl Into<Valeur>) -> Suppose {
        Suppose { quoi, terme: u8::try_from(terme).ok(), indicateur: None, valeur: valeur.into() }
    }
}

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NomDeTerme {
    /// Under this option.
    Option(OptionEtp),
    /// As if signed under this regime, on this day.
    Regime(Regime, Jour),
    /// Under the rules of this folder, as the caller named it. `None`: those of the program.
    Regles(Option<String>),
    /// This file.
    Version(String),
    /// As known on this day.
    ConnuAu(Jour),
    /// Studied on this day.
    Au(Jour),
}

/// A column: an étude, and what it supposes.
#[derive(Debug, Clone)]
pub struct Terme {
    /// What it is.
    pub nom: NomDeTerme,
    /// Index of the set of rules that it was made with, in the order in which they were given.
    pub regles: u8,
    /// Digest of these rules.
    pub empreinte: String,
    /// The answer.
    pub etude: Etude,
}

impl Terme {
    /// An étude, made with the set of rules of an index.
    pub(crate) fn new(nom: NomDeTerme, (regles, convention): (u8, &Convention), etude: Etude) -> Terme {
        Terme { nom, regles, empreinte: convention.empreinte.clone(), etude }
    }

    /// Whether two columns answer the same question: the same dossier, rules, days and results.
    pub(crate) fn repond_a_la_meme_question(&self, other: &Terme) -> bool {
        self.empreinte == other.empreinte
            && self.etude.demande == other.etude.demande
            && self.etude.dossier.canonical() == other.etude.dossier.canonical()
    }
}

/// A dossier and what its user calls it.
#[derive(Debug, Clone)]
pub struct Nomme {
    /// Its reference, else the name of its file: for people.
    pub nom: String,
    /// The name of its file: for messages.
    pub fichier: String,
    /// The dossier.
    pub dossier: Dossier,
}

/// An option that is left out of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ecartee {
    /// The option.
    pub option: OptionEtp,
    /// Why the dossier cannot have it.
    pub fautes: Vec<Fault>,
}

/// One dossier, compared.
#[derive(Debug, Clone)]
pub struct Comparee {
    /// What its user calls it.
    pub nom: String,
    /// Its columns. Every other one is compared with the first.
    pub termes: Vec<Terme>,
    /// What each column after the first changes, in their order.
    pub ecarts: Vec<Vec<EcartDeFigure>>,
    /// Euros gained or lost, of each column after the first.
    pub chiffrages: Vec<Vec<EcartChiffrage>>,
    /// Two versions: what changed in the dossier, and what each change does alone.
    pub changements: Vec<Changement>,
    /// Two views: what the later one gives back or adds.
    pub regularisation: Option<Regularisation>,
    /// Options that are open, and that the life of this contract makes impossible.
    pub ecartees: Vec<Ecartee>,
    /// What is supposed.
    pub hypotheses: Vec<Suppose>,
}

/// A whole comparison.
#[derive(Debug, Clone)]
pub struct Comparaison {
    /// What is set side by side.
    pub sujet: Sujet,
    /// The dossiers, in the order in which they were given.
    pub dossiers: Vec<Comparee>,
    /// A range of results: one for each option and each target.
    pub plages: Vec<PlageDeResultats>,
}

impl Comparee {
    /// Sets columns side by side: the differences are worked out here, once.
    pub(crate) fn new(nom: &str, termes: Vec<Terme>, hypotheses: Vec<Suppose>) -> Comparee {
        let (mut ecarts, mut chiffrages) = (Vec::new(), Vec::new());
        if let Some((first, others)) = termes.split_first() {
            for other in others {
                ecarts.push(ecarts::figures(&first.etude, &other.etude));
                let same = first.repond_a_la_meme_question(other);
                chiffrages.push(ecarts::chiffrages(&first.etude, &other.etude, same));
            }
        }
        Comparee {
            nom: nom.to_owned(),
            termes,
            ecarts,
            chiffrages,
            changements: Vec::new(),
            regularisation: None,
            ecartees: Vec::new(),
            hypotheses,
        }
    }
}

/// What several dossiers gain or lose together under the second set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bilan {
    /// Sum of the differences of aid that are known.
    pub aide: crate::money::Centimes,
    /// Dossiers of which it is known.
    pub connus: usize,
    /// Sum of the differences of the maximum that are known: if every objective is reached.
    pub maximum: crate::money::Centimes,
    /// Dossiers of which it is known.
    pub maximums_connus: usize,
    /// Every dossier.
    pub dossiers: usize,
}

impl Comparaison {
    /// The sum over the dossiers, of the second column against the first.
    pub fn bilan(&self) -> Bilan {
        let mut bilan = Bilan { dossiers: self.dossiers.len(), ..Bilan::default() };
        for dossier in &self.dossiers {
            let only = match dossier.chiffrages.first().map(Vec::as_slice) {
                Some([only]) => only,
                _ => continue,
            };
            if let Some(aide) = only.total.aide {
                bilan.aide = bilan.aide + aide;
                bilan.connus += 1;
            }
            if let Some(maximum) = only.total.maximum {
                bilan.maximum = bilan.maximum + maximum;
                bilan.maximums_connus += 1;
            }
        }
        bilan
    }
}
