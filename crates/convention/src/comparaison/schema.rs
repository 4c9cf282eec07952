//! The JSON Schema of a comparison: every member that [`Comparaison::to_json`](super::Comparaison::to_json)
//! writes.

use serde_json::{Value, json};

use super::{EtatEquilibre, Hypothese, SCHEMA, Sujet};
use crate::cout::RemarqueCout;
use crate::dossier::OptionEtp;
use crate::eligibilite::Verdict;
use crate::etude::schema::forms::{
    Members, SANS_UN_JOUR, about, centimes, count, jour, libelle, list, map, nullable, nullable_of, object, one_of,
    pair, pointer, positive, range, reference, regle, text, text_or_null,
};
use crate::objectif::OrigineObjectif;
use crate::regime::Regime;
use crate::tables::{Issue, Nature, NatureVersement};

/// The JSON Schema (draft 2020-12) of a comparison, with French descriptions. Every member is always
/// there, `null` where nothing is known, and there is no other.
pub fn schema() -> Value {
    let program = object(vec![("version", about("Sa version.", text()))]);
    let members = vec![
        ("schema", about("Format de ce document.", json!({ "const": SCHEMA }))),
        ("sujet", about("Ce qui est comparé.", one_of(Sujet::IDS))),
        ("programme", about("Programme qui a comparé.", program)),
        ("dossiers", about("Les dossiers, dans l'ordre donné.", list(dossier()))),
        ("plages", about("Des résultats supposés : une plage par option et par cible.", list(plage()))),
        ("bilan", about("Somme sur les dossiers ; null : sans objet.", nullable(bilan()))),
    ];
    let mut root = map(object(members));
    root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".to_owned(), json!("Comparaison"));
    root.insert("description".to_owned(), json!("Des études côte à côte, et ce qui les sépare."));
    root.insert("$defs".to_owned(), definitions());
    Value::Object(root)
}

fn bilan() -> Value {
    object(vec![
        ("dossiers", about("Nombre de dossiers.", count())),
        ("aide_centimes", about("Écart d'aide, sur les dossiers où il est connu.", centimes())),
        ("dossiers_dont_l_aide_est_connue", about("Combien ils sont.", count())),
        ("maximum_centimes", about("Écart si tous les objectifs sont atteints, où il est connu.", centimes())),
        ("dossiers_dont_le_maximum_est_connu", about("Combien ils sont.", count())),
    ])
}

fn dossier() -> Value {
    let difference = object(vec![
        ("terme", about("Rang du terme comparé au premier.", positive())),
        ("chiffrages", about("Euros gagnés ou perdus, par option.", list(gap_in_euros()))),
        ("figures", about("Chaque chiffre qui diffère.", list(figure()))),
    ]);
    let reason = object(vec![("code", about("Code stable.", text())), ("message", about("En français.", text()))]);
    let left_out = object(vec![
        ("option", about("L'option.", reference("option"))),
        ("motifs", about("Ce qui la rend impossible.", list(reason))),
    ]);
    object(vec![
        ("nom", about("Nom du dossier, pour les personnes.", text())),
        ("reference", about("Référence du premier terme ; null : aucune.", text_or_null())),
        ("hypotheses", about("Ce qui est supposé, et que le dossier ne dit pas.", list(hypothesis()))),
        ("termes", about("Les études comparées ; la première sert de base.", list(term()))),
        ("differences", about("Ce que chaque autre terme change.", list(difference))),
        ("changements", about("Deux versions : ce que le dossier dit autrement.", list(change()))),
        ("ecartees", about("Options ouvertes que la vie du contrat rend impossibles.", list(left_out))),
        (
            "regularisation",
            about("Deux vues : ce que la seconde rend ou ajoute ; null : sans objet.", nullable(regularisation())),
        ),
    ])
}

fn hypothesis() -> Value {
    object(vec![
        ("id", about("Identifiant.", one_of(Hypothese::IDS))),
        ("libelle", libelle()),
        ("terme", about("Rang du terme, à partir de 0 ; null : tous.", nullable(count()))),
        (
            "indicateur",
            about("L'indicateur ; null : aucun en particulier.", nullable(json!({ "enum": ["pmt", "pfa"] }))),
        ),
        ("valeur", about("La valeur supposée ; null : sans objet.", reference("valeur"))),
    ])
}

