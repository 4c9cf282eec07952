//! The payments of a contract whose life has events, kept as a register: each as it stood when it was
//! due, and one more line for whatever changed the aid of its year afterwards.
//!
//! So nothing paid before an event changes because of it, and the sum over a year is its aid.

use super::{Annee, Cadre, Calcul, Donnees, PeriodeChiffree, fin, second_attendu, vecu};
use crate::dossier::evenement::Decision;
use crate::dossier::{Constat, Dossier, TypeEvenement};
use crate::explication::{Chemin, Donnee, Origine, Quiet, Trace, lecture};
use crate::faits::{Faits, Supposition};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::{Lectures, lecture as q};
use crate::tables::{LigneVersement, Modalite, NatureVersement, Tables};
use crate::versement::{self, Base, Cause, Reperes, VERSEMENTS_MAX, Versement};
use crate::vie::{Fin, Vie};

/// The events of a dossier that count in a study.
#[derive(Debug, Clone)]
pub struct Journal<'a> {
    dossier: &'a Dossier,
    /// Indices of the events that count.
    evenements: Vec<u16>,
    /// Day of study.
    au: Jour,
    /// Whether a constat was known later than its day.
    late: bool,
}

impl<'a> Journal<'a> {
    /// The events in force on `au` and known on `connu_au`. `None`: nothing that the dossier tells came
    /// after the fact: no event, and no constat known later than its day.
    pub fn ouvrir(dossier: &'a Dossier, au: Jour, connu_au: Jour) -> Option<Journal<'a>> {
        let counted = (0u16..).zip(&dossier.evenements).filter(|(_, e)| e.compte(au, connu_au));
        let evenements: Vec<u16> = counted.map(|(index, _)| index).collect();
        let late = dossier.constats.iter().any(|c| connu(c) > c.date && c.date <= au && connu(c) <= connu_au);
        (late || !evenements.is_empty()).then_some(Journal { dossier, evenements, au, late })
    }

    /// What they say.
    pub fn vie(&self, tables: &Tables) -> Vie {
        self.replier(tables, |_, _| true, Some(self.au))
    }

    /// Whether it bears on a figure, where `vie` is what its events say.
    pub fn sert(&self, vie: &Vie) -> bool {
        self.late || !vie.est_calme()
    }

    /// Whether every event of the dossier counts.
    pub fn est_complet(&self) -> bool {
        self.evenements.len() == self.dossier.evenements.len()
    }

    /// Whether the event at an index counts.
    pub fn compte(&self, evenement: u16) -> bool {
        self.evenements.contains(&evenement)
    }

    fn replier(
        &self,
        tables: &Tables,
        keep: impl Fn(u16, &crate::dossier::Evenement) -> bool,
        au: Option<Jour>,
    ) -> Vie {
        let events = self.evenements.iter().filter_map(|index| {
            let event = self.dossier.evenements.get(usize::from(*index))?;
            keep(*index, event).then_some((*index, event))
        });
        Vie::replier(tables, self.dossier, events, au)
    }

    /// The days on which something new is known, with what it is. A change of what is known later
    /// about an earlier day counts on the day it is known.
    fn moments(&self, constats: &[Constat]) -> Vec<(Jour, Cause)> {
        let events = self.evenements.iter().filter_map(|index| {
            let event = self.dossier.evenements.get(usize::from(*index))?;
            let nature = match event.nature() {
                TypeEvenement::Reprise => TypeEvenement::Suspension,
                other => other,
            };
            Some((event.connu_le().max(event.engage_le()), Cause::Evenement(*index, nature)))
        });
        let visible = (0u16..).zip(constats).filter(|(_, c)| c.effectif != Paire::default());
        let measures = visible.map(|(index, c)| (connu(c), Cause::Constat(index)));
        let mut moments: Vec<(Jour, Cause)> = events.chain(measures).collect();
        moments.sort_by_key(|(day, _)| *day);
        moments
    }
}

fn connu(constat: &Constat) -> Jour {
    constat.connu_le.unwrap_or(constat.date)
}

/// Every year with its payments.
pub(super) fn tenir<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    journal: &Journal<'_>,
    trace: &mut T,
) -> Vec<Annee> {
    let (mut years, periodes) = cours(donnees, faits, cadre, trace);
    let mut registre = Registre {
        donnees,
        faits,
        cadre,
        journal,
        moments: journal.moments(donnees.constats),
        versions: Vec::new(),
        finale: years.clone(),
        index: 0,
        payes: Vec::new(),
        acompte_precedent: None,
    };
    for (year, periodes) in years.iter_mut().zip(&periodes) {
        registre.annee(year, periodes, trace);
    }
    years
}

