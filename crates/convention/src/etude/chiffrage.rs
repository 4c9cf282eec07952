//! The figures of one option: years, decision table, next steps, hypotheses, totals.

use crate::bande::Bandes;
use crate::contrat::{self, Annee, Cadre, Donnees, PeriodeChiffree, Versions};
use crate::cout::CoutAnnee;
use crate::dossier::OptionEtp;
use crate::etude::bornes::{self, Bornes, Enveloppe, Plage};
use crate::etude::decisions::{self, Decision};
use crate::etude::justifier::Justifier;
use crate::etude::paliers::{self, Palier};
use crate::explication::{Chemin, Origine, Quiet, Regle, Trace, Valeur};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::objectif::{self, Objectif};
use crate::regime::Regime;
use crate::tables::{Nature, Parametre, Tables};

/// A contract year and the bounds of what is not known in it.
#[derive(Debug, Clone, PartialEq)]
pub struct AnneeEtudiee {
    /// The year.
    pub annee: Annee,
    /// `None`: everything is known.
    pub bornes: Option<Bornes>,
    /// Its periods. Empty: one, without event.
    pub periodes: Vec<PeriodeChiffree>,
}

/// The figures of one option.
#[derive(Debug, Clone, PartialEq)]
pub struct Chiffrage {
    /// Working time financed. `None`: several options, side by side.
    pub option: Option<OptionEtp>,
    /// Bands that the amounts may be those of.
    pub bandes: Bandes,
    /// The objectives at signature. `None`: no objective on that indicator.
    pub objectifs: Paire<Option<Objectif>>,
    /// Years, from 1. Empty: not eligible, and not signed.
    pub annees: Vec<AnneeEtudiee>,
    /// What each result would give in the next year to be modulated.
    pub decisions: Vec<Decision>,
    /// How many patients more or fewer change the figures.
    pub paliers: Vec<Palier>,
    /// OBJ-5: what would follow for some gains, where a target is not known.
    pub hypotheses: Vec<Hypothese>,
    /// Sums over the first years.
    pub totaux: Totaux,
    /// What each year costs, beside `annees`. Empty: nothing is known of it.
    pub couts: Vec<CoutAnnee>,
}

/// OBJ-5: what a gain of so many hundredths of the start would ask. Never official.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hypothese {
    /// Hundredths of the start.
    pub pour_cent: i64,
    /// By indicator whose target is not known.
    pub effets: Paire<Option<Effet>>,
}

/// What a supposed gain asks on one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effet {
    /// Patients more.
    pub gain: u32,
    /// Patients to reach.
    pub cible: u32,
    /// Smallest count that would be atteint.
    pub seuil_atteint: u32,
    /// Patients more a week, over the weeks before the first modulated year.
    pub par_semaine: Fraction,
}

/// Sums over the first years, as many as a contract has (VIE-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totaux {
    /// How many years are summed.
    pub annees: u8,
    /// Aid due.
    pub aide: Option<Centimes>,
    /// Its bounds.
    pub bornes: Option<Plage<Centimes>>,
    /// The same if every objective is reached.
    pub maximum: Option<Centimes>,
    /// Patients more a week to reach each target, over `semaines`.
    pub par_semaine: Paire<Option<Fraction>>,
    /// Weeks to find them.
    pub semaines: Paire<Option<i64>>,
}

impl Chiffrage {
    /// No figure: not eligible, and not signed.
    pub(super) fn vide(option: Option<OptionEtp>) -> Chiffrage {
        Chiffrage {
            option,
            bandes: Bandes::EMPTY,
            objectifs: Paire::default(),
            annees: Vec::new(),
            decisions: Vec::new(),
            paliers: Vec::new(),
            hypotheses: Vec::new(),
            totaux: Totaux::default(),
            couts: Vec::new(),
        }
    }
}

impl Totaux {
    /// The worst that can come.
    pub fn pire_cas(&self) -> Option<Centimes> {
        self.aide.or(self.bornes.map(|b| b.min))
    }

    /// What results that are not known yet can change.
    pub fn en_jeu(&self) -> Option<Centimes> {
        self.bornes.map(|b| b.max - b.min)
    }
}

