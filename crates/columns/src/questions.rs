//! The open questions of which another reading changes a row: the figures are worked out again under each other
//! reading of the questions that were consulted, one changed at a time, and the rows compared.

use convention::atteinte::Atteinte;
use convention::bande::Bande;
use convention::contrat::Annee;
use convention::dossier::{Dossier, OptionEtp};
use convention::eligibilite::{Etat, Verdict};
use convention::etude::{Demande, Plage, Resultats, Tache};
use convention::explication::{Quiet, Regles};
use convention::indicateur::Paire;
use convention::jour::Jour;
use convention::money::{Centimes, Fraction};
use convention::objectif::Objectif;
use convention::question::{Consulted, Question};
use convention::regime::Regime;
use convention::tables::{Convention, NatureVersement};

use crate::sortie::{bornes, jours, motifs, objectifs, versements};

/// What another reading may change of the row of a year: all that it says, but for the rules that were read.
#[derive(PartialEq)]
struct Ligne {
    contrat: (Regime, Verdict, Option<Bande>, Regles, Regles),
    objectifs: Paire<Option<Objectif>>,
    jours: Option<(Jour, Jour)>,
    option: Option<OptionEtp>,
    montant: Option<Centimes>,
    atteintes: Paire<Option<Atteinte>>,
    part: Option<Fraction>,
    aide: Option<Centimes>,
    versements: [Option<Centimes>; NatureVersement::ALL.len()],
    bornes: Option<Plage<Centimes>>,
}

impl Ligne {
    fn de(resultats: &Resultats, rank: usize, bornees: bool) -> Ligne {
        let year: Option<&Annee> = resultats.annees.get(rank);
        Ligne {
            contrat: (
                resultats.regime,
                resultats.verdict,
                resultats.bandes.single(),
                motifs(resultats, Etat::Echoue),
                motifs(resultats, Etat::Inconnu),
            ),
            objectifs: Paire::from_fn(|i| objectifs(resultats, year)[i].map(ecrit)),
            jours: year.and_then(jours),
            option: year.and_then(|year| year.periode.option),
            montant: year.and_then(|year| year.montant),
            atteintes: year.map(|year| year.atteintes).unwrap_or_default(),
            part: year.and_then(|year| year.part),
            aide: year.and_then(|year| year.aide),
            versements: year.map_or([None; NatureVersement::ALL.len()], versements),
            bornes: if bornees { bornes(resultats, rank) } else { None },
        }
    }
}

/// An objective as a row says it.
fn ecrit(objectif: Objectif) -> Objectif {
    Objectif { tolerance: None, seuil_des_tables: None, ..objectif }
}

/// The questions that change the row of each year, by its rank from 1. `bornees`: whether rows say between what an
/// aid lies that is not known.
pub(crate) fn touchees(
    convention: &Convention,
    (base, bornees): (&Resultats, bool),
    dossier: &Dossier,
    demande: &Demande,
    consulted: Consulted,
    touchees: &mut [Consulted],
) {
    let annees = touchees.len() as u8;
    let mut autre = dossier.clone();
    let mut resultats = Resultats::default();
    for question in Question::ALL.iter().filter(|question| consulted & question.bit() != 0) {
        let own = dossier.lectures.index(*question);
        for index in (0..question.readings().len() as u8).filter(|index| *index != own) {
            autre.lectures = dossier.lectures;
            autre.lectures.set(*question, index);
            let tache = Tache { convention, dossier: &autre, specialite: None, demande, annees, bornes: bornees };
            resultats.chiffrer(&tache, &mut Quiet::default(), |_, _| ());
            for (rank, changed) in touchees.iter_mut().enumerate() {
                if Ligne::de(base, rank, bornees) != Ligne::de(&resultats, rank, bornees) {
                    *changed |= question.bit();
                }
            }
        }
    }
}
