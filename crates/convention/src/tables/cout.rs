//! What the employment costs, as data: minimum pay, seniority, contributions.

use super::Cell;
use crate::id::ids;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};

/// Denominator of a rate: rates are written in hundredths with at most three decimals.
pub const TAUX_DEN: i64 = 100_000;

/// First position of the table of minimum pay.
pub const PREMIERE_POSITION: u8 = 5;

/// How many positions it has.
pub const POSITIONS: usize = 5;

/// What a cost is worked out with, beside the [`Parametre`](super::Parametre)s.
#[derive(Debug, Clone)]
pub struct CoutTable {
    /// Minimum pay of the branch, oldest first, never empty (COUT-1).
    pub minimums: Vec<Minimum>,
    /// SMIC, oldest first, never empty (COUT-1).
    pub smic: Vec<Smic>,
    /// Last day for which minimums and SMIC are known.
    pub minimums_connus: Cell<Jour>,
    /// First and last day for which contributions and reduction are known.
    pub parametres: (Cell<Jour>, Cell<Jour>),
    /// Seniority bonus, by rising years (COUT-5).
    pub anciennete: Vec<PalierAnciennete>,
    /// By [`Cotisation`] (COUT-2, COUT-4).
    pub cotisations: [TauxCotisation; Cotisation::ALL.len()],
}

/// Minimum pay of a month at full time, from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minimum {
    /// First day.
    pub depuis: Cell<Jour>,
    /// By position, from [`PREMIERE_POSITION`].
    pub montants: [Cell<Centimes>; POSITIONS],
}

/// SMIC of a month at full time, from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Smic {
    /// First day.
    pub depuis: Cell<Jour>,
    /// Amount.
    pub mensuel: Cell<Centimes>,
}

/// From so many years, so much more of the pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PalierAnciennete {
    /// Whole years.
    pub apres_ans: Cell<i64>,
    /// Share of the pay.
    pub taux: Cell<Fraction>,
}

/// What a contribution takes, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TauxCotisation {
    /// Of what.
    pub assiette: Assiette,
    /// Employer's rate; its denominator divides [`TAUX_DEN`].
    pub taux: Cell<Fraction>,
}

ids! {
    /// What a contribution is taken of.
    pub enum Assiette {
        /// The gross pay.
        Brut "brut",
        /// The gross pay up to the ceiling.
        Tranche1 "tranche-1",
        /// The gross pay above the ceiling, up to some ceilings.
        Tranche2 "tranche-2",
        /// The gross pay, where it is above the ceiling.
        BrutSiTranche2 "brut-si-tranche-2",
    }
}

ids! {
    /// A contribution of the employer.
    pub enum Cotisation {
        /// Health.
        Maladie "maladie",
        /// Solidarity for autonomy.
        SolidariteAutonomie "solidarite-autonomie",
        /// Old age, whole pay.
        VieillesseDeplafonnee "vieillesse-deplafonnee",
        /// Family.
        AllocationsFamiliales "allocations-familiales",
        /// Unemployment.
        Chomage "chomage",
        /// Guarantee of wages.
        Ags "ags",
        /// Vocational training, by law.
        FormationProfessionnelle "formation-professionnelle",
        /// Apprenticeship.
        Apprentissage "apprentissage",
        /// Social dialogue.
        DialogueSocial "dialogue-social",
        /// Accidents at work.
        AtMp "at-mp",
        /// Old age, up to the ceiling.
        VieillessePlafonnee "vieillesse-plafonnee",
        /// Housing.
        Fnal "fnal",
        /// Supplementary pension, up to the ceiling.
        RetraiteComplementaire1 "retraite-complementaire-1",
        /// Its balance, up to the ceiling.
        Ceg1 "ceg-1",
        /// Supplementary pension, above the ceiling.
        RetraiteComplementaire2 "retraite-complementaire-2",
        /// Its balance, above the ceiling.
        Ceg2 "ceg-2",
        /// Its technical balance.
        Cet "cet",
        /// Prévoyance of the branch.
        Prevoyance "prevoyance",
        /// Training, by the branch.
        FormationBranche "formation-branche",
        /// Paritarisme of the branch.
        Paritarisme "paritarisme",
    }
}

impl Cotisation {
    /// Whether the branch adds it: the general reduction leaves it alone (COUT-4).
    pub const fn de_la_branche(self) -> bool {
        matches!(self, Cotisation::Prevoyance | Cotisation::FormationBranche | Cotisation::Paritarisme)
    }
}

impl CoutTable {
    /// The minimum pay of the branch on a day, and whether the day is before the first that is known.
    pub fn minimum(&self, jour: Jour) -> Option<(&Minimum, bool)> {
        dated(&self.minimums, jour, |m| m.depuis.value)
    }

    /// The SMIC on a day. `None`: before the first that is known.
    pub fn smic(&self, jour: Jour) -> Option<&Smic> {
        self.smic.iter().rev().find(|row| row.depuis.value <= jour)
    }

    /// A contribution.
    pub fn cotisation(&self, cotisation: Cotisation) -> TauxCotisation {
        self.cotisations[cotisation as usize]
    }
}

/// The last row that has begun, or the first one where none has.
fn dated<R>(rows: &[R], jour: Jour, depuis: impl Fn(&R) -> Jour) -> Option<(&R, bool)> {
    let begun = rows.iter().rev().find(|row| depuis(row) <= jour);
    begun.map(|row| (row, false)).or_else(|| rows.first().map(|row| (row, true)))
}