/// Works out one option. `faits.option` is it.
pub(super) fn chiffrer<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    au: Jour,
    trace: &mut T,
    quiet: &mut Quiet,
) -> Chiffrage {
    en_partage(donnees, faits, exclure_sous_p30, quiet, |donnees, quiet| {
        let Chiffre { mut chiffrage, cadre, years, enveloppe } = annees(donnees, faits, exclure_sous_p30, trace, quiet);
        if donnees.journal.is_some() {
            for studied in &mut chiffrage.annees {
                studied.periodes = contrat::periodes(donnees, faits, &cadre, &years, studied.annee.annee);
            }
        }
        chiffrage.totaux = totaux(donnees, &cadre, &years, enveloppe.total(), trace);
        chiffrage.decisions = decisions::decisions(donnees, faits, &chiffrage.annees, au, quiet);
        chiffrage.paliers = paliers::paliers(donnees, faits, &cadre, &years, au, quiet);
        chiffrage.hypotheses = hypotheses(donnees, faits, &cadre, quiet);
        if trace.listens() {
            Justifier { donnees, faits, exclure_sous_p30, enveloppe: &enveloppe, chiffrage: &chiffrage }.tout(trace);
        }
        chiffrage
    })
}

/// The objectives and the years of [`chiffrer`] alone: what is due, not what to do about it.
pub(super) fn annees_seules<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    trace: &mut T,
    quiet: &mut Quiet,
) -> Chiffrage {
    en_partage(donnees, faits, exclure_sous_p30, quiet, |donnees, quiet| {
        annees(donnees, faits, exclure_sous_p30, trace, quiet).chiffrage
    })
}

/// Runs `f` with what all runs of the contract share.
fn en_partage<R>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    quiet: &mut Quiet,
    f: impl FnOnce(&Donnees<'_>, &mut Quiet) -> R,
) -> R {
    let versions = Versions::default();
    let donnees = &Donnees { versions: Some(&versions), ..*donnees };
    let attendues = bornes::attendues(donnees, faits, exclure_sous_p30, quiet);
    f(&Donnees { attendues: &attendues, ..*donnees }, quiet)
}

/// The years of an option, and what they were worked out with.
struct Chiffre {
    chiffrage: Chiffrage,
    cadre: Cadre,
    years: Vec<Annee>,
    enveloppe: Enveloppe,
}

/// Every year, what all completions agree on known.
fn annees<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    trace: &mut T,
    quiet: &mut Quiet,
) -> Chiffre {
    let cadre = contrat::cadre(donnees.tables, donnees.lectures, faits, trace);
    let mut years = contrat::annees(donnees, faits, &cadre, trace);
    let duree = usize::from(duree(donnees));
    let enveloppe = bornes::envelopper(donnees, faits, exclure_sous_p30, duree, quiet);
    let mut studied = Vec::with_capacity(years.len());
    regler(&enveloppe, &mut years, trace, |year, bornes, _| {
        studied.push(AnneeEtudiee { annee: *year, bornes, periodes: Vec::new() });
    });
    let chiffrage = Chiffrage {
        bandes: cadre.bandes,
        objectifs: cadre.objectifs,
        annees: studied,
        ..Chiffrage::vide(faits.option)
    };
    Chiffre { chiffrage, cadre, years, enveloppe }
}

/// Gives to each year what every completion agrees on, and `chaque` the year then, with the bounds of what stays open
/// in it.
pub(super) fn regler<T: Trace>(
    enveloppe: &Enveloppe,
    years: &mut [Annee],
    trace: &mut T,
    mut chaque: impl FnMut(&Annee, Option<Bornes>, &mut T),
) {
    let mut index = 0;
    for (rank, year) in years.iter_mut().enumerate() {
        let before = trace.keeps_rules().then_some(*year);
        enveloppe.regler(rank, year);
        if let Some(before) = before {
            explain_settled(&before, year, index, trace);
        }
        index += year.versements.iter().flatten().count() as u16;
        chaque(year, bornes::chiffres(year).ouverts().then(|| enveloppe.bornes(rank)), trace);
    }
}

fn duree(donnees: &Donnees<'_>) -> u8 {
    donnees.tables.parametre(Parametre::DureeAns).value as u8
}

/// A figure that every completion agrees on is known: its explanation says between which runs.
fn explain_settled<T: Trace>(before: &Annee, after: &Annee, index: u16, trace: &mut T) {
    let n = after.annee;
    let settled = |trace: &mut T, chemin: Chemin, regle: Regle, was: Valeur, is: Valeur| {
        if was == Valeur::Inconnu && is != Valeur::Inconnu {
            trace.rule(chemin, regle, |t| {
                t.read("min", is, Origine::Suppose(chemin));
                t.read("max", is, Origine::Suppose(chemin));
                Known(is)
            });
        }
    };
    settled(trace, Chemin::Montant(n), Regle::Seu2, before.montant.into(), after.montant.into());
    settled(trace, Chemin::Part(n), Regle::Att13, before.part.into(), after.part.into());
    settled(trace, Chemin::Aide(n), Regle::Att13, before.aide.into(), after.aide.into());
    for i in Indicateur::ALL {
        if let (Some(was), Some(is)) = (before.atteintes[i], after.atteintes[i]) {
            settled(trace, Chemin::Issue(n, i), Regle::Att13, was.issue.into(), is.issue.into());
            settled(trace, Chemin::Taux(n, i), Regle::Att13, was.taux.into(), is.taux.into());
        }
    }
    for (slot, (was, is)) in before.versements.iter().zip(&after.versements).enumerate() {
        if let (Some(was), Some(is)) = (was, is) {
            let index = index + slot as u16;
            settled(trace, Chemin::Versement(index), Regle::Att13, was.montant.into(), is.montant.into());
            if was.nature != is.nature {
                let chemin = Chemin::NatureVersement(index);
                trace.rule(chemin, Regle::Pai5, |t| {
                    t.read("ligne", was.nature, Origine::Suppose(chemin));
                    t.read("montant", is.montant, Origine::Figure(Chemin::Versement(index)));
                    is.nature
                });
            }
        }
    }
}

