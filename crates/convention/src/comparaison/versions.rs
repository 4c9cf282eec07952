//! Two versions of a dossier: what changed in it, and what each change alone does to the figures.
//!
//! Each change is put alone into the first version, which is studied again. Limits: a change that makes
//! no sense alone (an objective without its start) is not tried; what several changes do only together
//! is nobody's, and is told as what is left.

use serde_json::{Map, Value, json};

use super::ecarts;
use super::mesure::{Mesure, aide_totale, sans_aide, totaux};
use super::rejouer::relire;
use super::termes::comparee;
use super::{Comparee, NomDeTerme, Nomme, Terme};
use crate::dossier::Dossier;
use crate::etude::{Demande, Etude, etudier};
use crate::money::Centimes;
use crate::sort;
use crate::tables::Convention;

/// Something that one version of the dossier says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Changement {
    /// Where: `contrat.signature`, `constats[2029-01-15].pmt`.
    pub champ: String,
    /// What each version says. `None`: nothing.
    pub valeurs: [Option<Value>; 2],
    /// What this change alone does. `None`: alone, it makes no dossier.
    pub effet: Option<Effet>,
}

/// What a change alone does to the first version, over the first years; of a dossier without option, over all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effet {
    /// How many figures it changes.
    pub figures: usize,
    /// Aid before and after.
    pub aides: [Mesure<Centimes>; 2],
    /// Maximum before and after. `None`: not known.
    pub maximums: [Option<Centimes>; 2],
    /// Cost of the employment before and after. `None`: not known.
    pub couts: [Option<Centimes>; 2],
}

impl Effet {
    /// Aid, more or less. `None`: not known before or after.
    pub fn aide(&self) -> Option<Centimes> {
        moins(self.aides.map(|m| m.valeur))
    }

    /// Maximum, more or less. `None`: not known before or after.
    pub fn maximum(&self) -> Option<Centimes> {
        moins(self.maximums)
    }

    /// Worst that can come, more or less. `None`: not known before or after.
    pub fn pire(&self) -> Option<Centimes> {
        moins(self.aides.map(|m| m.min()))
    }

    /// Cost of the employment, more or less. `None`: not known before or after.
    pub fn cout(&self) -> Option<Centimes> {
        moins(self.couts)
    }
}

fn moins([before, after]: [Option<Centimes>; 2]) -> Option<Centimes> {
    Some(after? - before?)
}

/// Two versions of a dossier, or two dossiers, on the same day.
pub fn versions(convention: &Convention, versions: [&Nomme; 2], demandes: [Demande; 2]) -> Comparee {
    let [first, _] = versions;
    let etudes = [0, 1].map(|side: usize| etudier(convention, &versions[side].dossier, &demandes[side]));
    let termes = versions
        .iter()
        .zip(etudes)
        .map(|(nomme, etude)| Terme::new(NomDeTerme::Version(nomme.fichier.clone()), (0, convention), etude));
    let mut comparee = comparee(first, termes.collect(), Vec::new());
    let bases = versions.map(|nomme| nomme.dossier.canonical());
    let places = places(&bases);
    let Some((etude, ecarts)) = comparee.termes.first().zip(comparee.ecarts.first_mut()) else { return comparee };
    for (index, place) in (0u16..).zip(&places) {
        let alone = seul(convention, first, &bases, place, &demandes[0]);
        let effet = alone.map(|alone| effet(&etude.etude, &alone, index, ecarts));
        let valeurs = bases.each_ref().map(|base| place.iter().try_fold(base, membre).cloned());
        comparee.changements.push(Changement { champ: ecrire(place), valeurs, effet });
    }
    comparee
}

/// How many changes [`versions`] tries between two dossiers, each in a study of its own.
pub fn changements(first: &Dossier, second: &Dossier) -> usize {
    places(&[first, second].map(Dossier::canonical)).len()
}

/// Every place where two canonical dossiers differ.
fn places([first, second]: &[Value; 2]) -> Vec<Vec<Pas>> {
    let mut places = Vec::new();
    differences(Some(first), Some(second), &mut Vec::new(), &mut places);
    places
}

/// The first version with one change.
fn seul(
    convention: &Convention,
    nomme: &Nomme,
    [base, other]: &[Value; 2],
    place: &[Pas],
    demande: &Demande,
) -> Option<Etude> {
    let mut value = base.clone();
    poser(&mut value, place, place.iter().try_fold(other, membre).cloned());
    let dossier = relire(convention, &nomme.fichier, &value, demande.au).ok()?;
    Some(etudier(convention, &dossier, demande))
}

