//! SQL over the rules.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod commun;
mod fonctions;
mod requetes;
