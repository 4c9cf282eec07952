//! The convention as data, once parsed and checked: plain integers that the rules read.
//!
//! Each number is a [`Cell`]: its value, and an id that finds where it is written, its source and its
//! confidence in [`Convention::cells`].

mod cellule;
mod compact;
pub mod cout;
mod load;
mod montants;
mod notes;
mod parametre;
mod parts;
mod specialites;
mod textes;
mod versements;

pub use cellule::{Cell, CellId, CellInfo, Confiance};
pub use load::{FICHIERS, REGLES};
pub use montants::{Bareme, CelluleBareme, LigneMontant, Montants, MontantsLigne, SerieMontant};
pub use notes::{Destinataire, GroupeDeMissions, Mission, Note, TextePiece};
pub use parametre::Parametre;
pub use parts::{Issue, Nature, PalierDeTaux, PartDeux, PartPaire, PartUn, Regle, Sort};
pub use specialites::{Critere, Seuils, Specialite, Statut};
pub use textes::{TexteQuestion, TexteRegle, Textes};
pub use versements::{Depuis, LigneVersement, Modalite, ModaliteTable, NatureVersement};

use crate::dossier::{Forme, OptionEtp, Secteur};
use crate::jour::Jour;
use crate::regime::Regime;

/// A whole set of rules.
#[derive(Debug, Clone)]
pub struct Convention {
    /// What the rules read.
    pub tables: Tables,
    /// Where each value of the tables is written.
    pub cells: Vec<CellInfo>,
    /// What the rules say in French.
    pub textes: Textes,
    /// SHA-256 of the files, in hexadecimal: two sets with the same numbers and words have the same.
    pub empreinte: String,
}

/// Everything that a rule reads.
#[derive(Debug, Clone)]
pub struct Tables {
    /// By [`Regime`], in its order.
    pub regimes: [RegimeTable; Regime::ALL.len()],
    /// First day of convention-2024, by reading of Q-ENTREE.
    pub entrees: [Entree; 3],
    /// First day and last day that a signature may have at all.
    pub signature_possible: (Cell<Jour>, Cell<Jour>),
    /// Last day of signature for which the rules are known: past it, a warning.
    pub signature_connue: Cell<Jour>,
    /// Specialties, in the order of the file.
    pub specialites: Vec<Specialite>,
    /// Maximum amounts: `[series][row][rank][option]`. `None`: no such option there.
    pub montants: Montants,
    /// avenant-7's objectives: `[option][band]`. `None`: below P30, or a band of the other scale.
    pub bareme_avenant_7: Bareme,
    /// Share of the aid with one objective, by nature and outcome.
    pub part_un: PartUn,
    /// Share of the aid with two objectives: `[nature PMT][nature PFA][issue PMT][issue PFA]`.
    /// `None`: a pair of natures that no contract has.
    pub part_deux: PartDeux,
    /// ATT-10, year 3: from which rate, which share. Highest rate first. Below the last: prorata.
    pub paliers_de_taux: Vec<Cell<PalierDeTaux>>,
    /// How the aid is paid, by [`Modalite`].
    pub versements: [ModaliteTable; Modalite::ALL.len()],
    /// Who may sign the collective aid, and from when.
    pub collectif: CollectifTable,
    /// Every single number that is not in a table, by [`Parametre`].
    pub parametres: [Cell<i64>; Parametre::ALL.len()],
    /// What the employment costs.
    pub cout: cout::CoutTable,
}

/// What a regime is, in numbers and series.
#[derive(Debug, Clone)]
pub struct RegimeTable {
    /// First and last day of signature (of the last regime: the last possible day).
    pub signatures: (Cell<Jour>, Cell<Jour>),
    /// Options that can be subscribed at a first signature.
    pub options: Vec<OptionEtp>,
    /// Options that the regime knows but that come later in a contract.
    pub options_ensuite: Vec<OptionEtp>,
    /// Whether the PMT counts adults alone, on avenant-7's own scale.
    pub adultes: bool,
    /// Amounts at signature.
    pub montants: SerieMontant,
    /// Whether amounts change at the first anniversary under convention-2024 (MON-2).
    pub revalorisation: bool,
    /// Whether the contract renews by itself at its term (VIE-1).
    pub reconduction_tacite: bool,
    /// How the aid is paid.
    pub versements: Modalite,
    /// How the aid is paid once revalued: 1/3 ETP, and the other options.
    pub versements_revalorises: (Modalite, Modalite),
}

/// The collective aid of 2026, beside its numbers (REG-COLL26, COL-1, COL-3).
#[derive(Debug, Clone)]
pub struct CollectifTable {
    /// First day of signature.
    pub premiere_signature: Cell<Jour>,
    /// Legal forms of a structure that may sign.
    pub formes: Vec<Cell<Forme>>,
    /// Specialties that may adhere: ids of [`Tables::specialites`].
    pub specialites: Vec<String>,
    /// Where they are written.
    pub specialites_id: CellId,
    /// Secteurs that may adhere.
    pub secteurs: Vec<Cell<Secteur>>,
    /// First day on which docteurs juniors or an agreed site raise the cap.
    pub majoration: Cell<Jour>,
    /// How the aid is paid, by analogy (Q-COL-VERSEMENTS).
    pub versements: Cell<Modalite>,
}

/// One reading of Q-ENTREE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entree {
    /// First day of signature under convention-2024, and of its amounts.
    pub jour: Cell<Jour>,
    /// Whether an anniversary on that very day takes the new amounts.
    pub anniversaire_compris: bool,
}

impl Tables {
    /// A single number.
    #[inline]
    pub fn parametre(&self, parametre: Parametre) -> Cell<i64> {
        self.parametres[parametre as usize]
    }

    /// The specialty with this id.
    pub fn specialite(&self, id: &str) -> Option<&Specialite> {
        self.specialites.iter().find(|s| s.id == id)
    }

    /// What a regime is.
    #[inline]
    pub fn regime(&self, regime: Regime) -> &RegimeTable {
        &self.regimes[regime as usize]
    }
}
