//! `epaule fiche-de-poste`: the job description of the assistant, from chosen missions.

use std::path::Path;

use convention::document::{MAX_BYTES, nearest, short};
use convention::dossier::{self, Cas, Dossier};
use convention::fault::{Fault, Place};
use convention::tables::{Convention, GroupeDeMissions, Mission};
use views::{Bloc, FicheDePoste as Fiche, liste_des_missions, markdown};

use crate::cli::{FicheDePoste, FormatDeFiche};
use console::demande;
use console::echec::Echec;
use console::entree::{self, Attendu};
use console::sortie::Reponse;
use console::terminal;
use console::texte::{self, Style};
use console::usage;

/// Writes the job description, or the missions that there are.
///
/// # Errors
///
/// Every unknown mission and every fault of the dossier, at once; else every fault of the rules.
pub(crate) fn run(args: &FicheDePoste) -> Result<Reponse, Echec> {
    let convention = entree::convention(args.regles.as_deref())?;
    if args.liste {
        let format = args.format.unwrap_or(FormatDeFiche::Texte);
        return Ok(rendre(&liste_des_missions(&convention), format).into());
    }
    let mut faults = Vec::new();
    let missions = choisir(&convention, &args.missions).map_err(|found| faults.extend(found)).ok();
    let dossier = args.dossier.as_deref().map(|path| lire(&convention, path)).transpose();
    match (missions, dossier) {
        (Some(missions), Ok(dossier)) => {
            let choisies = !args.missions.is_empty();
            let fiche = Fiche { convention: &convention, dossier: dossier.as_ref(), missions, choisies };
            Ok(rendre(&fiche.page(), args.format.unwrap_or(FormatDeFiche::Markdown)).into())
        }
        (_, dossier) => {
            faults.extend(dossier.err().into_iter().flatten());
            Err(faults.into())
        }
    }
}

fn rendre(page: &[Bloc], format: FormatDeFiche) -> String {
    match format {
        FormatDeFiche::Markdown => markdown(page, 1),
        FormatDeFiche::Texte => {
            let style = Style { width: terminal::largeur(), color: terminal::couleur(&std::io::stdout()) };
            texte::page(page, &style)
        }
    }
}

/// The missions asked for, in the order of the rules, each once; none asked for: all.
fn choisir<'c>(convention: &'c Convention, asked: &[String]) -> Result<Vec<&'c Mission>, Vec<Fault>> {
    let all = &convention.textes.missions;
    let names: Vec<&str> =
        all.iter().map(|m| m.note.id.as_str()).chain(GroupeDeMissions::IDS.iter().copied()).collect();
    let asked: Vec<&str> = asked.iter().map(|name| name.trim()).collect();
    let unknown = asked.iter().filter(|name| !names.contains(name));
    let faults: Vec<Fault> = unknown.map(|name| inconnue(name, &names)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let wanted = |mission: &&Mission| {
        asked.is_empty() || asked.iter().any(|name| *name == mission.note.id || *name == mission.groupe.id())
    };
    Ok(all.iter().filter(wanted).collect())
}

fn inconnue(name: &str, names: &[&str]) -> Fault {
    let conseil = match nearest(name, names.iter().copied()) {
        Some(near) => format!("écrivez « {near} » ; les missions sont listées par « epaule fiche-de-poste --liste »"),
        None => "les missions sont listées par « epaule fiche-de-poste --liste »".to_owned(),
    };
    let message = format!("la mission « {} » n'existe pas", short(name));
    Fault::new("mission-inconnue", &usage::place("--missions"), message, conseil)
}

fn lire(convention: &Convention, path: &Path) -> Result<Dossier, Vec<Fault>> {
    let entree = entree::lire(path, Attendu::Dossier, MAX_BYTES)?;
    match dossier::lire(convention, &entree.nom, &entree.octets, entree.format, demande::au(None)?)? {
        Cas::Individuel(dossier) => Ok(*dossier),
        Cas::Collectif(_) => Err(vec![groupe(&entree.nom)]),
    }
}

/// A group's dossier says nothing of the assistant.
fn groupe(fichier: &str) -> Fault {
    let place = Place { fichier: fichier.to_owned(), chemin: "contrat.type".to_owned(), ..Place::default() };
    let message = "une fiche de poste part du dossier d'un médecin, pas de celui d'un groupe";
    let conseil = "donnez le dossier d'un médecin, ou aucun : la fiche est alors à compléter à la main";
    Fault::new("groupe-sans-fiche", &place, message, conseil)
}
