//! The dossier back as JSON: what is known, under the vocabulary's names, always the same way.

mod collectif;

use serde_json::{Map, Value, json};

use super::{Constat, Dossier, ObjectifSaisi, Percentiles};
use crate::bande::Bandes;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::money::Centimes;
use crate::question::Question;

impl Dossier {
    /// The dossier as JSON, such that reading it again on the same day gives an equal dossier and two
    /// equal dossiers give the same bytes.
    ///
    /// Keys are sorted. Flags stand only where true, readings only where not the default, a contract
    /// type never (all are individual). Whole euros are integers; others are text such as `"1664.48"`,
    /// because a JSON number with decimals is a float to most readers.
    pub fn canonical(&self) -> Value {
        let medecin = &self.medecin;
        let flag = |flag: bool| flag.then_some(Value::Bool(true));
        let medecin = table([
            ("specialite", Some(json!(medecin.specialite))),
            ("secteur", medecin.secteur.map(|v| json!(v))),
            ("naissance", day(medecin.naissance)),
            ("installation", day(medecin.installation)),
            ("zone", medecin.zone.map(|v| json!(v))),
            ("honoraires_cliniques_euros", medecin.honoraires_cliniques.map(euros)),
            ("honoraires_sans_depassement_euros", medecin.honoraires_sans_depassement.map(euros)),
            ("rqth", flag(medecin.rqth)),
            ("ald", flag(medecin.ald)),
            ("activite_mixte", flag(medecin.activite_mixte)),
            ("temps_liberal", medecin.temps_liberal.map(|f| json!(format!("{}/{}", f.num, f.den)))),
            ("remplacant", flag(medecin.remplacant)),
            ("exercice_regroupe", medecin.exercice_regroupe.map(Value::Bool)),
            ("exercice_coordonne", medecin.exercice_coordonne.map(|v| json!(v))),
        ]);
        let assistant = table([
            ("profil", self.assistant.profil.map(|v| json!(v))),
            ("embauche", day(self.assistant.embauche)),
            ("employeur", self.assistant.employeur.map(|v| json!(v))),
        ]);
        let constats: Vec<Value> = self.constats.iter().filter_map(|c| self.constat(c)).collect();
        let readings = Question::ALL.iter().filter(|q| self.lectures.index(**q) != 0);
        table([
            ("reference", self.reference.as_ref().map(|r| json!(r))),
            ("medecin", medecin),
            ("patientele", self.start()),
            ("contrat", self.contract()),
            ("assistant", assistant),
            ("constats", (!constats.is_empty()).then_some(Value::Array(constats))),
            ("lectures", table(readings.map(|q| (q.id(), Some(json!(self.lectures.id(*q))))))),
        ])
        .unwrap_or_else(|| Value::Object(Map::new()))
    }

    fn pair<T: Copy>(&self, pair: &Paire<T>, write: impl Fn(T) -> Option<Value>) -> [(&'static str, Option<Value>); 2] {
        Indicateur::ALL.map(|i| (self.regime.nom(i), write(pair[i])))
    }

    fn start(&self) -> Option<Value> {
        let start = &self.patientele;
        let count = |n: Option<u32>| n.map(|n| json!(n));
        let same = start.bandes.pmt == start.bandes.pfa;
        let each = if same { None } else { table(self.pair(&start.bandes, |b| b.map(bands))) };
        let [pmt, pfa] = self.pair(&start.effectif, count);
        table([
            ("date", day(start.date)),
            pmt,
            pfa,
            ("bande", start.bandes.pmt.filter(|_| same).map(bands)),
            ("bandes", each),
            ("seuils", table(self.pair(&start.seuils, percentiles))),
            ("reconstituee", table(self.pair(&start.reconstituee, count))),
        ])
    }

    fn contract(&self) -> Option<Value> {
        let objective = |o: Option<ObjectifSaisi>| {
            o.map(|o| match o {
                ObjectifSaisi::Cible(n) => json!({ "cible": n }),
                ObjectifSaisi::Gain(n) => json!({ "gain": n }),
                ObjectifSaisi::Maintien => json!({ "maintien": true }),
            })
        };
        table([
            ("signature", day(self.contrat.signature)),
            ("option", self.contrat.option.map(|v| json!(v))),
            ("justificatifs", day(self.contrat.justificatifs)),
            ("objectif", table(self.pair(&self.contrat.objectif, objective))),
        ])
    }

    fn constat(&self, constat: &Constat) -> Option<Value> {
        let [pmt, pfa] = self.pair(&constat.effectif, |n| n.map(|n| json!(n)));
        table([("date", day(Some(constat.date))), pmt, pfa, ("connu_le", day(constat.connu_le))])
    }
}

/// A table of what is known; none where nothing is. Keys are inserted in their order, so that the
/// bytes are the same whatever kind of map JSON uses.
fn table<'a>(entries: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Option<Value> {
    let known: std::collections::BTreeMap<&str, Value> =
        entries.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    let map: Map<String, Value> = known.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    (!map.is_empty()).then_some(Value::Object(map))
}

fn day(day: Option<Jour>) -> Option<Value> {
    day.map(|d| json!(d))
}

fn euros(amount: Centimes) -> Value {
    let (euros, cents) = (amount.0.div_euclid(100), amount.0.rem_euclid(100));
    if cents == 0 { json!(euros) } else { json!(format!("{euros}.{cents:02}")) }
}

fn bands(bands: Bandes) -> Value {
    match bands.single() {
        Some(bande) => json!(bande),
        None => Value::Array(bands.iter().map(|b| json!(b)).collect()),
    }
}

fn percentiles(p: Percentiles) -> Option<Value> {
    let count = |n: Option<u32>| n.map(|n| json!(n));
    table([
        ("p30", count(p.p30)),
        ("p50", count(p.p50)),
        ("p70", count(p.p70)),
        ("p90", count(p.p90)),
        ("p95", count(p.p95)),
    ])
}
