//! An étude as a page: headings, sentences and tables, the same for the terminal, Markdown and whatever
//! comes next. What a page says is here; what it looks like is its writer's.

pub(crate) mod annees;
mod bloc;
mod calendrier;
mod couts;
mod decisions;
mod emploi;
pub(crate) mod entete;
pub(crate) mod explication;
mod incertain;
pub(crate) mod objectifs;
mod paliers;
mod pied;
pub(crate) mod pourquoi;
mod recu;
mod resultats;
mod sources;
mod texte;
mod variantes;
mod vie;

use convention::eligibilite::Verdict;

pub use bloc::{Bloc, Colonne, Page, Relief, Tableau};
pub use texte::{Montre, Texte};

use crate::vue::Vue;

impl Vue<'_> {
    /// The étude as a page: the verdict first, then the years, then what is due, then what is uncertain.
    /// With `expliquer`, how every figure came about follows.
    pub fn page(&self, expliquer: bool) -> Vec<Bloc> {
        self.composer(None, false, expliquer)
    }

    /// The same for someone who was not there when it was asked: it says of when it is, and every rule
    /// that it rests on with who says so. `nom` is what people call a dossier that has no reference.
    pub fn page_a_envoyer(&self, nom: Option<&str>, expliquer: bool) -> Vec<Bloc> {
        self.composer(nom, true, expliquer)
    }

    fn composer(&self, nom: Option<&str>, sources: bool, expliquer: bool) -> Vec<Bloc> {
        let mut page = Page::default();
        entete::write(self, nom, &mut page);
        self.corps(&mut page);
        pied::limites(self, &mut page);
        if sources {
            sources::write(self, &mut page);
        }
        if expliquer {
            explication::write(self, &mut page);
        }
        page.finish()
    }

    fn corps(&self, page: &mut Page) {
        let etude = self.etude;
        if etude.eligibilite.verdict == Verdict::NonEligible && !etude.eligibilite.deja_signe {
            // No figure that could mislead: what decides, what could change it, whom to ask.
            incertain::write(self, page);
            pied::a_demander(self, page);
            return;
        }
        if etude.variantes.is_empty() {
            annees::write(self, page);
        } else {
            variantes::write(self, page);
        }
        couts::write(self, page);
        vie::write(self, page);
        objectifs::write(self, page);
        resultats::write(self, page);
        decisions::write(self, page);
        paliers::write(self, page);
        calendrier::write(self, page);
        recu::write(self, page);
        emploi::write(self, page);
        incertain::write(self, page);
        pied::a_demander(self, page);
    }
}
