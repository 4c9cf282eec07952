//! What a contract was with what was in force on a day and known on another.

use super::{Registre, cours};
use crate::contrat::journal::connu;
use crate::contrat::{Annee, Donnees};
use crate::dossier::{Constat, OptionEtp};
use crate::explication::Quiet;
use crate::faits::{Faits, Supposition};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::versement::{Cause, Su};

/// What was in force on a day and known on another.
pub(super) struct Version {
    evenements: Vec<u16>,
    constats: Vec<u16>,
    /// Up to when the life is known: it matters to a suspension without reprise alone.
    au: Option<Jour>,
    years: Vec<Annee>,
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

impl Registre<'_> {
    /// The year `n` with what was in force on `en_vigueur` and known on `connu`.
    pub(super) fn etat(&mut self, n: u8, en_vigueur: Jour, connu_au: Jour) -> Etat {
        let Donnees { tables, constats, .. } = *self.donnees;
        let dossier = self.journal.dossier;
        let counts = |index: &u16| {
            let event = dossier.evenements.get(usize::from(*index));
            event.is_some_and(|e| e.compte(en_vigueur, connu_au))
        };
        let evenements: Vec<u16> = self.journal.evenements.iter().copied().filter(counts).collect();
        let visible = |c: &Constat| c.effectif != Paire::default() && connu(c) <= connu_au;
        let kept: Vec<u16> = (0u16..).zip(constats).filter(|(_, c)| visible(c)).map(|(index, _)| index).collect();
        let vie =
            self.journal.replier(tables, |index, _| evenements.contains(&index), Some(connu_au.min(self.journal.au)));
        let au = vie.suspension_ouverte().and(vie.au);
        let known = |v: &Version| v.evenements == evenements && v.constats == kept && v.au == au;
        if !self.versions.iter().any(known) {
            let blank = |(index, c): (u16, &Constat)| {
                if kept.contains(&index) { *c } else { Constat { effectif: Paire::default(), ..*c } }
            };
            let constats: Vec<Constat> = (0u16..).zip(constats).map(blank).collect();
            let donnees = Donnees { constats: &constats, vie: &vie, journal: None, ..*self.donnees };
            let years = self.annees_alors(&donnees);
            self.versions.push(Version { evenements: evenements.clone(), constats: kept.clone(), au, years });
        }
        let years = self.versions.iter().find(|v| known(v)).map_or(&[][..], |v| v.years.as_slice());
        of(years, n)
    }

    /// The years as they stood. What nobody knew then is not supposed: in a completion, a figure is
    /// known only if every result that could come gives the same one.
    fn annees_alors(&self, donnees: &Donnees<'_>) -> Vec<Annee> {
        let run = |supposition| {
            let faits = Faits { supposition, ..*self.faits };
            cours(donnees, &faits, self.cadre, &mut Quiet::default()).0
        };
        let Some(supposition) = self.faits.supposition else { return run(None) };
        let at = |favorable| run(Some(Supposition { avenir: false, favorable, ..supposition }));
        let (mut years, others) = (at(false), at(true));
        for (year, other) in years.iter_mut().zip(&others) {
            year.part = year.part.filter(|part| Some(*part) == other.part);
            year.aide = year.aide.filter(|aide| Some(*aide) == other.aide);
        }
        years
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
