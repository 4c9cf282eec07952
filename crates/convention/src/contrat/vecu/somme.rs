//! The sum over the periods of a year (PAI-6): whether there is one to make, what it gives, and what it
//! is explained with.

use super::PeriodeChiffree;
use crate::contrat::{Donnees, Periode};
use crate::explication::{Chemin, Donnee, Origine, Quiet, Trace};
use crate::faits::Faits;
use crate::jour::Jour;
use crate::money::{Fraction, Somme};
use crate::vie::calendrier::jours;

/// Whether the periods that are paid have one amount and one share.
pub(in crate::contrat) fn uniforme(chiffrees: &[PeriodeChiffree]) -> bool {
    let mut active = chiffrees.iter().filter(|c| c.periode.active).map(|c| (c.montant_annuel, c.part));
    active.next().is_none_or(|first| active.all(|other| other == first))
}

/// The exact aid of the active days of some periods. `None`: an amount or a share is not known.
pub(in crate::contrat) fn due(chiffrees: &[PeriodeChiffree], year_days: i64) -> Option<Somme> {
    let mut due = Somme::default();
    for c in chiffrees.iter().filter(|c| c.periode.active) {
        let (amount, part) = c.montant_annuel.zip(c.part)?;
        let days = jours(c.periode.debut, c.periode.fin.plus_days(1));
        due.add(amount, Fraction::new(part.num * days, part.den * year_days));
    }
    Some(due)
}

/// Which shares a sum over periods is explained with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    /// None: it is a sum of amounts.
    Tues,
    /// That of each period.
    Siennes,
    /// The one that the caisse decided for the year (ATT-11).
    Decidee,
}

/// Notes what a sum over the periods of a year is made of: their amounts, their days, and where asked
/// their shares. Those past an early end are what the whole year would have had.
pub(crate) fn lire_periodes<T: Trace>(
    donnees: &Donnees<'_>,
    faits: &Faits<'_>,
    n: u8,
    chiffrees: &[PeriodeChiffree],
    parts: Parts,
    t: &mut T,
) {
    if !t.listens() {
        return;
    }
    let vie = donnees.vie;
    let figure = |shown: bool, chemin| if shown { Origine::Figure(chemin) } else { Origine::Suppose(chemin) };
    for (k, c) in (0u16..).zip(chiffrees) {
        let Periode { debut, fin, active, .. } = c.periode;
        let begins = vie.fin.is_none_or(|end| debut < end.date);
        let ends = vie.fin.is_none_or(|end| fin < end.date);
        if !active {
            t.read("suspendue", debut, figure(begins, Chemin::PeriodeDebut(n, k)));
            continue;
        }
        t.read("montant_annuel", c.montant_annuel, figure(begins, Chemin::MontantPeriode(n, k)));
        match parts {
            Parts::Tues => {}
            Parts::Siennes => t.read("part", c.part, figure(begins, Chemin::PartPeriode(n, k))),
            Parts::Decidee => t.read("part", c.part, Origine::Figure(Chemin::Part(n))),
        }
        t.read("du", debut, figure(begins, Chemin::PeriodeDebut(n, k)));
        t.read("au", fin, figure(ends, Chemin::PeriodeFin(n, k)));
        t.read("jours", jours(debut, fin.plus_days(1)), Origine::Suppose(Chemin::PeriodeFin(n, k)));
    }
    if parts != Parts::Tues && !chiffrees.iter().any(|c| c.periode.active) {
        let last = chiffrees.len().saturating_sub(1);
        let part = chiffrees.last().and_then(|c| c.part);
        t.read("part", part, Origine::Figure(Chemin::PartPeriode(n, last as u16)));
    }
    let days = vie.bornage_de(donnees.lectures, faits, n, &mut Quiet::default());
    t.read("signature", faits.signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
    t.read("jours_de_l_annee", days.jours, Origine::Suppose(Chemin::Fin(n)));
    if vie.reprise_attendue(donnees.lectures, days.cloture, faits)
        && let Some(open) = vie.suspension_ouverte()
    {
        // Its end is not known: nor are the days.
        t.read("reprise", None::<Jour>, Origine::Suppose(Chemin::Effet(open.evenement)));
    }
}
