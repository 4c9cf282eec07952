//! Names and values of the rules as people read them.

use convention::dossier::OptionEtp;
use convention::tables::{CelluleBareme, Convention, Depuis, Parametre, Regle, Sort};

/// `0,5 ETP, 1 ETP`.
pub(super) fn options(convention: &Convention, options: &[OptionEtp]) -> String {
    options.iter().map(|o| convention.textes.mot(o.id())).collect::<Vec<_>>().join(", ")
}

/// `+20 %`, `maintien`…
pub(super) fn cellule_de_bareme(cellule: CelluleBareme) -> String {
    let gain = |thousandths: u32| match (thousandths / 10, thousandths % 10) {
        (whole, 0) => format!("+{whole}\u{a0}%"),
        (whole, tenth) => format!("+{whole},{tenth}\u{a0}%"),
    };
    match cellule {
        CelluleBareme::GainPourMille(n) => gain(n),
        CelluleBareme::Maintien => "maintien".to_owned(),
        CelluleBareme::GainOuMaintien(n) => format!("{} ou maintien (Q-AV7-P95)", gain(n)),
        CelluleBareme::Inconnue => "inconnu".to_owned(),
    }
}

/// What a decision table gives: a share, or one by reading of a question.
pub(super) fn regle(regle: Regle) -> String {
    match regle {
        Regle::Simple(sort) => self::sort(sort).to_owned(),
        Regle::Selon(question, sorts) => {
            let each = question.readings().iter().zip(sorts).map(|(_, sort)| self::sort(sort));
            format!("{} ({})", each.collect::<Vec<_>>().join(" / "), question.id())
        }
    }
}

const fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Entiere => "100\u{a0}%",
        Sort::Nulle => "0\u{a0}%",
        Sort::Prorata => "prorata",
        Sort::Indeterminee => "non déterminée",
    }
}

/// When a payment is due.
pub(super) fn delai(depuis: Depuis, mois: i64, jours: i64) -> String {
    let (on, after) = match depuis {
        Depuis::Debut => ("au début de l'année de contrat", "le début de l'année de contrat"),
        Depuis::Justificatifs => ("à la remise des justificatifs", "la remise des justificatifs"),
        Depuis::Cloture => ("à la fin de l'année de contrat", "la fin de l'année de contrat"),
    };
    match (mois, jours) {
        (0, 0) => on.to_owned(),
        (0, jours) => format!("{jours} jours après {after}"),
        (mois, 0) => format!("{mois} mois après {after}"),
        (mois, jours) => format!("{mois} mois et {jours} jours après {after}"),
    }
}

