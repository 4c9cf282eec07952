//! The events of a dossier and the money received: what each must say, and whether it is possible.

use std::collections::BTreeMap;

use super::build::objective;
use super::coherence::french;
use super::values::Values;
use crate::dossier::evenement::{Certificat, Decision, Partie};
use crate::dossier::fields::CHAMPS_PROPRES;
use crate::dossier::{Dossier, Encaissement, Evenement, Fait, OptionEtp, TypeEvenement};
use crate::fault::{Fault, Place};
use crate::indicateur::{Indicateur, Paire};
use crate::jour::Jour;
use crate::regime::Regime;
use crate::tables::Convention;
use crate::vie::{self, Motif, Refus};

fn nature(values: &Values, item: &str) -> Option<TypeEvenement> {
    values.text(&format!("{item}.type")).and_then(|id| TypeEvenement::from_id(&id))
}

fn items(values: &Values, list: &'static str) -> impl Iterator<Item = (usize, String)> + use<> {
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
    for (_, item) in items(values, "encaissements") {
        known(values, &item);
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
    let since = values.day(&format!("{item}.signe_le")).map_or(date, |signed| signed.min(date));
    if known < since {
        let message = format!("il serait connu avant le {}", french(since));
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
    events.sort_by_key(Evenement::rang);
    events
}

fn one(values: &Values, item: &str, regime: Regime) -> Option<Evenement> {
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

/// The money received, by date; sums of one day in the order of the file.
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
    list.sort_by_key(|e| (e.date, e.montant));
    list
}

/// The events that the contract could not have known, each at its place in the file.
pub(super) fn impossible(convention: &Convention, values: &Values, dossier: &Dossier) -> Vec<Fault> {
    let refused = vie::impossibles(&convention.tables, dossier);
    let place_of = |index: u16| {
        let wanted = dossier.evenements.get(usize::from(index))?.rang();
        let matches = |item: &str| one(values, item, dossier.regime).is_some_and(|e| e.rang() == wanted);
        items(values, "evenements").find(|(_, item)| matches(item))
    };
    refused
        .into_iter()
        .filter_map(|refus| {
            let (_, item) = place_of(refus.evenement)?;
            let (code, field, message, advice) = tell(&refus, dossier);
            let path = format!("{item}.{field}");
            let place = values.place(if values.found.contains_key(&path) { &path } else { &item });
            Some(Fault::new(code, &place, message, advice))
        })
        .collect()
}

/// What is wrong, at which field, and what to do. The rule is named.
fn tell(refus: &Refus, dossier: &Dossier) -> (&'static str, String, String, String) {
    let event = dossier.evenements.get(usize::from(refus.evenement));
    let nature = event.map_or("", |e| e.nature().id());
    let regle = refus.motif.regle();
    // Fields that an indicator names.
    let own = match refus.motif {
        Motif::CiblePasAuDessus { indicateur, .. } => {
            Some(format!("objectif.{}.cible", dossier.regime.nom(indicateur)))
        }
        Motif::PmtSansObjet => Some(format!("objectif.{}", dossier.regime.nom(Indicateur::Pmt))),
        _ => None,
    };
    let (code, field, message, advice): (_, &str, String, &str) = match refus.motif {
        Motif::AvantSignature { signature } => (
            "evenement-avant-signature",
            "date",
            format!("« {nature} » est avant la signature, le {}", french(signature)),
            "corrigez la date, ou retirez l'événement",
        ),
        Motif::ApresFin { fin } => (
            "evenement-apres-la-fin",
            "date",
            format!("« {nature} » est après la fin du contrat, le {}", french(fin)),
            "corrigez la date, ou retirez l'événement",
        ),
        Motif::DejaSuspendu { depuis } => (
            "suspensions-superposees",
            "type",
            format!("le contrat est déjà suspendu depuis le {}", french(depuis)),
            "ajoutez la reprise entre les deux, ou retirez cette suspension",
        ),
        Motif::RepriseSansSuspension => (
            "reprise-sans-suspension",
            "type",
            "le contrat n'est pas suspendu à cette date".to_owned(),
            "ajoutez la suspension avant la reprise, ou retirez la reprise",
        ),
        Motif::Reconduction => (
            "prorogation-sans-objet",
            "type",
            "ce contrat se reconduit de lui-même : il ne se proroge pas".to_owned(),
            "retirez l'avenant de prorogation",
        ),
        Motif::DejaProroge { terme } => (
            "deja-proroge",
            "type",
            format!("le contrat est déjà prorogé jusqu'au {}", french(terme)),
            "retirez l'un des deux avenants",
        ),
        Motif::MemeOption => (
            "option-inchangee",
            "option",
            "c'est déjà l'option du contrat à cette date".to_owned(),
            "donnez la nouvelle option, ou retirez l'avenant",
        ),
        Motif::TiersFerme { depuis } => (
            "option-fermee",
            "option",
            format!("l'option 1/3 ne peut plus être souscrite depuis le {}", french(depuis)),
            "choisissez 0.5 ou 1",
        ),
        Motif::OptionHorsRegime => (
            "option-inconnue-du-regime",
            "option",
            format!("cette option n'existe pas pour ce contrat ({})", dossier.regime),
            "choisissez une option de ce régime",
        ),
        Motif::TropTot { premier } => (
            "plusieurs-etp-trop-tot",
            "option",
            format!("1,5 et 2 ETP ne se prennent qu'à partir de la 3e année, le {}", french(premier)),
            "corrigez la date, ou l'option",
        ),
        Motif::HorsZip => (
            "plusieurs-etp-hors-zip",
            "option",
            "1,5 et 2 ETP ne se prennent qu'en zone d'intervention prioritaire".to_owned(),
            "vérifiez zone dans medecin, ou l'option",
        ),
        Motif::PasGeneraliste => (
            "plusieurs-etp-specialite",
            "option",
            "1,5 et 2 ETP sont pour les médecins généralistes, hors MEP".to_owned(),
            "vérifiez specialite dans medecin, ou l'option",
        ),
        Motif::SansUnEtp => (
            "plusieurs-etp-sans-1",
            "option",
            "1,5 et 2 ETP ne se prennent qu'après un contrat de 1 ETP".to_owned(),
            "ajoutez d'abord l'avenant à 1 ETP, ou corrigez l'option",
        ),
        Motif::UnEtpHorsZone => (
            "un-etp-hors-zone",
            "option",
            "sous l'avenant 7, 1 ETP ne se prend qu'en zone sous-dense".to_owned(),
            "vérifiez zone dans medecin, ou l'option",
        ),
        Motif::AvantAge { anniversaire } => (
            "avenant-65-trop-tot",
            "date",
            format!("le médecin n'a 65 ans que le {}", french(anniversaire)),
            "corrigez la date, ou la naissance",
        ),
        Motif::AnneeInconnue => (
            "decision-hors-contrat",
            "annee",
            "le contrat n'a pas cette année à cette date".to_owned(),
            "vérifiez l'année et la date de la décision",
        ),
        Motif::CiblePasAuDessus { cible, depart, .. } => (
            "cible-pas-au-dessus-du-depart",
            "objectif",
            format!("la cible ({cible}) n'est pas au-dessus du départ ({depart})"),
            "donnez le nombre à atteindre, ou maintien = true si l'avenant demande de garder la patientèle",
        ),
        Motif::PmtSansObjet => (
            "objectif-pmt-sans-objet",
            "objectif",
            "cette spécialité n'a qu'un objectif, la file active".to_owned(),
            "retirez cet objectif, ou mettez-le sous pfa",
        ),
    };
    (code, own.unwrap_or_else(|| field.to_owned()), format!("{message} (règle {regle})"), advice.to_owned())
}
