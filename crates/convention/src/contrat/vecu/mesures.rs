//! What each period of a year asks, and what was reached of it (OBJ, ATT).

use super::{AnneeVecue, PeriodeChiffree, parts};
use crate::atteinte::{self, Atteinte, Mode};
use crate::contrat::Donnees;
use crate::contrat::objectifs::{EnVigueur, en_vigueur};
use crate::contrat::second::second_objectif;
use crate::explication::{Chemin, Donnee, Filter, Origine, Regle, RepereObjectif, Trace};
use crate::indicateur::{Indicateur, Paire};
use crate::tables::{Nature, Parametre};

/// What a period is measured by.
pub(super) struct Mesure {
    pub(super) en_vigueur: EnVigueur,
    pub(super) mode: Mode,
    pub(super) modulee: bool,
    pub(super) atteintes: Paire<Option<Atteinte>>,
}

/// Whether no change cuts the year: suspended days do not change what is asked.
pub(super) fn une_seule_regle(chiffrees: &[PeriodeChiffree]) -> bool {
    chiffrees.windows(2).all(|pair| pair[0].periode.regle_au == pair[1].periode.regle_au)
}

/// Measures each period, and gives it its objectives and, where changes cut the year, its share.
///
/// The measure that stands at the year itself, that of its last period: the others explain their own.
pub(super) fn mesurer<T: Trace>(
    annee: &AnneeVecue<'_>,
    second: bool,
    chiffrees: &mut [PeriodeChiffree],
    trace: &mut T,
) -> Option<Mesure> {
    let Donnees { tables, lectures, constats, .. } = *annee.donnees;
    let premiere_modulee = tables.parametre(Parametre::PremiereAnneeModulee).value;
    let modulee = chiffrees.iter().any(|c| i64::from(c.rang) >= premiere_modulee);
    let bounds = (annee.debut, annee.cloture);
    let measured = atteinte::constats_de_l_annee(lectures, annee.faits, constats, (annee.n, modulee), bounds, trace);
    let cut = !une_seule_regle(chiffrees);
    let mut shown = None;
    for (k, c) in (0u16..).zip(chiffrees) {
        let filter = (!annee.montre(k)).then_some(Filter::CONSULTING);
        let mesure = trace.through(filter, |trace| de_la_periode(annee, k, (second, cut), c, &measured, trace));
        if annee.est_la_derniere(k) {
            shown = Some(mesure);
        }
    }
    shown
}

/// Measures one period. `cut`: it has a share of its own.
fn de_la_periode<T: Trace>(
    annee: &AnneeVecue<'_>,
    k: u16,
    (second, cut): (bool, bool),
    c: &mut PeriodeChiffree,
    measured: &Paire<Option<u32>>,
    trace: &mut T,
) -> Mesure {
    let en_vigueur = objectifs_de_la_periode(annee, k, c, second, trace);
    let modulee = i64::from(c.rang) >= annee.donnees.tables.parametre(Parametre::PremiereAnneeModulee).value;
    let mode = parts::mode_de_la_periode(annee, (c.periode, c.rang), modulee, trace);
    let atteintes = atteindre(annee, k, (&en_vigueur, mode, modulee), measured, trace);
    let mesure = Mesure { en_vigueur, mode, modulee, atteintes };
    if cut {
        let place = (Chemin::PartPeriode(annee.n, k), annee.est_la_derniere(k));
        c.part = parts::de_la_periode(annee, &mesure, (c.periode, c.rang), place, trace);
    }
    c.objectifs = mesure.en_vigueur.propres.then_some(mesure.en_vigueur.objectifs);
    mesure
}

/// The objectives of a period. `second`: that of a primo-installé has taken over where no avenant wrote one.
fn objectifs_de_la_periode<T: Trace>(
    annee: &AnneeVecue<'_>,
    k: u16,
    c: &PeriodeChiffree,
    second: bool,
    trace: &mut T,
) -> EnVigueur {
    let AnneeVecue { donnees, faits, cadre, n, .. } = *annee;
    let mut en_vigueur = en_vigueur(donnees, faits, cadre, c.periode.regle_au, (n, k), trace);
    if second {
        let unknown = second_objectif(faits, cadre);
        for i in Indicateur::ALL {
            let palier = en_vigueur.objectifs[i].is_some_and(|o| o.nature == Some(Nature::PalierP50));
            if palier && !en_vigueur.ecrit(i) {
                en_vigueur.objectifs[i] = unknown[i];
                if en_vigueur.propres {
                    second_inconnu((n, k), i, trace);
                }
            }
        }
    }
    en_vigueur
}

/// ATT-9: nobody wrote the second objective of a primo-installé yet.
fn second_inconnu<T: Trace>((n, k): (u8, u16), i: Indicateur, trace: &mut T) {
    use RepereObjectif as R;
    if !trace.keeps_rules() {
        return;
    }
    for repere in [R::Nature, R::Depart, R::Cible, R::Plancher, R::SeuilAtteint] {
        trace.rule(Chemin::ObjectifPeriode(n, k, i, repere), Regle::Att9, |t| {
            t.read("second_objectif", None::<u32>, Origine::Dossier(Donnee::ParIndicateur("evenements", i)));
            None::<u32>
        });
    }
}

/// What was reached of the objectives of a period: explained where it stands at the year itself.
fn atteindre<T: Trace>(
    annee: &AnneeVecue<'_>,
    k: u16,
    (en_vigueur, mode, modulee): (&EnVigueur, Mode, bool),
    measured: &Paire<Option<u32>>,
    trace: &mut T,
) -> Paire<Option<Atteinte>> {
    let lectures = annee.donnees.lectures;
    let mut atteintes: Paire<Option<Atteinte>> = Paire::default();
    for &i in annee.faits.indicateurs() {
        if let Some(objectif) = &en_vigueur.objectifs[i]
            && (modulee || measured[i].is_some())
        {
            let place = (annee.n, i);
            let filter = if !annee.est_la_derniere(k) {
                Some(Filter::CONSULTING)
            } else {
                en_vigueur.propres.then(|| en_vigueur.ecouter((annee.n, k), lectures))
            };
            let reached =
                trace.through(filter, |trace| atteinte::atteindre(lectures, objectif, mode, measured[i], place, trace));
            atteintes[i] = Some(reached);
        }
    }
    atteintes
}
