//! `epaule-lot calculer`: the aids of a file of contracts.

pub(crate) mod annees;
mod bilan;
mod effets;
mod page;
mod rapport;
mod reforme;
mod travail;

pub(crate) use reforme::AUTRE_VERDICT;

use std::path::{Path, PathBuf};
use std::time::Instant;

use columns::{Choix, Comptes, Moteur, Options};
use console::echec::{Echec, Forme};
use console::nom::nom;
use console::sortie::Reponse;
use console::{demande, entree, terminal, texte, usage};
use convention::fault::Fault;

use crate::chaine;
use crate::cli::{Calculer, FormatDeBilan};
use crate::ecriture::{self, Ecrivain};
use crate::faute::du_fichier;
use crate::format::Format;
use crate::interruption;
use crate::lecture::{self, Source};
use crate::progres::Progres;

use bilan::Bilan;
use rapport::Rapport;
use travail::{Rendu, Tache, Travail};

/// What stands for the rules of the program.
const EMBARQUEES: &str = "embarquees";
/// Rows that a batch makes, about. Of Parquet it is a row group: what its writer keeps of each until the end is little
/// where they are few. Other formats hold all rows of a batch until they are written.
const LIGNES_DE_PARQUET: usize = 250_000;
const LIGNES: usize = 100_000;
/// Fewest and most contracts of a batch.
const CONTRATS: std::ops::RangeInclusive<usize> = 16_384..=65_536;
/// Rows that are worked out at once, about: a page of the output, of which the columns stay in a processor's cache.
const LIGNES_PAR_PAGE: usize = 20_480;

/// How many contracts a batch has, each with so many years, for a file of this format.
pub(crate) fn contrats_par_lot(annees: u64, sortie: Format) -> usize {
    let lignes = if sortie == Format::Parquet { LIGNES_DE_PARQUET } else { LIGNES };
    (lignes / annees as usize).clamp(*CONTRATS.start(), *CONTRATS.end())
}

/// The contracts of a batch of so many that are worked out at once, each with so many years: the first and how many.
pub(crate) fn pages(contrats: usize, annees: u64) -> impl Iterator<Item = (usize, usize)> {
    let page = (LIGNES_PAR_PAGE / annees as usize).max(1);
    (0..contrats).step_by(page).map(move |first| (first, page.min(contrats - first)))
}

/// Answers every contract of a file.
///
/// # Errors
///
/// Everything wrong with what was asked; a file that cannot be read or written; with `--strict`, a row in error.
pub(crate) fn run(args: &Calculer, forme: Forme) -> Result<Reponse, Echec> {
    let start = Instant::now();
    let (moteur, autre) = moteurs(args)?;
    let sortie = Format::de(&args.sortie, args.format_sortie, "--format-sortie")?;
    ecriture::verifier(&args.sortie, args.ecraser, &[&args.entree])?;
    hors_de_l_entree(&args.sortie, &args.entree)?;
    let rapport = args.rapport.as_deref().map(|path| Rapport::de(path, args)).transpose()?;
    let choix = Choix {
        ignorer: args.ignorer.iter().filter(|name| !args.garder.contains(name)).cloned().collect(),
        garder: args.garder.clone(),
        ignorer_les_autres: false,
    };
    let mut source = lecture::ouvrir(&args.entree, args.format_entree, &choix.ignorer)?;
    let schema = source.schema();
    let nom = nom(&args.entree);
    let entree = moteur.lier(&nom, &schema, &choix)?;
    let mut colonnes = moteur.sortie(&entree, &schema);
    if autre.is_some() {
        colonnes = reforme::schema(&nom, &colonnes)?;
    }
    let separateur = separateur(args, source.as_ref())?;
    interruption::ecouter(forme)?;
    let (mut ecrivain, encodeur) = Ecrivain::creer(&args.sortie, sortie, &colonnes, separateur, args.ecraser)?;
    let travail = Travail {
        args,
        moteur: &moteur,
        autre: autre.as_ref(),
        entree: &entree,
        colonnes: &colonnes,
        encodeur: &encodeur,
    };
    let mut bilan = Bilan::default();
    let mut progres = Progres::new(source.total());
    let annees = moteur.lignes_par_contrat();
    let lignes = args.lot.map_or_else(|| contrats_par_lot(annees, sortie), |lot| lot.get().min(*CONTRATS.end()));
    let mut premiere = 1;
    let prendre = || {
        let Some(contenu) = source.suivant(lignes)? else { return Ok(None) };
        let tache = Tache { premiere, contenu };
        premiere += tache.contenu.lignes() as u64;
        Ok(Some(tache))
    };
    let ecrire = |rendu: Rendu| {
        progres.ajouter(rendu.bilan.comptes.contrats);
        bilan.reunir(rendu.bilan);
        ecrivain.ecrire(rendu.morceau)
    };
    chaine::executer(chaine::fils(args.fils), prendre, || travail.ouvrier(), ecrire)?;
    drop(progres);
    verifier(&bilan.comptes, premiere - 1, annees)?;
    if let Some((autres, _)) = &bilan.reforme {
        verifier(autres, premiere - 1, annees)?;
    }
    ecrivain.finir()?;
    if let (Some(rapport), Some((_, effets))) = (rapport, &bilan.reforme) {
        rapport.ecrire(effets, &moteur)?;
    }
    Ok(conclure(args, &moteur, &bilan, start.elapsed()))
}

