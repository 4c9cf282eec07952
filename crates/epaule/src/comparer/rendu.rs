//! The comparison in the form that was asked for.

use convention::comparaison::Comparaison;
use convention::tables::Convention;
use views::{csv_de_comparaison, markdown, page_de_comparaison};

use crate::cli::FormatDeComparaison as Format;
use console::echec::Echec;
use console::sortie::Reponse;
use console::terminal;
use console::texte::{self, Style};

/// Writes the comparison.
///
/// # Errors
///
/// Those of the writer of a table.
pub(super) fn rendre(conventions: &[&Convention], comparaison: &Comparaison, format: Format) -> Result<Reponse, Echec> {
    let text = match format {
        Format::Json => format!("{:#}\n", comparaison.to_json(conventions)),
        Format::Csv => csv_de_comparaison(conventions, comparaison).map_err(Echec::interne)?,
        Format::Markdown => markdown(&page_de_comparaison(conventions, comparaison), 1),
        Format::Texte => {
            let style = Style { width: terminal::largeur(), color: terminal::couleur(&std::io::stdout()) };
            texte::page(&page_de_comparaison(conventions, comparaison), &style)
        }
    };
    Ok(text.into())
}
