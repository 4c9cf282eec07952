//! The completions of a dossier with holes: what is discrete in every way that the known facts allow,
//! the rest at its two ends.

use crate::bande::{Bande, Bandes};
use crate::contrat::Donnees;
use crate::dossier::ObjectifSaisi;
use crate::eligibilite::{primo_installe, sous_le_seuil};
use crate::explication::{Origine, Quiet};
use crate::faits::{Faits, PATIENTS_MAX, Retenu, Supposition};
use crate::indicateur::{Indicateur, Paire};
use crate::question::{Lectures, lecture as q};
use crate::vie::Quoi;

/// The completions, in a fixed order: the index of one is its run.
pub(in crate::etude) fn completions<'a>(
    donnees: &Donnees<'_>,
    faits: &Faits<'a>,
    exclure_sous_p30: bool,
) -> Vec<Faits<'a>> {
    let mut list = Vec::new();
    chacune(donnees, faits, exclure_sous_p30, &mut |completion| list.push(*completion));
    list
}

/// Gives each completion, in that order, without keeping any.
pub(super) fn chacune<'a>(
    donnees: &Donnees<'_>,
    faits: &Faits<'a>,
    exclure_sous_p30: bool,
    f: &mut dyn FnMut(&Faits<'a>),
) {
    if !remplir(donnees, faits, exclure_sous_p30, f) && exclure_sous_p30 {
        remplir(donnees, faits, false, f);
    }
}

/// The discrete facts, filled in every way that is possible: each way at its worst and at its best end. Whether
/// there is one.
fn remplir<'a>(donnees: &Donnees<'_>, faits: &Faits<'a>, exclude: bool, f: &mut dyn FnMut(&Faits<'a>)) -> bool {
    let Donnees { lectures, vie, .. } = *donnees;
    let suspendu = vie.suspension_ouverte().is_some();
    // What an avenant to another option will ask for may be of either nature (Q-OBJ-OPTION).
    let renouvelle = vie.changements.iter().any(|c| matches!(c.quoi, Quoi::Option(_)));
    let one_typed = faits.objectif.pmt.is_some() != faits.objectif.pfa.is_some() && faits.specialite.deux_indicateurs;
    let none_typed = faits.objectif == Paire::default();
    let agreed = none_typed && (faits.sans_seuil || faits.activite_mixte);
    let free = |i: Indicateur| -> &'static [bool] {
        let unwritten = faits.objectif[i].is_none() && (one_typed || agreed);
        let open = faits.indicateurs().contains(&i) && (unwritten || renouvelle);
        if open { &[false, true] } else { &[false] }
    };
    let seniors: &[Option<bool>] = match faits.senior {
        Some(true) => &[Some(true)],
        Some(false) => &[Some(false)],
        None => &[Some(false), Some(true)],
    };
    let (of_pmt, of_pfa) = (free(Indicateur::Pmt), free(Indicateur::Pfa));
    let natures = || of_pmt.iter().flat_map(move |pmt| of_pfa.iter().map(move |pfa| Paire { pmt: *pmt, pfa: *pfa }));
    let mut completion = *faits;
    let mut found = false;
    for pmt in classes(lectures, faits, Indicateur::Pmt).iter() {
        for pfa in classes(lectures, faits, Indicateur::Pfa).iter() {
            let (low, high) = (Paire { pmt: pmt.low, pfa: pfa.low }, Paire { pmt: pmt.high, pfa: pfa.high });
            if exclude && sous_le_seuil(lectures, faits, &high) && !primo(lectures, faits, high) {
                continue;
            }
            for &senior in seniors {
                completion.senior = senior;
                for maintien in natures() {
                    for (favorable, bandes) in [(false, high), (true, low)] {
                        let supposition = Supposition { favorable, maintien, avenir: true, reprise: false };
                        (completion.depart, completion.seuils) = (faits.depart, faits.seuils);
                        (completion.bandes, completion.supposition) = (bandes, Some(supposition));
                        found |= donner(&mut completion, supposition, suspendu, f);
                    }
                }
            }
        }
    }
    found
}

/// Fills the counts of a completion at its end, and gives it. False: no count satisfies the known facts.
fn donner<'a>(
    completion: &mut Faits<'a>,
    supposition: Supposition,
    suspendu: bool,
    f: &mut dyn FnMut(&Faits<'a>),
) -> bool {
    if !fill(completion, supposition.favorable) {
        return false;
    }
    f(completion);
    // A solde is lowest with a bad result of a year that resumes: the two do not go together.
    if suspendu {
        completion.supposition = Some(Supposition { reprise: true, ..supposition });
        f(completion);
    }
    true
}

/// Bands that nothing but the start distinguishes: the lowest and the highest stand for all.
#[derive(Clone, Copy)]
struct Class {
    low: Bandes,
    high: Bandes,
}

/// The classes of an indicator, from the lowest.
struct Classes {
    classes: [Class; Bande::ALL.len()],
    count: usize,
}

impl Classes {
    fn iter(&self) -> std::slice::Iter<'_, Class> {
        self.classes.get(..self.count).unwrap_or_default().iter()
    }

    /// One more.
    fn push(&mut self, class: Class) {
        if let Some(place) = self.classes.get_mut(self.count) {
            *place = class;
            self.count += 1;
        }
    }
}