/// Refuses to write among the files of a folder that is read: the next run would read what this one wrote.
fn hors_de_l_entree(chemin: &Path, entree: &Path) -> Result<(), Echec> {
    let folder = place(chemin).and_then(|place| place.parent().map(Path::to_owned));
    if !entree.is_dir() || folder.is_none() || folder != entree.canonicalize().ok() {
        return Ok(());
    }
    let message = "ce fichier serait parmi ceux de l'entrée";
    Err(du_fichier("sortie-dans-l-entree", chemin, message, "donnez-lui un autre répertoire").into())
}

/// Where a file is, or will be.
fn place(chemin: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(chemin).ok()?;
    let folder = absolute.parent()?.canonicalize().ok()?;
    Some(folder.join(absolute.file_name()?))
}

/// The rules, and the other ones of a reform, on the day and for the years asked.
fn moteurs(args: &Calculer) -> Result<(Moteur, Option<Moteur>), Echec> {
    let mut faults: Vec<Fault> = Vec::new();
    let au = demande::au(args.au.as_deref()).map_err(|found| faults.extend(found)).ok();
    let annees = annees::lire(args.annees.as_deref()).map_err(|found| faults.extend(found)).ok();
    if args.regles.len() > 2 {
        let message = "deux jeux de règles se comparent, pas plus";
        let place = usage::place("--regles");
        faults.push(Fault::new("trop-de-regles", &place, message, "lancez une autre comparaison pour le troisième"));
    }
    let (Some(au), Some(annees), true) = (au, annees, faults.is_empty()) else { return Err(faults.into()) };
    let moteur = |regles: Option<&Path>, options: Options| -> Result<Moteur, Echec> {
        let convention = entree::convention(regles.filter(|path| *path != Path::new(EMBARQUEES)))?;
        Ok(Moteur::new(convention, au, annees.clone(), options))
    };
    let options = Options { questions: args.questions, bornes: args.bornes };
    let mut regles = args.regles.iter().map(PathBuf::as_path);
    let premier = moteur(regles.next(), options)?;
    let autre = regles.next().map(|regles| moteur(Some(regles), Options::default())).transpose()?;
    Ok((premier, autre))
}

/// What parts the fields of an output in CSV.
fn separateur(args: &Calculer, source: &dyn Source) -> Result<u8, Echec> {
    let asked = ecriture::separateur(args.separateur.as_deref())?;
    Ok(asked.or(source.separateur()).unwrap_or(b';'))
}

/// Whether whatever came in went out.
fn verifier(comptes: &Comptes, lus: u64, annees: u64) -> Result<(), Echec> {
    if comptes.sont_justes(annees) && comptes.contrats == lus {
        return Ok(());
    }
    let Comptes { contrats, repondus, en_erreur, lignes } = comptes;
    let message = format!(
        "les comptes sont faux ({lus} contrats lus, {contrats} traités, {repondus} répondus, {en_erreur} en erreur, \
         {lignes} lignes) : rien n'est écrit"
    );
    Err(Echec::autre("comptes-faux", "epaule-lot", message, "signalez-le, avec la commande"))
}

/// Tells what was done; the digest alone goes to standard output, or the whole summary for programs.
fn conclure(args: &Calculer, moteur: &Moteur, bilan: &Bilan, duree: std::time::Duration) -> Reponse {
    let empreinte = args.empreinte.then(|| bilan.empreinte.to_string());
    if args.format == FormatDeBilan::Json {
        let mut json = bilan.json();
        json["empreinte"] = serde_json::json!(empreinte);
        json["duree_ms"] = serde_json::json!(u64::try_from(duree.as_millis()).unwrap_or(u64::MAX));
        return format!("{json:#}\n").into();
    }
    let couleur = terminal::couleur(&std::io::stderr());
    let style = texte::Style { width: terminal::largeur(), color: couleur };
    let page = texte::page(&page::du_bilan(bilan, moteur, &args.sortie, duree), &style);
    let _ = std::io::Write::write_all(&mut std::io::stderr().lock(), page.as_bytes());
    empreinte.map_or_else(String::new, |empreinte| format!("{empreinte}\n")).into()
}
