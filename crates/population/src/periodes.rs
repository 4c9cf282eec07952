//! When contracts were signed: the periods of the regimes, up to the day of study.

use convention::dossier::{OptionEtp, Zone};
use convention::jour::Jour;
use convention::question::Lectures;
use convention::regime::{Regime, signatures};
use convention::tables::Tables;

use crate::Erreur;
use crate::tirage::{Rang, Tirage, part_de};

/// Options by regime and place, in thousandths. avenant-7 gives 1 ETP in under-dense zones alone (ELI-9): elsewhere it is
/// seldom asked.
const AVEC_TIERS_SOUS_DENSE: &[(OptionEtp, u32)] =
    &[(OptionEtp::Tiers, 300), (OptionEtp::Demi, 400), (OptionEtp::Un, 300)];
const AVEC_TIERS_AILLEURS: &[(OptionEtp, u32)] =
    &[(OptionEtp::Tiers, 440), (OptionEtp::Demi, 540), (OptionEtp::Un, 20)];
const SANS_TIERS: &[(OptionEtp, u32)] = &[(OptionEtp::Demi, 420), (OptionEtp::Un, 580)];

/// Signatures a day, one period beside another: an order of magnitude of our own.
const fn cadence(regime: Regime) -> u32 {
    match regime {
        Regime::Avenant7 => 3,
        Regime::ReglementArbitral2023 => 7,
        Regime::Convention2024 => 5,
    }
}

/// The days of signature under one regime.
#[derive(Debug, Clone)]
pub(crate) struct Periode {
    debut: Jour,
    /// Signatures that came before, and signatures a day.
    avant: u32,
    cadence: u32,
    /// avenant-7: the PMT is that of adults alone, and the practice has to be shared and coordinated.
    pub(crate) avenant_7: bool,
    /// Whether the contract goes on past its term by itself.
    pub(crate) reconduction: bool,
    sous_dense: Vec<(OptionEtp, u32)>,
    ailleurs: Vec<(OptionEtp, u32)>,
}

impl Periode {
    /// An option that the regime has at a first signature.
    pub(crate) fn option(&self, zone: Option<Zone>, tirage: &mut Tirage) -> Option<OptionEtp> {
        tirage.choix(if zone == Some(Zone::Autre) { &self.ailleurs } else { &self.sous_dense })
    }
}

/// The periods that had begun by a day.
#[derive(Debug, Clone)]
pub(crate) struct Periodes {
    premiere: Periode,
    suite: Vec<Periode>,
    /// Signatures of all of them.
    total: u32,
}

impl Periodes {
    /// # Errors
    ///
    /// [`Erreur::AvantLesContrats`] where none had begun by `au`.
    pub(crate) fn jusqu_au(tables: &Tables, au: Jour) -> Result<Periodes, Erreur> {
        let (premiere, derniere) = (tables.signature_possible.0.value, tables.signature_possible.1.value);
        let mut total = 0;
        let mut periodes = Regime::ALL.iter().filter_map(|regime| {
            let (debut, fin) = signatures(tables, &Lectures::default(), *regime);
            let (debut, fin) = (debut.max(premiere), fin.min(derniere).min(au));
            (debut <= fin).then(|| {
                let avant = total;
                total += (fin.0.abs_diff(debut.0) + 1) * cadence(*regime);
                periode(tables, *regime, debut, avant)
            })
        });
        let premiere = periodes.next().ok_or(Erreur::AvantLesContrats(premiere))?;
        let suite = periodes.collect();
        Ok(Periodes { premiere, suite, total })
    }

    /// The day of signature of a rank, and its period.
    pub(crate) fn signature(&self, rang: Rang) -> (&Periode, Jour) {
        let rang = part_de(rang, self.total);
        let periode = self.suite.iter().take_while(|p| p.avant <= rang).last().unwrap_or(&self.premiere);
        (periode, periode.debut.plus_days(((rang - periode.avant) / periode.cadence) as i32))
    }
}

fn periode(tables: &Tables, regime: Regime, debut: Jour, avant: u32) -> Periode {
    let table = tables.regime(regime);
    let connues = |parts: &[(OptionEtp, u32)]| {
        parts.iter().copied().filter(|(option, _)| table.options.contains(option)).collect()
    };
    let tiers = table.options.contains(&OptionEtp::Tiers);
    Periode {
        debut,
        avant,
        cadence: cadence(regime),
        avenant_7: regime == Regime::Avenant7,
        reconduction: table.reconduction_tacite,
        sous_dense: connues(if tiers { AVEC_TIERS_SOUS_DENSE } else { SANS_TIERS }),
        ailleurs: connues(if tiers { AVEC_TIERS_AILLEURS } else { SANS_TIERS }),
    }
}
