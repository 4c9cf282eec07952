//! A dossier, written as a request.

use serde_json::Value;

use super::{Requete, nom_de};
use crate::dossier::Cas;
use crate::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, Shape};
use crate::etude::Demande;
use crate::indicateur::Indicateur;
use crate::jour::Jour;

/// The request that reads back as this dossier and this demande on the day `aujourd_hui`, in the order of the
/// table of fields: two equal dossiers give the same bytes. `au` is written where it is another day: a link that
/// is to show the same figures tomorrow takes it with [`Requete::poser`].
pub fn requete_de(cas: &Cas, demande: &Demande, aujourd_hui: Jour) -> Requete {
    let mut paires = Vec::new();
    let (champs, pmt) = match cas {
        Cas::Individuel(dossier) => (CHAMPS, dossier.regime.nom(Indicateur::Pmt)),
        Cas::Collectif(_) => (CHAMPS_COLLECTIF, Indicateur::Pmt.id()),
    };
    table(champs, &cas.canonical(), "", &mut paires);
    for (nom, nombre) in [(pmt, demande.si.pmt), ("pfa", demande.si.pfa)] {
        paires.extend(nombre.map(|n| (format!("si.{nom}"), n.to_string())));
    }
    if demande.connu_au != demande.au {
        paires.push(("connu_au".to_owned(), demande.connu_au.to_string()));
    }
    if demande.au != aujourd_hui {
        paires.push(("au".to_owned(), demande.au.to_string()));
    }
    Requete { paires }
}

fn table(champs: &[Field], valeur: &Value, chemin: &str, paires: &mut Vec<(String, String)>) {
    for champ in champs {
        let Some(dedans) = valeur.get(champ.nom) else { continue };
        let chemin = if chemin.is_empty() { champ.nom.to_owned() } else { format!("{chemin}.{}", champ.nom) };
        match (&champ.forme, dedans) {
            // That there was one is known, and nothing else of it.
            (Shape::Table(_), Value::Object(vide)) if vide.is_empty() => {
                paires.push((nom_de(&chemin), "true".to_owned()));
            }
            (Shape::Table(champs) | Shape::UnSeul(champs), _) => table(champs, dedans, &chemin, paires),
            (Shape::Liste(champs, _), Value::Array(elements)) => {
                for (rang, element) in elements.iter().enumerate() {
                    table(champs, element, &format!("{chemin}.{rang}"), paires);
                }
            }
            (Shape::Lectures, Value::Object(lectures)) => {
                for (question, lecture) in lectures {
                    paires.push((format!("{chemin}.{question}"), texte(lecture)));
                }
            }
            (_, feuille) => paires.push((nom_de(&chemin), texte(feuille))),
        }
    }
}

fn texte(valeur: &Value) -> String {
    match valeur {
        Value::String(texte) => texte.clone(),
        Value::Array(mots) => mots.iter().map(texte).collect::<Vec<_>>().join(","),
        autre => autre.to_string(),
    }
}
