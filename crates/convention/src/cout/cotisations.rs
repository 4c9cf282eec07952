//! COUT-2 to COUT-4: the contributions of a month, the general reduction, the mutuelle.
//!
//! Sums are exact: integers over one denominator, that of the rates times that of the working time.

use super::coefficient::{Formule, coefficient};
use super::salaire::Rang;
use super::types::{Detail, LigneCout};
use crate::explication::{Chemin, FigureCout as F, Origine, Regle, Trace, cell};
use crate::money::{Centimes, Fraction};
use crate::tables::cout::{Assiette, Cotisation, TAUX_DEN};
use crate::tables::{Parametre, Tables};

/// Ten-thousandths in one.
const COEFFICIENT_DEN: i64 = 10_000;

/// Adds the lines that follow from the gross pay to `detail`, whose pay and bonus are known.
pub(super) fn charges<T: Trace>(tables: &Tables, detail: &mut Detail, temps: Fraction, rang: Rang, trace: &mut T) {
    let charges =
        Charges { tables, temps, rang, salaire: detail[LigneCout::Salaire], prime: detail[LigneCout::Anciennete] };
    let due = charges.cotisations(trace);
    detail[LigneCout::Cotisations] = due;
    detail[LigneCout::Reduction] = charges.reduction(due, trace);
    for (ligne, cotisation) in [
        (LigneCout::Prevoyance, Cotisation::Prevoyance),
        (LigneCout::Formation, Cotisation::FormationBranche),
        (LigneCout::Paritarisme, Cotisation::Paritarisme),
    ] {
        detail[ligne] = trace.rule(charges.mensuel(ligne), Regle::Cout4, |t| {
            charges.lire_brut(t);
            charges.arrondi(charges.somme(&[cotisation], t))
        });
    }
    detail[LigneCout::Mutuelle] = charges.mutuelle(trace);
}

/// The pay of a month, and what is taken of it.
struct Charges<'a> {
    tables: &'a Tables,
    temps: Fraction,
    rang: Rang,
    salaire: Centimes,
    prime: Centimes,
}

