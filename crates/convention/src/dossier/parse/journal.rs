//! The events of a dossier and the money received: what each must say. Whether it is possible: `refus`.

use std::collections::BTreeMap;

use super::build::objective;
use super::coherence::french;
use super::values::Values;
use crate::dossier::evenement::{Certificat, Decision, Partie};
use crate::dossier::fields::CHAMPS_PROPRES;
use crate::dossier::{Encaissement, Evenement, Fait, OptionEtp, TypeEvenement};
use crate::fault::{Fault, Place};
use crate::indicateur::Paire;
use crate::jour::Jour;
use crate::money::Centimes;
use crate::regime::Regime;
use crate::sort;

fn nature(values: &Values, item: &str) -> Option<TypeEvenement> {
    values.text(&format!("{item}.type")).and_then(|id| TypeEvenement::from_id(&id))
}

pub(super) fn items(values: &Values, list: &'static str) -> impl Iterator<Item = (usize, String)> + use<> {
    (0..values.items(list)).map(move |i| (i, format!("{list}[{i}]")))
}

/// Each event against the fields of its type; dates against each other.
pub(super) fn check(values: &mut Values) {
    if values.items("evenements") > 0 && values.absent("contrat.signature") {
        let advice = "ajoutez signature dans contrat, ou retirez les événements";
        let message = "un événement suit la signature, et le contrat n'en a pas";
        values.fault("evenement-sans-signature", "evenements[0]", message, advice);
    }
    for (_, item) in items(values, "evenements") {
        own_fields(values, &item);
        known(values, &item);
    }
    same_day(values);
    if values.items("encaissements") > 0 && values.absent("contrat.signature") {
        let advice = "ajoutez signature dans contrat, ou retirez les encaissements";
        let message = "une somme n'est reçue qu'après la signature, et le contrat n'en a pas";
        values.fault("encaissement-sans-signature", "encaissements[0]", message, advice);
    }
    for (_, item) in items(values, "encaissements") {
        known(values, &item);
        received(values, &item);
    }
}

/// A sum is not nothing, and comes after the signature.
fn received(values: &mut Values, item: &str) {
    let path = format!("{item}.date");
    let (date, signature) = (values.day(&path), values.day("contrat.signature"));
    if let Some((_, signature)) = date.zip(signature).filter(|(date, signature)| date < signature) {
        let message = format!("cette somme serait reçue avant la signature, le {}", french(signature));
        values.fault("encaissement-avant-signature", &path, message, "corrigez la date, ou retirez cette somme");
    }
    let path = format!("{item}.montant_euros");
    if values.money(&path) == Some(Centimes::ZERO) {
        let advice = "donnez la somme reçue, ou retirez-la ; une somme rendue est négative";
        values.fault("encaissement-nul", &path, "une somme de 0 € n'a pas été reçue", advice);
    }
}

/// The fields that belong to the type, and those that it cannot do without.
fn own_fields(values: &mut Values, item: &str) {
    let Some(nature) = nature(values, item) else { return };
    for (field, types) in CHAMPS_PROPRES {
        let path = format!("{item}.{field}");
        if values.found.contains_key(&path) && !types.contains(&nature) {
            let others: Vec<&str> = types.iter().map(|t| t.id()).collect();
            let message = format!("{field} ne va pas avec un événement « {nature} »");
            let advice = format!("retirez-le ; il sert pour {}", others.join(", "));
            values.fault("champ-d-un-autre-evenement", &path, message, advice);
        }
    }
    let required: &[&str] = match nature {
        TypeEvenement::AvenantOption => &["option"],
        TypeEvenement::AvenantObjectif => &["objectif"],
        TypeEvenement::Certification => &["nature"],
        TypeEvenement::DecisionCaisse => &["annee", "motif"],
        TypeEvenement::Resiliation => &["par"],
        _ => &[],
    };
    for field in required {
        let path = format!("{item}.{field}");
        if values.absent(&path) {
            let place = Place { chemin: path, ..values.place(item) };
            let message = format!("il manque {field} : un événement « {nature} » le demande");
            values.faults.push(Fault::new("champ-d-evenement-manquant", &place, message, format!("ajoutez {field}")));
        }
    }
    if nature == TypeEvenement::AvenantObjectif {
        let path = format!("{item}.objectif");
        let named = ["pmt", "pmt_adultes", "pfa"].iter().any(|n| values.found.contains_key(&format!("{path}.{n}")));
        if values.get(&path).is_some() && !named {
            let advice = "écrivez par exemple pfa = { gain = 110 }";
            values.fault("objectif-vide", &path, "cet avenant n'écrit aucun objectif", advice);
        }
    }
    if nature == TypeEvenement::DecisionCaisse {
        decision(values, item);
    }
}

/// A decision gives one of a share, an amount, or its own withdrawal.
fn decision(values: &mut Values, item: &str) {
    let advice = "écrivez part = \"3/4\", ou aide_euros = 16500, ou retrait = true";
    let given: Vec<&str> = ["part", "aide_euros", "retrait"]
        .into_iter()
        .filter(|field| values.found.contains_key(&format!("{item}.{field}")))
        .collect();
    match given.as_slice() {
        [] => values.fault("decision-vide", item, "cette décision ne dit pas ce que la caisse accorde", advice),
        [_] => {
            let path = format!("{item}.retrait");
            if values.flag(&path) == Some(false) {
                values.fault("retrait-faux", &path, "retrait ne peut valoir que true", advice);
            }
        }
        several => {
            let message = format!("{} ne vont pas ensemble", several.join(" et "));
            values.fault("decision-ambigue", item, message, format!("gardez un seul des trois : {advice}"));
        }
    }
}

