//! The étude as JSON: names that other programs rely on. Labels stand beside ids.

mod annees;
mod couts;
mod emploi;
mod explication;
mod objectifs;
mod questions;
mod recu;

use serde_json::{Map, Value};

pub(crate) use annees::bornes;

use super::{Chiffrage, Demande, Etude, Plage, Remarque, Suivi, Totaux};
use crate::echeance::Echeance;
use crate::eligibilite::{AupresDe, Eligibilite, Motif};
use crate::empreinte;
use crate::explication::Donnee;
use crate::indicateur::Indicateur;
use crate::json::{ToJson, json};
use crate::tables::Convention;

/// The format of the document.
pub const SCHEMA: &str = "etude/1";

impl Etude {
    /// The étude as JSON, with the label of each id from the rule files. Keys are sorted.
    pub fn to_json(&self, convention: &Convention) -> Value {
        let writer = Writer { convention, adultes: convention.tables.regime(self.regime).adultes };
        writer.etude(self)
    }
}

/// Writes the parts of an étude, of a doctor or of a group.
pub(crate) struct Writer<'a> {
    pub(crate) convention: &'a Convention,
    /// Whether the PMT counts adults alone (avenant-7).
    pub(crate) adultes: bool,
}

impl Writer<'_> {
    /// What was asked, of which dossier, under which rules.
    pub(crate) fn entete(&self, demande: &Demande, reference: Option<&str>, dossier: Value) -> Map<String, Value> {
        let mut object = Map::new();
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("schema", json!(SCHEMA));
        add("reference", json!(reference));
        add("au", json!(demande.au));
        add("connu_au", json!(demande.connu_au));
        add("si", json!(demande.si));
        add("programme", json!({ "version": env!("CARGO_PKG_VERSION") }));
        add("regles", json!({ "empreinte": self.convention.empreinte }));
        add("dossier_empreinte", json!(empreinte::of(&dossier)));
        let asked = json!({ "au": demande.au, "connu_au": demande.connu_au, "si": demande.si, "dossier": dossier });
        add("empreintes", empreinte::leaves(&asked));
        add("dossier", dossier);
        object
    }

    fn etude(&self, etude: &Etude) -> Value {
        let mut object = self.chiffrage(&etude.chiffrage);
        object.extend(self.entete(&etude.demande, etude.dossier.reference.as_deref(), etude.dossier.canonical()));
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("signature", json!(etude.signature));
        add("regime", json!(etude.regime));
        add("regime_libelle", json!(self.mot(etude.regime.id())));
        add("eligibilite", self.eligibilite(&etude.eligibilite));
        add("bandes", self.by_indicator(|i| json!(etude.bandes[i].single())));
        add("variantes", etude.variantes.iter().map(|v| Value::Object(self.chiffrage(v))).collect());
        add("echeances", etude.echeances.iter().map(|e| self.echeance(e)).collect());
        add("formation", json!(etude.formation.as_ref().map(|f| self.formation(f))));
        add("pieces", etude.pieces.iter().map(|p| self.piece(p)).collect());
        add("vigilance", etude.vigilance.iter().map(|v| self.vigilance(v)).collect());
        add("evenements", etude.evenements.iter().map(|s| self.suivi(s)).collect());
        add("fin_du_contrat", json!(etude.fin_du_contrat));
        add("rapprochement", self.rapprochement(etude));
        add("questions", etude.questions.iter().map(|q| self.question(q)).collect());
        add("a_demander", etude.a_demander.iter().map(|d| self.demander(d)).collect());
        add("precision", self.precision(etude.precision));
        add("remarques", self.remarques(&etude.remarques));
        let nodes = etude.explication.iter().map(|(prefix, node)| self.noeud(prefix, node));
        add("explication", nodes.collect());
        Value::Object(object)
    }

    pub(crate) fn remarques(&self, remarques: &[Remarque]) -> Value {
        remarques.iter().map(|r| json!({ "id": r, "libelle": self.mot(r.id()) })).collect()
    }

    pub(crate) fn mot<'a>(&'a self, id: &'a str) -> &'a str {
        self.convention.textes.mot(id)
    }

    fn regle(&self, id: &str) -> &str {
        self.convention.textes.regle(id).map_or("", |r| r.libelle.as_str())
    }

    /// Indicators without objective are `null`.
    pub(crate) fn by_indicator(&self, f: impl Fn(Indicateur) -> Value) -> Value {
        json!({ "pmt": f(Indicateur::Pmt), "pfa": f(Indicateur::Pfa) })
    }

    fn pointer(&self, donnee: Donnee) -> String {
        donnee.pointer(self.adultes)
    }

    pub(crate) fn eligibilite(&self, eligibilite: &Eligibilite) -> Value {
        json!({
            "verdict": eligibilite.verdict,
            "libelle": self.mot(eligibilite.verdict.id()),
            "deja_signe": eligibilite.deja_signe,
            "motifs": eligibilite.motifs.iter().map(|m| self.motif(m)).collect::<Vec<_>>(),
        })
    }

    pub(crate) fn motif(&self, motif: &Motif) -> Value {
        json!({
            "regle": motif.regle,
            "libelle": self.regle(motif.regle),
            "etat": motif.etat,
            "manque": motif.manque.iter().map(|d| self.pointer(*d)).collect::<Vec<_>>(),
            "aupres_de": motif.aupres_de,
        })
    }

    /// The figures of one option, or of all.
    fn chiffrage(&self, chiffrage: &Chiffrage) -> Map<String, Value> {
        let mut object = Map::new();
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("option", json!(chiffrage.option));
        add("bande", json!(chiffrage.bandes.single()));
        add("bandes_possibles", json!(chiffrage.bandes.iter().collect::<Vec<_>>()));
        add("objectifs", self.by_indicator(|i| self.objectif(i, chiffrage)));
        add("annees", chiffrage.annees.iter().map(|y| self.annee(y)).collect());
        add("versements", chiffrage.annees.iter().flat_map(|y| self.versements(y)).collect());
        add("decisions", chiffrage.decisions.iter().map(|d| self.decision(d)).collect());
        add("paliers", chiffrage.paliers.iter().map(|p| self.palier(p)).collect());
        add("hypotheses", chiffrage.hypotheses.iter().map(|h| self.hypothese(h)).collect());
        add("totaux", totaux(&chiffrage.totaux));
        add("couts", chiffrage.couts.iter().map(|c| self.cout(c)).collect());
        object
    }

    fn suivi(&self, suivi: &Suivi) -> Value {
        json!({
            "index": suivi.evenement,
            "date": suivi.date,
            "type": suivi.nature,
            "libelle": self.mot(suivi.nature.id()),
            "regle": suivi.nature.regle(),
            "pris_en_compte": suivi.pris_en_compte,
            "effet": suivi.effet,
            "droit": suivi.droit.map(|d| d.etat),
            "droit_manque": suivi.droit.map_or_else(Vec::new, |d| d.manque().map(|d| self.pointer(d)).collect()),
            "droit_aupres_de": suivi.droit.and_then(|d| d.manque().next()).map(|_| AupresDe::Medecin),
        })
    }

    fn echeance(&self, echeance: &Echeance) -> Value {
        json!({
            "date": echeance.date,
            "nature": echeance.nature,
            "libelle": self.mot(echeance.nature.id()),
            "regle": echeance.regle,
            "versement": echeance.versement,
            "fait_le": echeance.fait.map(|f| f.jour),
        })
    }
}

pub(crate) fn totaux(totaux: &Totaux) -> Value {
    json!({
        "annees": totaux.annees,
        "aide_centimes": totaux.aide,
        "bornes": totaux.bornes.map(plage),
        "maximum_centimes": totaux.maximum,
        "pire_cas_centimes": totaux.pire_cas(),
        "en_jeu_centimes": totaux.en_jeu(),
    })
}

pub(crate) fn plage<T: ToJson>(plage: Plage<T>) -> Value {
    json!({ "min": plage.min, "max": plage.max })
}
