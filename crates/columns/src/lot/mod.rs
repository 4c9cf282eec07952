//! A batch of contracts as plain columns, and a row of them as a dossier.
//!
//! Only what is sound at a glance becomes a dossier here. Whatever is doubtful is left to the long way, which
//! reads a row as a form and says what is wrong: a row is never refused here, and never mended.

mod constats;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use arrow_array::ArrayRef;
use convention::bande::{Bande, Bandes};
use convention::dossier::fields::{Field, MAX_PATIENTS};
use convention::dossier::{Contrat, Patientele, Secteur, Zone};
use convention::dossier::{Coordination, Dossier, Medecin, ObjectifSaisi, OptionEtp, Percentiles};
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::money::Centimes;
use convention::question::{Lectures, Question};
use convention::regime::{Regime, regime_de};
use convention::tables::{Specialite, Tables};

use constats::Constats;
pub(crate) use constats::compte;

use crate::colonnes::Contenu;
use crate::entree::{Entree, Lue};
use crate::plat::{AUTRE, Forme, VIDE, aplatir, quotite};

/// Names of the counts in a dossier: `pmt` and `pmt_adultes` are one indicator, by the regime.
const COMPTES: [&str; 3] = ["pmt", "pmt_adultes", "pfa"];
const PERCENTILES: [&str; 5] = ["p30", "p50", "p70", "p90", "p95"];
/// Ages that are sound at a glance, in days.
const AGES: std::ops::RangeInclusive<i32> = 20 * 366..=110 * 365;

/// A plain column; the input may not have it.
#[derive(Debug, Default)]
struct Plat(Option<Vec<i32>>);

impl Plat {
    /// The value of a row: [`VIDE`] where there is none.
    #[inline]
    fn at(&self, row: usize) -> i32 {
        self.0.as_ref().map_or(VIDE, |values| values[row])
    }
}

/// One column for each name of a count.
type Comptes<T> = [T; 3];

/// A batch of contracts.
#[derive(Debug)]
pub(crate) struct Lot<'a> {
    tables: &'a Tables,
    lignes: usize,
    specialite: Plat,
    secteur: Plat,
    naissance: Plat,
    installation: Plat,
    zone: Plat,
    honoraires: [Plat; 2],
    rqth: Plat,
    ald: Plat,
    sans_seuil_minimal: Plat,
    activite_mixte: Plat,
    temps_liberal: Plat,
    remplacant: Plat,
    exercice_regroupe: Plat,
    exercice_coordonne: Plat,
    date: Plat,
    effectif: Comptes<Plat>,
    bande: Plat,
    bandes: Comptes<Plat>,
    seuils: Comptes<[Plat; 5]>,
    reconstituee: Comptes<Plat>,
    signature: Plat,
    option: Plat,
    justificatifs: Plat,
    /// By name of the count: cible, gain, maintien.
    objectif: Comptes<[Plat; 3]>,
    constats: Option<Constats>,
    lectures: Vec<(Question, Plat)>,
    /// Rows that have something in a column that is not above.
    autres: Vec<bool>,
}

