//! The fields of an individual contract's dossier.

use super::vie::{CONSTATS, ENCAISSEMENTS, EVENEMENTS};
use super::{AVENANT_7, Field, JOUR, JOUR_LIBRE, PATIENTS, Plafond, SEUIL, Shape, pfa, pmt, pmt_adultes};
use crate::dossier::{Coordination, Employeur, OptionEtp, Profil, Secteur, Zone};

const GROUPE: &str = "si un groupe signe ensemble, écrivez type = \"collectif\" dans contrat ; sinon retirez-le";

/// The whole dossier of an individual contract.
pub static CHAMPS: &[Field] = &[
    Field::new("reference", Shape::Texte, "cabinet-des-lilas", "Votre propre repère pour ce dossier.").simple(),
    Field::new("medecin", Shape::Table(MEDECIN), "", "Le médecin.").requis(),
    Field::new("patientele", Shape::Table(PATIENTELE), "", "La patientèle au départ du contrat.").simple(),
    Field::new("contrat", Shape::Table(CONTRAT), "", "Le contrat, signé ou à signer.").simple(),
    Field::new("assistant", Shape::Table(ASSISTANT), "", "L'assistant médical et son employeur."),
    Field::new("structure", Shape::AutreContrat, "", GROUPE),
    Field::new("membres", Shape::AutreContrat, "", GROUPE),
    Field::new(
        "constats",
        Shape::Liste(CONSTATS, Plafond::new(200, "constats-trop-nombreux")),
        "",
        "Ce que la caisse a mesuré depuis la signature. Une table par date, avec au moins un des deux chiffres.",
    ),
    Field::new(
        "evenements",
        Shape::Liste(EVENEMENTS, Plafond::new(200, "evenements-trop-nombreux")),
        "",
        "Ce qui est arrivé au contrat depuis la signature : avenants, suspensions, décisions, fin. Une table par \
         événement ; leur ordre dans le fichier est libre.",
    ),
    Field::new(
        "encaissements",
        Shape::Liste(ENCAISSEMENTS, Plafond::new(500, "encaissements-trop-nombreux")),
        "",
        "Les sommes vraiment reçues de la caisse, pour les comparer aux sommes dues.",
    ),
    Field::new(
        "lectures",
        Shape::Lectures,
        "",
        "Lecture choisie pour les points que les textes laissent ouverts, quand ce n'est pas celle par défaut.",
    ),
];

static MEDECIN: &[Field] = &[
    Field::new(
        "specialite",
        Shape::Specialite,
        "01",
        "Code de la spécialité (01 : généraliste), ou son nom si elle n'a pas de code ici (\"radiologie\"). \
         Seul renseignement obligatoire.",
    )
    .requis(),
    Field::new("secteur", Shape::Mot(Secteur::IDS), "1", "Secteur conventionnel.").simple(),
    Field::new("naissance", JOUR_LIBRE, "1975-05-04", "Date de naissance : les règles changent à 65 ans.").simple(),
    Field::new("installation", JOUR, "2010-02-01", "Première installation dans le département.").simple(),
    Field::new("zone", Shape::Mot(Zone::IDS), "autre", "Zone du cabinet selon l'ARS.").simple(),
    Field::new(
        "honoraires_cliniques_euros",
        Shape::Euros,
        "81000",
        "Chirurgie, ORL, gynécologie : honoraires cliniques (hors actes CCAM) des 12 mois avant la signature.",
    ),
    Field::new(
        "honoraires_sans_depassement_euros",
        Shape::Euros,
        "100000",
        "Chirurgie, ORL, gynécologie : honoraires totaux sans dépassement des mêmes 12 mois.",
    ),
    Field::new("rqth", Shape::Oui, "true", "Reconnu travailleur handicapé. Absent : non."),
    Field::new("ald", Shape::Oui, "true", "En affection de longue durée. Absent : non."),
    Field::new(
        "sans_seuil_minimal",
        Shape::Oui,
        "true",
        "L'un des deux (RQTH ou ALD), sans dire lequel : aucune patientèle minimale. Absent : non.",
    ),
    Field::new("activite_mixte", Shape::Oui, "true", "Activité libérale et salariée. Absent : non."),
    Field::new(
        "temps_liberal",
        Shape::Quotite,
        "6/10",
        "Activité mixte : part libérale d'une activité complète. Va avec activite_mixte = true.",
    ),
    Field::new("remplacant", Shape::Oui, "true", "Médecin remplaçant. Absent : non."),
    Field::new(
        "exercice_regroupe",
        Shape::Oui,
        "true",
        "Avenant 7 : cabinet d'au moins deux médecins, ou structure sur plusieurs sites.",
    ),
    Field::new(
        "exercice_coordonne",
        Shape::Mot(Coordination::IDS),
        "oui",
        "Avenant 7 : exercice coordonné (MSP, CPTS...), ou engagement à le rejoindre dans les deux ans.",
    ),
];

static PATIENTELE: &[Field] = &[
    Field::new("date", JOUR, "2025-12-31", "Date de ces chiffres.").simple(),
    pmt(
        PATIENTS,
        "1300",
        "Patientèle médecin traitant : tous les patients, adultes et enfants, qui vous ont déclaré médecin traitant.",
    )
    .simple(),
    pmt_adultes(PATIENTS, "1300", AVENANT_7),
    pfa(PATIENTS, "1600", "File active : patients différents vus au moins une fois dans les 12 derniers mois.")
        .simple(),
    Field::new(
        "bande",
        Shape::Bandes,
        "p50-p90",
        "Tranche que la caisse vous a donnée, ou liste des tranches possibles. Passe avant tout calcul.",
    ),
    Field::new(
        "bandes",
        Shape::Table(BANDES),
        "",
        "La même chose, quand les deux indicateurs diffèrent (au lieu de bande).",
    ),
    Field::new(
        "seuils",
        Shape::Table(SEUILS),
        "",
        "Seuils nationaux de votre spécialité que la caisse vous a donnés. Passent avant les seuils publiés.",
    ),
    Field::new(
        "reconstituee",
        Shape::Table(RECONSTITUEE),
        "",
        "Activité mixte : patientèle réelle, reconstituée par la caisse.",
    ),
];