fn term() -> Value {
    let remark = object(vec![("id", about("Identifiant.", one_of(RemarqueCout::IDS))), ("libelle", libelle())]);
    let digest = || json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    let count = || about("Patients supposés ; null : aucun.", nullable(count()));
    object(vec![
        ("nom", about("Option, régime, répertoire, fichier ou jour ; null : règles du programme.", text_or_null())),
        ("libelle", libelle()),
        ("au", about("Jour de l'étude.", jour())),
        ("connu_au", about("Ce qui était connu ce jour-là.", jour())),
        ("si", about("Résultats supposés.", object(vec![("pmt", count()), ("pfa", count())]))),
        ("signature", about("Jour de signature.", jour())),
        ("regime", about("Règles dont relève le contrat.", one_of(Regime::IDS))),
        ("regime_libelle", libelle()),
        ("regles", about("Règles appliquées.", object(vec![("empreinte", about("Empreinte SHA-256.", digest()))]))),
        ("dossier_empreinte", about("Empreinte SHA-256 du dossier étudié.", digest())),
        ("verdict", about("Droit à l'aide.", one_of(Verdict::IDS))),
        ("verdict_libelle", libelle()),
        ("deja_signe", about("Le contrat court.", json!({ "type": "boolean" }))),
        ("remarques_du_cout", about("Ce qu'il faut regarder dans son coût.", list(remark))),
        ("chiffres", about("Les chiffres ; de plusieurs options, ce qui vaut pour toutes.", reference("chiffres"))),
        (
            "variantes",
            about("Les chiffres de chaque option, si le dossier n'en choisit pas.", list(reference("chiffres"))),
        ),
    ])
}

fn figures() -> Value {
    let totals = object(vec![
        ("annees", about("Nombre d'années additionnées.", count())),
        ("maximum_centimes", about("Aide si tous les objectifs sont atteints.", nullable(centimes()))),
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("cout_centimes", about("Coût de l'emploi ; null : inconnu.", nullable(centimes()))),
        ("reste_a_charge_centimes", about("Coût moins aide ; null : inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve ce qui est inconnu.", object(total_bounds()))),
    ]);
    object(vec![
        ("option", about("Temps financé ; null : plusieurs options.", nullable_of("option"))),
        ("objectifs", about("Objectif de chaque indicateur.", reference("objectifs"))),
        ("annees", about("Années du contrat ; vide : pas d'aide.", list(object(year())))),
        ("totaux", about("Sommes sur la durée du contrat.", totals)),
    ])
}

fn total_bounds() -> Members {
    vec![
        ("aide_centimes", about("Aide due ; null : connue, ou sans bornes.", nullable(range("centimes")))),
        (
            "reste_a_charge_centimes",
            about("Coût moins aide ; null : connu, ou sans bornes.", nullable(range("centimes"))),
        ),
    ]
}

fn year() -> Members {
    let mut bounds = vec![
        ("montant_centimes", about("Aide maximale.", nullable(range("centimes")))),
        ("part", about("Part de l'aide.", nullable(range("fraction")))),
    ];
    bounds.extend(total_bounds());
    vec![
        ("annee", about("Rang de l'année, à partir de 1.", positive())),
        ("debut", about("Premier jour.", jour())),
        ("fin", about(SANS_UN_JOUR, jour())),
        ("montant_centimes", about("Aide maximale ; null : inconnue.", nullable(centimes()))),
        ("part", about("Part de l'aide qui est due ; null : inconnue.", nullable_of("fraction"))),
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("cout_centimes", about("Coût de l'emploi ; null : inconnu.", nullable(centimes()))),
        ("reste_a_charge_centimes", about("Coût moins aide ; null : inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve ce qui est inconnu.", object(bounds))),
    ]
}

fn objectives() -> Value {
    let one = object(vec![
        ("nature", about("Ce qui est demandé ; null : inconnu.", nullable(one_of(Nature::IDS)))),
        ("libelle", about("En français, pour les personnes ; null : inconnu.", text_or_null())),
        ("depart", about("Patients au départ.", nullable(count()))),
        ("cible", about("Patients à atteindre.", nullable(count()))),
        ("gain", about("Patients de plus que le départ.", nullable(json!({ "type": "integer" })))),
        ("seuil_atteint", about("Plus petit effectif qui atteint l'objectif.", nullable(count()))),
        ("par_semaine", about("Patients de plus par semaine.", nullable_of("fraction"))),
        ("origine", about("D'où vient l'objectif.", one_of(OrigineObjectif::IDS))),
    ]);
    pair(nullable(one))
}

fn sides() -> Members {
    vec![
        ("avant_centimes", about("Aide du premier terme ; null : inconnue.", nullable(centimes()))),
        ("apres_centimes", about("Aide de l'autre terme ; null : inconnue.", nullable(centimes()))),
        (
            "maximum_centimes",
            about("Écart si tous les objectifs sont atteints ; null : inconnu.", nullable(centimes())),
        ),
        ("aide_centimes", about("Écart d'aide ; null : inconnu.", nullable(centimes()))),
        ("pire_cas_centimes", about("Écart dans le pire des cas ; null : inconnu.", nullable(centimes()))),
    ]
}

