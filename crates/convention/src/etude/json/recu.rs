//! What was received beside what is due, as JSON.

use serde_json::{Map, Value};

use super::{Writer, plage};
use crate::etude::{Cause, EncaissementSuivi, Etude, Plage, Pourquoi, Rapprochement, VersementSuivi};
use crate::explication::Poste;
use crate::json::json;
use crate::money::Centimes;
use crate::tables::SerieMontant;

impl Writer<'_> {
    pub(super) fn rapprochement(&self, etude: &Etude) -> Value {
        let Some(rapprochement) = &etude.rapprochement else { return Value::Null };
        let versements = (0u16..).zip(&rapprochement.versements);
        json!({
            "versements": versements.map(|(index, v)| self.versement_suivi(index, v, rapprochement)).collect::<Vec<_>>(),
            "encaissements":
                rapprochement.encaissements.iter().map(|e| self.encaissement_suivi(e)).collect::<Vec<_>>(),
            "totaux": totaux(rapprochement),
        })
    }

    fn versement_suivi(&self, index: u16, suivi: &VersementSuivi, rapprochement: &Rapprochement) -> Value {
        let paid = suivi.apports.iter().map(|apport| {
            let recu = rapprochement.encaissements.iter().find(|e| e.recu.encaissement == apport.encaissement);
            json!({
                "encaissement": apport.encaissement,
                "date": recu.map(|e| e.recu.date),
                "montant_centimes": apport.montant,
            })
        });
        let set_off = suivi.compensations.iter();
        let set_off = set_off.map(|(other, montant)| json!({ "versement": other, "montant_centimes": montant }));
        json!({
            "versement": index,
            "annee": suivi.annee,
            "nature": suivi.nature,
            "nature_libelle": self.mot(suivi.nature.id()),
            "du_centimes": suivi.du.montant,
            "bornes": suivi.du.bornes.map(|(min, max)| plage(Plage { min, max })),
            "exigible_le": suivi.du.exigible,
            "date_limite": suivi.du.date_limite,
            "recu_centimes": suivi.recu,
            "manque_centimes": suivi.manque,
            "etat": suivi.etat,
            "libelle": self.mot(suivi.etat.id()),
            "jours_de_retard": suivi.jours_de_retard,
            "encaissements": paid.collect::<Vec<_>>(),
            "compensations": set_off.collect::<Vec<_>>(),
            "pourquoi": suivi.pourquoi.as_ref().map(|p| self.pourquoi(p)),
        })
    }

    fn pourquoi(&self, pourquoi: &Pourquoi) -> Value {
        let base = &pourquoi.base;
        json!({
            "regle": base.regle,
            "libelle": self.regle(base.regle),
            "montant_centimes": base.montant,
            "part": base.part,
            "aide_centimes": base.aide,
            "pour_cent": base.pour_cent,
            "assiette_centimes": base.assiette,
            "sur_l_aide_precedente": base.sur_l_aide_precedente,
            "acompte_centimes": base.acompte,
            "evenement": base.evenement,
            "causes": pourquoi.causes.iter().map(|c| self.cause(*c)).collect::<Vec<_>>(),
        })
    }

    fn encaissement_suivi(&self, suivi: &EncaissementSuivi) -> Value {
        let paid = suivi.apports.iter().map(|a| json!({ "versement": a.versement, "montant_centimes": a.montant }));
        json!({
            "encaissement": suivi.recu.encaissement,
            "date": suivi.recu.date,
            "montant_centimes": suivi.recu.montant,
            "versements": paid.collect::<Vec<_>>(),
            "inexplique_centimes": suivi.inexplique,
            "inexplique": suivi.inexplique != Centimes::ZERO,
            "causes": suivi.causes.iter().map(|c| self.cause(*c)).collect::<Vec<_>>(),
        })
    }

    /// What a cause is about; its other members are null.
    fn cause(&self, cause: Cause) -> Value {
        let mut object = Map::new();
        for member in ["question", "lecture", "option", "annee", "serie", "evenement", "versement", "pour_cent"] {
            object.insert(member.to_owned(), Value::Null);
        }
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("id", json!(cause.nature()));
        add("libelle", json!(self.mot(cause.nature().id())));
        match cause {
            Cause::AutreLecture(question, lecture, versement) => {
                add("question", json!(question.id()));
                add("lecture", json!(question.readings().get(usize::from(lecture))));
                add("versement", json!(versement));
            }
            Cause::AutreOption(option) => {
                add("option", json!(option));
            }
            Cause::AutreAnnee(annee) => {
                add("annee", json!(annee));
            }
            Cause::AutreSerie(serie) => {
                add("serie", json!(SerieMontant::id(serie)));
            }
            Cause::SansEvenement(evenement) => {
                add("evenement", json!(evenement));
            }
            Cause::AutreTaux(pour_cent) => {
                add("pour_cent", json!(pour_cent));
            }
            Cause::Compensation(versement) | Cause::DejaRecu(versement) | Cause::PasEncoreDu(versement) => {
                add("versement", json!(versement));
            }
            Cause::SansModulation | Cause::Arrondi => {}
        }
        Value::Object(object)
    }
}

fn totaux(rapprochement: &Rapprochement) -> Value {
    let member = |poste: Poste| (poste.membre().to_owned(), json!(rapprochement.total(poste)));
    let mut object = Map::new();
    object.extend(Poste::ALL.into_iter().map(member));
    Value::Object(object)
}