/// The figures of every year, without payments, and its periods; decisions of the caisse in the place
/// of what they replace.
fn cours<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    trace: &mut T,
) -> (Vec<Annee>, Vec<Vec<PeriodeChiffree>>) {
    let mut years: Vec<Annee> = Vec::with_capacity(usize::from(donnees.annees));
    let mut periodes = Vec::with_capacity(usize::from(donnees.annees));
    for n in 1..=donnees.annees {
        let second = second_attendu(donnees, cadre, &years, n);
        let (mut year, cut) = vecu::chiffrer(donnees, faits, cadre, n, second, trace);
        decider(donnees, faits, &cut, &mut year, trace);
        years.push(year);
        periodes.push(cut);
    }
    (years, periodes)
}

/// ATT-11: the decision of the caisse in the place of the computed share, which stays visible.
fn decider<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    periodes: &[PeriodeChiffree],
    year: &mut Annee,
    trace: &mut T,
) {
    let n = year.annee;
    let Some(prise) = donnees.vie.decision(n) else { return };
    let (part, aide) = (year.part, year.aide);
    year.calcul = Some(Calcul { part, aide, evenement: prise.evenement });
    trace.rule(Chemin::AideCalculee(n), "PAI-6", |t| {
        if vecu::uniforme(periodes) {
            t.read("montant", year.montant, Origine::Figure(Chemin::Montant(n)));
            t.read("part", part, Origine::Figure(Chemin::PartCalculee(n)));
        } else {
            vecu::lire_periodes(donnees, faits, n, periodes, true, t);
        }
        aide
    });
    let from = |field| Origine::Dossier(Donnee::Evenement(prise.evenement, field));
    match prise.decision {
        Decision::Part(decided) => {
            year.part = trace.rule(Chemin::Part(n), "ATT-11", |t| {
                t.read("decision", decided, from("part"));
                Some(decided)
            });
            year.aide = year.montant.map(|montant| decided.of(montant));
        }
        Decision::Aide(decided) => {
            year.aide = Some(decided);
            year.part = trace.rule(Chemin::Part(n), "ATT-11", |t| {
                t.read("decision", decided, from("aide_euros"));
                t.read("montant", year.montant, Origine::Figure(Chemin::Montant(n)));
                year.montant.filter(|m| m.0 > 0).map(|m| Fraction::new(decided.0, m.0))
            });
        }
        Decision::Retrait => {}
    }
}

/// What was in force on a day and known on another.
struct Version {
    evenements: Vec<u16>,
    constats: Vec<u16>,
    /// Up to when the life is known: it matters to a suspension without reprise alone.
    au: Option<Jour>,
    years: Vec<Annee>,
}

/// The register under way.
pub(super) struct Registre<'a> {
    donnees: &'a Donnees<'a>,
    faits: &'a Faits<'a>,
    cadre: &'a Cadre,
    journal: &'a Journal<'a>,
    moments: Vec<(Jour, Cause)>,
    versions: Vec<Version>,
    /// What is known in the end.
    finale: Vec<Annee>,
    /// Index of the next payment.
    index: u8,
    /// The payments of the years before, in order.
    payes: Vec<Option<Centimes>>,
    /// The acompte of the year before.
    acompte_precedent: Option<Centimes>,
}

/// What is left of a whole year to pay, when an early end breaks it.
#[derive(Clone, Copy)]
pub(super) struct SoldeEntier<'a> {
    /// The payment that the year would have.
    pub(super) ligne: &'a LigneVersement,
    /// What it is worked out from.
    pub(super) base: Base,
    /// The facts, with the option of the year.
    pub(super) faits: Faits<'a>,
}

/// What a year was on the day of a payment.
#[derive(Clone, Copy)]
struct Etat {
    montant: Option<Centimes>,
    aide: Option<Centimes>,
    precedente: Option<Centimes>,
}

/// The payments of one year, under way.
pub(super) struct Lignes {
    paid: [Option<Versement>; VERSEMENTS_MAX],
    count: usize,
}

