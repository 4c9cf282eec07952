//! What was reached in a contract year, and the share of the aid that is due (ATT).

use serde::Serialize;

use crate::dossier::Constat;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, lecture};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::Fraction;
use crate::objectif::Objectif;
use crate::question::{Lectures, Question, lecture as q};
use crate::tables::{self, Issue, Nature, Sort, Tables};

/// The outcome of one indicator in a contract year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct Atteinte {
    /// Patients counted. `None`: not measured.
    pub constat: Option<u32>,
    /// Its class.
    pub issue: Option<Issue>,
    /// Its rate, from 0 to 1 (ATT-3).
    pub taux: Option<Fraction>,
}

/// How the share follows from the outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The decision tables ATT-4 to ATT-9.
    Tables,
    /// The rates of ATT-10; `true`: its first modulated year, with its thresholds of rate.
    Taux {
        /// Whether the thresholds of rate apply.
        paliers: bool,
    },
    /// The better rate, whatever the outcomes (MON-5, Q-PROROG).
    Prorata,
    /// No document says (Q-RA23).
    Indetermine,
}

/// ATT-12: the count of each indicator for the year that runs from `debut` to the anniversary `cloture`.
///
/// `constats` are in the order of their dates, those that are not known yet without figures. A
/// hypothesis stands in for a missing count of a modulated year; in a completion, a count of such a
/// year that is still missing is filled in favour or against. Before modulation, a count that nobody
/// measured decides nothing: P50 is reached early by a constat alone (ATT-9).
#[inline]
pub fn constats_de_l_annee<T: Trace>(
    lectures: &Lectures,
    faits: &Faits<'_>,
    constats: &[Constat],
    (annee, modulee): (u8, bool),
    (debut, cloture): (Jour, Jour),
    trace: &mut T,
) -> Paire<Option<u32>> {
    let rempli = faits.supposition.filter(|_| modulee).map(|s| if s.favorable { PATIENTS_MAX } else { 0 });
    let si = if modulee { faits.si } else { Paire::default() };
    let defaut = Paire { pmt: (si.pmt, rempli), pfa: (si.pfa, rempli) };
    retenir(lectures, faits.specialite.deux_indicateurs, constats, annee, (debut, cloture), &defaut, trace)
}

/// ATT-12, whoever the contract is of: the last constats of a year; where an indicator has none, what
/// `defaut` says: a hypothesis, then what a completion fills in.
#[inline]
pub(crate) fn retenir<T: Trace>(
    lectures: &Lectures,
    deux_indicateurs: bool,
    constats: &[Constat],
    annee: u8,
    (debut, cloture): (Jour, Jour),
    defaut: &Paire<(Option<u32>, Option<u32>)>,
    trace: &mut T,
) -> Paire<Option<u32>> {
    let mut several = false;
    let mut latest: Paire<Option<(u16, u32)>> = Paire::default();
    let mut last = Paire::default();
    for (index, constat) in (0u16..).zip(constats) {
        if constat.date > cloture {
            break;
        }
        if constat.date <= debut || constat.effectif == Paire::default() {
            continue;
        }
        several |= latest != Paire::default();
        last = Paire::from_fn(|i| constat.effectif[i].map(|effectif| (index, effectif)));
        latest = Paire { pmt: last.pmt.or(latest.pmt), pfa: last.pfa.or(latest.pfa) };
    }
    // With one constat, both readings take it.
    if several && lecture::<q::Constat>(lectures, trace) == q::Constat::PlusProche {
        latest = last;
    }
    let mut result = Paire::default();
    for i in Indicateur::ALL {
        if i == Indicateur::Pfa || deux_indicateurs {
            result[i] = trace.rule(Chemin::Constat(annee, i), Regle::Att12, |t| {
                let (si, rempli) = defaut[i];
                if let Some((index, effectif)) = latest[i] {
                    t.read("constat", effectif, Origine::Dossier(Donnee::Constat(index, i)));
                    return Some(effectif);
                }
                if let Some(si) = si {
                    t.read("hypothese", si, Origine::Hypothese(i));
                }
                si.or(rempli)
            });
        }
    }
    result
}

