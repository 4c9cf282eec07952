//! Compares an étude's JSON with what the oracle expects, figure by figure.

use crate::oracle::vie::AnneeVecue;
use crate::oracle::{Annee, Attendu, Frac, Valeur};
use serde_json::Value;

/// Every difference, one line each.
pub(crate) fn differences(attendu: &Attendu, etude: &Value) -> Vec<String> {
    let mut d = Differences(Vec::new());
    d.mot("/regime", &Valeur::Sur(attendu.regime), &etude["regime"]);
    let verdict = mot(&etude["eligibilite"]["verdict"]);
    if let Some(voulu) = attendu.verdict {
        d.mot("/eligibilite/verdict", &Valeur::Sur(voulu), &etude["eligibilite"]["verdict"]);
    }
    if etude["eligibilite"]["deja_signe"] != attendu.deja_signe {
        d.note("/eligibilite/deja_signe", attendu.deja_signe, &etude["eligibilite"]["deja_signe"]);
    }
    if attendu.deja_signe && verdict.as_deref() == Some("a_confirmer") {
        d.note("/eligibilite/verdict", "not a_confirmer, the contract runs", "a_confirmer");
    }
    if verdict.as_deref() == Some("non_eligible") && !attendu.deja_signe {
        for liste in ["annees", "versements"] {
            if etude[liste].as_array().is_none_or(|l| !l.is_empty()) {
                d.note(&format!("/{liste}"), "empty, the doctor is refused", &etude[liste]);
            }
        }
        return d.0;
    }
    for (ind, bande) in &attendu.bandes {
        d.mot(&format!("/bandes/{}", ind.nom()), bande, &etude["bandes"][ind.nom()]);
    }
    d.mot("/bande", &attendu.bande, &etude["bande"]);
    let Some(annees) = &attendu.annees else { return d.0 };
    for (ind, voulu) in &attendu.objectifs {
        let objectif = &etude["objectifs"][ind.nom()];
        let chemin = format!("/objectifs/{}", ind.nom());
        d.mot(&format!("{chemin}/nature"), &voulu.nature, &objectif["nature"]);
        d.nombre(&format!("{chemin}/cible"), &voulu.cible, &objectif["cible"], &Value::Null);
        for (nom, nombre) in [("plancher", &voulu.plancher), ("seuil_atteint", &voulu.seuil_atteint)] {
            if !objectif[nom].is_null() {
                d.nombre(&format!("{chemin}/{nom}"), nombre, &objectif[nom], &Value::Null);
            }
        }
    }
    let vides = Vec::new();
    let siennes = etude["annees"].as_array().unwrap_or(&vides);
    if siennes.len() != annees.len() {
        d.note("/annees (how many)", annees.len(), siennes.len());
        return d.0;
    }
    for (i, annee) in annees.iter().enumerate() {
        d.annee(&format!("/annees/{i}"), annee, &siennes[i]);
        d.versements(annee, etude["versements"].as_array().unwrap_or(&vides));
    }
    d.0
}

