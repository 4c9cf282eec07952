//! A value that a rule read or gave, in words.

use convention::cout::LigneCout;
use convention::dossier::Etp;
use convention::explication::{Chemin, FigureCout, Valeur};
use convention::money::{Centimes, Fraction};
use convention::question::Question;
use convention::tables::cout::Cotisation;

use crate::date::date;
use crate::mots::Mots;
use crate::nombre::{entier, euros, nombre, patients, pour_cent, taux};
use crate::typographie::minuscule;

impl Mots<'_> {
    /// The value of a figure.
    pub fn valeur_de(&self, chemin: Chemin, valeur: Valeur) -> String {
        match (chemin, valeur) {
            (
                Chemin::Depart(_)
                | Chemin::Cible(_)
                | Chemin::Plancher(_)
                | Chemin::SeuilAtteint(_)
                | Chemin::Constat(..)
                | Chemin::GainDemande(_)
                | Chemin::GainDeduit(_)
                | Chemin::DepartDe(..)
                | Chemin::CibleDe(..)
                | Chemin::PrimoCible(..)
                | Chemin::PalierEffectif(_)
                | Chemin::HypotheseSeuil(..),
                Valeur::Entier(n),
            ) => u32::try_from(n).map_or_else(|_| entier(n), patients),
            (Chemin::Cout(_, FigureCout::Mois | FigureCout::NombreDeMois(_)), Valeur::Fraction(v)) => nombre(v),
            (Chemin::PmtMoyenne, Valeur::Fraction(v)) => moyenne(v),
            (Chemin::Bande | Chemin::BandeDe(_), Valeur::Inconnu) => "plusieurs possibles".to_owned(),
            (_, other) => self.valeur("", other),
        }
    }

    /// A value that a rule read under a name.
    pub fn valeur(&self, nom: &str, valeur: Valeur) -> String {
        match valeur {
            Valeur::Inconnu if nom.starts_with("bande") => "plusieurs possibles".to_owned(),
            Valeur::Inconnu => "inconnu".to_owned(),
            Valeur::Entier(n) => number(nom, n),
            Valeur::Centimes(v) => euros(v),
            Valeur::Fraction(v) if Cotisation::from_id(nom).is_some() => taux(v),
            Valeur::Fraction(v) if nom == "mois" => nombre(v),
            Valeur::Fraction(v) if nom == "heures_semaine" => format!("{}\u{a0}h", nombre(v)),
            Valeur::Fraction(v) if nom == "pmt_moyenne" => moyenne(v),
            Valeur::Fraction(v) => pour_cent(v),
            Valeur::Jour(v) => date(v),
            Valeur::Mot(id) => self.word(nom, id),
            Valeur::Etp(v) => etp(v),
            Valeur::Booleen(true) => "oui".to_owned(),
            Valeur::Booleen(false) => "non".to_owned(),
        }
    }

    fn word(&self, nom: &str, id: &'static str) -> String {
        if let Some(question) = Question::from_id(nom) {
            let index = question.readings().iter().position(|r| *r == id).unwrap_or_default();
            return self.lecture(question, index as u8).to_owned();
        }
        let prefixed = match nom {
            "secteur" | "zone" | "forme" => format!("{nom}-{id}"),
            _ => return self.convention.textes.mot(id).to_owned(),
        };
        self.convention.textes.mot(&prefixed).to_owned()
    }

    /// What a rule read, by its name.
    pub fn nom_lu(&self, nom: &'static str) -> String {
        if let Some(question) = Question::from_id(nom) {
            return format!("{} ({nom})", self.question(question));
        }
        if LigneCout::from_id(nom).is_some() || Cotisation::from_id(nom).is_some() {
            return minuscule(self.mot(nom));
        }
        if let Some(regle) = self.convention.textes.regle(nom) {
            return minuscule(&regle.libelle);
        }
        let named = NOMS.iter().find(|(known, _)| *known == nom);
        named.map_or_else(|| nom.replace('_', " "), |(_, words)| (*words).to_owned())
    }
}

/// `2,5 ETP`.
pub fn etp(etp: Etp) -> String {
    format!("{}\u{a0}ETP", etp.to_string().replace('.', ","))
}

/// A mean number of patients: `966,67`.
pub fn moyenne(mean: Fraction) -> String {
    let hundredths = Fraction::new(mean.num, mean.den).of(Centimes(100)).0;
    let (whole, rest) = (hundredths.div_euclid(100), hundredths.rem_euclid(100));
    if rest == 0 { entier(whole) } else { format!("{},{rest:02}", entier(whole)) }
}

