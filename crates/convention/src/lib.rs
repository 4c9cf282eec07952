//! The rules of the *aide conventionnelle à l'emploi d'assistants médicaux*, as a pure core.
//!
//! No clock, no I/O, no environment, no float, no panic: the day of study comes in as an argument,
//! what nobody published is `None`, money is integer cents.
//!
//! A dossier of which only the specialty is known already gets an answer:
//!
//! ```
//! use convention::{document::Format, dossier, etude, jour::Jour, tables::Convention};
//!
//! let convention = Convention::embarquee().expect("the embedded rules load");
//! let au = Jour::new(2026, 11, 23).expect("a day that exists");
//! let text = b"[medecin]\nspecialite = \"01\"\n";
//! let dossier = dossier::parse(&convention, "dossier.toml", text, Some(Format::Toml), au).expect("no fault");
//! let etude = etude::etudier(&convention, &dossier, &etude::Demande::au(au));
//! assert_eq!(etude.eligibilite.verdict.id(), "a_confirmer");
//! // Year 1 is 19 000 or 38 000 euros, by option.
//! let bounds = etude.chiffrage.annees[0].bornes.and_then(|b| b.aide).expect("two options");
//! assert_eq!((bounds.min.0, bounds.max.0), (1_900_000, 3_800_000));
//! ```
#![forbid(unsafe_code)]
#![deny(clippy::float_arithmetic, clippy::disallowed_methods, clippy::disallowed_types)]

pub mod atteinte;
pub mod bande;
pub mod caractere;
pub mod collectif;
pub mod comparaison;
pub mod contrat;
pub mod cout;
pub mod demande;
pub mod document;
pub mod dossier;
pub mod echeance;
pub mod eligibilite;
pub mod empreinte;
pub mod etude;
pub mod explication;
pub mod faits;
pub mod fault;
pub mod formation;
mod id;
pub mod indicateur;
pub mod jour;
mod json;
pub mod money;
pub mod montant;
pub mod objectif;
pub mod pieces;
pub mod poste;
pub mod question;
pub mod rapprochement;
pub mod regime;
pub mod regles;
mod saisie;
pub mod sort;
pub mod tables;
pub mod verification;
pub mod versement;
pub mod vie;
pub mod vigilance;
