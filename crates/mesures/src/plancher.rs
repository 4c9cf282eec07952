//! The floor of a whole job, step by step.

use std::path::Path;

use batch::plancher::{Etape, parcourir};
use columns::{Moteur, Options};
use convention::tables::Convention;
use serde_json::{Map, Value, json};

use crate::Erreur;
use crate::chrono::Horloge;

pub(crate) fn mesurer(entree: &Path, sortie: &Path) -> Result<Value, Erreur> {
    let convention = Convention::embarquee().map_err(|faults| format!("{faults:?}"))?;
    let moteur = Moteur::new(convention, crate::au()?, crate::ANNEES, Options::default());
    let mut horloge = Horloge::lancer()?;
    let mut etapes = Vec::new();
    let parcours = parcourir(&moteur, entree, sortie, None, |etape| etapes.push((etape, horloge.tour())));
    let parcours = parcours.map_err(|echec| format!("{echec:?}"))?;
    let mut measures = Map::new();
    for (etape, took) in etapes {
        let name = match etape {
            Etape::Preparer => continue,
            Etape::Lire => "lire",
            Etape::Bibliotheque => "bibliotheque",
            Etape::Ensemble => "ensemble",
            Etape::Copier => "copier",
        };
        measures.insert(name.to_owned(), took?.json());
    }
    Ok(json!({
        "contrats": parcours.contrats,
        "lignes": parcours.lignes,
        "octets": parcours.octets,
        "etapes": measures,
    }))
}
