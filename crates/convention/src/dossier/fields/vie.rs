//! The fields of what happened since the signature: results, events, sums received.

use super::individuel::OBJECTIFS;
use super::{AVENANT_7, Field, JOUR, PATIENTS, Shape, pfa, pmt, pmt_adultes};
use crate::dossier::evenement::{Certificat, Partie};
use crate::dossier::{OptionEtp, TypeEvenement};

pub(super) static CONSTATS: &[Field] = &[
    Field::new("date", JOUR, "2028-12-31", "Date de la mesure, après la signature.").requis(),
    pmt(PATIENTS, "1500", "Patientèle médecin traitant à cette date."),
    pmt_adultes(PATIENTS, "1500", AVENANT_7),
    pfa(PATIENTS, "1650", "File active à cette date."),
    Field::new("connu_le", JOUR, "2029-02-10", "Jour où vous avez eu ces chiffres."),
];

pub(super) static EVENEMENTS: &[Field] = &[
    Field::new("date", JOUR, "2028-01-15", "Jour où il prend effet.").requis(),
    Field::new("type", Shape::Mot(TypeEvenement::IDS), "avenant-option", "Ce qui est arrivé.").requis(),
    Field::new("signe_le", JOUR, "2027-12-10", "Jour de la signature de l'avenant, ou de la lettre."),
    Field::new("connu_le", JOUR, "2027-12-20", "Jour où vous l'avez su, si ce n'est pas la même date."),
    Field::new("option", Shape::Mot(OptionEtp::IDS), "0.5", "avenant-option : le nouveau temps de travail aidé."),
    Field::new(
        "depart",
        Shape::Table(DEPARTS),
        "",
        "avenant-65-ans, avenant-objectif : la patientèle de départ que l'avenant écrit.",
    ),
    Field::new("date_mesure", JOUR, "2027-12-31", "avenant-65-ans : jour où cette patientèle a été mesurée."),
    Field::new("objectif", Shape::Table(OBJECTIFS), "", "avenant-objectif : les objectifs que l'avenant écrit."),
    Field::new(
        "motif",
        Shape::Texte,
        "absence de plus de 3 mois",
        "suspension, decision-caisse, resiliation : pourquoi.",
    ),
    Field::new("heures_semaine", Shape::Heures, "35", "secretaire-remplace : heures par semaine du remplacement."),
    Field::new(
        "nature",
        Shape::Mot(Certificat::IDS),
        "cqp",
        "certification : le certificat de l'assistant en poste ce jour-là.",
    ),
    Field::new("annee", Shape::Annee, "2", "decision-caisse : l'année du contrat, de 1 à 60."),
    Field::new("part", Shape::Part, "3/4", "decision-caisse : la part de l'aide que la caisse accorde, de 0 à 1."),
    Field::new(
        "aide_euros",
        Shape::Euros,
        "16500",
        "decision-caisse : l'aide que la caisse accorde (au lieu de part).",
    ),
    Field::new("retrait", Shape::Oui, "true", "decision-caisse : une décision d'avant est retirée (au lieu de part)."),
    Field::new("par", Shape::Mot(Partie::IDS), "medecin", "resiliation : qui met fin au contrat."),
    Field::new(
        "carence",
        Shape::Oui,
        "true",
        "resiliation : délai de 2 ans avant un nouveau contrat. Absent : inconnu.",
    ),
];

/// The fields of an event that belong to some types alone, each with these types.
pub static CHAMPS_PROPRES: &[(&str, &[TypeEvenement])] = {
    use TypeEvenement as T;
    &[
        ("option", &[T::AvenantOption]),
        ("depart", &[T::Avenant65Ans, T::AvenantObjectif]),
        ("date_mesure", &[T::Avenant65Ans]),
        ("objectif", &[T::AvenantObjectif]),
        ("motif", &[T::Suspension, T::DecisionCaisse, T::Resiliation]),
        ("heures_semaine", &[T::SecretaireRemplace]),
        ("nature", &[T::Certification]),
        ("annee", &[T::DecisionCaisse]),
        ("part", &[T::DecisionCaisse]),
        ("aide_euros", &[T::DecisionCaisse]),
        ("retrait", &[T::DecisionCaisse]),
        ("par", &[T::Resiliation]),
        ("carence", &[T::Resiliation]),
    ]
};

static DEPARTS: &[Field] = &[
    pmt(PATIENTS, "1500", "Patientèle médecin traitant de départ."),
    pmt_adultes(PATIENTS, "1500", AVENANT_7),
    pfa(PATIENTS, "1650", "File active de départ."),
];

pub(super) static ENCAISSEMENTS: &[Field] = &[
    Field::new("date", JOUR, "2026-03-10", "Jour du virement.").requis(),
    Field::new("montant_euros", Shape::EurosSignes, "38000", "Somme reçue ; négative si c'est vous qui rendez.")
        .requis(),
    Field::new("connu_le", JOUR, "2026-03-12", "Jour où vous l'avez vue, si ce n'est pas la même date."),
];
