//! A contract: what is settled at its signature, then each of its years.
//!
//! A year without event has one period and is worked out here; a year that events cut is worked out
//! in `vecu`, and its payments are kept in `registre`, as they stood when each was due.

mod decision;
mod fin;
mod journal;
mod objectifs;
mod registre;
mod vecu;

pub use journal::Journal;
pub use registre::{Attendue, Attendues, Connue, attendues};
pub use vecu::PeriodeChiffree;
pub(crate) use vecu::{Parts, lire_periodes};

use crate::atteinte::{self, Atteinte, Mode};
use crate::bande::Bandes;
use crate::dossier::{Constat, OptionEtp};
use crate::eligibilite::primo_installe;
use crate::explication::{Chemin, Donnee, Origine, Trace, cell, lecture};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::montant;
use crate::objectif::{self, Objectif, OrigineObjectif};
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{Issue, LigneMontant, Nature, Parametre, SerieMontant, Tables};
use crate::versement::{self, Base, VERSEMENTS_MAX, Versement};
use crate::vie::Vie;
use crate::vie::calendrier::bornage;

/// Years that a study lists at most, whatever the day of study.
pub const ANNEES_MAX: u8 = 60;

/// What is settled once for a contract.
#[derive(Debug, Clone, Copy)]
pub struct Cadre {
    /// Bands that the amounts may be those of.
    pub bandes: Bandes,
    /// Row of the table of amounts. `None`: several, or not known.
    pub ligne: Option<LigneMontant>,
    /// Answer of ELI-5. `None`: not known.
    pub primo: Option<bool>,
    /// The objectives at signature. `None`: no objective on that indicator.
    pub objectifs: Paire<Option<Objectif>>,
}

/// A part of a contract year with one option, one set of objectives, active or suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periode {
    /// First day.
    pub debut: Jour,
    /// Last day, inclusive.
    pub fin: Jour,
    /// Working time financed.
    pub option: Option<OptionEtp>,
    /// Whether the aid runs.
    pub active: bool,
    /// The day whose changes are in force (Q-AVENANT).
    pub regle_au: Jour,
}

/// What the rules gave for a year before a decision of the caisse replaced it (ATT-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calcul {
    /// The computed share.
    pub part: Option<Fraction>,
    /// The computed aid.
    pub aide: Option<Centimes>,
    /// Index of the event that holds the decision.
    pub evenement: u16,
}

/// A contract year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Annee {
    /// From 1.
    pub annee: u8,
    /// Rank in the tables: after a renewal, by the reading of Q-RECOND.
    pub rang: u8,
    /// The period that the year is made of.
    pub periode: Periode,
    /// The anniversary that closes it.
    pub cloture: Jour,
    /// Amounts of which series.
    pub serie: SerieMontant,
    /// Maximum aid.
    pub montant: Option<Centimes>,
    /// Objectives that this year is measured against.
    pub objectifs: Paire<Option<Objectif>>,
    /// Whether an avenant changed one of them.
    pub propres: bool,
    /// Whether its aid is one share of its amount: no decision, no early end, one share all year.
    pub simple: bool,
    /// How the share follows from them. `None`: this year is not modulated.
    pub mode: Option<Mode>,
    /// Outcomes, from the first modulated year on, and before it where a constat exists.
    pub atteintes: Paire<Option<Atteinte>>,
    /// Share of the aid that is due.
    pub part: Option<Fraction>,
    /// Aid due.
    pub aide: Option<Centimes>,
    /// What a decision of the caisse replaced.
    pub calcul: Option<Calcul>,
    /// Its payments.
    pub versements: [Option<Versement>; VERSEMENTS_MAX],
}

impl Annee {
    /// Whether it has no day: the contract ended before it began.
    pub(crate) fn est_vide(&self) -> bool {
        self.periode.fin < self.periode.debut
    }
}

/// What a run of a contract reads.
#[derive(Debug, Clone, Copy)]
pub struct Donnees<'a> {
    /// The rules.
    pub tables: &'a Tables,
    /// The readings.
    pub lectures: &'a Lectures,
    /// Constats that are known, in the order of their dates.
    pub constats: &'a [Constat],
    /// Years to list.
    pub annees: u8,
    /// What the events say.
    pub vie: &'a Vie,
    /// The events themselves, for payments as they stood when they were due. `None`: no event.
    pub journal: Option<&'a Journal<'a>>,
    /// What every run tells alike of the payments of each year, whatever it supposes.
    pub attendues: &'a [Attendues],
}

