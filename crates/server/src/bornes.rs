//! What a dossier may cost a server. A study cannot be stopped, and what it costs grows faster than its events: two
//! hundred of them take a core for over ten seconds, which anybody could ask again and again.

use convention::dossier::Cas;
use convention::dossier::requete::Requete;
use convention::fault::{Fault, Place};

/// The most events of a dossier that is studied here: eight a year. The command takes more.
pub(crate) const EVENEMENTS_MAX: usize = 40;

/// Refuses a dossier that would take a core for too long. `fichier` is what messages call it.
///
/// # Errors
///
/// Too many events.
pub(crate) fn du_dossier(fichier: &str, cas: &Cas) -> Result<(), Vec<Fault>> {
    match cas {
        Cas::Individuel(dossier) => borner(fichier, dossier.evenements.len()),
        Cas::Collectif(_) => Ok(()),
    }
}

/// The same of the state of a page, before it is read: each event that is sound has its date.
///
/// # Errors
///
/// Too many events.
pub(crate) fn de_la_requete(texte: &str) -> Result<(), Vec<Fault>> {
    let requete = Requete::lire(texte)?;
    let dated = |(nom, valeur): &&(String, String)| {
        nom.starts_with("evenements.") && nom.ends_with(".date") && !valeur.trim().is_empty()
    };
    borner("", requete.paires.iter().filter(dated).count())
}

fn borner(fichier: &str, evenements: usize) -> Result<(), Vec<Fault>> {
    if evenements <= EVENEMENTS_MAX {
        return Ok(());
    }
    let place = Place { fichier: fichier.to_owned(), chemin: "evenements".to_owned(), ..Place::default() };
    let message = format!("{evenements} événements : ce serveur en étudie {EVENEMENTS_MAX} au plus");
    let conseil = "« epaule etudier » n'a pas cette limite ; ici, retirez les plus anciens";
    Err(vec![Fault::new("evenements-trop-nombreux", &place, message, conseil)])
}
