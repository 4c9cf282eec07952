//! The fields of a dossier, as a doctor names them.

use convention::explication::Donnee;
use convention::indicateur::Indicateur;

use crate::date::date;
use crate::vue::Vue;

impl Vue<'_> {
    /// A field as a group of words: `votre secteur conventionnel`.
    pub fn donnee(&self, donnee: Donnee) -> String {
        match donnee {
            Donnee::Champ(path) => champ(path).unwrap_or(path).to_owned(),
            Donnee::Membre(index, path) => self.donnee_d_un_membre(None, index, path),
            Donnee::ParIndicateur(prefix, i) => self.par_indicateur(prefix, i),
            Donnee::Seuil(i, percentile) => {
                format!("le seuil {} de la {}", percentile.to_ascii_uppercase(), self.indicateur(i))
            }
            Donnee::Constat(index, i) => {
                let constat = self.etude.dossier.constats.get(usize::from(index));
                let measured = constat.map_or_else(String::new, |c| format!(" relevée le {}", date(c.date)));
                format!("votre {}{measured}", self.indicateur(i))
            }
            Donnee::Encaissement(index, _) => {
                let sum = self.etude.dossier.encaissements.get(usize::from(index));
                sum.map_or_else(String::new, |e| format!("la somme du {}", date(e.date)))
            }
            Donnee::ConnuLeDuConstat(_) => "le jour où le relevé est connu".to_owned(),
            Donnee::DateDuConstat(index) => {
                let constat = self.etude.dossier.constats.get(usize::from(index));
                constat.map_or_else(String::new, |c| format!("le jour du relevé du {}", date(c.date)))
            }
            Donnee::Evenement(index, field) => self.evenement(index, field),
            Donnee::EvenementPar(index, field, i) => {
                format!("{} ({})", self.evenement(index, field), self.sigle(i))
            }
        }
    }

    /// `l'avenant du 15 janvier 2028`, and which of its fields.
    fn evenement(&self, index: u16, field: &str) -> String {
        let Some(event) = self.etude.dossier.evenements.get(usize::from(index)) else { return field.to_owned() };
        let name = format!("« {} » du {}", self.mot(event.nature().id()), date(event.date));
        let part = match field {
            "date" => "la date de l'événement",
            "option" => "l'option écrite par l'événement",
            "objectif" => "l'objectif écrit par l'événement",
            "depart" => "la patientèle de départ écrite par l'événement",
            "part" | "aide_euros" => "ce que décide l'événement",
            _ => "l'événement",
        };
        format!("{part} {name}")
    }

    fn par_indicateur(&self, prefix: &str, i: Indicateur) -> String {
        let name = self.indicateur(i);
        match prefix {
            "patientele" => format!("votre {name} de départ"),
            "patientele.seuils" => format!("les seuils de votre spécialité (P30, P50, P90, P95) pour la {name}"),
            "patientele.reconstituee" => format!("votre {name} reconstituée par la caisse (activité mixte)"),
            "contrat.objectif" => format!("l'objectif de {name} écrit à votre contrat"),
            "constats" => format!("le relevé de votre {name} par la caisse"),
            _ => name.to_owned(),
        }
    }
}

/// A field with a fixed path.
pub(crate) fn champ(path: &str) -> Option<&'static str> {
    Some(match path {
        "medecin.specialite" => "votre spécialité",
        "medecin.secteur" => "votre secteur conventionnel",
        "medecin.naissance" => "votre date de naissance",
        "medecin.installation" => "la date de votre première installation dans le département",
        "medecin.zone" => "la zone de votre cabinet (ZIP, ZAC ou autre)",
        "medecin.honoraires_cliniques_euros" => "vos honoraires cliniques (hors actes CCAM) des 12 derniers mois",
        "medecin.honoraires_sans_depassement_euros" => {
            "vos honoraires totaux, sans les dépassements, des 12 derniers mois"
        }
        "medecin.rqth" => "votre reconnaissance de travailleur handicapé (RQTH)",
        "medecin.ald" => "votre affection de longue durée (ALD)",
        "medecin.sans_seuil_minimal" => "votre dispense de patientèle minimale",
        "medecin.activite_mixte" => "votre activité mixte, libérale et salariée",
        "medecin.temps_liberal" => "la part libérale de votre activité",
        "medecin.remplacant" => "votre statut de remplaçant",
        "medecin.exercice_regroupe" => "votre exercice à plusieurs médecins, ou non",
        "medecin.exercice_coordonne" => "votre exercice coordonné (MSP, ESP, CPTS…), ou l'engagement d'y entrer",
        "contrat.etp" => "le temps de travail demandé, en ETP",
        "structure.forme" => "la forme juridique de la structure",
        "structure.site_agree" => "si la structure est un site agréé",
        "patientele.bande" => "la tranche donnée par la caisse",
        "contrat.signature" => "la date de signature du contrat",
        "contrat.option" => "le temps de travail financé",
        "contrat.justificatifs" => "la date de remise des justificatifs à la caisse",
        "assistant.embauche" => "la date d'embauche de l'assistant",
        "assistant.position" => "la position de l'assistant dans la convention collective",
        "assistant.brut_mensuel_euros" => "le salaire brut mensuel de l'assistant",
        "assistant.heures_semaine" => "les heures par semaine de l'assistant",
        "assistant.anciennete_depuis" => "le début de l'ancienneté de l'assistant",
        "assistant.cout_annuel_euros" => "le coût annuel de l'assistant",
        _ => return None,
    })
}
