//! A synthetic population of individual contracts, in Arrow batches.
//!
//! A population is a law, not a file: row *i* depends on the seed, the day of study and *i* alone, so that any cut into
//! batches, on any number of threads, on any machine, gives the same rows. Every row is a sound dossier: its columns are
//! the dossier's paths joined by `_`, `constats` is a list of structs.
//!
//! **The patientèles are those of all doctors of a specialty**, through its published thresholds (P30 to P95): three
//! contracts in ten start below P30, which the rules refuse unless something waives the minimum. A real file of
//! signatories has few of them; nothing here is cut off at the minimum, so that what is published can be found again in
//! what is generated. Where thresholds are not published, [`Forme`] names what stands in for them, and
//! [`Population::hypotheses`] tells everything that is supposed.
//!
//! ```
//! use convention::{jour::Jour, tables::Convention};
//! use population::Population;
//!
//! let convention = Convention::embarquee().expect("the embedded rules load");
//! let au = Jour::new(2026, 11, 23).expect("a day that exists");
//! let population = Population::new(&convention.tables, 42, au).expect("the rules have what it takes");
//! let lot = population.lot(0, 1_000).expect("a batch");
//! assert_eq!((lot.num_rows(), lot.schema()), (1_000, population.schema()));
//! // The same rows, in two batches.
//! let (debut, suite) = (population.lot(0, 300).expect("a batch"), population.lot(300, 700).expect("a batch"));
//! assert_eq!((lot.slice(0, 300), lot.slice(300, 700)), (debut, suite));
//! assert!(population.hypotheses().iter().any(|h| h.nom == "comme-les-generalistes"));
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod colonnes;
mod constats;
mod contrat;
mod formes;
mod hypotheses;
mod ligne;
mod lot;
mod medecin;
mod periodes;
mod quantiles;
mod specialites;
mod tirage;

pub use formes::Forme;
pub use hypotheses::Hypothese;

use std::fmt;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use convention::indicateur::Indicateur;
use convention::jour::Jour;
use convention::tables::{Parametre, Tables};

use constats::{Annees, Suivi};
use contrat::Demande;
use ligne::{Constat, Contrat, Ligne};
use lot::Moule;
use medecin::Situation;
use periodes::Periodes;
use specialites::Specialites;
use tirage::Source;

/// Contracts signed by a newly installed doctor, in thousandths.
const RECENTES: u32 = 60;

/// Why rules, or a day, have no population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erreur {
    /// The rules lack a threshold of the generalists, from which other spreads are made.
    SansModele,
    /// The day is before this first day of signature.
    AvantLesContrats(Jour),
}

impl fmt::Display for Erreur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Erreur::SansModele => f.write_str(
                "ces règles n'ont pas les seuils P30 à P95 des généralistes (spécialité 01), d'où viennent les autres \
                 répartitions",
            ),
            Erreur::AvantLesContrats(premiere) => {
                let (annee, mois, jour) = premiere.civil();
                write!(f, "aucun contrat n'a pu être signé avant le {jour:02}/{mois:02}/{annee:04}")
            }
        }
    }
}

impl std::error::Error for Erreur {}

/// A population: its law, under given rules, on a given day.
#[derive(Debug, Clone)]
pub struct Population {
    source: Source,
    au: Jour,
    specialites: Specialites,
    periodes: Periodes,
    /// Age from which a patientèle is kept (OBJ-3).
    age_senior: i32,
    annees: Annees,
    moule: Moule,
}

impl Population {
    /// The population of a seed, under the rules of `tables`, as it stands on `au`: nothing in it is later.
    ///
    /// # Errors
    ///
    /// [`Erreur::SansModele`] where the rules lack thresholds of the generalists, [`Erreur::AvantLesContrats`] where
    /// `au` is before the first contracts.
    pub fn new(tables: &Tables, graine: u64, au: Jour) -> Result<Population, Erreur> {
        let (source, mut loi) = Source::new(graine);
        Ok(Population {
            source,
            au,
            specialites: Specialites::de(tables, &mut loi)?,
            periodes: Periodes::jusqu_au(tables, au)?,
            age_senior: tables.parametre(Parametre::Age65).value as i32,
            annees: Annees::de(tables),
            moule: Moule::new(),
        })
    }

    /// The columns of every batch.
    pub fn schema(&self) -> SchemaRef {
        SchemaRef::clone(&self.moule.schema)
    }

    /// Rows `premier` to `premier + n - 1`, numbered from 0; the reference of row 0 is `M0000001`.
    ///
    /// # Errors
    ///
    /// What Arrow refuses: more constats than a list of 32 bits counts, in a batch of hundreds of millions of rows.
    pub fn lot(&self, premier: u64, n: usize) -> Result<RecordBatch, ArrowError> {
        let mut constats = Vec::new();
        let numeros = (0..n as u64).map(|rang| premier.wrapping_add(rang));
        let lignes: Vec<Ligne<'_>> = numeros.map(|numero| self.ligne(numero, &mut constats)).collect();
        self.moule.lot(&lignes, &constats)
    }

    /// A row, whose constats join the others.
    fn ligne(&self, numero: u64, constats: &mut Vec<Constat>) -> Ligne<'_> {
        let (specialite, place) = self.specialites.a(numero);
        let t = &mut self.source.tirage(numero);
        let (periode, signature) = self.periodes.signature(place.signature);
        let avenant_7 = periode.avenant_7;
        let recente = t.chance(RECENTES);
        let medecin = medecin::medecin(specialite, &Situation { signature, avenant_7, recente }, t);
        let depart = contrat::depart(specialite, avenant_7, place);
        let bandes = contrat::bandes(specialite, avenant_7, depart, t);
        let option = periode.option(medecin.zone, t);
        let senior = signature >= medecin.naissance.plus_years(self.age_senior);
        let objectifs = Demande { specialite, avenant_7, depart, option, recente, senior }.objectifs(t);
        let justificatifs = contrat::justificatifs(signature, self.au, t);
        let constats_avant = constats.len();
        let (au, reconduction, vises) = (self.au, periode.reconduction, objectifs.vises);
        let suivi = Suivi { signature, au, reconduction, avenant_7, depart, vises };
        constats::constater(self.annees, &suivi, t, constats);
        let contrat = Contrat { signature, option, justificatifs, objectif: objectifs.ecrits };
        Ligne { numero, medecin, avenant_7, depart, bandes, contrat, constats_avant }
    }

    /// The specialties and indicators whose spread has a form: names, and `PMT`, `PMT adultes` or `PFA`.
    fn ont_la_forme(&self, forme: Forme) -> impl Iterator<Item = (&str, &'static str)> {
        let vus =
            [(false, Indicateur::Pmt, "PMT"), (true, Indicateur::Pmt, "PMT adultes"), (false, Indicateur::Pfa, "PFA")];
        self.specialites.iter().flat_map(move |s| {
            let vus = vus.into_iter().filter(|(_, i, _)| s.deux_indicateurs || *i == Indicateur::Pfa);
            vus.filter(move |(adultes, i, _)| s.courbe(*adultes, *i).forme == forme).map(|(_, _, quoi)| (&*s.nom, quoi))
        })
    }
}
