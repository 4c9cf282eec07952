//! The forms of a contract's life: periods of a year, events, what a decision replaced.

use serde_json::{Value, json};

use super::forms::{
    Members, about, centimes, count, jour, libelle, list, nullable, nullable_of, object, one_of, pair, pointer, regle,
    text_or_null,
};
use crate::dossier::TypeEvenement;
use crate::eligibilite::{AupresDe, Etat};
use crate::objectif::OrigineObjectif;
use crate::tables::Nature;

/// What an objective is, whatever its period.
pub(super) fn objective() -> Members {
    let tolerance = object(vec![
        ("num", about("Numérateur de la baisse tolérée, en part du départ.", count())),
        ("den", about("Dénominateur.", super::forms::positive())),
        ("incluse", about("Une baisse d'exactement cette part est tolérée.", json!({ "type": "boolean" }))),
    ]);
    vec![
        ("nature", about("Ce qui est demandé ; null : inconnu.", nullable(one_of(Nature::IDS)))),
        ("libelle", about("En français, pour les personnes ; null : inconnu.", text_or_null())),
        ("depart", about("Patients au départ.", nullable(count()))),
        ("cible", about("Patients à atteindre.", nullable(count()))),
        ("tolerance", about("Baisse tolérée d'un maintien ; null : autre objectif, ou inconnue.", nullable(tolerance))),
        ("plancher", about("Plus petit effectif sans baisse, ou dans la tolérance.", nullable(count()))),
        ("seuil_atteint", about("Plus petit effectif qui atteint l'objectif.", nullable(count()))),
        ("origine", about("D'où vient l'objectif.", one_of(OrigineObjectif::IDS))),
    ]
}

/// A part of a year with one option, one set of objectives, active or suspended.
pub(super) fn period() -> Value {
    object(vec![
        ("debut", jour()),
        ("fin", jour()),
        ("option", nullable_of("option")),
        ("etat", about("L'aide court, ou est suspendue.", json!({ "enum": ["active", "suspendue"] }))),
        (
            "montant_annuel_centimes",
            about(
                "Aide maximale d'une année entière sous cette option ; null : celle de l'année.",
                nullable(centimes()),
            ),
        ),
        ("part", about("Part de l'aide dans cette période ; null : celle de l'année.", nullable_of("fraction"))),
        (
            "objectifs",
            about(
                "Objectifs qu'un avenant a fixés ; null : ceux du contrat.",
                nullable(pair(nullable(object(objective())))),
            ),
        ),
    ])
}

/// What a decision of the caisse replaced.
pub(super) fn decided() -> Members {
    let decision = object(vec![("evenement", about("Rang de l'événement dans le dossier.", count()))]);
    vec![
        (
            "part_calculee",
            about("Part avant une décision de la caisse ; null : pas de décision.", nullable_of("fraction")),
        ),
        ("aide_calculee_centimes", about("Aide avant une décision ; null : pas de décision.", nullable(centimes()))),
        ("decision", about("Décision de la caisse ; null : aucune.", nullable(decision))),
    ]
}

/// An event of the dossier.
pub(super) fn event() -> Value {
    object(vec![
        ("index", about("Rang de l'événement dans le dossier.", count())),
        ("date", jour()),
        ("type", about("Ce qui est arrivé.", one_of(TypeEvenement::IDS))),
        ("libelle", libelle()),
        ("regle", regle()),
        ("pris_en_compte", about("En vigueur et connu le jour de l'étude.", json!({ "type": "boolean" }))),
        ("effet", about("Premier jour où les chiffres le suivent ; null : aucun chiffre.", nullable(jour()))),
        ("droit", about("1,5 et 2 ETP : zone et objectifs atteints ; null : sans objet.", nullable(one_of(Etat::IDS)))),
        ("droit_manque", about("Champs du dossier qui manquent pour le dire.", list(pointer()))),
        ("droit_aupres_de", about("Qui a ce qui manque ; null : rien ne manque.", nullable(one_of(AupresDe::IDS)))),
    ])
}
