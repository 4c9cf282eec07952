//! Objectives, and what results would give: decisions, next steps, hypotheses.

use serde_json::{Value, json};

use super::forms::{Members, about, count, libelle, nullable, nullable_of, object, one_of, positive, range, reference};
use super::vie;
use crate::etude::{NaturePalier, Sens};
use crate::objectif::OrigineObjectif;
use crate::tables::Issue;

pub(super) fn objective() -> Value {
    object(objective_members())
}

pub(super) fn objective_members() -> Members {
    let mut members = vie::objective();
    members.extend(vec![
        ("gain", about("Patients de plus que le départ.", nullable(json!({ "type": "integer" })))),
        ("par_semaine", about("Patients de plus par semaine, sur `semaines`.", nullable_of("fraction"))),
        ("semaines", about("Semaines pour les trouver.", nullable(count()))),
    ]);
    members
}

pub(super) fn decision() -> Value {
    let zone = || {
        nullable(object(vec![
            ("issue", about("Résultat.", one_of(Issue::IDS))),
            ("libelle", libelle()),
            ("de", about("Plus petit effectif ; null : inconnu.", nullable(count()))),
            ("a", about("Plus grand effectif ; null : sans limite, ou inconnu.", nullable(count()))),
        ]))
    };
    object(vec![
        ("annee", about("Année du contrat.", positive())),
        ("pmt", about("Patientèle médecin traitant ; null : pas d'objectif.", zone())),
        ("pfa", about("File active ; null : pas d'objectif.", zone())),
        ("part", about("Part de l'aide.", nullable(range("fraction")))),
        ("aide_centimes", about("Aide.", nullable(range("centimes")))),
    ])
}

pub(super) fn step() -> Value {
    let ends = |of: &str| nullable(object(vec![("avant", reference(of)), ("apres", reference(of))]));
    object(vec![
        ("indicateur", about("L'indicateur qui bouge, l'autre restant le même.", json!({ "enum": ["pmt", "pfa"] }))),
        ("nature", about("Ce qui change.", one_of(NaturePalier::IDS))),
        ("libelle", libelle()),
        ("sens", about("Patients de plus, ou de moins.", one_of(Sens::IDS))),
        ("ecart", about("Combien de patients.", positive())),
        ("effectif", about("Effectif où cela change.", count())),
        ("annee", about("Année du contrat.", positive())),
        ("part", about("Part de l'aide avant et à ce palier.", ends("fraction"))),
        ("aide_centimes", about("Aide de l'année avant et à ce palier.", ends("centimes"))),
    ])
}

pub(super) fn hypothesis() -> Value {
    let effect = || {
        nullable(object(vec![
            ("gain", about("Patients de plus.", count())),
            ("cible", about("Patients à atteindre.", count())),
            ("seuil_atteint", about("Plus petit effectif qui atteindrait l'objectif.", count())),
            ("par_semaine", about("Patients de plus par semaine.", reference("fraction"))),
        ]))
    };
    object(vec![
        ("pour_cent", about("Gain supposé, en centièmes du départ.", positive())),
        ("pmt", effect()),
        ("pfa", effect()),
        ("origine", about("Une hypothèse, rien d'officiel.", json!({ "const": OrigineObjectif::Hypothese.id() }))),
    ])
}
