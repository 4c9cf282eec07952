//! What nobody publishes and this population supposes, in words to print.

use crate::Population;
use crate::formes::Forme;

/// A hypothesis of the population.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hypothese {
    /// Its name, such as `comme-les-generalistes`.
    pub nom: &'static str,
    /// What it supposes, in a French sentence.
    pub texte: String,
}

/// What does not depend on the rules.
const FIXES: &[(&str, &str)] = &[
    (
        "sans-minimum",
        "La patientèle suit la répartition de tous les médecins de la spécialité, pas celle des seuls signataires : \
         trois sur dix sont sous le P30, et leur contrat n'est en général éligible que par une dispense.",
    ),
    (
        "queue-basse",
        "Sous le P30, aucune répartition n'est publiée : un médecin sur dix a moins de 60 % du P30, aucun moins de 20 %.",
    ),
    (
        "queue-haute",
        "Au-dessus du P95, aucune répartition n'est publiée : un médecin sur cent a plus de 140 % du P95, aucun plus de \
         220 %.",
    ),
    ("entre-les-seuils", "Entre deux seuils, les médecins sont répartis également."),
    (
        "pmt-et-pfa",
        "Les rangs d'un médecin pour la patientèle médecin traitant et pour la file active diffèrent de 35 centièmes au \
         plus.",
    ),
    (
        "parts",
        "Spécialités, secteurs, zones, âges, options et dates de signature : des ordres de grandeur, sans source \
         publiée. Les généralistes sont sept sur dix.",
    ),
    (
        "objectifs",
        "Gain demandé pour 1 ETP : environ 30 % du départ sous le P50, 20 % jusqu'au P90, 10 % au-delà ; moitié moins \
         pour la file active ; 60 % de ce gain pour 0,5 ETP, 45 % pour 1/3 ETP. Les barèmes officiels ne sont pas connus.",
    ),
    (
        "resultats",
        "À la fin de l'année 3, un médecin a fait en moyenne 80 % du gain demandé, avec de grands écarts : environ un sur \
         vingt est sous son départ, deux sur cinq ont atteint leur cible. Les années suivantes vont un peu plus loin.",
    ),
];

impl Population {
    /// Every hypothesis of this population: the forms of its spreads, with the specialties that have each, then the
    /// rest. What goes through published thresholds alone is no hypothesis, and is left out.
    pub fn hypotheses(&self) -> Vec<Hypothese> {
        let formes = Forme::ALL.into_iter().filter(|forme| *forme != Forme::Publiee);
        let des_formes = formes.filter_map(|forme| {
            let qui: Vec<String> = self.ont_la_forme(forme).map(|(qui, quoi)| format!("{qui} ({quoi})")).collect();
            let dit = match forme {
                Forme::Publiee => return None,
                Forme::CommeLesGeneralistes => {
                    "Seul le P30 est publié : répartition des généralistes, ramenée à ce P30."
                }
                Forme::CommeEn2021 => {
                    "Avenant 7, aucun seuil publié : répartition de 2021, ramenée au P30 des adultes pour la patientèle \
                     médecin traitant."
                }
                Forme::SansSeuil => {
                    "Aucun seuil publié pour cette patientèle : répartition des généralistes, ramenée au P30 de l'autre \
                     patientèle là où il est publié."
                }
            };
            (!qui.is_empty()).then(|| Hypothese { nom: forme.id(), texte: format!("{dit} Concerne : {}.", qui.join(", ")) })
        });
        let fixes = FIXES.iter().map(|(nom, texte)| Hypothese { nom, texte: (*texte).to_owned() });
        des_formes.chain(fixes).collect()
    }
}
