//! The numbers of an objective: target, tolerated fall, and the integer breakpoints of its outcomes.

use super::{Choix, Objectif, Tolerance};
use crate::bande::Bande;
use crate::dossier::ObjectifSaisi;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::Indicateur;
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{CelluleBareme, Nature, Parametre, Tables};

/// The numbers of an objective whose nature is chosen.
pub(super) fn chiffrer<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    i: Indicateur,
    choix: Choix,
    autre: Option<Nature>,
    t: &mut T,
) -> Objectif {
    let depart = t.rule(Chemin::Depart(i), Regle::Seu3, |t| depart(lectures, faits, choix, i, t));
    let mut objectif = Objectif {
        nature: choix.nature,
        depart,
        cible: None,
        tolerance: None,
        plancher: None,
        seuil_atteint: None,
        seuil_des_tables: None,
        origine: choix.origine,
    };
    match choix.nature {
        Some(Nature::Augmentation) => augmentation(tables, lectures, faits, i, choix, &mut objectif, t),
        Some(Nature::Maintien) => maintien(tables, lectures, faits, i, choix, autre, &mut objectif, t),
        Some(Nature::PalierP50) => palier_p50(lectures, faits, i, &mut objectif, t),
        None => {
            for chemin in [Chemin::Cible(i), Chemin::Plancher(i), Chemin::SeuilAtteint(i)] {
                t.rule(chemin, choix.regle, |t| {
                    t.read("nature", choix.nature, Origine::Figure(Chemin::Nature(i)));
                    None::<u32>
                });
            }
        }
    }
    objectif
}

/// SEU-3, OBJ-3: the start written in the contract; from 65, by the reading of Q-65-REF.
fn depart<T: Trace>(lectures: &Lectures, faits: &Faits<'_>, choix: Choix, i: Indicateur, t: &mut T) -> Option<u32> {
    if choix.regle == Regle::Obj3
        && choix.nature == Some(Nature::Maintien)
        && let Some((index, mesure)) = faits.mesure_du_30_juin[i]
        && lecture::<q::Reference65>(lectures, t) == q::Reference65::Juin30
    {
        t.read("mesure_du_30_juin", mesure, Origine::Dossier(Donnee::Constat(index, i)));
        return Some(mesure);
    }
    if choix.a_ecrire(faits, i) {
        t.read("nouvelle_option", faits.option, Origine::Dossier(Donnee::Champ("contrat.option")));
        // Whatever start the avenant will write, below a target that it will write too.
        return faits.supposition.map(|s| if s.favorable { 0 } else { PATIENTS_MAX - 1 });
    }
    t.read("depart", faits.depart[i], Origine::Dossier(Donnee::ParIndicateur("patientele", i)));
    faits.depart[i]
}

/// ATT-1: target, no fewer than the start, and the count that reaches it.
fn augmentation<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    i: Indicateur,
    choix: Choix,
    objectif: &mut Objectif,
    t: &mut T,
) {
    let depart = objectif.depart;
    objectif.cible = t.rule(Chemin::Cible(i), choix.regle, |t| {
        t.read("nature", choix.nature, Origine::Figure(Chemin::Nature(i)));
        t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
        let typed = Origine::Dossier(Donnee::ParIndicateur("contrat.objectif", i));
        match (choix.saisi, choix.gain_pour_mille) {
            (Some(ObjectifSaisi::Cible(cible)), _) => {
                t.read("cible", cible, typed);
                Some(cible)
            }
            (Some(ObjectifSaisi::Gain(gain)), _) => {
                t.read("gain", gain, typed);
                depart.map(|d| d + gain)
            }
            (_, Some(found)) => {
                let (CelluleBareme::GainPourMille(pour_mille) | CelluleBareme::GainOuMaintien(pour_mille)) =
                    found.value
                else {
                    return None;
                };
                t.read("gain_pour_mille", pour_mille, Origine::Regles(found.id));
                let gain = arrondi(lectures, u64::from(depart?) * u64::from(pour_mille), 1000, t);
                // A gain of nothing is no objective: the contract must say which one.
                (gain > 0).then_some(depart? + gain)
            }
            _ => None,
        }
    });
    if objectif.cible.is_none()
        && let (Some(supposition), Some(depart)) = (faits.supposition, depart)
    {
        objectif.cible = Some(if supposition.favorable { depart + 1 } else { PATIENTS_MAX.max(depart + 1) });
    }
    let cible = objectif.cible;
    objectif.plancher = t.rule(Chemin::Plancher(i), Regle::Att1, |t| {
        t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
        depart
    });
    let des_tables = |t: &mut T| {
        let pour_cent = atteinte_pour_cent(tables, lectures, t);
        effectif_pour_taux(lectures, depart?, cible?, pour_cent, t)
    };
    if faits.regime == Regime::Avenant7 {
        objectif.seuil_des_tables = des_tables(t);
        objectif.seuil_atteint = t.rule(Chemin::SeuilAtteint(i), Regle::Att10, |t| {
            t.read("cible", cible, Origine::Figure(Chemin::Cible(i)));
            cible
        });
        return;
    }
    objectif.seuil_atteint = t.rule(Chemin::SeuilAtteint(i), Regle::Att1, |t| {
        t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
        t.read("cible", cible, Origine::Figure(Chemin::Cible(i)));
        des_tables(t)
    });
    objectif.seuil_des_tables = objectif.seuil_atteint;
}

