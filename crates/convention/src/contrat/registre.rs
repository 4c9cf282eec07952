//! The payments of a contract whose life has events, kept as a register: each as it stood when it was
//! due, and one more line for whatever changed the aid of its year afterwards.
//!
//! So nothing paid before an event changes because of it, and the sum over a year is its aid.

mod lignes;
mod plan;
mod regularisations;
mod versions;

use super::decision::decider;
use super::{Annee, Cadre, Donnees, Journal, PeriodeChiffree, fin, second_attendu, vecu};
use crate::dossier::evenement::Decision;
use crate::explication::{Chemin, Donnee, Filter, Origine, Quiet, Regle, Trace, lecture};
use crate::faits::Faits;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::Centimes;
use crate::question::{Lectures, lecture as q};
use crate::tables::{LigneVersement, Modalite, NatureVersement};
use crate::versement::{self, Base, Cause, Su, Versement};
use crate::vie::{Fin, Vie};
pub(super) use lignes::Lignes;
pub use versions::Versions;
use versions::{Cas, of};

/// What tells a line that makes up for something from the others of its year: why, and by when.
pub type Attendue = (Cause, Option<Jour>);

/// When a payment that every year has is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connue {
    /// On its last day, once the holes of the dossier are filled.
    SonJour,
    /// Later: without any supposition, it is not known before.
    PlusTard(Su),
}

/// What every run of a contract tells alike of the payments of a year, whatever it supposes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attendues {
    /// When each payment that every year has is known. `None`: as each run finds.
    pub connues: Vec<Option<Connue>>,
    /// The lines that the calendar does not make due.
    pub lignes: Vec<Attendue>,
}

/// What a run tells of the payments of each year.
pub fn attendues(years: &[Annee]) -> Vec<Attendues> {
    let of = |year: &Annee| {
        let lines = || year.versements.iter().flatten();
        Attendues {
            connues: lines().filter(|v| v.cause.is_none()).map(|v| v.su.map(Connue::PlusTard)).collect(),
            lignes: lines().filter_map(|v| Some((v.cause?, v.date_limite))).collect(),
        }
    };
    years.iter().map(of).collect()
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
    let own = Versions::default();
    let versions = donnees.versions.unwrap_or(&own);
    let mut registre = Registre {
        donnees,
        faits,
        cadre,
        journal,
        moments: journal.moments(donnees.constats),
        cas: versions.cas(faits, cadre),
        versions,
        filled: Paire::default(),
        finale: years.clone(),
        index: 0,
        payes: Vec::new(),
        acompte_precedent: None,
    };
    for (year, periodes) in years.iter_mut().zip(&periodes) {
        registre.annee(year, periodes, trace);
    }
    for i in Indicateur::ALL.into_iter().filter(|i| registre.filled[*i]) {
        trace.fill_nature(i);
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
        let (year, cut) = annee_du_cours(donnees, faits, cadre, &years, n, trace);
        years.push(year);
        periodes.push(cut);
    }
    (years, periodes)
}

/// Year `n` of that course, after those `before` it.
fn annee_du_cours<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    cadre: &Cadre,
    before: &[Annee],
    n: u8,
    trace: &mut T,
) -> (Annee, Vec<PeriodeChiffree>) {
    let second = second_attendu(donnees, cadre, before, n);
    let (mut year, cut) = vecu::chiffrer(donnees, faits, cadre, n, second, trace);
    decider(donnees, faits, &cut, &mut year, trace);
    (year, cut)
}

/// The register under way.
pub(super) struct Registre<'a> {
    donnees: &'a Donnees<'a>,
    faits: &'a Faits<'a>,
    cadre: &'a Cadre,
    journal: &'a Journal<'a>,
    moments: Vec<(Jour, Cause)>,
    versions: &'a Versions,
    cas: Cas,
    /// Indicators whose nature they filled.
    filled: Paire<bool>,
    /// What is known in the end.
    finale: Vec<Annee>,
    /// Index of the next payment.
    index: u16,
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

