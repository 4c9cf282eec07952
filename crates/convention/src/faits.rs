//! What the rules of a contract read: the dossier under a regime, on plain integers and sets.
//!
//! A fact that nobody gave is `None`, or a set with several members. A *completion* is the same
//! structure with the holes filled: bounds are reruns over completions (see `bornes`).

use crate::bande::{Bande, Bandes};
use crate::dossier::{Dossier, ObjectifSaisi, OptionEtp, Patientele, Percentiles};
use crate::explication::{Chemin, Donnee, Origine, Regle, Trace, cell, lecture};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::Fraction;
use crate::question::{Lectures, lecture as q};
use crate::regime::Regime;
use crate::tables::{Cell, Parametre, Specialite, Tables};

/// Counts of patients are at most this in a dossier.
pub const PATIENTS_MAX: u32 = 100_000;

/// The facts of one contract.
#[derive(Debug, Clone, Copy)]
pub struct Faits<'a> {
    /// The specialty.
    pub specialite: &'a Specialite,
    /// The regime of the signature.
    pub regime: Regime,
    /// Day of signature, or of study where unsigned.
    pub signature: Jour,
    /// Working time financed.
    pub option: Option<OptionEtp>,
    /// Day on which the papers were handed over.
    pub justificatifs: Option<Jour>,
    /// Starting patientèle.
    pub depart: Paire<Option<u32>>,
    /// Index and figure of the constat of 30 June of the year of signature, where one comes after it.
    pub mesure_du_30_juin: Paire<Option<(u16, u32)>>,
    /// Bands that are possible for each indicator.
    pub bandes: Paire<Bandes>,
    /// Thresholds that apply.
    pub seuils: Paire<SeuilsRetenus>,
    /// Objectives written in the contract.
    pub objectif: Paire<Option<ObjectifSaisi>>,
    /// Whether an avenant to another option asks for an objective that nobody wrote (Q-OBJ-OPTION).
    pub a_ecrire: Paire<bool>,
    /// Disabled worker or long-term illness.
    pub sans_seuil: bool,
    /// The field that says so; where none does, the one that would.
    pub champ_sans_seuil: &'static str,
    /// Mixed practice.
    pub activite_mixte: bool,
    /// Liberal share of a full activity.
    pub temps_liberal: Option<Fraction>,
    /// First installation in the 12 months before signature.
    pub installation_recente: bool,
    /// Old enough at signature for the maintien of OBJ-3. `None`: birth unknown.
    pub senior: Option<bool>,
    /// A hypothesis on the counts of modulated years without constat.
    pub si: Paire<Option<u32>>,
    /// How unknown objectives and constats are filled, in a completion.
    pub supposition: Option<Supposition>,
}

/// How a completion fills what depends on the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supposition {
    /// Whether every hole is filled in the doctor's favour, or against.
    pub favorable: bool,
    /// Indicators whose unknown objective is taken as a maintien.
    pub maintien: Paire<bool>,
    /// Whether what nobody could know yet is filled too: results, and the day on which the aid resumes.
    /// What was paid before is worked out without.
    pub avenir: bool,
    /// Whether an open suspension ends on the day after the study, or never.
    pub reprise: bool,
}

/// What a completion fills of the facts: all else is the dossier's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rempli {
    depart: Paire<Option<u32>>,
    bandes: Paire<Bandes>,
    seuils: Paire<SeuilsRetenus>,
    senior: Option<bool>,
    pub(crate) supposition: Option<Supposition>,
}

impl Rempli {
    /// Whether a run filled so is another one over again: all that differs is the nature of objectives for which
    /// that run `asked` none.
    pub(crate) fn revient_a(&self, other: &Rempli, asked: &Paire<bool>) -> bool {
        let mut same = *self;
        if let (Some(own), Some(theirs)) = (&mut same.supposition, other.supposition) {
            own.maintien = Paire::from_fn(|i| if asked[i] { own.maintien[i] } else { theirs.maintien[i] });
        }
        same == *other
    }
}

/// A threshold and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retenu {
    /// Patients.
    pub valeur: u32,
    /// The caisse, through the dossier, or the published table.
    pub origine: Origine,
}

/// The thresholds that apply to an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SeuilsRetenus {
    /// P30.
    pub p30: Option<Retenu>,
    /// P50.
    pub p50: Option<Retenu>,
    /// P70 (avenant-7).
    pub p70: Option<Retenu>,
    /// P90.
    pub p90: Option<Retenu>,
    /// P95.
    pub p95: Option<Retenu>,
}

