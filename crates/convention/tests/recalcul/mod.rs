//! A naive recalculation of each figure from what its node read: no code of the core, the rules in prose.
#![allow(dead_code, unreachable_pub)]

mod contrat;
mod cout;
mod droits;
mod emploi;
mod lu;
mod objectifs;
mod periodes;
mod recu;
mod vie;

use serde_json::Value;

pub use lu::Lu;

/// A node, and every node below it.
pub fn walk(node: &Value, f: &mut dyn FnMut(&Value)) {
    f(node);
    node["enfants"].as_array().unwrap().iter().for_each(|child| walk(child, f));
}

/// The pointer of a node, indexes, indicators and options left out.
pub fn kind(node: &Value) -> String {
    let chemin = node["chemin"].as_str().unwrap();
    let mut parts: Vec<&str> = chemin.split('/').skip(1).collect();
    if parts[0] == "variantes" {
        parts.drain(..2);
    }
    let name = |part: &&str| {
        let index = part.bytes().all(|b| b.is_ascii_digit()) || matches!(*part, "pmt" | "pfa" | "min" | "max");
        if index { "*".to_owned() } else { (*part).to_owned() }
    };
    parts.iter().map(name).collect::<Vec<_>>().join("/")
}

/// Every kind that the cases must meet.
pub const KINDS: &[&str] = &[
    "regime",
    "eligibilite/verdict",
    "eligibilite/motifs/*/etat",
    "bandes/*",
    "bande",
    "objectifs/*/nature",
    "objectifs/*/depart",
    "objectifs/*/cible",
    "objectifs/*/gain",
    "objectifs/*/par_semaine",
    "objectifs/*/semaines",
    "objectifs/*/tolerance",
    "objectifs/*/plancher",
    "objectifs/*/seuil_atteint",
    "annees/*/debut",
    "annees/*/fin",
    "annees/*/periodes/*/debut",
    "annees/*/periodes/*/fin",
    "annees/*/periodes/*/montant_annuel_centimes",
    "annees/*/periodes/*/part",
    "annees/*/periodes/*/objectifs/*/nature",
    "annees/*/periodes/*/objectifs/*/depart",
    "annees/*/periodes/*/objectifs/*/cible",
    "annees/*/periodes/*/objectifs/*/tolerance",
    "annees/*/periodes/*/objectifs/*/plancher",
    "annees/*/periodes/*/objectifs/*/seuil_atteint",
    "annees/*/part_calculee",
    "annees/*/aide_calculee_centimes",
    "evenements/*/pris_en_compte",
    "evenements/*/effet",
    "evenements/*/droit",
    "fin_du_contrat",
    "annees/*/montant_centimes",
    "annees/*/atteintes/*/constat",
    "annees/*/atteintes/*/issue",
    "annees/*/atteintes/*/taux",
    "annees/*/part",
    "annees/*/aide_centimes",
    "annees/*/bornes/montant_centimes/*",
    "annees/*/bornes/part/*",
    "annees/*/bornes/aide_centimes/*",
    "versements/*/montant_centimes",
    "versements/*/nature",
    "versements/*/date_limite",
    "versements/*/bornes/*",
    "echeances/*/date",
    "echeances/*/fait_le",
    "formation/date_limite",
    "pieces/*/date_limite",
    "pieces/*/fait_le",
    "totaux/aide_centimes",
    "totaux/maximum_centimes",
    "totaux/bornes/*",
    "totaux/pire_cas_centimes",
    "totaux/en_jeu_centimes",
    "decisions/*/part/*",
    "decisions/*/aide_centimes/*",
    "paliers/*/effectif",
    "hypotheses/*/*/seuil_atteint",
    "couts/*/cout_centimes",
    "couts/*/mois",
    "couts/*/temps",
    "couts/*/detail/salaire_centimes",
    "couts/*/reste_a_charge_centimes",
    "couts/*/bornes/*",
    "couts/*/mensualites/*/mois",
    "couts/*/mensualites/*/temps",
    "couts/*/mensualites/*/minimum_centimes",
    "couts/*/mensualites/*/taux_anciennete",
    "couts/*/mensualites/*/detail/salaire_centimes",
    "couts/*/mensualites/*/detail/anciennete_centimes",
    "couts/*/mensualites/*/detail/cotisations_centimes",
    "couts/*/mensualites/*/detail/reduction_centimes",
    "couts/*/mensualites/*/detail/prevoyance_centimes",
    "couts/*/mensualites/*/detail/mutuelle_centimes",
    "rapprochement/versements/*/exigible_le",
    "rapprochement/versements/*/encaissements/*/montant_centimes",
    "rapprochement/versements/*/recu_centimes",
    "rapprochement/versements/*/manque_centimes",
    "rapprochement/versements/*/etat",
    "rapprochement/versements/*/jours_de_retard",
    "rapprochement/encaissements/*/inexplique_centimes",
    "rapprochement/totaux/du_centimes",
];

