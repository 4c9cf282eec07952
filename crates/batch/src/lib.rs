//! What `epaule-lot` does: a whole file of contracts at once. The command is [`run`]; [`plancher`] is what its
//! measures are held against.
#![forbid(unsafe_code)]

mod calculer;
mod chaine;
mod cli;
mod commande;
mod ecriture;
mod expliquer;
mod faute;
mod format;
mod generer;
mod interruption;
mod lecture;
mod panique;
pub mod plancher;
mod progres;
mod schema;
mod sql;

pub use commande::run;