impl SeuilsRetenus {
    /// SEU-2: what the caisse gave wins over what is published.
    #[inline]
    fn of(indicateur: Indicateur, donnes: Percentiles, publies: crate::tables::Seuils) -> SeuilsRetenus {
        let pick = |nom: &'static str, donne: Option<u32>, publie: Option<Cell<u32>>| match (donne, publie) {
            (Some(valeur), _) => Some(Retenu { valeur, origine: Origine::Dossier(Donnee::Seuil(indicateur, nom)) }),
            (None, Some(cell)) => Some(Retenu { valeur: cell.value, origine: Origine::Regles(cell.id) }),
            (None, None) => None,
        };
        SeuilsRetenus {
            p30: pick("p30", donnes.p30, publies.p30),
            p50: pick("p50", donnes.p50, publies.p50),
            p70: pick("p70", donnes.p70, publies.p70),
            p90: pick("p90", donnes.p90, publies.p90),
            p95: pick("p95", donnes.p95, publies.p95),
        }
    }

    /// The bounds of a band: its first count, and the first count above it. `None`: not known.
    pub fn limites(&self, bande: Bande) -> (Option<Retenu>, Option<Retenu>) {
        match bande {
            Bande::SousP30 => (None, self.p30),
            Bande::P30P50 => (self.p30, self.p50),
            Bande::P50P90 => (self.p50, self.p90),
            Bande::P50P70 => (self.p50, self.p70),
            Bande::P70P90 => (self.p70, self.p90),
            Bande::P90P95 => (self.p90, self.p95),
            Bande::P95 => (self.p95, None),
        }
    }
}

impl<'a> Faits<'a> {
    /// What tells this completion from the others of its dossier.
    pub(crate) fn rempli(&self) -> Rempli {
        let Faits { depart, bandes, seuils, senior, supposition, .. } = *self;
        Rempli { depart, bandes, seuils, senior, supposition }
    }

    /// The facts of a dossier under a regime, at a signature date.
    pub fn of<T: Trace>(
        tables: &Tables,
        lectures: &Lectures,
        dossier: &Dossier,
        specialite: &'a Specialite,
        regime: Regime,
        signature: Jour,
        trace: &mut T,
    ) -> Faits<'a> {
        let adultes = tables.regime(regime).adultes;
        let patientele = &dossier.patientele;
        let seuils = Paire::from_fn(|i| SeuilsRetenus::of(i, patientele.seuils[i], specialite.seuils(adultes, i)));
        let echelle = if adultes { Bandes::ECHELLE_AVENANT_7 } else { Bandes::ECHELLE_2021 };
        let bandes = Paire::from_fn(|i| bandes_possibles(i, patientele, &seuils[i], (regime, echelle), trace));
        let medecin = &dossier.medecin;
        Faits {
            specialite,
            regime,
            signature,
            option: dossier.contrat.option,
            justificatifs: dossier.contrat.justificatifs,
            depart: patientele.effectif,
            mesure_du_30_juin: mesure_du_30_juin(dossier, signature),
            bandes,
            seuils,
            objectif: dossier.contrat.objectif,
            a_ecrire: Paire::default(),
            sans_seuil: medecin.dispense().is_some(),
            champ_sans_seuil: medecin.dispense().unwrap_or("medecin.rqth"),
            activite_mixte: medecin.activite_mixte,
            temps_liberal: medecin.temps_liberal,
            installation_recente: installation_recente(tables, lectures, medecin.installation, signature, trace),
            senior: medecin.naissance.map(|naissance| senior(tables, lectures, naissance, signature, trace)),
            si: Paire::default(),
            supposition: None,
        }
    }

    /// The indicators that this doctor's contract looks at (OBJ-1).
    #[inline]
    pub fn indicateurs(&self) -> &'static [Indicateur] {
        if self.specialite.deux_indicateurs { &Indicateur::ALL } else { &[Indicateur::Pfa] }
    }
}

/// SEU-1, SEU-2: the bands that a starting patientèle may be in.
///
/// Lower thresholds belong to the band above them. A threshold that is not known leaves both sides open.
#[inline]
fn bandes_possibles<T: Trace>(
    indicateur: Indicateur,
    patientele: &Patientele,
    seuils: &SeuilsRetenus,
    (regime, echelle): (Regime, Bandes),
    trace: &mut T,
) -> Bandes {
    let effectif = patientele.effectif[indicateur];
    let donnees = patientele.bandes[indicateur];
    let bandes = match (donnees, effectif) {
        (Some(donnees), _) => donnees.and(echelle),
        (None, None) => echelle,
        (None, Some(n)) => compatibles(n, seuils, echelle),
    };
    // What the caisse gave, and that several bands stay possible, is SEU-2.
    let given = donnees.is_some() || patientele.seuils[indicateur] != Percentiles::default();
    let regle = if given || bandes.single().is_none() { Regle::Seu2 } else { Regle::Seu1 };
    trace.rule(Chemin::BandeDe(indicateur), regle, |t| {
        if donnees.is_some() {
            let champ = if patientele.bandes.pmt == patientele.bandes.pfa {
                Donnee::Champ("patientele.bande")
            } else {
                Donnee::ParIndicateur("patientele.bandes", indicateur)
            };
            t.read("bande_donnee", bandes.single(), Origine::Dossier(champ));
            return bandes.single();
        }
        t.read("regime", regime, Origine::Figure(Chemin::Regime));
        t.read("depart", effectif, Origine::Dossier(Donnee::ParIndicateur("patientele", indicateur)));
        for (nom, seuil) in
            [("p30", seuils.p30), ("p50", seuils.p50), ("p70", seuils.p70), ("p90", seuils.p90), ("p95", seuils.p95)]
        {
            if let Some(seuil) = seuil {
                t.read(nom, seuil.valeur, seuil.origine);
            }
        }
        bandes.single()
    });
    bandes
}

