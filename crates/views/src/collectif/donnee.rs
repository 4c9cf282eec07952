//! The fields of a group's dossier in words, and what to ask.

use convention::eligibilite::AupresDe;
use convention::etude::Objet;
use convention::explication::Donnee;

use super::VueCollective;
use crate::donnee::champ;
use crate::mots::Mots;
use crate::typographie::{lier, majuscule};

impl Mots<'_> {
    /// A field of a member: `le secteur conventionnel de dr-a`.
    pub(crate) fn donnee_d_un_membre(&self, nom: Option<&str>, index: u8, path: &str) -> String {
        let what = match path {
            "secteur" => "le secteur conventionnel",
            "specialite" => "la spécialité",
            "pmt" => "la patientèle médecin traitant à l'adhésion",
            "pfa" => "la file active à l'adhésion",
            "docteur_junior" => "l'accueil d'un docteur junior, ou non,",
            "contrat_individuel.fin" => "la fin du contrat individuel",
            "contrat_individuel.gain_pmt" => "les patients gagnés en médecin traitant sous le contrat individuel",
            "contrat_individuel.gain_pfa" => "les patients gagnés en file active sous le contrat individuel",
            "collectif_precedent.fin" => "la fin de l'aide collective précédente",
            other => other,
        };
        let who = nom.map_or_else(|| format!("médecin\u{a0}{}", u16::from(index) + 1), str::to_owned);
        format!("{what} de {who}")
    }
}

impl VueCollective<'_> {
    /// A field as a group of words.
    pub fn donnee(&self, donnee: Donnee) -> String {
        match donnee {
            Donnee::Membre(index, path) => self.donnee_d_un_membre(Some(&self.membre(index)), index, path),
            Donnee::Champ(path) => champ(path).unwrap_or(path).to_owned(),
            Donnee::ParIndicateur(_, i) | Donnee::Seuil(i, _) | Donnee::Constat(_, i) => {
                format!("la {} du groupe", self.mot(i.id()))
            }
            // A group's dossier has no event and no sum received.
            Donnee::Evenement(_, field) | Donnee::EvenementPar(_, field, _) | Donnee::Encaissement(_, field) => {
                field.to_owned()
            }
            Donnee::DateDuConstat(_) => "la date du relevé".to_owned(),
            Donnee::ConnuLeDuConstat(_) => "le jour où le relevé est connu".to_owned(),
        }
    }

    /// What the group's own papers say.
    pub fn a_retrouver(&self) -> Vec<String> {
        self.asked(AupresDe::Medecin)
    }

    /// The questions for the caisse.
    pub fn a_demander(&self) -> Vec<String> {
        self.asked(AupresDe::Caisse)
    }

    fn asked(&self, whom: AupresDe) -> Vec<String> {
        let asked = self.etude.a_demander.iter().filter(|d| d.aupres_de == whom);
        asked.map(|d| lier(&self.sentence(d.objet, whom))).collect()
    }

    fn sentence(&self, objet: Objet, whom: AupresDe) -> String {
        match (objet, whom) {
            (Objet::Question(question), _) => {
                let texte = self.convention.textes.question(question);
                texte.map_or_else(|| question.id().to_owned(), |t| t.a_demander.clone())
            }
            (Objet::Donnee(donnee), AupresDe::Medecin) => majuscule(&self.donnee(donnee)),
            (Objet::Donnee(donnee), AupresDe::Caisse) => {
                format!("Pouvez-vous nous indiquer : {} ?", self.donnee(donnee))
            }
            (Objet::Objectif(i) | Objet::NouvelObjectif(i, ..) | Objet::Seuils(i), _) => {
                format!("Quel est notre objectif de {} ?", self.mot(i.id()))
            }
        }
    }
}