/// ATT-1, ATT-2, ATT-3, ATT-9, ATT-10: the class and the rate of one indicator.
// In WebAssembly, size counts more than the copy of what it returns.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn atteindre<T: Trace>(
    lectures: &Lectures,
    objectif: &Objectif,
    mode: Mode,
    constat: Option<u32>,
    (annee, i): (u8, Indicateur),
    trace: &mut T,
) -> Atteinte {
    let taux = trace.rule(Chemin::Taux(annee, i), regle_du_taux(objectif, mode), |t| {
        read_objectif(objectif, constat, annee, i, t);
        taux(lectures, objectif, mode, constat?, t)
    });
    let issue = trace.rule(Chemin::Issue(annee, i), regle_de_l_issue(objectif), |t| {
        read_objectif(objectif, constat, annee, i, t);
        if mode == Mode::Tables && objectif.seuil_des_tables != objectif.seuil_atteint {
            t.read("seuil_des_tables", objectif.seuil_des_tables, Origine::Suppose(Chemin::SeuilAtteint(i)));
        }
        Some(objectif.nature?.issues()[rang(objectif, mode, constat?)?])
    });
    Atteinte { constat, issue, taux }
}

fn read_objectif<T: Trace>(objectif: &Objectif, constat: Option<u32>, annee: u8, i: Indicateur, t: &mut T) {
    t.read("constat", constat, Origine::Figure(Chemin::Constat(annee, i)));
    t.read("nature", objectif.nature, Origine::Figure(Chemin::Nature(i)));
    t.read("depart", objectif.depart, Origine::Figure(Chemin::Depart(i)));
    t.read("cible", objectif.cible, Origine::Figure(Chemin::Cible(i)));
    t.read("plancher", objectif.plancher, Origine::Figure(Chemin::Plancher(i)));
    t.read("seuil_atteint", objectif.seuil_atteint, Origine::Figure(Chemin::SeuilAtteint(i)));
}

fn regle_du_taux(objectif: &Objectif, mode: Mode) -> Regle {
    match (objectif.nature, mode) {
        (_, Mode::Taux { .. }) => Regle::Att10,
        (Some(Nature::Maintien), _) => Regle::Att2,
        (Some(Nature::PalierP50), _) => Regle::Att9,
        _ => Regle::Att3,
    }
}

fn regle_de_l_issue(objectif: &Objectif) -> Regle {
    match objectif.nature {
        Some(Nature::Maintien) => Regle::Att2,
        Some(Nature::PalierP50) => Regle::Att9,
        _ => Regle::Att1,
    }
}

/// The count that is atteint under a mode: ATT-10 knows no 95 %.
#[inline]
pub(crate) fn seuil_atteint(objectif: &Objectif, mode: Mode) -> Option<u32> {
    match mode {
        Mode::Tables | Mode::Prorata => objectif.seuil_des_tables,
        Mode::Taux { .. } | Mode::Indetermine => objectif.seuil_atteint,
    }
}

/// The class of a count: 0 best, 1 middle, 2 worst, as in [`Nature::issues`]. Breakpoints alone.
#[inline]
pub(crate) fn rang(objectif: &Objectif, mode: Mode, constat: u32) -> Option<usize> {
    let plancher = objectif.plancher?;
    if constat < plancher {
        return Some(2);
    }
    let best = match objectif.nature? {
        Nature::Maintien => constat > objectif.depart?,
        Nature::Augmentation | Nature::PalierP50 => constat >= seuil_atteint(objectif, mode)?,
    };
    Some(usize::from(!best))
}

/// ATT-3 and Q-TAUX, ATT-2, ATT-9, ATT-10: the rate, from 0 to 1.
#[inline]
pub(crate) fn taux<T: Trace>(
    lectures: &Lectures,
    objectif: &Objectif,
    mode: Mode,
    constat: u32,
    t: &mut T,
) -> Option<Fraction> {
    let n = i64::from(constat);
    let level = |cible: u32| Fraction::bornee(n, i64::from(cible));
    match objectif.nature? {
        Nature::Augmentation => {
            let (depart, cible) = (objectif.depart?, objectif.cible);
            if constat < depart && matches!(mode, Mode::Taux { .. }) {
                return Some(Fraction::ZERO);
            }
            match lecture::<q::Taux>(lectures, t) {
                // However high the target, nothing was gained.
                q::Taux::Gain if constat <= depart => Some(Fraction::ZERO),
                q::Taux::Gain => {
                    let depart = i64::from(depart);
                    Some(Fraction::bornee(n - depart, i64::from(cible?) - depart))
                }
                q::Taux::Niveau => cible.map(level),
            }
        }
        Nature::Maintien => {
            if constat >= objectif.plancher? {
                Some(Fraction::ONE)
            } else {
                objectif.depart.map(level)
            }
        }
        Nature::PalierP50 => objectif.cible.map(level),
    }
}