impl<'a> Lot<'a> {
    /// The columns of a batch as plain integers.
    pub(crate) fn ouvrir(tables: &'a Tables, entree: &Entree, colonnes: &[ArrayRef], lignes: usize) -> Lot<'a> {
        let mut valeurs: BTreeMap<&str, (&'static Field, &ArrayRef)> = BTreeMap::new();
        let mut lectures = Vec::new();
        let mut autres = vec![false; lignes];
        let mut constats = None;
        for Lue { rang, colonne } in entree.lues() {
            let array = &colonnes[*rang];
            match colonne.contenu {
                Contenu::Valeur(champ) | Contenu::Element(champ) => {
                    valeurs.insert(&colonne.chemin, (champ, array));
                }
                Contenu::Lecture(question) => {
                    lectures.push((question, Plat(Some(aplatir(array, Forme::Mot(question.readings()))))));
                }
                Contenu::Liste(champ) if champ.nom == "constats" => {
                    constats = Constats::de_la_liste(tables, champ, array, &mut autres);
                }
                Contenu::Liste(_) => note(&mut autres, |row| compte(array, row) != Some(0)),
            }
        }
        let mut prendre = |chemin: &str| match valeurs.remove(chemin) {
            Some((champ, array)) => Plat(Forme::du_champ(champ, tables).map(|forme| aplatir(array, forme))),
            None => Plat::default(),
        };
        if constats.is_none() && entree.a_un_constat_a_plat() {
            constats = Some(Constats::a_plat(|champ| prendre(&format!("constats.0.{champ}"))));
        }
        let mut par_compte = |table: &str| COMPTES.map(|nom| prendre(&format!("{table}.{nom}")));
        let (effectif, bandes) = (par_compte("patientele"), par_compte("patientele.bandes"));
        let reconstituee = par_compte("patientele.reconstituee");
        let seuils = COMPTES.map(|nom| PERCENTILES.map(|p| prendre(&format!("patientele.seuils.{nom}.{p}"))));
        let objectif = COMPTES
            .map(|nom| ["cible", "gain", "maintien"].map(|mot| prendre(&format!("contrat.objectif.{nom}.{mot}"))));
        let mut lot = Lot {
            tables,
            lignes,
            specialite: prendre("medecin.specialite"),
            secteur: prendre("medecin.secteur"),
            naissance: prendre("medecin.naissance"),
            installation: prendre("medecin.installation"),
            zone: prendre("medecin.zone"),
            honoraires: [
                prendre("medecin.honoraires_cliniques_euros"),
                prendre("medecin.honoraires_sans_depassement_euros"),
            ],
            rqth: prendre("medecin.rqth"),
            ald: prendre("medecin.ald"),
            sans_seuil_minimal: prendre("medecin.sans_seuil_minimal"),
            activite_mixte: prendre("medecin.activite_mixte"),
            temps_liberal: prendre("medecin.temps_liberal"),
            remplacant: prendre("medecin.remplacant"),
            exercice_regroupe: prendre("medecin.exercice_regroupe"),
            exercice_coordonne: prendre("medecin.exercice_coordonne"),
            date: prendre("patientele.date"),
            effectif,
            bande: prendre("patientele.bande"),
            bandes,
            seuils,
            reconstituee,
            signature: prendre("contrat.signature"),
            option: prendre("contrat.option"),
            justificatifs: prendre("contrat.justificatifs"),
            objectif,
            constats,
            lectures,
            autres,
        };
        // A contract that says what it is anyway.
        let genre = prendre("contrat.type");
        note(&mut lot.autres, |row| genre.at(row) == AUTRE);
        // The caller's own key: read where it is written out, and refused there by the long way alone.
        if let Some((_, array)) = valeurs.remove("reference") {
            note(&mut lot.autres, |row| crate::valeur::texte(array, row).is_some_and(|text| !ordinaire(&text)));
        }
        for (_, array) in valeurs.into_values() {
            note(&mut lot.autres, |row| crate::valeur::texte(array, row).is_some());
        }
        lot
    }

    /// How many contracts it holds.
    pub(crate) fn lignes(&self) -> usize {
        self.lignes
    }

    /// Fills `dossier` with a row, and gives the index of its specialty. `None`: the row is for the long way.
    pub(crate) fn dossier(&self, row: usize, au: Jour, dossier: &mut Dossier) -> Option<usize> {
        if self.autres[row] {
            return None;
        }
        self.lectures(row, &mut dossier.lectures)?;
        let signature = jour(self.signature.at(row))?;
        let regime = self.regime(signature, au, &dossier.lectures)?;
        let rang = usize::try_from(self.specialite.at(row)).ok()?;
        let specialite = self.tables.specialites.get(rang)?;
        dossier.regime = regime;
        self.medecin(row, (signature, au), specialite, &mut dossier.medecin)?;
        self.contrat(row, signature, regime, &mut dossier.contrat)?;
        self.patientele(row, regime, &mut dossier.patientele)?;
        self.seuils(row, specialite, dossier)?;
        self.objectifs(row, specialite, dossier)?;
        dossier.constats.clear();
        if let Some(constats) = &self.constats {
            constats.lire(row, regime, signature, &mut dossier.constats)?;
        }
        Some(rang)
    }

    fn lectures(&self, row: usize, lectures: &mut Lectures) -> Option<()> {
        if self.lectures.is_empty() {
            return Some(());
        }
        *lectures = Lectures::default();
        for (question, plat) in &self.lectures {
            match plat.at(row) {
                VIDE => {}
                AUTRE => return None,
                index => lectures.set(*question, u8::try_from(index).ok()?),
            }
        }
        Some(())
    }

    fn regime(&self, signature: Option<Jour>, au: Jour, lectures: &Lectures) -> Option<Regime> {
        let (first, last) = (self.tables.signature_possible.0.value, self.tables.signature_possible.1.value);
        if signature.is_some_and(|signature| signature < first || signature > last) {
            return None;
        }
        regime_de(self.tables, lectures, signature.unwrap_or(au))
    }

    fn medecin(
        &self,
        row: usize,
        (signature, au): (Option<Jour>, Jour),
        specialite: &Specialite,
        medecin: &mut Medecin,
    ) -> Option<()> {
        if medecin.specialite != specialite.id {
            medecin.specialite.clone_from(&specialite.id);
        }
        medecin.secteur = mot(self.secteur.at(row), Secteur::ALL)?;
        medecin.zone = mot(self.zone.at(row), Zone::ALL)?;
        medecin.exercice_coordonne = mot(self.exercice_coordonne.at(row), Coordination::ALL)?;
        medecin.exercice_regroupe = nombre(self.exercice_regroupe.at(row))?.map(|n| n == 1);
        let flag = |plat: &Plat| Some(nombre(plat.at(row))?.is_some_and(|n| n == 1));
        medecin.rqth = flag(&self.rqth)?;
        medecin.ald = flag(&self.ald)?;
        medecin.sans_seuil_minimal = flag(&self.sans_seuil_minimal)?;
        medecin.activite_mixte = flag(&self.activite_mixte)?;
        medecin.remplacant = flag(&self.remplacant)?;
        medecin.temps_liberal = nombre(self.temps_liberal.at(row))?.map(quotite);
        if medecin.temps_liberal.is_some() && !medecin.activite_mixte {
            return None;
        }
        let [cliniques, total] = &self.honoraires;
        let euros = |plat: &Plat| Some(nombre(plat.at(row))?.map(|cents| Centimes(cents.into())));
        (medecin.honoraires_cliniques, medecin.honoraires_sans_depassement) = (euros(cliniques)?, euros(total)?);
        if medecin.honoraires_cliniques.zip(medecin.honoraires_sans_depassement).is_some_and(|(part, all)| part > all) {
            return None;
        }
        (medecin.naissance, medecin.installation) = (jour(self.naissance.at(row))?, jour(self.installation.at(row))?);
        let day = signature.unwrap_or(au);
        if medecin.naissance.is_some_and(|birth| birth > au || !AGES.contains(&(day.0 - birth.0))) {
            return None;
        }
        let installed = |installation: Jour| {
            medecin.naissance.is_none_or(|birth| installation >= birth) && installation <= au.max(day)
        };
        medecin.installation.is_none_or(installed).then_some(())
    }

    fn contrat(&self, row: usize, signature: Option<Jour>, regime: Regime, contrat: &mut Contrat) -> Option<()> {
        contrat.signature = signature;
        contrat.option = mot(self.option.at(row), OptionEtp::ALL)?;
        contrat.justificatifs = jour(self.justificatifs.at(row))?;
        let table = self.tables.regime(regime);
        let known = |option: &OptionEtp| table.options.contains(option) || table.options_ensuite.contains(option);
        contrat.option.as_ref().is_none_or(known).then_some(())
    }

    fn patientele(&self, row: usize, regime: Regime, patientele: &mut Patientele) -> Option<()> {
        patientele.date = jour(self.date.at(row))?;
        patientele.effectif = effectifs(&self.effectif, row, regime)?;
        patientele.reconstituee = effectifs(&self.reconstituee, row, regime)?;
        let echelle = if self.tables.regime(regime).adultes { Bandes::ECHELLE_AVENANT_7 } else { Bandes::ECHELLE_2021 };
        let bande = |value: i32| {
            let bande = mot(value, Bande::ALL)?;
            bande.is_none_or(|bande| echelle.contains(bande)).then_some(bande.map(Bandes::only))
        };
        let both = bande(self.bande.at(row))?;
        let [pmt, other, pfa] = par_regime(&self.bandes, regime).map(|plat| plat.at(row));
        let each = Paire { pmt: bande(pmt)?, pfa: bande(pfa)? };
        if other != VIDE || (both.is_some() && (each.pmt.is_some() || each.pfa.is_some())) {
            return None;
        }
        patientele.bandes = Paire { pmt: each.pmt.or(both), pfa: each.pfa.or(both) };
        Some(())
    }

    /// Thresholds that the caisse gave: they grow, together with the published ones they stand among.
    fn seuils(&self, row: usize, specialite: &Specialite, dossier: &mut Dossier) -> Option<()> {
        let [pmt, other, pfa] = par_regime(&self.seuils, dossier.regime);
        if other.iter().any(|plat| plat.at(row) != VIDE) {
            return None;
        }
        let adultes = self.tables.regime(dossier.regime).adultes;
        for (i, plats) in [(Indicateur::Pmt, pmt), (Indicateur::Pfa, pfa)] {
            let mut typed = [None; 5];
            for (typed, plat) in typed.iter_mut().zip(plats) {
                *typed = effectif(plat.at(row))?;
            }
            let [p30, p50, p70, p90, p95] = typed;
            dossier.patientele.seuils[i] = Percentiles { p30, p50, p70, p90, p95 };
            if typed == [None; 5] {
                continue;
            }
            let published = specialite.seuils(adultes, i);
            let published = [published.p30, published.p50, published.p70, published.p90, published.p95];
            let merged = typed.iter().zip(published).filter_map(|(typed, cell)| typed.or(cell.map(|c| c.value)));
            if !merged.is_sorted_by(|low, high| low < high) {
                return None;
            }
        }
        Some(())
    }

    fn objectifs(&self, row: usize, specialite: &Specialite, dossier: &mut Dossier) -> Option<()> {
        let [pmt, other, pfa] = par_regime(&self.objectif, dossier.regime);
        if other.iter().any(|plat| plat.at(row) != VIDE) {
            return None;
        }
        for (i, [cible, gain, maintien]) in [(Indicateur::Pmt, pmt), (Indicateur::Pfa, pfa)] {
            let depart = dossier.patientele.effectif[i].unwrap_or(0);
            let found = match (effectif(cible.at(row))?, effectif(gain.at(row))?, nombre(maintien.at(row))?) {
                (None, None, None) => None,
                (Some(cible), None, None) if cible > depart => Some(ObjectifSaisi::Cible(cible)),
                (None, Some(gain), None) if gain > 0 && gain <= MAX_PATIENTS - depart => {
                    Some(ObjectifSaisi::Gain(gain))
                }
                (None, None, Some(1)) => Some(ObjectifSaisi::Maintien),
                _ => return None,
            };
            if found.is_some() && i == Indicateur::Pmt && !specialite.deux_indicateurs {
                return None;
            }
            dossier.contrat.objectif[i] = found;
        }
        Some(())
    }
}

/// The columns of the regime's own PMT, of the other one, and of the PFA.
fn par_regime<T>(comptes: &Comptes<T>, regime: Regime) -> [&T; 3] {
    let [pmt, pmt_adultes, pfa] = comptes;
    if regime.nom(Indicateur::Pmt) == COMPTES[1] { [pmt_adultes, pmt, pfa] } else { [pmt, pmt_adultes, pfa] }
}

fn effectifs(comptes: &Comptes<Plat>, row: usize, regime: Regime) -> Option<Paire<Option<u32>>> {
    let [pmt, other, pfa] = par_regime(comptes, regime).map(|plat| plat.at(row));
    if other != VIDE {
        return None;
    }
    Some(Paire { pmt: effectif(pmt)?, pfa: effectif(pfa)? })
}

/// A plain value: `None` where the row takes the long way, `Some(None)` where nothing is written.
fn nombre(value: i32) -> Option<Option<i32>> {
    match value {
        VIDE => Some(None),
        AUTRE => None,
        value => Some(Some(value)),
    }
}

fn effectif(value: i32) -> Option<Option<u32>> {
    Some(nombre(value)?.map(i32::unsigned_abs))
}

fn jour(value: i32) -> Option<Option<Jour>> {
    Some(nombre(value)?.map(Jour))
}

fn mot<T: Copy>(value: i32, all: &[T]) -> Option<Option<T>> {
    match nombre(value)? {
        None => Some(None),
        Some(index) => all.get(usize::try_from(index).ok()?).copied().map(Some),
    }
}

/// A key without anything that a name may not hold.
fn ordinaire(text: &str) -> bool {
    text.len() <= 200 && text.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
}

fn note(autres: &mut [bool], slow: impl Fn(usize) -> bool) {
    for (row, autre) in autres.iter_mut().enumerate() {
        *autre |= slow(row);
    }
}
