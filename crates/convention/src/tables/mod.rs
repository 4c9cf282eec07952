//! The convention as data, once parsed and checked: plain integers that the rules read.
//!
//! Each number is a [`Cell`]: its value, and an id that finds where it is written, its source and its
//! confidence in [`Convention::cells`].

pub mod cout;
mod load;
mod parametre;
mod textes;

pub use load::{FICHIERS, REGLES};
pub use parametre::Parametre;
pub use textes::{TexteQuestion, TexteRegle, Textes};

use crate::bande::Bande;
use crate::dossier::{Forme, OptionEtp, Secteur};
use crate::id::ids;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::Question;
use crate::regime::Regime;

/// A value of the rule files and the id of the place where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<T> {
    /// The value.
    pub value: T,
    /// Index into [`Convention::cells`].
    pub id: CellId,
}

/// Index into [`Convention::cells`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellId(pub u16);

/// Where a value is written, who says it, and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellInfo {
    /// File of the series, such as `montants.toml`.
    pub fichier: &'static str,
    /// Path in that file, such as `ligne[3].1`.
    pub chemin: String,
    /// Line and column, from 1.
    pub position: (u32, u32),
    /// Id of the rule that the value belongs to.
    pub regle: String,
    /// Who says it, in a few French words.
    pub source: String,
    /// How sure it is.
    pub confiance: Confiance,
}

ids! {
    /// How sure a value is (rules, introduction).
    pub enum Confiance {
        /// Legal text.
        Texte "T",
        /// Page of the Assurance Maladie.
        AssuranceMaladie "A",
        /// Sheet of the URPS Occitanie.
        Urps "U",
        /// Other secondary source.
        Secondaire "S",
        /// Our interpretation.
        Interpretation "I",
    }
}

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

/// Maximum amounts of a row: `[rank][option]`.
pub type MontantsLigne = [[Option<Cell<Centimes>>; OptionEtp::ALL.len()]; 3];
/// Maximum amounts: `[series][row][rank][option]`.
pub type Montants = [[MontantsLigne; LigneMontant::ALL.len()]; SerieMontant::ALL.len()];
/// A barème: `[option][band]`.
pub type Bareme = [[Option<Cell<CelluleBareme>>; Bande::ALL.len()]; OptionEtp::ALL.len()];
/// One objective: `[nature][issue]`.
pub type PartUn = [[Cell<Regle>; 3]; 3];
/// Two objectives of given natures: `[issue PMT][issue PFA]`.
pub type PartPaire = [[Cell<Regle>; 3]; 3];
/// Two objectives: `[nature PMT][nature PFA][issue PMT][issue PFA]`.
pub type PartDeux = [[Option<PartPaire>; 3]; 3];

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

/// A specialty.
#[derive(Debug, Clone, PartialEq)]
pub struct Specialite {
    /// Code of the thresholds table, or a name.
    pub id: String,
    /// In French, for people.
    pub nom: String,
    /// Whether it may have the aid.
    pub statut: Statut,
    /// The same under avenant-7.
    pub statut_avenant_7: Statut,
    /// Whether the contract has a PMT objective beside the PFA (OBJ-1).
    pub deux_indicateurs: bool,
    /// Indicator that must reach P30, under the reading `usage` of Q-SEUIL.
    pub critere: Critere,
    /// Whether it may take 1,5 and 2 ETP (ELI-10).
    pub plusieurs_etp: bool,
    /// Published thresholds at 31 December 2021.
    pub seuils: Paire<Seuils>,
    /// Published thresholds of avenant-7's adult scale.
    pub seuils_avenant_7: Paire<Seuils>,
}

/// Published percentiles, each with its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seuils {
    /// P30.
    pub p30: Option<Cell<u32>>,
    /// P50.
    pub p50: Option<Cell<u32>>,
    /// P70.
    pub p70: Option<Cell<u32>>,
    /// P90.
    pub p90: Option<Cell<u32>>,
    /// P95.
    pub p95: Option<Cell<u32>>,
}

ids! {
    /// Whether a specialty may have the aid (ELI-1, ELI-2).
    pub enum Statut {
        /// It may.
        Ouverte "ouverte",
        /// It may not.
        Exclue "exclue",
        /// By the share of clinical fees.
        SelonHonoraires "selon-honoraires",
        /// Only the caisse knows, by département.
        AConfirmer "a-confirmer",
    }
}

ids! {
    /// Indicator that must reach P30 (Q-SEUIL, reading `usage`).
    pub enum Critere {
        /// PMT.
        Pmt "pmt",
        /// PFA.
        Pfa "pfa",
        /// Either.
        LUnOuLAutre "l-un-ou-l-autre",
    }
}

ids! {
    /// A series of amounts.
    pub enum SerieMontant {
        /// avenant-7 and règlement arbitral.
        Avant "avant",
        /// convention-2024.
        Depuis "depuis",
    }
}

ids! {
    /// A row of the table of amounts.
    pub enum LigneMontant {
        /// P30 to below P90.
        P30P90 "p30-p90",
        /// P90 to below P95.
        P90P95 "p90-p95",
        /// P95 and above.
        P95 "p95",
    }
}

impl LigneMontant {
    /// The row of a band; below P30 has none of its own (MON-8).
    pub const fn of(bande: Bande) -> Option<LigneMontant> {
        match bande {
            Bande::SousP30 => None,
            Bande::P30P50 | Bande::P50P90 | Bande::P50P70 | Bande::P70P90 => Some(LigneMontant::P30P90),
            Bande::P90P95 => Some(LigneMontant::P90P95),
            Bande::P95 => Some(LigneMontant::P95),
        }
    }
}

