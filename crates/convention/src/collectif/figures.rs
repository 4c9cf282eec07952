//! Every figure of a group's étude, in one fixed order: what readings are compared on.

use super::EtudeCollective;
use super::etudier::Draft;
use crate::etude::{Figure, Repere, ends};
use crate::explication::{Bout, Chemin, Grandeur, Valeur};
use crate::indicateur::Indicateur;
use crate::sort;

/// Every figure of an étude.
pub fn figures(etude: &EtudeCollective) -> Vec<Figure> {
    of(&Draft {
        eligibilite: etude.eligibilite.clone(),
        groupe: etude.groupe,
        plafond: etude.plafond,
        etp_possible: etude.etp_possible,
        membres: etude.membres.clone(),
        objectifs: etude.objectifs,
        annees: etude.annees.clone(),
        totaux: etude.totaux,
        echeances: etude.echeances.clone(),
    })
}

/// The same of its parts.
pub(super) fn of(draft: &Draft) -> Vec<Figure> {
    let mut list = Vec::with_capacity(256);
    let plain = |chemin, valeur| Figure { variante: None, chemin, valeur, repere: Repere::Chemin };
    let mut push = |chemin, valeur: Valeur| list.push(plain(chemin, valeur));
    push(Chemin::Regime, super::REGIME.into());
    push(Chemin::Verdict, draft.eligibilite.verdict.into());
    for (index, motif) in draft.eligibilite.motifs.iter().enumerate() {
        push(Chemin::Motif(index as u8), motif.etat.into());
    }
    push(Chemin::PmtMoyenne, draft.groupe.pmt_moyenne.into());
    push(Chemin::Plafond, draft.plafond.connu().into());
    if draft.plafond.connu().is_none() {
        push(Chemin::BornePlafond(Bout::Min), draft.plafond.min.into());
        push(Chemin::BornePlafond(Bout::Max), draft.plafond.max.into());
    }
    if let Some(range) = draft.etp_possible {
        push(Chemin::BorneEtp(Bout::Min), range.min.into());
        push(Chemin::BorneEtp(Bout::Max), range.max.into());
    }
    for (index, membre) in (0..).zip(&draft.membres) {
        for (slot, motif) in membre.motifs.iter().enumerate() {
            push(Chemin::MotifDeMembre(index, slot as u8), motif.etat.into());
        }
        push(Chemin::Primo(index), membre.primo.primo_installe.into());
        if membre.primo.primo_installe != Some(false) {
            push(Chemin::PrimoDate(index), membre.primo.date.into());
            for i in Indicateur::ALL {
                push(Chemin::PrimoCible(index, i), membre.primo.cible[i].into());
            }
        }
    }
    for i in Indicateur::ALL {
        let found = &draft.objectifs[i];
        push(Chemin::Nature(i), found.objectif.nature.into());
        push(Chemin::Depart(i), found.objectif.depart.into());
        push(Chemin::GainDemande(i), found.demande.into());
        push(Chemin::GainDeduit(i), found.deduit.into());
        push(Chemin::Cible(i), found.objectif.cible.into());
        push(Chemin::Plancher(i), found.objectif.plancher.into());
        push(Chemin::SeuilAtteint(i), found.objectif.seuil_atteint.into());
    }
    let mut index = 0;
    for year in &draft.annees {
        let n = year.annee;
        let mut push = |chemin, valeur: Valeur| list.push(plain(chemin, valeur));
        push(Chemin::Presents(n), year.medecins.into());
        push(Chemin::Montant(n), year.montant.into());
        push(Chemin::Part(n), year.part.into());
        push(Chemin::Aide(n), year.aide.into());
        push(Chemin::SousDepart(n), year.sous_depart.into());
        for i in Indicateur::ALL {
            let atteinte = year.atteintes[i];
            push(Chemin::DepartDe(n, i), year.departs[i].into());
            push(Chemin::CibleDe(n, i), year.cibles[i].into());
            push(Chemin::Constat(n, i), atteinte.and_then(|a| a.constat).into());
            push(Chemin::Issue(n, i), atteinte.and_then(|a| a.issue).into());
            push(Chemin::Taux(n, i), atteinte.and_then(|a| a.taux).into());
        }
        if let Some(bornes) = year.bornes {
            let ranges = [
                (Grandeur::Montant, ends(bornes.montant)),
                (Grandeur::Part, ends(bornes.part)),
                (Grandeur::Aide, ends(bornes.aide)),
            ];
            for (grandeur, (min, max)) in ranges {
                push(Chemin::Borne(n, grandeur, Bout::Min), min);
                push(Chemin::Borne(n, grandeur, Bout::Max), max);
            }
        }
        for versement in year.versements.iter().flatten() {
            let repere = Repere::Versement(n);
            let mut push = |chemin, valeur: Valeur| list.push(Figure { variante: None, chemin, valeur, repere });
            push(Chemin::NatureVersement(index), versement.nature.id().into());
            push(Chemin::Versement(index), versement.montant.into());
            push(Chemin::DateLimite(index), versement.date_limite.into());
            index += 1;
        }
    }
    let mut push = |chemin, valeur: Valeur| list.push(plain(chemin, valeur));
    push(Chemin::Total, draft.totaux.aide.into());
    push(Chemin::Maximum, draft.totaux.maximum.into());
    let (min, max) = ends(draft.totaux.bornes);
    push(Chemin::BorneTotal(Bout::Min), min);
    push(Chemin::BorneTotal(Bout::Max), max);
    let mut by_nature: Vec<_> = draft.echeances.iter().enumerate().collect();
    sort::by_key(&mut by_nature, |(_, e)| (e.nature, e.versement, e.membre));
    list.extend(by_nature.into_iter().map(|(index, echeance)| Figure {
        variante: None,
        chemin: Chemin::Echeance(index as u16),
        valeur: echeance.date.into(),
        repere: Repere::Echeance(echeance.nature),
    }));
    list
}
