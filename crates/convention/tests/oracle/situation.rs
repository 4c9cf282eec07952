//! A whole dossier as strings and integers, and how it is written in TOML and in JSON.

use serde_json::{Map, Value, json};

/// A count of patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ind {
    Pmt,
    Pfa,
}

impl Ind {
    pub(crate) const TOUS: [Ind; 2] = [Ind::Pmt, Ind::Pfa];

    pub(crate) fn nom(self) -> &'static str {
        match self {
            Ind::Pmt => "pmt",
            Ind::Pfa => "pfa",
        }
    }
}

/// An objective as the contract writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Saisi {
    Cible(i64),
    Gain(i64),
    Maintien,
}

/// What belongs to one indicator.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Compte {
    /// Patients at the start.
    pub(crate) depart: Option<i64>,
    /// Bands that the caisse gave for this indicator.
    pub(crate) bandes: Vec<String>,
    /// P30, P50, P70, P90, P95 that the caisse gave.
    pub(crate) seuils: [Option<i64>; 5],
    pub(crate) reconstituee: Option<i64>,
    pub(crate) objectif: Option<Saisi>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Constat {
    pub(crate) date: String,
    pub(crate) pmt: Option<i64>,
    pub(crate) pfa: Option<i64>,
    pub(crate) connu_le: Option<String>,
}

impl Constat {
    pub(crate) fn effectif(&self, ind: Ind) -> Option<i64> {
        match ind {
            Ind::Pmt => self.pmt,
            Ind::Pfa => self.pfa,
        }
    }
}

/// A dated fact of the contract's life.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Evenement {
    pub(crate) date: String,
    pub(crate) genre: String,
    pub(crate) signe_le: Option<String>,
    pub(crate) connu_le: Option<String>,
    /// Fields of its type, as the dossier writes them; `pmt` whatever the regime.
    pub(crate) champs: Map<String, Value>,
}

impl Evenement {
    /// First day on which it is in force. ISO dates compare as text.
    pub(crate) fn en_vigueur_le(&self) -> &str {
        let signe = self.signe_le.as_deref().unwrap_or(&self.date);
        signe.min(&self.date)
    }

    /// Day on which it was known.
    pub(crate) fn su_le(&self) -> &str {
        self.connu_le.as_deref().or(self.signe_le.as_deref()).unwrap_or(&self.date)
    }

    pub(crate) fn est(&self, genre: &str) -> bool {
        self.genre == genre
    }
}

/// Everything that a dossier may say of an individual contract, and the day of study.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Situation {
    /// Day of study. Not in the dossier.
    pub(crate) au: String,
    pub(crate) specialite: String,
    pub(crate) secteur: Option<String>,
    pub(crate) naissance: Option<String>,
    pub(crate) installation: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) honoraires_cliniques: Option<i64>,
    pub(crate) honoraires_sans_depassement: Option<i64>,
    pub(crate) rqth: bool,
    pub(crate) ald: bool,
    pub(crate) sans_seuil_minimal: bool,
    pub(crate) activite_mixte: bool,
    pub(crate) temps_liberal: Option<String>,
    pub(crate) remplacant: bool,
    pub(crate) exercice_regroupe: Option<bool>,
    pub(crate) exercice_coordonne: Option<String>,
    pub(crate) patientele_date: Option<String>,
    /// Bands that the caisse gave for both indicators.
    pub(crate) bandes: Vec<String>,
    pub(crate) pmt: Compte,
    pub(crate) pfa: Compte,
    pub(crate) signature: Option<String>,
    pub(crate) option: Option<String>,
    pub(crate) justificatifs: Option<String>,
    pub(crate) constats: Vec<Constat>,
    pub(crate) evenements: Vec<Evenement>,
    /// Day up to which facts are known, where it is not the day of study. Not in the dossier.
    pub(crate) connu_au: Option<String>,
    pub(crate) lectures: Vec<(String, String)>,
}

/// Names of the thresholds, in the order of [`Compte::seuils`].
pub(crate) const PERCENTILES: [&str; 5] = ["p30", "p50", "p70", "p90", "p95"];

impl Situation {
    pub(crate) fn compte(&self, ind: Ind) -> &Compte {
        match ind {
            Ind::Pmt => &self.pmt,
            Ind::Pfa => &self.pfa,
        }
    }

