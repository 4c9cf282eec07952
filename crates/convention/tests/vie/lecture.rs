//! What the properties read of an étude.

use crate::boite;
use crate::situation::Situation;
use proptest::prelude::TestCaseError;
use serde_json::Value;

/// The étude of a life, or a failure that shows it.
pub(crate) fn etude(s: &Situation) -> Result<Value, TestCaseError> {
    boite::etude_toml(s)
        .map_err(|fautes| TestCaseError::fail(format!("a sound life is refused: {fautes:#?}\n{}", montrer(s))))
}

/// The same life studied on another day, with another knowledge.
pub(crate) fn etude_au(s: &Situation, au: &str, connu_au: &str) -> Result<Value, TestCaseError> {
    etude(&Situation { au: au.to_owned(), connu_au: Some(connu_au.to_owned()), ..s.clone() })
}

pub(crate) fn montrer(s: &Situation) -> String {
    format!("--- studied on {}, known on {} ---\n{}", s.au, s.connu_au.as_deref().unwrap_or(&s.au), s.toml())
}

pub(crate) fn liste<'a>(json: &'a Value, nom: &str) -> &'a [Value] {
    json[nom].as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn texte<'a>(json: &'a Value, nom: &str) -> &'a str {
    json[nom].as_str().unwrap_or_default()
}

pub(crate) fn jour(texte: &str) -> jiff::civil::Date {
    texte.parse().unwrap()
}

pub(crate) fn lendemain(texte: &str) -> String {
    jour(texte).tomorrow().unwrap().to_string()
}

/// Days from one day to another, that one included.
pub(crate) fn jours(debut: &str, fin: &str) -> i64 {
    i64::from(jour(debut).until(jour(&lendemain(fin))).unwrap().get_days())
}

/// A payment that the calendar of the contract makes due, not an event.
pub(crate) struct Regulier {
    pub(crate) annee: i64,
    pub(crate) premier: bool,
    pub(crate) montant: Option<i64>,
    /// Day on which the right to it arises.
    pub(crate) droit: String,
    /// Last day of payment, or the same.
    pub(crate) limite: String,
}

/// The regular payments of an étude, in their order.
pub(crate) fn reguliers(etude: &Value) -> Vec<Regulier> {
    let annees = liste(etude, "annees");
    let siens = liste(etude, "versements").iter().filter(|v| v["motif"].is_null());
    siens
        .map(|v| {
            let annee = annees.iter().find(|a| a["annee"] == v["annee"]).expect("its year is listed");
            let premier = ["integral", "acompte"].contains(&texte(v, "nature"));
            let droit = if premier { texte(annee, "debut").to_owned() } else { lendemain(texte(annee, "fin")) };
            Regulier {
                annee: v["annee"].as_i64().unwrap_or_default(),
                premier,
                montant: v["montant_centimes"].as_i64(),
                limite: v["date_limite"].as_str().map_or_else(|| droit.clone(), str::to_owned),
                droit,
            }
        })
        .collect()
}

/// An étude without the rank of its events: what an event more does not change.
pub(crate) fn chiffres(etude: &Value) -> Value {
    let sans_rang = |mut v: Value| {
        if let Some(table) = v.as_object_mut() {
            table.remove("evenement");
            table.remove("decision");
        }
        v
    };
    let lignes = |nom: &str| liste(etude, nom).iter().cloned().map(sans_rang).collect::<Vec<_>>();
    serde_json::json!({
        "annees": lignes("annees"),
        "versements": lignes("versements"),
        "totaux": etude["totaux"],
        "objectifs": etude["objectifs"],
        "fin_du_contrat": etude["fin_du_contrat"],
        "verdict": etude["eligibilite"]["verdict"],
        "option": etude["option"],
    })
}

/// The bounds of a figure in cents; what it is where it is known.
pub(crate) fn encadrement(annee: &Value, nom: &str) -> Option<(i64, i64)> {
    if let Some(connu) = annee[nom].as_i64() {
        return Some((connu, connu));
    }
    let bornes = &annee["bornes"][nom];
    Some((bornes["min"].as_i64()?, bornes["max"].as_i64()?))
}
