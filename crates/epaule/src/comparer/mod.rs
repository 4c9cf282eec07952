//! `epaule comparer`: études side by side.

mod arguments;
mod axe;
mod plage;
mod rendu;

use std::collections::BTreeMap;
use std::path::Path;

use convention::comparaison::{
    self, Comparaison, Comparee, Ecartee, NomDeTerme, Nomme, PlageDeResultats, Sujet, options_ouvertes,
    options_possibles,
};
use convention::document::MAX_BYTES;
use convention::dossier::{self, Cas, OptionEtp};
use convention::etude::Demande;
use convention::fault::{Fault, Place};
use convention::regime::Regime;
use convention::tables::Convention;

use crate::cli::Comparer;
use crate::demande::Hypothese;
use crate::echec::Echec;
use crate::entree::{self, Attendu};
use crate::etudier::lot::nommer;
use crate::etudier::sources;
use crate::nom::nom;
use crate::sortie::Reponse;
use crate::usage;
use arguments::{Dates, Demandes};
use axe::Axe;

/// Reads dossiers and sets them side by side. One bad file refuses all: half a comparison would mislead.
///
/// # Errors
///
/// Every fault of the command line; else every fault of the rules; else every fault of the dossiers.
pub(crate) fn run(args: &Comparer) -> Result<Reponse, Echec> {
    let asked = arguments::lire(args)?;
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
    let comparaison = comparer(&sets, &files, &asked)?;
    let conventions: Vec<&Convention> = sets.iter().map(|(_, convention)| convention).collect();
    rendu::rendre(&conventions, &comparaison, args.format)
}

/// The rules of each folder.
type Regles = [(Option<String>, Convention)];

/// Reads one file for a study.
fn lire(
    convention: &Convention,
    fichier: &Path,
    demande: &Demande,
    hypothese: Hypothese,
) -> Result<(Nomme, Demande), Vec<Fault>> {
    let entree = entree::lire(fichier, Attendu::Dossier, MAX_BYTES)?;
    let cas = dossier::lire(convention, &entree.nom, &entree.octets, entree.format, demande.au)?;
    let (_, nom) = nommer(fichier, &cas);
    let Cas::Individuel(dossier) = cas else { return Err(vec![groupe(&entree.nom)]) };
    let si = hypothese.pour_un_medecin(convention, &dossier).map_err(|mut faults| {
        faults.iter_mut().for_each(|fault| fault.place.fichier = format!("{} : {}", entree.nom, fault.place.fichier));
        faults
    })?;
    Ok((Nomme { nom, fichier: entree.nom, dossier: *dossier }, Demande { si, ..*demande }))
}

/// A group has neither option nor regime to choose.
fn groupe(fichier: &str) -> Fault {
    let place = Place { fichier: fichier.to_owned(), chemin: "contrat.type".to_owned(), ..Place::default() };
    let message = "une comparaison porte sur le contrat d'un médecin, pas sur celui d'un groupe";
    let conseil = "« epaule etudier » étudie un groupe, sous d'autres règles aussi (--regles)";
    Fault::new("groupe-non-compare", &place, message, conseil)
}

fn comparer(sets: &Regles, files: &[std::path::PathBuf], asked: &Demandes) -> Result<Comparaison, Echec> {
    let Some((_, convention)) = sets.first() else { return Err(Echec::interne(Vec::new())) };
    if asked.axe == Axe::Regles {
        return regles(sets, files, asked);
    }
    let [first, others @ ..] = files else { return Err(Echec::interne(Vec::new())) };
    if asked.axe != Axe::Versions && !others.is_empty() {
        return Err(trop_de_dossiers(&asked.axe).into());
    }
    let demande = asked.demande(0);
    let (nomme, demande) = lire(convention, first, &demande, asked.hypothese)?;
    let mut plages = Vec::new();
    let (sujet, comparee) = match &asked.axe {
        Axe::Options(named) => {
            let (options, ecartees) = a_comparer(convention, &nomme, &demande, named)?;
            let comparee = comparaison::options(convention, &nomme, &demande, &options)?;
            (Sujet::Options, Comparee { ecartees, ..comparee })
        }
        Axe::Regimes(named) => {
            let regimes = deux_regimes(&nomme, named)?;
            (Sujet::Regimes, comparaison::regimes(convention, &nomme, &demande, &regimes)?)
        }
        Axe::Versions => (Sujet::Versions, versions(convention, (&nomme, demande), others, asked)?),
        Axe::Dates => (asked.sujet_des_dates(), vues(convention, first, asked)?),
        Axe::Resultats(options) => {
            let (found, comparee) = resultats(convention, &nomme, &demande, options, asked)?;
            plages = found;
            (Sujet::Resultats, comparee)
        }
        Axe::Regles => return Err(Echec::interne(Vec::new())),
    };
    Ok(Comparaison { sujet, dossiers: vec![comparee], plages })
}

