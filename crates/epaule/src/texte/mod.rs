//! An étude as a doctor reads it in the terminal: the verdict first, then the years, then what is due,
//! then what is uncertain.

mod annees;
mod calendrier;
pub(crate) mod collectif;
mod decisions;
mod entete;
mod explication;
mod incertain;
mod objectifs;
mod page;
mod paliers;
mod pied;
mod resultats;
mod tableau;
#[cfg(test)]
mod tests;
mod variantes;

use convention::eligibilite::Verdict;
use convention::etude::Etude;
use convention::tables::Convention;
use views::Vue;

use page::Page;

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// Columns that no line goes past; fewer than 60 count as 60.
    pub(crate) width: usize,
    /// Whether headings and verdict have ANSI styles.
    pub(crate) color: bool,
    /// Whether the explanation of every figure follows.
    pub(crate) expliquer: bool,
}

/// The étude as text, ending with a line feed.
pub(crate) fn etude(convention: &Convention, etude: &Etude, style: &Style) -> String {
    let vue = Vue::new(convention, etude);
    let mut page = Page::new(style);
    entete::write(&vue, &mut page);
    if etude.eligibilite.verdict == Verdict::NonEligible && !etude.eligibilite.deja_signe {
        // No figure that could mislead: what decides, what could change it, whom to ask.
        incertain::write(&vue, &mut page);
        pied::a_demander(&vue, &mut page);
    } else {
        if etude.variantes.is_empty() {
            annees::write(&vue, &mut page);
        } else {
            variantes::write(&vue, &mut page);
        }
        objectifs::write(&vue, &mut page);
        resultats::write(&vue, &mut page);
        decisions::write(&vue, &mut page);
        paliers::write(&vue, &mut page);
        calendrier::write(&vue, &mut page);
        incertain::write(&vue, &mut page);
        pied::a_demander(&vue, &mut page);
    }
    pied::limites(&vue, &mut page);
    if style.expliquer {
        explication::write(&vue, &mut page);
    }
    page.finish()
}
