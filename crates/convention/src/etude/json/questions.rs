//! What is open as JSON: questions, what to ask for, what would settle most.

use serde_json::Value;

use super::Writer;
use crate::etude::{Demander, Objet, Precision, QuestionTouchee};
use crate::explication::Donnee;
use crate::json::json;

impl Writer<'_> {
    pub(crate) fn question(&self, touchee: &QuestionTouchee) -> Value {
        let question = touchee.question;
        let texte = self.convention.textes.question(question);
        let reading = |index: u8| question.readings().get(usize::from(index)).copied();
        let label = |index: u8| texte.and_then(|t| t.lectures.get(usize::from(index)));
        let autres = touchee.autres.iter().map(|autre| {
            let ecarts = autre
                .ecarts
                .iter()
                .map(|e| json!({ "chemin": e.figure.pointer(), "actuel": e.figure.valeur, "valeur": e.valeur }));
            json!({
                "lecture": reading(autre.lecture),
                "libelle": label(autre.lecture),
                "ecarts": ecarts.collect::<Vec<_>>(),
            })
        });
        json!({
            "id": question.id(),
            "libelle": texte.map(|t| &t.libelle),
            "lecture": reading(touchee.lecture),
            "lecture_libelle": label(touchee.lecture),
            "change_le_resultat": touchee.change_le_resultat(),
            "autres": autres.collect::<Vec<_>>(),
        })
    }

    pub(crate) fn demander(&self, demander: &Demander) -> Value {
        let (objet, id, libelle) = match demander.objet {
            Objet::Donnee(donnee) => ("donnee", self.pointer(donnee), None),
            Objet::Objectif(i) => ("objectif", format!("/objectifs/{}", i.id()), None),
            Objet::NouvelObjectif(i, annee, periode) => {
                ("objectif", format!("/annees/{annee}/periodes/{periode}/objectifs/{}", i.id()), None)
            }
            Objet::Seuils(i) => ("seuils", self.pointer(Donnee::ParIndicateur("patientele.seuils", i)), None),
            Objet::Question(question) => {
                let texte = self.convention.textes.question(question);
                ("question", question.id().to_owned(), texte.map(|t| t.a_demander.as_str()))
            }
        };
        json!({ "objet": objet, "id": id, "libelle": libelle, "aupres_de": demander.aupres_de })
    }

    pub(super) fn precision(&self, precision: Option<Precision>) -> Value {
        precision.map_or(Value::Null, |precision| {
            json!({
                "donnee": self.pointer(precision.donnee),
                "ecart_centimes": precision.ecart,
                "reste_au_plus_centimes": precision.reste_au_plus,
                "reste_au_mieux_centimes": precision.reste_au_mieux,
            })
        })
    }
}
