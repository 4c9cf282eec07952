//! What a dossier may cost a server. A study cannot be stopped, and what it costs grows with its events and with what it
//! does not say: a contract of forty events whose patients nobody knows takes a core for seconds, which anybody could
//! ask again and again.

use convention::dossier::{Cas, Dossier};
use convention::etude::{Demande, completions};
use convention::fault::{Fault, Place};
use convention::tables::Convention;
use simulateur::Instants;

/// The most events of a dossier that is studied here: eight a year. The command takes more.
pub(crate) const EVENEMENTS_MAX: usize = 40;

/// The most work of one request. A unit is one completion of what is not said, walked over one event: less than 0.3 ms of
/// a core without optimisation. Everything that is known of forty events is 700 of them.
pub(crate) const TRAVAIL_MAX: u64 = 10_000;

/// Of a contract with events, what a completion costs beside its events, in events.
const SOCLE: usize = 3;

/// What one study of a dossier costs, in units of [`TRAVAIL_MAX`]; never less, often a third of it.
pub(crate) fn travail(convention: &Convention, dossier: &Dossier, demande: &Demande) -> u64 {
    let pas = match dossier.evenements.len() {
        // Without events, nothing has to be known day by day.
        0 => 1,
        events => events + SOCLE,
    };
    u64::try_from(pas.saturating_mul(completions(convention, dossier, demande))).unwrap_or(u64::MAX)
}

/// Refuses a dossier that would take a core for too long. `fichier` is what messages call it.
///
/// # Errors
///
/// Too many events, or too many for what is not known.
pub(crate) fn du_dossier(
    convention: &Convention,
    fichier: &str,
    cas: &Cas,
    demande: &Demande,
) -> Result<(), Vec<Fault>> {
    let Cas::Individuel(dossier) = cas else { return Ok(()) };
    let events = dossier.evenements.len();
    nombre(fichier, events)?;
    if travail(convention, dossier, demande) <= TRAVAIL_MAX {
        return Ok(());
    }
    let message = format!("{events} événements, et trop d'inconnues pour que ce serveur essaie toutes leurs suites");
    let conseil = "écrivez la patientèle de départ (pmt et pfa) et la date de naissance ; « epaule etudier » n'a pas \
                   cette limite";
    Err(faute(fichier, "trop-d-inconnues", "evenements", message, conseil))
}

/// The same of the state of a page; what gives no dossier is not studied.
///
/// # Errors
///
/// As [`du_dossier`].
pub(crate) fn de_la_page(convention: &Convention, requete: &str, instants: &Instants) -> Result<(), Vec<Fault>> {
    match simulateur::dossier(convention, requete, instants) {
        Ok((cas, demande)) => du_dossier(convention, "", &cas, &demande),
        Err(_) => Ok(()),
    }
}

fn nombre(fichier: &str, evenements: usize) -> Result<(), Vec<Fault>> {
    if evenements <= EVENEMENTS_MAX {
        return Ok(());
    }
    let message = format!("{evenements} événements : ce serveur en étudie {EVENEMENTS_MAX} au plus");
    let conseil = "« epaule etudier » n'a pas cette limite ; ici, retirez les plus anciens";
    Err(faute(fichier, "evenements-trop-nombreux", "evenements", message, conseil))
}

fn faute(fichier: &str, code: &'static str, chemin: &str, message: String, conseil: &str) -> Vec<Fault> {
    let place = Place { fichier: fichier.to_owned(), chemin: chemin.to_owned(), ..Place::default() };
    vec![Fault::new(code, &place, message, conseil)]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use convention::document::Format;
    use convention::dossier;

    use super::*;

    /// The figures that docs/api.md gives.
    #[test]
    fn what_is_known_divides_the_work() {
        let convention = Convention::embarquee().unwrap();
        let au = convention::jour::Jour::new(2030, 1, 1).unwrap();
        let day = convention::jour::Jour::new(2025, 1, 1).unwrap();
        let events: String = (0..40)
            .map(|n| {
                let (date, option) = (day.plus_days(7 * n), ["1", "0.5"][n as usize % 2]);
                format!("[[evenements]]\ndate = {date}\ntype = \"avenant-option\"\noption = \"{option}\"\n")
            })
            .collect();
        let work = |patientele: &str, events: &str| {
            let text = format!(
                "[medecin]\nspecialite = \"01\"\nsecteur = \"1\"\nzone = \"zip\"\n{patientele}\
                 [contrat]\nsignature = 2024-07-15\noption = \"0.5\"\n{events}"
            );
            let dossier = dossier::parse(&convention, "", text.as_bytes(), Some(Format::Toml), au).unwrap();
            travail(&convention, &dossier, &Demande::au(au))
        };
        let known = "[patientele]\npmt = 1300\npfa = 1800\n";
        assert_eq!((work(known, &events), work("", &events)), (688, 11_008));
        assert!(work("", "") < 100);
    }
}
