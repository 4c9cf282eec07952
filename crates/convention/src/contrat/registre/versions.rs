//! What a contract was with what was in force on a day and known on another.

use std::cell::RefCell;

use super::{Registre, annee_du_cours};
use crate::contrat::journal::connu;
use crate::contrat::{Annee, Cadre, Donnees, Journal};
use crate::dossier::{Constat, OptionEtp};
use crate::explication::Quiet;
use crate::faits::{Faits, Rempli, Supposition};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::versement::{Cause, Su};
use crate::vie::Vie;

/// What the runs of one contract found of its past, kept for the runs that follow.
///
/// They share the rules, the readings, the constats and the events. What a run fills of the facts is told
/// apart, less what was not asked then: so most completions share their past.
#[derive(Debug, Default)]
pub struct Versions(RefCell<Memoire>);

#[derive(Debug, Default)]
struct Memoire {
    savoirs: Vec<Savoir>,
    /// The index in `savoirs` of what was in force on a day and known on another.
    horizons: Vec<((Jour, Jour), usize)>,
    remplis: Vec<(Rempli, Cadre)>,
    versions: Vec<Version>,
}

/// How a run fills the facts of the past, as indices in its memory: after a change of the contract, and before any.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cas {
    change: usize,
    initial: usize,
}

/// What was in force on a day and known on another.
#[derive(Debug)]
struct Savoir {
    evenements: Vec<u16>,
    /// Indices of the constats that were known.
    mesures: Vec<u16>,
    /// Up to when the life is known: it matters to a suspension without reprise alone.
    au: Option<Jour>,
    vie: Vie,
    /// Every constat, those that were not known without any figure.
    constats: Vec<Constat>,
}

/// The years under a savoir, as some runs fill the facts.
#[derive(Debug)]
struct Version {
    /// Index of what was known.
    savoir: usize,
    /// Index of what was filled.
    rempli: usize,
    /// Indicators whose nature was filled.
    filled: Paire<bool>,
    /// Those that were asked for so far, from the first one.
    years: Vec<Annee>,
    /// In a completion: the same at its other end.
    others: Vec<Annee>,
}

/// What a year was on the day of a payment.
#[derive(Clone, Copy)]
pub(super) struct Etat {
    pub(super) montant: Option<Centimes>,
    pub(super) aide: Option<Centimes>,
    pub(super) precedente: Option<Centimes>,
    /// Its rank in the tables and its option. `None`: it was not listed.
    pub(super) tables: Option<(u8, Option<OptionEtp>)>,
}

impl Versions {
    /// What a run fills, less what nobody supposed then: neither the end of the completion nor the reprise counts.
    pub(super) fn cas(&self, faits: &Faits<'_>, cadre: &Cadre) -> Cas {
        let mut memoire = self.0.borrow_mut();
        let mut rempli = faits.rempli();
        let past = |s: Supposition| Supposition { favorable: false, avenir: false, reprise: false, ..s };
        rempli.supposition = rempli.supposition.map(past);
        let change = memoire.rempli(rempli, cadre);
        // Before any change, the objectives are those of the contract, which `cadre` holds.
        rempli.supposition = rempli.supposition.map(|s| Supposition { maintien: Paire::default(), ..s });
        Cas { change, initial: memoire.rempli(rempli, cadre) }
    }
}

impl Memoire {
    fn rempli(&mut self, rempli: Rempli, cadre: &Cadre) -> usize {
        self.remplis.iter().position(|(r, c)| *r == rempli && c == cadre).unwrap_or_else(|| {
            self.remplis.push((rempli, *cadre));
            self.remplis.len() - 1
        })
    }

    /// The index of what was in force on a day and known on another.
    fn savoir(&mut self, donnees: &Donnees<'_>, journal: &Journal<'_>, horizon: (Jour, Jour)) -> usize {
        if let Some((_, index)) = self.horizons.iter().find(|(days, _)| *days == horizon) {
            return *index;
        }
        let (en_vigueur, connu_au) = horizon;
        let counts = |index: &u16| {
            let event = journal.dossier.evenements.get(usize::from(*index));
            event.is_some_and(|e| e.compte(en_vigueur, connu_au))
        };
        let evenements: Vec<u16> = journal.evenements.iter().copied().filter(counts).collect();
        let visible = |c: &Constat| c.effectif != Paire::default() && connu(c) <= connu_au;
        let numbered = || (0u16..).zip(donnees.constats);
        let mesures: Vec<u16> = numbered().filter(|(_, c)| visible(c)).map(|(index, _)| index).collect();
        let au = Some(connu_au.min(journal.au));
        let vie = journal.replier(donnees.tables, |index, _| evenements.contains(&index), au);
        let au = vie.suspension_ouverte().and(vie.au);
        let known = |s: &Savoir| s.evenements == evenements && s.mesures == mesures && s.au == au;
        let index = self.savoirs.iter().position(known).unwrap_or_else(|| {
            let blank = |(index, c): (u16, &Constat)| {
                if mesures.contains(&index) { *c } else { Constat { effectif: Paire::default(), ..*c } }
            };
            let constats = numbered().map(blank).collect();
            self.savoirs.push(Savoir { evenements, mesures, au, vie, constats });
            self.savoirs.len() - 1
        });
        self.horizons.push((horizon, index));
        index
    }