    pub(crate) fn compte_mut(&mut self, ind: Ind) -> &mut Compte {
        match ind {
            Ind::Pmt => &mut self.pmt,
            Ind::Pfa => &mut self.pfa,
        }
    }

    /// Day of signature, or the day of study where the contract is not signed.
    pub(crate) fn signature_ou_au(&self) -> &str {
        self.signature.as_deref().unwrap_or(&self.au)
    }

    /// Whether the contract is under avenant-7, which counts adults alone. ISO dates compare as text.
    pub(crate) fn avenant_7(&self) -> bool {
        self.signature_ou_au() < "2023-05-01"
    }

    /// Whether the contract has two objectives (OBJ-1).
    pub(crate) fn deux_indicateurs(&self) -> bool {
        ["01", "02", "14"].contains(&self.specialite.as_str())
    }

    /// The indicators that this doctor's contract looks at.
    pub(crate) fn indicateurs(&self) -> &'static [Ind] {
        if self.deux_indicateurs() { &Ind::TOUS } else { &[Ind::Pfa] }
    }

    /// Whether the dossier chose this reading of a question.
    pub(crate) fn lit(&self, question: &str, lecture: &str) -> bool {
        self.lectures.iter().any(|(q, l)| q == question && l == lecture)
    }

    /// The dossier as JSON, in the vocabulary's names.
    pub(crate) fn json(&self) -> Value {
        let cle = |ind: Ind| match ind {
            Ind::Pmt if self.avenant_7() => "pmt_adultes",
            Ind::Pmt => "pmt",
            Ind::Pfa => "pfa",
        };
        let mut medecin = Map::new();
        put(&mut medecin, "specialite", Some(self.specialite.clone()));
        put(&mut medecin, "secteur", self.secteur.clone());
        put(&mut medecin, "naissance", self.naissance.clone());
        put(&mut medecin, "installation", self.installation.clone());
        put(&mut medecin, "zone", self.zone.clone());
        put(&mut medecin, "honoraires_cliniques_euros", self.honoraires_cliniques);
        put(&mut medecin, "honoraires_sans_depassement_euros", self.honoraires_sans_depassement);
        put(&mut medecin, "rqth", self.rqth.then_some(true));
        put(&mut medecin, "ald", self.ald.then_some(true));
        put(&mut medecin, "sans_seuil_minimal", self.sans_seuil_minimal.then_some(true));
        put(&mut medecin, "activite_mixte", self.activite_mixte.then_some(true));
        put(&mut medecin, "temps_liberal", self.temps_liberal.clone());
        put(&mut medecin, "remplacant", self.remplacant.then_some(true));
        put(&mut medecin, "exercice_regroupe", self.exercice_regroupe);
        put(&mut medecin, "exercice_coordonne", self.exercice_coordonne.clone());

        let mut patientele = Map::new();
        let (mut bandes, mut seuils, mut reconstituee, mut objectif) = (Map::new(), Map::new(), Map::new(), Map::new());
        put(&mut patientele, "date", self.patientele_date.clone());
        put(&mut patientele, "bande", une_ou_liste(&self.bandes));
        for ind in Ind::TOUS {
            let compte = self.compte(ind);
            put(&mut patientele, cle(ind), compte.depart);
            put(&mut bandes, cle(ind), une_ou_liste(&compte.bandes));
            put(&mut reconstituee, cle(ind), compte.reconstituee);
            let mut percentiles = Map::new();
            for (nom, valeur) in PERCENTILES.iter().zip(compte.seuils) {
                put(&mut percentiles, nom, valeur);
            }
            put(&mut seuils, cle(ind), non_vide(percentiles));
            let saisi = compte.objectif.map(|o| match o {
                Saisi::Cible(n) => json!({ "cible": n }),
                Saisi::Gain(n) => json!({ "gain": n }),
                Saisi::Maintien => json!({ "maintien": true }),
            });
            put(&mut objectif, cle(ind), saisi);
        }
        put(&mut patientele, "bandes", non_vide(bandes));
        put(&mut patientele, "seuils", non_vide(seuils));
        put(&mut patientele, "reconstituee", non_vide(reconstituee));

        let mut contrat = Map::new();
        put(&mut contrat, "signature", self.signature.clone());
        put(&mut contrat, "option", self.option.clone());
        put(&mut contrat, "justificatifs", self.justificatifs.clone());
        put(&mut contrat, "objectif", non_vide(objectif));

        let constats: Vec<Value> = self
            .constats
            .iter()
            .map(|c| {
                let mut constat = Map::new();
                put(&mut constat, "date", Some(c.date.clone()));
                put(&mut constat, cle(Ind::Pmt), c.pmt);
                put(&mut constat, "pfa", c.pfa);
                put(&mut constat, "connu_le", c.connu_le.clone());
                Value::Object(constat)
            })
            .collect();

        let evenements: Vec<Value> = self
            .evenements
            .iter()
            .map(|e| {
                let mut evenement = Map::new();
                put(&mut evenement, "date", Some(e.date.clone()));
                put(&mut evenement, "type", Some(e.genre.clone()));
                put(&mut evenement, "signe_le", e.signe_le.clone());
                put(&mut evenement, "connu_le", e.connu_le.clone());
                evenement.extend(e.champs.iter().map(|(nom, valeur)| (nom.clone(), renomme(valeur, cle(Ind::Pmt)))));
                Value::Object(evenement)
            })
            .collect();

        let lectures: Map<String, Value> = self.lectures.iter().map(|(q, l)| (q.clone(), json!(l))).collect();
        let mut dossier = Map::new();
        dossier.insert("medecin".to_owned(), Value::Object(medecin));
        put(&mut dossier, "patientele", non_vide(patientele));
        put(&mut dossier, "contrat", non_vide(contrat));
        put(&mut dossier, "constats", (!constats.is_empty()).then_some(constats));
        put(&mut dossier, "evenements", (!evenements.is_empty()).then_some(evenements));
        put(&mut dossier, "lectures", non_vide(lectures));
        Value::Object(dossier)
    }

    /// The same dossier as TOML: tables at the top, dates bare, everything deeper inline.
    pub(crate) fn toml(&self) -> String {
        let mut texte = String::new();
        let Value::Object(dossier) = self.json() else { return texte };
        for (nom, valeur) in &dossier {
            let (entete, tables) = match valeur {
                Value::Array(tables) => (format!("[[{nom}]]\n"), tables.as_slice()),
                table => (format!("[{nom}]\n"), std::slice::from_ref(table)),
            };
            for table in tables {
                texte += &entete;
                for (cle, v) in table.as_object().into_iter().flatten() {
                    texte += &format!("{cle} = {}\n", inline(v));
                }
                texte.push('\n');
            }
        }
        texte
    }
}