/// ATT-1, Q-95: the rate that reaches an augmentation, in hundredths.
pub(crate) fn atteinte_pour_cent<T: Trace>(tables: &Tables, lectures: &Lectures, t: &mut T) -> i64 {
    let parametre = match lecture::<q::Seuil95>(lectures, t) {
        q::Seuil95::PourCent95 => Parametre::AtteintePourCent,
        q::Seuil95::PourCent100 => Parametre::AtteinteStrictePourCent,
    };
    cell("atteinte_pour_cent", tables.parametre(parametre), t)
}

/// ATT-1, ATT-3: the smallest count, not below the start, whose rate is at least `pour_cent` %.
pub(crate) fn effectif_pour_taux<T: Trace>(
    lectures: &Lectures,
    depart: u32,
    cible: u32,
    pour_cent: i64,
    t: &mut T,
) -> Option<u32> {
    let (depart, cible) = (i64::from(depart), i64::from(cible));
    let effectif = match lecture::<q::Taux>(lectures, t) {
        q::Taux::Gain => depart + ceil_div((cible - depart) * pour_cent, 100),
        q::Taux::Niveau => ceil_div(cible * pour_cent, 100).max(depart),
    };
    u32::try_from(effectif).ok()
}

/// ATT-2: the tolerated fall, and the smallest count within it.
#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
fn maintien<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    i: Indicateur,
    choix: Choix,
    autre: Option<Nature>,
    objectif: &mut Objectif,
    t: &mut T,
) {
    let depart = objectif.depart;
    objectif.cible = t.rule(Chemin::Cible(i), choix.regle, |t| {
        t.read("nature", choix.nature, Origine::Figure(Chemin::Nature(i)));
        t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
        depart
    });
    let mut tolerance = None;
    t.rule(Chemin::Tolerance(i), Regle::Att2, |t| {
        tolerance = tolerance_de(tables, lectures, faits, i, autre, t);
        tolerance
    });
    objectif.plancher = t.rule(Chemin::Plancher(i), Regle::Att2, |t| {
        t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
        t.read("tolerance", tolerance, Origine::Figure(Chemin::Tolerance(i)));
        t.read("tolerance_incluse", tolerance.map(|v| v.incluse), Origine::Figure(Chemin::Tolerance(i)));
        Some(plancher_de_maintien(depart?, tolerance?))
    });
    objectif.tolerance = tolerance;
    let plancher = objectif.plancher;
    objectif.seuil_atteint = t.rule(Chemin::SeuilAtteint(i), Regle::Att2, |t| {
        t.read("plancher", plancher, Origine::Figure(Chemin::Plancher(i)));
        plancher
    });
    objectif.seuil_des_tables = plancher;
}

/// The smallest count whose fall from `depart` is tolerated.
#[inline]
fn plancher_de_maintien(depart: u32, tolerance: Tolerance) -> u32 {
    let (depart, kept) = (i64::from(depart), i64::from(tolerance.den) - i64::from(tolerance.num));
    let floor = if tolerance.incluse {
        ceil_div(depart * kept, i64::from(tolerance.den))
    } else {
        (depart * kept).div_euclid(i64::from(tolerance.den)) + 1
    };
    // Without any fall, nothing needs to be tolerated: this matters for a start of 0 alone.
    u32::try_from(floor.min(depart)).unwrap_or(0)
}