/// Whether a node's value follows from what it read; else what follows.
pub fn check(node: &Value, etude: &Value) -> Result<(), String> {
    let lu = Lu::of(node);
    let valeur = &node["valeur"];
    let kind = kind(node);
    let expected = if lu.options() {
        options(&kind, &lu)
    } else if lu.settled() {
        if lu.get("min") != lu.get("max") {
            return Err("two completions that do not agree".to_owned());
        }
        lu.get("min").clone()
    } else {
        recalculate(&kind, &lu, node, etude)?
    };
    if expected == *valeur { Ok(()) } else { Err(format!("{expected} follows from what was read")) }
}

/// The day before.
pub fn eve(day: &Value) -> Value {
    lu::date(day, 0, 0, -1)
}

/// Whether a value that was read is that of a field of the dossier, or of a part of it.
pub fn stands(valeur: &Value, field: &Value, pointer: &str, etude: &Value) -> bool {
    match (valeur, field) {
        // Absent: no, or studied as if signed on that day.
        (Value::Bool(false), Value::Null) => true,
        (day, Value::Null) if pointer == "/dossier/contrat/signature" => *day == etude["signature"],
        // `{ gain = 260 }`, read as a word or as a number.
        (word, Value::Object(map)) => {
            map.values().any(|v| v == word) || word.as_str().is_some_and(|w| map.contains_key(w))
        }
        // Hours, whole or to the hundredth.
        (Value::Object(_), Value::Number(hours)) => *valeur == lu::fraction_value(hours.as_i64().unwrap().into(), 1),
        (Value::Object(_), Value::String(text)) if text.contains('.') => {
            *valeur == lu::fraction_value(text.replace('.', "").parse().unwrap(), 100)
        }
        // Shares are written as text, euros as a number or as text.
        (Value::Object(_), Value::String(text)) => {
            let mut ends = text.split('/').map(|end| end.parse::<i128>().unwrap());
            let num = ends.next().unwrap();
            *valeur == lu::fraction_value(num, ends.next().unwrap_or(1))
        }
        (Value::Number(cents), Value::String(text)) => cents.as_i64() == text.replace('.', "").parse().ok(),
        (Value::Number(cents), Value::Number(euros)) if pointer.ends_with("_euros") => {
            cents.as_i64() == euros.as_i64().map(|euros| euros * 100)
        }
        (valeur, field) => valeur == field,
    }
}

/// Options side by side: what all say, or the widest bounds.
fn options(kind: &str, lu: &Lu<'_>) -> Value {
    let values: Vec<&Value> = lu.values();
    let chemin = lu.chemin;
    if kind.contains("bornes/") {
        let key = |value: &&&Value| lu::fraction(value).expect("a bound is a number");
        let least = chemin.ends_with("/min");
        let by = |a: &&&Value, b: &&&Value| {
            let ((a, b), (c, d)) = (key(a), key(b));
            (a * d).cmp(&(c * b))
        };
        let found = if least { values.iter().min_by(by) } else { values.iter().max_by(by) };
        return (*found.expect("an option")).clone();
    }
    let agree = values.windows(2).all(|pair| pair[0] == pair[1]);
    if agree { values[0].clone() } else { Value::Null }
}