fn gap_in_euros() -> Value {
    let mut year = vec![("annee", about("Année du contrat.", positive()))];
    year.extend(sides());
    object(vec![
        ("option", about("L'option, si le dossier n'en choisit pas ; null sinon.", nullable_of("option"))),
        ("annees", about("Année par année.", list(object(year)))),
        ("total", about("Sur la durée du contrat.", object(sides()))),
    ])
}

fn figure() -> Value {
    let rule =
        || nullable(object(vec![("id", regle()), ("libelle", about("La règle, pour les personnes.", text_or_null()))]));
    object(vec![
        ("option", about("L'option dont c'est le chiffre ; null : sans objet.", nullable_of("option"))),
        ("chemin_avant", about("Où il se trouve dans la première étude ; null : il n'y est pas.", nullable(pointer()))),
        ("chemin_apres", about("Où il se trouve dans l'autre étude ; null : il n'y est pas.", nullable(pointer()))),
        ("avant", reference("valeur")),
        ("apres", reference("valeur")),
        (
            "ecart",
            about("La seconde valeur moins la première ; null : sans objet.", nullable(json!({ "type": "integer" }))),
        ),
        ("unite", about("Ce que compte l'écart.", nullable(json!({ "enum": ["centimes", "unites", "jours"] })))),
        ("regle_avant", about("Règle du premier chiffre ; null : aucune.", rule())),
        ("regle_apres", about("Règle du second chiffre ; null : aucune.", rule())),
        ("changements", about("Rangs des changements du dossier qui, seuls, changent ce chiffre.", list(count()))),
    ])
}

fn change() -> Value {
    let effect = object(vec![
        ("figures", about("Nombre de chiffres changés.", count())),
        (
            "aide_centimes",
            about("Aide en plus ou en moins sur la durée du contrat ; null : inconnue.", nullable(centimes())),
        ),
        ("maximum_centimes", about("La même si tous les objectifs sont atteints.", nullable(centimes()))),
        ("pire_cas_centimes", about("La même dans le pire des cas.", nullable(centimes()))),
        ("cout_centimes", about("Coût de l'emploi en plus ou en moins ; null : inconnu.", nullable(centimes()))),
        ("bornes_avant", about("Bornes de l'aide avant ; null : connue, ou sans bornes.", nullable(range("centimes")))),
        ("bornes_apres", about("Bornes de l'aide après.", nullable(range("centimes")))),
    ]);
    object(vec![
        ("champ", about("Champ du dossier.", text())),
        ("avant", about("Ce qu'en dit la première version ; null : rien.", json!({}))),
        ("apres", about("Ce qu'en dit la seconde ; null : rien.", json!({}))),
        ("effet", about("Ce que ce changement fait seul ; null : seul, il n'a pas de sens.", nullable(effect))),
    ])
}

fn regularisation() -> Value {
    let payment = || {
        list(object(vec![
            ("annee", about("Année du contrat.", positive())),
            ("nature", about("Sorte de versement.", one_of(NatureVersement::IDS))),
            ("libelle", libelle()),
            ("montant_centimes", about("Montant ; négatif : à rendre ; null : inconnu.", nullable(centimes()))),
            ("date_limite", about("Dernier jour ; null : inconnu.", nullable(jour()))),
            ("regle", regle()),
            ("motif", about("Ce qu'il régularise ; null : rien.", text_or_null())),
        ]))
    };
    let year = object(vec![
        ("annee", about("Année du contrat.", positive())),
        ("avant_centimes", about("Aide de la première vue ; null : inconnue.", nullable(centimes()))),
        ("apres_centimes", about("Aide de la seconde vue ; null : inconnue.", nullable(centimes()))),
        ("ecart_centimes", about("Ce qui est à recevoir, ou négatif à rendre ; null : inconnu.", nullable(centimes()))),
        ("versements_retires", about("Versements de la première vue seule.", payment())),
        ("versements_ajoutes", about("Versements de la seconde vue seule.", payment())),
    ]);
    object(vec![
        ("annees", about("Les années qui diffèrent.", list(year))),
        ("total_centimes", about("Somme des écarts connus.", centimes())),
    ])
}