/// Every difference between a life and its étude, one line each.
pub(crate) fn differences_de_la_vie(annees: &[AnneeVecue], etude: &Value) -> Vec<String> {
    let mut d = Differences(Vec::new());
    let vides = Vec::new();
    let siennes = etude["annees"].as_array().unwrap_or(&vides);
    if siennes.len() != annees.len() {
        d.note("/annees (how many)", annees.len(), siennes.len());
        return d.0;
    }
    let sur = |n: Option<i64>| n.map_or(Valeur::Libre, Valeur::Sur);
    for (annee, json) in annees.iter().zip(siennes) {
        let chemin = format!("/annees/{}", annee.annee - 1);
        d.texte(&format!("{chemin}/debut"), &Valeur::Sur(annee.debut.clone()), &json["debut"]);
        d.texte(&format!("{chemin}/fin"), &Valeur::Sur(annee.fin.clone()), &json["fin"]);
        d.texte(&format!("{chemin}/option"), &Valeur::Sur(annee.option.clone()), &json["option"]);
        d.nombre(&format!("{chemin}/montant_centimes"), &sur(annee.montant), &json["montant_centimes"], &Value::Null);
        d.nombre(&format!("{chemin}/aide_centimes"), &sur(annee.aide), &json["aide_centimes"], &Value::Null);
        d.fraction(&format!("{chemin}/part"), &annee.part, &json["part"], &Value::Null);
        if annee.tout_est_possible {
            let bouts = [Frac::ZERO, Frac::UN];
            for (bout, voulu) in ["min", "max"].iter().zip(bouts) {
                let trouve = &json["bornes"]["part"][bout];
                d.fraction(&format!("{chemin}/bornes/part/{bout}"), &Valeur::Sur(voulu), trouve, &Value::Null);
            }
        }
        if let Some((part, aide)) = annee.calcul {
            let calculee = &json["aide_calculee_centimes"];
            d.fraction(&format!("{chemin}/part_calculee"), &Valeur::Sur(part), &json["part_calculee"], &Value::Null);
            d.nombre(&format!("{chemin}/aide_calculee_centimes"), &Valeur::Sur(aide), calculee, &Value::Null);
        }
        let tous = etude["versements"].as_array().unwrap_or(&vides).iter().filter(|v| v["annee"] == annee.annee);
        let (reguliers, autres): (Vec<&Value>, Vec<&Value>) = tous.partition(|v| v["motif"].is_null());
        let chemin = format!("/versements (year {})", annee.annee);
        if reguliers.len() != annee.reguliers.len() {
            d.note(&format!("{chemin}, how many"), &annee.reguliers, &reguliers);
            continue;
        }
        for (k, ((nature, montant, date), sien)) in annee.reguliers.iter().zip(reguliers).enumerate() {
            let chemin = format!("{chemin}/{k}");
            d.mot(&format!("{chemin}/nature"), &nature.map_or(Valeur::Libre, Valeur::Sur), &sien["nature"]);
            d.nombre(&format!("{chemin}/montant_centimes"), &sur(*montant), &sien["montant_centimes"], &Value::Null);
            d.texte(&format!("{chemin}/date_limite"), date, &sien["date_limite"]);
        }
        let somme: Option<i64> = autres.iter().map(|v| v["montant_centimes"].as_i64()).sum();
        if annee.autres.is_some() && annee.autres != somme {
            d.note(&format!("{chemin}, the others together"), annee.autres, &autres);
        }
    }
    d.0
}

struct Differences(Vec<String>);

impl Differences {
    fn note(&mut self, chemin: &str, voulu: impl std::fmt::Debug, trouve: impl std::fmt::Debug) {
        self.0.push(format!("{chemin}: oracle {voulu:?}, program {trouve:?}"));
    }

    fn mot(&mut self, chemin: &str, voulu: &Valeur<&'static str>, json: &Value) {
        let trouve = mot(json);
        match voulu {
            Valeur::Sur(mot) if trouve.as_deref() != Some(*mot) => self.note(chemin, mot, json),
            Valeur::Inconnu if trouve.is_some() => self.note(chemin, "unknown", json),
            _ => {}
        }
    }

    fn texte(&mut self, chemin: &str, voulu: &Valeur<String>, json: &Value) {
        match voulu {
            Valeur::Sur(texte) if json.as_str() != Some(texte) => self.note(chemin, texte, json),
            Valeur::Inconnu if !json.is_null() => self.note(chemin, "unknown", json),
            _ => {}
        }
    }

    fn nombre(&mut self, chemin: &str, voulu: &Valeur<i64>, json: &Value, bornes: &Value) {
        match voulu {
            Valeur::Sur(nombre) if json.as_i64() != Some(*nombre) => self.note(chemin, nombre, json),
            Valeur::Inconnu if !json.is_null() => self.note(chemin, "unknown", json),
            Valeur::Libre if !dans_les_bornes(json, bornes) => {
                self.note(chemin, "a figure inside its bounds", (json, bornes))
            }
            _ => {}
        }
    }

    fn fraction(&mut self, chemin: &str, voulu: &Valeur<Frac>, json: &Value, bornes: &Value) {
        let trouve = fraction(json);
        match voulu {
            Valeur::Sur(voulu) if trouve.is_none_or(|trouve| trouve != *voulu) => self.note(chemin, voulu, json),
            Valeur::Inconnu if !json.is_null() => self.note(chemin, "unknown", json),
            Valeur::Libre if !dans_les_bornes(json, bornes) => {
                self.note(chemin, "a figure inside its bounds", (json, bornes))
            }
            _ => {}
        }
        if let Some(f) = trouve
            && (2..=f.den).any(|d| f.num % d == 0 && f.den % d == 0)
        {
            self.note(chemin, "a reduced fraction", json);
        }
    }

