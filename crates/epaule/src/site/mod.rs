//! `epaule site`: the simulator as files, for any host that serves files.

mod ecriture;
mod fichiers;

use ecriture::Reste;
use ressources::simulateur_present;
use simulateur::{Ancre, Instants};

use crate::cli::Site;
use console::echec::Echec;
use console::nom::nom;
use console::sortie::Reponse;
use console::{demande, entree};

/// Writes the site, all of it or nothing.
///
/// # Errors
///
/// A program built without the simulator in WebAssembly, a folder that holds something else, and whatever
/// stops the writing.
pub(crate) fn run(args: &Site) -> Result<Reponse, Echec> {
    if !simulateur_present() {
        let message = "ce programme a été construit sans le simulateur pour navigateur : un site ne marcherait pas";
        let conseil = "dans le dossier des sources : cargo xtask web, puis de nouveau cargo run -- site …";
        return Err(Echec::autre("site-sans-simulateur", "epaule site", message.to_owned(), conseil));
    }
    let convention = entree::convention(None)?;
    let instants =
        Instants { aujourd_hui: demande::au(None)?, maintenant: demande::maintenant(), ancre: Ancre::Fragment };
    let fichiers = fichiers::du_site(&convention, &instants);
    let reste = ecriture::ecrire(&args.dossier, &fichiers)?;
    let octets: usize = fichiers.values().map(Vec::len).sum();
    let texte = format!(
        "{} fichiers écrits dans {} ({} ko).\n\nCopiez ce dossier sur votre hébergement, avec ses noms. Un autre site le \
         montre par ces deux lignes :\n  <iframe src=\"https://exemple.fr/epaule/\" title=\"Simulateur de l'aide à l'emploi \
         d'un assistant médical\"></iframe>\n  <script src=\"https://exemple.fr/epaule/cadre.js\" async></script>\n",
        fichiers.len(),
        nom(&args.dossier),
        octets.div_ceil(1000)
    );
    Ok((texte + &a_effacer(reste.as_ref())).into())
}

/// What is said of a version that is still there: the site is written all the same.
fn a_effacer(reste: Option<&Reste>) -> String {
    let Some(Reste { dossier, cause }) = reste else { return String::new() };
    format!(
        "\nLe site est bien en place, mais l'ancienne version n'a pas pu être effacée ({cause}) : effacez vous-même le \
         dossier {}.\n",
        nom(dossier)
    )
}
