//! `epaule etudier`: the answer for one dossier.

use convention::document::MAX_BYTES;
use convention::dossier::{self, Cas};
use convention::etude::{self, Demande, Reponse};
use convention::fault::Fault;

use crate::cli::{Etudier, Forme};
use crate::demande::{self, Hypothese};
use crate::echec::Echec;
use crate::entree::{self, Attendu};
use crate::sortie;
use crate::texte::{self, Style};
use crate::{terminal, usage};

/// Reads a dossier and answers it.
///
/// # Errors
///
/// Every fault of the command line; else every fault of the rules; else every fault of the dossier.
pub(crate) fn run(args: &Etudier) -> Result<sortie::Reponse, Echec> {
    let (fichier, demande, hypothese) = asked(args)?;
    let convention = entree::convention(args.regles.as_deref())?;
    let entree = entree::lire(fichier, Attendu::Dossier, MAX_BYTES)?;
    let cas = dossier::lire(&convention, &entree.nom, &entree.octets, entree.format, demande.au)?;
    let si = match &cas {
        Cas::Individuel(dossier) => hypothese.pour(&convention, dossier)?,
        Cas::Collectif(_) => hypothese.pour_un_groupe()?,
    };
    let etude = etude::repondre(&convention, &cas, &Demande { si, ..demande });
    let texte = match args.format {
        Forme::Json => format!("{:#}\n", etude.to_json(&convention)),
        Forme::Texte => {
            let style = Style {
                width: terminal::largeur(),
                color: terminal::couleur(&std::io::stdout()),
                expliquer: args.expliquer,
            };
            match &etude {
                Reponse::Individuelle(etude) => texte::etude(&convention, etude, &style),
                Reponse::Collective(etude) => texte::collectif::etude(&convention, etude, &style),
            }
        }
    };
    Ok(texte.into())
}

/// What the command line asks, with all its faults at once.
fn asked(args: &Etudier) -> Result<(&std::path::Path, Demande, Hypothese), Vec<Fault>> {
    let mut faults = Vec::new();
    if let [_, second, ..] = args.fichiers.as_slice() {
        let message = "cette version n'étudie qu'un dossier à la fois";
        let conseil = "étudiez-les l'un après l'autre";
        faults.push(Fault::new("un-seul-dossier", &usage::place(&second.to_string_lossy()), message, conseil));
    }
    let au = demande::au(args.au.as_deref()).map_err(|found| faults.extend(found)).ok();
    let connu_au = match &args.connu_au {
        Some(text) => demande::jour("--connu-au", text).map_err(|found| faults.extend(found)).ok(),
        None => au,
    };
    let hypothese = match &args.si {
        Some(text) => demande::hypothese(text).map_err(|found| faults.extend(found)).ok(),
        None => Some(Hypothese::default()),
    };
    match (args.fichiers.first(), au, connu_au, hypothese) {
        (Some(fichier), Some(au), Some(connu_au), Some(hypothese)) if faults.is_empty() => {
            Ok((fichier, Demande { connu_au, ..Demande::au(au) }, hypothese))
        }
        _ => Err(faults),
    }
}
