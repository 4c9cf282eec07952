//! The next step: how many patients more or fewer change the figure, per indicator, the other held
//! still. Worked out from breakpoints, never by search.

use crate::atteinte::{self, Atteinte, Mode};
use crate::bande::{Bande, Bandes};
use crate::contrat::{self, Annee, Cadre, Donnees};
use crate::etude::decisions;
use crate::explication::Quiet;
use crate::faits::Faits;
use crate::id::ids;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::objectif::{self, Objectif};
use crate::question::lecture as q;
use crate::sort;
use crate::tables::{Nature, NatureVersement, Parametre};

ids! {
    /// What changes at a step.
    pub enum NaturePalier {
        /// The share of the aid changes for the first time.
        ProchainChangement "prochain-changement",
        /// The objective of the indicator becomes atteint.
        ObjectifAtteint "objectif-atteint",
        /// The whole aid is due.
        AideEntiere "aide-entiere",
        /// The indicator falls below its floor: a baisse, or beyond the tolerance.
        Baisse "baisse",
        /// The starting patientèle would be in a band with other amounts (before signature alone).
        BandeSuivante "bande-suivante",
    }
}

ids! {
    /// Patients more, or fewer.
    pub enum Sens {
        /// More.
        Plus "plus",
        /// Fewer.
        Moins "moins",
    }
}

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palier {
    /// Indicator that moves.
    pub indicateur: Indicateur,
    /// What changes.
    pub nature: NaturePalier,
    /// Which way.
    pub sens: Sens,
    /// Patients more or fewer, at least 1.
    pub ecart: u32,
    /// Count at which it changes.
    pub effectif: u32,
    /// Contract year that it is worked out for.
    pub annee: u8,
    /// Share before and at the step (not for a band).
    pub parts: Option<(Fraction, Fraction)>,
    /// Euros of that year before and at the step.
    pub aides: Option<(Centimes, Centimes)>,
}

/// Where the dossier stands: a year, its rules, and a count for each indicator.
struct Situation<'a> {
    donnees: &'a Donnees<'a>,
    faits: &'a Faits<'a>,
    year: &'a Annee,
    mode: Mode,
    actuel: Paire<Option<u32>>,
}

/// The steps around the last known counts, or around the start where nothing was measured.
pub(super) fn paliers(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    years: &[Annee],
    au: Jour,
    quiet: &mut Quiet,
) -> Vec<Palier> {
    // A year that is closed has no next step, nor has a contract that is over.
    let current = |year: &&Annee| year.simple && year.mode.is_some() && year.cloture >= au;
    let Some(year) = years.iter().find(current) else { return Vec::new() };
    let Some(mode) = year.mode else { return Vec::new() };
    let last = |i: Indicateur| donnees.constats.iter().rev().find_map(|c| c.effectif[i]);
    let actuel = Paire::from_fn(|i| {
        year.atteintes[i].and_then(|a| a.constat).or_else(|| last(i)).or(year.objectifs[i].and_then(|o| o.depart))
    });
    let situation = Situation { donnees, faits, year, mode, actuel };
    let mut found = Vec::new();
    for &i in faits.indicateurs() {
        if let Some(objectif) = &year.objectifs[i] {
            situation.steps(i, objectif, &mut found, quiet);
        }
    }
    // P50 is what a primo-installé has to reach, and above it there is none.
    if au <= faits.signature && cadre.primo != Some(true) {
        for &i in faits.indicateurs() {
            found.extend(bande_suivante(donnees, faits, cadre, years, i, quiet));
        }
    }
    found
}

