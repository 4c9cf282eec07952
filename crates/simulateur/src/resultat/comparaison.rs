//! The options of a dossier side by side.

use convention::comparaison::{self, Comparaison, Hypothese, Nomme, Sujet};
use convention::dossier::{Dossier, OptionEtp};
use convention::etude::Demande;
use convention::fault::Fault;
use convention::tables::Convention;
use maud::{Markup, PreEscaped};

use super::feuille::Feuille;
use super::{Contexte, sections};

/// The dossier under each option, as what stands in the section « comparer ».
///
/// # Errors
///
/// Why an option is not open to this dossier.
pub(crate) fn comparaison(
    convention: &Convention,
    dossier: &Dossier,
    demande: &Demande,
    options: &[OptionEtp],
) -> Result<Markup, Vec<Fault>> {
    let nom = dossier.reference.clone().unwrap_or_default();
    let nomme = Nomme { fichier: "votre dossier".to_owned(), nom, dossier: dossier.clone() };
    let mut comparee = comparaison::options(convention, &nomme, demande, options)?;
    // The section on the cost is on the same page.
    comparee.hypotheses.retain(|suppose| suppose.quoi != Hypothese::Cout);
    let comparaison = Comparaison { sujet: Sujet::Options, dossiers: vec![comparee], plages: Vec::new() };
    let blocs = views::page_des_options(convention, &comparaison);
    let contexte = Contexte::default();
    let mut feuille = Feuille::new(None, &contexte, "comparer-");
    let (before, parts) = sections::decouper(&blocs);
    feuille.blocs(before);
    for section in &parts {
        sections::simple(&mut feuille, section, 3);
    }
    Ok(PreEscaped(feuille.fin()))
}
