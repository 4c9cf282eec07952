//! What the contract says: the start, the papers, the objectives.

use convention::bande::Bande;
use convention::dossier::fields::MAX_PATIENTS;
use convention::dossier::{ObjectifSaisi, OptionEtp};
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;

use crate::formes::Forme;
use crate::specialites::Tiree;
use crate::tirage::{Place, Tirage};

/// How far the rank of the file active may stand from that of the patientèle médecin traitant, in hundredths.
const LARGEUR: i64 = 35;

/// Gains that contracts ask for, of 1 ETP, by the rank of the start: below which percentile, so many thousandths of the
/// start. Only one point is published (1 300 patients, 260 more); for the rest the sheet says that the larger the start,
/// the smaller the gain. Of the file active half as much, near what the collective aid asks for an ETP (260 and 110).
const GAINS: [(u64, u32); 3] = [(50, 300), (90, 200), (100, 100)];

/// Share of that gain, in hundredths: the more ETP, the larger the increase (OBJ-2).
const fn part_de_l_option(option: Option<OptionEtp>) -> u32 {
    match option {
        Some(OptionEtp::Tiers) => 45,
        Some(OptionEtp::Demi) => 60,
        _ => 100,
    }
}

/// Contracts whose objectives the dossier has, in thousandths.
const ECRITS: u32 = 920;

/// Contracts whose papers are known to have come, in thousandths; days they took.
const JUSTIFIES: u32 = 900;
const DELAI: i32 = 45;

/// The patientèle at the start: both counts from ranks that go together, each spread as its own law says.
pub(crate) fn depart(specialite: &Tiree, avenant_7: bool, place: Place) -> Paire<Option<u32>> {
    let effectif = |i, rang| Some(specialite.courbe(avenant_7, i).quantiles.effectif(rang));
    if specialite.deux_indicateurs {
        let voisin = place.rang_voisin(LARGEUR);
        Paire { pmt: effectif(Indicateur::Pmt, place.rang), pfa: effectif(Indicateur::Pfa, voisin) }
    } else {
        Paire { pmt: None, pfa: effectif(Indicateur::Pfa, place.rang) }
    }
}

/// Contracts of which the caisse told the band where the published thresholds do not tell it, in thousandths.
const BANDES_DITES: u32 = 950;

/// The bands that the caisse told: those that thresholds which are not published hide.
pub(crate) fn bandes(
    specialite: &Tiree,
    avenant_7: bool,
    depart: Paire<Option<u32>>,
    t: &mut Tirage,
) -> Paire<Option<Bande>> {
    let dite = t.chance(BANDES_DITES);
    Paire::from_fn(|i| {
        let courbe = specialite.courbe(avenant_7, i);
        let depart = depart[i].filter(|_| dite && courbe.forme != Forme::Publiee)?;
        let echelle: &[(u64, Bande)] = if avenant_7 { &ECHELLE_AVENANT_7 } else { &ECHELLE_2021 };
        let sous = echelle.iter().find(|(pour_cent, _)| depart < courbe.quantiles.percentile(*pour_cent));
        Some(sous.map_or(Bande::P95, |(_, bande)| *bande))
    })
}

/// The band below each percentile.
const ECHELLE_2021: [(u64, Bande); 4] =
    [(30, Bande::SousP30), (50, Bande::P30P50), (90, Bande::P50P90), (95, Bande::P90P95)];
const ECHELLE_AVENANT_7: [(u64, Bande); 5] =
    [(30, Bande::SousP30), (50, Bande::P30P50), (70, Bande::P50P70), (90, Bande::P70P90), (95, Bande::P90P95)];

/// What decides the objectives of a contract.
pub(crate) struct Demande<'a> {
    pub(crate) specialite: &'a Tiree,
    pub(crate) avenant_7: bool,
    pub(crate) depart: Paire<Option<u32>>,
    pub(crate) option: Option<OptionEtp>,
    /// Installed in the year before the signature.
    pub(crate) recente: bool,
    pub(crate) senior: bool,
}

/// What is asked of each indicator, and what of it the dossier has.
pub(crate) struct Objectifs {
    /// Patients more than the start; none: keep it.
    pub(crate) vises: Paire<Option<u32>>,
    pub(crate) ecrits: Paire<Option<ObjectifSaisi>>,
}

impl Demande<'_> {
    /// Objectives as the rules have them: kept from 65 or from P95, P50 for a newly installed doctor below it, more
    /// patients for the others. Where the rules give the objective, the contract still writes it, but for P50, which
    /// no file can write.
    pub(crate) fn objectifs(&self, t: &mut Tirage) -> Objectifs {
        let mut vises: Paire<Option<u32>> = Paire::default();
        let primo = self.primo_installe();
        for i in Indicateur::ALL {
            vises[i] = self.depart[i].and_then(|depart| self.vise(depart, i, primo, t));
        }
        let sait = !primo && t.chance(ECRITS);
        let en_cible = t.chance(500);
        let ecrits = Paire::from_fn(|i| {
            let depart = self.depart[i].filter(|_| sait)?;
            Some(match vises[i] {
                None => ObjectifSaisi::Maintien,
                Some(gain) if en_cible => ObjectifSaisi::Cible(depart + gain),
                Some(gain) => ObjectifSaisi::Gain(gain),
            })
        });
        Objectifs { vises, ecrits }
    }

    /// OBJ-7, ELI-5; avenant-7 has no such objective.
    fn primo_installe(&self) -> bool {
        let i = if self.specialite.deux_indicateurs { Indicateur::Pmt } else { Indicateur::Pfa };
        !self.avenant_7 && self.recente && self.depart[i].is_some_and(|depart| depart < self.percentile(i, 50))
    }

    fn vise(&self, depart: u32, i: Indicateur, primo: bool, t: &mut Tirage) -> Option<u32> {
        if primo {
            return Some(self.percentile(i, 50).saturating_sub(depart)).filter(|gain| *gain > 0);
        }
        if self.senior || depart >= self.percentile(i, 95) {
            return None;
        }
        let gain = GAINS.iter().find(|(p, _)| depart < self.percentile(i, *p)).map_or(0, |(_, gain)| *gain);
        let moitie = if i == Indicateur::Pfa { 2 } else { 1 };
        let autour = t.autour(75, 125).unsigned_abs() * part_de_l_option(self.option);
        let gain = u64::from(depart) * u64::from(gain / moitie * autour);
        let gain = u32::try_from(gain.div_ceil(10_000_000)).unwrap_or(u32::MAX).max(1);
        // No dossier has a target beyond its largest count.
        Some(gain.min(MAX_PATIENTS.saturating_sub(depart))).filter(|gain| *gain > 0)
    }

    fn percentile(&self, i: Indicateur, pour_cent: u64) -> u32 {
        self.specialite.courbe(self.avenant_7, i).quantiles.percentile(pour_cent)
    }
}

/// When the papers came, where that is known and past.
pub(crate) fn justificatifs(signature: Jour, au: Jour, t: &mut Tirage) -> Option<Jour> {
    let jour = signature.plus_days(t.entre(0, DELAI));
    (t.chance(JUSTIFIES) && jour <= au).then_some(jour)
}
