//! The faults of events that a contract cannot have known: where, in words, and what to do.

use std::collections::BTreeMap;

use super::coherence::french;
use super::journal::{items, one};
use super::values::Values;
use crate::dossier::{Dossier, TypeEvenement};
use crate::fault::Fault;
use crate::indicateur::Indicateur;
use crate::tables::Convention;
use crate::vie::{self, Motif, Refus};

/// The events that the contract could not have known, each at its place in the file.
pub(super) fn fautes(convention: &Convention, values: &Values, dossier: &Dossier) -> Vec<Fault> {
    let refused = vie::impossibles(&convention.tables, dossier);
    if refused.is_empty() {
        return Vec::new();
    }
    // No two events share a rank: each is found by its own.
    let mut places = BTreeMap::new();
    for (_, item) in items(values, "evenements") {
        if let Some(event) = one(values, &item, dossier.regime) {
            places.insert(event.rang(), item);
        }
    }
    refused
        .into_iter()
        .filter_map(|refus| {
            let item = places.get(&dossier.evenements.get(usize::from(refus.evenement))?.rang())?;
            let (code, field, message, advice) = tell(&refus, dossier);
            let path = format!("{item}.{field}");
            let place = values.place(if values.found.contains_key(&path) { &path } else { item });
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
        Motif::SigneAvantSignature { signature } => (
            "evenement-avant-signature",
            "signe_le",
            format!("« {nature} » serait signé avant le contrat, signé le {}", french(signature)),
            "corrigez signe_le, ou retirez cette ligne",
        ),
        Motif::FinSansContrat { .. } => (
            "fin-le-jour-de-la-signature",
            "date",
            "le contrat finirait le jour de sa signature : il n'aurait duré aucun jour".to_owned(),
            "corrigez la date, ou retirez l'événement",
        ),
        Motif::ApresTerme { dernier, proroge } => (
            "evenement-apres-le-terme",
            "date",
            format!("« {nature} » est après le terme du contrat, dont le dernier jour est le {}", french(dernier)),
            match (event.map(|e| e.nature()), proroge) {
                (Some(TypeEvenement::AvenantProrogation), _) => "corrigez la date, ou retirez l'événement",
                (_, false) => {
                    "si le contrat a été prorogé, ajoutez l'événement avenant-prorogation ; sinon corrigez la date"
                }
                (_, true) => {
                    "si le contrat a été prorogé de nouveau, ajoutez un autre avenant-prorogation ; sinon corrigez la date"
                }
            },
        ),
        Motif::SigneApresTerme { dernier } => (
            "prorogation-apres-le-terme",
            "signe_le",
            format!("cet avenant serait signé une fois le contrat clos, le {}", french(dernier)),
            "corrigez signe_le, ou retirez l'avenant : un contrat clos ne se proroge plus",
        ),
        Motif::ApresFin { fin } => (
            "evenement-apres-la-fin",
            "date",
            format!("« {nature} » est le jour où le contrat a pris fin, le {}, ou après", french(fin)),
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
        Motif::MesureTropAncienne { premiere } => (
            "mesure-trop-ancienne",
            "date_mesure",
            format!("cette mesure est plus ancienne que celles qui comptent, depuis le {}", french(premiere)),
            "donnez la mesure du 30 juin de l'année de l'avenant, ou du 31 décembre d'avant",
        ),
        Motif::RetraitSansDecision => (
            "retrait-sans-decision",
            "retrait",
            "aucune décision sur cette année n'est à retirer à cette date".to_owned(),
            "vérifiez l'année et la date, ou retirez l'événement",
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
