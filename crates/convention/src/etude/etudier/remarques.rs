//! What an étude remarks: what it supposed, what it left out.

use super::Draft;
use super::contexte::Context;
use crate::contrat::Journal;
use crate::dossier::Dossier;
use crate::eligibilite::Verdict;
use crate::etude::Remarque;
use crate::etude::rapprocher;
use crate::faits::Faits;
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::Fraction;
use crate::question::lecture as q;
use crate::tables::Nature;

impl Context<'_> {
    pub(super) fn remarques(&self, draft: &Draft, faits: &Faits<'_>) -> Vec<Remarque> {
        let dossier = self.dossier;
        let signature = self.signature();
        let computed = !draft.chiffrage.annees.is_empty();
        let hidden = self.constats.iter().zip(&dossier.constats).any(|(known, all)| known.effectif != all.effectif);
        let complete = dossier.evenements.is_empty() || self.journal.as_ref().is_some_and(Journal::est_complet);
        let natures = [draft.chiffrage.objectifs.pmt, draft.chiffrage.objectifs.pfa];
        let maintien_65 = faits.senior == Some(true)
            && faits.objectif == Paire::default()
            && natures.iter().flatten().any(|o| o.nature == Some(Nature::Maintien));
        let second = draft.chiffrage.annees.iter().any(|y| {
            let later = [y.annee.objectifs.pmt, y.annee.objectifs.pfa];
            later.iter().zip(&natures).any(|(l, n)| {
                n.is_some_and(|n| n.nature == Some(Nature::PalierP50)) && l.is_some_and(|l| l.nature.is_none())
            })
        });
        let above = draft.chiffrage.annees.iter().any(|y| y.annee.part > Some(Fraction::ONE));
        let list = [
            (dossier.contrat.signature.is_none(), Remarque::SignatureSupposee),
            (!draft.variantes.is_empty(), Remarque::OptionsComparees),
            (dossier.medecin.installation.is_none(), Remarque::PasPrimoInstalle),
            (signature > self.convention.tables.signature_connue.value, Remarque::SignatureApresRegles),
            (
                draft.eligibilite.deja_signe && draft.eligibilite.verdict == Verdict::NonEligible,
                Remarque::ContratMalgreRegle,
            ),
            (hidden, Remarque::ConstatsEcartes),
            (!complete, Remarque::EvenementsEcartes),
            (
                dossier.encaissements.iter().any(|e| !rapprocher::compte(e, self.demande)),
                Remarque::EncaissementsEcartes,
            ),
            (computed && self.demande.si != Paire::default(), Remarque::SousHypothese),
            (computed && maintien_65 && !a_la_reference(dossier, faits, signature), Remarque::ReferenceAutreDate),
            (second, Remarque::SecondObjectif),
            (above, Remarque::DecisionAuDessus),
            (computed, Remarque::Imposable),
        ];
        list.into_iter().filter(|(holds, _)| *holds).map(|(_, remarque)| remarque).collect()
    }
}

/// OBJ-3, Q-65-REF: whether the start is dated of the reference day. A start without date is taken as such.
fn a_la_reference(dossier: &Dossier, faits: &Faits<'_>, signature: Jour) -> bool {
    let Some(date) = dossier.patientele.date else { return true };
    let juin = Jour::new(signature.year(), 6, 30);
    let decembre = Jour::new(signature.year() - 1, 12, 31);
    let reference = match dossier.lectures.get::<q::Reference65>() {
        q::Reference65::LePlusRecentAvant => juin.filter(|j| *j <= signature).or(decembre),
        q::Reference65::Juin30 => juin,
        q::Reference65::Decembre31 => decembre,
    };
    let measured = faits.mesure_du_30_juin != Paire::default();
    Some(date) == reference || (measured && reference == juin)
}
