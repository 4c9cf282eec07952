//! The simulator and its API over HTTP, built to be left alone on the internet.
//!
//! [`router`] is the whole application: the page that works without JavaScript, the files it gives, the
//! assets that it is handed, and `/api/v1/`. [`servir`] puts it behind a socket with bounds on everything
//! that a stranger may spend: connections, time, bytes, studies at once. Nothing of a dossier or of a query
//! is ever logged, and no cookie is set.
#![forbid(unsafe_code)]

mod adresse;
mod api;
mod arret;
mod bornes;
mod calcul;
mod constante;
mod corps;
mod entetes;
mod erreur;
mod etat;
mod horloge;
mod journal;
mod page;
mod reglages;
mod reseau;
mod ressource;
mod routes;

pub use api::openapi;
pub use arret::{noter_les_paniques, signal_d_arret};
pub use etat::Etat;
pub use reglages::Reglages;
pub use reseau::{ecouter, servir};
pub use ressource::Ressource;
pub use routes::router;
