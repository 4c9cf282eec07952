//! The fields of a dossier: one table, from which come the checks, the nearest key, the JSON Schema
//! and the commented example. A name stands here and nowhere else.

mod collectif;

pub use collectif::CHAMPS_COLLECTIF;

use super::evenement::{Certificat, Partie};
use super::{Coordination, Employeur, OptionEtp, Profil, Secteur, TypeEvenement, Zone};
use crate::tables::cout::{self, PREMIERE_POSITION};

/// A field of a dossier.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in files.
    pub nom: &'static str,
    /// What it takes.
    pub forme: Shape,
    /// What it is, in French, for who fills a dossier.
    pub aide: &'static str,
    /// A value, without quotes. Empty for tables.
    pub exemple: &'static str,
    /// Whether its table is at fault without it.
    pub requis: bool,
    /// Whether the simple case has it: the example shows the others as comments.
    pub simple: bool,
    /// Under which regimes it has this name.
    pub compte: Compte,
    /// Words that make the dossier one of another kind of contract, with other fields.
    pub autre_contrat: &'static [&'static str],
}

/// How many items a list may have, so that no file takes long to study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plafond {
    /// At most so many.
    pub max: usize,
    /// Code of the fault of a longer one.
    pub code: &'static str,
}

impl Plafond {
    const fn new(max: usize, code: &'static str) -> Plafond {
        Plafond { max, code }
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A short text.
    Texte,
    /// An id of the specialties of the rule files.
    Specialite,
    /// One word of a closed set.
    Mot(&'static [&'static str]),
    /// A day. `libre`: its bounds depend on other fields, else 1900 to 2100.
    Jour {
        /// No bounds of its own.
        libre: bool,
    },
    /// `true` or `false`.
    Oui,
    /// A number of patients, from `min` to `max`.
    Patients {
        /// Smallest number.
        min: u32,
        /// Largest number.
        max: u32,
    },
    /// Working time, a multiple of 0,5 ETP above 0.
    Etp,
    /// Euros, from 0 to 10 000 000, with at most two decimals.
    Euros,
    /// Euros received, or given back: from -10 000 000 to 10 000 000, with at most two decimals.
    EurosSignes,
    /// A fraction such as `6/10`, above 0 and at most 1.
    Quotite,
    /// A share of the aid, from `0` to `1`, such as `3/4`.
    Part,
    /// A contract year, from 1 to 60.
    Annee,
    /// A position of the table of minimum pay.
    Position,
    /// Hours a week, above 0 and at most a full time, with at most two decimals.
    Heures,
    /// A band, or a list of those that are possible.
    Bandes,
    /// A table of fields.
    Table(&'static [Field]),
    /// A table that has exactly one of these fields.
    UnSeul(&'static [Field]),
    /// A list of tables.
    Liste(&'static [Field], Plafond),
    /// A table of questions and readings.
    Lectures,
    /// Known to the vocabulary, but this version does not compute it: refused.
    PasEncore,
    /// Belongs to the other kind of contract (individual, or of a group): refused, with its `aide` as
    /// the advice.
    AutreContrat,
}

/// Under which regimes a count of patients has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compte {
    /// All.
    Tous,
    /// Those that count adults alone (avenant-7).
    Adultes,
    /// Those that count everyone.
    AdultesEtEnfants,
}

/// Largest number of patients.
pub const MAX_PATIENTS: u32 = 100_000;

/// Largest number of patients of a whole group.
pub const MAX_PATIENTS_DU_GROUPE: u32 = 10_000_000;

/// Largest amount, in euros.
pub const MAX_EUROS: i64 = 10_000_000;

/// Positions of an assistant médical in the branch (COUT-1).
pub const POSITIONS: std::ops::RangeInclusive<u32> =
    PREMIERE_POSITION as u32..=PREMIERE_POSITION as u32 + cout::POSITIONS as u32 - 1;

impl Field {
    const fn new(nom: &'static str, forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
        let (requis, simple) = (false, false);
        Field { nom, forme, aide, exemple, requis, simple, compte: Compte::Tous, autre_contrat: &[] }
    }

    const fn requis(mut self) -> Field {
        self.requis = true;
        self.simple = true;
        self
    }

    const fn simple(mut self) -> Field {
        self.simple = true;
        self
    }

    const fn autre_contrat(mut self, mots: &'static [&'static str]) -> Field {
        self.autre_contrat = mots;
        self
    }

    const fn compte(mut self, compte: Compte) -> Field {
        self.compte = compte;
        self
    }

    /// Whether a dossier of this kind may have it.
    pub const fn ecrit(&self) -> bool {
        !matches!(self.forme, Shape::PasEncore | Shape::AutreContrat)
    }

    /// The fields of this one, where it has any.
    pub fn champs(&self) -> &'static [Field] {
        match self.forme {
            Shape::Table(champs) | Shape::UnSeul(champs) | Shape::Liste(champs, _) => champs,
            _ => &[],
        }
    }

