//! The forms of the assistant and the employer: training, papers, points of vigilance.

use serde_json::{Value, json};

use super::forms::{about, count, jour, libelle, list, nullable, object, one_of, reference, regle, text, text_or_null};
use crate::dossier::Profil;
use crate::dossier::evenement::Certificat;
use crate::formation::EtatFormation;
use crate::pieces::{EtatPiece, NaturePiece};
use crate::tables::{Confiance, Destinataire};
use crate::vigilance::Point;

/// The training of the assistant in post.
pub(super) fn training() -> Value {
    let way = object(vec![
        ("id", about("Formation ouverte à ce profil.", one_of(Certificat::IDS))),
        ("libelle", libelle()),
        ("phrase", about("Ce que c'est.", text())),
    ]);
    let certificate = object(vec![
        ("nature", about("Ce qui a été obtenu.", one_of(Certificat::IDS))),
        ("libelle", libelle()),
        ("date", jour()),
        ("evenement", about("Rang de l'événement dans le dossier.", count())),
        ("convient", about("Ce certificat est ouvert à ce profil.", json!({ "type": "boolean" }))),
    ]);
    object(vec![
        ("regle", regle()),
        ("libelle", libelle()),
        ("profil", about("Métier d'avant ; null : inconnu.", nullable(one_of(Profil::IDS)))),
        ("profil_libelle", about("En français, pour les personnes ; null : inconnu.", text_or_null())),
        ("voies", about("Formations ouvertes, celle faite pour ce profil d'abord.", list(way))),
        (
            "dispenses",
            about(
                "Des dispenses de blocs peuvent se demander ; null : diplôme inconnu.",
                nullable(json!({ "type": "boolean" })),
            ),
        ),
        ("etat", about("Où en est la formation.", one_of(EtatFormation::IDS))),
        ("etat_libelle", libelle()),
        ("certification", about("Certificat obtenu ; null : aucun.", nullable(certificate))),
        ("echeance", about("Rang de son échéance dans « echeances » ; null : aucune.", nullable(count()))),
        ("date_limite", about("Dernier jour ; null : inconnu.", nullable(jour()))),
    ])
}

/// A paper.
pub(super) fn paper() -> Value {
    object(vec![
        ("id", about("Quelle pièce.", one_of(NaturePiece::IDS))),
        ("libelle", libelle()),
        ("phrase", about("Ce qu'il faut savoir.", text())),
        ("a_qui", about("À qui la remettre.", one_of(Destinataire::IDS))),
        ("a_qui_libelle", libelle()),
        ("regle", regle()),
        ("source", about("Qui le dit.", text())),
        ("confiance", about("Fiabilité.", one_of(Confiance::IDS))),
        ("etat", about("Où elle en est.", one_of(EtatPiece::IDS))),
        ("etat_libelle", libelle()),
        ("echeance", about("Rang de son échéance dans « echeances » ; null : aucune.", nullable(count()))),
        ("date_limite", about("Dernier jour ; null : un fait manque, ou aucun délai n'est publié.", nullable(jour()))),
        ("fait_le", about("Jour où c'est fait ; null : rien de noté.", nullable(jour()))),
    ])
}

/// A point of vigilance.
pub(super) fn watch() -> Value {
    object(vec![
        ("id", about("Quel point.", one_of(Point::IDS))),
        ("libelle", libelle()),
        ("phrase", about("Ce qu'il faut savoir.", text())),
        ("points", about("Ce qu'il faut écrire ou prévoir, un à un.", list(text()))),
        ("regle", regle()),
        ("source", about("Qui le dit.", text())),
        ("confiance", about("Fiabilité.", one_of(Confiance::IDS))),
        ("faits", about("Ce qui, dans ce dossier, soulève ce point.", list(reference("lu")))),
    ])
}
