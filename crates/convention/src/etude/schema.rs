//! The JSON Schema of an étude: every member that [`Etude::to_json`](super::Etude::to_json) writes.

mod annees;
mod collectif;
mod couts;
mod emploi;
mod explication;
pub(crate) mod forms;
mod objectifs;
mod questions;
mod recu;
mod vie;

use serde_json::{Value, json};

use super::{Remarque, SCHEMA};
use crate::bande::Bande;
use crate::dossier::OptionEtp;
use crate::echeance::NatureEcheance;
use crate::eligibilite::{AupresDe, Etat, Verdict};
use crate::regime::Regime;
use annees::{payment, totals, year};
use couts::cost;
use explication::{node, read};
use forms::{
    Members, about, centimes, count, jour, libelle, list, map, nullable, nullable_of, object, one_of, pair, pointer,
    positive, reference, regle, text, text_or_null,
};
use objectifs::{decision, hypothesis, objective, step};
use questions::{question, to_ask};

/// The JSON Schema (draft 2020-12) of an étude, with French descriptions: that of a doctor, or of a
/// group where `regime` says so. Every member is always there, `null` where nothing is known, and there
/// is no other.
///
/// Of the enclosed dossier it says nothing: [`crate::dossier::schema`] does.
pub fn schema() -> Value {
    let mut members = figures();
    members.extend(identity());
    members.push(("regime", about("Règles dont relève le contrat, par sa date de signature.", one_of(Regime::IDS))));
    members.extend(answer());
    let mut definitions = map(definitions());
    definitions.insert("individuelle".to_owned(), about("Étude d'un contrat individuel.", object(members)));
    definitions.insert("collective".to_owned(), about("Étude d'un groupe.", object(collectif::members())));
    let words = "Ce que le programme répond pour un dossier : ce qui est dû, quand, et ce qui reste incertain.";
    let group = about("Un groupe, ou un médecin.", json!({ "const": crate::collectif::REGIME }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Étude",
        "description": words,
        "type": "object",
        "if": { "properties": { "regime": group }, "required": ["regime"] },
        "then": reference("collective"),
        "else": reference("individuelle"),
        "$defs": definitions,
    })
}

/// What was asked, of which dossier, under which rules.
fn identity() -> Members {
    let digest = || json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    let short = json!({ "type": "string", "pattern": "^[0-9a-f]{12}$" });
    let count = || about("Nombre de patients supposé ; null : aucun.", nullable(count()));
    vec![
        ("schema", about("Format de ce document.", json!({ "const": SCHEMA }))),
        ("reference", about("Référence que le dossier porte ; null : aucune.", text_or_null())),
        ("au", about("Jour de l'étude : les règles et les échéances de ce jour.", jour())),
        ("connu_au", about("Ce qui était connu ce jour-là : les constats plus tardifs sont écartés.", jour())),
        (
            "si",
            about(
                "Hypothèse : patients supposés pour les années modulées sans constat.",
                object(vec![("pmt", count()), ("pfa", count())]),
            ),
        ),
        ("programme", about("Programme qui a fait l'étude.", object(vec![("version", about("Sa version.", text()))]))),
        (
            "regles",
            about(
                "Règles appliquées.",
                object(vec![("empreinte", about("Empreinte SHA-256 des fichiers de règles.", digest()))]),
            ),
        ),
        (
            "dossier",
            about("Le dossier étudié, sous sa forme normale : voir le schéma du dossier.", json!({ "type": "object" })),
        ),
        ("dossier_empreinte", about("Empreinte SHA-256 du dossier.", digest())),
        (
            "empreintes",
            about(
                "Empreinte courte de chaque valeur du dossier et de la question posée, par pointeur JSON.",
                json!({ "type": "object", "propertyNames": { "pattern": "^/" }, "additionalProperties": short }),
            ),
        ),
        ("signature", about("Jour de signature ; le jour de l'étude si le contrat n'est pas signé.", jour())),
        ("regime_libelle", libelle()),
    ]
}

/// What is not a figure of one option.
fn answer() -> Members {
    let precision = object(vec![
        ("donnee", about("Champ du dossier à compléter.", pointer())),
        ("ecart_centimes", about("Incertitude actuelle sur le total.", centimes())),
        ("reste_au_plus_centimes", about("Incertitude qui resterait au plus.", centimes())),
        ("reste_au_mieux_centimes", about("Incertitude qui resterait au mieux.", centimes())),
    ]);
    vec![
        ("eligibilite", eligibility()),
        (
            "bandes",
            about("Tranche de chaque indicateur ; null : plusieurs restent possibles.", pair(nullable_of("bande"))),
        ),
        (
            "variantes",
            about(
                "Chiffres de chaque option ouverte, quand le dossier n'en choisit aucune.",
                list(reference("chiffrage")),
            ),
        ),
        ("echeances", about("Ce qui est à faire ou à recevoir, par date ; sans date à la fin.", list(deadline()))),
        (
            "formation",
            about(
                "Formation de l'assistant ; null : pas de droit à l'aide, ou contrat fini.",
                nullable(emploi::training()),
            ),
        ),
        ("pieces", about("Pièces à remettre, et celles qui le sont.", list(emploi::paper()))),
        ("vigilance", about("Points de vigilance qui concernent ce dossier.", list(emploi::watch()))),
        ("evenements", about("Ce que devient chaque événement du dossier.", list(vie::event()))),
        ("fin_du_contrat", about("Dernier jour du contrat ; null : il se reconduit de lui-même.", nullable(jour()))),
        ("rapprochement", recu::rapprochement()),
        ("questions", about("Questions ouvertes qui touchent ce dossier.", list(question()))),
        ("a_demander", about("Ce qu'il faut demander, et à qui.", list(to_ask()))),
        (
            "precision",
            about("La donnée manquante qui resserrerait le plus le total ; null : aucune.", nullable(precision)),
        ),
        ("remarques", about("À savoir avant de lire les chiffres.", list(remark()))),
        ("explication", about("D'où vient chaque chiffre.", list(reference("noeud")))),
    ]
}

