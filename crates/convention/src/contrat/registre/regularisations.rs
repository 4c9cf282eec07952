//! What changed the aid of a year after its last payment: one line a cause.

use super::{Attendue, Lignes, Registre};
use crate::contrat::{Annee, Donnees};
use crate::dossier::TypeEvenement;
use crate::explication::{Chemin, Origine, Quiet, Regle, Trace};
use crate::faits::Faits;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::question::Question;
use crate::tables::{Modalite, NatureVersement};
use crate::versement::{self, Cause, Reperes, Versement};

impl Registre<'_> {
    /// SEU-2: the lines that some completion has are listed, not known yet.
    pub(super) fn completer<T: Trace>(&self, year: &Annee, modalite: Modalite, lignes: &mut Lignes, trace: &mut T) {
        let attendues = self.attendues(year.annee).map_or(&[][..], |a| a.lignes.as_slice());
        if self.faits.supposition.is_some() {
            lignes.ranger(attendues);
            return;
        }
        for (cause, date_limite) in attendues {
            let mut others = lignes.paid.iter().flatten();
            if others.all(|v| v.cause != Some(*cause) || v.date_limite != *date_limite) {
                self.attendre(year, modalite, lignes, (*cause, *date_limite), trace);
            }
        }
    }

    /// What changed the aid of the year after its last payment: one line a cause.
    ///
    /// `depuis`: the days that this payment was worked out with. `None`: with all that is known.
    pub(super) fn regulariser<T: Trace>(
        &mut self,
        year: &Annee,
        modalite: Modalite,
        lignes: &mut Lignes,
        depuis: Option<(Jour, Jour)>,
        trace: &mut T,
    ) {
        let acompte = lignes.acompte().and_then(|v| v.montant);
        let shown = self.cible(year.aide, acompte);
        let moments = self.moments.clone();
        // What made the aid unknown, until it is known again: the difference is its own.
        let mut pending: Option<Cause> = None;
        for (day, cause) in moments {
            let Some((en_vigueur, connu_au)) = depuis else { break };
            let then = self.etat(year.annee, en_vigueur.max(day), connu_au.max(day)).aide;
            if then.is_none() {
                pending = pending.or(Some(cause));
                continue;
            }
            let suspended = |c: &Cause| matches!(c, Cause::Evenement(_, TypeEvenement::Suspension));
            let decided = matches!(cause, Cause::Evenement(_, TypeEvenement::DecisionCaisse));
            let cause = pending.take().filter(|c| suspended(c) && !decided).unwrap_or(cause);
            // Q-INDU: an aid that fell below an acompte already paid.
            if then.zip(acompte).is_some_and(|(aide, acompte)| aide < acompte) {
                trace.consult(Question::Indu, self.donnees.lectures);
            }
            let due = self.cible(then, acompte);
            self.ajuster(year, modalite, lignes, (due, shown), cause, trace);
        }
        // What time alone tells: a suspension that nobody ended lasted until the day of study.
        let open = self.donnees.vie.suspension_ouverte();
        let open = open.map(|open| Cause::Evenement(open.evenement, TypeEvenement::Suspension));
        if let Some(cause) = pending.or(open) {
            if year.aide.is_some() {
                self.ajuster(year, modalite, lignes, (shown, shown), cause, trace);
            } else if lignes.total().is_some() {
                let date = self.prochain_versement(year.annee, cause, &mut Quiet::default());
                self.attendre(year, modalite, lignes, (cause, date), trace);
            }
        }
    }

    /// A line that is not known yet.
    fn attendre<T: Trace>(
        &self,
        year: &Annee,
        modalite: Modalite,
        lignes: &mut Lignes,
        (cause, date_limite): Attendue,
        trace: &mut T,
    ) {
        let n = year.annee;
        let index = self.index + lignes.count as u16;
        let nature = NatureVersement::Solde;
        let line = Versement { annee: n, nature, montant: None, date_limite, modalite, cause: Some(cause), su: None };
        if !lignes.push(line) {
            return;
        }
        trace.rule(Chemin::Versement(index), line.regle(), |t| {
            t.read("aide", None::<Centimes>, Origine::Suppose(Chemin::Aide(n)));
            None::<Centimes>
        });
        trace.rule(Chemin::NatureVersement(index), line.regle(), |t| {
            t.read("ligne", nature, Origine::Suppose(Chemin::NatureVersement(index)));
            t.read("montant", None::<Centimes>, Origine::Figure(Chemin::Versement(index)));
            nature
        });
        trace.rule(Chemin::DateLimite(index), line.regle(), |t| {
            self.prochain_versement(n, cause, t);
            date_limite
        });
    }

    /// The last day of a line that makes up for something.
    fn dater<T: Trace>(&self, n: u8, cause: Cause, index: u16, lignes: &mut Lignes, trace: &mut T) {
        let regle = lignes.derniere().map_or(Regle::Pai6, |line| line.regle());
        let date = trace.rule(Chemin::DateLimite(index), regle, |t| self.prochain_versement(n, cause, t));
        if let Some(added) = lignes.derniere() {
            added.date_limite = date;
        }
    }

    /// One line for the difference between what is due and what the payments come to.
    ///
    /// `shown`: the aid that the étude shows of the year, as far as that is known here.
    pub(in crate::contrat) fn ajuster<T: Trace>(
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
        let index = self.index + lignes.count as u16;
        let nature = if due < paid { NatureVersement::Reversement } else { NatureVersement::Solde };
        let line = Versement {
            annee: n,
            nature,
            montant: Some(due - paid),
            date_limite: None,
            modalite,
            cause: Some(cause),
            su: None,
        };
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
        self.dater(n, cause, index, lignes, trace);
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
}
