//! What two versions of a dossier say otherwise, and what each change does alone.

use convention::comparaison::{Changement, Comparee};
use convention::jour::Jour;
use serde_json::Value;

use super::VueDeComparaison;
use super::differences::ecart;
use crate::date;
use crate::nombre::entier;
use crate::page::{Colonne, Page, Tableau};
use crate::typographie::lier;

pub(super) fn write(vue: &VueDeComparaison<'_>, comparee: &Comparee, page: &mut Page) {
    let names: Vec<String> = comparee.termes.iter().map(|t| vue.nom(&t.nom)).collect();
    page.titre("Ce que le dossier dit autrement");
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
    let zero = convention::money::Centimes::ZERO;
    match (effet.aide, effet.maximum, effet.pire) {
        (Some(aide), ..) if aide != zero => format!("aide\u{a0}: {}", ecart(Some(aide))),
        (Some(_), ..) => "l'aide ne change pas".to_owned(),
        (None, Some(maximum), _) if maximum != zero => format!("aide maximale\u{a0}: {}", ecart(Some(maximum))),
        (None, _, Some(pire)) if pire != zero => format!("pire cas\u{a0}: {}", ecart(Some(pire))),
        _ => "l'aide devient connue, ou moins incertaine".to_owned(),
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
