//! The years of an étude: outcomes, bounds, payments, totals.

use serde_json::Value;

use super::forms::{
    SANS_UN_JOUR, about, centimes, count, jour, libelle, list, nullable, nullable_of, object, one_of, pair, positive,
    range, regle, text_or_null,
};
use super::vie;
use crate::tables::{Issue, NatureVersement};

/// What was reached on one indicator.
pub(super) fn achievement() -> Value {
    object(vec![
        ("constat", about("Patients comptés ; null : pas de constat.", nullable(count()))),
        ("issue", about("Résultat ; null : inconnu.", nullable(one_of(Issue::IDS)))),
        ("libelle", about("En français, pour les personnes ; null : inconnu.", text_or_null())),
        ("taux", about("Taux d'atteinte, de 0 à 1 ; null : inconnu.", nullable_of("fraction"))),
    ])
}

/// Between what the unknown figures of a year lie.
pub(super) fn bounds() -> Value {
    object(vec![
        ("montant_centimes", about("Aide maximale.", nullable(range("centimes")))),
        ("part", about("Part de l'aide qui est due.", nullable(range("fraction")))),
        ("aide_centimes", about("Aide due.", nullable(range("centimes")))),
    ])
}

pub(super) fn year() -> Value {
    let mut members = vec![
        ("annee", about("Rang de l'année, à partir de 1.", positive())),
        ("debut", about("Premier jour.", jour())),
        ("fin", about(SANS_UN_JOUR, jour())),
        ("option", about("Temps financé, en ETP.", nullable_of("option"))),
        ("montant_centimes", about("Aide maximale.", nullable(centimes()))),
        ("atteintes", about("Résultat de chaque indicateur ; null : sans objet.", pair(nullable(achievement())))),
        ("part", about("Part de l'aide qui est due ; null : inconnue.", nullable_of("fraction"))),
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("periodes", about("Périodes de l'année.", list(vie::period()))),
        ("bornes", about("Entre quoi se trouve ce qui est inconnu ; null : tout est connu.", nullable(bounds()))),
    ];
    members.extend(vie::decided());
    object(members)
}

pub(super) fn payment() -> Value {
    object(vec![
        ("annee", about("Année du contrat.", positive())),
        ("nature", about("Sorte de versement.", one_of(NatureVersement::IDS))),
        ("libelle", libelle()),
        ("montant_centimes", about("Montant ; négatif : à rendre ; null : inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve un montant inconnu.", nullable(range("centimes")))),
        ("date_limite", about("Dernier jour ; null : un fait manque.", nullable(jour()))),
        ("regle", regle()),
        (
            "motif",
            about("Ce que ce versement régularise : un événement, ou « constat » ; null : rien.", text_or_null()),
        ),
        ("evenement", about("Rang de cet événement dans le dossier ; null : aucun.", nullable(count()))),
    ])
}

pub(super) fn totals() -> Value {
    let members = vec![
        ("annees", about("Nombre d'années additionnées.", count())),
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve un total inconnu.", nullable(range("centimes")))),
        ("maximum_centimes", about("Aide si tous les objectifs sont atteints.", nullable(centimes()))),
        ("pire_cas_centimes", about("Aide dans le pire des cas.", nullable(centimes()))),
        ("en_jeu_centimes", about("Ce que les résultats à venir peuvent changer.", nullable(centimes()))),
    ];
    about("Sommes sur la durée du contrat.", object(members))
}
