//! The real binary, driven as a user drives it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod comparer;
mod documentation;
mod documents;
mod erreurs;
mod etudier;
mod fiche_de_poste;
mod noms;
mod outils;
mod plusieurs;
mod regles;
mod servir;
mod site;
mod tracabilite;
mod verifier;
