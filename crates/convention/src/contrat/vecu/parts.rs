//! The share of the aid: of each period, and of the year they make (ATT, VIE-2).

use super::mesures::{Mesure, une_seule_regle};
use super::{AnneeVecue, Parts, PeriodeChiffree, lire_periodes};
use crate::atteinte::{self, Mode};
use crate::contrat::mode::{mode, regle_de_la_part};
use crate::contrat::{Donnees, Periode};
use crate::explication::{Chemin, Donnee, Filter, Origine, Regle, Trace, cell, lecture};
use crate::money::{Fraction, Somme};
use crate::question::lecture as q;
use crate::regime::Regime;
use crate::tables::Parametre;

/// Q-PROROG: after a prorogation, the regime's tables or the rates alone.
pub(super) fn mode_de_la_periode<T: Trace>(
    annee: &AnneeVecue<'_>,
    (periode, rang): (Periode, u8),
    modulee: bool,
    trace: &mut T,
) -> Mode {
    let AnneeVecue { donnees, faits, serie, .. } = *annee;
    let usual = mode(donnees.tables, donnees.lectures, faits, serie, rang, modulee, trace);
    if !modulee || donnees.vie.prorogation_au(periode.regle_au).is_none() {
        return usual;
    }
    match (lecture::<q::Prorog>(donnees.lectures, trace), usual) {
        (q::Prorog::TableDuRegime, _) | (_, Mode::Indetermine) => usual,
        (q::Prorog::ProrataPur, _) if faits.regime == Regime::Avenant7 => Mode::Taux { paliers: false },
        (q::Prorog::ProrataPur, _) => Mode::Prorata,
    }
}

/// The share of a period. `shown`: its outcomes stand at the year itself.
pub(super) fn de_la_periode<T: Trace>(
    annee: &AnneeVecue<'_>,
    mesure: &Mesure,
    (periode, rang): (Periode, u8),
    (chemin, shown): (Chemin, bool),
    trace: &mut T,
) -> Option<Fraction> {
    let AnneeVecue { donnees, faits, n, .. } = *annee;
    let Donnees { tables, lectures, .. } = *donnees;
    let Mesure { en_vigueur, mode, modulee, atteintes } = mesure;
    if !modulee {
        return trace.rule(chemin, Regle::Obj4, |t| {
            t.read("rang", rang, Origine::Figure(Chemin::Debut(n)));
            cell("premiere_annee_modulee", tables.parametre(Parametre::PremiereAnneeModulee), t);
            Some(Fraction::ONE)
        });
    }
    let objectifs = &en_vigueur.objectifs;
    trace.rule(chemin, regle_de_la_part(objectifs, *mode), |t| {
        if let Some(prorogation) = donnees.vie.prorogation_au(periode.regle_au) {
            t.read("prorogation", prorogation.date, prorogation.origine());
        }
        mode_de_la_periode(annee, (periode, rang), true, t);
        let filter = (!shown).then_some(Filter::SUPPOSING);
        t.through(filter, |t| atteinte::part(tables, lectures, faits, objectifs, *mode, atteintes, n, t))
    })
}

/// One rule all year: one share, worked out at the year itself, that each of its periods has.
pub(super) fn partager<T: Trace>(
    annee: &AnneeVecue<'_>,
    mesure: Option<&Mesure>,
    chiffrees: &mut [PeriodeChiffree],
    trace: &mut T,
) {
    let (Some(mesure), Some(first)) = (mesure, chiffrees.first()) else { return };
    if !une_seule_regle(chiffrees) {
        return;
    }
    let whole = annee.chemin_de_la_part();
    let part = de_la_periode(annee, mesure, (first.periode, first.rang), (whole, true), trace);
    for (k, c) in (0u16..).zip(chiffrees) {
        c.part = part;
        if (annee.montrees > 1 || annee.fin < annee.cloture) && annee.montre(k) {
            trace.rule(Chemin::PartPeriode(annee.n, k), Regle::Pai6, |t| {
                t.read("part", part, Origine::Figure(whole));
                part
            });
        }
    }
}

/// The share of the year: the one that its active periods have, else what is `due` of its `maximum`.
pub(super) fn de_l_annee<T: Trace>(
    annee: &AnneeVecue<'_>,
    chiffrees: &[PeriodeChiffree],
    (due, maximum): (Option<Somme>, Somme),
    trace: &mut T,
) -> Option<Fraction> {
    let AnneeVecue { donnees, faits, n, .. } = *annee;
    let whole = annee.chemin_de_la_part();
    if let Some(early) = donnees.vie.fin.filter(|_| chiffrees.is_empty()) {
        return trace.rule(whole, early.nature.regle(), |t| {
            let date = Origine::Dossier(Donnee::Evenement(early.evenement, "date"));
            t.read("premier_jour_sans_contrat", early.date, date);
            Some(Fraction::new(0, 1))
        });
    }
    let active: Vec<&PeriodeChiffree> = chiffrees.iter().filter(|c| c.periode.active).collect();
    let share = if active.windows(2).all(|pair| pair[0].part == pair[1].part) {
        // A year wholly suspended has the share that its results give, of nothing.
        active.first().copied().or(chiffrees.last()).and_then(|c| c.part)
    } else {
        due.and_then(|due| due.sur(maximum))
    };
    if une_seule_regle(chiffrees) {
        return share;
    }
    trace.rule(whole, Regle::Vie2, |t| {
        lire_periodes(donnees, faits, n, chiffrees, Parts::Siennes, t);
        share
    })
}
