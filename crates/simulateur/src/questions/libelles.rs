//! What each field is asked as. The help under a question is the field table's own, but where a doctor
//! needs plainer words.

/// A question, and its help where the field's own is not plain enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Libelle {
    /// The question.
    pub(super) question: &'static str,
    /// The help. `None`: the field's own.
    pub(super) aide: Option<&'static str>,
}

/// The words of a field: of its whole path, else of its last two names, else of its last.
pub(super) fn libelle(modele: &str) -> Libelle {
    let whole = chercher(modele);
    let tail = || modele.rmatch_indices('.').nth(1).map_or(modele, |(at, _)| &modele[at + 1..]);
    let last = || modele.rsplit('.').next().unwrap_or(modele);
    whole.or_else(|| chercher(tail())).or_else(|| chercher(last())).unwrap_or(Libelle { question: "", aide: None })
}

fn chercher(nom: &str) -> Option<Libelle> {
    let (_, question, aide) = LIBELLES.iter().find(|(known, ..)| *known == nom)?;
    Some(Libelle { question, aide: (!aide.is_empty()).then_some(aide) })
}

/// Path without indices, or its end; question; help, empty for the field's own.
static LIBELLES: &[(&str, &str, &str)] = &[
    ("medecin.specialite", "Quelle est votre spécialité ?", "La seule réponse obligatoire."),
    (
        "medecin.secteur",
        "Quel est votre secteur conventionnel ?",
        "L'OPTAM et l'OPTAM-ACO sont les options de tarifs maîtrisés du secteur 2 : sans elles, pas d'aide.",
    ),
    ("medecin.naissance", "Quelle est votre date de naissance ?", "Les règles changent à 65 ans."),
    (
        "medecin.installation",
        "Quand vous êtes-vous installé dans le département ?",
        "La première fois. Les règles sont plus douces dans l'année qui suit.",
    ),
    (
        "medecin.zone",
        "Dans quelle zone est votre cabinet ?",
        "L'ARS classe chaque commune : ZIP (zone d'intervention prioritaire), ZAC (zone d'action complémentaire), ou \
         aucune des deux.",
    ),
    (
        "medecin.sans_seuil_minimal",
        "Je suis dispensé du seuil minimal de patientèle",
        "Reconnaissance de travailleur handicapé (RQTH) ou affection de longue durée (ALD) : inutile de dire \
         laquelle.",
    ),
    ("medecin.rqth", "Je suis reconnu travailleur handicapé (RQTH)", " "),
    ("medecin.ald", "Je suis en affection de longue durée (ALD)", " "),
    (
        "medecin.honoraires_cliniques_euros",
        "Vos honoraires cliniques des 12 derniers mois ?",
        "Hors actes CCAM. Avec la réponse suivante, ils décident du droit à l'aide dans votre spécialité.",
    ),
    ("medecin.honoraires_sans_depassement_euros", "Vos honoraires totaux, sans dépassements, des mêmes mois ?", " "),
    ("medecin.activite_mixte", "J'ai aussi une activité salariée (activité mixte)", " "),
    (
        "medecin.temps_liberal",
        "Quelle part de votre activité est libérale ?",
        "Une fraction d'un temps plein, comme 6/10.",
    ),
    ("medecin.remplacant", "Je suis remplaçant", " "),
    ("medecin.exercice_regroupe", "Exercez-vous à plusieurs médecins ?", ""),
    ("medecin.exercice_coordonne", "Êtes-vous en exercice coordonné ?", "MSP, ESP, ESS, CPTS ou centre de santé."),
    (
        "patientele.pmt",
        "Combien de patients vous ont choisi comme médecin traitant ?",
        "C'est la PMT, patientèle médecin traitant : adultes et enfants.",
    ),
    (
        "patientele.pmt_adultes",
        "Combien d'adultes vous ont choisi comme médecin traitant ?",
        "Les contrats signés avant mai 2023 ne comptent que les patients de 16 ans et plus.",
    ),
    (
        "patientele.pfa",
        "Combien de patients différents avez-vous vus en 12 mois ?",
        "C'est la file active (PFA), quel que soit leur médecin traitant.",
    ),
    ("patientele.date", "De quand datent ces chiffres ?", " "),
    (
        "patientele.bande",
        "Quelle tranche la caisse vous a-t-elle donnée ?",
        "Cochez-en plusieurs si elle hésite. La tranche de la caisse passe avant tout calcul.",
    ),
    ("bandes.pmt", "Tranche de la patientèle médecin traitant", "Si les deux tranches diffèrent."),
    ("bandes.pmt_adultes", "Tranche de la patientèle adulte", "Si les deux tranches diffèrent."),
    ("bandes.pfa", "Tranche de la file active", "Si les deux tranches diffèrent."),
    ("seuils.pmt", "Seuils de votre spécialité, médecin traitant", " "),
    ("seuils.pmt_adultes", "Seuils de votre spécialité, adultes", " "),
    ("seuils.pfa", "Seuils de votre spécialité, file active", " "),
    ("p30", "P30", ""),
    ("p50", "P50", ""),
    ("p70", "P70", ""),
    ("p90", "P90", ""),
    ("p95", "P95", ""),
    ("reconstituee.pmt", "Patientèle médecin traitant reconstituée par la caisse", " "),
    ("reconstituee.pmt_adultes", "Patientèle adulte reconstituée par la caisse", " "),
    ("reconstituee.pfa", "File active reconstituée par la caisse", " "),
    ("contrat.type", "Qui signe le contrat ?", " "),
    (
        "contrat.signature",
        "Quand le contrat a-t-il été signé ?",
        "La date décide des règles. Pas encore signé : laissez vide.",
    ),
    ("contrat.option", "Combien de temps de travail l'aide paie-t-elle ?", "Sans réponse, chaque choix est comparé."),
    ("contrat.etp", "Combien de temps de travail, en équivalents temps plein ?", "Par pas de 0,5 : 2,5 par exemple."),
    (
        "contrat.justificatifs",
        "Quand avez-vous remis les justificatifs ?",
        "À la caisse : le premier versement en dépend.",
    ),
    ("objectif.pmt", "Patients qui vous ont choisi comme médecin traitant (PMT)", " "),
    ("objectif.pmt_adultes", "Adultes qui vous ont choisi comme médecin traitant", " "),
    ("objectif.pfa", "File active (PFA)", " "),
    ("cible", "Nombre à atteindre", " "),
    ("gain", "ou patients de plus", " "),
    ("maintien", "ou maintien : garder le même nombre", " "),
    ("assistant.profil", "Quel était son métier ?", " "),
    ("assistant.embauche", "Quand est-il embauché ?", " "),
    ("assistant.employeur", "Qui l'emploie ?", " "),
    ("assistant.position", "Quelle est sa position ?", "Convention collective des cabinets médicaux, de 5 à 9."),
    ("assistant.brut_mensuel_euros", "Quel est son salaire brut par mois ?", "Sans la prime d'ancienneté."),
    ("assistant.heures_semaine", "Combien d'heures par semaine ?", "Sans réponse : le temps de travail de l'aide."),
    ("assistant.anciennete_depuis", "Depuis quand est-il au cabinet ?", "Pour la prime d'ancienneté."),
    ("assistant.cout_annuel_euros", "Ou : combien coûte une année d'emploi ?", "Charges comprises."),
    ("structure.forme", "Quelle est sa forme juridique ?", " "),
    ("structure.site_agree", "Est-ce un site agréé ?", " "),
    ("membres.reference", "Son nom, ou votre repère", " "),
    ("membres.specialite", "Sa spécialité", " "),
    ("membres.secteur", "Son secteur", " "),
    ("membres.pmt", "Sa patientèle médecin traitant", "À son adhésion."),
    ("membres.pfa", "Sa file active", "À son adhésion."),
    (
        "membres.adhesion",
        "Premier jour dans le groupe",
        "Le jour de la signature si vous laissez vide, ou un de ses anniversaires.",
    ),
    ("membres.sortie", "Jour de sortie du groupe", "Un anniversaire de la signature."),
    ("membres.installation", "Son installation dans le département", "La première."),
    ("membres.docteur_junior", "Accueille un docteur junior", ""),
    ("contrat_individuel.fin", "Dernier jour de ce contrat", " "),
    ("contrat_individuel", "Son contrat individuel, s'il en avait un", " "),
    ("contrat_individuel.gain_pmt", "Patients gagnés sous ce contrat, médecin traitant", " "),
    ("contrat_individuel.gain_pfa", "Patients gagnés sous ce contrat, file active", " "),
    ("collectif_precedent", "Une aide collective d'avant, s'il en avait une", " "),
    ("collectif_precedent.fin", "Dernier jour de cette aide", " "),
    (
        "collectif_precedent.circonstances_exceptionnelles",
        "La caisse a admis des circonstances exceptionnelles",
        "Elles dispensent du délai avant une nouvelle aide.",
    ),
    ("constats.date", "Date du relevé", " "),
    ("constats.pmt", "Patientèle médecin traitant (PMT)", " "),
    ("constats.pmt_adultes", "Patientèle adulte", " "),
    ("constats.pfa", "File active (PFA)", " "),
    ("constats.connu_le", "Connu le", "Le jour où vous avez eu ces chiffres."),
    ("evenements.date", "Prend effet le", " "),
    ("evenements.type", "Ce qui est arrivé", " "),
    ("evenements.signe_le", "Signé le", " "),
    ("evenements.connu_le", "Connu le", "Si ce n'est pas la même date."),
    ("evenements.option", "Nouveau temps de travail", " "),
    ("evenements.depart", "La patientèle de départ que l'avenant écrit", " "),
    ("evenements.objectif", "Le nouvel objectif", " "),
    ("depart.pmt", "Patientèle médecin traitant (PMT)", " "),
    ("depart.pmt_adultes", "Patientèle adulte", " "),
    ("depart.pfa", "File active (PFA)", " "),
    ("evenements.date_mesure", "Mesurée le", " "),
    ("evenements.motif", "Pourquoi", " "),
    ("evenements.heures_semaine", "Heures par semaine", " "),
    ("evenements.nature", "Certificat", " "),
    ("evenements.annee", "Année du contrat", " "),
    ("evenements.part", "Part de l'aide accordée", "Une fraction, comme 3/4."),
    ("evenements.aide_euros", "ou aide accordée", " "),
    ("evenements.retrait", "ou une décision d'avant est retirée", " "),
    ("evenements.par", "Qui y met fin", " "),
    ("evenements.carence", "Délai de 2 ans avant un nouveau contrat", " "),
    ("encaissements.date", "Jour du virement", " "),
    ("encaissements.montant_euros", "Somme", "Négative si c'est vous qui rendez."),
    ("encaissements.connu_le", "Vue le", "Si ce n'est pas la même date."),
    ("si.pmt", "Et si votre patientèle médecin traitant était de", " "),
    ("si.pmt_adultes", "Et si votre patientèle adulte était de", " "),
    ("si.pfa", "Et si votre file active était de", " "),
    ("reference", "Votre repère pour ce dossier", "Il nomme les fichiers et le calendrier."),
    ("au", "Jour de l'étude", "Aujourd'hui si vous laissez vide."),
    ("connu_au", "Avec ce qui était connu le", "Le jour de l'étude si vous laissez vide."),
];