impl Registre<'_> {
    /// The payments of a year.
    fn annee<T: Trace>(&mut self, year: &mut Annee, periodes: &[PeriodeChiffree], trace: &mut T) {
        let vie = self.donnees.vie;
        let plan = self.plan(year);
        let (modalite, lines) = plan.lignes(trace);
        let broken = vie.fin.filter(|fin| fin.date < year.cloture);
        let mut lignes = Lignes::vides();
        let mut last = Some((year.periode.debut, year.periode.debut));
        let mut solde_entier = None;
        for line in lines {
            let solde = line.nature == NatureVersement::Solde;
            let en_vigueur = if solde { year.cloture } else { year.periode.debut };
            let index = self.index + lignes.count as u16;
            let date = plan.limite(line, &mut Quiet::default());
            let connu_au = date.unwrap_or(en_vigueur).max(en_vigueur);
            // Nothing is paid of a year that is known to come after the end.
            if broken.is_some_and(|fin| year.sans_un_jour() && fin.connu_le <= connu_au) {
                continue;
            }
            if solde && broken.is_some() {
                // What the whole year would have had left: the early end takes its part of it.
                solde_entier = Some(SoldeEntier { ligne: line, base: plan.base, faits: plan.faits });
                continue;
            }
            let paid = self.ligne(year, &plan.base, (line, modalite), index, &lignes, (en_vigueur, connu_au), trace);
            last = paid.su.map_or(Some((en_vigueur, connu_au)), |su| su.jours);
            let date_limite = trace.rule(Chemin::DateLimite(index), paid.regle(), |t| match paid.motif() {
                None => plan.limite(line, t),
                // What made it known came past the last day: no text gives another one.
                Some(_) => None,
            });
            lignes.push(Versement { date_limite, ..paid });
        }
        if let Some(fin) = broken {
            fin::rompre(self, (year, periodes), &fin, &mut lignes, (modalite, solde_entier), trace);
        } else {
            self.regulariser(year, modalite, &mut lignes, last, trace);
        }
        self.completer(year, modalite, &mut lignes, trace);
        self.conclure(year, periodes, broken, &lignes, trace);
    }

    fn base(&self, year: &Annee) -> Base {
        Base {
            annee: year.annee,
            rang: year.rang,
            debut: year.periode.debut.date(),
            cloture: year.cloture.date(),
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
    #[allow(clippy::too_many_arguments)] // a payment's inputs, each with its name
    fn ligne<T: Trace>(
        &mut self,
        year: &Annee,
        plan: &Base,
        (line, modalite): (&LigneVersement, Modalite),
        index: u16,
        lignes: &Lignes,
        horizon: (Jour, Jour),
        trace: &mut T,
    ) -> Versement {
        let n = year.annee;
        let lectures = self.donnees.lectures;
        let acompte = lignes.acompte().and_then(|v| v.montant);
        let before = versement::sur_l_aide_precedente(lectures, plan, modalite, &mut Quiet::default());
        let told = self.attendues(n).and_then(|a| a.connues.get(lignes.count).copied().flatten());
        let (etat, su) = match (told, line.nature) {
            (Some(Connue::PlusTard(su)), _) => (self.etat_de(n, su), Some(su)),
            (Some(Connue::SonJour), _) => (self.etat(n, horizon.0, horizon.1), None),
            (None, NatureVersement::Acompte) if before => self.premier_etat_su(n, horizon, |e| e.precedente),
            (None, NatureVersement::Acompte) => self.premier_etat_su(n, horizon, |e| e.montant),
            (None, _) => self.premier_etat_su(n, horizon, |e| e.aide),
        };
        // The aid of the year before, no less than its acompte where that is kept.
        let kept = |precedente| self.cible(precedente, self.acompte_precedent);
        let (before, precedente) = (kept(etat.precedente), kept(of(&self.finale, n).precedente));
        let base = Base { montant: etat.montant, modulee: etat.aide, precedente: before, ..*plan };
        // The aid that the étude shows is no less than an acompte that is kept.
        let broken = self.donnees.vie.fin.is_some_and(|fin| fin.date < year.cloture);
        let shown = self.cible(year.aide, acompte).filter(|_| !broken);
        let origine = |then: Option<Centimes>| {
            let chemin = Chemin::Aide(n);
            if then == shown { Origine::Figure(chemin) } else { Origine::Suppose(chemin) }
        };
        let montant = match line.nature {
            NatureVersement::Integral => trace.rule(Chemin::Versement(index), modalite.regle(), |t| {
                t.read("aide", etat.aide, origine(etat.aide));
                etat.aide
            }),
            NatureVersement::Acompte => trace.rule(Chemin::Versement(index), modalite.regle(), |t| {
                let same = etat.montant == year.montant && base.precedente == precedente;
                let filter = (!same).then_some(Filter::SUPPOSING);
                t.through(filter, |t| versement::payer_acompte(lectures, line, &base, modalite, t))
            }),
            NatureVersement::Solde | NatureVersement::Reversement => {
                trace.rule(Chemin::Versement(index), Regle::Pai5, |t| {
                    t.read("aide_modulee", etat.aide, origine(etat.aide));
                    let paid = Chemin::Versement(index.saturating_sub(1));
                    t.read("acompte", acompte, Origine::Figure(paid));
                    versement::solder(lectures, etat.aide, acompte, t)
                })
            }
        };
        let back = line.nature == NatureVersement::Solde && montant.is_some_and(|m| m < Centimes::ZERO);
        let nature = if back { NatureVersement::Reversement } else { line.nature };
        trace.rule(Chemin::NatureVersement(index), modalite.regle(), |t| {
            t.read("ligne", line.nature, Origine::Regles(line.pour_cent.id));
            if nature != line.nature {
                t.read("montant", montant, Origine::Figure(Chemin::Versement(index)));
            }
            nature
        });
        // Nothing is never late.
        let su = su.map(|su| Su { cause: su.cause.filter(|_| montant != Some(Centimes::ZERO)), ..su });
        Versement { annee: n, nature, montant, date_limite: None, modalite, cause: None, su }
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
            (None, Some(_)) => Regle::Att11,
            (None, None) => Regle::Pai6,
        };
        year.aide = trace.rule(Chemin::Aide(n), regle, |t| {
            match decided.map(|prise| (prise.decision, prise.evenement)) {
                _ if broken.is_some() => {
                    if let Some(fin) = broken.filter(|_| year.sans_un_jour()) {
                        let date = Origine::Dossier(Donnee::Evenement(fin.evenement, "date"));
                        t.read("premier_jour_sans_contrat", fin.date, date);
                    }
                    for (slot, paid) in (self.index..).zip(lignes.paid.iter().flatten()) {
                        t.read("verse", paid.montant, Origine::Figure(Chemin::Versement(slot)));
                    }
                    return aide;
                }
                Some((Decision::Aide(amount), evenement)) => {
                    t.read("decision", amount, Origine::Dossier(Donnee::Evenement(evenement, "aide_euros")));
                }
                None if !vecu::uniforme(periodes) => {
                    vecu::lire_periodes(self.donnees, self.faits, n, periodes, vecu::Parts::Siennes, t);
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
        self.index += lignes.count as u16;
        self.acompte_precedent = lignes.acompte().and_then(|v| v.montant);
        self.payes.extend(lignes.paid.iter().flatten().map(|v| v.montant));
    }

    /// What every run tells alike of the payments of a year.
    fn attendues(&self, n: u8) -> Option<&'_ Attendues> {
        self.donnees.attendues.get(usize::from(n).checked_sub(1)?)
    }

    /// Index of the first payment of the year under way.
    pub(super) fn premier_index(&self) -> u16 {
        self.index
    }

    /// Index of the next payment of the year under way.
    pub(super) fn prochain_index(&self, lignes: &Lignes) -> u16 {
        self.index + lignes.count as u16
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

    /// Whether an event was in force and known when a payment that was late became known.
    pub(super) fn compte_alors(&self, evenement: u16, su: Su) -> bool {
        let event = self.journal.dossier.evenements.get(usize::from(evenement));
        event.is_some_and(|e| su.jours.is_none_or(|(en_vigueur, connu_au)| e.compte(en_vigueur, connu_au)))
    }

    /// What the events say.
    pub(super) fn vie(&self) -> &Vie {
        self.donnees.vie
    }

    /// What is read of the contract.
    pub(super) fn donnees(&self) -> (&Donnees<'_>, &Faits<'_>) {
        (self.donnees, self.faits)
    }

    /// The readings.
    pub(super) fn lectures(&self) -> &Lectures {
        self.donnees.lectures
    }
}
