//! What leaves the program, read back by other people's libraries.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calendrier;
mod fiche_de_poste;
mod liste;
mod markdown;
mod outils;
mod versements;