/// How many years a study lists: the term, then each renewed or prorogued year up to the one that
/// holds `au`. None begins after an early end, save what had begun when it was known.
pub fn annees_listees(
    tables: &Tables,
    lectures: &Lectures,
    regime: Regime,
    vie: &Vie,
    (signature, au): (Jour, Jour),
) -> u8 {
    let duree = tables.parametre(Parametre::DureeAns).value as u8;
    let longest =
        if tables.regime(regime).reconduction_tacite { ANNEES_MAX } else { vie.duree(tables).min(ANNEES_MAX) };
    let debut = |n: u8| bornage(lectures, vie, signature, n, &mut crate::explication::Quiet::default()).debut;
    let mut annees = duree;
    while annees < longest && debut(annees + 1) <= au {
        annees += 1;
    }
    match vie.fin {
        None => annees,
        Some(fin) => (1..=annees).take_while(|n| *n == 1 || debut(*n) < fin.date.max(fin.connu_le)).count() as u8,
    }
}

/// VIE-1, VIE-3: the last day of the contract. `None`: it renews by itself.
pub fn fin_du_contrat<T: Trace>(donnees: &Donnees<'_>, faits: &Faits<'_>, trace: &mut T) -> Option<Jour> {
    let Donnees { tables, lectures, vie, .. } = *donnees;
    if let Some(fin) = vie.fin {
        return trace.rule(Chemin::FinDuContrat, fin.nature.regle(), |t| {
            t.read("premier_jour_sans_contrat", fin.date, Origine::Dossier(Donnee::Evenement(fin.evenement, "date")));
            Some(fin.date.plus_days(-1))
        });
    }
    if tables.regime(faits.regime).reconduction_tacite {
        return None;
    }
    trace.rule(Chemin::FinDuContrat, "VIE-1", |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        cell("duree_ans", tables.parametre(Parametre::DureeAns), t);
        for prorogation in &vie.prorogations {
            t.read("prorogation", prorogation.date, prorogation.origine());
        }
        let last = bornage(lectures, vie, faits.signature, vie.duree(tables), t);
        Some(last.cloture.plus_days(-1))
    })
}

/// MON-1, OBJ: what is settled at signature.
pub fn cadre<T: Trace>(tables: &Tables, lectures: &Lectures, faits: &Faits<'_>, trace: &mut T) -> Cadre {
    let bandes = montant::bandes_du_montant(lectures, faits, trace);
    let ligne = montant::ligne(lectures, faits, bandes, trace);
    let primo = primo_installe(lectures, faits, trace);
    let objectifs = objectif::objectifs(tables, lectures, faits, primo, trace);
    Cadre { bandes, ligne, primo, objectifs }
}

/// Every year of a contract, in order.
pub fn annees<T: Trace>(donnees: &Donnees<'_>, faits: &Faits<'_>, cadre: &Cadre, trace: &mut T) -> Vec<Annee> {
    if let Some(journal) = donnees.journal {
        return registre::tenir(donnees, faits, cadre, journal, trace);
    }
    let mut years: Vec<Annee> = Vec::with_capacity(usize::from(donnees.annees));
    let mut index = 0;
    for n in 1..=donnees.annees {
        let before = years.last().copied();
        let second = second_attendu(donnees, cadre, &years, n);
        let year = annee(donnees, faits, cadre, n, second, before.and_then(|y| y.aide), index, trace);
        index += year.versements.iter().flatten().count() as u16;
        years.push(year);
    }
    years
}

/// The periods of a year, with their figures: one where nothing happened.
pub fn periodes(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    years: &[Annee],
    n: u8,
) -> Vec<PeriodeChiffree> {
    let (year, mut periodes) = annee_entiere(donnees, faits, cadre, years, n);
    // The early end cuts the last one.
    periodes.retain(|p| p.periode.debut <= year.periode.fin);
    if let Some(last) = periodes.last_mut() {
        last.periode.fin = last.periode.fin.min(year.periode.fin);
    }
    periodes
}

/// Year `n` and its periods as they would be without an early end: what its sums are made of.
pub(crate) fn annee_entiere(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    years: &[Annee],
    n: u8,
) -> (Annee, Vec<PeriodeChiffree>) {
    let before = years.get(..usize::from(n.saturating_sub(1))).unwrap_or_default();
    let second = second_attendu(donnees, cadre, before, n);
    vecu::chiffrer(donnees, faits, cadre, n, second, &mut crate::explication::Quiet::default())
}

/// The objectives in force on a day.
pub(crate) fn objectifs_au(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    jour: Jour,
) -> Paire<Option<Objectif>> {
    let mut quiet = crate::explication::Quiet::default();
    objectifs::en_vigueur(donnees, faits, cadre, jour, (1, 0), &mut quiet).objectifs
}

