//! The year that an early end breaks: what is taken back, and what is still paid (VIE-3, VIE-8).

use super::registre::{Lignes, Registre, SoldeEntier};
use super::vecu::{self, Parts};
use super::{Annee, PeriodeChiffree};
use crate::dossier::TypeEvenement;
use crate::dossier::evenement::Decision;
use crate::explication::{Chemin, Donnee, Origine, Quiet, Trace, lecture};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction, Somme};
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
    (year, periodes): (&Annee, &[PeriodeChiffree]),
    fin: &Fin,
    lignes: &mut Lignes,
    (modalite, solde): (Modalite, Option<SoldeEntier<'_>>),
    trace: &mut T,
) {
    let courue = Courue::de(registre, year, periodes, fin);
    let decided = registre.vie().decision(year.annee).filter(|d| matches!(d.decision, Decision::Aide(_)));
    let cause = Cause::Evenement(fin.evenement, fin.nature);
    // What suspensions of the year take back comes first: it was due whatever ended the contract.
    if solde.is_none() {
        suspendre(registre, year, &courue, modalite, lignes, trace);
    }
    // Whatever the reading, what was paid of a year without a day is not due.
    let vide = year.sans_un_jour();
    let recovers = vide
        || fin.nature == TypeEvenement::Resiliation
        || lecture::<q::Demenagement>(registre.lectures(), trace) == q::Demenagement::CommeResiliation;
    // Of a year paid at once under this reading, the active days before the end are kept.
    let par_jours = solde.is_none()
        && decided.is_none()
        && recovers
        && registre.lectures().get::<q::Recup>() == q::Recup::AnneeEnCours;
    // Paid once it had resumed, a year has no days suspended at its beginning to take a part of.
    let suspendue = registre.vie().suspensions.iter().find(|s| s.couvre(year.periode.debut));
    // Paid once the end was known, it is not paid past it: nothing is taken back.
    let informe = lignes.payes().any(|line| line.su.is_some_and(|su| registre.compte_alors(fin.evenement, su)));
    let rien_a_reprendre = par_jours && informe && !vide;
    if rien_a_reprendre {
        trace.consult(Question::Recup, registre.lectures());
    }
    if recovers && !rien_a_reprendre && lignes.payes().next().is_some() {
        let index = registre.prochain_index(lignes);
        let montant = trace.rule(Chemin::Versement(index), fin.nature.regle(), |t| {
            if fin.nature != TypeEvenement::Resiliation && !vide {
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
    if let Some(solde) = solde.filter(|_| !vide)
        && lecture::<q::RecupSolde>(registre.lectures(), trace) == q::RecupSolde::Prorata
    {
        let index = registre.prochain_index(lignes);
        let regle = fin.nature.regle();
        let montant = trace.rule(Chemin::Versement(index), regle, |t| solder(registre, year, &courue, lignes, t));
        let back = montant.is_some_and(|m| m < Centimes::ZERO);
        let nature = if back { NatureVersement::Reversement } else { NatureVersement::Solde };
        let SoldeEntier { ligne, base, faits } = solde;
        let date = trace.rule(Chemin::DateLimite(index), regle, |t| {
            versement::date_limite(registre.lectures(), &Reperes::du_contrat(&faits), ligne, &base, t)
        });
        ajouter(lignes, index, (year.annee, (ligne.nature, nature, montant, date)), (modalite, cause), trace);
    }
    if par_jours && (informe || suspendue.is_some()) {
        let cause = suspendue.map_or(cause, |s| Cause::Evenement(s.evenement, TypeEvenement::Suspension));
        let due = courue.due.and_then(Somme::arrondie);
        registre.ajuster(year, modalite, lignes, (due, due), cause, trace);
    }
    // ATT-11: an amount that the caisse decided is the aid, whatever the days.
    if let Some(prise) = decided {
        let cause = Cause::Evenement(prise.evenement, TypeEvenement::DecisionCaisse);
        registre.ajuster(year, modalite, lignes, (year.aide, year.aide), cause, trace);
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
    let whole_contract =
        !year.sans_un_jour() && lecture::<q::Recup>(registre.lectures(), t) == q::Recup::DureeDuContrat;
    if whole_contract {
        for (slot, paid) in (0u16..).zip(registre.payes_avant()) {
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
        let from = fin.date.max(year.periode.debut);
        (now, Fraction::new(jours(from, year.cloture), jours(year.periode.debut, year.cloture)))
    };
    paid.map(|paid| Centimes::ZERO - left.of(paid))
}

/// What of the broken year was lived: its periods as far as the end.
struct Courue<'a> {
    fin: &'a Fin,
    /// Cut at the end; where the caisse decided a share, with this one (ATT-11).
    periodes: Vec<PeriodeChiffree>,
    parts: Parts,
    /// Days of the whole year.
    jours: i64,
    /// The aid of its active days, exact.
    due: Option<Somme>,
}

impl Courue<'_> {
    fn de<'a>(registre: &Registre<'_>, year: &Annee, whole: &[PeriodeChiffree], fin: &'a Fin) -> Courue<'a> {
        let decided = registre.vie().decision(year.annee).and_then(|prise| match prise.decision {
            Decision::Part(part) => Some(part),
            _ => None,
        });
        let mut periodes: Vec<PeriodeChiffree> = whole.iter().filter(|c| c.periode.debut < fin.date).copied().collect();
        for c in &mut periodes {
            c.periode.fin = c.periode.fin.min(fin.date.plus_days(-1));
            c.part = decided.or(c.part);
        }
        let (donnees, faits) = registre.donnees();
        let days = registre.vie().bornage_de(donnees.lectures, faits, year.annee, &mut Quiet::default()).jours;
        let parts = if decided.is_some() { Parts::Decidee } else { Parts::Siennes };
        let due = vecu::due(&periodes, days);
        Courue { fin, periodes, parts, jours: days, due }
    }

    /// The same with every day past the end paid, as it was before anyone knew of the end.
    fn et_la_suite(&self, year: &Annee) -> Option<Centimes> {
        let mut due = self.due?;
        if let Some(last) = self.periodes.last() {
            let (amount, part) = last.montant_annuel.zip(last.part)?;
            let left = jours(self.fin.date, year.cloture);
            due.add(amount, Fraction::new(part.num * left, part.den * self.jours));
        }
        due.arrondie()
    }
}

/// Q-RECUP-SOLDE: the aid of the active days before the end, less the days elapsed of what was paid.
fn solder<T: Trace>(
    registre: &Registre<'_>,
    year: &Annee,
    courue: &Courue<'_>,
    lignes: &Lignes,
    t: &mut T,
) -> Option<Centimes> {
    let acompte = lignes.acompte().and_then(|v| v.montant);
    let (donnees, faits) = registre.donnees();
    t.consult(Question::RecupSolde, registre.lectures());
    vecu::lire_periodes(donnees, faits, year.annee, &courue.periodes, courue.parts, t);
    t.read("acompte", acompte, Origine::Figure(Chemin::Versement(registre.premier_index())));
    let end = courue.fin;
    t.read("premier_jour_sans_contrat", end.date, Origine::Dossier(Donnee::Evenement(end.evenement, "date")));
    t.read("debut", year.periode.debut, Origine::Figure(Chemin::Debut(year.annee)));
    t.read("cloture", year.cloture, Origine::Suppose(Chemin::Fin(year.annee)));
    let elapsed = Fraction::new(jours(year.periode.debut, end.date), jours(year.periode.debut, year.cloture));
    let mut left = courue.due?;
    left.add(Centimes::ZERO - acompte?, elapsed);
    let left = left.arrondie()?;
    let kept = left < Centimes::ZERO && lecture::<q::Indu>(registre.lectures(), t) == q::Indu::PlancherZero;
    Some(if kept { Centimes::ZERO } else { left })
}

/// VIE-7: the days suspended before the end, of a year paid at once.
fn suspendre<T: Trace>(
    registre: &Registre<'_>,
    year: &Annee,
    courue: &Courue<'_>,
    modalite: Modalite,
    lignes: &mut Lignes,
    trace: &mut T,
) {
    let first = registre.vie().suspensions.iter().find(|s| s.debut > year.periode.debut && s.debut < year.cloture);
    let decided = registre.vie().decision(year.annee).is_some_and(|d| matches!(d.decision, Decision::Aide(_)));
    if let Some(suspension) = first {
        let cause = Cause::Evenement(suspension.evenement, TypeEvenement::Suspension);
        let due = if decided { year.aide } else { courue.et_la_suite(year) };
        // A payment that waited for the end left these days out already.
        if decided || due.zip(lignes.total()).is_none_or(|(due, paid)| due < paid) {
            registre.ajuster(year, modalite, lignes, (due, None), cause, trace);
        }
    }
}

/// Adds a payment and says its nature: that of the line it stands for, unless it is below zero.
fn ajouter<T: Trace>(
    lignes: &mut Lignes,
    index: u16,
    (annee, (ligne, nature, montant, date_limite)): (
        u8,
        (NatureVersement, NatureVersement, Option<Centimes>, Option<Jour>),
    ),
    (modalite, cause): (Modalite, Cause),
    trace: &mut T,
) {
    let line = Versement { annee, nature, montant, date_limite, modalite, cause: Some(cause), su: None };
    trace.rule(Chemin::NatureVersement(index), line.regle(), |t| {
        t.read("ligne", ligne, Origine::Suppose(Chemin::NatureVersement(index)));
        t.read("montant", montant, Origine::Figure(Chemin::Versement(index)));
        nature
    });
    lignes.push(line);
}
