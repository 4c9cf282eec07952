//! Every figure of an étude, in one fixed order: what readings are compared on, and what the tests
//! look at.

use crate::echeance::{Echeance, NatureEcheance};
use crate::eligibilite::Eligibilite;
use crate::etude::Etude;
use crate::etude::bornes::Plage;
use crate::etude::chiffrage::Chiffrage;
use crate::etude::evenements::Suivi;
use crate::etude::paliers::{NaturePalier, Sens};
use crate::etude::rapprocher::Rapprochement;
use crate::explication::{Bout, Chemin, Grandeur, Poste, RepereObjectif, Valeur};
use crate::indicateur::Indicateur;
use crate::jour::Jour;
use crate::regime::Regime;
use crate::sort;
use crate::tables::Issue;

/// A figure: which one, and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Index of the option it belongs to, where several are side by side.
    pub variante: Option<u8>,
    /// Which figure.
    pub chemin: Chemin,
    /// Its value.
    pub valeur: Valeur,
    /// What it stands for, in a list whose places another reading may shift.
    pub repere: Repere,
}

/// What a figure stands for: two études are compared on it, not on a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repere {
    /// Its path says it.
    Chemin,
    /// Deadlines of one nature, in turn.
    Echeance(NatureEcheance),
    /// Decisions of these outcomes, in turn.
    Decision(Option<Issue>, Option<Issue>),
    /// Steps of this indicator, nature and direction, in turn.
    Palier(Indicateur, NaturePalier, Sens),
    /// Payments of this year, in turn.
    Versement(u8),
}

impl Figure {
    /// The JSON pointer of this figure in the étude.
    pub fn pointer(&self) -> String {
        match self.variante {
            Some(index) => format!("/variantes/{index}{}", self.chemin.pointer()),
            None => self.chemin.pointer(),
        }
    }
}

impl Etude {
    /// Every figure of the étude, in a fixed order.
    pub fn figures(&self) -> Vec<Figure> {
        let life = (self.evenements.as_slice(), self.fin_du_contrat, self.rapprochement.as_ref());
        figures(self.regime, &self.eligibilite, &self.chiffrage, &self.variantes, &self.echeances, life)
    }
}

/// Every figure of an étude's parts.
pub(super) fn figures(
    regime: Regime,
    eligibilite: &Eligibilite,
    chiffrage: &Chiffrage,
    variantes: &[Chiffrage],
    echeances: &[Echeance],
    (evenements, fin_du_contrat, rapprochement): (&[Suivi], Option<Jour>, Option<&Rapprochement>),
) -> Vec<Figure> {
    let mut list = Vec::with_capacity(256);
    let mut push =
        |chemin, valeur: Valeur| list.push(Figure { variante: None, chemin, valeur, repere: Repere::Chemin });
    push(Chemin::Regime, regime.into());
    push(Chemin::Verdict, eligibilite.verdict.into());
    for (index, motif) in eligibilite.motifs.iter().enumerate() {
        push(Chemin::Motif(index as u8), motif.etat.into());
    }
    for suivi in evenements {
        push(Chemin::Effet(suivi.evenement), suivi.effet.into());
        if let Some(droit) = suivi.droit {
            push(Chemin::Droit(suivi.evenement), droit.etat.into());
        }
    }
    if fin_du_contrat.is_some() {
        push(Chemin::FinDuContrat, fin_du_contrat.into());
    }
    of_chiffrage(None, chiffrage, &mut list);
    for (index, variante) in variantes.iter().enumerate() {
        of_chiffrage(Some(index as u8), variante, &mut list);
    }
    if let Some(rapprochement) = rapprochement {
        of_rapprochement(rapprochement, &mut list);
    }
    let mut by_nature: Vec<(usize, &Echeance)> = echeances.iter().enumerate().collect();
    sort::by_key(&mut by_nature, |(_, e)| (e.nature, e.versement));
    list.extend(by_nature.into_iter().map(|(index, echeance)| Figure {
        variante: None,
        chemin: Chemin::Echeance(index as u16),
        valeur: echeance.date.into(),
        repere: Repere::Echeance(echeance.nature),
    }));
    list
}

