//! What a path names within a figure: a total, a number of an objective, an end of a bound.

/// A total of what was received beside what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Poste {
    /// Received, less what was given back.
    Recu,
    /// Due by the day of study.
    Du,
    /// Missing by the day of study.
    Manque,
    /// What of it is past its last day.
    EnRetard,
    /// To give back by the day of study.
    ARendre,
    /// Received in excess.
    TropPercu,
    /// Received, and paying nothing that is due.
    Inexplique,
}

impl Poste {
    /// Every total, in order.
    pub const ALL: [Poste; 7] =
        [Poste::Recu, Poste::Du, Poste::Manque, Poste::EnRetard, Poste::ARendre, Poste::TropPercu, Poste::Inexplique];

    /// Its member in the étude.
    pub const fn membre(self) -> &'static str {
        match self {
            Poste::Recu => "recu_centimes",
            Poste::Du => "du_centimes",
            Poste::Manque => "manque_centimes",
            Poste::EnRetard => "en_retard_centimes",
            Poste::ARendre => "a_rendre_centimes",
            Poste::TropPercu => "trop_percu_centimes",
            Poste::Inexplique => "inexplique_centimes",
        }
    }
}

/// What an objective is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repere {
    /// What it asks.
    Nature,
    /// Patients at the start.
    Depart,
    /// Patients to reach.
    Cible,
    /// Smallest count without baisse, or within the tolerance.
    Plancher,
    /// Smallest count that is atteint.
    SeuilAtteint,
    /// Fall that a maintien tolerates.
    Tolerance,
}

impl Repere {
    /// Its name in the étude.
    pub const fn id(self) -> &'static str {
        match self {
            Repere::Nature => "nature",
            Repere::Depart => "depart",
            Repere::Cible => "cible",
            Repere::Plancher => "plancher",
            Repere::SeuilAtteint => "seuil_atteint",
            Repere::Tolerance => "tolerance",
        }
    }
}

/// What a bound bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grandeur {
    /// The maximum aid.
    Montant,
    /// The share.
    Part,
    /// The aid due.
    Aide,
}

impl Grandeur {
    /// Its name in the bounds of a year.
    pub(super) const fn membre(self) -> &'static str {
        match self {
            Grandeur::Montant => "montant_centimes",
            Grandeur::Part => "part",
            Grandeur::Aide => "aide_centimes",
        }
    }
}

/// Which end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bout {
    /// The lowest.
    Min,
    /// The highest.
    Max,
}

impl Bout {
    /// `min` or `max`.
    pub const fn id(self) -> &'static str {
        match self {
            Bout::Min => "min",
            Bout::Max => "max",
        }
    }
}
