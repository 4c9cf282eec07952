//! ATT-11: what the caisse decided of a year, in the place of what the rules give.

use super::{Annee, Calcul, Donnees, PeriodeChiffree, vecu};
use crate::dossier::evenement::Decision;
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace};
use crate::faits::Faits;
use crate::money::Fraction;

/// ATT-11: the decision of the caisse in the place of the computed share, which stays visible.
pub(super) fn decider<T: Trace>(
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
    trace.rule(Chemin::AideCalculee(n), Regle::Pai6, |t| {
        if vecu::uniforme(periodes) {
            t.read("montant", year.montant, Origine::Figure(Chemin::Montant(n)));
            t.read("part", part, Origine::Figure(Chemin::PartCalculee(n)));
        } else {
            vecu::lire_periodes(donnees, faits, n, periodes, vecu::Parts::Siennes, t);
        }
        aide
    });
    let from = |field| Origine::Dossier(Donnee::Evenement(prise.evenement, field));
    match prise.decision {
        Decision::Part(decided) => {
            year.part = trace.rule(Chemin::Part(n), Regle::Att11, |t| {
                t.read("decision", decided, from("part"));
                Some(decided)
            });
            year.aide = year.montant.map(|montant| decided.of(montant));
        }
        Decision::Aide(decided) => {
            year.aide = Some(decided);
            year.part = trace.rule(Chemin::Part(n), Regle::Att11, |t| {
                t.read("decision", decided, from("aide_euros"));
                t.read("montant", year.montant, Origine::Figure(Chemin::Montant(n)));
                year.montant.filter(|m| m.0 > 0).map(|m| Fraction::new(decided.0, m.0))
            });
        }
        Decision::Retrait => {}
    }
}