/// OBJ-2, OBJ-3 and their open questions: which fall is tolerated.
fn tolerance_de<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    i: Indicateur,
    autre: Option<Nature>,
    t: &mut T,
) -> Option<Tolerance> {
    t.read("senior", faits.senior, Origine::Dossier(Donnee::Champ("medecin.naissance")));
    let small = |t: &mut T| Tolerance {
        num: cell("tolerance", tables.parametre(Parametre::TolerancePourCent), t) as u32,
        den: 100,
        incluse: true,
    };
    if !faits.senior? {
        return Some(small(t));
    }
    crate::faits::lire_bandes(faits.bandes[i], i, t);
    t.read("nature_de_l_autre", autre, Origine::Figure(Chemin::Nature(i.autre())));
    // Whether each exception holds. `None`: it depends on a band, or on an objective, that is not known.
    let p95 = match faits.bandes[i].contains(Bande::P95) {
        true if lecture::<q::P95A65>(lectures, t) == q::P95A65::Cinq => faits.bandes[i].single().map(|_| true),
        _ => Some(false),
    };
    let augmente = match autre {
        Some(nature) => Some(nature == Nature::Augmentation),
        None => (!faits.specialite.deux_indicateurs).then_some(false),
    };
    let mixte = match augmente {
        Some(false) => Some(false),
        _ if lecture::<q::Mixte65>(lectures, t) == q::Mixte65::Dix => Some(false),
        exception => exception,
    };
    match (p95, mixte) {
        (Some(true), _) | (_, Some(true)) => return Some(small(t)),
        (Some(false), Some(false)) => {}
        _ => return None,
    }
    Some(Tolerance {
        num: cell("tolerance_65", tables.parametre(Parametre::Tolerance65PourCent), t) as u32,
        den: 100,
        incluse: lecture::<q::Baisse65>(lectures, t) == q::Baisse65::Inclus,
    })
}

/// OBJ-7: P50, scaled to the liberal time of a mixed practice and never below P30.
fn palier_p50<T: Trace>(lectures: &Lectures, faits: &Faits<'_>, i: Indicateur, objectif: &mut Objectif, t: &mut T) {
    let seuils = &faits.seuils[i];
    objectif.plancher = t.rule(Chemin::Plancher(i), Regle::Att9, |t| {
        let p30 = seuils.p30?;
        t.read("p30", p30.valeur, p30.origine);
        Some(p30.valeur)
    });
    objectif.cible = t.rule(Chemin::Cible(i), Regle::Obj7, |t| {
        let (p30, p50) = (seuils.p30, seuils.p50);
        if let Some(p50) = p50 {
            t.read("p50", p50.valeur, p50.origine);
        }
        t.read("activite_mixte", faits.activite_mixte, Origine::Dossier(Donnee::Champ("medecin.activite_mixte")));
        if !faits.activite_mixte {
            return p50.map(|p| p.valeur);
        }
        if let Some(p30) = p30 {
            t.read("p30", p30.valeur, p30.origine);
        }
        t.read("temps_liberal", faits.temps_liberal, Origine::Dossier(Donnee::Champ("medecin.temps_liberal")));
        let (p30, p50) = (p30?.valeur, p50?.valeur);
        let reduit = match (faits.temps_liberal, faits.supposition) {
            (Some(temps), _) => {
                arrondi(lectures, u64::from(p50) * temps.num.unsigned_abs(), temps.den.unsigned_abs(), t)
            }
            (None, Some(supposition)) if supposition.favorable => p30,
            (None, Some(_)) => p50,
            (None, None) => return None,
        };
        Some(reduit.max(p30))
    });
    let cible = objectif.cible;
    objectif.seuil_atteint = t.rule(Chemin::SeuilAtteint(i), Regle::Att9, |t| {
        t.read("cible", cible, Origine::Figure(Chemin::Cible(i)));
        cible
    });
    objectif.seuil_des_tables = cible;
}

/// Q-ARRONDI: a computed number of patients.
#[inline]
pub(crate) fn arrondi<T: Trace>(lectures: &Lectures, num: u64, den: u64, t: &mut T) -> u32 {
    let den = den.max(1);
    let rounded = if num.is_multiple_of(den) {
        num / den
    } else {
        match lecture::<q::Arrondi>(lectures, t) {
            q::Arrondi::Inferieur => num / den,
            q::Arrondi::PlusProche => (2 * num + den) / (2 * den),
        }
    };
    u32::try_from(rounded).unwrap_or(u32::MAX)
}

/// The smallest integer at least `num / den`, for `den` above 0.
#[inline]
pub(crate) fn ceil_div(num: i64, den: i64) -> i64 {
    -(-num).div_euclid(den)
}
