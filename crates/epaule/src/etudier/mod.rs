//! `epaule etudier`: the answer for one dossier, or one line each for several.

pub(crate) mod lot;
mod rendu;
pub(crate) mod sources;

use convention::etude::Demande;
use convention::fault::Fault;

use crate::cli::{Etudier, Format};
use console::demande::{self, Hypothese};
use console::echec::Echec;
use console::entree;
use console::sortie::Reponse;

/// Reads dossiers and answers them. Of several, those that cannot be read do not stop the others.
///
/// # Errors
///
/// Every fault of the command line; else every fault of the rules; else, where no dossier can be answered,
/// every fault of each.
pub(crate) fn run(args: &Etudier) -> Result<Reponse, Echec> {
    let (demande, hypothese) = asked(args)?;
    let sources = sources::trouver(&args.fichiers);
    let forme =
        rendu::Forme { format: args.format, plusieurs: sources.plusieurs, expliquer: args.expliquer, au: demande.au };
    forme.verifier()?;
    let convention = entree::convention(args.regles.as_deref())?;
    let question = lot::Question { convention: &convention, demande, hypothese };
    let lot = lot::etudier(&question, sources);
    if lot.etudes.is_empty() {
        return Err(lot.fautes().into());
    }
    let texte = forme.rendre(&convention, &lot)?;
    let avis = if args.format == Format::Ics { lot.sans_reference() } else { Vec::new() };
    Ok(Reponse { refus: lot.fautes(), avis, ..texte.into() })
}

/// What the command line asks of every dossier, with all its faults at once.
fn asked(args: &Etudier) -> Result<(Demande, Hypothese), Vec<Fault>> {
    let mut faults = Vec::new();
    let au = demande::au(args.au.as_deref()).map_err(|found| faults.extend(found)).ok();
    let connu_au = match &args.connu_au {
        Some(text) => demande::jour("--connu-au", text).map_err(|found| faults.extend(found)).ok(),
        None => au,
    };
    let hypothese = match &args.si {
        Some(text) => demande::hypothese(text).map_err(|found| faults.extend(found)).ok(),
        None => Some(Hypothese::default()),
    };
    match (au, connu_au, hypothese) {
        (Some(au), Some(connu_au), Some(hypothese)) if faults.is_empty() => {
            Ok((Demande { connu_au, ..Demande::au(au) }, hypothese))
        }
        _ => Err(faults),
    }
}
