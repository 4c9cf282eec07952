//! What the commands share: a command line in French, files and the clock, faults told, a page in the terminal.
#![forbid(unsafe_code)]

pub mod commande;
pub mod demande;
pub mod echec;
pub mod entree;
pub mod francais;
pub mod nom;
pub mod sortie;
pub mod terminal;
pub mod texte;
pub mod usage;