impl Lignes {
    /// Adds a payment. Past the last place, what is left joins the last one: the sum stays the aid.
    pub(super) fn push(&mut self, versement: Versement) -> bool {
        match self.paid.get_mut(self.count) {
            Some(slot) => {
                *slot = Some(versement);
                self.count += 1;
                true
            }
            None => {
                if let Some(Some(last)) = self.paid.last_mut() {
                    last.montant = last.montant.zip(versement.montant).map(|(a, b)| a + b);
                }
                false
            }
        }
    }

    /// The payments that every year has.
    pub(super) fn payes(&self) -> impl Iterator<Item = &Versement> {
        self.paid.iter().flatten().filter(|v| v.cause.is_none())
    }

    fn total(&self) -> Option<Centimes> {
        self.paid.iter().flatten().map(|v| v.montant).sum()
    }

    pub(super) fn acompte(&self) -> Option<&Versement> {
        self.paid.iter().flatten().find(|v| v.nature == NatureVersement::Acompte)
    }
}

impl Registre<'_> {
    /// The year `n` with what was in force on `en_vigueur` and known on `connu`.
    fn etat(&mut self, n: u8, en_vigueur: Jour, connu_au: Jour) -> Etat {
        let Donnees { tables, constats, .. } = *self.donnees;
        let dossier = self.journal.dossier;
        let counts = |index: &u16| {
            let event = dossier.evenements.get(usize::from(*index));
            event.is_some_and(|e| e.compte(en_vigueur, connu_au))
        };
        let evenements: Vec<u16> = self.journal.evenements.iter().copied().filter(counts).collect();
        let visible = |c: &Constat| c.effectif != Paire::default() && connu(c) <= connu_au;
        let kept: Vec<u16> = (0u16..).zip(constats).filter(|(_, c)| visible(c)).map(|(index, _)| index).collect();
        let vie =
            self.journal.replier(tables, |index, _| evenements.contains(&index), Some(connu_au.min(self.journal.au)));
        let au = vie.suspension_ouverte().and(vie.au);
        let known = |v: &Version| v.evenements == evenements && v.constats == kept && v.au == au;
        if !self.versions.iter().any(known) {
            let blank = |(index, c): (u16, &Constat)| {
                if kept.contains(&index) { *c } else { Constat { effectif: Paire::default(), ..*c } }
            };
            let constats: Vec<Constat> = (0u16..).zip(constats).map(blank).collect();
            let donnees = Donnees { constats: &constats, vie: &vie, journal: None, ..*self.donnees };
            // What was paid then did not depend on what nobody knew.
            let supposition = self.faits.supposition.map(|s| Supposition { avenir: false, ..s });
            let faits = Faits { supposition, ..*self.faits };
            let (years, _) = cours(&donnees, &faits, self.cadre, &mut Quiet::default());
            self.versions.push(Version { evenements: evenements.clone(), constats: kept.clone(), au, years });
        }
        let years = self.versions.iter().find(|v| known(v)).map_or(&[][..], |v| v.years.as_slice());
        of(years, n)
    }

    /// The same on the first day, from these on, on which `value` is known.
    fn premier_etat_su(
        &mut self,
        n: u8,
        (en_vigueur, connu_au): (Jour, Jour),
        value: impl Fn(&Etat) -> Option<Centimes>,
    ) -> Etat {
        let then = self.etat(n, en_vigueur, connu_au);
        if value(&then).is_some() {
            return then;
        }
        let days: Vec<Jour> = self.moments.iter().map(|(day, _)| *day).collect();
        for day in days {
            let later = self.etat(n, en_vigueur.max(day), connu_au.max(day));
            if value(&later).is_some() {
                return later;
            }
        }
        of(&self.finale, n)
    }

    /// The payments of a year.
    fn annee<T: Trace>(&mut self, year: &mut Annee, periodes: &[PeriodeChiffree], trace: &mut T) {
        let Donnees { tables, lectures, vie, .. } = *self.donnees;
        let faits = Faits { option: year.periode.option, ..*self.faits };
        let base = self.base(year);
        let (modalite, lines) = versement::lignes(tables, lectures, &faits, &base, trace);
        let broken = vie.fin.filter(|fin| fin.date < year.cloture);
        let mut lignes = Lignes { paid: Default::default(), count: 0 };
        let mut last = (year.periode.debut, year.periode.debut);
        let mut solde_entier = None;
        for line in lines {
            let solde = line.nature == NatureVersement::Solde;
            let en_vigueur = if solde { year.cloture } else { year.periode.debut };
            let index = self.index + lignes.count as u8;
            let date =
                versement::date_limite(lectures, &Reperes::du_contrat(&faits), line, &base, &mut Quiet::default());
            let connu_au = date.unwrap_or(en_vigueur).max(en_vigueur);
            if solde && broken.is_some() {
                // What the whole year would have had left: the early end takes its part of it.
                solde_entier = Some(SoldeEntier { ligne: line, base, faits });
                continue;
            }
            last = (en_vigueur, connu_au);
            let paid = self.ligne(year, (line, modalite), index, &lignes, last, trace);
            let date_limite = trace.rule(Chemin::DateLimite(index), modalite.id(), |t| {
                versement::date_limite(lectures, &Reperes::du_contrat(&faits), line, &base, t)
            });
            lignes.push(Versement { date_limite, ..paid });
        }
        if let Some(fin) = broken {
            fin::rompre(self, year, &fin, &mut lignes, (modalite, solde_entier), trace);
        } else {
            self.regulariser(year, modalite, &mut lignes, last, trace);
        }
        self.conclure(year, periodes, broken, &lignes, trace);
    }

    fn base(&self, year: &Annee) -> Base {
        Base {
            annee: year.annee,
            rang: year.rang,
            debut: year.periode.debut,
            cloture: year.cloture,
            serie: year.serie,
            montant: year.montant,
            modulee: year.aide,
            precedente: of(&self.finale, year.annee).precedente,
            index: self.index,
        }
    }

    /// Q-INDU: the aid that is due, no less than an acompte that is kept.
    fn cible(&self, aide: Option<Centimes>, acompte: Option<Centimes>) -> Option<Centimes> {
        let kept = self.donnees.lectures.get::<q::Indu>() == q::Indu::PlancherZero;
        match acompte.filter(|_| kept) {
            Some(acompte) => aide.map(|aide| aide.max(acompte)),
            None => aide,
        }
    }

    /// One payment that every year has, as it stood when it was due.
    fn ligne<T: Trace>(
        &mut self,
        year: &Annee,
        (line, modalite): (&LigneVersement, Modalite),
        index: u8,
        lignes: &Lignes,
        horizon: (Jour, Jour),
        trace: &mut T,
    ) -> Versement {
        let n = year.annee;
        let lectures = self.donnees.lectures;
        let acompte = lignes.acompte().and_then(|v| v.montant);
        let before = versement::sur_l_aide_precedente(lectures, &self.base(year), modalite, &mut Quiet::default());
        let etat = match line.nature {
            NatureVersement::Acompte if before => self.premier_etat_su(n, horizon, |e| e.precedente),
            NatureVersement::Acompte => self.premier_etat_su(n, horizon, |e| e.montant),
            _ => self.premier_etat_su(n, horizon, |e| e.aide),
        };
        // The aid of the year before, no less than its acompte where that is kept.
        let kept = |precedente| self.cible(precedente, self.acompte_precedent);
        let (before, precedente) = (kept(etat.precedente), kept(of(&self.finale, n).precedente));
        let now = Etat { montant: year.montant, aide: year.aide, precedente };
        let base = Base { montant: etat.montant, modulee: etat.aide, precedente: before, ..self.base(year) };
        // The aid that the étude shows is no less than an acompte that is kept.
        let broken = self.donnees.vie.fin.is_some_and(|fin| fin.date < year.cloture);
        let shown = self.cible(now.aide, acompte).filter(|_| !broken);
        let origine = |then: Option<Centimes>| {
            let chemin = Chemin::Aide(n);
            if then == shown { Origine::Figure(chemin) } else { Origine::Suppose(chemin) }
        };
        let montant = match line.nature {
            NatureVersement::Integral => trace.rule(Chemin::Versement(index), modalite.id(), |t| {
                t.read("aide", etat.aide, origine(etat.aide));
                etat.aide
            }),
            NatureVersement::Acompte => trace.rule(Chemin::Versement(index), modalite.id(), |t| {
                if etat.montant == now.montant && base.precedente == now.precedente {
                    versement::payer_acompte(lectures, line, &base, modalite, t)
                } else {
                    let mut supposing = crate::explication::Supposing(t);
                    versement::payer_acompte(lectures, line, &base, modalite, &mut supposing)
                }
            }),
            NatureVersement::Solde | NatureVersement::Reversement => {
                trace.rule(Chemin::Versement(index), "PAI-5", |t| {
                    t.read("aide_modulee", etat.aide, origine(etat.aide));
                    let paid = Chemin::Versement(index.saturating_sub(1));
                    t.read("acompte", acompte, Origine::Figure(paid));
                    versement::solder(lectures, etat.aide, acompte, t)
                })
            }
        };
        let back = line.nature == NatureVersement::Solde && montant.is_some_and(|m| m < Centimes::ZERO);
        let nature = if back { NatureVersement::Reversement } else { line.nature };
        trace.rule(Chemin::NatureVersement(index), modalite.id(), |t| {
            t.read("ligne", line.nature, Origine::Regles(line.pour_cent.id));
            if nature != line.nature {
                t.read("montant", montant, Origine::Figure(Chemin::Versement(index)));
            }
            nature
        });
        Versement { annee: n, nature, montant, date_limite: None, modalite, cause: None }
    }

    /// What changed the aid of the year after its last payment: one line a cause.
    fn regulariser<T: Trace>(
        &mut self,
        year: &Annee,
        modalite: Modalite,
        lignes: &mut Lignes,
        (en_vigueur, connu_au): (Jour, Jour),
        trace: &mut T,
    ) {
        let acompte = lignes.acompte().and_then(|v| v.montant);
        let shown = self.cible(year.aide, acompte);
        let moments = self.moments.clone();
        for (day, cause) in moments {
            let then = self.etat(year.annee, en_vigueur.max(day), connu_au.max(day)).aide;
            let due = self.cible(then, acompte);
            self.ajuster(year, modalite, lignes, (due, shown), cause, trace);
        }
        // What time alone tells: a suspension that nobody ended lasted until the day of study.
        if let Some(open) = self.donnees.vie.suspension_ouverte() {
            let cause = Cause::Evenement(open.evenement, TypeEvenement::Suspension);
            self.ajuster(year, modalite, lignes, (shown, shown), cause, trace);
        }
    }

    /// One line for the difference between what is due and what the payments come to.
    ///
    /// `shown`: the aid that the étude shows of the year, as far as that is known here.
    pub(super) fn ajuster<T: Trace>(
        &self,
        year: &Annee,
        modalite: Modalite,
        lignes: &mut Lignes,
        (due, shown): (Option<Centimes>, Option<Centimes>),
        cause: Cause,
        trace: &mut T,
    ) {
        let Some((due, paid)) = due.zip(lignes.total()) else { return };
        if due == paid {
            return;
        }
        let n = year.annee;
        let index = self.index + lignes.count as u8;
        let nature = if due < paid { NatureVersement::Reversement } else { NatureVersement::Solde };
        let line =
            Versement { annee: n, nature, montant: Some(due - paid), date_limite: None, modalite, cause: Some(cause) };
        let first = self.index;
        if !lignes.push(line) {
            return;
        }
        trace.rule(Chemin::Versement(index), line.regle(), |t| {
            let chemin = Chemin::Aide(n);
            let then = if Some(due) == shown { Origine::Figure(chemin) } else { Origine::Suppose(chemin) };
            t.read("aide", due, then);
            for (slot, paid) in (first..index).zip(lignes.paid.iter().flatten()) {
                t.read("verse", paid.montant, Origine::Figure(Chemin::Versement(slot)));
            }
            line.montant
        });
        trace.rule(Chemin::NatureVersement(index), line.regle(), |t| {
            t.read("ligne", NatureVersement::Solde, Origine::Suppose(Chemin::NatureVersement(index)));
            t.read("montant", line.montant, Origine::Figure(Chemin::Versement(index)));
            nature
        });
        let date = trace.rule(Chemin::DateLimite(index), line.regle(), |t| self.prochain_versement(n, cause, t));
        if let Some(Some(added)) = lignes.paid.get_mut(lignes.count.saturating_sub(1)) {
            added.date_limite = date;
        }
    }

    /// Q-SUSP: what a suspension takes back is taken at the next payment. Of the rest no delay is known.
    fn prochain_versement<T: Trace>(&self, n: u8, cause: Cause, t: &mut T) -> Option<Jour> {
        let Cause::Evenement(event, TypeEvenement::Suspension) = cause else { return None };
        let since =
            self.donnees.vie.suspensions.iter().find(|s| s.evenement == event || s.reprise == Some(event))?.debut;
        let Donnees { tables, lectures, .. } = *self.donnees;
        for later in self.finale.iter().filter(|y| y.annee > n) {
            let faits = Faits { option: later.periode.option, ..*self.faits };
            let base = self.base(later);
            let (_, lines) = versement::lignes(tables, lectures, &faits, &base, &mut Quiet::default());
            for line in lines {
                let date =
                    versement::date_limite(lectures, &Reperes::du_contrat(&faits), line, &base, &mut Quiet::default());
                if date.is_some_and(|date| date > since) {
                    return versement::date_limite(lectures, &Reperes::du_contrat(&faits), line, &base, t);
                }
            }
        }
        None
    }

    /// The aid of the year is what its payments come to.
    fn conclure<T: Trace>(
        &mut self,
        year: &mut Annee,
        periodes: &[PeriodeChiffree],
        broken: Option<Fin>,
        lignes: &Lignes,
        trace: &mut T,
    ) {
        let n = year.annee;
        let total = lignes.total();
        // Payments that wait for a fact say nothing of an aid that waits for it too.
        let aide = if broken.is_some() { total } else { year.aide.and(total.or(year.aide)) };
        let decided = self.donnees.vie.decision(n);
        let regle = match (broken, decided) {
            (Some(fin), _) => fin.nature.regle(),
            (None, Some(_)) => "ATT-11",
            (None, None) => "PAI-6",
        };
        year.aide = trace.rule(Chemin::Aide(n), regle, |t| {
            match decided.map(|prise| (prise.decision, prise.evenement)) {
                _ if broken.is_some() => {
                    for (slot, paid) in (self.index..).zip(lignes.paid.iter().flatten()) {
                        t.read("verse", paid.montant, Origine::Figure(Chemin::Versement(slot)));
                    }
                    return aide;
                }
                Some((Decision::Aide(amount), evenement)) => {
                    t.read("decision", amount, Origine::Dossier(Donnee::Evenement(evenement, "aide_euros")));
                }
                None if !vecu::uniforme(periodes) => {
                    vecu::lire_periodes(self.donnees, self.faits, n, periodes, true, t);
                }
                _ => {
                    t.read("montant", year.montant, Origine::Figure(Chemin::Montant(n)));
                    t.read("part", year.part, Origine::Figure(Chemin::Part(n)));
                }
            }
            if aide != year.aide {
                lecture::<q::Indu>(self.donnees.lectures, t);
                let acompte = lignes.acompte().and_then(|v| v.montant);
                t.read("acompte", acompte, Origine::Figure(Chemin::Versement(self.index)));
            }
            aide
        });
        year.versements = lignes.paid;
        self.index += lignes.count as u8;
        self.acompte_precedent = lignes.acompte().and_then(|v| v.montant);
        self.payes.extend(lignes.paid.iter().flatten().map(|v| v.montant));
    }

    /// Index of the first payment of the year under way.
    pub(super) fn premier_index(&self) -> u8 {
        self.index
    }

    /// Index of the next payment of the year under way.
    pub(super) fn prochain_index(&self, lignes: &Lignes) -> u8 {
        self.index + lignes.count as u8
    }

    /// The payments of the years before, in order.
    pub(super) fn payes_avant(&self) -> &[Option<Centimes>] {
        &self.payes
    }

    /// First day of the contract, and first day past its term.
    pub(super) fn terme(&self) -> (Jour, Jour) {
        let duree = match self.donnees.tables.regime(self.faits.regime).reconduction_tacite {
            // A contract that renewed by itself has a term of as many years again.
            true => {
                let years = self.donnees.tables.parametre(crate::tables::Parametre::DureeAns).value as u8;
                self.donnees.annees.div_ceil(years.max(1)) * years
            }
            false => self.donnees.vie.duree(self.donnees.tables),
        };
        let last = crate::vie::calendrier::bornage(
            self.donnees.lectures,
            self.donnees.vie,
            self.faits.signature,
            duree,
            &mut Quiet::default(),
        );
        (self.faits.signature, last.cloture)
    }

    /// What the events say.
    pub(super) fn vie(&self) -> &Vie {
        self.donnees.vie
    }

    /// The readings.
    pub(super) fn lectures(&self) -> &Lectures {
        self.donnees.lectures
    }
}

/// What a list of years says of year `n`.
fn of(years: &[Annee], n: u8) -> Etat {
    let at = |n: u8| years.get(usize::from(n).checked_sub(1)?);
    let before = n.checked_sub(1).and_then(at);
    Etat {
        montant: at(n).and_then(|y| y.montant),
        aide: at(n).and_then(|y| y.aide),
        precedente: before.and_then(|y| y.aide),
    }
}
