//! A group's dossier back as JSON.

use serde_json::{Map, Value};

use super::{day, table};
use crate::dossier::{DossierCollectif, Membre};
use crate::json::json;
use crate::question::Question;

impl DossierCollectif {
    /// The dossier as JSON, such that reading it again on the same day gives an equal dossier and two
    /// equal dossiers give the same bytes. Keys are sorted; members stay in their order, constats are by
    /// date; readings stand only where not the default.
    pub fn canonical(&self) -> Value {
        let readings = Question::ALL.iter().filter(|q| self.lectures.index(**q) != 0);
        let constats: Vec<Value> = self
            .constats
            .iter()
            .filter_map(|c| {
                let count = |n: Option<u32>| n.map(|n| json!(n));
                let (pmt, pfa) = (count(c.effectif.pmt), count(c.effectif.pfa));
                table([("date", day(Some(c.date))), ("pmt", pmt), ("pfa", pfa), ("connu_le", day(c.connu_le))])
            })
            .collect();
        let contrat = table([
            ("type", Some(json!("collectif"))),
            ("signature", day(self.contrat.signature)),
            ("etp", self.contrat.etp.map(|v| json!(v))),
        ]);
        let structure = table([
            ("forme", self.structure.forme.map(|v| json!(v))),
            ("site_agree", self.structure.site_agree.map(Value::Bool)),
        ]);
        table([
            ("reference", self.reference.as_ref().map(|r| json!(r))),
            ("contrat", contrat),
            ("structure", structure),
            ("membres", Some(self.membres.iter().filter_map(member).collect())),
            ("constats", (!constats.is_empty()).then_some(Value::Array(constats))),
            ("lectures", table(readings.map(|q| (q.id(), Some(json!(self.lectures.id(*q))))).collect::<Vec<_>>())),
        ])
        .unwrap_or_else(|| Value::Object(Map::new()))
    }
}

fn member(membre: &Membre) -> Option<Value> {
    let count = |n: Option<u32>| n.map(|n| json!(n));
    // That there was a contract is known even where nothing else is.
    let known = |inner: Option<Value>| Some(inner.unwrap_or_else(|| Value::Object(Map::new())));
    let individuel = membre.contrat_individuel.and_then(|c| {
        let (pmt, pfa) = (count(c.gains.pmt), count(c.gains.pfa));
        known(table([("fin", day(c.fin)), ("gain_pmt", pmt), ("gain_pfa", pfa)]))
    });
    let precedent = membre.collectif_precedent.and_then(|c| {
        let waived = c.circonstances_exceptionnelles.then_some(Value::Bool(true));
        known(table([("fin", day(c.fin)), ("circonstances_exceptionnelles", waived)]))
    });
    table([
        ("reference", membre.reference.as_ref().map(|r| json!(r))),
        ("specialite", Some(json!(membre.specialite))),
        ("secteur", membre.secteur.map(|v| json!(v))),
        ("pmt", count(membre.effectif.pmt)),
        ("pfa", count(membre.effectif.pfa)),
        ("adhesion", day(membre.adhesion)),
        ("sortie", day(membre.sortie)),
        ("installation", day(membre.installation)),
        ("docteur_junior", membre.docteur_junior.map(Value::Bool)),
        ("contrat_individuel", individuel),
        ("collectif_precedent", precedent),
    ])
}