impl Situation<'_> {
    /// The share if the count of `i` were `count`, the other one as it is.
    fn part(&self, i: Indicateur, count: u32, quiet: &mut Quiet) -> Option<Fraction> {
        let mut atteintes: Paire<Option<Atteinte>> = Paire::default();
        for &j in self.faits.indicateurs() {
            let objectif = self.year.objectifs[j].as_ref()?;
            let n = if i == j { Some(count) } else { self.actuel[j] };
            let lectures = self.donnees.lectures;
            atteintes[j] = Some(atteinte::atteindre(lectures, objectif, self.mode, n, (self.year.annee, j), quiet));
        }
        let Donnees { tables, lectures, .. } = self.donnees;
        atteinte::part(
            tables,
            lectures,
            self.faits,
            &self.year.objectifs,
            self.mode,
            &atteintes,
            self.year.annee,
            quiet,
        )
    }

    /// PAI-5: the euros of a share, no less than an acompte that is kept (Q-INDU).
    fn aide(&self, part: Fraction, montant: Centimes) -> Centimes {
        let acompte = self.year.versements[0].filter(|v| v.nature == NatureVersement::Acompte);
        let floor = self.donnees.lectures.get::<q::Indu>() == q::Indu::PlancherZero;
        let kept = acompte.and_then(|v| v.montant).filter(|_| floor);
        kept.map_or(part.of(montant), |kept| part.of(montant).max(kept))
    }

    fn steps(&self, i: Indicateur, objectif: &Objectif, found: &mut Vec<Palier>, quiet: &mut Quiet) {
        let (Some(now), Some(plancher)) = (self.actuel[i], objectif.plancher) else { return };
        let Some(part_now) = self.part(i, now, quiet) else { return };
        let mut candidates = self.breakpoints(i, objectif, now, quiet);
        sort::by(&mut candidates, Ord::cmp);
        candidates.dedup();
        let mut step = |nature, effectif: u32, part: Fraction| {
            let (sens, ecart) =
                if effectif > now { (Sens::Plus, effectif - now) } else { (Sens::Moins, now - effectif) };
            let aides = self.year.montant.map(|m| (self.aide(part_now, m), self.aide(part, m)));
            let parts = Some((part_now, part));
            found.push(Palier { indicateur: i, nature, sens, ecart, effectif, annee: self.year.annee, parts, aides });
        };
        // A breakpoint is the first count of a zone: below it, the change is one patient earlier.
        let upward = candidates.iter().copied().filter(|c| *c > now);
        let downward = candidates.iter().rev().copied().filter(|c| *c <= now && *c > 0).map(|c| c - 1);
        let mut whole = None;
        let mut first_up = None;
        for count in upward {
            let Some(part) = self.part(i, count, quiet) else { continue };
            if part != part_now && first_up.is_none() {
                first_up = Some((count, part));
            }
            if part == Fraction::ONE && part_now != Fraction::ONE && whole.is_none() {
                whole = Some((count, part));
            }
        }
        let first_down =
            downward.filter_map(|count| Some((count, self.part(i, count, quiet)?))).find(|(_, part)| *part != part_now);
        for (count, part) in first_up.into_iter().chain(first_down) {
            step(NaturePalier::ProchainChangement, count, part);
        }
        let seuil = match objectif.nature {
            Some(Nature::Maintien) => Some(plancher),
            _ => atteinte::seuil_atteint(objectif, self.mode),
        };
        if let Some(seuil) = seuil.filter(|s| *s > now)
            && let Some(part) = self.part(i, seuil, quiet)
        {
            step(NaturePalier::ObjectifAtteint, seuil, part);
        }
        if let Some((count, part)) = whole {
            step(NaturePalier::AideEntiere, count, part);
        }
        if now >= plancher
            && plancher > 0
            && let Some(part) = self.part(i, plancher - 1, quiet)
        {
            step(NaturePalier::Baisse, plancher - 1, part);
        }
    }

    /// Every count at which the share may begin to change: zone starts, ends of the rate, the count
    /// at which this rate overtakes the other, and the neighbours of the present count.
    fn breakpoints(&self, i: Indicateur, objectif: &Objectif, now: u32, quiet: &mut Quiet) -> Vec<u32> {
        let mut counts = vec![now, now + 1];
        if let Some(zones) = decisions::zones(self.donnees, objectif, self.mode, quiet) {
            counts.extend(zones.iter().filter_map(|z| z.de));
        }
        counts.extend(objectif.depart.map(|d| d + 1));
        counts.extend(objectif.depart);
        counts.extend(objectif.cible);
        let autre = i.autre();
        let other_rate = self.year.objectifs[autre].as_ref().and_then(|o| {
            let lectures = self.donnees.lectures;
            atteinte::atteindre(lectures, o, self.mode, self.actuel[autre], (self.year.annee, autre), quiet).taux
        });
        let Some(rate) = other_rate else { return counts };
        let mut overtakes = vec![rate];
        if let Mode::Taux { paliers: true } = self.mode {
            for palier in &self.donnees.tables.paliers_de_taux {
                let wanted = Fraction::new(2 * i64::from(palier.value.taux_pour_cent), 100);
                overtakes.push(Fraction::new(wanted.num * rate.den - rate.num * wanted.den, wanted.den * rate.den));
            }
        }
        for rate in overtakes {
            if let Some(count) = self.first_at(objectif, rate) {
                counts.extend([count, count + 1]);
            }
        }
        counts
    }

    /// The smallest count whose rate is at least `rate`.
    fn first_at(&self, objectif: &Objectif, rate: Fraction) -> Option<u32> {
        let cible = i64::from(objectif.cible?);
        let from = match objectif.nature? {
            Nature::Augmentation if self.donnees.lectures.get::<q::Taux>() == q::Taux::Gain => {
                i64::from(objectif.depart?)
            }
            _ => 0,
        };
        u32::try_from(from + objectif::ceil_div((cible - from) * rate.num, rate.den)).ok()
    }
}

/// The start from which the amounts of the first modulated year would be another row's.
fn bande_suivante(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    years: &[Annee],
    i: Indicateur,
    quiet: &mut Quiet,
) -> Option<Palier> {
    let depart = faits.depart[i]?;
    let annee = u8::try_from(donnees.tables.parametre(Parametre::PremiereAnneeModulee).value).ok()?;
    let now = years.get(usize::from(annee).checked_sub(1)?)?.montant?;
    let steps = [(faits.seuils[i].p90, Bande::P90P95), (faits.seuils[i].p95, Bande::P95)];
    for (seuil, bande) in steps {
        let Some(seuil) = seuil.filter(|s| s.valeur > depart) else { continue };
        let mut other = *faits;
        other.bandes[i] = Bandes::only(bande);
        other.depart[i] = Some(seuil.valeur);
        let cadre_other = contrat::cadre(donnees.tables, donnees.lectures, &other, quiet);
        if cadre_other.ligne == cadre.ligne {
            continue;
        }
        let year = contrat::annee(donnees, &other, &cadre_other, annee, false, None, 0, quiet);
        return Some(Palier {
            indicateur: i,
            nature: NaturePalier::BandeSuivante,
            sens: Sens::Plus,
            ecart: seuil.valeur - depart,
            effectif: seuil.valeur,
            annee,
            parts: None,
            aides: Some((now, year.montant?)),
        });
    }
    None
}
