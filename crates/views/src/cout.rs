//! What the employment costs, in sentences.

use convention::cout::{CoutAnnee, LigneCout};
use convention::etude::Chiffrage;
use convention::money::{Centimes, Fraction};

use crate::nombre::{euros, pour_cent};
use crate::typographie::{lier, minuscule};
use crate::vue::Vue;

impl Vue<'_> {
    /// Whether a cost is shown: of the étude, or of one of its options.
    pub fn a_un_cout(&self) -> bool {
        !self.etude.chiffrage.couts.is_empty()
    }

    /// What one month of a year is made of: `salaire brut 1 966,21 €, …`. `None`: typed in, or nobody works.
    pub fn mois_du_cout(&self, cout: &CoutAnnee) -> Option<String> {
        let month = cout.mensualites.first()?;
        let lines: Vec<String> = LigneCout::ALL
            .iter()
            .filter(|ligne| month.detail[**ligne] != Centimes::ZERO)
            .map(|ligne| format!("{} {}", minuscule(self.mot(ligne.id())), euros(month.detail[*ligne])))
            .collect();
        let temps = match month.temps {
            Fraction::ONE => " à temps plein".to_owned(),
            temps => format!(" à {} d'un temps plein", pour_cent(temps)),
        };
        let total = euros(month.detail.total());
        let annee = cout.annee;
        Some(lier(&format!("Un mois de l'année {annee}{temps} : {total}, soit {}.", lines.join(", "))))
    }

    /// What the costs suppose, each with the years where not all suppose it.
    pub fn hypotheses_du_cout(&self) -> Vec<String> {
        self.reunir(|cout| cout.hypotheses.iter().map(|h| h.id()).collect())
    }

    /// What to look at in the costs.
    pub fn remarques_du_cout(&self) -> Vec<String> {
        self.reunir(|cout| cout.remarques.iter().map(|r| r.id()).collect())
    }

    /// What the costs leave out, in one sentence. `None`: they are typed in.
    pub fn non_compris(&self) -> Option<String> {
        let left: Vec<&str> =
            self.etude.chiffrage.couts.first()?.non_compris.iter().map(|n| self.mot(n.id())).collect();
        (!left.is_empty()).then(|| lier(&format!("Non compris : {}.", left.join(", "))))
    }

    /// The words of each id that some years have, once, with these years.
    fn reunir(&self, ids: impl Fn(&CoutAnnee) -> Vec<&'static str>) -> Vec<String> {
        let couts = &self.etude.chiffrage.couts;
        let mut found: Vec<(&'static str, Vec<u8>)> = Vec::new();
        for cout in couts {
            for id in ids(cout) {
                match found.iter_mut().find(|(seen, _)| *seen == id) {
                    Some((_, years)) => years.push(cout.annee),
                    None => found.push((id, vec![cout.annee])),
                }
            }
        }
        let said = |(id, years): (&'static str, Vec<u8>)| {
            let words = self.mot(id);
            if years.len() == couts.len() {
                return lier(words);
            }
            lier(&format!("{} ({}).", words.trim_end_matches('.'), annees(&years)))
        };
        found.into_iter().map(said).collect()
    }

    /// The cost of each year of an option, beside what the option shows.
    pub fn cout_de_l_annee<'c>(&self, chiffrage: &'c Chiffrage, annee: u8) -> Option<&'c CoutAnnee> {
        chiffrage.couts.iter().find(|cout| cout.annee == annee)
    }
}

/// `année 2`, `années 2, 3`.
fn annees(years: &[u8]) -> String {
    let list: Vec<String> = years.iter().map(u8::to_string).collect();
    format!("année{} {}", if years.len() > 1 { "s" } else { "" }, list.join(", "))
}
