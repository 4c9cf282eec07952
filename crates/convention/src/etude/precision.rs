//! The one missing fact that would narrow the five-year total most.
//!
//! Each fact that can be known on the day of study is supposed known, at each of its possible values;
//! what counts is the widest total that would then remain. The fact with the smallest one wins.

use crate::bande::Bandes;
use crate::contrat::{Donnees, Versions};
use crate::dossier::{Constat, ObjectifSaisi};
use crate::etude::bornes::{self, Plage};
use crate::explication::{Donnee, Quiet};
use crate::faits::{Faits, PATIENTS_MAX};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::Centimes;
use crate::sort;
use crate::tables::Parametre;

/// A missing fact and what knowing it would leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Precision {
    /// The field of the dossier to fill in.
    pub donnee: Donnee,
    /// How wide the total is now.
    pub ecart: Centimes,
    /// How wide it would be at most.
    pub reste_au_plus: Centimes,
    /// How wide it would be at best.
    pub reste_au_mieux: Centimes,
}

/// The best fact to find out. `None`: nothing is missing, or nothing that is missing narrows the total.
pub(super) fn precision(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    exclure_sous_p30: bool,
    total: Option<Plage<Centimes>>,
    au: Jour,
) -> Option<Precision> {
    let total = total.filter(|t| t.max > t.min)?;
    let ecart = total.max - total.min;
    let duree = usize::try_from(donnees.tables.parametre(Parametre::DureeAns).value).ok()?;
    let mut quiet = Quiet::default();
    let mut width = |constats: &[Constat], faits: &Faits<'_>| -> Centimes {
        let versions = Versions::default();
        let donnees = Donnees { constats, versions: Some(&versions), ..*donnees };
        let enveloppe = bornes::envelopper(&donnees, faits, exclure_sous_p30, duree, &mut quiet);
        enveloppe.total().map_or(ecart, |t| t.max - t.min)
    };
    let mut best: Option<Precision> = None;
    let mut consider = |donnee: Donnee, widths: &mut dyn Iterator<Item = Centimes>| {
        let Some((least, most)) = widths.fold(None, |range: Option<(Centimes, Centimes)>, w| {
            Some(range.map_or((w, w), |(least, most)| (least.min(w), most.max(w))))
        }) else {
            return;
        };
        let candidate = Precision { donnee, ecart, reste_au_plus: most, reste_au_mieux: least };
        let better = best.is_none_or(|b| (most, least) < (b.reste_au_plus, b.reste_au_mieux));
        if least < ecart && better {
            best = Some(candidate);
        }
    };
    for &i in faits.indicateurs() {
        if faits.bandes[i].single().is_none() {
            let field = if faits.depart[i].is_none() { "patientele" } else { "patientele.seuils" };
            let mut widths = faits.bandes[i].iter().map(|bande| {
                let mut known = *faits;
                known.bandes[i] = Bandes::only(bande);
                width(donnees.constats, &known)
            });
            consider(Donnee::ParIndicateur(field, i), &mut widths);
        }
    }
    if faits.senior.is_none() {
        let mut widths =
            [false, true].into_iter().map(|senior| width(donnees.constats, &Faits { senior: Some(senior), ..*faits }));
        consider(Donnee::Champ("medecin.naissance"), &mut widths);
    }
    for &i in faits.indicateurs() {
        if let (None, Some(depart)) = (faits.objectif[i], faits.depart[i]) {
            let values =
                [ObjectifSaisi::Maintien, ObjectifSaisi::Cible(depart + 1), ObjectifSaisi::Cible(PATIENTS_MAX)];
            let mut widths = values.into_iter().map(|saisi| {
                let mut known = *faits;
                known.objectif[i] = Some(saisi);
                width(donnees.constats, &known)
            });
            if unknown_objective(donnees, faits, i) {
                consider(Donnee::ParIndicateur("contrat.objectif", i), &mut widths);
            }
        }
    }
    for (date, i) in constats_attendus(donnees, faits, au, duree) {
        let mut widths = [0, faits.depart[i].unwrap_or(0), PATIENTS_MAX].into_iter().map(|effectif| {
            let mut constats = donnees.constats.to_vec();
            let mut measured = Constat { date, effectif: Paire::default(), connu_le: None };
            measured.effectif[i] = Some(effectif);
            constats.push(measured);
            sort::by_key(&mut constats, |c| c.date);
            width(&constats, faits)
        });
        consider(Donnee::ParIndicateur("constats", i), &mut widths);
    }
    best
}

/// Whether the contract must say the objective of an indicator: no rule gives it.
fn unknown_objective(donnees: &Donnees<'_>, faits: &Faits<'_>, i: Indicateur) -> bool {
    let cadre = crate::contrat::cadre(donnees.tables, donnees.lectures, faits, &mut Quiet::default());
    cadre.objectifs[i].is_some_and(|o| o.cible.is_none())
}

/// The results that can be known already: of each modulated year that has begun, the indicators
/// without a count. Each is dated of the year's last day, or of the day of study.
fn constats_attendus(donnees: &Donnees<'_>, faits: &Faits<'_>, au: Jour, duree: usize) -> Vec<(Jour, Indicateur)> {
    let premiere = donnees.tables.parametre(Parametre::PremiereAnneeModulee).value as i32;
    let mut expected = Vec::new();
    for n in premiere..=duree as i32 {
        let (debut, cloture) = (faits.signature.plus_years(n - 1), faits.signature.plus_years(n));
        if debut >= au {
            break;
        }
        for &i in faits.indicateurs() {
            let measured =
                donnees.constats.iter().any(|c| c.date > debut && c.date <= cloture && c.effectif[i].is_some());
            if !measured {
                expected.push((cloture.min(au), i));
            }
        }
    }
    expected
}