/// The bands of a scale that a count does not contradict, given the thresholds that are known.
#[inline]
fn compatibles(n: u32, seuils: &SeuilsRetenus, echelle: Bandes) -> Bandes {
    let known = [&seuils.p30, &seuils.p50, &seuils.p70, &seuils.p90, &seuils.p95];
    known.into_iter().zip(&PARTAGES).fold(echelle, |bandes, (seuil, (dessous, dessus))| match seuil {
        Some(seuil) => bandes.and(if n >= seuil.valeur { *dessus } else { *dessous }),
        None => bandes,
    })
}

/// By threshold, from P30 to P95: the bands that some count below it may be in, and some count from it on. A band is
/// ruled out by a threshold at or above its upper bound that is not above the count, and by one at or below its
/// lower bound that is.
const PARTAGES: [(Bandes, Bandes); 5] = {
    use Bande::*;
    const fn set(bandes: &[Bande]) -> Bandes {
        let (mut all, mut index) = (Bandes::EMPTY, 0);
        while index < bandes.len() {
            all = all.with(bandes[index]);
            index += 1;
        }
        all
    }
    [
        (set(&[SousP30]), set(&[P30P50, P50P90, P50P70, P70P90, P90P95, P95])),
        (set(&[SousP30, P30P50]), set(&[P50P90, P50P70, P70P90, P90P95, P95])),
        (set(&[SousP30, P30P50, P50P90, P50P70]), set(&[P50P90, P70P90, P90P95, P95])),
        (set(&[SousP30, P30P50, P50P90, P50P70, P70P90]), set(&[P90P95, P95])),
        (set(&[SousP30, P30P50, P50P90, P50P70, P70P90, P90P95]), set(&[P95])),
    ]
};

/// Reads the band of an indicator, or those that are possible.
pub(crate) fn lire_bandes<T: Trace>(bandes: Bandes, indicateur: Indicateur, trace: &mut T) {
    trace.read("bande", bandes.single(), Origine::Figure(Chemin::BandeDe(indicateur)));
    if trace.listens() && bandes.single().is_none() {
        for bande in bandes.iter() {
            trace.read("bande_possible", bande, Origine::Suppose(Chemin::BandeDe(indicateur)));
        }
    }
}

/// ELI-5: first installed in the département in the months before signature.
#[inline]
pub(crate) fn installation_recente<T: Trace>(
    tables: &Tables,
    lectures: &Lectures,
    installation: Option<Jour>,
    signature: Jour,
    trace: &mut T,
) -> bool {
    trace.read("installation", installation, Origine::Dossier(Donnee::Champ("medecin.installation")));
    let Some(installation) = installation else { return false };
    trace.read("signature", signature, Origine::Dossier(Donnee::Champ("contrat.signature")));
    let mois = cell("primo_mois", tables.parametre(Parametre::PrimoMois), trace);
    // Counted back from the signature, as the sentence does: it matters around 29 February.
    let limite = signature.plus_months(-mois as i32);
    if installation == limite {
        lecture::<q::DouzeMois>(lectures, trace) == q::DouzeMois::Inclus
    } else {
        installation > limite
    }
}

/// OBJ-3: old enough at signature for the maintien.
#[inline]
fn senior<T: Trace>(tables: &Tables, lectures: &Lectures, naissance: Jour, signature: Jour, trace: &mut T) -> bool {
    let naissance = naissance.date();
    let a_l_age = |age: Parametre| signature >= naissance.plus_years(tables.parametre(age).value as i32).jour();
    let (jeune, age) = (a_l_age(Parametre::Age65), a_l_age(Parametre::Age66));
    if jeune == age {
        return jeune;
    }
    match lecture::<q::Age65>(lectures, trace) {
        q::Age65::JourDes65Ans => jeune,
        q::Age65::Ans66 => age,
    }
}

/// OBJ-3: what was measured on 30 June of the year of signature, where that day comes after it
/// (reading `30_juin` of Q-65-REF).
#[inline]
fn mesure_du_30_juin(dossier: &Dossier, signature: Jour) -> Paire<Option<(u16, u32)>> {
    if dossier.constats.is_empty() {
        return Paire::default();
    }
    let jour = Jour::new(signature.year(), 6, 30);
    let found = dossier.constats.iter().enumerate().find(|(_, constat)| Some(constat.date) == jour);
    Paire::from_fn(|i| found.and_then(|(index, constat)| Some((u16::try_from(index).ok()?, constat.effectif[i]?))))
}
