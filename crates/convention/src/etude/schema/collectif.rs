//! The members of a group's étude.

use serde_json::{Value, json};

use super::annees::{achievement, bounds, payment, totals};
use super::forms::{
    Members, about, count, jour, libelle, list, nullable, nullable_of, object, one_of, pair, positive, range,
    reference, regle, text_or_null,
};
use super::objectifs::objective_members;
use super::questions::{question, to_ask};
use super::{centimes, eligibility, identity, reason, remark};
use crate::collectif::REGIME;
use crate::echeance::NatureEcheance;

/// Every member that a group's étude has.
pub(super) fn members() -> Members {
    let mut members = identity();
    let groupe = object(vec![
        ("medecins", about("Médecins qui adhèrent à la signature.", count())),
        ("pmt_moyenne", about("Leur patientèle médecin traitant moyenne.", nullable_of("fraction"))),
    ]);
    let etp = object(vec![
        ("demande", about("Temps de travail demandé ; null : inconnu.", nullable_of("etp"))),
        ("bornes", about("Temps de travail possible ; null : il est connu.", nullable(range("etp")))),
        ("plafond", about("Le plus que le groupe peut demander ; null : un fait manque.", nullable_of("etp"))),
        ("bornes_plafond", about("Entre quoi il se trouve ; null : il est connu.", nullable(range("etp")))),
    ]);
    members.extend([
        ("regime", about("L'aide collective de 2026.", json!({ "const": REGIME }))),
        ("eligibilite", eligibility()),
        ("groupe", about("Le groupe entier.", groupe)),
        ("etp", about("Temps de travail du groupe, en équivalents temps plein.", etp)),
        ("membres", about("Chaque médecin, dans l'ordre du dossier.", list(member()))),
        ("objectifs", about("Objectif du groupe entier.", pair(objective()))),
        ("annees", about("Années du contrat ; vide : pas d'aide.", list(year()))),
        ("versements", about("Ce qui est versé, ou à rendre ; vide : aucune règle connue.", list(payment()))),
        ("totaux", totals()),
        ("echeances", about("Ce qui est à faire ou à recevoir, par date.", list(deadline()))),
        ("questions", about("Questions ouvertes qui touchent ce dossier.", list(question()))),
        ("a_demander", about("Ce qu'il faut demander, et à qui.", list(to_ask()))),
        ("remarques", about("À savoir avant de lire les chiffres.", list(remark()))),
        ("explication", about("D'où vient chaque chiffre.", list(reference("noeud")))),
    ]);
    members
}

fn flag() -> Value {
    json!({ "type": ["boolean", "null"] })
}

fn member() -> Value {
    let cible = pair(nullable(count()));
    let primo = object(vec![
        ("primo_installe", about("Primo-installé à son adhésion ; null : un fait manque.", flag())),
        ("date", about("Jour où la médiane P50 est à atteindre ; null : sans objet.", nullable(jour()))),
        ("cible", about("La médiane P50 ; null : sans objet.", nullable(cible))),
    ]);
    object(vec![
        ("reference", about("Référence que le dossier donne à ce médecin ; null : aucune.", text_or_null())),
        ("adhesion", about("Premier jour dans le groupe.", jour())),
        ("sortie", about("Premier jour hors du groupe ; null : il en est.", nullable(jour()))),
        ("compte", about("Compte dans le groupe : false si une règle d'adhésion n'est pas remplie.", flag())),
        ("motifs", about("Chaque règle d'adhésion, et sa réponse.", list(reason()))),
        ("primo", about("Suivi du primo-installé.", primo)),
    ])
}

fn objective() -> Value {
    let mut members = objective_members();
    members.extend([
        ("gain_demande", about("Patients demandés pour ce temps de travail.", nullable(count()))),
        ("gain_deduit", about("Gains déjà faits sous les contrats individuels terminés.", nullable(count()))),
    ]);
    object(members)
}

fn year() -> Value {
    let totals = || pair(nullable(count()));
    object(vec![
        ("annee", about("Rang de l'année, à partir de 1.", positive())),
        ("debut", about("Premier jour.", jour())),
        ("fin", about("Dernier jour, compris.", jour())),
        ("medecins", about("Médecins du groupe au premier jour.", count())),
        ("etp", about("Temps financé, en ETP.", nullable_of("etp"))),
        ("montant_centimes", about("Aide maximale.", nullable(centimes()))),
        ("departs", about("Totaux de départ auxquels cette année se compare.", totals())),
        ("cibles", about("Totaux à atteindre.", totals())),
        ("atteintes", about("Résultat de chaque indicateur ; null : sans objet.", pair(nullable(achievement())))),
        ("part", about("Part de l'aide qui est due ; null : inconnue.", nullable_of("fraction"))),
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("sous_depart", about("Le total est sous son départ : la caisse peut résilier ; null : inconnu.", flag())),
        ("bornes", about("Entre quoi se trouve ce qui est inconnu ; null : tout est connu.", nullable(bounds()))),
    ])
}

fn deadline() -> Value {
    object(vec![
        ("date", about("Dernier jour ; null : un fait manque.", nullable(jour()))),
        ("nature", about("Ce qui est dû ou permis.", one_of(NatureEcheance::IDS))),
        ("libelle", libelle()),
        ("regle", regle()),
        ("versement", about("Rang du versement dans « versements », à partir de 0.", nullable(count()))),
        ("membre", about("Rang du médecin concerné dans « membres », à partir de 0.", nullable(count()))),
    ])
}
