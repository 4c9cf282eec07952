//! From which thresholds each spread is made, and by which hypothesis where they are not published.

use convention::indicateur::{Indicateur, Paire};
use convention::tables::{Seuils as Publies, Specialite, Tables};

use crate::Erreur;
use crate::quantiles::{Quantiles, Seuils};

/// The specialty whose thresholds are published from P30 to P95, on the scale of 2021.
const MODELE: &str = "01";

/// How a spread was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forme {
    /// Through published thresholds, from P30 to P95.
    Publiee,
    /// P30 is published alone: the generalists' spread of the same indicator, scaled to it.
    CommeLesGeneralistes,
    /// Nothing is published of avenant-7's scale: the spread of 2021, scaled as the generalists' P30 is from one to
    /// the other.
    CommeEn2021,
    /// Nothing is published of the indicator: the generalists' spread, scaled as the P30 of the other indicator is,
    /// where that one is known.
    SansSeuil,
}

impl Forme {
    /// Every form, from the surest.
    pub const ALL: [Forme; 4] = [Forme::Publiee, Forme::CommeLesGeneralistes, Forme::CommeEn2021, Forme::SansSeuil];

    /// Its name.
    pub const fn id(self) -> &'static str {
        match self {
            Forme::Publiee => "publiee",
            Forme::CommeLesGeneralistes => "comme-les-generalistes",
            Forme::CommeEn2021 => "comme-en-2021",
            Forme::SansSeuil => "sans-seuil",
        }
    }
}

/// A spread and how it was made.
#[derive(Debug, Clone)]
pub(crate) struct Courbe {
    pub(crate) quantiles: Quantiles,
    pub(crate) forme: Forme,
}

/// What the spreads of the others are made after.
pub(crate) struct Modele {
    seuils: Paire<Seuils>,
    /// P30 of avenant-7's scale, where it is published.
    p30_avenant_7: Paire<Option<u32>>,
}

impl Modele {
    /// # Errors
    ///
    /// [`Erreur::SansModele`] where the rules do not have the thresholds of the generalists.
    pub(crate) fn de(tables: &Tables) -> Result<Modele, Erreur> {
        let generalistes = tables.specialite(MODELE).ok_or(Erreur::SansModele)?;
        Ok(Modele {
            seuils: Paire::from_fn(|i| seuils(generalistes.seuils(false, i))),
            p30_avenant_7: Paire::from_fn(|i| seuils(generalistes.seuils(true, i))[0]),
        })
    }

    /// The spread of an indicator of a specialty, on a scale.
    pub(crate) fn courbe(&self, specialite: &Specialite, adultes: bool, i: Indicateur) -> Result<Courbe, Erreur> {
        let publies = seuils(specialite.seuils(adultes, i));
        let faire = |echelle, forme| match Quantiles::par(publies, self.seuils[i], echelle) {
            Some(quantiles) => Ok(Courbe { quantiles, forme }),
            None => Err(Erreur::SansModele),
        };
        match publies {
            [Some(_), Some(_), _, Some(_), Some(_)] => faire((1, 1), Forme::Publiee),
            [Some(p30), ..] => faire((p30, self.p30(i)?), Forme::CommeLesGeneralistes),
            _ if adultes => {
                let en_2021 = self.courbe(specialite, false, i)?;
                let quantiles = match self.p30_avenant_7[i] {
                    Some(p30) => en_2021.quantiles.a_l_echelle((p30, self.p30(i)?)),
                    None => en_2021.quantiles,
                };
                Ok(Courbe { quantiles, forme: Forme::CommeEn2021 })
            }
            _ => match seuils(specialite.seuils(false, i.autre()))[0] {
                Some(p30) => faire((p30, self.p30(i.autre())?), Forme::SansSeuil),
                None => faire((1, 1), Forme::SansSeuil),
            },
        }
    }

    fn p30(&self, i: Indicateur) -> Result<u32, Erreur> {
        self.seuils[i][0].ok_or(Erreur::SansModele)
    }
}

fn seuils(publies: Publies) -> Seuils {
    [publies.p30, publies.p50, publies.p70, publies.p90, publies.p95].map(|cellule| cellule.map(|c| c.value))
}
