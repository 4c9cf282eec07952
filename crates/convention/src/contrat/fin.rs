//! The year that an early end breaks: what is taken back, and what is still paid (VIE-3, VIE-8).

use super::Annee;
use super::registre::{Lignes, Registre, SoldeEntier};
use crate::dossier::TypeEvenement;
use crate::dossier::evenement::Decision;
use crate::explication::{Chemin, Donnee, Origine, Trace, lecture};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::{Question, lecture as q};
use crate::tables::{Modalite, NatureVersement};
use crate::versement::{self, Cause, Reperes, Versement};
use crate::vie::Fin;
use crate::vie::calendrier::jours;

/// Adds the recovery and the solde of the broken year.
///
/// `solde`: what the whole year would have had left to pay; `None`: its way of paying has no solde.
pub(super) fn rompre<T: Trace>(
    registre: &Registre<'_>,
    year: &Annee,
    fin: &Fin,
    lignes: &mut Lignes,
    (modalite, solde): (Modalite, Option<SoldeEntier<'_>>),
    trace: &mut T,
) {
    let cause = Cause::Evenement(fin.evenement, fin.nature);
    // What suspensions of the year take back comes first: it was due whatever ended the contract.
    if solde.is_none() {
        suspendre(registre, year, modalite, lignes, trace);
    }
    let recovers = fin.nature == TypeEvenement::Resiliation
        || lecture::<q::Demenagement>(registre.lectures(), trace) == q::Demenagement::CommeResiliation;
    if recovers {
        let index = registre.prochain_index(lignes);
        let montant = trace.rule(Chemin::Versement(index), fin.nature.regle(), |t| {
            if fin.nature != TypeEvenement::Resiliation {
                t.consult(Question::Demenagement, registre.lectures());
            }
            reprendre(registre, year, fin, lignes, t)
        });
        if montant != Some(Centimes::ZERO) {
            let line = (NatureVersement::Reversement, NatureVersement::Reversement, montant, None);
            trace.rule(Chemin::DateLimite(index), fin.nature.regle(), |_| None::<Jour>);
            ajouter(lignes, index, (year.annee, line), (modalite, cause), trace);
        }
    }
    if let Some(solde) = solde
        && lecture::<q::RecupSolde>(registre.lectures(), trace) == q::RecupSolde::Prorata
    {
        let index = registre.prochain_index(lignes);
        let regle = fin.nature.regle();
        let montant = trace.rule(Chemin::Versement(index), regle, |t| solder(registre, year, fin, lignes, t));
        let back = montant.is_some_and(|m| m < Centimes::ZERO);
        let nature = if back { NatureVersement::Reversement } else { NatureVersement::Solde };
        let SoldeEntier { ligne, base, faits } = solde;
        let date = trace.rule(Chemin::DateLimite(index), regle, |t| {
            versement::date_limite(registre.lectures(), &Reperes::du_contrat(&faits), ligne, &base, t)
        });
        ajouter(lignes, index, (year.annee, (ligne.nature, nature, montant, date)), (modalite, cause), trace);
    }
    // ATT-11: an amount that the caisse decided is the aid, whatever the days.
    if let Some(prise) = registre.vie().decision(year.annee)
        && let Decision::Aide(decided) = prise.decision
    {
        let cause = Cause::Evenement(prise.evenement, TypeEvenement::DecisionCaisse);
        let due = Some(decided);
        registre.ajuster(year, modalite, lignes, (due, due), cause, trace);
    }
}

/// Q-RECUP: what is taken back of what was paid, below zero.
fn reprendre<T: Trace>(
    registre: &Registre<'_>,
    year: &Annee,
    fin: &Fin,
    lignes: &Lignes,
    t: &mut T,
) -> Option<Centimes> {
    let first = registre.premier_index();
    let verse = |slot, paid: Option<Centimes>, t: &mut T| {
        t.read("verse", paid, Origine::Figure(Chemin::Versement(slot)));
    };
    let reading = lecture::<q::Recup>(registre.lectures(), t);
    let whole_contract = reading == q::Recup::DureeDuContrat;
    if whole_contract {
        for (slot, paid) in (0u8..).zip(registre.payes_avant()) {
            verse(slot, *paid, t);
        }
    }
    for (slot, paid) in (first..).zip(lignes.payes()) {
        verse(slot, paid.montant, t);
    }
    t.read("premier_jour_sans_contrat", fin.date, Origine::Dossier(Donnee::Evenement(fin.evenement, "date")));
    let now: Option<Centimes> = lignes.payes().map(|v| v.montant).sum();
    let before: Option<Centimes> = registre.payes_avant().iter().copied().sum();
    let (paid, left) = if whole_contract {
        let (debut, terme) = registre.terme();
        t.read("debut", debut, Origine::Figure(Chemin::Debut(1)));
        t.read("cloture", terme, Origine::Suppose(Chemin::FinDuContrat));
        let left = Fraction::new(jours(fin.date, terme).max(0), jours(debut, terme));
        (now.zip(before).map(|(now, before)| now + before), left)
    } else {
        t.read("debut", year.periode.debut, Origine::Figure(Chemin::Debut(year.annee)));
        t.read("cloture", year.cloture, Origine::Suppose(Chemin::Fin(year.annee)));
        (now, Fraction::new(jours(fin.date, year.cloture), jours(year.periode.debut, year.cloture)))
    };
    paid.map(|paid| Centimes::ZERO - left.of(paid))
}

/// Q-RECUP-SOLDE: the days elapsed of what the whole year would have had left to pay.
fn solder<T: Trace>(registre: &Registre<'_>, year: &Annee, fin: &Fin, lignes: &Lignes, t: &mut T) -> Option<Centimes> {
    let acompte = lignes.acompte().and_then(|v| v.montant);
    t.consult(Question::RecupSolde, registre.lectures());
    t.read("aide_de_l_annee_entiere", year.aide, Origine::Suppose(Chemin::Aide(year.annee)));
    t.read("acompte", acompte, Origine::Figure(Chemin::Versement(registre.premier_index())));
    let left = versement::solder(registre.lectures(), year.aide, acompte, t);
    t.read("premier_jour_sans_contrat", fin.date, Origine::Dossier(Donnee::Evenement(fin.evenement, "date")));
    t.read("debut", year.periode.debut, Origine::Figure(Chemin::Debut(year.annee)));
    t.read("cloture", year.cloture, Origine::Suppose(Chemin::Fin(year.annee)));
    let length = jours(year.periode.debut, year.cloture);
    let elapsed = Fraction::new(jours(year.periode.debut, fin.date), length);
    left.map(|left| elapsed.of(left))
}

/// VIE-7: the days suspended before the end, of a year paid at once.
fn suspendre<T: Trace>(registre: &Registre<'_>, year: &Annee, modalite: Modalite, lignes: &mut Lignes, trace: &mut T) {
    let first = registre
        .vie()
        .suspensions
        .iter()
        .find(|s| s.debut >= year.periode.debut.plus_days(1) && s.debut < year.cloture);
    if let Some(suspension) = first {
        let cause = Cause::Evenement(suspension.evenement, TypeEvenement::Suspension);
        registre.ajuster(year, modalite, lignes, (year.aide, None), cause, trace);
    }
}

/// Adds a payment and says its nature: that of the line it stands for, unless it is below zero.
fn ajouter<T: Trace>(
    lignes: &mut Lignes,
    index: u8,
    (annee, (ligne, nature, montant, date_limite)): (
        u8,
        (NatureVersement, NatureVersement, Option<Centimes>, Option<Jour>),
    ),
    (modalite, cause): (Modalite, Cause),
    trace: &mut T,
) {
    let line = Versement { annee, nature, montant, date_limite, modalite, cause: Some(cause) };
    trace.rule(Chemin::NatureVersement(index), line.regle(), |t| {
        t.read("ligne", ligne, Origine::Suppose(Chemin::NatureVersement(index)));
        t.read("montant", montant, Origine::Figure(Chemin::Versement(index)));
        nature
    });
    lignes.push(line);
}