    /// What year `n` was. What nobody knew then is not supposed: in a completion, a figure is known only
    /// if every result that could come gives the same one.
    fn etat(&mut self, registre: &Registre<'_>, savoir: usize, n: u8) -> (Etat, Paire<bool>) {
        let Registre { donnees, faits, cadre, cas, .. } = *registre;
        let Memoire { savoirs, versions, .. } = self;
        let Some(Savoir { vie, constats, .. }) = savoirs.get(savoir) else { return (of(&[], n), Paire::default()) };
        let rempli = if vie.changements.is_empty() { cas.initial } else { cas.change };
        let known = |v: &Version| v.savoir == savoir && v.rempli == rempli;
        let index = versions.iter().position(known).unwrap_or_else(|| {
            let (years, others) = (Vec::new(), Vec::new());
            versions.push(Version { savoir, rempli, filled: Paire::default(), years, others });
            versions.len() - 1
        });
        let Some(version) = versions.get_mut(index) else { return (of(&[], n), Paire::default()) };
        let donnees = &Donnees { constats, vie, journal: None, versions: None, ..*donnees };
        let mut quiet = Quiet::default();
        let mut until = |years: &mut Vec<Annee>, supposition| {
            let missing = usize::from(n.min(donnees.annees)).saturating_sub(years.len());
            if missing == 0 {
                return;
            }
            let faits = Faits { supposition, ..*faits };
            years.reserve_exact(missing);
            for n in (years.len() as u8 + 1..).take(missing) {
                let (year, _) = annee_du_cours(donnees, &faits, cadre, years, n, &mut quiet);
                years.push(year);
            }
        };
        let at = |favorable| faits.supposition.map(|s| Supposition { avenir: false, favorable, ..s });
        until(&mut version.years, at(false));
        if faits.supposition.is_some() {
            until(&mut version.others, at(true));
        }
        version.filled = Paire::from_fn(|i| version.filled[i] || quiet.filled[i]);
        let low = of(&version.years, n);
        if faits.supposition.is_none() {
            return (low, version.filled);
        }
        let high = of(&version.others, n);
        let same = |a: Option<Centimes>, b| a.filter(|_| a == b);
        let (aide, precedente) = (same(low.aide, high.aide), same(low.precedente, high.precedente));
        (Etat { aide, precedente, ..low }, version.filled)
    }
}

impl Registre<'_> {
    /// The year `n` with what was in force on `en_vigueur` and known on `connu`.
    pub(super) fn etat(&mut self, n: u8, en_vigueur: Jour, connu_au: Jour) -> Etat {
        let mut memoire = self.versions.0.borrow_mut();
        let savoir = memoire.savoir(self.donnees, self.journal, (en_vigueur, connu_au));
        let (etat, filled) = memoire.etat(self, savoir, n);
        self.filled = Paire::from_fn(|i| self.filled[i] || filled[i]);
        etat
    }

    /// The same on the first day, from these on, on which `value` is known; when that is, if it is later.
    pub(super) fn premier_etat_su(
        &mut self,
        n: u8,
        (en_vigueur, connu_au): (Jour, Jour),
        value: impl Fn(&Etat) -> Option<Centimes>,
    ) -> (Etat, Option<Su>) {
        let then = self.etat(n, en_vigueur, connu_au);
        if value(&then).is_some() {
            return (then, None);
        }
        for (day, cause) in self.moments.clone() {
            let jours = (en_vigueur.max(day), connu_au.max(day));
            let later = self.etat(n, jours.0, jours.1);
            if value(&later).is_some() {
                // A constat dates from its year: that it was read later excuses nobody.
                let late = day > connu_au && matches!(cause, Cause::Evenement(..));
                return (later, Some(Su { jours: Some(jours), cause: Some(cause).filter(|_| late) }));
            }
        }
        let last = of(&self.finale, n);
        (last, value(&last).map(|_| Su { jours: None, cause: None }))
    }

    /// The state that the run without supposition took a payment from.
    pub(super) fn etat_de(&mut self, n: u8, su: Su) -> Etat {
        match su.jours {
            Some((en_vigueur, connu_au)) => self.etat(n, en_vigueur, connu_au),
            None => of(&self.finale, n),
        }
    }
}

/// What a list of years says of year `n`.
pub(super) fn of(years: &[Annee], n: u8) -> Etat {
    let at = |n: u8| years.get(usize::from(n).checked_sub(1)?);
    let before = n.checked_sub(1).and_then(at);
    Etat {
        montant: at(n).and_then(|y| y.montant),
        aide: at(n).and_then(|y| y.aide),
        precedente: before.and_then(|y| y.aide),
        tables: at(n).map(|y| (y.rang, y.periode.option)),
    }
}
