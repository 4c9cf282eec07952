//! The dossier back as JSON: what is known, under the vocabulary's names, always the same way.

mod collectif;

use serde_json::{Map, Value};

use super::evenement::Decision;
use super::{Constat, Dossier, Encaissement, Evenement, Fait, ObjectifSaisi, Percentiles};
use crate::bande::Bandes;
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::json::json;
use crate::money::{Centimes, Fraction};
use crate::question::Question;
use crate::sort;

impl Dossier {
    /// The dossier as JSON, such that reading it again on the same day gives an equal dossier and two
    /// equal dossiers give the same bytes.
    ///
    /// Keys are sorted. Flags stand only where true, readings only where not the default, a contract
    /// type never (all are individual). Whole euros and hours are integers; others are text such as `"1664.48"`,
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
            ("sans_seuil_minimal", flag(medecin.sans_seuil_minimal)),
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
            ("position", self.assistant.position.map(|n| json!(n))),
            ("brut_mensuel_euros", self.assistant.brut_mensuel.map(euros)),
            ("heures_semaine", self.assistant.heures_semaine.map(hours)),
            ("anciennete_depuis", day(self.assistant.anciennete_depuis)),
            ("cout_annuel_euros", self.assistant.cout_annuel.map(euros)),
        ]);
        let constats: Vec<Value> = self.constats.iter().filter_map(|c| self.constat(c)).collect();
        let evenements: Vec<Value> = self.evenements.iter().filter_map(|e| self.evenement(e)).collect();
        let encaissements: Vec<Value> = self.encaissements.iter().filter_map(encaissement).collect();
        let readings = Question::ALL.iter().filter(|q| self.lectures.index(**q) != 0);
        table([
            ("reference", self.reference.as_ref().map(|r| json!(r))),
            ("medecin", medecin),
            ("patientele", self.start()),
            ("contrat", self.contract()),
            ("assistant", assistant),
            ("constats", (!constats.is_empty()).then_some(Value::Array(constats))),
            ("evenements", (!evenements.is_empty()).then_some(Value::Array(evenements))),
            ("encaissements", (!encaissements.is_empty()).then_some(Value::Array(encaissements))),
            ("lectures", table(readings.map(|q| (q.id(), Some(json!(self.lectures.id(*q))))).collect::<Vec<_>>())),
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
        table([
            ("signature", day(self.contrat.signature)),
            ("option", self.contrat.option.map(|v| json!(v))),
            ("justificatifs", day(self.contrat.justificatifs)),
            ("objectif", table(self.pair(&self.contrat.objectif, objective))),
        ])
    }

    fn evenement(&self, evenement: &Evenement) -> Option<Value> {
        let text = |text: &Option<String>| text.as_ref().map(|t| json!(t));
        let count = |n: Option<u32>| n.map(|n| json!(n));
        let own: Vec<(&str, Option<Value>)> = match &evenement.fait {
            Fait::AvenantOption(option) => vec![("option", Some(json!(option)))],
            Fait::Avenant65Ans { depart, date_mesure } => {
                vec![("depart", table(self.pair(depart, count))), ("date_mesure", day(*date_mesure))]
            }
            Fait::AvenantObjectif { objectif, depart } => {
                vec![("objectif", table(self.pair(objectif, objective))), ("depart", table(self.pair(depart, count)))]
            }
            Fait::Suspension { motif } => vec![("motif", text(motif))],
            Fait::SecretaireRemplace { heures_semaine } => vec![("heures_semaine", heures_semaine.map(hours))],
            Fait::Certification(nature) => vec![("nature", Some(json!(nature)))],
            Fait::DecisionCaisse { annee, decision, motif } => {
                let decided = match decision {
                    Decision::Part(part) => ("part", Some(json!(format!("{}/{}", part.num, part.den)))),
                    Decision::Aide(aide) => ("aide_euros", Some(euros(*aide))),
                    Decision::Retrait => ("retrait", Some(Value::Bool(true))),
                };
                vec![("annee", Some(json!(annee))), decided, ("motif", Some(json!(motif)))]
            }
            Fait::Resiliation { par, motif, carence } => {
                vec![("par", Some(json!(par))), ("motif", text(motif)), ("carence", carence.map(Value::Bool))]
            }
            Fait::AvenantProrogation
            | Fait::Reprise
            | Fait::NouvelAssistant
            | Fait::SecretaireDevenuAssistant
            | Fait::ContratDeTravailRemis
            | Fait::ReunionCaisse
            | Fait::Demenagement
            | Fait::ChangementSpecialite => Vec::new(),
        };
        let common = [
            ("date", day(Some(evenement.date))),
            ("type", Some(json!(evenement.nature()))),
            ("signe_le", day(evenement.signe_le)),
            ("connu_le", day(evenement.connu_le)),
        ];
        table(common.into_iter().chain(own).collect::<Vec<_>>())
    }

    fn constat(&self, constat: &Constat) -> Option<Value> {
        let [pmt, pfa] = self.pair(&constat.effectif, |n| n.map(|n| json!(n)));
        table([("date", day(Some(constat.date))), pmt, pfa, ("connu_le", day(constat.connu_le))])
    }
}

fn objective(objective: Option<ObjectifSaisi>) -> Option<Value> {
    objective.map(|o| match o {
        ObjectifSaisi::Cible(n) => json!({ "cible": n }),
        ObjectifSaisi::Gain(n) => json!({ "gain": n }),
        ObjectifSaisi::Maintien => json!({ "maintien": true }),
    })
}

fn encaissement(encaissement: &Encaissement) -> Option<Value> {
    table([
        ("date", day(Some(encaissement.date))),
        ("montant_euros", Some(euros(encaissement.montant))),
        ("connu_le", day(encaissement.connu_le)),
    ])
}

/// A table of what is known; none where nothing is. Keys are inserted in their order, so that the
/// bytes are the same whatever kind of map JSON uses.
fn table<'a>(mut entries: impl AsMut<[(&'a str, Option<Value>)]>) -> Option<Value> {
    known(entries.as_mut())
}

fn known(entries: &mut [(&str, Option<Value>)]) -> Option<Value> {
    sort::by(entries, |(a, _), (b, _)| a.cmp(b));
    let mut map = Map::new();
    for (key, value) in entries {
        if let Some(value) = value.take() {
            map.insert((*key).to_owned(), value);
        }
    }
    (!map.is_empty()).then_some(Value::Object(map))
}

fn day(day: Option<Jour>) -> Option<Value> {
    day.map(|d| json!(d))
}

fn euros(amount: Centimes) -> Value {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let (euros, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    if cents == 0 { json!(amount.0 / 100) } else { json!(format!("{sign}{euros}.{cents:02}")) }
}

/// Hours are hundredths at the finest, as euros are.
fn hours(hours: Fraction) -> Value {
    euros(Centimes(hours.num * 100 / hours.den.max(1)))
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