/// OBJ-7: whether a primo-installé's second objective has taken over in year `n`.
fn second_attendu(donnees: &Donnees<'_>, cadre: &Cadre, before: &[Annee], n: u8) -> bool {
    before.iter().any(palier_atteint) || after_palier(donnees.tables, cadre, n)
}

/// ATT-9: P50 was reached in this year on every indicator: the second objective follows.
fn palier_atteint(year: &Annee) -> bool {
    let mut reached = year.objectifs.pmt.iter().chain(&year.objectifs.pfa).count();
    for atteinte in [year.atteintes.pmt, year.atteintes.pfa].into_iter().flatten() {
        reached -= usize::from(atteinte.issue == Some(Issue::P50));
    }
    reached == 0 && (year.objectifs.pmt.is_some() || year.objectifs.pfa.is_some())
}

/// OBJ-7: past the years that a primo-installé has to reach P50.
fn after_palier(tables: &Tables, cadre: &Cadre, n: u8) -> bool {
    let palier =
        [cadre.objectifs.pmt, cadre.objectifs.pfa].iter().flatten().any(|o| o.nature == Some(Nature::PalierP50));
    palier && i64::from(n) > tables.parametre(Parametre::PalierAns).value
}

/// One contract year.
///
/// `second`: a primo-installé's second objective has taken over. It comes by avenant; without one
/// it is not known, and the caisse decides (ATT-9).
#[allow(clippy::too_many_arguments)] // a rule's inputs, each with its name
pub fn annee<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    n: u8,
    second: bool,
    precedente: Option<Centimes>,
    index: u16,
    trace: &mut T,
) -> Annee {
    let Donnees { tables, lectures, constats, .. } = *donnees;
    let debut = debut(faits.signature, n, trace);
    let cloture = faits.signature.plus_years(i32::from(n));
    let rang = rang(tables, lectures, donnees.vie, n, trace);
    let serie = montant::serie(tables, lectures, faits, debut, trace);
    let maximum = trace.rule(Chemin::Montant(n), regle_du_montant(faits, serie), |t| {
        montant::serie(tables, lectures, faits, debut, t);
        montant::montant(tables, lectures, (serie, cadre.ligne, faits.option), rang, t)
    });
    let modulee = i64::from(rang) >= tables.parametre(Parametre::PremiereAnneeModulee).value;
    let objectifs = if second { second_objectif(faits, cadre) } else { cadre.objectifs };
    let mode = mode(tables, lectures, faits, serie, rang, modulee, trace);
    let measured = atteinte::constats_de_l_annee(lectures, faits, constats, (n, modulee), (debut, cloture), trace);
    let mut atteintes: Paire<Option<Atteinte>> = Paire::default();
    for &i in faits.indicateurs() {
        if let Some(objectif) = &objectifs[i]
            && (modulee || measured[i].is_some())
        {
            atteintes[i] = Some(atteinte::atteindre(lectures, objectif, mode, measured[i], (n, i), trace));
        }
    }
    let part = if modulee {
        trace.rule(Chemin::Part(n), regle_de_la_part(&objectifs, mode), |t| {
            self::mode(tables, lectures, faits, serie, rang, modulee, t);
            atteinte::part(tables, lectures, faits, &objectifs, mode, &atteintes, n, t)
        })
    } else {
        trace.rule(Chemin::Part(n), "OBJ-4", |t| {
            t.read("rang", rang, Origine::Figure(Chemin::Debut(n)));
            cell("premiere_annee_modulee", tables.parametre(Parametre::PremiereAnneeModulee), t);
            Some(Fraction::ONE)
        })
    };
    let modulated = part.zip(maximum).map(|(part, maximum)| part.of(maximum));
    let base = Base { annee: n, rang, debut, cloture, serie, montant: maximum, modulee: modulated, precedente, index };
    let (versements, aide) = versement::verser(tables, lectures, faits, &base, trace);
    let aide = trace.rule(Chemin::Aide(n), "PAI-6", |t| {
        t.read("montant", maximum, Origine::Figure(Chemin::Montant(n)));
        t.read("part", part, Origine::Figure(Chemin::Part(n)));
        if aide != modulated {
            t.read("acompte", versements[0].and_then(|v| v.montant), Origine::Figure(Chemin::Versement(index)));
        }
        aide
    });
    let fin = trace.rule(Chemin::Fin(n), "PAI-7", |t| {
        t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        cloture.plus_days(-1)
    });
    let periode = Periode { debut, fin, option: faits.option, active: true, regle_au: debut };
    Annee {
        annee: n,
        rang,
        periode,
        cloture,
        serie,
        montant: maximum,
        objectifs,
        propres: false,
        simple: true,
        mode: modulee.then_some(mode),
        atteintes,
        part,
        aide,
        calcul: None,
        versements,
    }
}

