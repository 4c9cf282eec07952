//! The explanation of the figures that no single rule gives: bounds, which reruns reach; sums; the lines
//! of the decision table; next steps; hypotheses.
//!
//! Runs after the figures, for a listener that keeps what it hears, and calls the same functions again.

mod options;

use crate::atteinte;
use crate::contrat::{self, Annee, Cadre, Donnees, Parts, PeriodeChiffree};
use crate::dossier::evenement as dossier;
use crate::eligibilite::Verdict;
use crate::etude::bornes::{self, Enveloppe, Plage};
use crate::etude::chiffrage::{AnneeEtudiee, Chiffrage, Known};
use crate::etude::decisions;
use crate::etude::paliers::{NaturePalier, Palier};
use crate::explication::{
    Bout, Chemin, Donnee, Grandeur, Origine, Quiet, RepereObjectif, Supposing, Trace, Valeur, cell,
};
use crate::faits::Faits;
use crate::indicateur::Indicateur;
use crate::money::{Centimes, Fraction};
use crate::montant;
use crate::objectif;
use crate::regime::Regime;
use crate::tables::{Nature, Parametre};
use crate::versement::Versement;

pub(super) use options::cote_a_cote;

/// What the explanation of an option reads.
pub(super) struct Justifier<'a, 'b> {
    pub(super) donnees: &'a Donnees<'a>,
    pub(super) faits: &'a Faits<'b>,
    pub(super) exclure_sous_p30: bool,
    pub(super) enveloppe: &'a Enveloppe,
    pub(super) chiffrage: &'a Chiffrage,
}

/// A completion that reaches a bound, worked out again.
struct Run<'b> {
    index: u16,
    faits: Faits<'b>,
    cadre: Cadre,
    years: Vec<Annee>,
}

const BOUTS: [Bout; 2] = [Bout::Min, Bout::Max];

/// A doctor who may not have the aid: the sums have no object.
pub(super) fn sans_objet<T: Trace>(verdict: Verdict, trace: &mut T) {
    if T::ECOUTE {
        for chemin in [Chemin::Total, Chemin::Maximum, Chemin::PireCas, Chemin::EnJeu] {
            trace.rule(chemin, "ELI-12", |t| {
                t.read("verdict", verdict, Origine::Figure(Chemin::Verdict));
                Known(Valeur::Inconnu)
            });
        }
    }
}

