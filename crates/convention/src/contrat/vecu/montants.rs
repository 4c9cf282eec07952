//! The amounts of a year's periods, and that of the year (MON, VIE-2, VIE-7).

use super::{AnneeVecue, Parts, PeriodeChiffree, lire_periodes};
use crate::contrat::mode::regle_du_montant;
use crate::contrat::{Donnees, Periode};
use crate::explication::{Chemin, Ecoute, Filter, Regle, Trace};
use crate::faits::Faits;
use crate::money::{Centimes, Fraction, Somme};
use crate::montant;
use crate::tables::Parametre;
use crate::vie::calendrier::jours;

/// The periods with their ranks and amounts; shares and objectives come later.
pub(super) fn des_periodes<T: Trace>(
    annee: &AnneeVecue<'_>,
    periodes: &[Periode],
    trace: &mut T,
) -> Vec<PeriodeChiffree> {
    let Donnees { tables, vie, .. } = *annee.donnees;
    // A prorogation is modulated, whatever its rank.
    let floor = tables.parametre(Parametre::PremiereAnneeModulee).value as u8;
    let mut chiffrees: Vec<PeriodeChiffree> = Vec::with_capacity(periodes.len());
    for (k, &periode) in (0u16..).zip(periodes) {
        let rang = if vie.prorogation_au(periode.regle_au).is_some() { annee.rang.max(floor) } else { annee.rang };
        let filter = (!annee.montre(k)).then_some(Filter::CONSULTING);
        let montant_annuel = trace.through(filter, |trace| de_la_periode(annee, k, (periode, rang), trace));
        chiffrees.push(PeriodeChiffree { periode, rang, montant_annuel, part: None, objectifs: None });
    }
    chiffrees
}

/// The amount of a whole year under the option of a period.
fn de_la_periode<T: Trace>(
    annee: &AnneeVecue<'_>,
    k: u16,
    (periode, rang): (Periode, u8),
    trace: &mut T,
) -> Option<Centimes> {
    let AnneeVecue { donnees, faits, cadre, n, debut, serie, .. } = *annee;
    let Donnees { tables, lectures, vie, .. } = *donnees;
    let prorogation = vie.prorogation_au(periode.regle_au);
    let own = Faits { option: periode.option, ..*faits };
    let regle = if prorogation.is_some() { Regle::Mon5 } else { regle_du_montant(&own, serie) };
    trace.rule(Chemin::MontantPeriode(n, k), regle, |t| {
        montant::serie(tables, lectures, faits, debut, t);
        if let Some(prorogation) = prorogation {
            t.read("prorogation", prorogation.date, prorogation.origine());
        }
        let option = Ecoute { option: vie.evenement_de_l_option(periode.regle_au), ..Ecoute::default() };
        t.through(Some(Filter::periode(option, (n, k), lectures)), |t| {
            montant::montant(tables, lectures, (serie, cadre.ligne, periode.option), rang, t)
        })
    })
}

/// The amount of the year: each period's, by its active days. With it, the exact sum, even where a
/// suspension that nobody ended leaves it unknown.
pub(super) fn de_l_annee<T: Trace>(
    annee: &AnneeVecue<'_>,
    chiffrees: &[PeriodeChiffree],
    trace: &mut T,
) -> (Option<Centimes>, Somme) {
    let AnneeVecue { donnees, faits, n, .. } = *annee;
    let vie = donnees.vie;
    let share_of_days = |p: &Periode| Fraction::new(jours(p.debut, p.fin.plus_days(1)), annee.jours);
    let waits = vie.reprise_attendue(donnees.lectures, annee.cloture, faits);
    let mut maximum = Somme::default();
    let regle = if vie.suspensions.is_empty() { Regle::Vie2 } else { Regle::Vie7 };
    let montant = trace.rule(Chemin::Montant(n), regle, |t| {
        lire_periodes(donnees, faits, n, chiffrees, Parts::Tues, t);
        let mut known = !waits;
        for c in chiffrees.iter().filter(|c| c.periode.active) {
            match c.montant_annuel {
                Some(amount) => maximum.add(amount, share_of_days(&c.periode)),
                None => known = false,
            }
        }
        maximum.arrondie().filter(|_| known)
    });
    (montant, maximum)
}