    fn annee(&mut self, chemin: &str, voulue: &Annee, json: &Value) {
        let bornes = &json["bornes"];
        self.nombre(&format!("{chemin}/annee"), &Valeur::Sur(voulue.annee), &json["annee"], &Value::Null);
        self.texte(&format!("{chemin}/debut"), &Valeur::Sur(voulue.debut.clone()), &json["debut"]);
        self.texte(&format!("{chemin}/fin"), &Valeur::Sur(voulue.fin.clone()), &json["fin"]);
        if mot(&json["option"]).as_ref() != Some(&voulue.option) {
            self.note(&format!("{chemin}/option"), &voulue.option, &json["option"]);
        }
        self.nombre(
            &format!("{chemin}/montant_centimes"),
            &voulue.montant,
            &json["montant_centimes"],
            &bornes["montant_centimes"],
        );
        self.fraction(&format!("{chemin}/part"), &voulue.part, &json["part"], &bornes["part"]);
        self.nombre(&format!("{chemin}/aide_centimes"), &voulue.aide, &json["aide_centimes"], &bornes["aide_centimes"]);
        for (ind, atteinte) in &voulue.atteintes {
            let sienne = &json["atteintes"][ind.nom()];
            let chemin = format!("{chemin}/atteintes/{}", ind.nom());
            match (atteinte.constat, sienne["constat"].as_i64()) {
                (Some(voulu), Some(trouve)) if voulu != trouve => {
                    self.note(&format!("{chemin}/constat"), voulu, trouve)
                }
                (None, Some(trouve)) => self.note(&format!("{chemin}/constat"), "none", trouve),
                _ => {}
            }
            // before the modulation, results are observed only: they may be left out
            if voulue.modulee || !sienne["issue"].is_null() {
                self.mot(&format!("{chemin}/issue"), &atteinte.issue, &sienne["issue"]);
            }
            if voulue.modulee || !sienne["taux"].is_null() {
                self.fraction(&format!("{chemin}/taux"), &atteinte.taux, &sienne["taux"], &Value::Null);
            }
        }
    }

    fn versements(&mut self, annee: &Annee, tous: &[Value]) {
        let Some(voulus) = &annee.versements else { return };
        let siens: Vec<&Value> = tous.iter().filter(|v| v["annee"] == annee.annee).collect();
        let chemin = format!("/versements (year {})", annee.annee);
        if siens.len() != voulus.len() {
            self.note(&format!("{chemin}, how many"), voulus, siens);
            return;
        }
        for (i, (voulu, sien)) in voulus.iter().zip(siens).enumerate() {
            let chemin = format!("{chemin}/{i}");
            self.mot(&format!("{chemin}/nature"), &voulu.nature, &sien["nature"]);
            self.nombre(&format!("{chemin}/montant_centimes"), &voulu.montant, &sien["montant_centimes"], &Value::Null);
            self.texte(&format!("{chemin}/date_limite"), &voulu.date_limite, &sien["date_limite"]);
        }
    }
}

/// A word of a closed set: alone, in a list of one, or beside its label.
fn mot(json: &Value) -> Option<String> {
    match json {
        Value::String(mot) => Some(mot.clone()),
        Value::Array(liste) if liste.len() == 1 => mot(&liste[0]),
        Value::Object(table) => table.get("id").and_then(mot),
        _ => None,
    }
}

pub(crate) fn fraction(json: &Value) -> Option<Frac> {
    let (num, den) = (json["num"].as_i64()?, json["den"].as_i64()?);
    (den > 0).then_some(Frac { num: i128::from(num), den: i128::from(den) })
}

/// Whether a figure, a number or a fraction, is null or between its bounds. No bounds: nothing to say.
pub(crate) fn dans_les_bornes(json: &Value, bornes: &Value) -> bool {
    let nombre = |v: &Value| fraction(v).or_else(|| v.as_i64().map(|n| Frac { num: i128::from(n), den: 1 }));
    let (bas, haut) = match bornes {
        Value::Array(deux) if deux.len() == 2 => (nombre(&deux[0]), nombre(&deux[1])),
        Value::Object(_) => (nombre(&bornes["min"]), nombre(&bornes["max"])),
        _ => return true,
    };
    nombre(json).is_none_or(|n| bas.is_none_or(|bas| n.au_moins(bas)) && haut.is_none_or(|haut| haut.au_moins(n)))
}
