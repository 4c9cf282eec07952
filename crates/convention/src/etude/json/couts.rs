//! What the employment costs as JSON.

use serde_json::{Map, Value};

use super::{Writer, plage};
use crate::cout::{CoutAnnee, Detail, LigneCout, Mensualite};
use crate::json::json;

impl Writer<'_> {
    pub(super) fn cout(&self, cout: &CoutAnnee) -> Value {
        let labelled = |ids: &mut dyn Iterator<Item = &'static str>| -> Vec<Value> {
            ids.map(|id| json!({ "id": id, "libelle": self.mot(id) })).collect()
        };
        json!({
            "annee": cout.annee,
            "mois": cout.mois,
            "temps": cout.temps,
            "cout_centimes": cout.cout,
            "detail": cout.detail.as_ref().map(detail),
            "mensualites": cout.mensualites.iter().map(mensualite).collect::<Vec<_>>(),
            "reste_a_charge_centimes": cout.reste_a_charge,
            "bornes": cout.bornes.map(plage),
            "hypotheses": labelled(&mut cout.hypotheses.iter().map(|h| h.id())),
            "remarques": labelled(&mut cout.remarques.iter().map(|r| r.id())),
            "non_compris": labelled(&mut cout.non_compris.iter().map(|n| n.id())),
        })
    }
}

fn mensualite(mensualite: &Mensualite) -> Value {
    json!({
        "debut": mensualite.debut,
        "fin": mensualite.fin,
        "mois": mensualite.mois,
        "temps": mensualite.temps,
        "minimum_centimes": mensualite.minimum,
        "taux_anciennete": mensualite.taux_anciennete,
        "detail": detail(&mensualite.detail),
    })
}

fn detail(detail: &Detail) -> Value {
    let mut object = Map::new();
    object.extend(LigneCout::ALL.iter().map(|l| (format!("{l}_centimes"), json!(detail[*l]))));
    Value::Object(object)
}
