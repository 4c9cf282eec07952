//! The command `epaule-lot`: a whole file of contracts at once.
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
mod progres;
mod schema;
mod sql;

fn main() -> std::process::ExitCode {
    commande::run(&std::env::args_os().collect::<Vec<_>>())
}