fn number(nom: &str, n: i64) -> String {
    match nom {
        "plafond_mensuel" | "mutuelle_euros" => euros(Centimes::from_euros(n)),
        "smic_horaire" => euros(Centimes(n)),
        "reduction_minimum" | "reduction_ecart" | "reduction_maximum" => nombre(Fraction::new(n, 10_000)),
        "reduction_exposant" | "reduction_facteur" => nombre(Fraction::new(n, 100)),
        "heures_temps_plein" | "heures_annuelles" => format!("{}\u{a0}h", entier(n)),
        "euros_par_etp" => euros(Centimes::from_euros(n)),
        _ if nom.starts_with("plafond_par")
            || nom.starts_with("plafond_site")
            || nom.starts_with("plafond_docteur") =>
        {
            u16::try_from(n).map_or_else(|_| entier(n), |n| etp(Etp::demis(n)))
        }
        "mois" | "preavis_mois" | "sans_effet_mois" | "suspension_mois" => format!("{}\u{a0}mois", entier(n)),
        "jours" => format!("{}\u{a0}jour{}", entier(n), if n < 2 { "" } else { "s" }),
        "ans" | "carence_ans" | "primo_ans" => format!("{}\u{a0}ans", entier(n)),
        "gain_pour_mille" => pour_cent(Fraction::new(n, 1000)),
        "gain_suppose" | "tolerance" | "tolerance_65" => pour_cent(Fraction::new(n, 100)),
        _ if nom.ends_with("_pour_cent") || nom == "pour_cent" => pour_cent(Fraction::new(n, 100)),
        _ => entier(n),
    }
}