/// The possible bands of an indicator, by class.
///
/// From P30 to below P90 the amounts are one row, and the objectives of the scale of 2021 one nature,
/// save for a doctor recently installed, whose objective depends on P50.
fn classes(lectures: &Lectures, faits: &Faits<'_>, i: Indicateur) -> Classes {
    let none = Class { low: Bandes::EMPTY, high: Bandes::EMPTY };
    let mut found = Classes { classes: [none; Bande::ALL.len()], count: 0 };
    if !faits.indicateurs().contains(&i) {
        found.push(Class { low: faits.bandes[i], high: faits.bandes[i] });
        return found;
    }
    let merges = |bande: Bande| match bande {
        Bande::P30P50 | Bande::P50P90 => true,
        // Below P30, ELI-4 still has its say where the start is not known.
        Bande::SousP30 => faits.depart[i].is_some() && lectures.get::<q::SousP30>() == q::SousP30::LigneP30,
        _ => false,
    };
    let one_row = !faits.installation_recente && !faits.bandes[i].iter().any(|b| b == Bande::P50P70);
    let mut before = false;
    for bande in faits.bandes[i].iter() {
        let only = Bandes::only(bande);
        let last = found.count.checked_sub(1).and_then(|last| found.classes.get_mut(last));
        match last {
            Some(class) if before && one_row && merges(bande) => class.high = only,
            _ => {
                before = merges(bande);
                found.push(Class { low: only, high: only });
            }
        }
    }
    found
}

/// Whether a completion is a primo-installé, whom ELI-4 does not bind.
fn primo(lectures: &Lectures, faits: &Faits<'_>, bandes: Paire<Bandes>) -> bool {
    primo_installe(lectures, &Faits { bandes, ..*faits }, &mut Quiet::default()) == Some(true)
}

/// Fills the counts of a completion at one end. False: no count satisfies the known facts.
fn fill(completion: &mut Faits<'_>, favorable: bool) -> bool {
    for &i in completion.indicateurs() {
        let Some(bande) = completion.bandes[i].single() else { return false };
        if completion.depart[i].is_none() {
            let (min, max) = depart_range(completion, i, bande);
            if min > max {
                return false;
            }
            completion.depart[i] = Some(if favorable { min } else { max });
        }
        fill_thresholds(completion, i, bande, favorable);
    }
    true
}

/// The starts that a band and a typed target allow.
fn depart_range(faits: &Faits<'_>, i: Indicateur, bande: Bande) -> (u32, u32) {
    let seuils = &faits.seuils[i];
    let value = |retenu: Option<Retenu>| retenu.map(|r| r.valeur);
    let (from, to) = seuils.limites(bande);
    let below = [seuils.p30, seuils.p50, seuils.p70, seuils.p90, seuils.p95];
    // Without its own lower threshold, a band lies above every known one that is lower still.
    let rank = match bande {
        Bande::SousP30 => 0,
        Bande::P30P50 => 1,
        Bande::P50P90 | Bande::P50P70 => 2,
        Bande::P70P90 => 3,
        Bande::P90P95 => 4,
        Bande::P95 => 5,
    };
    let lower_known = below.iter().take(rank).rev().find_map(|r| value(*r).map(|v| v + 1));
    let upper_known = below.iter().skip(rank).find_map(|r| value(*r).map(|v| v.saturating_sub(1)));
    let min = value(from).or(lower_known).unwrap_or(0);
    let max = value(to).or(upper_known).map_or(PATIENTS_MAX - 1, |v| v.saturating_sub(1)).min(PATIENTS_MAX - 1);
    match faits.objectif[i] {
        Some(ObjectifSaisi::Cible(cible)) => (min, max.min(cible.saturating_sub(1))),
        Some(ObjectifSaisi::Gain(gain)) => (min, max.min(PATIENTS_MAX.saturating_sub(gain))),
        _ => (min, max),
    }
}

/// P30 and P50 where they are not known: as low or as high as the band, the start and the thresholds
/// that are known allow.
fn fill_thresholds(faits: &mut Faits<'_>, i: Indicateur, bande: Bande, favorable: bool) {
    let Some(depart) = faits.depart[i] else { return };
    let seuils = &mut faits.seuils[i];
    let filled = |valeur: u32| Some(Retenu { valeur, origine: Origine::Au });
    let above_p50 = [seuils.p70, seuils.p90, seuils.p95].iter().flatten().map(|r| r.valeur).min();
    let p50_highest = above_p50.map_or(PATIENTS_MAX, |v| v.saturating_sub(1));
    if seuils.p30.is_none() {
        let highest = seuils.p50.map_or(p50_highest, |r| r.valeur).saturating_sub(1);
        let p30 = match (bande, favorable) {
            (Bande::SousP30, true) => depart + 1,
            (Bande::SousP30, false) => highest.max(depart + 1),
            (_, true) => 1,
            (_, false) => depart.min(highest),
        };
        seuils.p30 = filled(p30);
    }
    if seuils.p50.is_none() {
        let p30 = seuils.p30.map_or(0, |r| r.valeur);
        let below = matches!(bande, Bande::SousP30 | Bande::P30P50);
        let lowest = if below { depart.max(p30) } else { p30 } + 1;
        let highest = if below { p50_highest } else { depart.min(p50_highest) };
        seuils.p50 = filled(if favorable { lowest } else { highest.max(lowest) });
    }
}
