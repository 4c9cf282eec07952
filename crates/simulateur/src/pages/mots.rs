//! The words of the page that a doctor may not know, each in a sentence or two.
//!
//! What is said elsewhere is taken from there: the help of a question, a rule, the line under the objectives. The
//! rest is of this page alone.

use convention::tables::{Convention, Textes};
use maud::{Markup, html};
use views::{PFA, PMT, lier, majuscule};

use crate::questions::libelle_de;

/// Where a part of a definition comes from.
#[derive(Debug, Clone, Copy)]
enum Sens {
    /// These words.
    Dit(&'static str),
    /// Words that the answer says too, at the start of a sentence.
    Vue(&'static str),
    /// The help of the question of a field.
    Aide(&'static str),
    /// What a rule says.
    Regle(&'static str),
}
use Sens::{Aide, Dit, Regle, Vue};

/// A word.
struct Mot {
    /// Its anchor.
    id: &'static str,
    /// The word, and how else it is written.
    mot: &'static str,
    /// What it means.
    sens: &'static [Sens],
    /// The rule where it matters most; empty where none does.
    regle: &'static str,
}

const fn mot(id: &'static str, mot: &'static str, sens: &'static [Sens], regle: &'static str) -> Mot {
    Mot { id, mot, sens, regle }
}

/// The words, by what they are about.
static MOTS: &[(&str, &[Mot])] = &[
    (
        "Vos patients",
        &[
            mot(
                "pmt",
                "PMT, patientèle médecin traitant",
                &[Vue(PMT), Dit(", adultes et enfants, vus ou non dans l'année."), Aide("patientele.pmt_adultes")],
                "OBJ-1",
            ),
            mot("pfa", "PFA, file active", &[Vue(PFA), Dit(", quel que soit leur médecin traitant.")], "OBJ-1"),
            mot(
                "seuils",
                "P30, P50, P70, P90, P95",
                &[Dit(
                    "Nombres de patients qui partagent les médecins d'une spécialité : 30 % en ont moins que P30, la \
                       moitié moins que P50 (la médiane), 90 % moins que P90.",
                )],
                "SEU-1",
            ),
            mot(
                "tranche",
                "Tranche",
                &[Dit(
                    "Ce qu'il y a entre deux de ces seuils. Celle de la patientèle de départ ne change plus une fois le \
                       contrat signé.",
                )],
                "MON-1",
            ),
            mot(
                "releve",
                "Relevé, constat",
                &[Dit("Les chiffres de votre patientèle que la caisse a mesurés à une date."), Regle("ATT-12")],
                "ATT-12",
            ),
        ],
    ),
    (
        "Vous et votre cabinet",
        &[
            mot("optam", "OPTAM, OPTAM-ACO", &[Aide("medecin.secteur")], "ELI-3"),
            mot(
                "zone",
                "ZIP, ZAC, ARS",
                &[Aide("medecin.zone"), Dit("L'ARS est l'agence régionale de santé.")],
                "ELI-10",
            ),
            mot("primo-installe", "Primo-installé", &[Regle("ELI-5")], "OBJ-7"),
            mot("dispense", "Sans seuil minimal, RQTH, ALD", &[Aide("medecin.sans_seuil_minimal")], "ELI-6"),
            mot("activite-mixte", "Activité mixte", &[Regle("ELI-7")], "ELI-7"),
            mot(
                "mep",
                "MEP",
                &[Dit("Médecin à exercice particulier : un généraliste qui se consacre, en tout ou en partie, à une \
                       discipline particulière.")],
                "OBJ-1",
            ),
            mot(
                "ccam",
                "Actes CCAM",
                &[Dit("Les actes techniques, ceux de la classification commune des actes médicaux.")],
                "ELI-2",
            ),
            mot(
                "exercice-coordonne",
                "MSP, ESP, ESS, CPTS",
                &[Dit(
                    "Formes d'exercice coordonné : maison de santé pluriprofessionnelle, équipe de soins primaires, \
                       équipe de soins spécialisés, communauté professionnelle territoriale de santé.",
                )],
                "ELI-8",
            ),
            mot(
                "caisse",
                "Caisse, délégué",
                &[Dit(
                    "La caisse primaire d'assurance maladie (CPAM) de votre cabinet, qui signe le contrat et verse l'aide. \
                       Son délégué est celui qui vient vous voir.",
                )],
                "",
            ),
            mot(
                "urps",
                "URPS",
                &[Dit(
                    "Union régionale des professionnels de santé : elle représente les médecins libéraux d'une région.",
                )],
                "",
            ),
        ],
    ),
    (
        "Le contrat",
        &[
            mot("avenant-7", "Avenant 7 à la convention de 2016", &[Regle("REG-AV7")], "REG-AV7"),
            mot("reglement-arbitral", "Règlement arbitral de 2023", &[Regle("REG-RA23")], "REG-RA23"),
            mot("convention-2024", "Convention 2024-2029", &[Regle("REG-CONV24")], "REG-CONV24"),
            mot(
                "avenant",
                "Avenant",
                &[Dit(
                    "Un écrit signé avec la caisse, qui change le contrat à partir d'une date : temps de travail, objectif, \
                       suspension, prorogation.",
                )],
                "",
            ),
            mot(
                "etp",
                "ETP",
                &[Dit(
                    "Équivalent temps plein : 1 ETP est un assistant à temps plein, 0,5 ETP un assistant à mi-temps.",
                )],
                "MON-1",
            ),
            mot("prorogation", "Prorogation, reconduction tacite", &[Regle("VIE-1")], "VIE-1"),
            mot(
                "carence",
                "Carence",
                &[Dit("Le temps à attendre après la fin d'un contrat avant d'en signer un autre.")],
                "VIE-3",
            ),
        ],
    ),
    (
        "L'objectif et le résultat",
        &[
            mot("augmentation", "Augmentation", &[Dit("L'objectif de gagner des patients."), Regle("ATT-1")], "ATT-1"),
            mot(
                "maintien",
                "Maintien",
                &[Dit("L'objectif de garder le même nombre de patients."), Regle("ATT-2")],
                "ATT-2",
            ),
            mot("cible", "Cible", &[Dit("Le nombre de patients que le contrat demande d'atteindre.")], "OBJ-5"),
            mot(
                "plancher",
                "Plancher",
                &[Dit(
                    "Le plus petit nombre de patients admis : en dessous, il y a baisse, ou une baisse qui n'est plus \
                       tolérée.",
                )],
                "ATT-4",
            ),
            mot(
                "part",
                "Part, prorata",
                &[Dit(
                    "Ce que vous recevez de l'aide maximale d'une année, selon vos résultats. Elle est au prorata quand \
                       elle suit le chemin parcouru vers l'objectif.",
                )],
                "OBJ-4",
            ),
            mot(
                "palier",
                "Prochain palier",
                &[Dit("Le nombre de patients, en plus ou en moins, à partir duquel un chiffre de la réponse change.")],
                "",
            ),
        ],
    ),
    (
        "Les versements",
        &[
            mot(
                "acompte",
                "Acompte, solde",
                &[Dit(
                    "L'acompte est ce qui est versé d'une année avant de connaître son résultat, le solde ce qui reste à \
                       verser, ou à rendre, une fois qu'il est connu.",
                )],
                "PAI-1",
            ),
            mot("revalorisation", "Revalorisation", &[Regle("MON-2")], "MON-2"),
        ],
    ),
    (
        "L'assistant",
        &[
            mot(
                "assistant-medical",
                "Assistant médical",
                &[Dit(
                    "Un salarié du cabinet, soignant ou non, qui prend en charge l'accueil et le dossier, prépare la \
                       consultation ou coordonne les soins, au choix du médecin.",
                )],
                "VIE-10",
            ),
            mot(
                "cqp",
                "CQP, FAE",
                &[Dit(
                    "Le certificat de qualification professionnelle d'assistant médical, et la formation d'adaptation à \
                       l'emploi qui le remplace pour un infirmier, un aide-soignant ou un auxiliaire de puériculture.",
                )],
                "VIE-4",
            ),
            mot(
                "vae",
                "VAE, CPNEFP",
                &[Dit(
                    "La validation des acquis de l'expérience, qui se demande à la commission de la branche pour l'emploi \
                       et la formation.",
                )],
                "VIE-4",
            ),
            mot(
                "opco",
                "OPCO EP",
                &[Dit("L'organisme qui rembourse la formation des salariés des cabinets.")],
                "VIE-4",
            ),
            mot(
                "position",
                "Position",
                &[Dit(
                    "Le rang de l'emploi dans la convention collective du personnel des cabinets médicaux : il donne le \
                       salaire minimum.",
                )],
                "COUT-1",
            ),
            mot("smic", "SMIC", &[Dit("Le salaire minimum légal.")], "COUT-1"),
        ],
    ),
    (
        "À plusieurs",
        &[
            mot(
                "scm",
                "SCM, SCP, SISA, SEL",
                &[Dit(
                    "Sociétés de professionnels de santé : société civile de moyens, qui partage des frais ; société civile \
                       professionnelle et société d'exercice libéral, où l'on exerce ensemble ; société \
                       interprofessionnelle de soins ambulatoires, entre plusieurs professions.",
                )],
                "VIE-9",
            ),
            mot(
                "groupement",
                "Groupement d'employeurs",
                &[Dit("Une structure qui embauche des salariés et les met à la disposition de ses membres.")],
                "VIE-9",
            ),
            mot(
                "aide-collective",
                "Groupe, aide collective de 2026",
                &[Dit("Un contrat signé par une société pour plusieurs généralistes, à côté du contrat individuel.")],
                "COL-1",
            ),
            mot(
                "pamsu",
                "PAMSU, docteur junior",
                &[Dit(
                    "Praticien agréé maître de stage universitaire, qui accueille un interne en dernière année : le docteur \
                       junior.",
                )],
                "COL-3",
            ),
        ],
    ),
];

pub(super) fn ecrire(convention: &Convention) -> Markup {
    let textes = &convention.textes;
    html! {
        p { "Les mots et les sigles de la page, en une ou deux phrases. La règle qui suit dit ce qu'ils changent." }
        @for (titre, mots) in MOTS {
            h2 { (lier(titre)) }
            dl.mots {
                @for mot in *mots {
                    dt id=(mot.id) { (lier(mot.mot)) }
                    dd {
                        (lier(&sens(textes, mot)))
                        @if let Some(regle) = textes.regle(mot.regle) {
                            " " a href={ "sources.html#" (regle.id) } { "Règle " (regle.id) "\u{a0}: " (lier(&regle.libelle)) }
                        }
                    }
                }
            }
        }
    }
}

fn sens(textes: &Textes, mot: &Mot) -> String {
    let mut said = String::new();
    for part in mot.sens {
        let words = dire(textes, *part);
        if !said.is_empty() && !words.starts_with(',') {
            said.push(' ');
        }
        said.push_str(&words);
    }
    said
}

fn dire(textes: &Textes, sens: Sens) -> String {
    match sens {
        Dit(words) => words.to_owned(),
        Vue(words) => majuscule(words),
        Aide(champ) => libelle_de(champ).1.to_owned(),
        Regle(id) => textes.regle(id).map_or_else(String::new, |regle| regle.phrase.clone()),
    }
}

#[cfg(test)]
mod tests;
