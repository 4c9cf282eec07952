//! What two versions of a dossier say otherwise, and what each change does alone.

use convention::comparaison::{Changement, Comparee, Effet, Mesure};
use convention::jour::Jour;
use convention::money::Centimes;
use serde_json::Value;

use super::VueDeComparaison;
use super::colonnes::mesure;
use super::differences::ecart;
use crate::date;
use crate::nombre::{entier, euros, plage_euros_courte};
use crate::page::{Colonne, Page, Tableau};
use crate::typographie::lier;

pub(super) fn write(vue: &VueDeComparaison<'_>, comparee: &Comparee, page: &mut Page) {
    let names: Vec<String> = comparee.termes.iter().map(|t| vue.nom(&t.nom)).collect();
    page.titre("versions", "Ce que le dossier dit autrement");
    if comparee.changements.is_empty() {
        page.paragraphe("Rien\u{a0}: les deux dossiers disent la même chose.");
        return;
    }
    let mut heads = vec![("Champ".to_owned(), Colonne::Gauche)];
    heads.extend(names.into_iter().map(|name| (name, Colonne::Gauche)));
    heads.push(("Seul, sur la durée du contrat".to_owned(), Colonne::Gauche));
    let mut table = Tableau::new(&heads);
    for changement in &comparee.changements {
        let [before, after] = changement.valeurs.each_ref().map(|v| v.as_ref().map_or_else(|| "–".to_owned(), valeur));
        table.ligne(vec![changement.champ.clone(), before, after, effet(changement)]);
    }
    page.tableau(table);
    page.paragraphe(&lier(
        "Chaque changement est essayé seul dans la première version ; ce que plusieurs font ensemble n'est compté à \
         aucun.",
    ));
}

fn effet(changement: &Changement) -> String {
    let Some(effet) = &changement.effet else { return "n'a pas de sens seul".to_owned() };
    if effet.figures == 0 {
        return "aucun chiffre ne change".to_owned();
    }
    let aid = aide(effet);
    let told: Vec<String> = aid.into_iter().chain(cout(effet)).collect();
    if told.is_empty() { "l'aide ne change pas".to_owned() } else { told.join("\u{a0}; ") }
}

/// What becomes of the aid. `None`: nothing.
fn aide(effet: &Effet) -> Option<String> {
    let [before, after] = &effet.aides;
    if before != after {
        return Some(match effet.aide() {
            Some(aide) => format!("aide\u{a0}: {}", ecart(Some(aide))),
            None => {
                let said =
                    |m: &Mesure<Centimes>| mesure(m, plage_euros_courte).unwrap_or_else(|| "inconnue".to_owned());
                format!("aide\u{a0}: {} (avant\u{a0}: {})", said(after), said(before))
            }
        });
    }
    let maximum = effet.maximum().filter(|maximum| *maximum != Centimes::ZERO)?;
    Some(format!("aide maximale\u{a0}: {}", ecart(Some(maximum))))
}

/// What becomes of the cost. `None`: nothing.
fn cout(effet: &Effet) -> Option<String> {
    match effet.couts {
        [before, after] if before == after => None,
        [Some(_), Some(_)] => Some(format!("coût\u{a0}: {}", ecart(effet.cout()))),
        [None, Some(after)] => Some(format!("coût\u{a0}: {} (inconnu avant)", euros(after))),
        _ => Some("coût\u{a0}: inconnu".to_owned()),
    }
}

/// A value of a dossier, as a person reads it.
fn valeur(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => "oui".to_owned(),
        Value::Bool(false) => "non".to_owned(),
        Value::Number(n) => n.as_i64().map_or_else(|| n.to_string(), entier),
        Value::String(text) => Jour::parse_iso(text).map_or_else(|| text.clone(), date),
        Value::Array(items) => items.iter().map(valeur).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            map.iter().map(|(key, value)| format!("{key}\u{a0}{}", valeur(value))).collect::<Vec<_>>().join(", ")
        }
    }
}
