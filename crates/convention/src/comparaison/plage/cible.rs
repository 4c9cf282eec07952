//! A target that the contract does not have.

use serde_json::{Map, Value, json};

use super::{Axe, objectifs};
use crate::comparaison::Nomme;
use crate::comparaison::rejouer::{relire, table};
use crate::dossier::{Dossier, TypeEvenement};
use crate::etude::{AnneeEtudiee, Chiffrage, Demande, chiffrage_seul};
use crate::fault::{Fault, Place};
use crate::indicateur::{Indicateur, Paire};
use crate::objectif::Objectif;
use crate::tables::{Convention, Nature};

/// The dossier with supposed targets on the indicators that are, or may be, an augmentation, for the years
/// that no constat judges yet. Where one is judged already, they are those of an avenant that begins after it.
///
/// # Errors
///
/// Nothing left to suppose a target for, or one that an avenant wrote.
pub(super) fn viser(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    indicateurs: &[Indicateur],
    (axe, cible): (Axe, i64),
) -> Result<Dossier, Vec<Fault>> {
    let dossier = &nomme.dossier;
    let base = chiffrage_seul(convention, dossier, demande);
    let judged = base.annees.iter().rposition(jugee);
    let first = base.annees.iter().skip(judged.map_or(0, |at| at + 1)).find(|y| objectifs::ouverte(y));
    // Not eligible: no year, and nothing that a target could change.
    let en_vigueur = first.map_or(base.objectifs, |y| y.annee.objectifs);
    let set = ecrire(dossier, indicateurs, &en_vigueur, (axe, cible));
    let closed = first.is_none() && judged.is_some();
    if set.is_empty() || closed {
        let message = match closed {
            true => "un relevé juge déjà chaque année de ce contrat : une cible n'y changerait rien",
            false => "aucun objectif de ce dossier n'est une augmentation : une cible n'y aurait pas de sens",
        };
        return Err(refus(nomme, "cible-sans-objet", message, "retirez --cible : les résultats suffisent"));
    }
    let depart = |i: Indicateur| en_vigueur[i].and_then(|o| o.depart).or(dossier.patientele.effectif[i]);
    if let Axe::Effectif(i) = axe
        && let Some(depart) = depart(i).filter(|depart| cible <= i64::from(*depart))
    {
        let message = format!("une cible de {cible} patients ne demande rien de plus que le départ ({depart})");
        let conseil = format!("écrivez des nombres à partir de {}", u64::from(depart) + 1);
        return Err(refus(nomme, "cible-pas-au-dessus-du-depart", &message, &conseil));
    }
    if avenant(dossier, &base, indicateurs) {
        let message = "un avenant a écrit l'objectif de ce contrat : une cible supposée ne peut pas le remplacer";
        let conseil = "changez l'avenant dans une copie du dossier, et demandez la même plage avec cette copie";
        return Err(refus(nomme, "cible-sous-avenant", message, conseil));
    }
    let mut value = dossier.canonical();
    match first.filter(|_| judged.is_some()) {
        None => au_contrat(&mut value, set),
        Some(year) => par_avenant(&mut value, dossier, demande, (year, indicateurs), set),
    }
    relire(convention, &format!("{}, avec la cible {cible}", nomme.fichier), &value, demande.au)
}

fn refus(nomme: &Nomme, code: &'static str, message: &str, conseil: &str) -> Vec<Fault> {
    let place = Place { fichier: nomme.fichier.clone(), chemin: "contrat.objectif".to_owned(), ..Place::default() };
    vec![Fault::new(code, &place, message, conseil)]
}

/// Whether a constat judges a year, in part or whole.
fn jugee(studied: &AnneeEtudiee) -> bool {
    let year = &studied.annee;
    year.mode.is_some() && Indicateur::ALL.into_iter().any(|i| year.atteintes[i].is_some_and(|a| a.constat.is_some()))
}

/// Whether an avenant wrote an objective of a year that is open.
fn avenant(dossier: &Dossier, base: &Chiffrage, indicateurs: &[Indicateur]) -> bool {
    let written = dossier.evenements.iter().any(|e| e.nature() == TypeEvenement::AvenantObjectif);
    let other = |y: &AnneeEtudiee| {
        let known = |i: &Indicateur| y.annee.objectifs[*i].is_some_and(|o| o.cible.is_some());
        y.annee.propres && indicateurs.iter().any(|i| known(i) && y.annee.objectifs[*i] != base.objectifs[*i])
    };
    written && base.annees.iter().filter(|y| objectifs::ouverte(y)).any(other)
}

/// The targets, as an objective writes them.
fn ecrire(
    dossier: &Dossier,
    indicateurs: &[Indicateur],
    en_vigueur: &Paire<Option<Objectif>>,
    (axe, cible): (Axe, i64),
) -> Map<String, Value> {
    let mut set = Map::new();
    for i in indicateurs {
        let open = en_vigueur[*i].is_some_and(|o| matches!(o.nature, None | Some(Nature::Augmentation)));
        let written = match axe {
            Axe::Gain if open => json!({ "gain": cible }),
            Axe::Effectif(of) if of == *i => json!({ "cible": cible }),
            _ => continue,
        };
        set.insert(dossier.regime.nom(*i).to_owned(), written);
    }
    set
}

/// In the contract itself: no year is judged.
fn au_contrat(value: &mut Value, set: Map<String, Value>) {
    let Some(contrat) = table(value, "contrat") else { return };
    if let Some(objectif) = contrat.entry("objectif").or_insert_with(|| json!({})).as_object_mut() {
        objectif.extend(set);
    }
}

/// From the first day of a year on, with the start of the objective that it replaces.
fn par_avenant(
    value: &mut Value,
    dossier: &Dossier,
    demande: &Demande,
    (year, indicateurs): (&AnneeEtudiee, &[Indicateur]),
    set: Map<String, Value>,
) {
    let date = year.annee.periode.debut;
    let mut departs = Map::new();
    for i in indicateurs {
        let name = dossier.regime.nom(*i);
        let depart = year.annee.objectifs[*i].and_then(|o| o.depart).or(dossier.patientele.effectif[*i]);
        if let Some(depart) = depart.filter(|_| set.contains_key(name)) {
            departs.insert(name.to_owned(), json!(depart));
        }
    }
    let mut event = json!({ "date": date, "type": TypeEvenement::AvenantObjectif, "objectif": set });
    if let Some(event) = event.as_object_mut() {
        if !departs.is_empty() {
            event.insert("depart".to_owned(), Value::Object(departs));
        }
        // A year to come: signed already, as every commitment that is shown.
        if date > demande.au {
            event.insert("signe_le".to_owned(), json!(demande.au));
        }
    }
    let Some(dossier) = value.as_object_mut() else { return };
    if let Some(events) = dossier.entry("evenements").or_insert_with(|| json!([])).as_array_mut() {
        events.push(event);
    }
}
