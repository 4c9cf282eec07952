//! A dossier, written as TOML for whoever keeps it.

use serde_json::Value;

use super::Cas;
use super::fields::{CHAMPS, CHAMPS_COLLECTIF, Field, Shape};
use crate::document::join;

/// The dossier as TOML: what is known, in the order of the table of fields. It reads back, on the same day, as
/// an equal dossier.
///
/// ```
/// use convention::{document::Format, dossier, jour::Jour, tables::Convention};
///
/// let convention = Convention::embarquee().expect("the embedded rules load");
/// let au = Jour::new(2026, 11, 23).expect("a day that exists");
/// let json = br#"{"patientele": {"pmt": 1300, "bande": ["p50-p90", "p95"]}, "medecin": {"specialite": "01"},
///                 "contrat": {"signature": "15/01/2026", "objectif": {"pfa": {"gain": 110}}}}"#;
/// let cas = dossier::lire(&convention, "dossier.json", json, Some(Format::Json), au).expect("no fault");
/// assert_eq!(
///     dossier::toml_de(&cas),
///     r#"[medecin]
/// specialite = "01"
///
/// [patientele]
/// pmt = 1300
/// bande = ["p50-p90", "p95"]
///
/// [contrat]
/// signature = 2026-01-15
///
/// [contrat.objectif]
/// pfa = { gain = 110 }
/// "#
/// );
/// ```
pub fn toml_de(cas: &Cas) -> String {
    let champs = match cas {
        Cas::Individuel(_) => CHAMPS,
        Cas::Collectif(_) => CHAMPS_COLLECTIF,
    };
    let mut texte = String::new();
    table(&mut texte, champs, &cas.canonical(), "");
    texte
}

/// Values first, then tables: a value belongs to the last header above it.
fn table(texte: &mut String, champs: &[Field], valeur: &Value, chemin: &str) {
    let connus = || champs.iter().filter_map(|champ| Some((champ, valeur.get(champ.nom)?)));
    for (champ, dedans) in connus().filter(|(champ, _)| !a_son_titre(champ)) {
        texte.push_str(&format!("{} = {}\n", champ.nom, ligne(champ, dedans)));
    }
    for (champ, dedans) in connus().filter(|(champ, _)| a_son_titre(champ)) {
        let chemin = join(chemin, champ.nom);
        match (champ.forme, dedans) {
            (Shape::Liste(champs, _), Value::Array(elements)) => {
                for element in elements {
                    titre(texte, &format!("[[{chemin}]]"));
                    for champ in champs {
                        let Some(dedans) = element.get(champ.nom) else { continue };
                        texte.push_str(&format!("{} = {}\n", champ.nom, ligne(champ, dedans)));
                    }
                }
            }
            (Shape::Lectures, Value::Object(lectures)) => {
                titre(texte, &format!("[{chemin}]"));
                lectures.iter().for_each(|(question, lecture)| texte.push_str(&format!("{question} = {lecture}\n")));
            }
            _ => {
                // A table of tables alone goes without its title.
                let seule = champ.champs().iter().all(|c| a_son_titre(c) || dedans.get(c.nom).is_none());
                if !seule {
                    titre(texte, &format!("[{chemin}]"));
                }
                table(texte, champ.champs(), dedans, &chemin);
            }
        }
    }
}

fn a_son_titre(champ: &Field) -> bool {
    matches!(champ.forme, Shape::Table(_) | Shape::Liste(..) | Shape::Lectures)
}

fn titre(texte: &mut String, titre: &str) {
    if !texte.is_empty() {
        texte.push('\n');
    }
    texte.push_str(titre);
    texte.push('\n');
}

/// A value on one line; a table in braces.
fn ligne(champ: &Field, valeur: &Value) -> String {
    match (champ.forme, valeur) {
        // Numbers with decimals are text in JSON alone.
        (Shape::Jour { .. } | Shape::Euros | Shape::EurosSignes | Shape::Heures, Value::String(nu)) => nu.clone(),
        (_, Value::Array(mots)) => {
            let mots: Vec<String> = mots.iter().map(Value::to_string).collect();
            format!("[{}]", mots.join(", "))
        }
        (_, Value::Object(dedans)) => {
            let connus = champ.champs().iter().filter_map(|c| Some((c, dedans.get(c.nom)?)));
            let lignes: Vec<String> = connus.map(|(c, v)| format!("{} = {}", c.nom, ligne(c, v))).collect();
            if lignes.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", lignes.join(", ")) }
        }
        // TOML reads JSON's text and its escapes.
        _ => valeur.to_string(),
    }
}
