//! A group's étude as JSON: the names of an individual one wherever they make sense.

use serde_json::{Map, Value};

use super::{AnneeCollective, EcheanceCollective, EtudeCollective, MembreEtudie, ObjectifDuGroupe, REGIME};
use crate::etude::{Writer, json_de_plage, json_des_bornes, json_des_totaux};
use crate::indicateur::Indicateur;
use crate::json::json;
use crate::tables::Convention;

impl EtudeCollective {
    /// The étude as JSON, with the label of each id from the rule files. Keys are sorted.
    pub fn to_json(&self, convention: &Convention) -> Value {
        let writer = Writer { convention, adultes: false };
        Value::Object(self.write(&writer))
    }

    fn write(&self, w: &Writer<'_>) -> Map<String, Value> {
        let mut object = w.entete(&self.demande, self.dossier.reference.as_deref(), self.dossier.canonical());
        let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
        add("signature", json!(self.signature));
        add("regime", json!(REGIME));
        add("regime_libelle", json!(w.mot(REGIME)));
        add("eligibilite", w.eligibilite(&self.eligibilite));
        add("groupe", json!({ "medecins": self.groupe.medecins, "pmt_moyenne": self.groupe.pmt_moyenne }));
        let (min, max) = (self.plafond.min, self.plafond.max);
        let open = self.plafond.connu().is_none();
        let etp = json!({
            "demande": self.dossier.contrat.etp,
            "bornes": self.etp_possible.map(json_de_plage),
            "plafond": self.plafond.connu(),
            "bornes_plafond": open.then(|| json!({ "min": min, "max": max })),
        });
        add("etp", etp);
        let members = self.membres.iter().zip(&self.dossier.membres);
        add("membres", members.map(|(m, given)| member(m, given.reference.as_deref(), w)).collect());
        add("objectifs", w.by_indicator(|i| self.objectif(i, w)));
        add("annees", self.annees.iter().map(|year| annee(year, w)).collect());
        let paid = self.annees.iter().flat_map(|year| {
            let bounds = year.bornes.unwrap_or_default().versements;
            year.versements.iter().zip(bounds).filter_map(|(v, bounds)| Some(w.versement(v.as_ref()?, bounds)))
        });
        add("versements", paid.collect());
        add("totaux", json_des_totaux(&self.totaux));
        add("echeances", self.echeances.iter().map(|e| echeance(e, w)).collect());
        add("questions", self.questions.iter().map(|q| w.question(q)).collect());
        add("a_demander", self.a_demander.iter().map(|d| w.demander(d)).collect());
        add("remarques", w.remarques(&self.remarques));
        add("explication", self.explication.iter().map(|node| w.noeud("", node)).collect());
        object
    }

    fn objectif(&self, i: Indicateur, w: &Writer<'_>) -> Value {
        let ObjectifDuGroupe { objectif, demande, deduit } = &self.objectifs[i];
        json!({
            "nature": objectif.nature,
            "libelle": objectif.nature.map(|n| w.mot(n.id())),
            "depart": objectif.depart,
            "gain_demande": demande,
            "gain_deduit": deduit,
            "cible": objectif.cible,
            "gain": objectif.cible.zip(objectif.depart).map(|(c, d)| i64::from(c) - i64::from(d)),
            "tolerance": objectif.tolerance.map(|t| {
                let fall = t.fraction();
                json!({ "num": fall.num, "den": fall.den, "incluse": t.incluse })
            }),
            "plancher": objectif.plancher,
            "seuil_atteint": objectif.seuil_atteint,
            "origine": objectif.origine,
            "par_semaine": self.totaux.par_semaine[i],
            "semaines": self.totaux.semaines[i],
        })
    }
}

fn member(membre: &MembreEtudie, reference: Option<&str>, w: &Writer<'_>) -> Value {
    let primo = &membre.primo;
    json!({
        "reference": reference,
        "adhesion": membre.adhesion,
        "sortie": membre.sortie,
        "compte": membre.compte,
        "motifs": membre.motifs.iter().map(|m| w.motif(m)).collect::<Vec<_>>(),
        "primo": json!({
            "primo_installe": primo.primo_installe,
            "date": primo.date,
            "cible": primo.date.map(|_| json!({ "pmt": primo.cible.pmt, "pfa": primo.cible.pfa })),
        }),
    })
}

fn annee(year: &AnneeCollective, w: &Writer<'_>) -> Value {
    json!({
        "annee": year.annee,
        "debut": year.debut,
        "fin": year.fin,
        "medecins": year.medecins,
        "etp": year.etp,
        "montant_centimes": year.montant,
        "departs": year.departs,
        "cibles": year.cibles,
        "atteintes": w.by_indicator(|i| w.atteinte(year.atteintes[i])),
        "part": year.part,
        "aide_centimes": year.aide,
        "sous_depart": year.sous_depart,
        "bornes": year.bornes.map(|b| json_des_bornes(&b)),
    })
}

fn echeance(echeance: &EcheanceCollective, w: &Writer<'_>) -> Value {
    json!({
        "date": echeance.date,
        "nature": echeance.nature,
        "libelle": w.mot(echeance.nature.id()),
        "regle": echeance.regle,
        "versement": echeance.versement,
        "membre": echeance.membre,
    })
}
