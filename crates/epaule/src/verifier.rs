//! `epaule verifier`: does an étude still say what its dossier and the rules say.

use convention::verification::{self, Difference, Raison};
use serde_json::Value;

use crate::cli::Verifier;
use console::echec::{AUTRE, Echec};
use console::entree::{self, Attendu};
use console::sortie::Reponse;

const AVERTISSEMENT: &str = "La vérification détecte un changement ; ce n'est pas une signature.\n";

/// Recalculates an étude, or each one of a list, and shows what differs.
///
/// # Errors
///
/// The faults of the rules, or of an étude that cannot be read.
pub(crate) fn run(args: &Verifier) -> Result<Reponse, Echec> {
    let convention = entree::convention(args.regles.as_deref())?;
    let entree = entree::lire(&args.etude, Attendu::Etude, verification::MAX_BYTES)?;
    let etudes = verification::verifier_tout(&convention, &entree.nom, &entree.octets)?;
    let differences: Vec<&Difference> = etudes.iter().flatten().collect();
    if differences.is_empty() {
        let same = match etudes.len() {
            1 => "l'étude recalculée dit la même chose".to_owned(),
            n => format!("les {n} études recalculées disent la même chose"),
        };
        return Ok(format!("Rien n'a changé : {same}.\n{AVERTISSEMENT}").into());
    }
    let mut texte = match differences.len() {
        1 => "1 différence".to_owned(),
        n => format!("{n} différences"),
    };
    texte.push_str(&match etudes.iter().filter(|differences| !differences.is_empty()).count() {
        _ if etudes.len() == 1 => " :\n".to_owned(),
        1 => format!(", dans 1 étude sur {} :\n", etudes.len()),
        n => format!(", dans {n} études sur {} :\n", etudes.len()),
    });
    differences.iter().for_each(|difference| montrer(&mut texte, difference));
    texte.push('\n');
    texte.push_str(AVERTISSEMENT);
    Ok(Reponse { code: AUTRE, ..texte.into() })
}

fn montrer(texte: &mut String, difference: &Difference) {
    let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "absent".to_owned(), Value::to_string);
    texte.push_str(&format!("\n{}\n  dans l'étude : {}\n", difference.chemin, value(&difference.trouve)));
    // Of an edited leaf of the dossier, only the digest is left.
    if difference.attendu.is_some() || difference.raison != Raison::DossierModifie {
        texte.push_str(&format!("  recalculé    : {}\n", value(&difference.attendu)));
    }
    texte.push_str(&format!("  {}\n", difference.raison.libelle()));
}
