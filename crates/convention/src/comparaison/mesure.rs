//! The figures that a column shows of each year, known or between bounds.

use crate::cout::CoutAnnee;
use crate::eligibilite::Verdict;
use crate::etude::{AnneeEtudiee, Chiffrage, Etude, Plage};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};

/// A figure: known, between bounds, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mesure<T> {
    /// The figure, where it is known.
    pub valeur: Option<T>,
    /// Between what it lies, where it is not.
    pub bornes: Option<Plage<T>>,
}

impl<T: Copy> Mesure<T> {
    pub(crate) fn new(valeur: Option<T>, bornes: Option<Plage<T>>) -> Mesure<T> {
        Mesure { valeur, bornes: bornes.filter(|_| valeur.is_none()) }
    }

    pub(crate) fn connue(valeur: T) -> Mesure<T> {
        Mesure { valeur: Some(valeur), bornes: None }
    }

    /// The lowest that it can be.
    pub fn min(&self) -> Option<T> {
        self.valeur.or(self.bornes.map(|b| b.min))
    }

    /// The highest that it can be.
    pub fn max(&self) -> Option<T> {
        self.valeur.or(self.bornes.map(|b| b.max))
    }
}

/// A contract year of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnneeComparee {
    /// From 1.
    pub annee: u8,
    /// First day.
    pub debut: Jour,
    /// Last day, inclusive.
    pub fin: Jour,
    /// Maximum aid.
    pub montant: Mesure<Centimes>,
    /// Share of it.
    pub part: Mesure<Fraction>,
    /// Aid due.
    pub aide: Mesure<Centimes>,
    /// What the employment costs. `None`: not known.
    pub cout: Option<Centimes>,
    /// Cost less aid.
    pub reste: Mesure<Centimes>,
}

impl AnneeComparee {
    /// Whether it has no day: the contract had ended before it began.
    pub fn sans_un_jour(&self) -> bool {
        self.fin < self.debut
    }

    fn of(studied: &AnneeEtudiee, cout: Option<&CoutAnnee>) -> AnneeComparee {
        let year = &studied.annee;
        let bornes = studied.bornes.unwrap_or_default();
        AnneeComparee {
            annee: year.annee,
            debut: year.periode.debut,
            fin: year.periode.fin,
            montant: Mesure::new(year.montant, bornes.montant),
            part: Mesure::new(year.part, bornes.part),
            aide: Mesure::new(year.aide, bornes.aide),
            cout: cout.and_then(|c| c.cout),
            reste: Mesure::new(cout.and_then(|c| c.reste_a_charge), cout.and_then(|c| c.bornes)),
        }
    }
}

/// The years of an option, or of all.
pub fn annees(chiffrage: &Chiffrage) -> Vec<AnneeComparee> {
    let cout = |n: u8| chiffrage.couts.iter().find(|c| c.annee == n);
    chiffrage.annees.iter().map(|studied| AnneeComparee::of(studied, cout(studied.annee.annee))).collect()
}

/// Sums over the first years, as many as a contract has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotauxCompares {
    /// How many years a whole contract has. 0: no figure.
    pub annees: u8,
    /// If every objective is reached.
    pub maximum: Option<Centimes>,
    /// Aid due.
    pub aide: Mesure<Centimes>,
    /// What the employment costs. `None`: of one of the years it is not known.
    pub cout: Option<Centimes>,
    /// Cost less aid.
    pub reste: Mesure<Centimes>,
}

/// The sums of an option, or of all.
pub fn totaux(chiffrage: &Chiffrage) -> TotauxCompares {
    let totaux = &chiffrage.totaux;
    let first = usize::from(totaux.annees);
    let years = annees(chiffrage);
    let years = years.get(..first.min(years.len())).unwrap_or_default();
    let cout = years.iter().map(|y| y.cout).sum::<Option<Centimes>>().filter(|_| !years.is_empty());
    let aide = Mesure::new(totaux.aide, totaux.bornes);
    let less = |aide: Option<Centimes>| cout.zip(aide).map(|(cout, aide)| cout - aide);
    let bornes = less(aide.max()).zip(less(aide.min())).map(|(min, max)| Plage { min, max });
    let reste = Mesure::new(less(aide.valeur), bornes);
    TotauxCompares { annees: totaux.annees, maximum: totaux.maximum, aide, cout, reste }
}

/// Whether the answer is that there is no aid at all.
pub(crate) fn sans_aide(etude: &Etude) -> bool {
    etude.eligibilite.verdict == Verdict::NonEligible && !etude.eligibilite.deja_signe
}

/// The aid of the first years: nothing where the doctor has no right to it.
pub fn aide_totale(etude: &Etude, chiffrage: &Chiffrage) -> Mesure<Centimes> {
    if sans_aide(etude) { Mesure::connue(Centimes::ZERO) } else { totaux(chiffrage).aide }
}
