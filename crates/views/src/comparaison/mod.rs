//! A comparison as a page: who is compared, what each column gives, what differs and why. Every
//! hypothesis is told before the figures.

mod colonnes;
mod csv;
mod differences;
mod hypotheses;
mod plage;
mod regles;
mod remarques;
mod versions;
mod vues;

use convention::comparaison::{Comparaison, Comparee, Hypothese, NomDeTerme, Sujet, Suppose, Terme};
use convention::tables::Convention;

pub use csv::csv_de_comparaison;

use crate::page::{Bloc, Page};
use crate::{Vue, date};

/// A comparison, and the sets of rules whose words it is said in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VueDeComparaison<'a> {
    conventions: &'a [&'a Convention],
    comparaison: &'a Comparaison,
}

/// A comparison as a page, for the terminal or to send. `conventions`: the sets of rules, in the order of
/// the columns'; never empty.
pub fn page_de_comparaison(conventions: &[&Convention], comparaison: &Comparaison) -> Vec<Bloc> {
    let vue = VueDeComparaison { conventions, comparaison };
    let mut page = Page::default();
    match (comparaison.sujet, comparaison.dossiers.as_slice()) {
        (Sujet::Regles, [_, _, ..]) => regles::plusieurs(&vue, &mut page),
        (_, dossiers) => dossiers.iter().for_each(|dossier| vue.dossier(dossier, &mut page)),
    }
    vue.limites(&mut page);
    page.finish()
}

/// The options of one dossier side by side, as [`page_de_comparaison`] says them, without what is only of other
/// comparisons.
pub fn page_des_options(convention: &Convention, comparaison: &Comparaison) -> Vec<Bloc> {
    let vue = VueDeComparaison { conventions: &[convention], comparaison };
    let mut page = Page::default();
    for comparee in &comparaison.dossiers {
        vue.options(comparee, &mut page);
    }
    page.finish()
}

impl<'a> VueDeComparaison<'a> {
    /// The view of a column.
    fn vue(&self, terme: &'a Terme) -> Option<Vue<'a>> {
        let rules = self.conventions.get(usize::from(terme.regles)).or_else(|| self.conventions.first())?;
        Some(Vue::new(rules, &terme.etude))
    }

    /// What people read for a word of the files.
    fn mot(&self, id: &'a str) -> &'a str {
        self.conventions.first().map_or(id, |c| c.textes.mot(id))
    }

    /// What heads a column.
    fn nom(&self, nom: &'a NomDeTerme) -> String {
        match nom {
            NomDeTerme::Option(option) => self.mot(option.id()).replace(' ', "\u{a0}"),
            NomDeTerme::Regime(regime, _) => self.mot(regime.id()).to_owned(),
            NomDeTerme::Regles(Some(folder)) => self.court(folder),
            NomDeTerme::Regles(None) => self.mot("regles-du-programme").to_owned(),
            NomDeTerme::Version(file) => self.court(file),
            NomDeTerme::ConnuAu(day) => format!("connu au {}", date(*day)),
            NomDeTerme::Au(day) => format!("au {}", date(*day)),
        }
    }

    /// The last name of a path, where no other column has the same.
    fn court(&self, path: &str) -> String {
        let last = |path: &'_ str| path.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let others = self.comparaison.dossiers.iter().flat_map(|d| &d.termes).filter(|t| match &t.nom {
            NomDeTerme::Regles(Some(other)) | NomDeTerme::Version(other) => other != path && last(other) == last(path),
            _ => false,
        });
        if others.count() > 0 { path.to_owned() } else { last(path) }
    }

    fn dossier(&self, comparee: &'a Comparee, page: &mut Page) {
        let Some(vue) = comparee.termes.first().and_then(|t| self.vue(t)) else { return };
        page.sujet(&format!("{} · {}", comparee.nom, vue.specialite()));
        page.paragraphe(&self.sous_titre(comparee, &vue));
        hypotheses::write(self, comparee, page);
        remarques::ecartees(self, comparee, page);
        match self.comparaison.sujet {
            Sujet::Options | Sujet::Regimes => colonnes::write(self, comparee, page),
            Sujet::Regles => {
                colonnes::write(self, comparee, page);
                differences::write(self, comparee, page);
                differences::chiffres(self, comparee, page);
            }
            Sujet::Versions => {
                versions::write(self, comparee, page);
                differences::write(self, comparee, page);
                differences::chiffres(self, comparee, page);
            }
            Sujet::Connaissance | Sujet::Jours => vues::write(self, comparee, page),
            Sujet::Resultats => plage::write(self, &vue, page),
        }
        remarques::du_cout(self, comparee, page);
    }

    fn options(&self, comparee: &'a Comparee, page: &mut Page) {
        hypotheses::write(self, comparee, page);
        remarques::ecartees(self, comparee, page);
        colonnes::write(self, comparee, page);
        remarques::du_cout(self, comparee, page);
    }

    fn sous_titre(&self, comparee: &Comparee, vue: &Vue<'_>) -> String {
        let au = date(vue.etude.demande.au);
        let regime = vue.mot(vue.etude.regime.id());
        match self.comparaison.sujet {
            Sujet::Options => format!("Les options côte à côte, au {au} · {regime}"),
            Sujet::Regimes => "Le même dossier, comme s'il était signé sous d'autres règles".to_owned(),
            Sujet::Regles => format!("Le même dossier sous deux jeux de règles, au {au} · {regime}"),
            Sujet::Versions => {
                let same = comparee.termes.iter().all(|t| t.etude.dossier.reference == vue.etude.dossier.reference);
                let what = if same { "Deux versions du dossier" } else { "Deux dossiers" };
                format!("{what}, au {au}")
            }
            Sujet::Connaissance => format!("Ce qui était connu à deux dates, au {au} · {regime}"),
            Sujet::Jours => format!("Le même dossier à deux dates · {regime}"),
            Sujet::Resultats => format!("Ce que chaque résultat paierait, au {au} · {regime}"),
        }
    }

    fn limites(&self, page: &mut Page) {
        // Of regimes, the column that keeps the day that was asked for.
        let moved = |d: &Comparee, index: usize| {
            let of = |h: &&Suppose| h.quoi == Hypothese::Signature && h.terme.map(usize::from) == Some(index);
            d.hypotheses.iter().any(|h| of(&h))
        };
        let kept = |d: &'a Comparee| (0..d.termes.len()).find(|i| !moved(d, *i)).and_then(|i| d.termes.get(i));
        let first = self.comparaison.dossiers.iter().find_map(|d| kept(d).or(d.termes.first()));
        if let Some(vue) = first.and_then(|terme| self.vue(terme)) {
            page.titre("a-savoir", "À savoir");
            let days = self.comparaison.dossiers.iter().flat_map(|d| &d.termes).map(|t| date(t.etude.demande.au));
            let days: Vec<String> = match self.comparaison.sujet {
                Sujet::Jours => days.collect(),
                _ => vec![date(vue.etude.demande.au)],
            };
            page.paragraphe(&vue.limites_au(&days.join(" et au ")));
        }
    }
}
