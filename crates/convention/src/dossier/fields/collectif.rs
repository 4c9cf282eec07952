//! The fields of a group's dossier.

use super::{Field, JOUR, JOUR_LIBRE, PATIENTS, PATIENTS_DU_GROUPE, Plafond, Shape, pfa, pmt};
use crate::dossier::{Forme, MEMBRES_MAX, Secteur};

const MEMBRE: &str = "dans une aide collective, chaque médecin et sa patientèle se mettent dans une table [[membres]]";

/// The whole dossier of a group.
pub static CHAMPS_COLLECTIF: &[Field] = &[
    Field::new("reference", Shape::Texte, "msp-des-tilleuls", "Votre propre repère pour ce dossier.").simple(),
    Field::new("contrat", Shape::Table(CONTRAT), "", "Le contrat du groupe, signé ou à signer.").requis(),
    Field::new("structure", Shape::Table(STRUCTURE), "", "La structure qui signe.").simple(),
    Field::new(
        "membres",
        Shape::Liste(MEMBRES, Plafond::new(MEMBRES_MAX, "membres-trop-nombreux")),
        "",
        "Les médecins qui adhèrent, une table chacun. Un associé qui refuse ne s'écrit pas.",
    )
    .simple(),
    Field::new(
        "constats",
        Shape::Liste(CONSTATS, Plafond::new(200, "constats-trop-nombreux")),
        "",
        "Ce que la caisse a mesuré depuis la signature, pour le groupe entier. Une table par date, avec au moins un \
         des deux chiffres.",
    ),
    Field::new(
        "lectures",
        Shape::Lectures,
        "",
        "Lecture choisie pour les points que les textes laissent ouverts, quand ce n'est pas celle par défaut.",
    ),
    Field::new("medecin", Shape::AutreContrat, "", MEMBRE),
    Field::new("patientele", Shape::AutreContrat, "", MEMBRE),
    Field::new("assistant", Shape::AutreContrat, "", "retirez cette table : rien n'en dépend ici"),
    Field::new("evenements", Shape::PasEncore, "", "Les événements de la vie du contrat."),
    Field::new("encaissements", Shape::PasEncore, "", "Les sommes reçues."),
];

static CONTRAT: &[Field] = &[
    Field::new("type", Shape::Mot(&["collectif"]), "collectif", "Aide collective : c'est un groupe qui signe.")
        .requis()
        .autre_contrat(&["individuel"]),
    Field::new(
        "signature",
        JOUR_LIBRE,
        "2026-03-02",
        "Date de signature, depuis le 25 février 2026. Absente : étudié comme signé le jour de l'étude.",
    )
    .simple(),
    Field::new(
        "etp",
        Shape::Etp,
        "1",
        "Temps de travail demandé, en équivalents temps plein, par pas de 0,5 : \"2.5\" par exemple.",
    )
    .simple(),
    Field::new("option", Shape::AutreContrat, "", "écrivez le temps de travail du groupe avec etp"),
    Field::new("justificatifs", Shape::AutreContrat, "", "retirez cette ligne : rien n'en dépend ici"),
    Field::new(
        "objectif",
        Shape::AutreContrat,
        "",
        "retirez-le : l'objectif d'un groupe suit de son temps de travail (COL-4)",
    ),
];

static STRUCTURE: &[Field] = &[
    Field::new("forme", Shape::Mot(Forme::IDS), "sisa", "Forme juridique de la structure.").simple(),
    Field::new("site_agree", Shape::Oui, "false", "La structure est-elle un site agréé ?").simple(),
];

static MEMBRES: &[Field] = &[
    Field::new("reference", Shape::Texte, "dr-a", "Votre propre repère pour ce médecin.").simple(),
    Field::new("specialite", Shape::Specialite, "01", "Code de la spécialité (01 : généraliste).").requis(),
    Field::new("secteur", Shape::Mot(Secteur::IDS), "1", "Secteur conventionnel.").simple(),
    pmt(PATIENTS, "1200", "Patientèle médecin traitant de ce médecin à son adhésion.").simple(),
    pfa(PATIENTS, "1500", "File active de ce médecin à son adhésion.").simple(),
    Field::new(
        "adhesion",
        JOUR,
        "2026-03-02",
        "Premier jour dans le groupe : la signature (par défaut) ou un de ses anniversaires.",
    ),
    Field::new("sortie", JOUR, "2028-03-02", "Jour de sortie du groupe : un anniversaire de la signature."),
    Field::new("installation", JOUR, "2010-02-01", "Première installation dans le département."),
    Field::new("docteur_junior", Shape::Oui, "true", "Médecin PAMSU qui accueille un docteur junior."),
    Field::new(
        "contrat_individuel",
        Shape::Table(CONTRAT_INDIVIDUEL),
        "",
        "Le contrat individuel que ce médecin avait avant. Absent : aucun.",
    ),
    Field::new(
        "collectif_precedent",
        Shape::Table(COLLECTIF_PRECEDENT),
        "",
        "Une aide collective que ce médecin avait avant celle-ci. Absente : aucune.",
    ),
];

static CONTRAT_INDIVIDUEL: &[Field] = &[
    Field::new("fin", JOUR, "2026-02-28", "Dernier jour de ce contrat : l'adhésion vient après."),
    Field::new("gain_pmt", PATIENTS, "100", "Patients gagnés en médecin traitant sous ce contrat."),
    Field::new("gain_pfa", PATIENTS, "40", "Patients gagnés en file active sous ce contrat."),
];

static COLLECTIF_PRECEDENT: &[Field] = &[
    Field::new("fin", JOUR, "2024-01-31", "Fin de cette aide pour ce médecin."),
    Field::new(
        "circonstances_exceptionnelles",
        Shape::Oui,
        "true",
        "La caisse a admis des circonstances exceptionnelles : pas de carence. Absent : non.",
    ),
];

static CONSTATS: &[Field] = &[
    Field::new("date", JOUR, "2028-12-31", "Date de la mesure, après la signature.").requis(),
    pmt(PATIENTS_DU_GROUPE, "3900", "Patientèle médecin traitant du groupe entier à cette date."),
    pfa(PATIENTS_DU_GROUPE, "4800", "File active du groupe entier à cette date."),
    Field::new("connu_le", JOUR, "2029-02-10", "Jour où vous avez eu ces chiffres."),
];
