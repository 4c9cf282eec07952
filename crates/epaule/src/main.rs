//! The command `epaule`: it reads files and the clock, calls the core, and writes or serves what it answers.
#![forbid(unsafe_code)]

mod cli;
mod commande;
mod comparer;
mod documents;
mod etudier;
mod fiche_de_poste;
mod regles;
mod servir;
mod site;
mod verifier;

fn main() -> std::process::ExitCode {
    commande::run(&std::env::args_os().collect::<Vec<_>>())
}
