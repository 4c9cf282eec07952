//! `epaule regles`: the rules themselves, readable, compared, exported, traced.

mod collectif;
mod comparer;
mod cout;
mod exporter;
mod feuilles;
mod fiche;
mod grille;
mod libelles;
mod page;
mod parts;
mod resume;
mod tracabilite;
mod versements;

use std::path::{Path, PathBuf};

use convention::collectif::REGIME;
use convention::document::nearest;
use convention::fault::Fault;
use convention::regime::Regime;

use crate::cli::Regles;
use console::echec::Echec;
use console::entree;
use console::sortie::Reponse;
use console::terminal;
use console::usage::place;

/// Shows, compares or writes the rules.
///
/// # Errors
///
/// An unknown regime, the faults of a directory of rules, a directory that cannot be written.
pub(crate) fn run(args: &Regles) -> Result<Reponse, Echec> {
    let largeur = terminal::largeur();
    if let Some(directory) = &args.exporter {
        return exporter::exporter(directory).map(Reponse::from);
    }
    if args.regime.as_deref() == Some(REGIME) && args.comparer.is_none() && !args.tracabilite {
        let convention = entree::convention(args.regles.as_deref())?;
        return Ok(collectif::montrer(&convention, largeur).into());
    }
    let regime = args.regime.as_deref().map(|name| regime("REGIME", name)).transpose()?;
    if let Some([a, b]) = args.comparer.as_deref() {
        return comparer::comparer(regime, a, b, args.regles.as_deref(), largeur).map(Reponse::from);
    }
    let convention = entree::convention(args.regles.as_deref())?;
    let texte = match regime {
        _ if args.tracabilite => tracabilite::montrer(&convention, largeur),
        Some(regime) => fiche::montrer(&convention, regime, largeur),
        None => resume::montrer(&convention, largeur),
    };
    Ok(texte.into())
}

/// The regime that an argument names.
fn regime(argument: &str, name: &str) -> Result<Regime, Echec> {
    Regime::from_id(name).ok_or_else(|| {
        let ids = || Regime::IDS.iter().copied().chain([REGIME]);
        if name == REGIME {
            let message = format!("« {REGIME} » ne se compare pas : ce n'est pas un contrat individuel");
            let conseil = format!("écrivez « epaule regles {REGIME} »");
            return Fault::new("comparaison-impossible", &place(argument), message, conseil).into();
        }
        let conseil = match nearest(name, ids()) {
            Some(near) => format!("écrivez « {near} »"),
            None => format!("les régimes : {}", ids().collect::<Vec<_>>().join(", ")),
        };
        Fault::new("regime-inconnu", &place(argument), format!("le régime « {name} » n'existe pas"), conseil).into()
    })
}

/// What one side of a comparison is.
enum Cote {
    Regime(Regime),
    Embarquees,
    Repertoire(PathBuf),
}

impl Cote {
    fn of(argument: &Path) -> Cote {
        let name = argument.to_string_lossy();
        if let Some(regime) = Regime::from_id(&name) {
            return Cote::Regime(regime);
        }
        if name == EMBARQUEES { Cote::Embarquees } else { Cote::Repertoire(argument.to_owned()) }
    }
}

/// The word for the rules of the program.
const EMBARQUEES: &str = "embarquees";