/// PAI-7: the first day of a contract year.
fn debut<T: Trace>(signature: Jour, n: u8, trace: &mut T) -> Jour {
    trace.rule(Chemin::Debut(n), "PAI-7", |t| {
        t.read("signature", signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
        signature.plus_years(i32::from(n) - 1)
    })
}

/// VIE-1, Q-RECOND: the rank of a year in the tables; after a tacit renewal it goes on, or starts again.
fn rang<T: Trace>(tables: &Tables, lectures: &Lectures, vie: &Vie, n: u8, trace: &mut T) -> u8 {
    let duree = tables.parametre(Parametre::DureeAns).value as u8;
    // A prorogation keeps the amounts of year 3 on (MON-5): there is nothing to read.
    if n <= duree || !vie.prorogations.is_empty() || lecture::<q::Recond>(lectures, trace) == q::Recond::Annee6Suite {
        n
    } else {
        (n - 1) % duree.max(1) + 1
    }
}

/// ATT-10, Q-AV7-PART, Q-RA23: which tables give the share of a year.
fn mode<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    faits: &Faits<'_>,
    serie: SerieMontant,
    rang: u8,
    modulee: bool,
    trace: &mut T,
) -> Mode {
    let paliers = i64::from(rang) == tables.parametre(Parametre::PremiereAnneeModulee).value;
    match faits.regime {
        Regime::Convention2024 => Mode::Tables,
        Regime::ReglementArbitral2023 => {
            if modulee && lecture::<q::Ra23>(lectures, trace) == q::Ra23::Inconnu {
                Mode::Indetermine
            } else {
                Mode::Tables
            }
        }
        Regime::Avenant7 => {
            if modulee
                && serie == SerieMontant::Depuis
                && lecture::<q::Av7Part>(lectures, trace) == q::Av7Part::Convention2024
            {
                Mode::Tables
            } else {
                Mode::Taux { paliers }
            }
        }
    }
}

fn regle_du_montant(faits: &Faits<'_>, serie: SerieMontant) -> &'static str {
    match (faits.option, faits.regime, serie) {
        (Some(OptionEtp::UnEtDemi | OptionEtp::Deux), ..) => "MON-4",
        (Some(OptionEtp::Tiers), ..) => "MON-3",
        (_, Regime::Avenant7 | Regime::ReglementArbitral2023, SerieMontant::Depuis) => "MON-2",
        _ => "MON-1",
    }
}

pub(crate) fn regle_de_la_part(objectifs: &Paire<Option<Objectif>>, mode: Mode) -> &'static str {
    match mode {
        Mode::Taux { .. } => return "ATT-10",
        Mode::Prorata => return "MON-5",
        Mode::Tables | Mode::Indetermine => {}
    }
    let nature = |o: Option<Objectif>| o.map(|o| o.nature);
    match (nature(objectifs.pmt), nature(objectifs.pfa)) {
        (Some(Some(Nature::PalierP50)), _) | (_, Some(Some(Nature::PalierP50))) => "ATT-9",
        (Some(Some(a)), Some(Some(b))) if a != b => "ATT-7",
        (Some(Some(Nature::Augmentation)), Some(Some(_))) => "ATT-4",
        (Some(Some(Nature::Maintien)), Some(Some(_))) => "ATT-6",
        (None, Some(Some(Nature::Augmentation))) => "ATT-5",
        (None, Some(Some(Nature::Maintien))) => "ATT-8",
        _ => "ATT-13",
    }
}

/// ATT-9: the second objective, of which nothing is known without its avenant. A completion fills it.
fn second_objectif(faits: &Faits<'_>, cadre: &Cadre) -> Paire<Option<Objectif>> {
    let unknown = Objectif {
        nature: None,
        depart: None,
        cible: None,
        tolerance: None,
        plancher: None,
        seuil_atteint: None,
        seuil_des_tables: None,
        origine: OrigineObjectif::Inconnu,
    };
    // Anything may be agreed: at best the maintien of nothing, at worst a gain beyond every count.
    let filled = faits.supposition.map_or(unknown, |supposition| {
        let (nature, depart, cible) = if supposition.favorable {
            (Nature::Maintien, 0, 0)
        } else {
            (Nature::Augmentation, PATIENTS_MAX, PATIENTS_MAX + 1)
        };
        Objectif {
            nature: Some(nature),
            depart: Some(depart),
            cible: Some(cible),
            plancher: Some(depart),
            seuil_atteint: Some(cible),
            seuil_des_tables: Some(cible),
            ..unknown
        }
    });
    Paire::from_fn(|i| cadre.objectifs[i].map(|_| filled))
}
