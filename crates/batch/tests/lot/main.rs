//! The real binary, driven as an analyst drives it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod calculer;
mod expliquer;
mod fin;
mod formats;
mod generer;
mod hostile;
mod outils;
mod reforme;
mod repertoire;
mod sql;