/// A value that is already one.
#[derive(Clone, Copy)]
pub(crate) struct Known(pub(crate) Valeur);

impl From<Known> for Valeur {
    fn from(known: Known) -> Valeur {
        known.0
    }
}

/// The sums, each line of which is a displayed figure.
fn totaux<T: Trace>(
    donnees: &Donnees<'_>,
    cadre: &Cadre,
    years: &[Annee],
    bornes: Option<Plage<Centimes>>,
    trace: &mut T,
) -> Totaux {
    let annees = duree(donnees);
    let first = &years[..years.len().min(usize::from(annees))];
    let aide = trace.rule(Chemin::Total, Regle::Pai6, |t| {
        for year in first {
            t.read("aide", year.aide, Origine::Figure(Chemin::Aide(year.annee)));
        }
        first.iter().map(|year| year.aide).sum::<Option<Centimes>>()
    });
    let semaines = Paire::from_fn(|i| Some(semaines(donnees.tables, cadre.objectifs[i]?.nature)));
    let par_semaine = Paire::from_fn(|i| {
        let objectif = cadre.objectifs[i]?;
        let gain = i64::from(objectif.cible?) - i64::from(objectif.depart?);
        Some(Fraction::new(gain.max(0), semaines[i]?))
    });
    Totaux {
        annees,
        aide,
        bornes: if aide.is_some() { None } else { bornes },
        maximum: first.iter().map(|year| year.montant).sum(),
        par_semaine,
        semaines,
    }
}

/// Weeks to find the patients: those before the first modulated year; of a primo-installé, the years
/// given to reach P50 (OBJ-7) at as many weeks a year.
fn semaines(tables: &Tables, nature: Option<Nature>) -> i64 {
    let before_modulation = tables.parametre(Parametre::SemainesObjectif).value;
    let years = (tables.parametre(Parametre::PremiereAnneeModulee).value - 1).max(1);
    match nature {
        Some(Nature::PalierP50) => before_modulation * tables.parametre(Parametre::PalierAns).value / years,
        _ => before_modulation,
    }
}

/// OBJ-5 (c): gains of 5, 10, 15… % of the start, where a target is not known.
fn hypotheses(donnees: &Donnees<'_>, faits: &Faits<'_>, cadre: &Cadre, quiet: &mut Quiet) -> Vec<Hypothese> {
    let unknown = |i: Indicateur| {
        cadre.objectifs[i]
            .filter(|o| o.cible.is_none() && matches!(o.nature, None | Some(Nature::Augmentation)))
            .and_then(|o| o.depart)
            .filter(|depart| *depart > 0)
    };
    if Indicateur::ALL.into_iter().all(|i| unknown(i).is_none()) {
        return Vec::new();
    }
    let tables = donnees.tables;
    let pas = tables.parametre(Parametre::HypothesePas).value;
    let seuil = objectif::atteinte_pour_cent(tables, donnees.lectures, quiet);
    let semaines = semaines(tables, None);
    (1..=tables.parametre(Parametre::HypotheseNombre).value)
        .map(|k| {
            let pour_cent = pas * k;
            let effets = Paire::from_fn(|i| {
                let depart = unknown(i)?;
                let num = u64::from(depart) * pour_cent.unsigned_abs();
                let gain = objectif::arrondi(donnees.lectures, num, 100, quiet).max(1);
                let cible = depart + gain;
                // ATT-10 knows no 95 %.
                let seuil_atteint = match faits.regime {
                    Regime::Avenant7 => cible,
                    _ => objectif::effectif_pour_taux(donnees.lectures, depart, cible, seuil, quiet)?,
                };
                Some(Effet { gain, cible, seuil_atteint, par_semaine: Fraction::new(i64::from(gain), semaines) })
            });
            Hypothese { pour_cent, effets }
        })
        .collect()
}
