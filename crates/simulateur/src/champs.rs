//! Names of the state, and the fields of a dossier that they stand for.

use convention::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Field};
use convention::dossier::requete::{chemin_de, modele_de, nom_de};

/// The field at a path without indices.
pub(crate) fn champ_de(champs: &'static [Field], modele: &str) -> Option<&'static Field> {
    let (first, rest) = modele.split_once('.').map_or((modele, None), |(first, rest)| (first, Some(rest)));
    let field = champs.iter().find(|field| field.nom == first)?;
    rest.map_or(Some(field), |rest| champ_de(field.champs(), rest))
}

/// The name that the form gives to what a name stands for: an address may write the whole path.
pub(crate) fn nom_du_formulaire(nom: &str) -> String {
    nom_de(&chemin_de(nom))
}

/// Whether a name is a field of the other kind of dossier alone: of a group where this one is a doctor's.
pub(crate) fn de_l_autre_contrat(nom: &str, collectif: bool) -> bool {
    let modele = modele_de(nom);
    let of = |champs| champ_de(champs, &modele).is_some_and(Field::ecrit);
    let (own, other) = if collectif { (CHAMPS_COLLECTIF, CHAMPS) } else { (CHAMPS, CHAMPS_COLLECTIF) };
    of(other) && !of(own)
}
