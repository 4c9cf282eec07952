//! A contract: what is settled at its signature, then each of its years.
//!
//! A year without event has one period and is worked out in `annee`; a year that events cut, in `vecu`,
//! and its payments are kept in `registre`, as they stood when each was due.

mod annee;
mod decision;
mod fin;
mod journal;
mod mode;
mod objectifs;
mod registre;
mod second;
mod vecu;

pub use annee::annee;
pub use journal::Journal;
pub(crate) use mode::regle_de_la_part;
pub use registre::{Attendue, Attendues, Connue, Versions, attendues};
pub use vecu::PeriodeChiffree;
pub(crate) use vecu::{Parts, lire_periodes};

use second::{apres_le_palier, palier_atteint, second_attendu};

use crate::atteinte::{Atteinte, Mode};
use crate::bande::Bandes;
use crate::dossier::{Constat, OptionEtp};
use crate::eligibilite::primo_installe;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell};
use crate::faits::Faits;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::montant;
use crate::objectif::{self, Objectif};
use crate::question::Lectures;
use crate::regime::Regime;
use crate::tables::{LigneMontant, Parametre, SerieMontant, Tables};
use crate::versement::{VERSEMENTS_MAX, Versements};
use crate::vie::Vie;
use crate::vie::calendrier::bornage;

/// Years that a study lists at most, whatever the day of study.
pub const ANNEES_MAX: u8 = 60;

/// What is settled once for a contract.
#[derive(Debug, Clone, Copy, PartialEq)]
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
    pub versements: Versements,
}

impl Annee {
    /// A place for a year, before any of its fields is known.
    const VIDE: Annee = Annee {
        annee: 0,
        rang: 0,
        periode: Periode { debut: Jour(0), fin: Jour(0), option: None, active: false, regle_au: Jour(0) },
        cloture: Jour(0),
        serie: SerieMontant::Avant,
        montant: None,
        objectifs: Paire { pmt: None, pfa: None },
        propres: false,
        simple: false,
        mode: None,
        atteintes: Paire { pmt: None, pfa: None },
        part: None,
        aide: None,
        calcul: None,
        versements: [None; VERSEMENTS_MAX],
    };

    /// Whether it has no day: the contract had ended before it began, which was known only afterwards. Only its
    /// payments are left of it.
    pub fn sans_un_jour(&self) -> bool {
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
    /// What runs that read the same rules, readings, constats and events found of the past. `None`: each finds
    /// its own.
    pub versions: Option<&'a Versions>,
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
    trace.rule(Chemin::FinDuContrat, Regle::Vie1, |t| {
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
    let mut years = Vec::with_capacity(usize::from(donnees.annees));
    annees_dans(donnees, faits, cadre, &mut years, trace, |_| ());
    years
}

/// The same in a buffer that serves again: what it held is gone, and a contract without event allocates nothing
/// once it is large enough. Of such a contract, `etape` is called after each year.
pub fn annees_dans<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    years: &mut Vec<Annee>,
    trace: &mut T,
    mut etape: impl FnMut(&mut T),
) {
    if let Some(journal) = donnees.journal {
        *years = registre::tenir(donnees, faits, cadre, journal, trace);
        return;
    }
    let count = usize::from(donnees.annees);
    years.truncate(count);
    while years.len() < count {
        years.push(Annee::VIDE);
    }
    let signature = faits.signature.date();
    let (mut n, mut debut, mut index, mut before, mut palier) = (0u8, signature, 0, None, false);
    for year in years {
        n = n.saturating_add(1);
        let second = palier || apres_le_palier(donnees.tables, cadre, n);
        let cloture = signature.plus_years(i32::from(n));
        index += annee::remplir(year, donnees, faits, cadre, (n, debut, cloture), second, before, index, trace);
        debut = cloture;
        before = year.aide;
        palier |= palier_atteint(year);
        etape(trace);
    }
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
