//! A value that a rule read or gave, in words.

use convention::cout::LigneCout;
use convention::explication::{Chemin, FigureCout, Valeur};
use convention::money::{Centimes, Fraction};
use convention::question::Question;
use convention::tables::cout::Cotisation;

use crate::date::date;
use crate::nombre::{entier, euros, nombre, patients, pour_cent, taux};
use crate::typographie::minuscule;
use crate::vue::Vue;

impl Vue<'_> {
    /// The value of a figure.
    pub fn valeur_de(&self, chemin: Chemin, valeur: Valeur) -> String {
        match (chemin, valeur) {
            (
                Chemin::Depart(_)
                | Chemin::Cible(_)
                | Chemin::Plancher(_)
                | Chemin::SeuilAtteint(_)
                | Chemin::Constat(..)
                | Chemin::PalierEffectif(_)
                | Chemin::HypotheseSeuil(..),
                Valeur::Entier(n),
            ) => u32::try_from(n).map_or_else(|_| entier(n), patients),
            (Chemin::Cout(_, FigureCout::Mois | FigureCout::NombreDeMois(_)), Valeur::Fraction(v)) => nombre(v),
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
            Valeur::Fraction(v) => pour_cent(v),
            Valeur::Jour(v) => date(v),
            Valeur::Mot(id) => self.word(nom, id),
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
            "secteur" | "zone" => format!("{nom}-{id}"),
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
        name(nom).map_or_else(|| nom.replace('_', " "), str::to_owned)
    }
}

fn number(nom: &str, n: i64) -> String {
    match nom {
        "plafond_mensuel" | "mutuelle_euros" => euros(Centimes::from_euros(n)),
        "smic_horaire" => euros(Centimes(n)),
        "reduction_minimum" | "reduction_ecart" | "reduction_maximum" => nombre(Fraction::new(n, 10_000)),
        "reduction_exposant" | "reduction_facteur" => nombre(Fraction::new(n, 100)),
        "heures_temps_plein" | "heures_annuelles" => format!("{}\u{a0}h", entier(n)),
        "mois" => format!("{}\u{a0}mois", entier(n)),
        "jours" => format!("{}\u{a0}jour{}", entier(n), if n < 2 { "" } else { "s" }),
        "ans" => format!("{}\u{a0}ans", entier(n)),
        "gain_pour_mille" => pour_cent(Fraction::new(n, 1000)),
        "tolerance" | "tolerance_65" => pour_cent(Fraction::new(n, 100)),
        _ if nom.ends_with("_pour_cent") || nom == "pour_cent" => pour_cent(Fraction::new(n, 100)),
        _ => entier(n),
    }
}

/// Names whose words are not the name itself.
fn name(nom: &str) -> Option<&'static str> {
    Some(match nom {
        "acompte" => "acompte versé",
        "annee_debut" => "premier jour de l'année",
        "brut_mensuel" => "salaire brut écrit",
        "cout" => "coût",
        "cout_annuel" => "coût annuel écrit",
        "grille" => "minimum de la branche",
        "heures_annuelles" => "heures d'une année à temps plein",
        "heures_semaine" => "heures par semaine",
        "heures_temps_plein" => "temps plein, par semaine",
        "mensuel" => "montant d'un mois",
        "minimum" => "salaire minimum",
        "mutuelle_euros" => "mutuelle par assistant",
        "plafond_mensuel" => "plafond mensuel de la sécurité sociale",
        "position" => "position",
        "reduction_ecart" => "réduction : ce qui s'ajoute au plus",
        "reduction_exposant" => "réduction : puissance",
        "reduction_facteur" => "réduction : facteur",
        "reduction_maximum" => "réduction : coefficient le plus haut",
        "reduction_minimum" => "réduction : coefficient le plus bas",
        "reduction_smic" => "réduction : jusqu'à combien de SMIC",
        "smic" => "SMIC mensuel",
        "smic_horaire" => "SMIC horaire",
        "temps" => "temps de travail",
        "tranche_2_plafonds" => "plafonds de la deuxième tranche",
        "actuel" => "patients aujourd'hui",
        "autre_versement" => "autre versement de l'année",
        "bande_possible" => "tranche possible",
        "cellule" => "case du tableau",
        "date" => "date",
        "nature" => "objectif",
        "nature_de_l_autre" => "objectif de l'autre patientèle",
        "objectif_ecrit" => "objectif écrit au contrat",
        "objectif_ecrit_de_l_autre" => "objectif écrit pour l'autre patientèle",
        "palier_ans" => "années pour atteindre la médiane",
        "part_au_palier" => "part au palier",
        "primo_mois" => "mois avant la signature",
        "regime" => "règles du contrat",
        "semaines" => "semaines",
        "seuil" => "seuil",
        "seuil_des_tables" => "nombre qui suffit",
        "verdict" => "droit à l'aide",
        "activite_mixte" => "activité mixte",
        "aide" => "aide due",
        "aide_modulee" => "aide de l'année",
        "aide_precedente" => "aide de l'année précédente",
        "ald" => "ALD",
        "atteinte_pour_cent" => "taux qui suffit",
        "bande" => "tranche",
        "bande_donnee" => "tranche donnée par la caisse",
        "cloture" => "anniversaire qui clôt l'année",
        "constat" => "patients comptés",
        "debut" => "premier jour",
        "deja_signe" => "contrat déjà signé",
        "depart" => "patients au départ",
        "depuis" => "compté depuis",
        "entree" => "entrée de la convention 2024",
        "exercice_coordonne" => "exercice coordonné",
        "exercice_regroupe" => "exercice à plusieurs médecins",
        "fin" => "dernier jour",
        "fois" => "nombre de fois",
        "gain" => "patients à gagner",
        "gain_pour_mille" => "gain demandé",
        "honoraires_cliniques" => "honoraires cliniques",
        "honoraires_pour_cent" => "part à dépasser",
        "honoraires_sans_depassement" => "honoraires totaux sans dépassement",
        "hypothese" => "patients supposés",
        "issue" => "résultat",
        "ligne" => "ligne du tableau",
        "max" => "au plus, dans tous les cas possibles",
        "min" => "au moins, dans tous les cas possibles",
        "mesure_du_30_juin" => "patients au 30 juin",
        "montant" => "aide maximale",
        "option" => "temps de travail financé",
        "p30" => "seuil P30",
        "p50" => "seuil P50",
        "p70" => "seuil P70",
        "p90" => "seuil P90",
        "p95" => "seuil P95",
        "palier_part" => "part de l'aide à ce taux",
        "palier_taux_pour_cent" => "taux à partir duquel",
        "part" => "part de l'aide",
        "pfa" => "file active",
        "plancher" => "plancher",
        "pmt" => "patientèle médecin traitant",
        "pour_cent" => "part versée",
        "premiere_annee" => "première année de cette option",
        "premiere_annee_modulee" => "première année jugée sur les résultats",
        "primo_installe" => "primo-installé",
        "rang" => "année du contrat",
        "remplacant" => "remplaçant",
        "rqth" => "RQTH",
        "sans_seuil" => "RQTH ou ALD",
        "senior" => "65 ans ou plus à la signature",
        "seuil_atteint" => "nombre qui atteint l'objectif",
        "statut" => "spécialité",
        "temps_liberal" => "part libérale de l'activité",
        "tolerance" | "tolerance_65" | "tolerance_pour_cent" => "baisse tolérée",
        "tolerance_incluse" => "baisse d'exactement autant tolérée",
        _ => return None,
    })
}
