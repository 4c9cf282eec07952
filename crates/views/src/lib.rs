//! What people see of an étude: French numbers, dates and sentences, for a doctor.
//!
//! A view formats what the [`Etude`](convention::etude::Etude) has and never works out a figure of the
//! domain. It is pure: the terminal, the page and the letters say the same words.
#![forbid(unsafe_code)]

mod collectif;
mod date;
mod decision;
mod demander;
mod donnee;
mod explication;
mod figure;
mod incertitude;
mod mots;
mod nombre;
mod objectif;
mod palier;
mod question;
mod remarque;
mod typographie;
mod valeur;
mod verdict;
mod vue;

pub use collectif::VueCollective;
pub use date::{date, date_courte};
pub use decision::{LigneDeDecision, lignes_de_decision};
pub use incertitude::Incertitude;
pub use mots::Mots;
pub use nombre::{
    effectifs, entier, euros, gain, par_semaine, patients, plage_euros, plage_euros_courte, plage_pour_cent, pour_cent,
    rythme,
};
pub use typographie::lier;
pub use valeur::{etp, moyenne};
pub use verdict::Raison;
pub use vue::Vue;
