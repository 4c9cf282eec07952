//! A state read: what was typed, what it answers or what is wrong with it.

use convention::dossier::Cas;
use convention::dossier::requete::{Requete, lire_requete};
use convention::etude::{Demande, Reponse, repondre};
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;

use crate::reponse::Instants;
use crate::resultat;
use crate::saisie::{HORS_DOSSIER, Saisie};

/// A state and its answer.
pub(crate) struct Etat {
    pub(crate) saisie: Saisie,
    pub(crate) lu: Result<Etudie, Vec<Fault>>,
}

/// A dossier without fault, and its answer.
pub(crate) struct Etudie {
    pub(crate) cas: Cas,
    /// What was answered: a hypothesis that says one count alone is completed.
    pub(crate) demande: Demande,
    pub(crate) reponse: Reponse,
    /// What was asked.
    pub(crate) tapee: Demande,
}

impl Etat {
    /// Reads a state and answers it.
    pub(crate) fn lire(convention: &Convention, requete: &str, aujourd_hui: Jour) -> Etat {
        let (saisie, lu) = lire(convention, requete, aujourd_hui);
        let lu = lu.map(|(cas, tapee)| {
            let mut demande = tapee;
            let mut reponse = repondre(convention, &cas, &demande);
            // Who tries one count leaves the other where its cursor stands, not unknown.
            demande.si = resultat::completer(convention, &reponse, tapee.si);
            if demande != tapee {
                reponse = repondre(convention, &cas, &demande);
            }
            Etudie { cas, demande, reponse, tapee }
        });
        Etat { saisie, lu }
    }

    /// What is wrong.
    pub(crate) fn fautes(&self) -> &[Fault] {
        self.lu.as_ref().err().map_or(&[], |faults| faults.as_slice())
    }
}

/// The dossier of a state, and what is asked of it, without the answer.
///
/// # Errors
///
/// What is wrong with the state.
pub fn dossier(convention: &Convention, requete: &str, instants: &Instants) -> Result<(Cas, Demande), Vec<Fault>> {
    lire(convention, requete, instants.aujourd_hui).1
}

/// Reads a state without answering it.
pub(crate) fn lire(
    convention: &Convention,
    requete: &str,
    aujourd_hui: Jour,
) -> (Saisie, Result<(Cas, Demande), Vec<Fault>>) {
    match Requete::lire(requete) {
        Ok(requete) => {
            let saisie = Saisie::lire(&requete);
            let lu = lire_requete(convention, &saisie.dossier(), HORS_DOSSIER, aujourd_hui);
            (saisie, lu)
        }
        Err(faults) => (Saisie::default(), Err(faults)),
    }
}
