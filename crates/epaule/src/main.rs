//! The command `epaule`: it reads files and the clock, calls the core, and writes or serves what it answers.
#![forbid(unsafe_code)]

mod cli;
mod commande;
mod comparer;
mod demande;
mod documents;
mod echec;
mod entree;
mod etudier;
mod fiche_de_poste;
mod francais;
mod nom;
mod regles;
mod servir;
mod site;
mod sortie;
mod terminal;
mod texte;
mod usage;
mod verifier;

fn main() -> std::process::ExitCode {
    commande::run(std::env::args_os().collect())
}