/// `connu_le` is not before what it is about.
fn known(values: &mut Values, item: &str) {
    let path = format!("{item}.connu_le");
    let (Some(known), Some(date)) = (values.day(&path), values.day(&format!("{item}.date"))) else { return };
    let signed = values.day(&format!("{item}.signe_le"));
    let since = signed.unwrap_or(date);
    if known < since {
        let when = if signed.is_some() { "d'être signé" } else { "sa date" };
        let message = format!("il serait connu avant {when}, le {} (règle VIE-2)", french(since));
        let advice = "donnez le jour où vous l'avez su, ou retirez la ligne";
        values.fault("connu-avant-evenement", &path, message, advice);
    }
}

/// Two events of one type on one day would fold in no known order.
fn same_day(values: &mut Values) {
    let mut seen: BTreeMap<(Jour, TypeEvenement, u32), usize> = BTreeMap::new();
    for (index, item) in items(values, "evenements") {
        let Some((date, nature)) = values.day(&format!("{item}.date")).zip(nature(values, &item)) else { continue };
        let annee = match nature {
            TypeEvenement::DecisionCaisse => values.count(&format!("{item}.annee")).unwrap_or(0),
            _ => 0,
        };
        match seen.get(&(date, nature, annee)) {
            Some(first) => {
                let message = format!("« {nature} » est déjà écrit au {} : evenements[{first}]", french(date));
                let advice = "gardez un seul des deux, ou corrigez une date";
                values.fault("evenements-meme-jour", &format!("{item}.date"), message, advice);
            }
            None => {
                seen.insert((date, nature, annee), index);
            }
        }
    }
}

/// The events in the order in which they fold.
pub(super) fn evenements(values: &Values, regime: Regime) -> Vec<Evenement> {
    let mut events: Vec<Evenement> =
        items(values, "evenements").filter_map(|(_, item)| one(values, &item, regime)).collect();
    sort::by_key(&mut events, Evenement::rang);
    events
}

pub(super) fn one(values: &Values, item: &str, regime: Regime) -> Option<Evenement> {
    use TypeEvenement as T;
    let at = |field: &str| format!("{item}.{field}");
    let motif = || values.text(&at("motif"));
    let depart = || Paire::from_fn(|i| values.count(&at(&format!("depart.{}", regime.nom(i)))));
    let fait = match nature(values, item)? {
        T::AvenantProrogation => Fait::AvenantProrogation,
        T::AvenantOption => Fait::AvenantOption(OptionEtp::from_id(&values.text(&at("option"))?)?),
        T::Avenant65Ans => Fait::Avenant65Ans { depart: depart(), date_mesure: values.day(&at("date_mesure")) },
        T::AvenantObjectif => Fait::AvenantObjectif {
            objectif: Paire::from_fn(|i| objective(values, &at(&format!("objectif.{}", regime.nom(i))))),
            depart: depart(),
        },
        T::Reprise => Fait::Reprise,
        T::Suspension => Fait::Suspension { motif: motif() },
        T::NouvelAssistant => Fait::NouvelAssistant,
        T::SecretaireDevenuAssistant => Fait::SecretaireDevenuAssistant,
        T::SecretaireRemplace => Fait::SecretaireRemplace { heures_semaine: values.share(&at("heures_semaine")) },
        T::Certification => Fait::Certification(Certificat::from_id(&values.text(&at("nature"))?)?),
        T::ContratDeTravailRemis => Fait::ContratDeTravailRemis,
        T::ReunionCaisse => Fait::ReunionCaisse,
        T::DecisionCaisse => Fait::DecisionCaisse {
            annee: u8::try_from(values.count(&at("annee"))?).ok()?,
            decision: values
                .share(&at("part"))
                .map(Decision::Part)
                .or(values.money(&at("aide_euros")).map(Decision::Aide))
                .unwrap_or(Decision::Retrait),
            motif: motif()?,
        },
        T::Demenagement => Fait::Demenagement,
        T::ChangementSpecialite => Fait::ChangementSpecialite,
        T::Resiliation => Fait::Resiliation {
            par: Partie::from_id(&values.text(&at("par"))?)?,
            motif: motif(),
            carence: values.flag(&at("carence")),
        },
    };
    let (signe_le, connu_le) = (values.day(&at("signe_le")), values.day(&at("connu_le")));
    Some(Evenement { date: values.day(&at("date"))?, signe_le, connu_le, fait })
}

/// The money received, by date.
pub(super) fn encaissements(values: &Values) -> Vec<Encaissement> {
    let one = |(_, item): (usize, String)| {
        Some(Encaissement {
            date: values.day(&format!("{item}.date"))?,
            montant: values.money(&format!("{item}.montant_euros"))?,
            connu_le: values.day(&format!("{item}.connu_le")),
        })
    };
    let mut list: Vec<Encaissement> = items(values, "encaissements").filter_map(one).collect();
    // Of one day, by amount: the order of the file says nothing.
    sort::by_key(&mut list, |e| (e.date, e.montant, e.connu_le));
    list
}
