//! The rules in SQL: DataFusion over files of contracts.
//!
//! `FROM etudier('medecins.parquet')` is a row per contract and year, the columns of [`columns`]; `FROM
//! 'medecins.parquet'` is the contracts as they are; and the pieces of the rules are functions on columns
//! ([`fonctions`]). No rule is written here: every figure is [`convention`]'s.
//!
//! ```
//! use columns::{Choix, Moteur, Options};
//! use convention::{jour::Jour, tables::Convention};
//! use sql::{Ressources, Session};
//! use std::sync::Arc;
//!
//! let au = Jour::new(2026, 11, 23).expect("a day that exists");
//! let moteur = Moteur::new(Convention::embarquee().expect("the rules load"), au, 1..=5, Options::default());
//! let ressources = Ressources { fils: 2, memoire: None, provisoires: None };
//! let session = Session::new(Arc::new(moteur), Choix::default(), ressources).expect("a session");
//! let (colonnes, lots) = session.requete("SELECT montant('p50-p90', '1', 1, '2025-03-01') AS cents").expect("SQL");
//! assert_eq!(colonnes.field(0).name(), "cents");
//! assert_eq!(lots[0].column(0).as_ref(), &datafusion::arrow::array::Int64Array::from(vec![3_800_000]));
//! let erreur = session.requete("SELECT * FROM etudier('nulle-part.parquet')").expect_err("no such file");
//! assert_eq!(erreur.code, "fichier-introuvable");
//! ```
#![forbid(unsafe_code)]

mod arguments;
mod contrats;
mod erreur;
mod etudier;
mod execution;
mod fichier;
mod fonctions;
mod population;
mod session;

pub use erreur::Erreur;
pub use fonctions::{Argument, Fonction, Genre, Rendu, fonctions};
pub use session::{Ressources, Session};
