//! A row the long way: as the pairs of a form, read as every form is.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::DataType;
use convention::dossier::fields::Shape;
use convention::dossier::requete::{Requete, lire_ligne};
use convention::dossier::{Cas, Dossier};
use convention::fault::{Fault, Place};
use convention::jour::Jour;
use convention::tables::Convention;

use crate::colonnes::{Contenu, elements};
use crate::entree::{Entree, Lue};
use crate::lot::compte;
use crate::valeur::texte;

/// The dossier of a row.
///
/// # Errors
///
/// Every fault of it, its place a path of a dossier.
pub(crate) fn dossier(
    convention: &Convention,
    entree: &Entree,
    colonnes: &[ArrayRef],
    row: usize,
    au: Jour,
) -> Result<Dossier, Vec<Fault>> {
    trop_longues(entree, colonnes, row)?;
    lire(convention, &paires(entree, colonnes, row), au)
}

/// Refuses lists that no dossier has, before each of their items is written as text.
fn trop_longues(entree: &Entree, colonnes: &[ArrayRef], row: usize) -> Result<(), Vec<Fault>> {
    let longue = |lue: &Lue| {
        let Contenu::Liste(champ) = lue.colonne.contenu else { return None };
        let Shape::Liste(_, plafond) = champ.forme else { return None };
        let items = compte(&colonnes[lue.rang], row).filter(|items| *items > plafond.max)?;
        let nom = &lue.colonne.nom;
        let message = format!("{nom} : {items} éléments, plus que le maximum de {}", plafond.max);
        let place = Place { chemin: nom.clone(), ..Place::default() };
        Some(Fault::new(plafond.code, &place, message, "retirez-en : la liste est trop longue"))
    };
    let faults: Vec<Fault> = entree.lues().iter().filter_map(longue).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The row as the pairs of a form: what is not written is left out.
pub(crate) fn paires(entree: &Entree, colonnes: &[ArrayRef], row: usize) -> Requete {
    let mut paires = Vec::new();
    for Lue { rang, colonne } in entree.lues() {
        let array = &colonnes[*rang];
        match colonne.contenu {
            Contenu::Liste(champ) => {
                let Some(items) = elements_de(array, row) else { continue };
                let fields = elements(champ.champs());
                for item in 0..items.len() {
                    for (element, _) in &fields {
                        let Some(values) = items.column_by_name(&element.nom).filter(|_| items.is_valid(item)) else {
                            continue;
                        };
                        if let Some(text) = texte(values, item) {
                            paires.push((format!("{}.{item}.{}", colonne.chemin, element.chemin), text.into_owned()));
                        }
                    }
                }
            }
            _ => paires.extend(texte(array, row).map(|text| (colonne.chemin.clone(), text.into_owned()))),
        }
    }
    Requete { paires }
}

/// The items of a list in a row.
fn elements_de(array: &ArrayRef, row: usize) -> Option<StructArray> {
    if array.is_null(row) {
        return None;
    }
    let items = match array.data_type() {
        DataType::List(_) => array.as_list::<i32>().value(row),
        DataType::LargeList(_) => array.as_list::<i64>().value(row),
        _ => return None,
    };
    items.as_struct_opt().cloned()
}

/// The dossier of the pairs of a row.
///
/// # Errors
///
/// As [`dossier`].
pub(crate) fn lire(convention: &Convention, requete: &Requete, au: Jour) -> Result<Dossier, Vec<Fault>> {
    match lire_ligne(convention, requete, au)? {
        Cas::Individuel(dossier) => Ok(*dossier),
        Cas::Collectif(_) => {
            let place = Place { chemin: "contrat.type".to_owned(), ..Place::default() };
            let message = "ce contrat est celui d'un groupe : il ne tient pas en une ligne";
            Err(vec![Fault::new("contrat-collectif", &place, message, "étudiez-le avec « epaule etudier »")])
        }
    }
}

/// Faults as one cell: `code colonne : message ; conseil`, the faults apart by ` | `.
pub(crate) fn cellule(faults: &[Fault]) -> String {
    let one = |fault: &Fault| {
        let Fault { code, place, message, conseil } = fault;
        let colonne = colonne_de(&place.chemin);
        let at = if colonne.is_empty() { String::new() } else { format!(" {colonne}") };
        let advice = if conseil.is_empty() { String::new() } else { format!(" ; {conseil}") };
        format!("{code}{at} : {message}{advice}").replace(['\n', '\r'], " ")
    };
    faults.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// The column of a path; of an item of a list, the list and the path in it.
pub fn colonne_de(chemin: &str) -> Cow<'_, str> {
    match chemin.split_once(']') {
        Some((list, rest)) => Cow::Owned(format!("{list}]{}", rest.replace('.', "_"))),
        None => Cow::Owned(chemin.replace('.', "_")),
    }
}
