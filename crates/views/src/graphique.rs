//! The years at a glance: the aid of each against what the employment costs, as plain data to draw.

use convention::etude::{Chiffrage, Plage};
use convention::money::Centimes;

use crate::VueCollective;
use crate::nombre::{euros, plage_euros, sans_unite};
use crate::page::annees::{JUSQU_A, aide};
use crate::typographie::lier;
use crate::vue::Vue;

/// A chart: one bar a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graphique {
    /// What it shows.
    pub titre: String,
    /// The same figures in words, for who does not see it.
    pub description: String,
    /// The years, in order.
    pub barres: Vec<Barre>,
}

/// A year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barre {
    /// Contract year.
    pub annee: u8,
    /// The aid between its bounds; one sum where it is known. `None`: nothing bounds it.
    pub aide: Option<Plage<Centimes>>,
    /// What the employment costs. `None`: not known.
    pub cout: Option<Centimes>,
    /// The aid in a few short lines.
    pub dite: Vec<String>,
    /// The aid, or its bounds, as a table says them.
    en_mots: String,
}

impl Barre {
    /// A year whose aid is known, or between bounds, and what says so in a table.
    fn new(
        annee: u8,
        aide: Option<Centimes>,
        bornes: Option<Plage<Centimes>>,
        cout: Option<Centimes>,
        en_mots: String,
    ) -> Barre {
        let aide = aide.map(|sum| Plage { min: sum, max: sum }).or(bornes);
        let dite = match aide {
            // On two lines, the longer one as short as can be: a year is narrow on a telephone.
            Some(of) if of.min < of.max => {
                let least = || format!("{}\u{a0}à", sans_unite(of.min));
                vec![if en_mots.starts_with(JUSQU_A) { JUSQU_A.to_owned() } else { least() }, euros(of.max)]
            }
            _ => vec![en_mots.clone()],
        };
        Barre { annee, aide, cout, dite, en_mots }
    }
}

impl Graphique {
    /// Words of what a chart may hold: what is sure, what is not, the cost.
    pub const LEGENDE: [&'static str; 3] =
        ["Aide due", "En jeu, selon les résultats et ce qui manque", "Coût de l'emploi"];

    /// `None`: there is no year to draw.
    fn new(nom: &str, barres: Vec<Barre>) -> Option<Graphique> {
        if barres.is_empty() {
            return None;
        }
        let of = |barre: &Barre| {
            let cout = barre.cout.map_or_else(String::new, |sum| format!(", coût de l'emploi {}", euros(sum)));
            format!("Année {} : aide {}{cout}.", barre.annee, barre.en_mots)
        };
        let description = lier(&barres.iter().map(of).collect::<Vec<_>>().join(" "));
        let against = if barres.iter().any(|b| b.cout.is_some()) { " et coût de l'emploi" } else { "" };
        Some(Graphique { titre: lier(&format!("Aide de chaque année{against}{nom}")), description, barres })
    }
}

impl Vue<'_> {
    /// The chart of the years, or one for each option; all on one scale.
    pub fn graphiques(&self) -> Vec<Graphique> {
        let of = |chiffrage: &Chiffrage, nom: &str| {
            let years = chiffrage.annees.iter().map(|year| {
                let n = year.annee.annee;
                let cout = self.cout_de_l_annee(chiffrage, n).and_then(|c| c.cout);
                Barre::new(n, year.annee.aide, year.bornes.and_then(|b| b.aide), cout, aide(year, plage_euros))
            });
            Graphique::new(nom, years.collect())
        };
        if self.etude.variantes.is_empty() {
            return of(&self.etude.chiffrage, "").into_iter().collect();
        }
        let option = |v: &Chiffrage| v.option.map_or_else(String::new, |o| format!(", {}", self.option(o)));
        self.etude.variantes.iter().filter_map(|v| of(v, &option(v))).collect()
    }
}

impl VueCollective<'_> {
    /// The chart of the years of the group.
    pub fn graphiques(&self) -> Vec<Graphique> {
        let years = self.etude.annees.iter().map(|y| {
            let bounds = y.bornes.and_then(|b| b.aide);
            let said = y.aide.map(euros).or_else(|| bounds.map(plage_euros)).unwrap_or_else(|| "inconnu".to_owned());
            Barre::new(y.annee, y.aide, bounds, None, said)
        });
        Graphique::new("", years.collect()).into_iter().collect()
    }
}
