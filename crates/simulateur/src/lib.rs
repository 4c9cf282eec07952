//! The simulator: what a reader typed, as a French page.
//!
//! The state of the page is a query string (`specialite=01&pmt=1300&au=2026-11-23`), the same after the
//! `?` of a link, after its `#`, and as what a form sends. Everything that the page shows is worked out
//! here from that text and the day; the server and the browser write what they are given. It is pure:
//! no clock, no I/O.
#![forbid(unsafe_code)]

mod champs;
mod comparer;
mod dates;
mod document;
mod emporter;
mod etat;
mod export;
mod fautes;
mod pages;
mod questions;
mod reponse;
mod resultat;
mod saisie;

pub use document::{Document, Habillage, document, politique};
pub use etat::dossier;
pub use export::{Export, Fichier, exporter, importer};
pub use pages::{PageFixe, pages};
pub use reponse::{Ancre, Instants, Reponse, abreger, pourquoi, repondre};

#[cfg(test)]
mod tests;