/// What a change does, noted with each figure that it moves.
fn effet(base: &Etude, alone: &Etude, index: u16, all: &mut [ecarts::EcartDeFigure]) -> Effet {
    let found = ecarts::figures(base, alone);
    for ecart in all.iter_mut() {
        let moved = |f: &&ecarts::EcartDeFigure| (f.option, f.chemin) == (ecart.option, ecart.chemin);
        if found.iter().any(|f| moved(&f)) {
            ecart.causes.push(index);
        }
    }
    let sides = [base, alone];
    Effet {
        figures: found.len(),
        aides: sides.map(|e| aide_totale(e, &e.chiffrage)),
        maximums: sides.map(|e| if sans_aide(e) { Some(Centimes::ZERO) } else { totaux(&e.chiffrage).maximum }),
        couts: sides.map(|e| totaux(&e.chiffrage).cout),
    }
}

/// A step into a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pas {
    /// A key of a table.
    Cle(String),
    /// An item of a list: what names it, and which of that name.
    Element(String, usize),
}

/// What names an item of a list of the dossier: its date, and the type of an event.
fn nom(item: &Value) -> String {
    let of = |key: &str| item.get(key).map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
    let names: Vec<String> = ["date", "type", "annee"].into_iter().filter_map(of).collect();
    names.join(" ")
}

fn element<'a>(items: &'a [Value], name: &str, turn: usize) -> Option<(usize, &'a Value)> {
    items.iter().enumerate().filter(|(_, item)| nom(item) == name).nth(turn)
}

fn membre<'a>(value: &'a Value, pas: &Pas) -> Option<&'a Value> {
    match pas {
        Pas::Cle(key) => value.get(key),
        Pas::Element(name, turn) => element(value.as_array()?, name, *turn).map(|(_, item)| item),
    }
}

/// Whether what stands there is one thing: a list of bands, an objective (one key of several).
fn entier(place: &[Pas], value: &Value) -> bool {
    let objectif = |pas: &Pas| matches!(pas, Pas::Cle(key) if key == "objectif");
    let inside = place.len() > 1 && place.get(place.len().wrapping_sub(2)).is_some_and(objectif);
    !value.is_object() || inside
}

/// Every place where two values differ, as deep as it means something.
fn differences(a: Option<&Value>, b: Option<&Value>, place: &mut Vec<Pas>, found: &mut Vec<Vec<Pas>>) {
    if a == b {
        return;
    }
    let lists = |v: Option<&Value>| v.is_none_or(|v| v.as_array().is_some_and(|l| l.iter().all(Value::is_object)));
    if lists(a) && lists(b) {
        let items = |v: Option<&Value>| v.and_then(Value::as_array).cloned().unwrap_or_default();
        let (a, b) = (items(a), items(b));
        for (name, turn) in noms(&a, &b) {
            let of = |items: &'_ [Value]| element(items, &name, turn).map(|(_, item)| item.clone());
            let (left, right) = (of(&a), of(&b));
            place.push(Pas::Element(name.clone(), turn));
            match (&left, &right) {
                (Some(_), Some(_)) => differences(left.as_ref(), right.as_ref(), place, found),
                _ => found.push(place.clone()),
            }
            place.pop();
        }
        return;
    }
    if [a, b].into_iter().flatten().any(|v| entier(place, v)) {
        found.push(place.clone());
        return;
    }
    let keys = |v: Option<&Value>| v.and_then(Value::as_object).map(|m| m.keys().cloned().collect::<Vec<_>>());
    let mut all: Vec<String> = keys(a).into_iter().chain(keys(b)).flatten().collect();
    sort::by(&mut all, Ord::cmp);
    all.dedup();
    for key in all {
        let of = |v: Option<&'_ Value>| v.and_then(|v| v.get(&key)).cloned();
        let (left, right) = (of(a), of(b));
        place.push(Pas::Cle(key));
        differences(left.as_ref(), right.as_ref(), place, found);
        place.pop();
    }
}

/// The names of the items of two lists, each as often as the longer has it, in their order.
fn noms(a: &[Value], b: &[Value]) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for items in [a, b] {
        for (at, item) in items.iter().enumerate() {
            let name = nom(item);
            let turn = items.iter().take(at).filter(|other| nom(other) == name).count();
            if !found.contains(&(name.clone(), turn)) {
                found.push((name, turn));
            }
        }
    }
    sort::by(&mut found, Ord::cmp);
    found
}

