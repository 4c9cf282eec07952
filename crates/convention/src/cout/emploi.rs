//! What the rules of a cost read of the dossier.

use super::deroulement::Deroulement;
use super::salaire::Rang;
use crate::dossier::{Assistant, OptionEtp};
use crate::explication::{Chemin, Donnee, FigureCout, Origine, Regle, Trace, cell};
use crate::jour::Jour;
use crate::money::{Centimes, Fraction};
use crate::tables::{Parametre, Tables};

/// An employment whose cost can be worked out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Emploi<'a> {
    /// Gross pay of a month, typed in.
    pub(super) brut: Option<Centimes>,
    /// Position in the branch. Known where the pay is not.
    pub(super) position: Option<u8>,
    /// Working time.
    pub(super) temps: Temps,
    /// First day of the seniority of the first assistant.
    pub(super) anciennete: Anciennete,
    /// What happened to the contract.
    pub(super) deroulement: &'a Deroulement,
}

/// Where the working time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Temps {
    /// Hours a week, typed in: no avenant changes them.
    Heures(Fraction),
    /// The option of the contract on each day; here, that of the signature.
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

impl Emploi<'_> {
    /// `None`: neither a pay nor a position, or no working time.
    pub(super) fn of<'a>(assistant: &Assistant, deroulement: &'a Deroulement, contrat: Jour) -> Option<Emploi<'a>> {
        let (brut, position) = (assistant.brut_mensuel, assistant.position);
        brut.map(|_| ()).or(position.map(|_| ()))?;
        Some(Emploi {
            brut,
            position,
            temps: assistant.heures_semaine.map(Temps::Heures).or(deroulement.option.map(Temps::Option))?,
            anciennete: match (assistant.anciennete_depuis, assistant.embauche) {
                (Some(jour), _) => Anciennete::Ecrite(jour),
                (None, Some(jour)) => Anciennete::Embauche(jour),
                (None, None) => Anciennete::Contrat(contrat),
            },
            deroulement,
        })
    }

    /// The share of full time on a day.
    pub(super) fn temps_au(&self, tables: &Tables, jour: Jour) -> Fraction {
        match self.temps {
            Temps::Heures(heures) => {
                Fraction::new(heures.num, heures.den * tables.parametre(Parametre::HeuresTempsPlein).value)
            }
            Temps::Option(initiale) => self.deroulement.avenant_au(jour).map_or(initiale, |a| a.option).temps(),
        }
    }

    /// COUT-1: the share of full time in a run of months.
    pub(super) fn temps<T: Trace>(&self, tables: &Tables, rang: Rang, trace: &mut T) -> Fraction {
        trace.rule(rang.chemin(FigureCout::TempsDuMois), Regle::Cout1, |t| {
            match (self.temps, self.deroulement.avenant_au(rang.debut)) {
                (Temps::Heures(heures), _) => {
                    t.read("heures_semaine", heures, Origine::Dossier(Donnee::Champ("assistant.heures_semaine")));
                    cell("heures_temps_plein", tables.parametre(Parametre::HeuresTempsPlein), t);
                }
                (Temps::Option(_), Some(avenant)) => {
                    t.read("debut", rang.debut, Origine::Figure(rang.chemin(FigureCout::Debut)));
                    let of = |field| Origine::Dossier(Donnee::Evenement(avenant.evenement, field));
                    t.read("effet", avenant.jour, of("date"));
                    t.read("option", avenant.option, of("option"));
                }
                (Temps::Option(option), None) => {
                    t.read("option", option, Origine::Dossier(Donnee::Champ("contrat.option")));
                }
            }
            self.temps_au(tables, rang.debut)
        })
    }

    /// First day of the seniority of the assistant of a day, and where it comes from. A date that is written
    /// holds for whoever is there; else another assistant begins without any.
    pub(super) fn anciennete_au(&self, jour: Jour) -> (Jour, Origine) {
        let own = self.anciennete.depuis();
        match (self.anciennete, self.deroulement.arrivee_au(jour)) {
            (Anciennete::Embauche(_) | Anciennete::Contrat(_), Some(arrivee)) if arrivee.jour > own.0 => {
                (arrivee.jour, arrivee.origine())
            }
            _ => own,
        }
    }
}

impl Anciennete {
    /// The day, and where it comes from.
    const fn depuis(self) -> (Jour, Origine) {
        match self {
            Anciennete::Ecrite(jour) => (jour, Origine::Dossier(Donnee::Champ("assistant.anciennete_depuis"))),
            Anciennete::Embauche(jour) => (jour, Origine::Dossier(Donnee::Champ("assistant.embauche"))),
            Anciennete::Contrat(jour) => (jour, Origine::Figure(Chemin::Debut(1))),
        }
    }
}