/// A cell of a barème.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CelluleBareme {
    /// So many thousandths of the start more.
    GainPourMille(u32),
    /// Keep the start.
    Maintien,
    /// By the reading of Q-AV7-P95: the gain of `plus_5`, or maintien.
    GainOuMaintien(u32),
    /// Nobody published it.
    Inconnue,
}

ids! {
    /// What an objective asks (OBJ-1).
    pub enum Nature {
        /// More patients.
        Augmentation "augmentation",
        /// As many patients.
        Maintien "maintien",
        /// P50 within three years, for a primo-installé.
        PalierP50 "palier-p50",
    }
}

ids! {
    /// Outcome of an indicator. Each nature has three, in the order best, middle, worst.
    pub enum Issue {
        /// Augmentation: reached. Primo-installé: P50 or above.
        Atteint "atteint",
        /// Augmentation: not reached, no fewer patients than at the start.
        SansBaisse "non-atteint-sans-baisse",
        /// Augmentation: fewer patients than at the start.
        AvecBaisse "non-atteint-avec-baisse",
        /// Maintien: more patients than at the start.
        EnHausse "atteint-en-hausse",
        /// Maintien: as many patients, or a tolerated fall.
        Maintenu "atteint-sans-hausse",
        /// Maintien: a fall beyond the tolerance.
        NonMaintenu "non-atteint",
        /// Primo-installé: P50 or above.
        P50 "p50-atteint",
        /// Primo-installé: P30 to below P50.
        EntreP30EtP50 "entre-p30-et-p50",
        /// Primo-installé: below P30.
        SousP30 "sous-p30",
    }
}

impl Nature {
    /// The three outcomes of this nature: best, middle, worst.
    pub const fn issues(self) -> [Issue; 3] {
        match self {
            Nature::Augmentation => [Issue::Atteint, Issue::SansBaisse, Issue::AvecBaisse],
            Nature::Maintien => [Issue::EnHausse, Issue::Maintenu, Issue::NonMaintenu],
            Nature::PalierP50 => [Issue::P50, Issue::EntreP30EtP50, Issue::SousP30],
        }
    }
}

/// What a line of a decision table gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regle {
    /// One outcome.
    Simple(Sort),
    /// One outcome for each reading of a question, in the order of its readings.
    Selon(Question, [Sort; 3]),
}

ids! {
    /// What becomes of the aid.
    pub enum Sort {
        /// 100 %.
        Entiere "entiere",
        /// 0 %.
        Nulle "nulle",
        /// The better of the rates.
        Prorata "prorata",
        /// Not determined by any document.
        Indeterminee "indeterminee",
    }
}

/// From this rate, this share (ATT-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PalierDeTaux {
    /// Smallest rate, in hundredths.
    pub taux_pour_cent: u32,
    /// Share of the aid.
    pub part: Fraction,
}

ids! {
    /// A way of paying.
    pub enum Modalite {
        /// convention-2024, 0,5 ETP and more.
        Pai1 "PAI-1",
        /// 1/3 ETP once revalued.
        Pai2 "PAI-2",
        /// avenant-7 before its revalorisation.
        Pai3 "PAI-3",
        /// Règlement arbitral.
        Pai4 "PAI-4",
    }
}

/// The payments of year 1, of year 2, and of each year from the third.
#[derive(Debug, Clone)]
pub struct ModaliteTable {
    /// By rank of the year: one `integral`, or an `acompte` then a `solde`.
    pub annees: [Vec<LigneVersement>; 3],
}

/// One payment of a year.
#[derive(Debug, Clone, Copy)]
pub struct LigneVersement {
    /// What kind of payment.
    pub nature: NatureVersement,
    /// Hundredths of the year's maximum amount. Of a `solde`: what is left, so 0.
    pub pour_cent: Cell<i64>,
    /// From when the delay runs.
    pub depuis: Depuis,
    /// Delay in months.
    pub mois: Cell<i64>,
    /// Delay in days, on top.
    pub jours: Cell<i64>,
    /// Whether the sheet counts this delay from the signature (Q-DATES).
    pub compte_de_la_signature: bool,
}

ids! {
    /// What kind of payment.
    pub enum NatureVersement {
        /// The whole year at once.
        Integral "integral",
        /// In advance.
        Acompte "acompte",
        /// What is left of the aid.
        Solde "solde",
        /// A negative solde: money to give back (PAI-5).
        Reversement "reversement",
    }
}

ids! {
    /// From when a delay of payment runs.
    pub enum Depuis {
        /// First day of the contract year.
        Debut "debut",
        /// The day the papers were handed over.
        Justificatifs "justificatifs",
        /// The anniversary that closes the contract year.
        Cloture "cloture",
    }
}

impl Tables {
    /// A single number.
    pub fn parametre(&self, parametre: Parametre) -> Cell<i64> {
        self.parametres[parametre as usize]
    }

    /// The specialty with this id.
    pub fn specialite(&self, id: &str) -> Option<&Specialite> {
        self.specialites.iter().find(|s| s.id == id)
    }

    /// What a regime is.
    pub fn regime(&self, regime: Regime) -> &RegimeTable {
        &self.regimes[regime as usize]
    }
}

impl Specialite {
    /// The published thresholds of an indicator on a scale.
    pub fn seuils(&self, adultes: bool, indicateur: Indicateur) -> Seuils {
        if adultes { self.seuils_avenant_7[indicateur] } else { self.seuils[indicateur] }
    }
}