/// Names whose words are not the name itself, in the order of the alphabet.
const NOMS: &[(&str, &str)] = &[
    ("acompte", "acompte versé"),
    ("activite_mixte", "activité mixte"),
    ("actuel", "patients aujourd'hui"),
    ("adhesion", "adhésion"),
    ("aide", "aide due"),
    ("aide_modulee", "aide de l'année"),
    ("aide_precedente", "aide de l'année précédente"),
    ("ald", "ALD"),
    ("annee_debut", "premier jour de l'année"),
    ("anniversaire", "anniversaire suivant"),
    ("arrivee", "arrivée de l'assistant"),
    ("atteinte_pour_cent", "taux qui suffit"),
    ("au", "jour de l'étude"),
    ("autre_versement", "autre versement de l'année"),
    ("avenant_65", "révision à 65 ans"),
    ("bande", "tranche"),
    ("bande_donnee", "tranche donnée par la caisse"),
    ("bande_possible", "tranche possible"),
    ("brut_mensuel", "salaire brut écrit"),
    ("carence_ans", "carence"),
    ("cellule", "case du tableau"),
    ("circonstances_exceptionnelles", "circonstances exceptionnelles"),
    ("cloture", "anniversaire qui clôt l'année"),
    ("collectif_precedent", "aide collective précédente"),
    ("connu_le", "connu le"),
    ("constat", "patients comptés"),
    ("contrat_individuel", "contrat individuel"),
    ("cout", "coût"),
    ("cout_annuel", "coût annuel écrit"),
    ("date", "date"),
    ("date_limite", "au plus tard"),
    ("debut", "premier jour"),
    ("decision", "décision de la caisse"),
    ("deja_recu", "déjà reçu"),
    ("deja_signe", "contrat déjà signé"),
    ("depart", "patients au départ"),
    ("depuis", "compté depuis"),
    ("dernier_jour", "dernier jour"),
    ("docteur_junior", "accueil d'un docteur junior"),
    ("du", "dû"),
    ("duree_ans", "durée du contrat, en années"),
    ("employe_ailleurs", "part qui paie un autre versement"),
    ("encaisse", "part reçue"),
    ("encaissement", "somme reçue"),
    ("entree", "entrée de la convention 2024"),
    ("etp", "temps de travail demandé"),
    ("euros_par_etp", "montant par ETP"),
    ("exercice_coordonne", "exercice coordonné"),
    ("exercice_regroupe", "exercice à plusieurs médecins"),
    ("exigible", "dû à partir du"),
    ("fait_le", "fait le"),
    ("fin", "dernier jour"),
    ("fois", "nombre de fois"),
    ("forme", "forme de la structure"),
    ("gain", "patients à gagner"),
    ("gain_deduit", "gains déjà faits"),
    ("gain_deja_fait", "gain déjà fait par un médecin"),
    ("gain_demande", "patients demandés"),
    ("gain_par_etp", "patients demandés par ETP"),
    ("gain_pour_mille", "gain demandé"),
    ("gain_suppose", "gain supposé"),
    ("generaliste", "généraliste"),
    ("grille", "minimum de la branche"),
    ("heures_annuelles", "heures d'une année à temps plein"),
    ("heures_semaine", "heures par semaine"),
    ("heures_temps_plein", "temps plein, par semaine"),
    ("honoraires_cliniques", "honoraires cliniques"),
    ("honoraires_pour_cent", "part à dépasser"),
    ("honoraires_sans_depassement", "honoraires totaux sans dépassement"),
    ("hypothese", "patients supposés"),
    ("inexplique", "sans explication"),
    ("issue", "résultat"),
    ("jour", "jour"),
    ("jours_de_l_annee", "jours de l'année"),
    ("ligne", "ligne du tableau"),
    ("majoration_depuis", "plafond majoré depuis"),
    ("manque", "ce qui manque"),
    ("max", "au plus, dans tous les cas possibles"),
    ("medecins", "médecins qui adhèrent"),
    ("mensuel", "montant d'un mois"),
    ("mesure_du_30_juin", "patients au 30 juin"),
    ("min", "au moins, dans tous les cas possibles"),
    ("minimum", "salaire minimum"),
    ("montant", "aide maximale"),
    ("montant_annuel", "aide maximale d'une année entière"),
    ("mutuelle_euros", "mutuelle par assistant"),
    ("nature", "objectif"),
    ("nature_de_l_autre", "objectif de l'autre patientèle"),
    ("objectif_ecrit", "objectif écrit au contrat"),
    ("objectif_ecrit_de_l_autre", "objectif écrit pour l'autre patientèle"),
    ("option", "temps de travail financé"),
    ("p30", "seuil P30"),
    ("p50", "seuil P50"),
    ("p70", "seuil P70"),
    ("p90", "seuil P90"),
    ("p95", "seuil P95"),
    ("palier_ans", "années pour atteindre la médiane"),
    ("palier_part", "part de l'aide à ce taux"),
    ("palier_taux_pour_cent", "taux à partir duquel"),
    ("part", "part de l'aide"),
    ("part_au_palier", "part au palier"),
    ("pfa", "file active"),
    ("plafond", "plafond d'ETP"),
    ("plafond_docteur_junior", "en plus par docteur junior accueilli"),
    ("plafond_mensuel", "plafond mensuel de la sécurité sociale"),
    ("plafond_par_medecin", "par médecin"),
    ("plafond_site_agree", "en plus par médecin d'un site agréé"),
    ("plancher", "plancher"),
    ("pmt", "patientèle médecin traitant"),
    ("pmt_moyenne", "patientèle moyenne"),
    ("pmt_moyenne_minimale", "patientèle moyenne à atteindre"),
    ("position", "position"),
    ("pour_cent", "part versée"),
    ("preavis_mois", "préavis"),
    ("premiere_annee", "première année de cette option"),
    ("premiere_annee_modulee", "première année jugée sur les résultats"),
    ("primo_ans", "délai pour atteindre la médiane"),
    ("primo_au_plus_tard", "médiane à atteindre le"),
    ("primo_installe", "primo-installé"),
    ("primo_mois", "mois avant la signature"),
    ("pris_en_compte", "compte dans l'étude"),
    ("rang", "année du contrat"),
    ("recu", "reçu"),
    ("reduction_ecart", "réduction : ce qui s'ajoute au plus"),
    ("reduction_exposant", "réduction : puissance"),
    ("reduction_facteur", "réduction : facteur"),
    ("reduction_maximum", "réduction : coefficient le plus haut"),
    ("reduction_minimum", "réduction : coefficient le plus bas"),
    ("reduction_smic", "réduction : jusqu'à combien de SMIC"),
    ("regime", "règles du contrat"),
    ("remplacant", "remplaçant"),
    ("rqth", "RQTH"),
    ("sans_effet_mois", "absence sans effet sous"),
    ("sans_seuil", "RQTH ou ALD"),
    ("sans_seuil_minimal", "sans patientèle minimale (RQTH ou ALD)"),
    ("secretaire_devenue_assistante", "secrétaire devenue assistante"),
    ("semaines", "semaines"),
    ("senior", "65 ans ou plus à la signature"),
    ("seuil", "seuil"),
    ("seuil_atteint", "nombre qui atteint l'objectif"),
    ("seuil_des_tables", "nombre qui suffit"),
    ("signe_le", "signé le"),
    ("site_agree", "site agréé"),
    ("smic", "SMIC mensuel"),
    ("smic_horaire", "SMIC horaire"),
    ("solde_de_l_annee", "solde de l'année entière"),
    ("solde_le", "payé en entier le"),
    ("specialites_admises", "spécialités admises"),
    ("statut", "spécialité"),
    ("suivante", "premier jour de la période suivante"),
    ("suppose", "cas possible"),
    ("suspendue", "suspendue à partir du"),
    ("suspension_mois", "absence suspendue au-delà de"),
    ("temps", "temps de travail"),
    ("temps_liberal", "part libérale de l'activité"),
    ("tolerance", "baisse tolérée"),
    ("tolerance_65", "baisse tolérée"),
    ("tolerance_incluse", "baisse d'exactement autant tolérée"),
    ("tolerance_pour_cent", "baisse tolérée"),
    ("tranche_2_plafonds", "plafonds de la deuxième tranche"),
    ("type", "événement"),
    ("verdict", "droit à l'aide"),
    ("verse", "versé"),
];
