//! The differences of a reform, in a file of their own.

use std::path::Path;

use columns::Moteur;
use console::echec::Echec;
use convention::fault::Fault;
use views::markdown;

use super::effets::{Budget, Effets};
use super::{hors_de_l_entree, page, place};
use crate::cli::Calculer;
use crate::ecriture;
use crate::faute::{du_fichier, interne};

#[derive(Clone, Copy)]
enum Genre {
    Csv,
    Json,
    Markdown,
}

/// A file to write.
pub(super) struct Rapport<'a> {
    chemin: &'a Path,
    genre: Genre,
    ecraser: bool,
}

impl<'a> Rapport<'a> {
    /// The file of `--rapport`, if it may be written.
    ///
    /// # Errors
    ///
    /// A name of no format, a file that exists, or only one set of rules.
    pub(super) fn de(chemin: &'a Path, args: &Calculer) -> Result<Rapport<'a>, Echec> {
        let extension = chemin.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let genre = match extension.as_str() {
            "csv" => Genre::Csv,
            "json" => Genre::Json,
            "md" => Genre::Markdown,
            _ => {
                let message = "son nom ne dit pas de quel format il est";
                return Err(du_fichier("format-inconnu", chemin, message, "terminez-le par .csv, .json ou .md").into());
            }
        };
        if args.regles.len() < 2 {
            let message = "un rapport compare deux jeux de règles, et il n'y en a qu'un";
            let conseil = "ajoutez --regles embarquees --regles reforme";
            return Err(Fault::new("rapport-sans-objet", &console::usage::place("--rapport"), message, conseil).into());
        }
        if place(chemin).is_some_and(|place_du_rapport| Some(place_du_rapport) == place(&args.sortie)) {
            let conseil = "donnez un autre nom au rapport";
            return Err(du_fichier("rapport-est-la-sortie", chemin, "le rapport est aussi la sortie", conseil).into());
        }
        hors_de_l_entree(chemin, &args.entree)?;
        ecriture::verifier(chemin, args.ecraser, &[&args.entree, &args.sortie])?;
        Ok(Rapport { chemin, genre, ecraser: args.ecraser })
    }

    /// Writes what a reform changes.
    ///
    /// # Errors
    ///
    /// What the disk refuses.
    pub(super) fn ecrire(&self, effets: &Effets, moteur: &Moteur) -> Result<(), Echec> {
        let text = match self.genre {
            Genre::Csv => csv(effets).map_err(interne)?,
            Genre::Json => format!("{:#}\n", effets.json()).into_bytes(),
            Genre::Markdown => markdown(&page::des_effets(effets, moteur), 1).into_bytes(),
        };
        ecriture::ecrire_un_texte(self.chemin, &text, self.ecraser)
    }
}

fn csv(effets: &Effets) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(["par", "valeur", "annees", "aide_centimes", "autre_aide_centimes", "ecart_centimes"])?;
    for (par, valeur, Budget { annees, avant, apres }) in effets.lignes() {
        let figures = [annees.to_string(), avant.to_string(), apres.to_string(), (apres - avant).to_string()];
        writer.write_record([par, valeur].into_iter().chain(figures.iter().map(String::as_str)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
