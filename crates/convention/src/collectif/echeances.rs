//! Dated duties and rights of a group (COL-4, COL-5, COL-8, COL-9) and its payments.

use super::annees::AnneeCollective;
use super::faits::Faits;
use super::membres::{MembreEtudie, champ};
use crate::echeance::NatureEcheance;
use crate::explication::{Chemin, Origine, Regle, Trace, cell};
use crate::jour::Jour;
use crate::sort;
use crate::tables::{Cell, Parametre};

/// A dated duty or right of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EcheanceCollective {
    /// `None`: a fact is missing.
    pub date: Option<Jour>,
    /// What falls due.
    pub nature: NatureEcheance,
    /// The rule.
    pub regle: Regle,
    /// Index of the payment, for a payment.
    pub versement: Option<u16>,
    /// Index of the doctor whom it concerns alone.
    pub membre: Option<u8>,
    calcul: Calcul,
}

/// How a date is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calcul {
    /// So many years after a day.
    Ans(Jour, Origine, [Option<Cell<i64>>; 2]),
    /// Another figure of the étude.
    Figure(Chemin),
}

/// Every deadline, by date; those without date last.
pub(super) fn echeances<T: Trace>(
    faits: &Faits<'_>,
    membres: &[MembreEtudie],
    annees: &[AnneeCollective],
    trace: &mut T,
) -> Vec<EcheanceCollective> {
    let parametre = |p| Some(faits.tables.parametre(p));
    let mut list = Vec::new();
    let mut after = |nature, regle, membre, from: (Jour, Origine), ans: [Option<Cell<i64>>; 2]| {
        let years: i64 = ans.iter().flatten().map(|cell| cell.value).sum();
        let calcul = Calcul::Ans(from.0, from.1, ans);
        let date = Some(from.0.plus_years(years as i32));
        list.push(EcheanceCollective { date, nature, regle, versement: None, membre, calcul });
    };
    let signature = (faits.signature, faits.origine_de_la_signature());
    let duree = parametre(Parametre::CollectifDureeAns);
    let carence = parametre(Parametre::CollectifCarenceAns);
    let objectif = parametre(Parametre::CollectifObjectifAns);
    after(NatureEcheance::ObjectifCollectif, Regle::Col4, None, signature, [objectif, None]);
    after(NatureEcheance::Terme, Regle::Col8, None, signature, [duree, None]);
    after(NatureEcheance::FinDeCarence, Regle::Col9, None, signature, [duree, carence]);
    for (index, membre) in (0..).zip(membres).filter(|(_, membre)| membre.compte) {
        if let Some(sortie) = membre.sortie {
            let left = (sortie, champ(index, "sortie"));
            after(NatureEcheance::FinDeCarence, Regle::Col9, Some(index), left, [carence, None]);
        }
    }
    for (index, membre) in (0..).zip(membres).filter(|(_, membre)| membre.compte) {
        // Who left before the day has no P50 to reach any more.
        let date = membre.primo.date.filter(|date| membre.sortie.is_none_or(|sortie| sortie > *date));
        if date.is_some() {
            let calcul = Calcul::Figure(Chemin::PrimoDate(index));
            let (nature, membre) = (NatureEcheance::PalierP50, Some(index));
            list.push(EcheanceCollective { date, nature, regle: Regle::Col5, versement: None, membre, calcul });
        }
    }
    let paid = annees.iter().flat_map(|year| year.versements.iter().flatten());
    for (index, versement) in (0..).zip(paid) {
        let (nature, regle) = (NatureEcheance::Versement, versement.modalite.regle());
        let calcul = Calcul::Figure(Chemin::DateLimite(index));
        let date = versement.date_limite;
        list.push(EcheanceCollective { date, nature, regle, versement: Some(index), membre: None, calcul });
    }
    sort::by_key(&mut list, |e| (e.date.is_none(), e.date, e.nature, e.membre));
    for (index, entry) in list.iter().enumerate() {
        trace.rule(Chemin::Echeance(index as u16), entry.regle, |t| {
            match entry.calcul {
                Calcul::Ans(day, origine, ans) => {
                    t.read("depuis", day, origine);
                    ans.into_iter().flatten().for_each(|years| {
                        cell("ans", years, t);
                    });
                }
                Calcul::Figure(chemin) => t.read("date", entry.date, Origine::Figure(chemin)),
            }
            entry.date
        });
    }
    list
}
