//! `epaule-lot expliquer`: the whole étude of one contract of a file.

use std::collections::BTreeSet;

use arrow_array::RecordBatch;
use columns::{Choix, Moteur, Options};
use console::echec::Echec;
use console::nom::nom;
use console::sortie::Reponse;
use console::{demande, entree, terminal, texte};
use convention::dossier::{Cas, toml_de};
use convention::etude;
use convention::fault::Fault;
use views::{VueDeReponse, markdown};

use crate::cli::{Expliquer, FormatDEtude};
use crate::faute::de_la_ligne;
use crate::lecture;

/// Contracts that are passed over at a time.
const PAS: usize = 65_536;

/// Explains the figures of a contract, as `epaule etudier --expliquer` does.
///
/// # Errors
///
/// Everything wrong with what was asked, or with the contract.
pub(crate) fn run(args: &Expliquer) -> Result<Reponse, Echec> {
    let au = demande::au(args.au.as_deref())?;
    let moteur = Moteur::new(entree::convention(args.regles.as_deref())?, au, 1..=1, Options::default());
    let choix = Choix { ignorer: args.ignorer.iter().cloned().collect(), garder: Vec::new(), ignorer_les_autres: true };
    let (lot, row) = contrat(args, &choix.ignorer)?;
    let entree = moteur.lier(&nom(&args.fichier), &lot.schema(), &choix)?;
    let etude = moteur.expliquer(&entree, &lot, row).map_err(|faults| situer(args, faults))?;
    let dossier = Cas::Individuel(Box::new(etude.dossier.clone()));
    let (convention, reponse) = (moteur.convention(), etude::Reponse::Individuelle(Box::new(etude)));
    let vue = VueDeReponse::new(convention, &reponse);
    Ok(match args.format {
        FormatDEtude::Texte => {
            let style = texte::Style { width: terminal::largeur(), color: terminal::couleur(&std::io::stdout()) };
            texte::page(&vue.page(true), &style).into()
        }
        FormatDEtude::Json => format!("{:#}\n", reponse.to_json(convention)).into(),
        FormatDEtude::Markdown => markdown(&vue.page_a_envoyer(None, true), 1).into(),
        FormatDEtude::Toml => toml_de(&dossier).into(),
    })
}

/// The batch of the contract, and its row in it.
fn contrat(args: &Expliquer, ignorer: &BTreeSet<String>) -> Result<(RecordBatch, usize), Echec> {
    let mut source = lecture::ouvrir(&args.fichier, args.format_entree, ignorer)?;
    let mut passed = 0;
    while let Some(contenu) = source.suivant(PAS)? {
        let rows = contenu.lignes() as u64;
        if let Some(row) = args.ligne.checked_sub(passed + 1).filter(|row| *row < rows) {
            let (lot, refused) = contenu.ouvrir()?;
            return match refused.into_iter().find(|(refused, _)| *refused as u64 == row) {
                Some((_, fault)) => Err(situer(args, vec![fault]).into()),
                None => Ok((lot, row as usize)),
            };
        }
        passed += rows;
    }
    let message = match passed {
        0 => "ce fichier n'a aucun contrat".to_owned(),
        n => format!("ce fichier n'a pas de contrat de ce rang : ils vont de 1 à {n}"),
    };
    let conseil = "la colonne « ligne » du résultat donne le rang de chacun";
    Err(de_la_ligne("ligne-absente", &args.fichier, args.ligne, message, conseil).into())
}

/// The faults of the contract, each with its row and its column.
fn situer(args: &Expliquer, mut faults: Vec<Fault>) -> Vec<Fault> {
    for fault in &mut faults {
        fault.place.fichier = format!("{}, ligne {}", nom(&args.fichier), args.ligne);
        fault.place.chemin = columns::colonne_de(&fault.place.chemin).into_owned();
    }
    faults
}
