//! Which figure of the cost of a year.

use super::Bout;
use crate::cout::LigneCout;

/// A figure of the cost of a contract year; those of a run of months have its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureCout {
    /// The cost.
    Cout,
    /// Months worked.
    Mois,
    /// Working time.
    Temps,
    /// A line of the cost.
    Ligne(LigneCout),
    /// Cost less aid.
    Reste,
    /// A bound of the cost less the aid.
    BorneReste(Bout),
    /// First day of a run of months.
    Debut(u8),
    /// Last day of a run of months.
    Fin(u8),
    /// How many months a run has.
    NombreDeMois(u8),
    /// Working time of its months.
    TempsDuMois(u8),
    /// Minimum pay of its months.
    Minimum(u8),
    /// Seniority bonus of its months.
    TauxAnciennete(u8),
    /// A line of one of its months.
    Mensuel(u8, LigneCout),
}

impl FigureCout {
    /// Where the figure stands in the cost of its year.
    pub(super) fn pointer(self) -> String {
        use FigureCout as F;
        match self {
            F::Cout => "cout_centimes".to_owned(),
            F::Mois => "mois".to_owned(),
            F::Temps => "temps".to_owned(),
            F::Ligne(ligne) => format!("detail/{ligne}_centimes"),
            F::Reste => "reste_a_charge_centimes".to_owned(),
            F::BorneReste(bout) => format!("bornes/{}", bout.id()),
            F::Debut(p) => format!("mensualites/{p}/debut"),
            F::Fin(p) => format!("mensualites/{p}/fin"),
            F::NombreDeMois(p) => format!("mensualites/{p}/mois"),
            F::TempsDuMois(p) => format!("mensualites/{p}/temps"),
            F::Minimum(p) => format!("mensualites/{p}/minimum_centimes"),
            F::TauxAnciennete(p) => format!("mensualites/{p}/taux_anciennete"),
            F::Mensuel(p, ligne) => format!("mensualites/{p}/detail/{ligne}_centimes"),
        }
    }
}
