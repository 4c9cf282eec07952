//! What is set side by side: one thing at a time.

use super::{Textes, place};
use crate::document::nearest;
use crate::dossier::OptionEtp;
use crate::fault::Fault;
use crate::regime::Regime;

/// What is set side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axe {
    /// These options, or every one that is open.
    Options(Option<Vec<OptionEtp>>),
    /// These regimes.
    Regimes(Vec<Regime>),
    /// Two sets of rules.
    Regles,
    /// Two versions of a dossier.
    Versions,
    /// Two days.
    Dates,
    /// Results, under these options or that of the contract.
    Resultats(Option<Vec<OptionEtp>>),
}

/// The one thing that the options of the command line ask to compare.
///
/// # Errors
///
/// Two things at once, or a word that names none.
pub(super) fn lire(args: &Textes<'_>, dates: bool) -> Result<Axe, Vec<Fault>> {
    let asked = [
        ("--options", args.options.is_some() && args.resultats.is_none()),
        ("--regimes", args.regimes.is_some()),
        ("--regles", args.regles > 0),
        ("--resultats", args.resultats.is_some()),
        (if args.au.is_some_and(|text| text.contains(',')) { "--au" } else { "--connu-au" }, dates),
    ];
    let asked: Vec<&str> = asked.into_iter().filter(|(_, asked)| *asked).map(|(name, _)| name).collect();
    if let [first, second, ..] = asked.as_slice() {
        let message = format!("{first} et {second} ne vont pas ensemble : une comparaison à la fois");
        let conseil = "gardez l'une des deux (--options va avec --resultats)";
        return Err(vec![Fault::new("comparaisons-incompatibles", &place(second), message, conseil)]);
    }
    if args.regles > 2 {
        let message = format!("{} répertoires de règles : il en faut un, ou deux", args.regles);
        let conseil = "gardez les deux à comparer";
        return Err(vec![Fault::new("trop-de-regles", &place("--regles"), message, conseil)]);
    }
    let options = args.options.map(options).transpose();
    Ok(match asked.first().copied() {
        Some("--regimes") => Axe::Regimes(regimes(args.regimes.unwrap_or_default())?),
        Some("--regles") => Axe::Regles,
        Some("--resultats") => Axe::Resultats(options?),
        Some("--options") => Axe::Options(options?),
        Some(_) => Axe::Dates,
        None if args.dossiers == 2 => Axe::Versions,
        None => Axe::Options(None),
    })
}

fn options(text: &str) -> Result<Vec<OptionEtp>, Vec<Fault>> {
    liste("--options", text, "une option", OptionEtp::from_id, OptionEtp::IDS)
}

fn regimes(text: &str) -> Result<Vec<Regime>, Vec<Fault>> {
    liste("--regimes", text, "un régime", Regime::from_id, Regime::IDS)
}

/// Words between commas, none twice.
fn liste<T: Copy + PartialEq>(
    option: &str,
    text: &str,
    what: &str,
    read: impl Fn(&str) -> Option<T>,
    ids: &[&'static str],
) -> Result<Vec<T>, Vec<Fault>> {
    let mut found: Vec<T> = Vec::new();
    let mut faults = Vec::new();
    for word in text.split(',').map(str::trim) {
        match read(word) {
            Some(value) if found.contains(&value) => {
                let message = format!("« {word} » est écrit deux fois");
                faults.push(Fault::new("terme-en-double", &place(option), message, "gardez-le une seule fois"));
            }
            Some(value) => found.push(value),
            None => {
                let message = format!("« {word} » n'est pas {what} qui se compare");
                let conseil = match nearest(word, ids.iter().copied()) {
                    Some(near) => format!("écrivez « {near} »"),
                    None => format!("écrivez {}, séparés par des virgules", ids.join(", ")),
                };
                faults.push(Fault::new("terme-inconnu", &place(option), message, conseil));
            }
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}
