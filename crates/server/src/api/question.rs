//! The day of study, what was known, a hypothesis: as the command reads them, with the names of the API.
//!
//! This is the command's own reader (`demande` of `crates/epaule`), to be replaced by that of the core once it
//! stands there.

use convention::document::{nearest, short};
use convention::dossier::Dossier;
use convention::dossier::fields::MAX_PATIENTS;
use convention::fault::Fault;
use convention::indicateur::{Indicateur, Paire};
use convention::jour::Jour;
use convention::tables::Convention;

use super::demande::place;

/// First and last day of study.
const BORNES: ((i32, u8, u8), (i32, u8, u8)) = ((2019, 8, 21), (2069, 12, 31));

/// The day of study: the one asked for, else today.
///
/// # Errors
///
/// A date that cannot be read, does not exist, or lies where no contract can.
pub(super) fn au(asked: Option<&str>, aujourd_hui: Jour) -> Result<Jour, Vec<Fault>> {
    let day = match asked {
        Some(text) => jour("au", text)?,
        None => aujourd_hui,
    };
    let ((y, m, d), (y2, m2, d2)) = BORNES;
    let within =
        Jour::new(y, m, d).is_some_and(|first| first <= day) && Jour::new(y2, m2, d2).is_some_and(|l| day <= l);
    if within {
        return Ok(day);
    }
    let message = match asked {
        Some(_) => format!("le {day} n'est pas un jour d'étude possible"),
        None => format!("l'horloge du serveur dit {day}, qui n'est pas un jour d'étude possible"),
    };
    let conseil = format!("écrivez au avec une date du {y}-{m:02}-{d:02} au {y2}-{m2:02}-{d2:02}");
    Err(vec![Fault::new("date-hors-bornes", &place("au"), message, conseil)])
}

/// A date of an option: `2026-01-15`, or `15/01/2026`.
///
/// # Errors
///
/// A date that cannot be read or does not exist.
pub(super) fn jour(option: &str, text: &str) -> Result<Jour, Vec<Fault>> {
    let text = text.trim();
    let conseil = format!("écrivez par exemple {option}=2026-01-15 (année-mois-jour)");
    let digits = |piece: &str, n: usize| piece.len() == n && piece.bytes().all(|b| b.is_ascii_digit());
    let iso = three(text, '-').filter(|[y, m, d]| digits(y, 4) && digits(m, 2) && digits(d, 2));
    let french = three(text, '/').filter(|[d, m, y]| digits(y, 4) && digits(m, 2) && digits(d, 2));
    let written = iso.map(|[y, m, d]| (y, m, d)).or(french.map(|[d, m, y]| (y, m, d)));
    let Some((y, m, d)) = written else {
        let message = format!("« {} » n'est pas une date", short(text));
        return Err(vec![Fault::new("date-illisible", &place(option), message, conseil)]);
    };
    let exists = y.parse().ok().zip(m.parse().ok()).zip(d.parse().ok()).and_then(|((y, m), d)| Jour::new(y, m, d));
    exists.ok_or_else(|| {
        vec![Fault::new("date-inexistante", &place(option), format!("le « {text} » n'existe pas"), conseil)]
    })
}

fn three(text: &str, separator: char) -> Option<[&str; 3]> {
    text.split(separator).collect::<Vec<_>>().try_into().ok()
}

/// The counts of `--si`, by the names written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hypothese {
    counts: [Option<u32>; NOMS.len()],
}

/// What `--si` takes.
const NOMS: [&str; 3] = ["pmt", "pmt_adultes", "pfa"];

/// Reads `pmt=1430,pfa=1650`.
///
/// # Errors
///
/// Every fault of the hypothesis.
pub(super) fn hypothese(text: &str) -> Result<Hypothese, Vec<Fault>> {
    let mut found = Hypothese::default();
    let mut faults = Vec::new();
    let exemple = "écrivez par exemple si=pmt=1430,pfa=1650";
    let mut fault = |code, message: String, conseil: String| {
        faults.push(Fault::new(code, &place("si"), message, conseil));
    };
    for piece in text.split(',') {
        let Some((name, count)) = piece.split_once('=') else {
            fault("hypothese-illisible", format!("« {} » n'est pas une hypothèse", short(piece)), exemple.to_owned());
            continue;
        };
        let (name, count) = (name.trim(), count.trim());
        let Some(slot) = NOMS.iter().position(|known| *known == name).and_then(|i| found.counts.get_mut(i)) else {
            let conseil = match nearest(name, NOMS) {
                Some(near) => format!("écrivez « {near} »"),
                None => exemple.to_owned(),
            };
            fault("cle-inconnue", format!("« {} » n'est pas une patientèle", short(name)), conseil);
            continue;
        };
        match count.parse::<u32>().ok().filter(|n| *n <= MAX_PATIENTS) {
            None => {
                let message = format!("{name} : « {} » n'est pas un nombre de patients", short(count));
                fault("patients-hors-bornes", message, format!("écrivez un nombre entier de 0 à {MAX_PATIENTS}"));
            }
            Some(_) if slot.is_some() => {
                fault("cle-en-double", format!("{name} est donné deux fois"), "gardez un seul des deux".to_owned());
            }
            count => *slot = count,
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

impl Hypothese {
    /// The hypothesis for a dossier: its regime says whether the PMT counts adults alone, its specialty
    /// whether the PMT counts at all.
    ///
    /// # Errors
    ///
    /// A count that this dossier does not use: it is never ignored.
    pub(super) fn pour(self, convention: &Convention, dossier: &Dossier) -> Result<Paire<Option<u32>>, Vec<Fault>> {
        let [everyone, adults, pfa] = self.counts;
        let only_adults = convention.tables.regime(dossier.regime).adultes;
        let (pmt, other) = if only_adults { (adults, everyone) } else { (everyone, adults) };
        let mut faults = Vec::new();
        if other.is_some() {
            let nom = dossier.regime.nom(Indicateur::Pmt);
            let (code, message) = if only_adults {
                ("pmt-adultes-attendu", "l'avenant 7 ne compte que les patients adultes")
            } else {
                ("pmt-attendu", "seul l'avenant 7 compte les adultes à part ; ce contrat compte tous les patients")
            };
            faults.push(Fault::new(code, &place("si"), message, format!("écrivez {nom}=…")));
        }
        let two = convention.tables.specialite(&dossier.medecin.specialite).is_none_or(|s| s.deux_indicateurs);
        if pmt.is_some() && !two {
            let message = "le contrat de cette spécialité ne regarde que la file active";
            let conseil = "retirez la patientèle médecin traitant, et gardez pfa=…";
            faults.push(Fault::new("pmt-sans-objet", &place("si"), message, conseil));
        }
        if faults.is_empty() { Ok(Paire { pmt, pfa }) } else { Err(faults) }
    }
}

impl Hypothese {
    /// The hypothesis for a group: totals of everyone.
    ///
    /// # Errors
    ///
    /// A count of adults: a group counts all its patients.
    pub(super) fn pour_un_groupe(self) -> Result<Paire<Option<u32>>, Vec<Fault>> {
        let [pmt, adults, pfa] = self.counts;
        if adults.is_some() {
            let message = "une aide collective compte tous les patients du groupe, adultes et enfants";
            return Err(vec![Fault::new("pmt-attendu", &place("si"), message, "écrivez pmt=…")]);
        }
        Ok(Paire { pmt, pfa })
    }
}
