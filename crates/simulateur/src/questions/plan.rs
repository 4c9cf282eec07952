//! Which questions the form asks, in which order: first what a doctor knows by heart and what decides,
//! then, under « préciser », all the rest of a dossier.

/// A heading of the form and the fields under it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Groupe {
    /// Part of its id on the page.
    pub(super) id: &'static str,
    /// What it is about.
    pub(super) titre: &'static str,
    /// A sentence under the heading; may be empty.
    pub(super) aide: &'static str,
    /// Paths of its fields and lists, in a dossier.
    pub(super) champs: &'static [&'static str],
    /// Whether it stands under « préciser », closed.
    pub(super) preciser: bool,
}

const fn groupe(
    id: &'static str,
    titre: &'static str,
    aide: &'static str,
    champs: &'static [&'static str],
    preciser: bool,
) -> Groupe {
    Groupe { id, titre, aide, champs, preciser }
}

const LECTURES: Groupe = groupe(
    "lectures",
    "Ce que les textes laissent ouvert",
    "Chaque point a une lecture par défaut. Choisissez-en une autre pour voir ce qu'elle change.",
    &["lectures"],
    true,
);

/// The questions of a doctor's dossier.
pub(super) static MEDECIN: &[Groupe] = &[
    groupe(
        "vous",
        "Vous",
        "",
        &[
            "medecin.specialite",
            "medecin.secteur",
            "medecin.naissance",
            "medecin.installation",
            "medecin.zone",
            "medecin.sans_seuil_minimal",
            "medecin.rqth",
            "medecin.ald",
            "medecin.honoraires_cliniques_euros",
            "medecin.honoraires_sans_depassement_euros",
        ],
        false,
    ),
    groupe(
        "contrat",
        "Votre contrat",
        "",
        &["contrat.signature", "contrat.option", "medecin.exercice_regroupe", "medecin.exercice_coordonne"],
        false,
    ),
    groupe(
        "patients",
        "Vos patients",
        "Au départ du contrat : les chiffres de la caisse quand l'assistant est recruté.",
        &["patientele.pmt", "patientele.pmt_adultes", "patientele.pfa"],
        false,
    ),
    groupe(
        "objectif",
        "Votre objectif",
        "Ce que votre contrat signé demande : un nombre à atteindre, ou des patients de plus, ou le maintien.",
        &["contrat.objectif.pmt", "contrat.objectif.pmt_adultes", "contrat.objectif.pfa"],
        false,
    ),
    groupe(
        "cout",
        "L'assistant et son coût",
        "La position suffit pour un coût au minimum de la branche. Si vous connaissez le coût d'une année, écrivez-le \
         seul.",
        &[
            "assistant.position",
            "assistant.brut_mensuel_euros",
            "assistant.heures_semaine",
            "assistant.anciennete_depuis",
            "assistant.cout_annuel_euros",
            "assistant.profil",
            "assistant.embauche",
            "assistant.employeur",
        ],
        true,
    ),
    groupe(
        "exercice",
        "Votre exercice",
        "",
        &[
            "medecin.activite_mixte",
            "medecin.temps_liberal",
            "patientele.reconstituee.pmt",
            "patientele.reconstituee.pmt_adultes",
            "patientele.reconstituee.pfa",
            "medecin.remplacant",
        ],
        true,
    ),
    groupe(
        "caisse",
        "Ce que la caisse vous a dit",
        "Ce que votre caisse vous a écrit passe avant ce qui est publié.",
        &[
            "patientele.date",
            "patientele.bande",
            "patientele.bandes.pmt",
            "patientele.bandes.pmt_adultes",
            "patientele.bandes.pfa",
            "patientele.seuils.pmt",
            "patientele.seuils.pmt_adultes",
            "patientele.seuils.pfa",
            "contrat.justificatifs",
        ],
        true,
    ),
    groupe(
        "constats",
        "Vos résultats depuis la signature",
        "Les chiffres que la caisse a relevés, un relevé par date.",
        &["constats"],
        true,
    ),
    groupe(
        "evenements",
        "Ce qui est arrivé au contrat",
        "Avenants, absence, départ de l'assistant, décision de la caisse, fin.",
        &["evenements"],
        true,
    ),
    groupe(
        "encaissements",
        "Ce que vous avez reçu",
        "Les virements de la caisse, pour les comparer à ce qui est dû.",
        &["encaissements"],
        true,
    ),
    groupe("etude", "L'étude", "", &["contrat.type", "reference", "au", "connu_au"], true),
    LECTURES,
];

/// The questions of a group's dossier.
pub(super) static COLLECTIF: &[Groupe] = &[
    groupe(
        "contrat",
        "Votre groupe",
        "L'aide collective de 2026 : une SCP, une SCM ou une SISA signe pour ses généralistes.",
        &["contrat.type", "contrat.signature", "contrat.etp", "structure.forme", "structure.site_agree"],
        false,
    ),
    groupe("membres", "Les médecins", "Un bloc par médecin du groupe.", &["membres"], false),
    groupe(
        "constats",
        "Les résultats du groupe depuis la signature",
        "Les chiffres du groupe entier, un relevé par date.",
        &["constats"],
        true,
    ),
    groupe("etude", "L'étude", "", &["reference", "au", "connu_au"], true),
    LECTURES,
];