fn of_chiffrage(variante: Option<u8>, chiffrage: &Chiffrage, list: &mut Vec<Figure>) {
    let figure = |chemin, valeur| Figure { variante, chemin, valeur, repere: Repere::Chemin };
    let mut push = |chemin, valeur: Valeur| list.push(figure(chemin, valeur));
    push(Chemin::Bande, chiffrage.bandes.single().into());
    for i in Indicateur::ALL {
        let objectif = chiffrage.objectifs[i];
        push(Chemin::Nature(i), objectif.and_then(|o| o.nature).into());
        push(Chemin::Depart(i), objectif.and_then(|o| o.depart).into());
        push(Chemin::Cible(i), objectif.and_then(|o| o.cible).into());
        push(Chemin::Plancher(i), objectif.and_then(|o| o.plancher).into());
        push(Chemin::SeuilAtteint(i), objectif.and_then(|o| o.seuil_atteint).into());
    }
    let mut index = 0;
    for studied in &chiffrage.annees {
        let (year, n) = (&studied.annee, studied.annee.annee);
        let mut push = |chemin, valeur: Valeur| list.push(figure(chemin, valeur));
        push(Chemin::Montant(n), year.montant.into());
        push(Chemin::Part(n), year.part.into());
        push(Chemin::Aide(n), year.aide.into());
        for i in Indicateur::ALL {
            let atteinte = year.atteintes[i];
            push(Chemin::Constat(n, i), atteinte.and_then(|a| a.constat).into());
            push(Chemin::Issue(n, i), atteinte.and_then(|a| a.issue).into());
            push(Chemin::Taux(n, i), atteinte.and_then(|a| a.taux).into());
        }
        if let Some(calcul) = year.calcul {
            push(Chemin::PartCalculee(n), calcul.part.into());
            push(Chemin::AideCalculee(n), calcul.aide.into());
        }
        for (k, periode) in (0u16..).zip(&studied.periodes) {
            push(Chemin::MontantPeriode(n, k), periode.montant_annuel.into());
            if studied.periodes.len() > 1 {
                push(Chemin::PartPeriode(n, k), periode.part.into());
            }
            for i in Indicateur::ALL {
                let Some(objectif) = periode.objectifs.and_then(|o| o[i]) else { continue };
                let mut push = |repere, valeur: Valeur| push(Chemin::ObjectifPeriode(n, k, i, repere), valeur);
                push(RepereObjectif::Nature, objectif.nature.into());
                push(RepereObjectif::Depart, objectif.depart.into());
                push(RepereObjectif::Cible, objectif.cible.into());
                push(RepereObjectif::Plancher, objectif.plancher.into());
                push(RepereObjectif::SeuilAtteint, objectif.seuil_atteint.into());
            }
        }
        for versement in year.versements.iter().flatten() {
            let repere = Repere::Versement(n);
            let mut push = |chemin, valeur: Valeur| list.push(Figure { variante, chemin, valeur, repere });
            push(Chemin::NatureVersement(index), versement.nature.id().into());
            push(Chemin::Versement(index), versement.montant.into());
            push(Chemin::DateLimite(index), versement.date_limite.into());
            index += 1;
        }
        let mut push = |chemin, valeur: Valeur| list.push(figure(chemin, valeur));
        if let Some(bornes) = studied.bornes {
            let mut range = |grandeur, (min, max): (Valeur, Valeur)| {
                push(Chemin::Borne(n, grandeur, Bout::Min), min);
                push(Chemin::Borne(n, grandeur, Bout::Max), max);
            };
            range(Grandeur::Montant, ends(bornes.montant));
            range(Grandeur::Part, ends(bornes.part));
            range(Grandeur::Aide, ends(bornes.aide));
        }
    }
    let mut push = |chemin, valeur: Valeur| list.push(figure(chemin, valeur));
    push(Chemin::Total, chiffrage.totaux.aide.into());
    push(Chemin::Maximum, chiffrage.totaux.maximum.into());
    let (min, max) = ends(chiffrage.totaux.bornes);
    push(Chemin::BorneTotal(Bout::Min), min);
    push(Chemin::BorneTotal(Bout::Max), max);
    for (index, decision) in chiffrage.decisions.iter().enumerate() {
        let index = index as u8;
        let zones = &decision.zones;
        let repere = Repere::Decision(zones.pmt.map(|z| z.issue), zones.pfa.map(|z| z.issue));
        let mut push = |chemin, valeur: Valeur| list.push(Figure { variante, chemin, valeur, repere });
        let (part, aide) = (ends(decision.part), ends(decision.aide));
        push(Chemin::DecisionPart(index, Bout::Min), part.0);
        push(Chemin::DecisionPart(index, Bout::Max), part.1);
        push(Chemin::DecisionAide(index, Bout::Min), aide.0);
        push(Chemin::DecisionAide(index, Bout::Max), aide.1);
    }
    for (index, palier) in chiffrage.paliers.iter().enumerate() {
        let repere = Repere::Palier(palier.indicateur, palier.nature, palier.sens);
        let (chemin, valeur) = (Chemin::PalierEffectif(index as u8), palier.effectif.into());
        list.push(Figure { variante, chemin, valeur, repere });
    }
    for (index, hypothese) in chiffrage.hypotheses.iter().enumerate() {
        for i in Indicateur::ALL {
            let seuil = hypothese.effets[i].map(|e| e.seuil_atteint);
            list.push(figure(Chemin::HypotheseSeuil(index as u8, i), seuil.into()));
        }
    }
}

fn of_rapprochement(rapprochement: &Rapprochement, list: &mut Vec<Figure>) {
    for (index, suivi) in (0u16..).zip(&rapprochement.versements) {
        let repere = Repere::Versement(suivi.annee);
        let mut push = |chemin, valeur: Valeur| list.push(Figure { variante: None, chemin, valeur, repere });
        push(Chemin::Exigible(index), suivi.du.exigible.into());
        push(Chemin::Recu(index), suivi.recu.into());
        push(Chemin::Manque(index), suivi.manque.into());
        push(Chemin::EtatVersement(index), suivi.etat.into());
        push(Chemin::Retard(index), suivi.jours_de_retard.into());
        for (k, apport) in (0u16..).zip(&suivi.apports) {
            push(Chemin::Apport(index, k), apport.montant.into());
        }
    }
    let mut push =
        |chemin, valeur: Valeur| list.push(Figure { variante: None, chemin, valeur, repere: Repere::Chemin });
    for (place, suivi) in (0u16..).zip(&rapprochement.encaissements) {
        push(Chemin::Inexplique(place), suivi.inexplique.into());
    }
    for poste in Poste::ALL {
        push(Chemin::Rapproche(poste), rapprochement.total(poste).into());
    }
}

pub(crate) fn ends<T: Into<Valeur> + Copy>(plage: Option<Plage<T>>) -> (Valeur, Valeur) {
    plage.map_or((Valeur::Inconnu, Valeur::Inconnu), |plage| (plage.min.into(), plage.max.into()))
}
