//! Which dated set of rules a contract is under (REG).

use crate::dossier::Dossier;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace};
use crate::id::ids;
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::question::{Lectures, Question};
use crate::tables::{Cell, Tables};

ids! {
    /// A dated set of rules for individual contracts. The signature date decides (REG).
    pub enum Regime {
        /// avenant-7 to the convention of 2016 (REG-AV7).
        Avenant7 "avenant-7",
        /// Règlement arbitral of 2023 (REG-RA23).
        ReglementArbitral2023 "reglement-arbitral-2023",
        /// Convention 2024-2029 (REG-CONV24).
        Convention2024 "convention-2024",
    }
}

impl Regime {
    /// The name of a count of patients in a dossier: avenant-7's PMT counts adults alone and is
    /// `pmt_adultes` everywhere (SEU).
    pub const fn nom(self, indicateur: Indicateur) -> &'static str {
        match (self, indicateur) {
            (Regime::Avenant7, Indicateur::Pmt) => "pmt_adultes",
            _ => indicateur.id(),
        }
    }
}

/// The regime of an individual contract signed on a day (REG), or `None` where no rules are known for
/// that day.
///
/// convention-2024 begins on the day that the reading of Q-ENTREE says, and the règlement arbitral
/// ends the day before.
pub fn regime_de(tables: &Tables, lectures: &Lectures, signature: Jour) -> Option<Regime> {
    Regime::ALL.iter().copied().find(|regime| {
        let (first, last) = signatures(tables, lectures, *regime);
        first <= signature && signature <= last
    })
}

/// First and last day of signature under a regime, by the reading of Q-ENTREE.
pub fn signatures(tables: &Tables, lectures: &Lectures, regime: Regime) -> (Jour, Jour) {
    let (first, last) = tables.regime(regime).signatures;
    let entry = tables.entrees.get(usize::from(lectures.index(Question::Entree))).map(|entree| entree.jour.value);
    match (regime, entry) {
        (Regime::ReglementArbitral2023, Some(entry)) => (first.value, entry.plus_days(-1)),
        (Regime::Convention2024, Some(entry)) => (entry, last.value),
        _ => (first.value, last.value),
    }
}

/// REG: the regime of a dossier, that of its signature; of the day of study where it has none.
pub fn du_dossier<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    dossier: &Dossier,
    au: Jour,
    trace: &mut T,
) -> Regime {
    let signature = dossier.contrat.signature.unwrap_or(au);
    let regime = regime_de(tables, lectures, signature).unwrap_or(dossier.regime);
    let regle = match regime {
        Regime::Avenant7 => Regle::RegAv7,
        Regime::ReglementArbitral2023 => Regle::RegRa23,
        Regime::Convention2024 => Regle::RegConv24,
    };
    trace.rule(Chemin::Regime, regle, |t| {
        let origine = match dossier.contrat.signature {
            Some(_) => Origine::Dossier(Donnee::Champ("contrat.signature")),
            None => Origine::Au,
        };
        t.read("signature", signature, origine);
        let (debut, fin) = signatures(tables, lectures, regime);
        let (first, last) = tables.regime(regime).signatures;
        let entree = &tables.entrees[usize::from(lectures.index(Question::Entree))];
        let written = |jour: Jour, cell: Cell<Jour>| if jour == cell.value { cell.id } else { entree.jour.id };
        t.read("debut", debut, Origine::Regles(written(debut, first)));
        t.read("fin", fin, Origine::Regles(written(fin, last)));
        // The readings of Q-ENTREE differ on a day or two: asked there alone.
        let days = tables.entrees.map(|e| e.jour.value);
        if days.iter().min() <= Some(&signature) && days.iter().max() >= Some(&signature) {
            t.consult(Question::Entree, lectures);
        }
        regime
    })
}
