//! The years of a contract as JSON: periods, outcomes, payments, bounds.

use serde_json::{Map, Value};

use super::{Writer, plage};
use crate::atteinte::Atteinte;
use crate::contrat::{Periode, PeriodeChiffree};
use crate::etude::{AnneeEtudiee, Bornes, Plage};
use crate::json::json;
use crate::money::Centimes;
use crate::versement::{Cause, Versement};

impl Writer<'_> {
    pub(super) fn annee(&self, studied: &AnneeEtudiee) -> Value {
        let year = &studied.annee;
        let periode = &year.periode;
        json!({
            "annee": year.annee,
            "debut": periode.debut,
            "fin": periode.fin,
            "option": periode.option,
            "montant_centimes": year.montant,
            "atteintes": self.by_indicator(|i| self.atteinte(year.atteintes[i])),
            "part": year.part,
            "aide_centimes": year.aide,
            "periodes": self.periodes(studied),
            "part_calculee": year.calcul.map(|c| c.part),
            "aide_calculee_centimes": year.calcul.map(|c| c.aide),
            "decision": year.calcul.map(|c| json!({ "evenement": c.evenement })),
            "bornes": studied.bornes.map(|b| bornes(&b)),
        })
    }

    /// The parts of a year: one where nothing happened.
    fn periodes(&self, studied: &AnneeEtudiee) -> Value {
        let year = &studied.annee;
        let days = |p: &Periode| {
            let etat = if p.active { "active" } else { "suspendue" };
            let mut object = Map::new();
            object.insert("debut".to_owned(), json!(p.debut));
            object.insert("fin".to_owned(), json!(p.fin));
            object.insert("option".to_owned(), json!(p.option));
            object.insert("etat".to_owned(), json!(etat));
            object
        };
        if year.sans_un_jour() {
            return json!([]);
        }
        if studied.periodes.is_empty() {
            let mut only = days(&year.periode);
            for key in ["montant_annuel_centimes", "part", "objectifs"] {
                only.insert(key.to_owned(), Value::Null);
            }
            return json!([only]);
        }
        let cut = studied.periodes.len() > 1;
        let of = |c: &PeriodeChiffree| {
            let mut object = days(&c.periode);
            object.insert("montant_annuel_centimes".to_owned(), json!(c.montant_annuel));
            object.insert("part".to_owned(), json!(c.part.filter(|_| cut)));
            let own = c.objectifs.map(|o| self.by_indicator(|i| o[i].map_or(Value::Null, |o| self.objectif_seul(&o))));
            object.insert("objectifs".to_owned(), json!(own));
            Value::Object(object)
        };
        studied.periodes.iter().map(of).collect()
    }

    pub(crate) fn atteinte(&self, atteinte: Option<Atteinte>) -> Value {
        let Some(atteinte) = atteinte else { return Value::Null };
        json!({
            "constat": atteinte.constat,
            "issue": atteinte.issue,
            "libelle": atteinte.issue.map(|i| self.mot(i.id())),
            "taux": atteinte.taux,
        })
    }

    pub(super) fn versements(&self, studied: &AnneeEtudiee) -> Vec<Value> {
        let bounds = studied.bornes.unwrap_or_default().versements;
        let paid = studied.annee.versements.iter().zip(bounds);
        paid.filter_map(|(v, bounds)| Some(self.versement(v.as_ref()?, bounds))).collect()
    }

    pub(crate) fn versement(&self, versement: &Versement, bornes: Option<Plage<Centimes>>) -> Value {
        json!({
            "annee": versement.annee,
            "nature": versement.nature,
            "libelle": self.mot(versement.nature.id()),
            "montant_centimes": versement.montant,
            "bornes": bornes.filter(|_| versement.montant.is_none()).map(plage),
            "date_limite": versement.date_limite,
            "regle": versement.regle(),
            "motif": versement.motif().map(Cause::id),
            "evenement": versement.motif().and_then(|cause| match cause {
                Cause::Evenement(index, _) => Some(index),
                Cause::Constat(_) => None,
            }),
        })
    }
}

pub(crate) fn bornes(bornes: &Bornes) -> Value {
    json!({
        "montant_centimes": bornes.montant.map(plage),
        "part": bornes.part.map(plage),
        "aide_centimes": bornes.aide.map(plage),
    })
}
