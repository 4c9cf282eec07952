//! The server on a real socket: what it answers, and what strangers may do to it.
#![allow(missing_docs, clippy::panic, clippy::expect_used, clippy::unwrap_used)]

mod client;
mod comparaisons;
mod depense;
mod etudes;
mod hostile;
mod openapi;
mod pages;
mod regles;
mod sans_script;
