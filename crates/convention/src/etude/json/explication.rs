//! The explanation as JSON: a node for each figure, and what it read.

use serde_json::{Map, Value};

use super::Writer;
use crate::explication::{Chemin, Lu, Noeud, Origine};
use crate::json::json;

impl Writer<'_> {
    pub(crate) fn noeud(&self, prefix: &str, noeud: &Noeud) -> Value {
        let texte = self.convention.textes.regle(noeud.regle);
        json!({
            "chemin": format!("{prefix}{}", noeud.chemin.pointer()),
            "regle": noeud.regle,
            "libelle": self.regle(noeud.regle),
            "confiance": texte.map(|t| t.confiance),
            "valeur": noeud.valeur,
            "lu": noeud.lu.iter().map(|lu| self.lu(prefix, lu)).collect::<Vec<_>>(),
            "enfants": noeud.enfants.iter().map(|n| self.noeud(prefix, n)).collect::<Vec<_>>(),
        })
    }

    pub(super) fn lu(&self, prefix: &str, lu: &Lu) -> Value {
        let mut object = Map::new();
        object.insert("nom".to_owned(), json!(lu.nom));
        object.insert("valeur".to_owned(), json!(lu.valeur));
        let mut from = |key: &str, value: Value| object.insert(key.to_owned(), value);
        match lu.origine {
            Origine::Dossier(donnee) => from("dossier", json!(self.pointer(donnee))),
            Origine::Figure(chemin) => from("figure", json!(figure(prefix, chemin))),
            Origine::Variante(index, chemin) => {
                from("figure", json!(format!("/variantes/{index}{}", chemin.pointer())))
            }
            Origine::Suppose(chemin) => from("suppose", json!(figure(prefix, chemin))),
            Origine::Lecture(question) => from("question", json!(question.id())),
            Origine::Au => from("demande", json!("/au")),
            Origine::ConnuAu => from("demande", json!("/connu_au")),
            Origine::Hypothese(i) => from("demande", json!(format!("/si/{}", i.id()))),
            Origine::Regles(id) => match self.convention.cells.get(usize::from(id.0)) {
                None => None,
                Some(cell) => {
                    from("regles", json!(format!("{}#{}", cell.fichier, cell.chemin)));
                    from("source", json!(cell.source));
                    from("confiance", json!(cell.confiance))
                }
            },
        };
        Value::Object(object)
    }
}

/// The pointer of a figure that was read under a prefix: what all options share stands at the root.
fn figure(prefix: &str, chemin: Chemin) -> String {
    if chemin.par_option() { format!("{prefix}{}", chemin.pointer()) } else { chemin.pointer() }
}
