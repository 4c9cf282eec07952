//! `epaule-lot calculer`: the aids of a file of contracts.

mod annees;
mod bilan;
mod page;

use std::time::Instant;

use columns::{Atelier, Choix, Comptes, Empreinte, Entree, Moteur, Options};
use console::echec::{Echec, Forme};
use console::sortie::Reponse;
use console::{demande, entree, terminal, texte};
use convention::fault::Fault;

use crate::chaine;
use crate::cli::{Calculer, FormatDeBilan};
use crate::ecriture::{self, Ecrivain, Encodeur, Morceau};
use crate::faute::{de_la_ligne, interne};
use crate::format::Format;
use crate::interruption;
use crate::lecture::{self, Contenu, Source};
use crate::progres::Progres;

use bilan::Bilan;

/// Rows that a batch makes, about: a row group of the output.
const LIGNES: usize = 100_000;
/// Fewest and most contracts of a batch.
const CONTRATS: std::ops::RangeInclusive<usize> = 16_384..=65_536;

/// A batch of contracts, the first of which has this row in the input.
struct Tache {
    premiere: u64,
    contenu: Contenu,
}

/// What became of a batch.
struct Rendu {
    morceau: Morceau,
    bilan: Bilan,
}

/// Answers every contract of a file.
///
/// # Errors
///
/// Everything wrong with what was asked; a file that cannot be read or written; with `--strict`, a row in error.
pub(crate) fn run(args: &Calculer, forme: Forme) -> Result<Reponse, Echec> {
    let start = Instant::now();
    let moteur = moteur(args)?;
    let sortie = Format::de(&args.sortie, args.format_sortie, "--format-sortie")?;
    ecriture::verifier(&args.sortie, args.ecraser, &[&args.entree])?;
    let choix = Choix {
        ignorer: args.ignorer.iter().filter(|name| !args.garder.contains(name)).cloned().collect(),
        garder: args.garder.clone(),
        ignorer_les_autres: false,
    };
    let mut source = lecture::ouvrir(&args.entree, args.format_entree, &choix.ignorer)?;
    let schema = source.schema();
    let nom = console::nom::nom(&args.entree);
    // A column that is left out may be one that the file does not give at all.
    let entree = moteur.lier(&nom, &schema, &choix)?;
    let separateur = separateur(args, source.as_ref())?;
    interruption::ecouter(forme)?;
    let (mut ecrivain, encodeur) =
        Ecrivain::creer(&args.sortie, sortie, &moteur.sortie(&entree, &schema), separateur, args.ecraser)?;
    let travail = Travail { args, moteur: &moteur, entree: &entree, encodeur: &encodeur };
    let mut bilan = Bilan::default();
    let mut progres = Progres::new(source.total());
    let lignes = (LIGNES / moteur.lignes_par_contrat() as usize).clamp(*CONTRATS.start(), *CONTRATS.end());
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
    verifier(&bilan.comptes, premiere - 1, moteur.lignes_par_contrat())?;
    ecrivain.finir()?;
    Ok(conclure(args, &moteur, &bilan, start.elapsed()))
}

/// The rules, the day and the years, with all their faults at once.
fn moteur(args: &Calculer) -> Result<Moteur, Echec> {
    let mut faults: Vec<Fault> = Vec::new();
    let au = demande::au(args.au.as_deref()).map_err(|found| faults.extend(found)).ok();
    let annees = annees::lire(args.annees.as_deref()).map_err(|found| faults.push(found)).ok();
    let (Some(au), Some(annees)) = (au, annees) else { return Err(faults.into()) };
    let convention = entree::convention(args.regles.first().map(AsRef::as_ref))?;
    Ok(Moteur::new(convention, au, annees, Options { questions: args.questions, bornes: args.bornes }))
}

/// What parts the fields of an output in CSV.
fn separateur(args: &Calculer, source: &dyn Source) -> Result<u8, Fault> {
    let asked = ecriture::separateur(args.separateur.as_deref())?;
    Ok(asked.or(source.separateur()).unwrap_or(b';'))
}

/// What every thread shares.
struct Travail<'a> {
    args: &'a Calculer,
    moteur: &'a Moteur,
    entree: &'a Entree,
    encodeur: &'a Encodeur,
}

impl Travail<'_> {
    fn ouvrier(&self) -> impl FnMut(Tache) -> Result<Rendu, Echec> {
        let mut atelier = self.moteur.atelier();
        move |tache| self.traiter(&mut atelier, tache)
    }

    fn traiter(&self, atelier: &mut Atelier<'_>, tache: Tache) -> Result<Rendu, Echec> {
        let Tache { premiere, contenu } = tache;
        let (lot, refusees) = contenu.ouvrir()?;
        let done = atelier.calculer_sauf(self.entree, &lot, premiere, &refusees);
        let (annees, comptes) = done.map_err(interne)?;
        let mut bilan = Bilan::du_lot(&annees, comptes)?;
        if self.args.strict && comptes.en_erreur > 0 {
            return Err(self.stricte(&bilan));
        }
        if self.args.empreinte {
            let mut empreinte = Empreinte::default();
            empreinte.ajouter(&annees);
            bilan.empreinte = empreinte;
        }
        Ok(Rendu { morceau: self.encodeur.encoder(&annees)?, bilan })
    }

    /// The first row in error of a batch.
    fn stricte(&self, bilan: &Bilan) -> Echec {
        let (ligne, erreur) = bilan.premiere_erreur.clone().unwrap_or_default();
        let conseil =
            "corrigez cette ligne ; sans --strict, elle sort avec son erreur et les autres ont leurs chiffres";
        de_la_ligne("ligne-en-erreur", &self.args.entree, ligne, erreur, conseil).into()
    }
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
