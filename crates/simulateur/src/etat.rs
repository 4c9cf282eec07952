//! A state read: what was typed, what it answers or what is wrong with it.

use convention::dossier::Cas;
use convention::dossier::requete::{Requete, lire_requete};
use convention::etude::{Demande, Reponse, repondre};
use convention::fault::Fault;
use convention::jour::Jour;
use convention::tables::Convention;

use crate::saisie::{HORS_DOSSIER, Saisie};

/// A state and its answer.
pub(crate) struct Etat {
    pub(crate) saisie: Saisie,
    pub(crate) lu: Result<Etudie, Vec<Fault>>,
}

/// A dossier without fault, and its answer.
pub(crate) struct Etudie {
    pub(crate) cas: Cas,
    pub(crate) demande: Demande,
    pub(crate) reponse: Reponse,
}

impl Etat {
    /// Reads a state and answers it.
    pub(crate) fn lire(convention: &Convention, requete: &str, aujourd_hui: Jour) -> Etat {
        let (saisie, lu) = lire(convention, requete, aujourd_hui);
        let lu = lu.map(|(cas, demande)| {
            let reponse = repondre(convention, &cas, &demande);
            Etudie { cas, demande, reponse }
        });
        Etat { saisie, lu }
    }

    /// What is wrong.
    pub(crate) fn fautes(&self) -> &[Fault] {
        self.lu.as_ref().err().map_or(&[], |faults| faults.as_slice())
    }
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
