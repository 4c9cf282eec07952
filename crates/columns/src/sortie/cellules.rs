//! What a row says of the results of a contract.

use convention::contrat::Annee;
use convention::eligibilite::Etat;
use convention::etude::{Plage, Resultats};
use convention::explication::Regles;
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::money::Centimes;
use convention::objectif::Objectif;
use convention::question::{Consulted, Question};
use convention::tables::NatureVersement;

use super::BLOC;
use super::nombres::Entier;

/// The rules of eligibility that are in a state.
pub(crate) fn motifs(resultats: &Resultats, asked: Etat) -> Regles {
    let mut regles = Regles::default();
    resultats.motifs.iter().filter(|(_, etat)| *etat == asked).for_each(|(regle, _)| regles.insert(*regle));
    regles
}

/// What a year is measured against; of a year that the contract does not have, what it asks at its signature.
pub(crate) fn objectifs<'a>(resultats: &'a Resultats, year: Option<&'a Annee>) -> &'a Paire<Option<Objectif>> {
    year.map_or(&resultats.objectifs, |year| &year.objectifs)
}

/// The first and the last day of a year. `None`: an early end that was known late left only its payments.
pub(crate) fn jours(year: &Annee) -> Option<(Jour, Jour)> {
    (!year.sans_un_jour()).then_some((year.periode.debut, year.periode.fin))
}

/// Between what the aid of a year lies; the aid itself where it is known.
pub(crate) fn bornes(resultats: &Resultats, rank: usize) -> Option<Plage<Centimes>> {
    let known = resultats.annees.get(rank).and_then(|year| year.aide);
    let known = known.map(|aide| Plage { min: aide, max: aide });
    known.or_else(|| resultats.bornes.get(rank).copied().flatten())
}

/// What a year pays of each nature; `None` where it pays nothing of it, or an amount is not known.
pub(crate) fn versements(annee: &Annee) -> [Option<Centimes>; NatureVersement::ALL.len()] {
    let mut paid: [Option<Option<Centimes>>; NatureVersement::ALL.len()] = Default::default();
    for versement in annee.versements.iter().flatten() {
        let sum = &mut paid[versement.nature as usize];
        *sum = match *sum {
            None => Some(versement.montant),
            Some(before) => Some(before.zip(versement.montant).map(|(before, montant)| before + montant)),
        };
    }
    paid.map(Option::flatten)
}

/// What years pay of each nature, as [`versements`] says, side by side.
pub(super) fn payes(years: &[Option<&Annee>; BLOC]) -> [[i64; BLOC]; NatureVersement::ALL.len()] {
    let mut paid = [[i64::VIDE; BLOC]; NatureVersement::ALL.len()];
    for (row, year) in years.iter().enumerate() {
        let Some(year) = year else { continue };
        let mut met = 0_u32;
        for versement in year.versements.iter().flatten() {
            let cell = &mut paid[versement.nature as usize][row];
            let first = met & (1 << versement.nature as u32) == 0;
            met |= 1 << versement.nature as u32;
            *cell = match versement.montant {
                Some(montant) if first => montant.0,
                Some(montant) if *cell != i64::VIDE => *cell + montant.0,
                _ => i64::VIDE,
            };
        }
    }
    paid
}

pub(super) fn ecrire(regles: Regles) -> String {
    regles.iter().collect::<Vec<_>>().join(" ")
}

pub(super) fn ecrire_les_questions(consulted: Consulted) -> String {
    let changes = Question::ALL.iter().filter(|question| consulted & question.bit() != 0);
    changes.map(|question| question.id()).collect::<Vec<_>>().join(" ")
}
