//! The explanation of what results would give: the decision table, next steps, hypotheses.

use super::{BOUTS, Justifier};
use crate::contrat::{self, Donnees};
use crate::etude::decisions;
use crate::etude::paliers::{NaturePalier, Palier, Sens};
use crate::explication::{Bout, Chemin, Filter, Grandeur, Origine, Regle, RepereObjectif, Trace};
use crate::indicateur::Indicateur;
use crate::objectif;
use crate::regime::Regime;
use crate::tables::Parametre;

impl Justifier<'_, '_> {
    /// The lines of the decision table, at their lowest and at their highest counts.
    pub(super) fn decisions<T: Trace>(&self, t: &mut T) {
        for (index, decision) in self.chiffrage.decisions.iter().enumerate() {
            let index = index as u8;
            let n = decision.annee;
            let Some(studied) = self.chiffrage.annees.iter().find(|y| y.annee.annee == n) else { continue };
            let (year, year_bounds) = (&studied.annee, studied.bornes.unwrap_or_default());
            let (Some(mode), Some(part)) = (year.mode, decision.part) else { continue };
            let regle = contrat::regle_de_la_part(&year.objectifs, mode);
            for bout in BOUTS {
                t.rule(Chemin::DecisionPart(index, bout), regle, |t| {
                    for i in Indicateur::ALL {
                        if let Some(zone) = decision.zones[i] {
                            t.read("issue", zone.issue, Origine::Suppose(Chemin::Issue(n, i)));
                        }
                    }
                    let lowest = bout == Bout::Min;
                    t.through(Some(Filter::SUPPOSING), |t| {
                        decisions::part_au_bout(self.donnees, self.faits, year, mode, &decision.zones, lowest, t);
                    });
                    bout.of(part)
                });
                let Some(aide) = decision.aide else { continue };
                t.rule(Chemin::DecisionAide(index, bout), Regle::Pai6, |t| {
                    t.read("part", bout.of(part), Origine::Figure(Chemin::DecisionPart(index, bout)));
                    match (year.montant, year_bounds.montant) {
                        (None, Some(bounds)) => {
                            let borne = Chemin::Borne(n, Grandeur::Montant, bout);
                            t.read("montant", bout.of(bounds), Origine::Figure(borne));
                        }
                        (montant, _) => t.read("montant", montant, Origine::Figure(Chemin::Montant(n))),
                    }
                    if let Some((index, acompte)) =
                        decisions::acompte_acquis(self.donnees, &self.chiffrage.annees, n, t)
                    {
                        t.read("acompte", acompte, Origine::Figure(Chemin::Versement(index)));
                    }
                    bout.of(aide)
                });
            }
        }
    }

    /// A next step: the breakpoint that it stands on.
    pub(super) fn palier<T: Trace>(&self, index: u8, palier: &Palier, t: &mut T) {
        let i = palier.indicateur;
        let n = palier.annee;
        // The objective of the year that the step is in, and where the étude shows it.
        let studied = self.chiffrage.annees.iter().find(|y| y.annee.annee == n);
        let Some(objectif) = studied.and_then(|y| y.annee.objectifs[i]) else { return };
        let own = studied.filter(|y| y.annee.propres).map(|y| y.periodes.len().saturating_sub(1) as u16);
        let figure = |contract, repere| match own {
            Some(k) => Chemin::ObjectifPeriode(n, k, i, repere),
            None => contract,
        };
        let regle = if palier.nature == NaturePalier::BandeSuivante { Regle::Mon1 } else { Regle::Att1 };
        t.rule(Chemin::PalierEffectif(index), regle, |t| {
            match palier.nature {
                NaturePalier::Baisse => {
                    let chemin = figure(Chemin::Plancher(i), RepereObjectif::Plancher);
                    t.read("plancher", objectif.plancher, Origine::Figure(chemin));
                }
                NaturePalier::ObjectifAtteint => {
                    let shown = objectif.seuil_atteint == Some(palier.effectif);
                    let chemin = figure(Chemin::SeuilAtteint(i), RepereObjectif::SeuilAtteint);
                    let origine = if shown { Origine::Figure(chemin) } else { Origine::Suppose(chemin) };
                    t.read("seuil_atteint", palier.effectif, origine);
                }
                NaturePalier::BandeSuivante => {
                    let seuils = &self.faits.seuils[i];
                    let seuil = [seuils.p90, seuils.p95].into_iter().flatten().find(|s| s.valeur == palier.effectif);
                    if let Some(seuil) = seuil {
                        t.read("seuil", seuil.valeur, seuil.origine);
                    }
                }
                NaturePalier::ProchainChangement | NaturePalier::AideEntiere => {
                    let more = palier.sens == Sens::Plus;
                    let now = if more { palier.effectif - palier.ecart } else { palier.effectif + palier.ecart };
                    t.read("actuel", now, Origine::Suppose(Chemin::Constat(n, i)));
                    if let Some((before, at)) = palier.parts {
                        t.read("part", before, Origine::Suppose(Chemin::Part(n)));
                        t.read("part_au_palier", at, Origine::Suppose(Chemin::Part(n)));
                    }
                }
            }
            palier.effectif
        });
    }

    /// OBJ-5 (c): the count that reaches a supposed objective.
    pub(super) fn hypotheses<T: Trace>(&self, t: &mut T) {
        let Donnees { tables, lectures, .. } = *self.donnees;
        let pas = tables.parametre(Parametre::HypothesePas);
        for (index, hypothese) in self.chiffrage.hypotheses.iter().enumerate() {
            for i in Indicateur::ALL {
                let (Some(effet), Some(objectif)) = (hypothese.effets[i], &self.chiffrage.objectifs[i]) else {
                    continue;
                };
                t.rule(Chemin::HypotheseSeuil(index as u8, i), Regle::Obj5, |t| {
                    let depart = objectif.depart?;
                    t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
                    t.read("gain_suppose", hypothese.pour_cent, Origine::Regles(pas.id));
                    let num = u64::from(depart) * hypothese.pour_cent.unsigned_abs();
                    let gain = objectif::arrondi(lectures, num, 100, t);
                    if self.faits.regime == Regime::Avenant7 {
                        return Some(depart + gain.max(1));
                    }
                    let seuil = objectif::atteinte_pour_cent(tables, lectures, t);
                    objectif::effectif_pour_taux(lectures, depart, effet.cible, seuil, t)
                });
            }
        }
    }
}