    /// The example as a value of TOML, or of JSON.
    pub fn valeur(&self, json: bool) -> String {
        match self.forme {
            Shape::Texte
            | Shape::Specialite
            | Shape::Mot(_)
            | Shape::Quotite
            | Shape::Part
            | Shape::Bandes
            | Shape::Etp => {
                format!("\"{}\"", self.exemple)
            }
            Shape::Jour { .. } if json => format!("\"{}\"", self.exemple),
            Shape::UnSeul(champs) => champs.first().map_or_else(String::new, |c| format!("{{ {} }}", c.ligne(json))),
            _ => self.exemple.to_owned(),
        }
    }

    /// The example as a line of TOML, or of JSON.
    pub fn ligne(&self, json: bool) -> String {
        let valeur = self.valeur(json);
        if json { format!("\"{}\": {valeur}", self.nom) } else { format!("{} = {valeur}", self.nom) }
    }
}

const JOUR: Shape = Shape::Jour { libre: false };
const JOUR_LIBRE: Shape = Shape::Jour { libre: true };
const PATIENTS: Shape = Shape::Patients { min: 0, max: MAX_PATIENTS };
const SEUIL: Shape = Shape::Patients { min: 1, max: MAX_PATIENTS };
const PATIENTS_DU_GROUPE: Shape = Shape::Patients { min: 0, max: MAX_PATIENTS_DU_GROUPE };

const fn pmt(forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
    Field::new("pmt", forme, exemple, aide).compte(Compte::AdultesEtEnfants)
}

const fn pmt_adultes(forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
    Field::new("pmt_adultes", forme, exemple, aide).compte(Compte::Adultes)
}

const fn pfa(forme: Shape, exemple: &'static str, aide: &'static str) -> Field {
    Field::new("pfa", forme, exemple, aide)
}

const AVENANT_7: &str = "Avenant 7 (contrats signés avant mai 2023) : s'écrit ainsi à la place de pmt.";

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

static OBJECTIFS: &[Field] = &[
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

static CONSTATS: &[Field] = &[
    Field::new("date", JOUR, "2028-12-31", "Date de la mesure, après la signature.").requis(),
    pmt(PATIENTS, "1500", "Patientèle médecin traitant à cette date."),
    pmt_adultes(PATIENTS, "1500", AVENANT_7),
    pfa(PATIENTS, "1650", "File active à cette date."),
    Field::new("connu_le", JOUR, "2029-02-10", "Jour où vous avez eu ces chiffres."),
];

static EVENEMENTS: &[Field] = &[
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

static ENCAISSEMENTS: &[Field] = &[
    Field::new("date", JOUR, "2026-03-10", "Jour du virement.").requis(),
    Field::new("montant_euros", Shape::EurosSignes, "38000", "Somme reçue ; négative si c'est vous qui rendez.")
        .requis(),
    Field::new("connu_le", JOUR, "2026-03-12", "Jour où vous l'avez vue, si ce n'est pas la même date."),
];

static CONSTATS_DU_GROUPE: &[Field] = &[
    Field::new("date", JOUR, "2028-12-31", "Date de la mesure, après la signature.").requis(),
    pmt(PATIENTS_DU_GROUPE, "3900", "Patientèle médecin traitant du groupe entier à cette date."),
    pfa(PATIENTS_DU_GROUPE, "4800", "File active du groupe entier à cette date."),
    Field::new("connu_le", JOUR, "2029-02-10", "Jour où vous avez eu ces chiffres."),
];
