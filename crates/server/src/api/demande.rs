//! What is asked beside the dossier, in the query of an address. Unknown names and names written twice are
//! faults: nothing that was asked is ignored.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use convention::document::{capped, nearest, short};
use convention::fault::{Fault, Place};

use super::Probleme;
use crate::erreur::{Erreur, Genre};

/// What messages call the query.
pub(super) const ADRESSE: &str = "adresse";

/// A place in the query.
pub(super) fn place(nom: &str) -> Place {
    Place { fichier: ADRESSE.to_owned(), chemin: nom.to_owned(), ..Place::default() }
}

/// Faults of values that stood in the query.
pub(super) fn dans_l_adresse(mut fautes: Vec<Fault>) -> Vec<Fault> {
    fautes.iter_mut().for_each(|faute| ADRESSE.clone_into(&mut faute.place.fichier));
    fautes
}

/// The values of a query, by the names that a route knows.
#[derive(Debug)]
pub(super) struct Parametres<const N: usize> {
    valeurs: [Option<String>; N],
}

impl<const N: usize> Parametres<N> {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// Every name that the route does not know, or that is written twice.
    pub(super) fn lire(query: Option<&str>, noms: [&str; N]) -> Result<Parametres<N>, Erreur> {
        let mut valeurs = [const { None }; N];
        let mut fautes = Vec::new();
        for (nom, valeur) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match noms.iter().position(|known| *known == nom) {
                None => fautes.push(inconnu(&nom, &noms)),
                Some(index) if valeurs[index].is_some() => fautes.push(en_double(noms[index])),
                Some(index) => valeurs[index] = Some(valeur.into_owned()),
            }
        }
        if fautes.is_empty() {
            return Ok(Parametres { valeurs });
        }
        Err(Erreur::impossible(capped(ADRESSE, fautes)))
    }

    /// The values, in the order of the names.
    pub(super) fn valeurs(&self) -> [Option<&str>; N] {
        self.valeurs.each_ref().map(|valeur| valeur.as_deref())
    }
}

/// Of a route that takes no query: that there is none.
pub(super) struct SansParametre;

impl<S: Sync> FromRequestParts<S> for SansParametre {
    type Rejection = Probleme;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<SansParametre, Probleme> {
        Parametres::lire(parts.uri.query(), [])?;
        Ok(SansParametre)
    }
}

/// The one word of a path that a route leaves open.
pub(super) struct Mot(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Mot {
    type Rejection = Probleme;

    /// One that is not UTF-8 names nothing.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Mot, Probleme> {
        let word = Path::<String>::from_request_parts(parts, state).await;
        word.map(|Path(word)| Mot(word)).map_err(|_| Genre::Introuvable.into())
    }
}

fn inconnu(nom: &str, noms: &[&str]) -> Fault {
    let conseil = match nearest(nom, noms.iter().copied()) {
        Some(near) => format!("écrivez « {near} »"),
        None if noms.is_empty() => "retirez-le : cette adresse n'en prend aucun".to_owned(),
        None => format!("les paramètres : {}", noms.join(", ")),
    };
    Fault::new("cle-inconnue", &place(&short(nom)), format!("le paramètre « {} » n'existe pas", short(nom)), conseil)
}

fn en_double(nom: &str) -> Fault {
    Fault::new("cle-en-double", &place(nom), format!("{nom} est donné deux fois"), "gardez un seul des deux")
}