/// Puts a value at a place, or takes it away.
fn poser(value: &mut Value, place: &[Pas], new: Option<Value>) {
    let Some((pas, rest)) = place.split_first() else {
        if let Some(new) = new {
            *value = new;
        }
        return;
    };
    match pas {
        Pas::Cle(key) => {
            let Some(map) = value.as_object_mut() else { return };
            match (rest, new) {
                ([], None) => drop(map.remove(key)),
                ([], Some(new)) => drop(map.insert(key.clone(), new)),
                (rest, new) => {
                    let empty = if matches!(rest.first(), Some(Pas::Element(..))) { json!([]) } else { json!({}) };
                    poser(map.entry(key.clone()).or_insert(empty), rest, new);
                    tailler(map, key);
                }
            }
        }
        Pas::Element(name, turn) => {
            let Some(items) = value.as_array_mut() else { return };
            let at = element(items, name, *turn).map(|(at, _)| at);
            match (rest, new, at) {
                ([], None, Some(at)) => drop(items.remove(at)),
                ([], Some(new), None) => items.push(new),
                (rest, new, Some(at)) => {
                    if let Some(item) = items.get_mut(at) {
                        poser(item, rest, new);
                    }
                }
                _ => {}
            }
        }
    }
}

/// A table or a list that nothing is left of is not written.
fn tailler(map: &mut Map<String, Value>, key: &str) {
    let empty = map.get(key).is_some_and(|v| v.as_object().is_some_and(Map::is_empty) || *v == json!([]));
    if empty {
        map.remove(key);
    }
}

/// `constats[2029-01-15].pmt`.
fn ecrire(place: &[Pas]) -> String {
    let mut text = String::new();
    for pas in place {
        match pas {
            Pas::Cle(key) if text.is_empty() => text.push_str(key),
            Pas::Cle(key) => {
                text.push('.');
                text.push_str(key);
            }
            Pas::Element(name, 0) => text.push_str(&format!("[{name}]")),
            Pas::Element(name, turn) => text.push_str(&format!("[{name}, {}]", turn + 1)),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn champs(a: &Value, b: &Value) -> Vec<String> {
        let mut found = Vec::new();
        differences(Some(a), Some(b), &mut Vec::new(), &mut found);
        found.iter().map(|place| ecrire(place)).collect()
    }

    #[test]
    fn every_change_has_its_place() {
        let a = json!({
            "contrat": { "option": "1", "objectif": { "pmt": { "cible": 1560 } } },
            "constats": [{ "date": "2028-01-15", "pmt": 1400 }, { "date": "2029-01-15", "pmt": 1500 }],
            "medecin": { "specialite": "01" },
        });
        let b = json!({
            "contrat": { "objectif": { "pmt": { "gain": 260 } } },
            "constats": [{ "date": "2029-01-15", "pmt": 1510 }, { "date": "2030-01-15", "pmt": 1520 }],
            "medecin": { "specialite": "01", "rqth": true },
            "encaissements": [{ "date": "2026-01-01", "montant_euros": 5 }, { "date": "2026-01-01", "montant_euros": 5 }],
        });
        let expected = [
            "constats[2028-01-15]",
            "constats[2029-01-15].pmt",
            "constats[2030-01-15]",
            "contrat.objectif.pmt",
            "contrat.option",
            "encaissements[2026-01-01]",
            "encaissements[2026-01-01, 2]",
            "medecin.rqth",
        ];
        assert_eq!(champs(&a, &b), expected);
    }

    #[test]
    fn all_the_changes_make_the_other_version() {
        let a = json!({
            "contrat": { "option": "1" },
            "constats": [{ "date": "2028-01-15", "pmt": 1400 }],
            "assistant": { "position": 7 },
        });
        let b = json!({
            "contrat": { "option": "1", "signature": "2026-01-15" },
            "constats": [{ "date": "2028-01-15", "pmt": 1400, "pfa": 1700 }],
            "patientele": { "pmt": 1300 },
        });
        let mut places = Vec::new();
        differences(Some(&a), Some(&b), &mut Vec::new(), &mut places);
        let mut value = a;
        for place in places {
            let new = place.iter().try_fold(&b, membre).cloned();
            poser(&mut value, &place, new);
        }
        assert_eq!(value, b);
    }
}
