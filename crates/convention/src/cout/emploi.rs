//! What the rules of a cost read of the dossier.

use crate::dossier::{Assistant, OptionEtp};
use crate::explication::{Chemin, Donnee, FigureCout, Origine, Trace, cell};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::tables::{Parametre, Tables};

/// An employment whose cost can be worked out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Emploi {
    /// Gross pay of a month, typed in.
    pub(super) brut: Option<Centimes>,
    /// Position in the branch. Known where the pay is not.
    pub(super) position: Option<u8>,
    /// Working time.
    pub(super) temps: Temps,
    /// First day of the seniority.
    pub(super) anciennete: Anciennete,
}

/// Where the working time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Temps {
    /// Hours a week, typed in.
    Heures(Fraction),
    /// The contract's option.
    Option(OptionEtp),
}

/// Where the seniority comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anciennete {
    /// Typed in.
    Ecrite(Jour),
    /// The hiring.
    Embauche(Jour),
    /// First day of the contract's first year.
    Contrat(Jour),
}

impl Emploi {
    /// `None`: neither a pay nor a position, or no working time.
    pub(super) fn of(assistant: &Assistant, option: Option<OptionEtp>, contrat: Jour) -> Option<Emploi> {
        let (brut, position) = (assistant.brut_mensuel, assistant.position);
        brut.map(|_| ()).or(position.map(|_| ()))?;
        Some(Emploi {
            brut,
            position,
            temps: assistant.heures_semaine.map(Temps::Heures).or(option.map(Temps::Option))?,
            anciennete: match (assistant.anciennete_depuis, assistant.embauche) {
                (Some(jour), _) => Anciennete::Ecrite(jour),
                (None, Some(jour)) => Anciennete::Embauche(jour),
                (None, None) => Anciennete::Contrat(contrat),
            },
        })
    }
}

impl Temps {
    /// The share of full time, in a contract year.
    pub(super) fn part<T: Trace>(self, tables: &Tables, annee: u8, trace: &mut T) -> Fraction {
        trace.rule(Chemin::Cout(annee, FigureCout::Temps), "COUT-1", |t| match self {
            Temps::Heures(heures) => {
                t.read("heures_semaine", heures, Origine::Dossier(Donnee::Champ("assistant.heures_semaine")));
                let full = cell("heures_temps_plein", tables.parametre(Parametre::HeuresTempsPlein), t);
                Fraction::new(heures.num, heures.den * full)
            }
            Temps::Option(option) => {
                t.read("option", option, Origine::Dossier(Donnee::Champ("contrat.option")));
                option.temps()
            }
        })
    }
}

impl Anciennete {
    /// The day, and where it comes from.
    pub(super) const fn depuis(self) -> (Jour, Origine) {
        match self {
            Anciennete::Ecrite(jour) => (jour, Origine::Dossier(Donnee::Champ("assistant.anciennete_depuis"))),
            Anciennete::Embauche(jour) => (jour, Origine::Dossier(Donnee::Champ("assistant.embauche"))),
            Anciennete::Contrat(jour) => (jour, Origine::Figure(Chemin::Debut(1))),
        }
    }
}
