//! Reading a dossier: all the faults of a file at once, each at its place, or a [`Dossier`].
//!
//! In three steps: [`walk`] compares the document with the table of fields and gives flat values;
//! [`coherence`], [`counts`] and [`emploi`] compare these with each other and with the rules; [`build`] makes the
//! typed dossier out of values without fault. A value already found at fault is present but unknown
//! to the next steps, so that one mistake makes one fault.

mod build;
mod coherence;
mod counts;
mod emploi;
mod journal;
mod leaf;
mod values;
mod walk;

use std::collections::HashSet;

use super::Dossier;
use crate::document::{self, Format, Value};
use crate::fault::Fault;
use crate::jour::Jour;
use crate::tables::Convention;

/// Reads a dossier, TOML or JSON, studied on the day `au`.
///
/// `file` is the name that faults show. The regime is that of the signature, or of `au` where the
/// contract is not signed.
///
/// # Errors
///
/// Every fault of the file, in the order of its lines (of a JSON document: those of values first,
/// then those between values).
pub fn parse(
    convention: &Convention,
    file: &str,
    bytes: &[u8],
    format: Option<Format>,
    au: Jour,
) -> Result<Dossier, Vec<Fault>> {
    let (root, form) = document::read(file, bytes, format)?;
    let Value::Table(entries) = &root.value else {
        let advice = "partez du modèle que donne « epaule exemple »";
        let message = format!("un dossier est une table, pas {}", root.kind());
        return Err(vec![Fault::new("type-inattendu", &root.place(file), message, advice)]);
    };
    let mut values = walk::walk(&convention.tables, file, &root, entries);
    let regime = coherence::regime(&convention.tables, &mut values, au);
    coherence::check(&convention.tables, &mut values, regime, au);
    counts::check(&convention.tables, &mut values, regime);
    emploi::check(&mut values);
    let faults = sorted(form, std::mem::take(&mut values.faults), file);
    match regime {
        Some(regime) if faults.is_empty() => {
            let dossier = build::build(&values, regime);
            // Whether an event is possible depends on all that comes before it: asked of a sound dossier.
            let impossible = journal::impossible(convention, &values, &dossier);
            if impossible.is_empty() { Ok(dossier) } else { Err(sorted(Vec::new(), impossible, file)) }
        }
        _ => Err(faults),
    }
}

/// The faults in the order of the file. What stands at a key that is wrong in form has no other fault,
/// and a group's dossier has only that one: the fields of a group say nothing new.
fn sorted(form: Vec<Fault>, meaning: Vec<Fault>, file: &str) -> Vec<Fault> {
    let group = meaning.iter().any(|f| f.code == "pas-encore" && f.place.chemin == "contrat.type");
    let follows = |fault: &Fault| {
        let root = fault.place.chemin.split(['.', '[']).next().unwrap_or("");
        fault.place.chemin == "contrat.etp"
            || matches!(root, "structure" | "membres")
            || (fault.code == "cle-manquante" && root == "medecin")
    };
    let told: HashSet<&str> =
        form.iter().filter(|f| f.place.ligne.is_some()).map(|f| f.place.chemin.as_str()).collect();
    let mut faults: Vec<Fault> = meaning
        .into_iter()
        .filter(|f| !(group && follows(f)))
        .filter(|f| f.place.chemin.is_empty() || !told.contains(f.place.chemin.as_str()))
        .collect();
    faults.extend(form);
    faults.sort_by_key(|f| (f.place.ligne, f.place.colonne));
    document::capped(file, faults)
}