fn plage() -> Value {
    let ends = |of: &str| object(vec![("avant", nullable_of(of)), ("apres", nullable_of(of))]);
    let issue = || {
        nullable(object(vec![
            ("avant", one_of(Issue::IDS)),
            ("apres", one_of(Issue::IDS)),
            ("libelle_avant", about("En français.", text())),
            ("libelle_apres", about("En français.", text())),
        ]))
    };
    let counts = || about("Patients de chaque indicateur.", pair(nullable(count())));
    let mut year = year();
    let consultations = || {
        about(
            "Consultations de plus par semaine qui paieraient le reste ; null : reste inconnu.",
            nullable_of("fraction"),
        )
    };
    year.push(("consultations_par_semaine", consultations()));
    let total = object(vec![
        ("aide_centimes", about("Aide due ; null : inconnue.", nullable(centimes()))),
        ("reste_a_charge_centimes", about("Coût moins aide ; null : inconnu.", nullable(centimes()))),
        ("bornes", about("Entre quoi se trouve ce qui est inconnu.", object(total_bounds()))),
        ("consultations_par_semaine", consultations()),
    ]);
    let line = object(vec![
        ("valeur", about("Le nombre de la plage.", json!({ "type": "integer" }))),
        ("effectifs", counts()),
        ("annees", about("Année par année.", list(object(year)))),
        ("total", about("Sur la durée du contrat.", total)),
    ]);
    let jump = object(vec![
        ("valeur", about("Premier nombre de la plage après le changement.", json!({ "type": "integer" }))),
        ("effectifs", counts()),
        ("annee", about("Première année qui change.", positive())),
        ("issues", about("Résultat de chaque indicateur ; null : inchangé.", pair(issue()))),
        ("part", about("Part de l'aide.", ends("fraction"))),
        ("aide_centimes", about("Aide de cette année.", ends("centimes"))),
    ]);
    let even = object(vec![
        ("annee", about("L'année ; null : la durée du contrat.", nullable(positive()))),
        ("etat", about("L'aide paie-t-elle l'emploi ?", one_of(EtatEquilibre::IDS))),
        (
            "perd_jusqu_a",
            about(
                "Dernier nombre jusqu'auquel l'emploi coûte plus, quoi qu'il en soit ; null : aucun.",
                nullable(json!({ "type": "integer" })),
            ),
        ),
        (
            "a_partir_de",
            about(
                "Premier nombre de la plage qui suffit, quoi qu'il en soit ; null : aucun, ou tous.",
                nullable(json!({ "type": "integer" })),
            ),
        ),
        (
            "reste_au_mieux_centimes",
            about("Reste à charge au meilleur résultat ; null : inconnu.", nullable(centimes())),
        ),
        ("bornes_au_mieux", about("Entre quoi il se trouve, s'il est inconnu.", nullable(range("centimes")))),
    ]);
    let later = object(vec![
        ("annee", about("Première année.", nullable(positive()))),
        ("objectifs", about("Objectif de chaque indicateur.", reference("objectifs"))),
    ]);
    object(vec![
        ("option", about("L'option ; null : pas d'aide.", nullable_of("option"))),
        ("verdict", about("Droit à l'aide.", one_of(Verdict::IDS))),
        (
            "axe",
            about(
                "Patients de plus que le départ, ou patients d'un indicateur.",
                json!({ "enum": ["gain", "pmt", "pfa"] }),
            ),
        ),
        ("de", about("Premier nombre.", json!({ "type": "integer" }))),
        ("a", about("Dernier nombre, compris.", json!({ "type": "integer" }))),
        ("cible", about("Cible supposée ; null : celle du dossier.", nullable(json!({ "type": "integer" })))),
        ("objectifs", about("Objectifs des années qu'aucun relevé ne juge.", nullable_of("objectifs"))),
        ("objectifs_ensuite", about("Ceux qui les remplacent dans une année suivante.", list(later))),
        ("prix_consultation_centimes", about("Prix d'une consultation, supposé.", centimes())),
        ("semaines", about("Semaines travaillées par an, supposées.", positive())),
        ("lignes", about("Les résultats, et ce qu'ils paient.", list(line))),
        ("ruptures", about("Les résultats exacts où l'aide change d'un coup, ou commence à bouger.", list(jump))),
        ("equilibres", about("À partir de quel résultat l'aide paie l'emploi ; vide : coût inconnu.", list(even))),
    ])
}

fn definitions() -> Value {
    let fraction = object(vec![("num", json!({ "type": "integer" })), ("den", positive())]);
    json!({
        "chiffres": about("Chiffres d'une option.", figures()),
        "objectifs": about("Objectif de chaque indicateur ; null : aucun.", objectives()),
        "valeur": {
            "description": "Nombre, part, date, mot, oui ou non ; null : inconnu.",
            "anyOf": [{ "type": ["null", "integer", "string", "boolean"] }, reference("fraction")],
        },
        "fraction": about("Nombre exact, réduit.", fraction),
        "centimes": { "type": "integer", "description": "Montant en centimes d'euro." },
        "jour": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "Date, ISO 8601." },
        "option": about("Temps financé, en équivalents temps plein.", one_of(OptionEtp::IDS)),
    })
}
