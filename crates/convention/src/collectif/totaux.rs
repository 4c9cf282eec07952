//! Sums over the contract, and the explanation of what no single rule gives: bounds and settled figures.

use super::annees::AnneeCollective;
use super::faits::Faits;
use super::objectif::ObjectifDuGroupe;
use crate::etude::{Known, Plage, Totaux, ends};
use crate::explication::{Bout, Chemin, Grandeur, Origine, Regle, Trace, Valeur, cell};
use crate::indicateur::{Indicateur, Paire};
use crate::money::{Centimes, Fraction};
use crate::tables::Parametre;

/// The sums over the first `duree` years, each line of which is a displayed figure.
pub(super) fn totaux<T: Trace>(
    faits: &Faits<'_>,
    objectifs: &Paire<ObjectifDuGroupe>,
    years: &[AnneeCollective],
    duree: u8,
    bornes: Option<Plage<Centimes>>,
    trace: &mut T,
) -> Totaux {
    let first = || years.iter().take(usize::from(duree));
    let aide = trace.rule(Chemin::Total, Regle::Pai6, |t| {
        first().for_each(|year| t.read("aide", year.aide, Origine::Figure(Chemin::Aide(year.annee))));
        first().map(|year| year.aide).sum::<Option<Centimes>>()
    });
    let maximum = trace.rule(Chemin::Maximum, Regle::Pai6, |t| {
        first().for_each(|year| t.read("montant", year.montant, Origine::Figure(Chemin::Montant(year.annee))));
        first().map(|year| year.montant).sum::<Option<Centimes>>()
    });
    let (semaines, par_semaine) = gains(faits, objectifs, trace);
    let totaux = Totaux {
        annees: duree,
        aide,
        bornes: if aide.is_some() { None } else { bornes },
        maximum,
        par_semaine,
        semaines,
    };
    let derived = [
        (Chemin::PireCas, totaux.pire_cas()),
        (Chemin::EnJeu, totaux.en_jeu()),
        (Chemin::BorneTotal(Bout::Min), totaux.bornes.map(|b| b.min)),
        (Chemin::BorneTotal(Bout::Max), totaux.bornes.map(|b| b.max)),
    ];
    for (chemin, value) in derived {
        trace.rule(chemin, Regle::Att13, |t| {
            t.read("aide", aide, Origine::Figure(Chemin::Total));
            if let Some(bornes) = totaux.bornes {
                t.read("min", bornes.min, Origine::Suppose(Chemin::Total));
                t.read("max", bornes.max, Origine::Suppose(Chemin::Total));
            }
            value
        });
    }
    totaux
}

/// Weeks to find the patients, and patients a week.
type Rythme = (Paire<Option<i64>>, Paire<Option<Fraction>>);

/// COL-4: patients more than the start, and a week over the years before the modulation.
pub(super) fn gains<T: Trace>(faits: &Faits<'_>, objectifs: &Paire<ObjectifDuGroupe>, trace: &mut T) -> Rythme {
    let semaines = Paire::from_fn(|i| {
        trace.rule(Chemin::Semaines(i), Regle::Col4, |t| {
            Some(cell("semaines", faits.tables.parametre(Parametre::SemainesObjectif), t))
        })
    });
    let par_semaine = Paire::from_fn(|i| {
        let objectif = objectifs[i].objectif;
        let gain = objectif.cible.zip(objectif.depart).map(|(cible, depart)| i64::from(cible) - i64::from(depart));
        trace.rule(Chemin::Gain(i), Regle::Col4, |t| {
            t.read("cible", objectif.cible, Origine::Figure(Chemin::Cible(i)));
            t.read("depart", objectif.depart, Origine::Figure(Chemin::Depart(i)));
            gain
        });
        trace.rule(Chemin::ParSemaine(i), Regle::Col4, |t| {
            t.read("gain", gain, Origine::Figure(Chemin::Gain(i)));
            t.read("semaines", semaines[i], Origine::Figure(Chemin::Semaines(i)));
            Some(Fraction::new(gain?, semaines[i]?))
        })
    });
    (semaines, par_semaine)
}

/// ATT-13: of what every completion agrees on, and of each bound, that completions gave it.
pub(super) fn expliquer<T: Trace>(before: &AnneeCollective, after: &AnneeCollective, index: u16, trace: &mut T) {
    let n = after.annee;
    let settled = |trace: &mut T, chemin: Chemin, was: Valeur, is: Valeur| {
        if was == Valeur::Inconnu && is != Valeur::Inconnu {
            trace.rule(chemin, Regle::Att13, |t| {
                t.read("min", is, Origine::Suppose(chemin));
                t.read("max", is, Origine::Suppose(chemin));
                Known(is)
            });
        }
    };
    settled(trace, Chemin::Montant(n), before.montant.into(), after.montant.into());
    settled(trace, Chemin::Part(n), before.part.into(), after.part.into());
    settled(trace, Chemin::Aide(n), before.aide.into(), after.aide.into());
    for i in Indicateur::ALL {
        if let (Some(was), Some(is)) = (before.atteintes[i], after.atteintes[i]) {
            settled(trace, Chemin::Issue(n, i), was.issue.into(), is.issue.into());
            settled(trace, Chemin::Taux(n, i), was.taux.into(), is.taux.into());
        }
    }
    for (slot, (was, is)) in before.versements.iter().zip(&after.versements).enumerate() {
        if let (Some(was), Some(is)) = (was, is) {
            settled(trace, Chemin::Versement(index + slot as u16), was.montant.into(), is.montant.into());
            if was.nature != is.nature {
                let chemin = Chemin::NatureVersement(index + slot as u16);
                trace.rule(chemin, Regle::Pai5, |t| {
                    t.read("montant", is.montant, Origine::Figure(Chemin::Versement(index + slot as u16)));
                    is.nature
                });
            }
        }
    }
    let Some(bornes) = after.bornes else { return };
    let mut bound = |chemin: Chemin, of: Chemin, value: Valeur| {
        trace.rule(chemin, Regle::Att13, |t| {
            t.read("suppose", value, Origine::Suppose(of));
            Known(value)
        });
    };
    let ranges = [
        (Grandeur::Montant, Chemin::Montant(n), ends(bornes.montant)),
        (Grandeur::Part, Chemin::Part(n), ends(bornes.part)),
        (Grandeur::Aide, Chemin::Aide(n), ends(bornes.aide)),
    ];
    for (grandeur, of, (min, max)) in ranges {
        bound(Chemin::Borne(n, grandeur, Bout::Min), of, min);
        bound(Chemin::Borne(n, grandeur, Bout::Max), of, max);
    }
    for (slot, versement) in after.versements.iter().enumerate() {
        let index = index + slot as u16;
        if versement.is_some_and(|v| v.montant.is_none()) {
            let (min, max) = ends(bornes.versements[slot]);
            bound(Chemin::BorneVersement(index, Bout::Min), Chemin::Versement(index), min);
            bound(Chemin::BorneVersement(index, Bout::Max), Chemin::Versement(index), max);
        }
    }
}

/// A group that may not have the aid: the sums have no object.
pub(super) fn sans_objet<T: Trace>(verdict: crate::eligibilite::Verdict, trace: &mut T) {
    for chemin in [Chemin::Total, Chemin::Maximum, Chemin::PireCas, Chemin::EnJeu] {
        trace.rule(chemin, Regle::Eli12, |t| {
            t.read("verdict", verdict, Origine::Figure(Chemin::Verdict));
            Known(Valeur::Inconnu)
        });
    }
}