/// The same value with `pmt` under the regime's own name.
fn renomme(valeur: &Value, pmt: &str) -> Value {
    let Value::Object(table) = valeur else { return valeur.clone() };
    let nom = |cle: &String| if cle == "pmt" { pmt.to_owned() } else { cle.clone() };
    Value::Object(table.iter().map(|(cle, v)| (nom(cle), v.clone())).collect())
}

fn put<T: Into<Value>>(table: &mut Map<String, Value>, cle: &str, valeur: Option<T>) {
    if let Some(valeur) = valeur {
        table.insert(cle.to_owned(), valeur.into());
    }
}

fn non_vide(table: Map<String, Value>) -> Option<Value> {
    (!table.is_empty()).then_some(Value::Object(table))
}

fn une_ou_liste(bandes: &[String]) -> Option<Value> {
    match bandes {
        [] => None,
        [une] => Some(json!(une)),
        plusieurs => Some(json!(plusieurs)),
    }
}

fn inline(valeur: &Value) -> String {
    match valeur {
        Value::String(s) if est_une_date(s) => s.clone(),
        Value::Array(liste) => format!("[{}]", liste.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(table) => {
            let entrees: Vec<String> = table.iter().map(|(k, v)| format!("{k} = {}", inline(v))).collect();
            format!("{{ {} }}", entrees.join(", "))
        }
        simple => simple.to_string(),
    }
}

fn est_une_date(s: &str) -> bool {
    s.len() == 10 && s.chars().enumerate().all(|(i, c)| if i == 4 || i == 7 { c == '-' } else { c.is_ascii_digit() })
}
