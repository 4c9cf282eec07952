//! The forms of what was received beside what is due.

use serde_json::{Value, json};

use super::forms::{
    about, centimes, count, jour, libelle, list, nullable, nullable_of, object, one_of, positive, range, regle,
    text_or_null,
};
use crate::etude::NatureCause;
use crate::question::Question;
use crate::rapprochement::EtatVersement;
use crate::tables::{NatureVersement, SerieMontant};

/// What was received beside what is due.
pub(super) fn rapprochement() -> Value {
    let members = object(vec![
        ("versements", about("Un par versement, au même rang.", list(versement()))),
        ("encaissements", about("Les sommes qui comptent le jour de l'étude, par date.", list(encaissement()))),
        ("totaux", totaux()),
    ]);
    about("Sommes reçues, à côté des sommes dues ; null : le dossier n'en a pas.", nullable(members))
}

fn versement() -> Value {
    let apport = object(vec![
        ("encaissement", about("Rang de la somme dans le dossier.", count())),
        ("date", about("Jour de la somme.", nullable(jour()))),
        ("montant_centimes", about("Ce qui en paie ce versement.", centimes())),
    ]);
    let compensation = object(vec![
        ("versement", about("Rang de l'autre versement.", count())),
        ("montant_centimes", about("Ce qui en est retiré de celui-ci ; négatif : d'une somme à rendre.", centimes())),
    ]);
    object(vec![
        ("versement", about("Rang du versement dans « versements ».", count())),
        ("annee", about("Année du contrat.", positive())),
        ("nature", about("Sorte de versement.", one_of(NatureVersement::IDS))),
        ("nature_libelle", libelle()),
        ("du_centimes", about("Montant dû ; négatif : à rendre ; null : inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve un montant inconnu.", nullable(range("centimes")))),
        ("exigible_le", about("Jour où le droit naît.", jour())),
        ("date_limite", about("Dernier jour ; null : aucun délai connu.", nullable(jour()))),
        ("recu_centimes", about("Reçu, moins ce qui a été rendu.", centimes())),
        (
            "manque_centimes",
            about("Ce qui manque, compensations déduites ; négatif : à rendre ; null : inconnu.", nullable(centimes())),
        ),
        ("etat", about("Où en est ce versement.", one_of(EtatVersement::IDS))),
        ("libelle", libelle()),
        (
            "jours_de_retard",
            about("Jours après le dernier jour, jusqu'au paiement ou au jour de l'étude.", nullable(count())),
        ),
        ("encaissements", about("Les sommes qui le paient.", list(apport))),
        (
            "compensations",
            about(
                "Les versements de la même année avec lesquels il se compense : l'un reprend ce que l'autre n'a pas \
                 versé.",
                list(compensation),
            ),
        ),
        ("pourquoi", about("D'où vient l'écart ; null : il n'y en a pas.", nullable(pourquoi()))),
    ])
}

fn pourquoi() -> Value {
    object(vec![
        ("regle", regle()),
        ("libelle", libelle()),
        ("montant_centimes", about("Aide maximale de l'année.", nullable(centimes()))),
        ("part", about("Part de l'aide qui est due.", nullable_of("fraction"))),
        ("aide_centimes", about("Aide de l'année.", nullable(centimes()))),
        ("pour_cent", about("D'un acompte : centièmes versés d'avance.", nullable(count()))),
        (
            "assiette_centimes",
            about("L'aide dont il est tiré, telle qu'elle était connue alors ; null : aucune.", nullable(centimes())),
        ),
        (
            "sur_l_aide_precedente",
            about("D'un acompte : tiré de l'aide de l'année précédente.", json!({ "type": "boolean" })),
        ),
        ("acompte_centimes", about("D'un solde : l'acompte de l'année.", nullable(centimes()))),
        ("evenement", about("D'une régularisation : rang de l'événement.", nullable(count()))),
        ("causes", about("Ce qui donnerait le montant reçu ; vide : rien de ce qui a été essayé.", list(cause()))),
    ])
}

fn encaissement() -> Value {
    let paid = object(vec![
        ("versement", about("Rang du versement.", count())),
        ("montant_centimes", about("Ce que la somme en paie.", centimes())),
    ]);
    object(vec![
        ("encaissement", about("Rang de la somme dans le dossier.", count())),
        ("date", jour()),
        ("montant_centimes", about("Reçu ; négatif : rendu.", centimes())),
        ("versements", about("Ce qu'elle paie.", list(paid))),
        ("inexplique_centimes", about("Ce qui n'en paie aucun versement.", centimes())),
        ("inexplique", about("Une part ne paie aucun versement.", json!({ "type": "boolean" }))),
        ("causes", about("Ce qui l'expliquerait ; vide : rien de ce qui a été essayé.", list(cause()))),
    ])
}

fn cause() -> Value {
    let ids: Vec<&str> = Question::ALL.iter().map(|q| q.id()).collect();
    object(vec![
        ("id", about("Ce qui donne le même montant.", one_of(NatureCause::IDS))),
        ("libelle", libelle()),
        ("question", about("Point ouvert.", nullable(json!({ "enum": ids })))),
        ("lecture", about("Autre lecture de ce point.", text_or_null())),
        ("option", about("Autre temps financé.", nullable_of("option"))),
        ("annee", about("Autre année, 3 pour la 3e et les suivantes.", nullable(positive()))),
        ("serie", about("Autre série de montants.", nullable(one_of(SerieMontant::IDS)))),
        ("evenement", about("Événement laissé de côté : son rang.", nullable(count()))),
        ("versement", about("Versement en cause : son rang.", nullable(count()))),
        ("pour_cent", about("Centièmes de l'aide maximale.", nullable(count()))),
    ])
}

fn totaux() -> Value {
    let sum = |words: &str| about(words, nullable(centimes()));
    let members = vec![
        ("recu_centimes", sum("Reçu, moins ce qui a été rendu.")),
        ("du_centimes", sum("Dû au jour de l'étude ; null : un montant est inconnu.")),
        ("manque_centimes", sum("Ce qui manque au jour de l'étude.")),
        ("en_retard_centimes", sum("Ce qui manque après le dernier jour.")),
        ("a_rendre_centimes", sum("Ce qui est à rendre.")),
        ("trop_percu_centimes", sum("Reçu en trop.")),
        ("inexplique_centimes", sum("Ce qui ne paie aucun versement.")),
    ];
    about("Totaux au jour de l'étude.", object(members))
}
