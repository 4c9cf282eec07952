//! The JSON Schema of an étude: every member that [`Etude::to_json`](super::Etude::to_json) writes.

mod collectif;
mod emploi;
pub(crate) mod forms;
mod recu;
mod vie;

use serde_json::{Value, json};

use super::{NaturePalier, Remarque, SCHEMA, Sens};
use crate::bande::Bande;
use crate::cout::{HypotheseCout, NonCompris, RemarqueCout};
use crate::dossier::OptionEtp;
use crate::echeance::NatureEcheance;
use crate::eligibilite::{AupresDe, Etat, Verdict};
use crate::objectif::OrigineObjectif;
use crate::question::Question;
use crate::regime::Regime;
use crate::tables::{Confiance, Issue, NatureVersement};
use forms::{
    Members, SANS_UN_JOUR, about, centimes, count, jour, libelle, list, map, nullable, nullable_of, object, one_of,
    pair, pointer, positive, range, reference, regle, text, text_or_null,
};

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

fn to_ask() -> Value {
    object(vec![
        ("objet", about("Ce qui manque.", json!({ "enum": ["donnee", "objectif", "seuils", "question"] }))),
        ("id", about("Champ du dossier, objectif ou question.", text())),
        ("libelle", about("La question telle qu'on peut la poser ; null : voir le champ.", text_or_null())),
        ("aupres_de", about("Qui peut répondre.", one_of(AupresDe::IDS))),
    ])
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

fn question() -> Value {
    let ids: Vec<&str> = Question::ALL.iter().map(|q| q.id()).collect();
    let reading = || about("Lecture, telle que le dossier l'écrit.", text());
    let gap = object(vec![
        ("chemin", about("Le chiffre qui change.", pointer())),
        ("actuel", about("Sa valeur dans cette étude.", reference("valeur"))),
        ("valeur", about("Sa valeur sous l'autre lecture.", reference("valeur"))),
    ]);
    let autre = object(vec![
        ("lecture", reading()),
        ("libelle", libelle()),
        ("ecarts", about("Chaque chiffre qui changerait ; vide : aucun.", list(gap))),
    ]);
    object(vec![
        ("id", about("Identifiant de la question.", json!({ "enum": ids }))),
        ("libelle", libelle()),
        ("lecture", about("Lecture retenue.", text())),
        ("lecture_libelle", libelle()),
        ("change_le_resultat", about("Une autre lecture change un chiffre.", json!({ "type": "boolean" }))),
        ("autres", about("Les autres lectures, une à la fois.", list(autre))),
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

fn objective() -> Value {
    object(objective_members())
}

fn objective_members() -> Members {
    let mut members = vie::objective();
    members.extend(vec![
        ("gain", about("Patients de plus que le départ.", nullable(json!({ "type": "integer" })))),
        ("par_semaine", about("Patients de plus par semaine, sur `semaines`.", nullable_of("fraction"))),
        ("semaines", about("Semaines pour les trouver.", nullable(count()))),
    ]);
    members
}

/// What was reached on one indicator.
fn achievement() -> Value {
    object(vec![
        ("constat", about("Patients comptés ; null : pas de constat.", nullable(count()))),
        ("issue", about("Résultat ; null : inconnu.", nullable(one_of(Issue::IDS)))),
        ("libelle", about("En français, pour les personnes ; null : inconnu.", text_or_null())),
        ("taux", about("Taux d'atteinte, de 0 à 1 ; null : inconnu.", nullable_of("fraction"))),
    ])
}

/// Between what the unknown figures of a year lie.
fn bounds() -> Value {
    object(vec![
        ("montant_centimes", about("Aide maximale.", nullable(range("centimes")))),
        ("part", about("Part de l'aide qui est due.", nullable(range("fraction")))),
        ("aide_centimes", about("Aide due.", nullable(range("centimes")))),
    ])
}

fn year() -> Value {
    let mut members = vec![
        ("annee", about("Rang de l'année, à partir de 1.", positive())),
        ("debut", about("Premier jour.", jour())),
        ("fin", about(SANS_UN_JOUR, jour())),
        ("option", about("Temps financé, en ETP.", nullable_of("option"))),
        ("montant_centimes", about("Aide maximale.", nullable(centimes()))),
        ("atteintes", about("Résultat de chaque indicateur ; null : sans objet.", pair(nullable(achievement())))),
        ("part", about("Part de l'aide qui est due ; null : inconnue.", nullable_of("fraction"))),
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("periodes", about("Périodes de l'année.", list(vie::period()))),
        ("bornes", about("Entre quoi se trouve ce qui est inconnu ; null : tout est connu.", nullable(bounds()))),
    ];
    members.extend(vie::decided());
    object(members)
}

fn cost() -> Value {
    let detail = || {
        let lines = [
            ("salaire_centimes", "Salaire, sans prime."),
            ("anciennete_centimes", "Prime d'ancienneté."),
            ("cotisations_centimes", "Cotisations de l'employeur, avant la réduction."),
            ("reduction_centimes", "Réduction générale, négative ou nulle."),
            ("prevoyance_centimes", "Prévoyance de la branche."),
            ("formation_centimes", "Contribution de la branche à la formation."),
            ("paritarisme_centimes", "Contribution de la branche au paritarisme."),
            ("mutuelle_centimes", "Mutuelle, part de l'employeur."),
        ];
        object(lines.map(|(line, words)| (line, about(words, centimes()))).to_vec())
    };
    let run = object(vec![
        ("debut", about("Premier jour.", jour())),
        ("fin", about("Dernier jour, compris.", jour())),
        ("mois", about("Nombre de mois, ou part d'un mois en jours.", reference("fraction"))),
        ("temps", about("Temps de travail, en part d'un temps plein.", reference("fraction"))),
        ("minimum_centimes", about("Salaire minimum d'un mois pour ce temps de travail.", centimes())),
        ("taux_anciennete", about("Prime d'ancienneté, en part du salaire.", reference("fraction"))),
        ("detail", about("Ce que coûte un mois entier, ligne par ligne.", detail())),
    ]);
    let words = |ids: &[&str]| list(object(vec![("id", about("Identifiant.", one_of(ids))), ("libelle", libelle())]));
    object(vec![
        ("annee", about("Année du contrat.", positive())),
        ("mois", about("Mois travaillés, 12 au plus.", reference("fraction"))),
        ("temps", about("Temps de travail de toute l'année ; null : inconnu, ou il change.", nullable_of("fraction"))),
        ("cout_centimes", about("Coût pour l'employeur ; null : il dépend de l'option.", nullable(centimes()))),
        ("detail", about("Le coût, ligne par ligne ; null : saisi, ou il dépend de l'option.", nullable(detail()))),
        ("mensualites", about("Mois qui coûtent autant, du premier au dernier.", list(run))),
        ("reste_a_charge_centimes", about("Coût moins aide due ; null : l'un est inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve un reste à charge inconnu.", nullable(range("centimes")))),
        ("hypotheses", about("Ce que ce coût suppose.", words(HypotheseCout::IDS))),
        ("remarques", about("Ce qu'il faut regarder.", words(RemarqueCout::IDS))),
        ("non_compris", about("Ce que ce coût ne compte pas ; vide : coût saisi.", words(NonCompris::IDS))),
    ])
}

fn payment() -> Value {
    object(vec![
        ("annee", about("Année du contrat.", positive())),
        ("nature", about("Sorte de versement.", one_of(NatureVersement::IDS))),
        ("libelle", libelle()),
        ("montant_centimes", about("Montant ; négatif : à rendre ; null : inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve un montant inconnu.", nullable(range("centimes")))),
        ("date_limite", about("Dernier jour ; null : un fait manque.", nullable(jour()))),
        ("regle", regle()),
        (
            "motif",
            about("Ce que ce versement régularise : un événement, ou « constat » ; null : rien.", text_or_null()),
        ),
        ("evenement", about("Rang de cet événement dans le dossier ; null : aucun.", nullable(count()))),
    ])
}

fn decision() -> Value {
    let zone = || {
        nullable(object(vec![
            ("issue", about("Résultat.", one_of(Issue::IDS))),
            ("libelle", libelle()),
            ("de", about("Plus petit effectif ; null : inconnu.", nullable(count()))),
            ("a", about("Plus grand effectif ; null : sans limite, ou inconnu.", nullable(count()))),
        ]))
    };
    object(vec![
        ("annee", about("Année du contrat.", positive())),
        ("pmt", about("Patientèle médecin traitant ; null : pas d'objectif.", zone())),
        ("pfa", about("File active ; null : pas d'objectif.", zone())),
        ("part", about("Part de l'aide.", nullable(range("fraction")))),
        ("aide_centimes", about("Aide.", nullable(range("centimes")))),
    ])
}

fn step() -> Value {
    let ends = |of: &str| nullable(object(vec![("avant", reference(of)), ("apres", reference(of))]));
    object(vec![
        ("indicateur", about("L'indicateur qui bouge, l'autre restant le même.", json!({ "enum": ["pmt", "pfa"] }))),
        ("nature", about("Ce qui change.", one_of(NaturePalier::IDS))),
        ("libelle", libelle()),
        ("sens", about("Patients de plus, ou de moins.", one_of(Sens::IDS))),
        ("ecart", about("Combien de patients.", positive())),
        ("effectif", about("Effectif où cela change.", count())),
        ("annee", about("Année du contrat.", positive())),
        ("part", about("Part de l'aide avant et à ce palier.", ends("fraction"))),
        ("aide_centimes", about("Aide de l'année avant et à ce palier.", ends("centimes"))),
    ])
}

fn hypothesis() -> Value {
    let effect = || {
        nullable(object(vec![
            ("gain", about("Patients de plus.", count())),
            ("cible", about("Patients à atteindre.", count())),
            ("seuil_atteint", about("Plus petit effectif qui atteindrait l'objectif.", count())),
            ("par_semaine", about("Patients de plus par semaine.", reference("fraction"))),
        ]))
    };
    object(vec![
        ("pour_cent", about("Gain supposé, en centièmes du départ.", positive())),
        ("pmt", effect()),
        ("pfa", effect()),
        ("origine", about("Une hypothèse, rien d'officiel.", json!({ "const": OrigineObjectif::Hypothese.id() }))),
    ])
}

fn totals() -> Value {
    let members = vec![
        ("annees", about("Nombre d'années additionnées.", count())),
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve un total inconnu.", nullable(range("centimes")))),
        ("maximum_centimes", about("Aide si tous les objectifs sont atteints.", nullable(centimes()))),
        ("pire_cas_centimes", about("Aide dans le pire des cas.", nullable(centimes()))),
        ("en_jeu_centimes", about("Ce que les résultats à venir peuvent changer.", nullable(centimes()))),
    ];
    about("Sommes sur la durée du contrat.", object(members))
}

/// A figure, its rule, and what was read.
fn node() -> Value {
    object(vec![
        ("chemin", about("Le chiffre expliqué.", pointer())),
        ("regle", regle()),
        ("libelle", libelle()),
        ("confiance", about("Fiabilité de la règle.", nullable(one_of(Confiance::IDS)))),
        ("valeur", reference("valeur")),
        ("lu", about("Ce qui a été lu, dans l'ordre.", list(reference("lu")))),
        ("enfants", about("Chiffres calculés en chemin.", list(reference("noeud")))),
    ])
}

/// One value that was read: its name, and one place that it comes from.
fn read() -> Value {
    let mut read = map(object(vec![("nom", about("Ce que c'est.", text())), ("valeur", reference("valeur"))]));
    let places = [
        ("dossier", about("Champ du dossier.", pointer())),
        ("figure", about("Autre chiffre de l'étude.", pointer())),
        ("suppose", about("Chiffre de l'étude, dont la valeur est ici supposée.", pointer())),
        ("question", about("Question ouverte, dont la lecture est la valeur.", text())),
        ("demande", about("Ce qui était demandé.", pointer())),
        ("regles", about("Fichier et chemin dans les règles.", text())),
        ("source", about("Qui le dit.", text())),
        ("confiance", about("Fiabilité.", one_of(Confiance::IDS))),
    ];
    if let Some(Value::Object(properties)) = read.get_mut("properties") {
        properties.extend(places.into_iter().map(|(key, value)| (key.to_owned(), value)));
    }
    let one_place: Vec<Value> = ["dossier", "figure", "suppose", "question", "demande", "regles"]
        .iter()
        .map(|key| json!({ "required": [key] }))
        .collect();
    read.insert("oneOf".to_owned(), Value::Array(one_place));
    let with_source = json!({ "regles": ["source", "confiance"], "source": ["regles"], "confiance": ["regles"] });
    read.insert("dependentRequired".to_owned(), with_source);
    Value::Object(read)
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
