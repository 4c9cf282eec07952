//! The explanation of bounds: each from the completion that reaches it, worked out again (SEU-2, ATT-13).

use super::{BOUTS, Justifier};
use crate::atteinte;
use crate::contrat::{self, Annee, Cadre, Donnees, Parts, PeriodeChiffree};
use crate::dossier::evenement as dossier;
use crate::etude::bornes;
use crate::etude::chiffrage::{AnneeEtudiee, Known};
use crate::explication::{Chemin, Donnee, Filter, Grandeur, Origine, Quiet, Regle, Trace, cell};
use crate::faits::Faits;
use crate::money::Fraction;
use crate::montant;
use crate::tables::Parametre;
use crate::versement::Versement;

/// A completion that reaches a bound, worked out again.
pub(super) struct Run<'b> {
    index: u16,
    faits: Faits<'b>,
    cadre: Cadre,
    pub(super) years: Vec<Annee>,
}

impl<'b> Justifier<'_, 'b> {
    /// The completion of a run, kept for the next bound that it reaches.
    pub(super) fn run<'r>(&self, index: Option<u16>, runs: &'r mut Vec<Run<'b>>) -> Option<&'r Run<'b>> {
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
    pub(super) fn annee<T: Trace>(
        &self,
        index: usize,
        studied: &AnneeEtudiee,
        first: u16,
        runs: &mut Vec<Run<'b>>,
        t: &mut T,
    ) {
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
                    Grandeur::Montant if self.donnees.journal.is_some() => t.rule(chemin, Regle::Seu2, |t| {
                        self.read_bands(run, t);
                        self.read_periods(run, n, Parts::Tues, t);
                        Known(year.montant.into())
                    }),
                    Grandeur::Part if vie.decision(n).is_some() => t.rule(chemin, Regle::Att11, |t| {
                        self.read_decision(year, t);
                        Known(year.part.into())
                    }),
                    Grandeur::Part if !self.one_rule(run, n) => t.rule(chemin, Regle::Att13, |t| {
                        self.read_periods(run, n, Parts::Siennes, t);
                        Known(year.part.into())
                    }),
                    Grandeur::Montant => t.rule(chemin, Regle::Seu2, |t| {
                        self.read_bands(run, t);
                        let row = (year.serie, run.cadre.ligne, run.faits.option);
                        let montant = t.through(Some(Filter::SUPPOSING), |t| {
                            montant::montant(tables, lectures, row, year.rang, t)
                        });
                        Known(montant.into())
                    }),
                    Grandeur::Part => t.rule(chemin, Regle::Att13, |t| Known(self.part(run, year, t).into())),
                    Grandeur::Aide => t.rule(chemin, Regle::Att13, |t| {
                        self.read_aid(year, first, t);
                        Known(year.aide.into())
                    }),
                };
            }
        }
    }

    /// What the aid of a year comes to in a completion; `first`: index of its first payment.
    fn read_aid<T: Trace>(&self, year: &Annee, first: u16, t: &mut T) {
        let n = year.annee;
        let share = year.part.zip(year.montant).map(|(p, m)| p.of(m));
        if self.donnees.journal.is_some() && share != year.aide {
            // What events left of it is what its payments come to.
            for (slot, paid) in (first..).zip(year.versements.iter().flatten()) {
                t.read("verse", paid.montant, Origine::Suppose(Chemin::Versement(slot)));
            }
            return;
        }
        t.read("montant", year.montant, Origine::Suppose(Chemin::Montant(n)));
        t.read("part", year.part, Origine::Suppose(Chemin::Part(n)));
        if share != year.aide {
            let acompte = year.versements[0].and_then(|v| v.montant);
            t.read("acompte", acompte, Origine::Suppose(Chemin::Aide(n)));
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
        t.through(Some(Filter::SUPPOSING), |t| {
            contrat::lire_periodes(self.donnees, &run.faits, n, &periods, parts, t);
        });
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
        t.through(Some(Filter::SUPPOSING), |t| {
            atteinte::part(tables, lectures, &run.faits, objectifs, mode, atteintes, n, t)
        })
    }

    /// PAI-5: the bounds of a payment that is not known, from the completion that reaches each.
    pub(super) fn versements<T: Trace>(
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
                t.rule(Chemin::BorneVersement(first + slot as u16, bout), Regle::Att13, |t| {
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
}