fn remark() -> Value {
    object(vec![("id", about("Identifiant de la remarque.", one_of(Remarque::IDS))), ("libelle", libelle())])
}

/// One rule of eligibility, answered.
fn reason() -> Value {
    object(vec![
        ("regle", regle()),
        ("libelle", libelle()),
        ("etat", about("Ce que la règle dit de ce dossier.", one_of(Etat::IDS))),
        ("manque", about("Champs du dossier qui manquent pour répondre.", list(pointer()))),
        ("aupres_de", about("Qui a ce qui manque ; null : rien ne manque.", nullable(one_of(AupresDe::IDS)))),
    ])
}

fn eligibility() -> Value {
    let members = vec![
        ("verdict", about("La réponse.", one_of(Verdict::IDS))),
        ("libelle", libelle()),
        ("deja_signe", about("Contrat signé avant le jour de l'étude : il court.", json!({ "type": "boolean" }))),
        ("motifs", about("Chaque règle, et sa réponse.", list(reason()))),
    ];
    about("Droit à l'aide.", object(members))
}

fn deadline() -> Value {
    object(vec![
        ("date", about("Dernier jour ; null : un fait manque, ou aucun délai n'est publié.", nullable(jour()))),
        ("nature", about("Ce qui est dû ou permis.", one_of(NatureEcheance::IDS))),
        ("libelle", libelle()),
        ("regle", regle()),
        (
            "versement",
            about("Rang du versement dans « versements », à partir de 0 ; null : autre chose.", nullable(count())),
        ),
        (
            "fait_le",
            about("Jour où c'est fait, d'après un événement du dossier ; null : rien de noté.", nullable(jour())),
        ),
    ])
}

/// The figures of one option, or what holds for all.
fn figures() -> Members {
    let objectifs = pair(nullable(objective()));
    vec![
        ("option", about("Temps financé, en ETP ; null : plusieurs options.", nullable_of("option"))),
        ("bande", about("Tranche des montants ; null : plusieurs restent possibles.", nullable_of("bande"))),
        ("bandes_possibles", about("Tranches possibles des montants.", list(reference("bande")))),
        ("objectifs", about("Objectif de chaque indicateur ; null : aucun.", objectifs)),
        ("annees", about("Années du contrat ; vide : pas d'aide.", list(year()))),
        ("versements", about("Ce qui est versé, ou à rendre.", list(payment()))),
        ("decisions", about("Ce que donnerait chaque résultat de la prochaine année modulée.", list(decision()))),
        ("paliers", about("Combien de patients de plus ou de moins changent un chiffre.", list(step()))),
        ("hypotheses", about("Ce que demanderaient des gains supposés, jamais officiels.", list(hypothesis()))),
        ("totaux", totals()),
        ("couts", about("Ce que coûte l'emploi, année par année ; vide : le dossier n'en dit rien.", list(cost()))),
    ]
}

fn definitions() -> Value {
    let fraction = object(vec![("num", json!({ "type": "integer" })), ("den", positive())]);
    json!({
        "chiffrage": about("Chiffres d'une option.", object(figures())),
        "noeud": about("Un chiffre, sa règle, et ce qui a été lu.", node()),
        "lu": about("Une valeur lue, et d'où elle vient.", read()),
        "valeur": {
            "description": "Nombre, part, date, mot, oui ou non ; null : inconnu.",
            "anyOf": [{ "type": ["null", "integer", "string", "boolean"] }, reference("fraction")],
        },
        "fraction": about("Part exacte, réduite.", fraction),
        "centimes": { "type": "integer", "description": "Montant en centimes d'euro." },
        "jour": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "Date, ISO 8601." },
        "bande": about("Tranche de la distribution nationale.", one_of(Bande::IDS)),
        "etp": about(
            "Temps de travail d'un groupe, en ETP, par pas de 0,5.",
            json!({ "type": "string", "pattern": "^[0-9]{1,3}(\\.5)?$" }),
        ),
        "option": about("Temps financé, en équivalents temps plein.", one_of(OptionEtp::IDS)),
    })
}
