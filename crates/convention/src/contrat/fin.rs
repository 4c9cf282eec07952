//! The year that an early end breaks: what is taken back, and what is still paid (VIE-3, VIE-8).

use super::Annee;
use super::registre::{Lignes, Registre};
use crate::dossier::TypeEvenement;
use crate::dossier::evenement::Decision;
use crate::explication::{Chemin, Donnee, Origine, Trace, lecture};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::question::lecture as q;
use crate::tables::{Modalite, NatureVersement};
use crate::versement::{Cause, Versement};
use crate::vie::Fin;
use crate::vie::calendrier::jours;

/// What a whole year would have left to pay, and its day.
type SoldeEntier = (Option<Centimes>, Option<Jour>);

/// Adds the recovery and the solde of the broken year.
///
/// `solde`: what the whole year would have had left to pay, and its day; `None`: its way of paying has none.
pub(super) fn rompre<T: Trace>(
    registre: &Registre<'_>,
    year: &Annee,
    fin: &Fin,
    lignes: &mut Lignes,
    (modalite, solde): (Modalite, Option<SoldeEntier>),
    trace: &mut T,
) {
    let n = year.annee;
    let cause = Cause::Evenement(fin.evenement, fin.nature);
    let length = jours(year.periode.debut, year.cloture);
    let left = jours(fin.date, year.cloture);
    let elapsed = Fraction::new(length - left, length);
    // What suspensions of the year take back comes first: it was due whatever ended the contract.
    if solde.is_none() {
        suspendre(registre, year, modalite, lignes, trace);
    }
    let recovers = fin.nature == TypeEvenement::Resiliation
        || lecture::<q::Demenagement>(registre.lectures(), trace) == q::Demenagement::CommeResiliation;
    let end = Origine::Dossier(Donnee::Evenement(fin.evenement, "date"));
    if recovers {
        let index = registre.prochain_index(lignes);
        let regular: Option<Centimes> = lignes.payes().map(|v| v.montant).sum();
        let montant = trace.rule(Chemin::Versement(index), fin.nature.regle(), |t| {
            t.read("fin", fin.date, end);
            match lecture::<q::Recup>(registre.lectures(), t) {
                q::Recup::AnneeEnCours => {
                    for (slot, paid) in (registre.premier_index()..).zip(lignes.payes()) {
                        t.read("verse", paid.montant, Origine::Figure(Chemin::Versement(slot)));
                    }
                    t.read("debut", year.periode.debut, Origine::Figure(Chemin::Debut(n)));
                    t.read("cloture", year.cloture, Origine::Suppose(Chemin::Fin(n)));
                    regular.map(|paid| Centimes::ZERO - Fraction::new(left, length).of(paid))
                }
                q::Recup::DureeDuContrat => {
                    let (debut, terme) = registre.terme();
                    let paid = regular.zip(registre.total_avant()).map(|(now, before)| now + before);
                    t.read("verse", paid, Origine::Suppose(Chemin::Total));
                    t.read("debut", debut, Origine::Figure(Chemin::Debut(1)));
                    t.read("terme", terme, Origine::Suppose(Chemin::FinDuContrat));
                    let remaining = Fraction::new(jours(fin.date, terme).max(0), jours(debut, terme));
                    paid.map(|paid| Centimes::ZERO - remaining.of(paid))
                }
            }
        });
        if montant != Some(Centimes::ZERO) {
            ajouter(lignes, index, (n, NatureVersement::Reversement, montant, None), (modalite, cause), trace);
        }
    }
    if let Some((whole, date)) = solde {
        let index = registre.prochain_index(lignes);
        if lecture::<q::RecupSolde>(registre.lectures(), trace) == q::RecupSolde::Prorata {
            let montant = trace.rule(Chemin::Versement(index), fin.nature.regle(), |t| {
                t.read("solde_de_l_annee", whole, Origine::Suppose(Chemin::Aide(n)));
                t.read("fin", fin.date, end);
                t.read("debut", year.periode.debut, Origine::Figure(Chemin::Debut(n)));
                t.read("cloture", year.cloture, Origine::Suppose(Chemin::Fin(n)));
                whole.map(|whole| elapsed.of(whole))
            });
            let back = montant.is_some_and(|m| m < Centimes::ZERO);
            let nature = if back { NatureVersement::Reversement } else { NatureVersement::Solde };
            ajouter(lignes, index, (n, nature, montant, date), (modalite, cause), trace);
        }
    }
    // ATT-11: an amount that the caisse decided is the aid, whatever the days.
    if let Some(prise) = registre.vie().decision(n)
        && let Decision::Aide(decided) = prise.decision
    {
        let cause = Cause::Evenement(prise.evenement, TypeEvenement::DecisionCaisse);
        registre.ajuster(year, modalite, lignes, Some(decided), cause, trace);
    }
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
        registre.ajuster(year, modalite, lignes, year.aide, cause, trace);
    }
}

fn ajouter<T: Trace>(
    lignes: &mut Lignes,
    index: u8,
    (annee, nature, montant, date_limite): (u8, NatureVersement, Option<Centimes>, Option<Jour>),
    (modalite, cause): (Modalite, Cause),
    trace: &mut T,
) {
    let line = Versement { annee, nature, montant, date_limite, modalite, cause: Some(cause) };
    trace.rule(Chemin::NatureVersement(index), line.regle(), |t| {
        t.read("montant", montant, Origine::Figure(Chemin::Versement(index)));
        nature
    });
    trace.rule(Chemin::DateLimite(index), line.regle(), |_| date_limite);
    lignes.push(line);
}
