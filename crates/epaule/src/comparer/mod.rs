//! `epaule comparer`: études side by side.

mod rendu;

use std::collections::BTreeMap;
use std::path::Path;

use convention::comparaison::demande::{self as comparaison_demandee, Axe, Demandes, Textes};
use convention::comparaison::{self, Comparaison, Nomme, Sujet};
use convention::document::MAX_BYTES;
use convention::dossier;
use convention::fault::{Fault, Place};
use convention::jour::Jour;
use convention::tables::Convention;

use crate::cli::Comparer;
use crate::etudier::lot::nommer;
use crate::etudier::sources;
use console::demande::aujourd_hui;
use console::echec::Echec;
use console::entree::{self, Attendu};
use console::nom::nom;
use console::sortie::Reponse;

/// Reads dossiers and sets them side by side. One bad file refuses all: half a comparison would mislead.
///
/// # Errors
///
/// Every fault of the command line; else every fault of the rules; else every fault of the dossiers.
pub(crate) fn run(args: &Comparer) -> Result<Reponse, Echec> {
    let asked = comparaison_demandee::lire(&textes(args), aujourd_hui())?;
    let mut sets = Vec::new();
    // A single folder is compared with the rules of the program.
    if args.regles.len() < 2 {
        sets.push((None, entree::convention(None)?));
    }
    for folder in &args.regles {
        sets.push((Some(nom(folder)), entree::convention(Some(folder))?));
    }
    let sources = sources::trouver(&args.fichiers);
    let refused: Vec<Fault> = sources.refus.into_iter().flat_map(|refus| refus.fautes).collect();
    if !refused.is_empty() {
        return Err(refused.into());
    }
    // The same file twice is two versions that say the same.
    let files = match (&asked.axe, args.fichiers.as_slice()) {
        (Axe::Versions, two) => two.to_vec(),
        _ => sources.fichiers,
    };
    let comparaison = match (&asked.axe, sets.as_slice()) {
        (Axe::Regles, sets) => regles(sets, &files, &asked)?,
        (_, [(_, convention), ..]) => {
            let read = |index: usize, au: Jour| lire(convention, files.get(index).map_or(Path::new(""), |f| f), au);
            comparaison_demandee::comparer(convention, files.len(), &read, &asked)?
        }
        (_, []) => return Err(Echec::interne(Vec::new())),
    };
    let conventions: Vec<&Convention> = sets.iter().map(|(_, convention)| convention).collect();
    rendu::rendre(&conventions, &comparaison, args.format)
}

/// The rules of each folder.
type Regles = [(Option<String>, Convention)];

/// What the command line asks, as it is written.
fn textes(args: &Comparer) -> Textes<'_> {
    Textes {
        options: args.options.as_deref(),
        regimes: args.regimes.as_deref(),
        regles: args.regles.len(),
        resultats: args.resultats.as_deref(),
        cible: args.cible.as_deref(),
        pas: args.pas.as_deref(),
        prix_consultation: args.prix_consultation.as_deref(),
        semaines: args.semaines.as_deref(),
        au: args.au.as_deref(),
        connu_au: args.connu_au.as_deref(),
        si: args.si.as_deref(),
        dossiers: args.fichiers.len(),
    }
}

/// Reads one file for a study.
fn lire(convention: &Convention, fichier: &Path, au: Jour) -> Result<Nomme, Vec<Fault>> {
    let entree = entree::lire(fichier, Attendu::Dossier, MAX_BYTES)?;
    let cas = dossier::lire(convention, &entree.nom, &entree.octets, entree.format, au)?;
    let (_, nom) = nommer(fichier, &cas);
    Nomme::individuel(nom, entree.nom, cas)
}

/// Every dossier under each set of rules.
fn regles(sets: &Regles, files: &[std::path::PathBuf], asked: &Demandes) -> Result<Comparaison, Echec> {
    let mut faults = Vec::new();
    let mut dossiers = Vec::with_capacity(files.len());
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for file in files {
        let mut read = Vec::with_capacity(sets.len());
        let mut demandes = Vec::with_capacity(sets.len());
        for (folder, convention) in sets {
            let nomme = lire(convention, file, asked.demande(0).au);
            match nomme.and_then(|nomme| Ok((asked.pour(convention, &nomme, 0)?, nomme))) {
                Ok((demande, nomme)) => {
                    read.push((folder.clone(), convention, nomme));
                    demandes.push(demande);
                }
                Err(found) => faults.extend(found.into_iter().map(|fault| sous(fault, folder))),
            }
        }
        if let Some((_, _, nomme)) = read.first()
            && let Some(other) = names.insert(nomme.nom.clone(), nomme.fichier.clone())
        {
            faults.push(en_double(nomme, &other));
        }
        dossiers.extend(comparaison::regles(&read, &demandes));
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    Ok(Comparaison { sujet: Sujet::Regles, dossiers, plages: Vec::new() })
}

/// A fault that another set of rules found says under which.
fn sous(mut fault: Fault, folder: &Option<String>) -> Fault {
    if let Some(folder) = folder {
        fault.message = format!("{} (sous les règles de {folder})", fault.message);
    }
    fault
}

fn en_double(nomme: &Nomme, other: &str) -> Fault {
    let place = Place { fichier: nomme.fichier.clone(), chemin: "reference".to_owned(), ..Place::default() };
    let message = format!("« {} » désigne aussi le dossier {other} : il serait compté deux fois", nomme.nom);
    let conseil = "donnez à chaque dossier sa propre ligne reference = \"…\"";
    Fault::new("reference-en-double", &place, message, conseil)
}