/// ATT-4 to ATT-10: the share of the aid that is due.
#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
#[inline]
pub fn part<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    objectifs: &Paire<Option<Objectif>>,
    mode: Mode,
    atteintes: &Paire<Option<Atteinte>>,
    annee: u8,
    trace: &mut T,
) -> Option<Fraction> {
    for &i in faits.indicateurs() {
        if let Some(atteinte) = atteintes[i] {
            trace.read("issue", atteinte.issue, Origine::Figure(Chemin::Issue(annee, i)));
            trace.read("taux", atteinte.taux, Origine::Figure(Chemin::Taux(annee, i)));
        }
    }
    match mode {
        Mode::Indetermine => None,
        Mode::Taux { paliers } => part_par_taux(tables, lectures, atteintes, paliers, trace),
        Mode::Prorata => {
            trace.consult(Question::Prorog, lectures);
            part_du_sort(Sort::Prorata, atteintes)
        }
        Mode::Tables => {
            let sort = sort(tables, lectures, objectifs, mode, atteintes, trace)?;
            part_du_sort(sort, atteintes)
        }
    }
}

/// The share of an outcome of a decision table.
#[inline]
pub(crate) fn part_du_sort(sort: Sort, atteintes: &Paire<Option<Atteinte>>) -> Option<Fraction> {
    match sort {
        Sort::Entiere => Some(Fraction::ONE),
        Sort::Nulle => Some(Fraction::ZERO),
        Sort::Prorata => match (atteintes.pmt, atteintes.pfa) {
            (Some(pmt), Some(pfa)) => Some(pmt.taux?.max(pfa.taux?)),
            (Some(one), None) | (None, Some(one)) => one.taux,
            (None, None) => None,
        },
        Sort::Indeterminee => None,
    }
}

/// The line of the decision table that the outcomes fall on.
#[inline]
fn sort<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    objectifs: &Paire<Option<Objectif>>,
    mode: Mode,
    atteintes: &Paire<Option<Atteinte>>,
    t: &mut T,
) -> Option<Sort> {
    let class = |i: Indicateur| -> Option<Option<(Nature, usize)>> {
        let Some(objectif) = &objectifs[i] else { return Some(None) };
        let rang = rang(objectif, mode, atteintes[i]?.constat?)?;
        Some(Some((objectif.nature?, rang)))
    };
    sort_des_rangs(tables, lectures, class(Indicateur::Pmt)?, class(Indicateur::Pfa)?, t)
}

/// The same from the classes alone; `None` stands for an indicator without objective.
#[inline]
pub(crate) fn sort_des_rangs<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    pmt: Option<(Nature, usize)>,
    pfa: Option<(Nature, usize)>,
    t: &mut T,
) -> Option<Sort> {
    let line = match (pmt, pfa) {
        (Some((a, i)), Some((b, j))) => tables.part_deux[a as usize][b as usize]?[i][j],
        (Some((nature, rang)), None) | (None, Some((nature, rang))) => tables.part_un[nature as usize][rang],
        (None, None) => return None,
    };
    let sort = match line.value {
        tables::Regle::Simple(sort) => sort,
        tables::Regle::Selon(question, sorts) => {
            t.consult(question, lectures);
            sorts[lectures.index(question) as usize]
        }
    };
    t.read("ligne", sort, Origine::Regles(line.id));
    Some(sort)
}

/// ATT-10: whole, three quarters or prorata in the first modulated year; prorata after it.
#[inline]
fn part_par_taux<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    atteintes: &Paire<Option<Atteinte>>,
    paliers: bool,
    t: &mut T,
) -> Option<Fraction> {
    let taux = match (atteintes.pmt, atteintes.pfa) {
        (Some(pmt), Some(pfa)) => match lecture::<q::Av7Deux>(lectures, t) {
            q::Av7Deux::PlusFaible => plus_faible(pmt.taux, pfa.taux)?,
            q::Av7Deux::Meilleur => pmt.taux?.max(pfa.taux?),
            q::Av7Deux::Moyenne => pmt.taux?.mean(pfa.taux?),
        },
        (Some(one), None) | (None, Some(one)) => one.taux?,
        (None, None) => return None,
    };
    if paliers {
        for palier in &tables.paliers_de_taux {
            t.read("palier_taux_pour_cent", palier.value.taux_pour_cent, Origine::Regles(palier.id));
            t.read("palier_part", palier.value.part, Origine::Regles(palier.id));
            if taux.num * 100 >= i64::from(palier.value.taux_pour_cent) * taux.den {
                return Some(palier.value.part);
            }
        }
    }
    Some(taux)
}

fn plus_faible(a: Option<Fraction>, b: Option<Fraction>) -> Option<Fraction> {
    Some(a?.min(b?))
}
