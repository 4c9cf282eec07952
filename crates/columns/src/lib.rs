//! The rules over columns: a batch of contracts in, a batch of contract years out.
//!
//! The rules are those of [`convention`], called once a contract on plain integers; here is only the way in and
//! the way out. A row that is sound at a glance becomes a dossier without allocation ([`Moteur::atelier`]); any
//! other is read as a form is, so that its error says what `epaule etudier` would say.
//!
//! ```
//! use arrow_array::{Int32Array, RecordBatch, StringArray, cast::AsArray, types::Int64Type};
//! use columns::{Choix, Moteur, Options};
//! use convention::{jour::Jour, tables::Convention};
//! use std::sync::Arc;
//!
//! let contrats = RecordBatch::try_from_iter([
//!     ("medecin_specialite", Arc::new(StringArray::from(vec!["01", "01"])) as _),
//!     ("patientele_pmt", Arc::new(Int32Array::from(vec![1300, 1_000_000_000])) as _),
//!     ("patientele_pfa", Arc::new(Int32Array::from(vec![1600, 1600])) as _),
//!     ("contrat_signature", Arc::new(StringArray::from(vec!["2025-03-01", "01/03/2025"])) as _),
//!     ("contrat_option", Arc::new(StringArray::from(vec!["1", "1"])) as _),
//! ])
//! .expect("columns of one length");
//! let au = Jour::new(2026, 11, 23).expect("a day that exists");
//! let moteur = Moteur::new(Convention::embarquee().expect("the rules load"), au, 1..=5, Options::default());
//! let entree = moteur.lier("contrats", &contrats.schema(), &Choix::default()).expect("known columns");
//! let (annees, comptes) = moteur.atelier().calculer(&entree, &contrats, 1).expect("a batch");
//! // Five years of the first contract; the second has too many patients, and one row that says so.
//! assert_eq!((comptes.repondus, comptes.en_erreur, annees.num_rows()), (1, 1, 6));
//! let aide = annees.column_by_name("aide_centimes").expect("a column");
//! assert_eq!(aide.as_primitive::<Int64Type>().value(0), 3_800_000);
//! let erreur = annees.column_by_name("erreur").expect("a column");
//! assert!(erreur.as_string::<i32>().value(5).starts_with("patients-hors-bornes patientele_pmt : "));
//! ```
#![forbid(unsafe_code)]

mod calcul;
mod colonnes;
mod empreinte;
mod entree;
mod ligne;
mod lot;
mod plat;
mod questions;
mod sortie;
mod valeur;

pub use calcul::{ANNEES, Atelier, Comptes, Moteur, dossier_vierge};
pub use colonnes::{Colonne, Contenu, colonnes, schema_d_entree, type_naturel};
pub use empreinte::Empreinte;
pub use entree::{Choix, Entree};
pub use ligne::colonne_de;
pub use sortie::{COLONNE_DES_QUESTIONS, COLONNES, COLONNES_DES_BORNES, ColonneDeSortie, Genre, Options};
pub use valeur::{lisible, texte};