impl Charges<'_> {
    fn mensuel(&self, ligne: LigneCout) -> Chemin {
        self.rang.chemin(|p| F::Mensuel(p, ligne))
    }

    fn brut(&self) -> i128 {
        i128::from(self.salaire.0) + i128::from(self.prime.0)
    }

    fn lire_brut<T: Trace>(&self, t: &mut T) {
        t.read("salaire", self.salaire, Origine::Figure(self.mensuel(LigneCout::Salaire)));
        t.read("anciennete", self.prime, Origine::Figure(self.mensuel(LigneCout::Anciennete)));
    }

    fn lire_temps<T: Trace>(&self, t: &mut T) {
        t.read("temps", self.temps, Origine::Figure(self.rang.chemin(F::TempsDuMois)));
    }

    /// An exact sum over [`TAUX_DEN`] and the denominator of the working time, to the cent, half up.
    fn arrondi(&self, sum: i128) -> Centimes {
        let den = i128::from(TAUX_DEN) * i128::from(self.temps.den);
        Centimes((2 * sum + den).div_euclid(2 * den) as i64)
    }

    /// The exact sum of some contributions.
    fn somme<T: Trace>(&self, cotisations: &[Cotisation], t: &mut T) -> i128 {
        let Tables { cout, .. } = self.tables;
        let ceiling = |euros: i64| 100 * i128::from(euros) * i128::from(self.temps.num);
        let by_slice = |c: &&Cotisation| cout.cotisation(**c).assiette != Assiette::Brut;
        let brut = self.brut() * i128::from(self.temps.den);
        let (mut plafond, mut dernier) = (brut, brut);
        if cotisations.iter().any(|c| by_slice(&c)) {
            self.lire_temps(t);
            let euros = cell("plafond_mensuel", self.tables.parametre(Parametre::PlafondMensuel), t);
            let several = cell("tranche_2_plafonds", self.tables.parametre(Parametre::Tranche2Plafonds), t);
            (plafond, dernier) = (ceiling(euros), ceiling(euros * several));
        }
        cotisations
            .iter()
            .map(|cotisation| {
                let row = cout.cotisation(*cotisation);
                let rate = cell(cotisation.id(), row.taux, t);
                let base = match row.assiette {
                    Assiette::Brut => brut,
                    Assiette::Tranche1 => brut.min(plafond),
                    Assiette::Tranche2 => (brut.min(dernier) - plafond).max(0),
                    Assiette::BrutSiTranche2 if brut > plafond => brut,
                    Assiette::BrutSiTranche2 => 0,
                };
                base * i128::from(rate.num) * i128::from(TAUX_DEN / rate.den)
            })
            .sum()
    }

    /// The contributions that the law asks, exactly.
    fn legales<T: Trace>(&self, t: &mut T) -> i128 {
        self.lire_brut(t);
        let legal: Vec<Cotisation> = Cotisation::ALL.iter().copied().filter(|c| !c.de_la_branche()).collect();
        self.somme(&legal, t)
    }

    /// COUT-2: the contributions before the reduction.
    fn cotisations<T: Trace>(&self, trace: &mut T) -> Centimes {
        trace.rule(self.mensuel(LigneCout::Cotisations), Regle::Cout2, |t| self.arrondi(self.legales(t)))
    }

    /// COUT-3: the reduction, zero or below. Contributions less reduction are rounded once, so that both
    /// lines add up to it.
    fn reduction<T: Trace>(&self, due: Centimes, trace: &mut T) -> Centimes {
        trace.rule(self.mensuel(LigneCout::Reduction), Regle::Cout3, |t| {
            let coefficient = self.coefficient(t);
            if coefficient == 0 {
                return Centimes::ZERO;
            }
            let legal = self.legales(t);
            t.read("cotisations", due, Origine::Figure(self.mensuel(LigneCout::Cotisations)));
            let scale = i128::from(TAUX_DEN / COEFFICIENT_DEN) * i128::from(self.temps.den);
            self.arrondi(legal - self.brut() * i128::from(coefficient) * scale) - due
        })
    }

    /// The coefficient of the reduction in ten-thousandths; 0 from so many SMIC.
    fn coefficient<T: Trace>(&self, t: &mut T) -> i64 {
        let mut read = |nom: &'static str, parametre| cell(nom, self.tables.parametre(parametre), &mut *t);
        let hourly = read("smic_horaire", Parametre::SmicHoraireCentimes);
        let hours = read("heures_annuelles", Parametre::HeuresAnnuelles);
        let several = read("reduction_smic", Parametre::ReductionSmic);
        let facteur = read("reduction_facteur", Parametre::ReductionFacteur);
        let formule = Formule {
            minimum: read("reduction_minimum", Parametre::ReductionMinimum).unsigned_abs(),
            ecart: read("reduction_ecart", Parametre::ReductionEcart).unsigned_abs(),
            maximum: read("reduction_maximum", Parametre::ReductionMaximum).unsigned_abs(),
            exposant: Fraction::new(read("reduction_exposant", Parametre::ReductionExposant), 100),
        };
        self.lire_brut(t);
        self.lire_temps(t);
        // Both over 12 months and the denominator of the working time.
        let end = i128::from(several * hourly * hours) * i128::from(self.temps.num);
        let pay = 12 * self.brut() * i128::from(self.temps.den);
        if pay <= 0 || pay >= end {
            return 0;
        }
        let (num, den) = reduite(i128::from(facteur) * (end - pay), 100 * pay);
        i64::try_from(coefficient(&formule, num, den)).unwrap_or(0)
    }

    /// COUT-4: the employer's part of the mutuelle, for each assistant.
    fn mutuelle<T: Trace>(&self, trace: &mut T) -> Centimes {
        trace.rule(self.mensuel(LigneCout::Mutuelle), Regle::Cout4, |t| {
            self.lire_temps(t);
            let euros = cell("mutuelle_euros", self.tables.parametre(Parametre::MutuelleEuros), t);
            let assistants = (self.temps.num + self.temps.den - 1).div_euclid(self.temps.den);
            Centimes::from_euros(euros * assistants)
        })
    }
}

/// A fraction above zero, reduced: its powers stay short.
fn reduite(num: i128, den: i128) -> (u128, u128) {
    let (num, den) = (num.unsigned_abs(), den.unsigned_abs());
    let (mut a, mut b) = (num, den);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (num / a.max(1), den / a.max(1))
}
