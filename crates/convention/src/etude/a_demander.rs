//! What to ask, and whom: everything unknown that bears on the answer, ready to copy.

use crate::dossier::OptionEtp;
use crate::eligibilite::{AupresDe, Eligibilite, Etat, Motif};
use crate::etude::chiffrage::Chiffrage;
use crate::etude::questions::QuestionTouchee;
use crate::explication::Donnee;
use crate::faits::Faits;
use crate::indicateur::Indicateur;
use crate::objectif::Objectif;
use crate::question::Question;
use crate::sort;
use crate::tables::Nature;

/// Something to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demander {
    /// What.
    pub objet: Objet,
    /// Whom.
    pub aupres_de: AupresDe,
}

/// What is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objet {
    /// A field of the dossier.
    Donnee(Donnee),
    /// The objective on an indicator.
    Objectif(Indicateur),
    /// The objective on an indicator that a change of option asks for and no avenant wrote: that of a period,
    /// by the indices of its year and of the period in it.
    NouvelObjectif(Indicateur, u16, u16),
    /// The band or the thresholds of an indicator.
    Seuils(Indicateur),
    /// How the caisse reads an open question that changes a figure here.
    Question(Question),
}

/// The list, in the order of what decides: eligibility, thresholds, objectives, then open questions,
/// those that change the aid first.
pub(super) fn a_demander(
    eligibilite: &Eligibilite,
    faits: &Faits<'_>,
    chiffrage: Option<&Chiffrage>,
    questions: &[QuestionTouchee],
) -> Vec<Demander> {
    let mut list: Vec<Demander> = Vec::new();
    let mut add = |objet, aupres_de| {
        let entry = Demander { objet, aupres_de };
        if !list.iter().any(|e| e.objet == objet) {
            list.push(entry);
        }
    };
    let lacking = |m: &&Motif| m.etat == Etat::Inconnu && !eligibilite.deja_signe;
    for motif in eligibilite.motifs.iter().filter(lacking) {
        for donnee in &motif.manque {
            match donnee {
                Donnee::ParIndicateur("patientele.seuils", i) => add(Objet::Seuils(*i), AupresDe::Caisse),
                other => add(Objet::Donnee(*other), motif.aupres_de.unwrap_or(AupresDe::Caisse)),
            }
        }
    }
    if let Some(chiffrage) = chiffrage {
        for &i in faits.indicateurs() {
            if faits.depart[i].is_none() {
                add(Objet::Donnee(Donnee::ParIndicateur("patientele", i)), AupresDe::Caisse);
            }
        }
        for &i in faits.indicateurs() {
            let amounts_open = chiffrage.annees.iter().any(|y| y.annee.montant.is_none());
            if amounts_open && faits.depart[i].is_some() && faits.bandes[i].single().is_none() {
                add(Objet::Seuils(i), AupresDe::Caisse);
            }
        }
        if faits.senior.is_none() && faits.objectif[Indicateur::Pfa].is_none() {
            add(Objet::Donnee(Donnee::Champ("medecin.naissance")), AupresDe::Medecin);
        }
        for &i in faits.indicateurs() {
            for (annee, periode) in objectifs_non_ecrits(chiffrage, i) {
                add(Objet::NouvelObjectif(i, annee, periode), AupresDe::Caisse);
            }
            let Some(objectif) = chiffrage.objectifs[i] else { continue };
            if objectif.nature == Some(Nature::PalierP50) && objectif.cible.is_none() {
                add(Objet::Seuils(i), AupresDe::Caisse);
            } else if non_ecrit(&objectif) {
                add(Objet::Objectif(i), AupresDe::Caisse);
            }
        }
    }
    let mut touching: Vec<&QuestionTouchee> = questions.iter().filter(|q| q.change_le_resultat()).collect();
    sort::by_key(&mut touching, |q| !q.change_l_aide());
    for question in touching {
        add(Objet::Question(question.question), AupresDe::Caisse);
    }
    list
}

/// Whether nothing says what is asked.
fn non_ecrit(objectif: &Objectif) -> bool {
    let gain = objectif.nature == Some(Nature::Augmentation) && objectif.cible.is_none();
    objectif.nature.is_none() || gain
}

/// The first period of each run of periods of one option whose objective is not written.
fn objectifs_non_ecrits(chiffrage: &Chiffrage, i: Indicateur) -> Vec<(u16, u16)> {
    let mut found = Vec::new();
    let mut before: Option<OptionEtp> = None;
    for (annee, year) in (0u16..).zip(&chiffrage.annees) {
        for (rang, chiffree) in (0u16..).zip(&year.periodes) {
            let own = chiffree.objectifs.and_then(|objectifs| objectifs[i]);
            let option = chiffree.periode.option.filter(|_| own.is_some_and(|own| non_ecrit(&own)));
            if option.is_some() && option != before {
                found.push((annee, rang));
            }
            before = option;
        }
    }
    found
}