static BANDES: &[Field] = &[
    pmt(Shape::Bandes, "p50-p90", "Tranche de la patientèle médecin traitant."),
    pmt_adultes(Shape::Bandes, "p50-p70", AVENANT_7),
    pfa(Shape::Bandes, "p30-p50", "Tranche de la file active."),
];

static SEUILS: &[Field] = &[
    pmt(Shape::Table(PERCENTILES_PMT), "", "Seuils de la patientèle médecin traitant."),
    pmt_adultes(Shape::Table(PERCENTILES_ADULTES), "", AVENANT_7),
    pfa(Shape::Table(PERCENTILES_PFA), "", "Seuils de la file active."),
];

const fn percentiles(exemples: [&'static str; 5]) -> [Field; 5] {
    let [p30, p50, p70, p90, p95] = exemples;
    [
        Field::new("p30", SEUIL, p30, "30 % des médecins de la spécialité sont en dessous."),
        Field::new("p50", SEUIL, p50, "La médiane : un médecin sur deux est en dessous."),
        Field::new("p70", SEUIL, p70, "70 % sont en dessous (avenant 7 seulement)."),
        Field::new("p90", SEUIL, p90, "90 % sont en dessous."),
        Field::new("p95", SEUIL, p95, "95 % sont en dessous."),
    ]
}

static PERCENTILES_PMT: &[Field] = &percentiles(["775", "1045", "1400", "1858", "2187"]);
static PERCENTILES_ADULTES: &[Field] = &percentiles(["640", "900", "1200", "1600", "1900"]);
static PERCENTILES_PFA: &[Field] = &percentiles(["1219", "1514", "2000", "2587", "3207"]);

static RECONSTITUEE: &[Field] = &[
    pmt(PATIENTS, "900", "Patientèle médecin traitant reconstituée."),
    pmt_adultes(PATIENTS, "900", AVENANT_7),
    pfa(PATIENTS, "1250", "File active reconstituée."),
];

static CONTRAT: &[Field] = &[
    Field::new("type", Shape::Mot(&["individuel"]), "individuel", "Contrat individuel (le cas par défaut).")
        .autre_contrat(&["collectif"]),
    Field::new(
        "signature",
        JOUR_LIBRE,
        "2026-01-15",
        "Date de signature : elle décide des règles. Absente : étudié comme signé le jour de l'étude.",
    )
    .simple(),
    Field::new(
        "option",
        Shape::Mot(OptionEtp::IDS),
        "1",
        "Temps de travail aidé, en équivalents temps plein. Absent : toutes les options, côte à côte.",
    )
    .simple(),
    Field::new("etp", Shape::AutreContrat, "", "écrivez le temps de travail d'un contrat individuel avec option"),
    Field::new("justificatifs", JOUR, "2026-01-20", "Date de remise des justificatifs à la caisse."),
    Field::new(
        "objectif",
        Shape::Table(OBJECTIFS),
        "",
        "Objectifs écrits dans le contrat signé : la cible à atteindre, ou le gain, ou le maintien.",
    ),
];

pub(super) static OBJECTIFS: &[Field] = &[
    pmt(Shape::UnSeul(OBJECTIF_PMT), "", "Objectif de patientèle médecin traitant."),
    pmt_adultes(Shape::UnSeul(OBJECTIF_PMT), "", AVENANT_7),
    pfa(Shape::UnSeul(OBJECTIF_PFA), "", "Objectif de file active."),
];

const fn objectif(cible: &'static str, gain: &'static str) -> [Field; 3] {
    [
        Field::new("cible", PATIENTS, cible, "Nombre de patients à atteindre, au-dessus du départ."),
        Field::new("gain", PATIENTS, gain, "Nombre de patients en plus du départ."),
        Field::new("maintien", Shape::Oui, "true", "Garder la patientèle du départ."),
    ]
}

static OBJECTIF_PMT: &[Field] = &objectif("1560", "260");
static OBJECTIF_PFA: &[Field] = &objectif("1710", "110");

static ASSISTANT: &[Field] = &[
    Field::new("profil", Shape::Mot(Profil::IDS), "secretaire", "Métier de l'assistant avant son embauche."),
    Field::new("embauche", JOUR, "2026-02-01", "Date d'embauche."),
    Field::new("employeur", Shape::Mot(Employeur::IDS), "direct", "Qui l'emploie."),
    Field::new(
        "position",
        Shape::Position,
        "7",
        "Position dans la convention collective des cabinets médicaux, de 5 à 9 : sans salaire écrit, le coût part du \
         minimum de cette position.",
    ),
    Field::new(
        "brut_mensuel_euros",
        Shape::Euros,
        "2000",
        "Salaire brut d'un mois, pour les heures écrites, sans la prime d'ancienneté.",
    ),
    Field::new("heures_semaine", Shape::Heures, "35", "Heures de travail par semaine. Absent : le temps de l'option."),
    Field::new(
        "anciennete_depuis",
        JOUR,
        "2020-09-01",
        "Début de l'ancienneté dans le cabinet. Absent : l'ancienneté part de l'embauche.",
    ),
    Field::new(
        "cout_annuel_euros",
        Shape::Euros,
        "29000",
        "Coût d'une année pour l'employeur, si vous le connaissez. Remplace les quatre lignes au-dessus.",
    ),
];