fn recalculate(kind: &str, lu: &Lu<'_>, node: &Value, etude: &Value) -> Result<Value, String> {
    // The objective of a period is worked out as that of the contract.
    let kind = kind.strip_prefix("annees/*/periodes/*/").filter(|k| k.starts_with("objectifs/")).unwrap_or(kind);
    if kind.starts_with("objectifs/") && lu.has("second_objectif") {
        // Of a second objective that nobody wrote, nothing is known.
        return Ok(lu.get("second_objectif").clone());
    }
    Ok(match kind {
        "regime" => droits::regime(lu)?,
        "eligibilite/verdict" => droits::verdict(lu),
        "eligibilite/motifs/*/etat" => droits::motif(lu)?,
        "bandes/*" => droits::bande_de(lu),
        "bande" => droits::bande(lu),
        "objectifs/*/nature" => objectifs::nature(lu)?,
        "objectifs/*/depart" if lu.has("nouvelle_option") => Value::Null,
        "objectifs/*/depart" => lu.first(&["mesure_du_30_juin", "depart"]),
        "objectifs/*/cible" => objectifs::cible(lu),
        "objectifs/*/gain" => lu::difference(lu.get("cible"), lu.get("depart")),
        "objectifs/*/semaines" => objectifs::semaines(lu),
        "objectifs/*/par_semaine" => objectifs::par_semaine(lu),
        "objectifs/*/tolerance" => objectifs::tolerance(lu),
        "objectifs/*/plancher" => objectifs::plancher(lu),
        "objectifs/*/seuil_atteint" => objectifs::seuil_atteint(lu),
        "annees/*/debut" => vie::debut(lu),
        "annees/*/fin" => vie::fin(lu),
        "annees/*/periodes/*/debut" => vie::debut_de_la_periode(lu)?,
        "annees/*/periodes/*/fin" => vie::fin_de_la_periode(lu),
        "evenements/*/pris_en_compte" => vie::pris_en_compte(lu),
        "evenements/*/effet" => vie::effet(lu)?,
        "evenements/*/droit" => vie::droit(lu),
        "fin_du_contrat" => vie::fin_du_contrat(lu),
        "annees/*/montant_centimes" | "annees/*/bornes/montant_centimes/*" if lu.has("jours_de_l_annee") => {
            periodes::montant(lu)?
        }
        "annees/*/montant_centimes"
        | "annees/*/bornes/montant_centimes/*"
        | "annees/*/periodes/*/montant_annuel_centimes" => lu.get("montant").clone(),
        "annees/*/atteintes/*/constat" => lu.first(&["constat", "hypothese"]),
        "annees/*/atteintes/*/issue" => objectifs::issue(lu),
        "annees/*/atteintes/*/taux" => objectifs::taux(lu),
        "annees/*/part" | "annees/*/part_calculee" | "annees/*/periodes/*/part" | "annees/*/bornes/part/*" => {
            periodes::part(lu, etude)?
        }
        "decisions/*/part/*" => match contrat::part(lu, etude)? {
            // A rate on breakpoints that are not known: anything.
            Value::Null => lu::fraction_value(i128::from(lu.chemin.ends_with("/max")), 1),
            known => known,
        },
        "annees/*/aide_centimes"
        | "annees/*/aide_calculee_centimes"
        | "annees/*/bornes/aide_centimes/*"
        | "decisions/*/aide_centimes/*" => periodes::aide(lu)?,
        "versements/*/montant_centimes" => contrat::versement(lu)?,
        "versements/*/nature" => contrat::nature_du_versement(lu),
        "versements/*/date_limite" => contrat::date_limite(lu),
        "versements/*/bornes/*" if lu.has("autre_versement") => {
            lu::difference(lu.get("aide"), &contrat::sum(lu, "autre_versement"))
        }
        "versements/*/bornes/*" => lu.get("aide").clone(),
        "echeances/*/date" => contrat::echeance(lu),
        "totaux/aide_centimes" | "totaux/bornes/*" => contrat::sum(lu, "aide"),
        "totaux/maximum_centimes" => contrat::sum(lu, "montant"),
        "totaux/pire_cas_centimes" => lu.first(&["aide", "min"]),
        "totaux/en_jeu_centimes" => lu::difference(lu.get("max"), lu.get("min")),
        "paliers/*/effectif" => contrat::palier(lu, node, etude)?,
        "hypotheses/*/*/seuil_atteint" => objectifs::hypothese(lu),
        "couts/*/cout_centimes" => cout::cout(lu),
        "couts/*/mois" => cout::mois(lu),
        "couts/*/temps" => cout::temps_de_l_annee(lu),
        "couts/*/mensualites/*/temps" => cout::temps(lu),
        "couts/*/reste_a_charge_centimes" | "couts/*/bornes/*" => cout::reste(lu),
        "couts/*/mensualites/*/mois" => cout::nombre_de_mois(lu),
        "couts/*/mensualites/*/minimum_centimes" => cout::minimum(lu),
        "couts/*/mensualites/*/taux_anciennete" => cout::taux_anciennete(lu)?,
        line if line.starts_with("couts/*/detail/") => cout::ligne(lu),
        line if line.starts_with("couts/*/mensualites/*/detail/") => cout::mensuel(&line[29..], lu),
        "rapprochement/versements/*/exigible_le" => recu::exigible(lu),
        "rapprochement/versements/*/encaissements/*/montant_centimes" => recu::apport(lu, &node["valeur"]),
        "rapprochement/versements/*/recu_centimes" => recu::recu(lu),
        "rapprochement/versements/*/manque_centimes" => recu::manque(lu),
        "rapprochement/versements/*/etat" => recu::etat(lu),
        "rapprochement/versements/*/jours_de_retard" => recu::retard(lu),
        "rapprochement/encaissements/*/inexplique_centimes" => recu::inexplique(lu),
        total if total.starts_with("rapprochement/totaux/") => {
            recu::totaux(&total["rapprochement/totaux/".len()..], lu)
        }
        other => emploi::recalculate(other, lu)?,
    })
}