/// What a single number is, and its unit.
pub(super) const fn parametre(parametre: Parametre) -> (&'static str, &'static str) {
    use Parametre::*;
    match parametre {
        DureeAns => ("Durée du contrat", "ans"),
        HonorairesPourCent => ("Honoraires cliniques : part à dépasser", "%"),
        PrimoMois => ("Primo-installé : installé depuis au plus", "mois"),
        PremiereAnneeModulee => ("L'aide dépend des objectifs à partir de l'année", ""),
        PremiereAnneePlusieursEtp => ("1,5 et 2 ETP possibles à partir de l'année", ""),
        TolerancePourCent => ("Maintien : baisse tolérée, comprise", "%"),
        Tolerance65PourCent => ("Maintien dès 65 ans : baisse tolérée, moins de", "%"),
        Age65 => ("Âge du maintien", "ans"),
        Age66 => ("Âge du maintien, autre lecture de Q-65-AGE", "ans"),
        AtteintePourCent => ("Augmentation atteinte à partir de", "%"),
        AtteinteStrictePourCent => ("Augmentation atteinte, autre lecture de Q-95", "%"),
        PalierAns => ("Primo-installé : délai pour atteindre P50", "ans"),
        ReunionMois => ("Points avec la caisse : un tous les", "mois"),
        ReunionNombre => ("Points avec la caisse : combien", ""),
        CertificationMois => ("Certification de l'assistant : délai", "mois"),
        InscriptionAvenant7Mois => ("Inscription à la formation : délai après l'embauche", "mois"),
        CertificationAvenant7Mois => ("Certification de l'assistant : délai après l'embauche", "mois"),
        CarenceAns => ("Délai de carence après une fin anticipée, quand il y en a un", "ans"),
        SecretaireMois => ("Secrétaire devenue assistante : à remplacer sous", "mois"),
        ContratTravailAvenant7Mois => ("Contrat de travail à remettre : délai après l'embauche", "mois"),
        PreavisMois => ("Résiliation par le médecin : préavis", "mois"),
        AbsenceSansEffetMois => ("Absence de l'assistant : sans effet sous", "mois"),
        AbsenceSuspensionMois => ("Absence de l'assistant : suspension au-delà de", "mois"),
        HypothesePas => ("Objectif inconnu : écart entre deux hypothèses de gain", "%"),
        HypotheseNombre => ("Objectif inconnu : nombre d'hypothèses", ""),
        SemainesObjectif => ("Patients en plus par semaine : étalés sur", "semaines"),
        HeuresTempsPlein => ("Coût : temps plein par semaine", "heures"),
        TempsPartielHeures => ("Coût : temps partiel, au moins par semaine", "heures"),
        PlafondMensuel => ("Coût : plafond mensuel de la sécurité sociale", "euros"),
        Tranche2Plafonds => ("Coût : plafonds au bout de la tranche 2", ""),
        SmicHoraireCentimes => ("Coût : SMIC horaire de la réduction générale", "centimes"),
        HeuresAnnuelles => ("Coût : temps plein par an", "heures"),
        ReductionMinimum => ("Réduction générale : coefficient le plus bas", "dix-millièmes"),
        ReductionEcart => ("Réduction générale : ce qui s'y ajoute au plus", "dix-millièmes"),
        ReductionMaximum => ("Réduction générale : coefficient le plus haut", "dix-millièmes"),
        ReductionExposant => ("Réduction générale : puissance", "centièmes"),
        ReductionFacteur => ("Réduction générale : facteur", "centièmes"),
        ReductionSmic => ("Réduction générale : jusqu'à combien de SMIC", ""),
        MutuelleEuros => ("Coût : mutuelle, part de l'employeur par mois", "euros"),
        PrixConsultationEuros => ("Comparaison : prix d'une consultation, s'il n'est pas donné", "euros"),
        SemainesTravaillees => ("Comparaison : semaines travaillées, si elles ne sont pas données", "semaines"),
        CollectifPmtMoyenne => ("Patientèle médecin traitant moyenne à atteindre", "patients"),
        CollectifPlafondParMedecin => ("Plafond d'ETP : par médecin adhérent", "demi-ETP"),
        CollectifPlafondDocteurJunior => ("Plafond d'ETP : en plus par docteur junior accueilli", "demi-ETP"),
        CollectifPlafondSiteAgree => ("Plafond d'ETP : ou en plus par médecin d'un site agréé", "demi-ETP"),
        CollectifMontantAnnee1 => ("Montant par ETP, année 1", "€"),
        CollectifMontantAnnee2 => ("Montant par ETP, année 2", "€"),
        CollectifMontantAnnee3 => ("Montant par ETP, année 3 et suivantes", "€"),
        CollectifGainPmt => ("Objectif par ETP : patientèle médecin traitant", "patients"),
        CollectifGainPfa => ("Objectif par ETP : file active", "patients"),
        CollectifObjectifAns => ("Délai pour l'objectif", "ans"),
        CollectifPrimoAns => ("Membre primo-installé : délai pour atteindre P50", "ans"),
        CollectifPremiereAnneeModulee => ("L'aide dépend des résultats à partir de l'année", ""),
        CollectifDureeAns => ("Durée du contrat du groupe", "ans"),
        CollectifCarenceAns => ("Carence après la fin de l'aide", "ans"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gains_have_one_decimal_where_they_need_it() {
        assert_eq!(cellule_de_bareme(CelluleBareme::GainPourMille(75)), "+7,5\u{a0}%");
    }
}