impl<'b> Justifier<'_, 'b> {
    /// Every figure that is left to explain.
    pub(super) fn tout<T: Trace>(&self, t: &mut T) {
        self.objectifs(t);
        let mut runs = Vec::new();
        let mut first_payment = 0;
        for (index, studied) in self.chiffrage.annees.iter().enumerate() {
            if studied.bornes.is_some() {
                self.annee(index, studied, first_payment, &mut runs, t);
                self.versements(index, studied, first_payment, &mut runs, t);
            }
            first_payment += studied.annee.versements.iter().flatten().count() as u16;
        }
        self.totaux(&mut runs, t);
        self.decisions(t);
        for (index, palier) in self.chiffrage.paliers.iter().enumerate() {
            self.palier(index as u8, palier, t);
        }
        self.hypotheses(t);
    }

    /// OBJ-5: patients more than the start, and a week.
    fn objectifs<T: Trace>(&self, t: &mut T) {
        for i in Indicateur::ALL {
            let Some(objectif) = self.chiffrage.objectifs[i] else { continue };
            let gain = objectif.cible.zip(objectif.depart).map(|(c, d)| i64::from(c) - i64::from(d));
            t.rule(Chemin::Gain(i), "OBJ-5", |t| {
                t.read("cible", objectif.cible, Origine::Figure(Chemin::Cible(i)));
                t.read("depart", objectif.depart, Origine::Figure(Chemin::Depart(i)));
                gain
            });
            t.rule(Chemin::ParSemaine(i), "OBJ-5", |t| {
                t.read("gain", gain, Origine::Figure(Chemin::Gain(i)));
                t.read("semaines", self.chiffrage.totaux.semaines[i], Origine::Figure(Chemin::Semaines(i)));
                self.chiffrage.totaux.par_semaine[i]
            });
            t.rule(Chemin::Semaines(i), "OBJ-5", |t| {
                let tables = self.donnees.tables;
                cell("semaines", tables.parametre(Parametre::SemainesObjectif), t);
                if objectif.nature == Some(Nature::PalierP50) {
                    cell("palier_ans", tables.parametre(Parametre::PalierAns), t);
                    cell("premiere_annee_modulee", tables.parametre(Parametre::PremiereAnneeModulee), t);
                }
                self.chiffrage.totaux.semaines[i]
            });
        }
    }

    /// The completion of a run, kept for the next bound that it reaches.
    fn run<'r>(&self, index: Option<u16>, runs: &'r mut Vec<Run<'b>>) -> Option<&'r Run<'b>> {
        let index = index?;
        if let Some(at) = runs.iter().position(|r| r.index == index) {
            return runs.get(at);
        }
        let Donnees { tables, lectures, .. } = *self.donnees;
        let completions = bornes::completions(self.donnees, self.faits, self.exclure_sous_p30);
        let faits = *completions.get(usize::from(index))?;
        let mut quiet = Quiet::default();
        let cadre = contrat::cadre(tables, lectures, &faits, &mut quiet);
        let years = contrat::annees(self.donnees, &faits, &cadre, &mut quiet);
        runs.push(Run { index, faits, cadre, years });
        runs.last()
    }

    /// SEU-2, ATT-13: the bounds of a year, each from the completion that reaches it.
    fn annee<T: Trace>(&self, index: usize, studied: &AnneeEtudiee, first: u16, runs: &mut Vec<Run<'b>>, t: &mut T) {
        let Donnees { tables, lectures, vie, .. } = *self.donnees;
        let n = studied.annee.annee;
        for grandeur in [Grandeur::Montant, Grandeur::Part, Grandeur::Aide] {
            for bout in BOUTS {
                let reached = self.enveloppe.run_de(index, grandeur, bout);
                let Some(run) = self.run(reached, runs) else { continue };
                let Some(year) = run.years.get(index) else { continue };
                let chemin = Chemin::Borne(n, grandeur, bout);
                match grandeur {
                    // Of a year that events cut: what its periods come to in the completion.
                    Grandeur::Montant if self.donnees.journal.is_some() => t.rule(chemin, "SEU-2", |t| {
                        self.read_bands(run, t);
                        self.read_periods(run, n, Parts::Tues, t);
                        Known(year.montant.into())
                    }),
                    Grandeur::Part if vie.decision(n).is_some() => t.rule(chemin, "ATT-11", |t| {
                        self.read_decision(year, t);
                        Known(year.part.into())
                    }),
                    Grandeur::Part if !self.one_rule(run, n) => t.rule(chemin, "ATT-13", |t| {
                        self.read_periods(run, n, Parts::Siennes, t);
                        Known(year.part.into())
                    }),
                    Grandeur::Montant => t.rule(chemin, "SEU-2", |t| {
                        self.read_bands(run, t);
                        let row = (year.serie, run.cadre.ligne, run.faits.option);
                        let mut supposing = Supposing(t);
                        Known(montant::montant(tables, lectures, row, year.rang, &mut supposing).into())
                    }),
                    Grandeur::Part => t.rule(chemin, "ATT-13", |t| Known(self.part(run, year, t).into())),
                    Grandeur::Aide => t.rule(chemin, "ATT-13", |t| {
                        let share = year.part.zip(year.montant).map(|(p, m)| p.of(m));
                        if self.donnees.journal.is_some() && share != year.aide {
                            // What events left of it is what its payments come to.
                            for (slot, paid) in (first..).zip(year.versements.iter().flatten()) {
                                t.read("verse", paid.montant, Origine::Suppose(Chemin::Versement(slot)));
                            }
                            return Known(year.aide.into());
                        }
                        t.read("montant", year.montant, Origine::Suppose(Chemin::Montant(n)));
                        t.read("part", year.part, Origine::Suppose(Chemin::Part(n)));
                        if share != year.aide {
                            let acompte = year.versements[0].and_then(|v| v.montant);
                            t.read("acompte", acompte, Origine::Suppose(Chemin::Aide(n)));
                        }
                        Known(year.aide.into())
                    }),
                };
            }
        }
    }

    /// The bands that a completion supposes.
    fn read_bands<T: Trace>(&self, run: &Run<'_>, t: &mut T) {
        for &i in self.faits.indicateurs() {
            if self.faits.bandes[i].single().is_none() {
                t.read("bande", run.faits.bandes[i].single(), Origine::Suppose(Chemin::BandeDe(i)));
            }
        }
    }

    /// The periods of a year in a completion: of a life, what its amount and its share are made of.
    fn periods(&self, run: &Run<'_>, n: u8) -> Vec<PeriodeChiffree> {
        contrat::annee_entiere(self.donnees, &run.faits, &run.cadre, &run.years, n).1
    }

    fn read_periods<T: Trace>(&self, run: &Run<'_>, n: u8, parts: Parts, t: &mut T) {
        let periods = self.periods(run, n);
        contrat::lire_periodes(self.donnees, &run.faits, n, &periods, parts, &mut Supposing(t));
    }

    /// Whether nothing that a year asks changes on the way.
    fn one_rule(&self, run: &Run<'_>, n: u8) -> bool {
        self.donnees.journal.is_none()
            || self.periods(run, n).windows(2).all(|pair| pair[0].periode.regle_au == pair[1].periode.regle_au)
    }

    /// ATT-11: what the caisse decided on a year.
    fn read_decision<T: Trace>(&self, year: &Annee, t: &mut T) {
        let Some(prise) = self.donnees.vie.decision(year.annee) else { return };
        let from = |field| Origine::Dossier(Donnee::Evenement(prise.evenement, field));
        match prise.decision {
            dossier::Decision::Part(part) => t.read("decision", part, from("part")),
            dossier::Decision::Aide(amount) => {
                t.read("decision", amount, from("aide_euros"));
                t.read("montant", year.montant, Origine::Suppose(Chemin::Montant(year.annee)));
            }
            dossier::Decision::Retrait => {}
        }
    }

    /// The share of a year in a completion.
    fn part<T: Trace>(&self, run: &Run<'_>, year: &Annee, t: &mut T) -> Option<Fraction> {
        let Donnees { tables, lectures, .. } = *self.donnees;
        let n = year.annee;
        let Some(mode) = year.mode else {
            t.read("rang", year.rang, Origine::Suppose(Chemin::Debut(n)));
            cell("premiere_annee_modulee", tables.parametre(Parametre::PremiereAnneeModulee), t);
            return year.part;
        };
        for &i in self.faits.indicateurs() {
            let atteinte = year.atteintes[i];
            t.read("nature", year.objectifs[i].and_then(|o| o.nature), Origine::Suppose(Chemin::Nature(i)));
            t.read("constat", atteinte.and_then(|a| a.constat), Origine::Suppose(Chemin::Constat(n, i)));
        }
        let (objectifs, atteintes) = (&year.objectifs, &year.atteintes);
        atteinte::part(tables, lectures, &run.faits, objectifs, mode, atteintes, n, &mut Supposing(t))
    }

    /// PAI-5: the bounds of a payment that is not known, from the completion that reaches each.
    fn versements<T: Trace>(
        &self,
        index: usize,
        studied: &AnneeEtudiee,
        first: u16,
        runs: &mut Vec<Run<'b>>,
        t: &mut T,
    ) {
        let n = studied.annee.annee;
        for (slot, paid) in studied.annee.versements.iter().enumerate() {
            if paid.is_none_or(|v| v.montant.is_some()) {
                continue;
            }
            for bout in BOUTS {
                let reached = self.enveloppe.run_du_versement(index, slot, bout);
                let Some(run) = self.run(reached, runs) else { continue };
                let Some(year) = run.years.get(index) else { continue };
                let montant = |v: &Option<Versement>| v.and_then(|v| v.montant);
                t.rule(Chemin::BorneVersement(first + slot as u16, bout), "ATT-13", |t| {
                    t.read("aide", year.aide, Origine::Suppose(Chemin::Aide(n)));
                    for (other, versement) in
                        year.versements.iter().enumerate().filter(|(k, v)| *k != slot && v.is_some())
                    {
                        let chemin = Chemin::Versement(first + other as u16);
                        t.read("autre_versement", montant(versement), Origine::Suppose(chemin));
                    }
                    Known(montant(&year.versements[slot]).into())
                });
            }
        }
    }

    /// PAI-6: the sums over the first years.
    fn totaux<T: Trace>(&self, runs: &mut Vec<Run<'b>>, t: &mut T) {
        let totaux = &self.chiffrage.totaux;
        let duree = usize::from(totaux.annees);
        t.rule(Chemin::Maximum, "PAI-6", |t| {
            for studied in self.chiffrage.annees.iter().take(duree) {
                t.read("montant", studied.annee.montant, Origine::Figure(Chemin::Montant(studied.annee.annee)));
            }
            totaux.maximum
        });
        for bout in BOUTS.into_iter().filter(|_| totaux.bornes.is_some()) {
            let Some(run) = self.run(self.enveloppe.run_du_total(bout), runs) else { continue };
            t.rule(Chemin::BorneTotal(bout), "ATT-13", |t| {
                for year in run.years.iter().take(duree) {
                    t.read("aide", year.aide, Origine::Suppose(Chemin::Aide(year.annee)));
                }
                run.years.iter().take(duree).map(|year| year.aide).sum::<Option<Centimes>>()
            });
        }
        extremes(totaux.aide, totaux.bornes, (totaux.pire_cas(), totaux.en_jeu()), t);
    }

    /// The lines of the decision table, at their lowest and at their highest counts.
    fn decisions<T: Trace>(&self, t: &mut T) {
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
                    let mut supposing = Supposing(t);
                    decisions::part_au_bout(
                        self.donnees,
                        self.faits,
                        year,
                        mode,
                        &decision.zones,
                        lowest,
                        &mut supposing,
                    );
                    bout.of(part)
                });
                let Some(aide) = decision.aide else { continue };
                t.rule(Chemin::DecisionAide(index, bout), "PAI-6", |t| {
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
    fn palier<T: Trace>(&self, index: u8, palier: &Palier, t: &mut T) {
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
        let regle = if palier.nature == NaturePalier::BandeSuivante { "MON-1" } else { "ATT-1" };
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
                    let more = palier.sens == super::Sens::Plus;
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
    fn hypotheses<T: Trace>(&self, t: &mut T) {
        let Donnees { tables, lectures, .. } = *self.donnees;
        let pas = tables.parametre(Parametre::HypothesePas);
        for (index, hypothese) in self.chiffrage.hypotheses.iter().enumerate() {
            for i in Indicateur::ALL {
                let (Some(effet), Some(objectif)) = (hypothese.effets[i], &self.chiffrage.objectifs[i]) else {
                    continue;
                };
                t.rule(Chemin::HypotheseSeuil(index as u8, i), "OBJ-5", |t| {
                    let depart = objectif.depart?;
                    t.read("depart", depart, Origine::Figure(Chemin::Depart(i)));
                    t.read("pour_cent", hypothese.pour_cent, Origine::Regles(pas.id));
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

impl Bout {
    /// This end of a range.
    fn of<V: Copy>(self, plage: Plage<V>) -> V {
        match self {
            Bout::Min => plage.min,
            Bout::Max => plage.max,
        }
    }
}

/// The worst case, and what is at stake.
fn extremes<T: Trace>(
    aide: Option<Centimes>,
    bornes: Option<Plage<Centimes>>,
    (pire_cas, en_jeu): (Option<Centimes>, Option<Centimes>),
    t: &mut T,
) {
    for (chemin, value) in [(Chemin::PireCas, pire_cas), (Chemin::EnJeu, en_jeu)] {
        t.rule(chemin, "PAI-6", |t| {
            t.read("aide", aide, Origine::Figure(Chemin::Total));
            if let Some(bornes) = bornes {
                t.read("min", bornes.min, Origine::Figure(Chemin::BorneTotal(Bout::Min)));
                t.read("max", bornes.max, Origine::Figure(Chemin::BorneTotal(Bout::Max)));
            }
            value
        });
    }
}
