//! COL-4: what a group is asked to gain, and the integer breakpoints of it.

use super::faits::Faits;
use super::membres::champ;
use crate::dossier::fields::MAX_PATIENTS;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::objectif::{Objectif, OrigineObjectif, Tolerance, arrondi, effectif_pour_taux};
use crate::question::lecture as q;
use crate::tables::{Nature, Parametre};

/// The objective of a group on one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObjectifDuGroupe {
    /// Start, target, breakpoints.
    pub objectif: Objectif,
    /// Patients asked for this working time, before former gains.
    pub demande: Option<u32>,
    /// Gains already made under the members' ended individual contracts.
    pub deduit: Option<u32>,
}

/// COL-4: the objective, with the members of a day.
pub(super) fn objectif<T: Trace>(faits: &Faits<'_>, i: Indicateur, jour: Jour, trace: &mut T) -> ObjectifDuGroupe {
    let depart = trace.rule(Chemin::Depart(i), Regle::Col4, |t| depart(faits, i, jour, t));
    let demande = trace.rule(Chemin::GainDemande(i), Regle::Col4, |t| demande(faits, i, t));
    let deduit = trace.rule(Chemin::GainDeduit(i), Regle::Col4, |t| deduit(faits, i, jour, t));
    let lire_gains = |t: &mut T| {
        t.read("gain_demande", demande, Origine::Figure(Chemin::GainDemande(i)));
        t.read("gain_deduit", deduit, Origine::Figure(Chemin::GainDeduit(i)));
    };
    let reste = demande.zip(deduit).map(|(demande, deduit)| demande.saturating_sub(deduit));
    let nature = trace.rule(Chemin::Nature(i), Regle::Col4, |t| {
        lire_gains(t);
        reste.map(|reste| if reste == 0 { Nature::Maintien } else { Nature::Augmentation })
    });
    let cible = trace.rule(Chemin::Cible(i), Regle::Col4, |t| {
        t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
        lire_gains(t);
        Some(depart? + reste?)
    });
    let tolerance = (nature == Some(Nature::Maintien)).then_some(Tolerance { num: 0, den: 100, incluse: true });
    if tolerance.is_some() {
        trace.rule(Chemin::Tolerance(i), Regle::Col4, |t| {
            t.read("nature", nature, Origine::Figure(Chemin::Nature(i)));
            tolerance.map(Tolerance::fraction)
        });
    }
    let plancher = trace.rule(Chemin::Plancher(i), Regle::Col6, |t| {
        t.read("nature", nature, Origine::Figure(Chemin::Nature(i)));
        t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
        match nature? {
            Nature::Maintien if lecture::<q::ColObjectifNul>(faits.lectures, t) == q::ColObjectifNul::Rien => Some(0),
            _ => depart,
        }
    });
    let seuil_atteint = trace.rule(Chemin::SeuilAtteint(i), Regle::Col6, |t| {
        t.read("plancher", plancher, Origine::Figure(Chemin::Plancher(i)));
        t.read("cible", cible, Origine::Figure(Chemin::Cible(i)));
        match nature? {
            Nature::Maintien => plancher,
            _ => atteint(faits, depart?, cible?, t),
        }
    });
    let objectif = Objectif {
        nature,
        depart,
        cible,
        tolerance,
        plancher,
        seuil_atteint,
        seuil_des_tables: seuil_atteint,
        origine: OrigineObjectif::Bareme,
    };
    ObjectifDuGroupe { objectif, demande, deduit }
}

/// The total of the members of a day. A completion fills missing counts: in favour, as few as the mean
/// of COL-2 lets; against, as many as a doctor can have.
pub(super) fn depart<T: Trace>(faits: &Faits<'_>, i: Indicateur, jour: Jour, t: &mut T) -> Option<u32> {
    faits.lire_ecartes(jour, t);
    let (mut known, mut missing, mut doctors) = (0u32, 0u32, 0u32);
    for (index, membre) in faits.presents(jour) {
        t.read(i.id(), membre.effectif[i], champ(index, i.id()));
        doctors += 1;
        match membre.effectif[i] {
            Some(count) => known += count,
            None => missing += 1,
        }
    }
    if missing == 0 {
        return Some(known);
    }
    if faits.favorable? {
        let mean = faits.tables.parametre(Parametre::CollectifPmtMoyenne).value;
        let asked = !faits.deja_signe && i == Indicateur::Pmt && jour == faits.signature;
        let least = u32::try_from(mean).unwrap_or(0) * doctors;
        return Some(if asked { known.max(least) } else { known });
    }
    Some(known + missing * MAX_PATIENTS)
}

/// Patients asked for the working time of the group.
fn demande<T: Trace>(faits: &Faits<'_>, i: Indicateur, t: &mut T) -> Option<u32> {
    t.read("etp", faits.etp, Origine::Dossier(Donnee::Champ("contrat.etp")));
    let parametre = match i {
        Indicateur::Pmt => Parametre::CollectifGainPmt,
        Indicateur::Pfa => Parametre::CollectifGainPfa,
    };
    let par_etp = cell("gain_par_etp", faits.tables.parametre(parametre), t).unsigned_abs();
    Some(arrondi(faits.lectures, par_etp * u64::from(faits.etp?.en_demis()), 2, t))
}

/// Gains made under the ended individual contracts of the members of a day.
pub(super) fn deduit<T: Trace>(faits: &Faits<'_>, i: Indicateur, jour: Jour, t: &mut T) -> Option<u32> {
    let path = match i {
        Indicateur::Pmt => "contrat_individuel.gain_pmt",
        Indicateur::Pfa => "contrat_individuel.gain_pfa",
    };
    faits.lire_ecartes(jour, t);
    let mut total = Some(0);
    for (index, membre) in faits.presents(jour) {
        let Some(contrat) = membre.contrat_individuel else { continue };
        t.read("gain_deja_fait", contrat.gains[i], champ(index, path));
        let filled = faits.favorable.map(|favorable| if favorable { MAX_PATIENTS } else { 0 });
        total = total.zip(contrat.gains[i].or(filled)).map(|(total, gain)| total + gain);
    }
    total
}

/// COL-6, Q-COL-95: the smallest total that reaches the objective.
fn atteint<T: Trace>(faits: &Faits<'_>, depart: u32, cible: u32, t: &mut T) -> Option<u32> {
    match lecture::<q::Col95>(faits.lectures, t) {
        q::Col95::PourCent100 => Some(cible),
        q::Col95::PourCent95 => {
            let pour_cent = cell("atteinte_pour_cent", faits.tables.parametre(Parametre::AtteintePourCent), t);
            effectif_pour_taux(faits.lectures, depart, cible, pour_cent, t)
        }
    }
}
