//! What people see of an étude: French numbers, dates and sentences, for a doctor.
//!
//! A view formats what the [`Etude`](convention::etude::Etude) has and never works out a figure of the
//! domain. It is pure: the terminal, the page and the letters say the same words.
#![forbid(unsafe_code)]

mod agenda;
mod collectif;
mod comparaison;
mod cout;
mod date;
mod decision;
mod demander;
mod donnee;
mod echeance;
mod emploi;
mod explication;
mod fiche_de_poste;
mod figure;
mod graphique;
mod ics;
mod incertitude;
mod liste;
mod markdown;
mod mots;
mod nombre;
mod objectif;
mod page;
mod palier;
mod question;
mod recu;
mod remarque;
mod reponse;
mod si;
mod typographie;
mod valeur;
mod verdict;
mod versements;
mod vie;
mod vue;

pub use agenda::{Agenda, Rendezvous};
pub use collectif::VueCollective;
pub use comparaison::{csv_de_comparaison, page_de_comparaison, page_des_options};
pub use date::{date, date_courte};
pub use decision::{LigneDeDecision, lignes_de_decision};
pub use fiche_de_poste::{FicheDePoste, liste_des_missions};
pub use graphique::{Barre, Graphique};
pub use ics::{Instant, calendrier, ics};
pub use incertitude::Incertitude;
pub use liste::{LigneDeListe, page_de_liste};
pub use markdown::markdown;
pub use mots::Mots;
pub use nombre::{
    effectifs, entier, euros, gain, par_semaine, patients, plage_euros, plage_euros_courte, plage_pour_cent, pour_cent,
    rythme, taux,
};
pub use page::{Bloc, Colonne, Montre, Page, Relief, Tableau, Texte};
pub use reponse::VueDeReponse;
pub use si::{Curseur, ET_SI, Situation};
pub use typographie::{lier, majuscule, minuscule};
pub use valeur::{etp, moyenne};
pub use verdict::Raison;
pub use versements::{LigneDeVersement, csv};
pub use vie::ObjectifsEnVigueur;
pub use vue::{PFA, PMT, Vue};