fn trop_de_dossiers(axe: &Axe) -> Fault {
    let message = match axe {
        Axe::Options(None) => "plus de deux dossiers ne se comparent que sous deux jeux de règles".to_owned(),
        _ => "cette comparaison ne prend qu'un dossier".to_owned(),
    };
    let conseil = "donnez un seul dossier, ou plusieurs avec --regles";
    Fault::new("un-seul-dossier", &usage::place("FICHIER"), message, conseil)
}

/// The options to compare: those named, with that of the contract first where one alone is named.
fn a_comparer(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    named: &Option<Vec<OptionEtp>>,
) -> Result<(Vec<OptionEtp>, Vec<Ecartee>), Vec<Fault>> {
    let Some(named) = named else { return ouvertes(convention, nomme, demande) };
    let options = match (named.as_slice(), nomme.dossier.contrat.option) {
        ([only], Some(own)) if own != *only => Ok(vec![own, *only]),
        ([only], _) => {
            let message = format!("une seule option, {only} : il n'y a rien à comparer");
            let conseil = "nommez-en au moins deux, comme --options 0.5,1";
            Err(vec![Fault::new("rien-a-comparer", &usage::place("--options"), message, conseil)])
        }
        (several, _) => Ok(several.to_vec()),
    };
    Ok((options?, Vec::new()))
}

/// Every option that is open, but for those that the life of the contract makes impossible: nobody asked for them.
fn ouvertes(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
) -> Result<(Vec<OptionEtp>, Vec<Ecartee>), Vec<Fault>> {
    let open = options_ouvertes(convention, &nomme.dossier);
    let (possible, ecartees) = options_possibles(convention, nomme, &open, demande.au);
    match ecartees.as_slice() {
        [first, ..] if possible.is_empty() => Err(first.fautes.clone()),
        _ => Ok((possible, ecartees)),
    }
}

/// The regimes to compare: those named, with the dossier's own first where one alone is named.
fn deux_regimes(nomme: &Nomme, named: &[Regime]) -> Result<Vec<Regime>, Vec<Fault>> {
    match named {
        [only] if *only != nomme.dossier.regime => Ok(vec![nomme.dossier.regime, *only]),
        [only] => {
            let message = format!("ce dossier est déjà sous {only} : il n'y a rien à comparer");
            let conseil = "nommez-en un autre, ou deux";
            Err(vec![Fault::new("rien-a-comparer", &usage::place("--regimes"), message, conseil)])
        }
        several => Ok(several.to_vec()),
    }
}

fn versions(
    convention: &Convention,
    (nomme, demande): (&Nomme, Demande),
    others: &[std::path::PathBuf],
    asked: &Demandes,
) -> Result<Comparee, Echec> {
    let [other] = others else { return Err(trop_de_dossiers(&Axe::Options(None)).into()) };
    let (other, other_demande) = lire(convention, other, &asked.demande(0), asked.hypothese)?;
    Ok(comparaison::versions(convention, [nomme, &other], [demande, other_demande]))
}

/// The dossier is read on each day: one that is not signed has the regime of the day.
fn vues(convention: &Convention, file: &Path, asked: &Demandes) -> Result<Comparee, Echec> {
    let (first, first_demande) = lire(convention, file, &asked.demande(0), asked.hypothese)?;
    let (second, second_demande) = lire(convention, file, &asked.demande(1), asked.hypothese)?;
    let name = |demande: &Demande| match asked.dates {
        Dates::ConnuAu(..) => NomDeTerme::ConnuAu(demande.connu_au),
        _ => NomDeTerme::Au(demande.au),
    };
    let names = [name(&first_demande), name(&second_demande)];
    let [a, b] = names;
    Ok(comparaison::vues(convention, [(a, &first, first_demande), (b, &second, second_demande)]))
}

/// A range for each option: those named, else that of the contract, else every one that is open.
fn resultats(
    convention: &Convention,
    nomme: &Nomme,
    demande: &Demande,
    named: &Option<Vec<OptionEtp>>,
    asked: &Demandes,
) -> Result<(Vec<PlageDeResultats>, Comparee), Vec<Fault>> {
    let (options, ecartees) = match (named, nomme.dossier.contrat.option) {
        (Some(named), _) => (named.clone(), Vec::new()),
        (None, Some(own)) => (vec![own], Vec::new()),
        (None, None) => ouvertes(convention, nomme, demande)?,
    };
    let ask = plage::demande(convention, nomme, demande, &options, asked)?;
    let bare = Demande { si: Default::default(), ..*demande };
    let (plages, hypotheses) = comparaison::plages(convention, nomme, &bare, &options, &ask)?;
    let comparee = Comparee::d_une_plage(convention, nomme, &bare, hypotheses);
    Ok((plages, Comparee { ecartees, ..comparee }))
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
            match lire(convention, file, &asked.demande(0), asked.hypothese) {
                Ok((nomme, demande)) => {
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
