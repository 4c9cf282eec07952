//! One dossier on two days: what the later view knows more, as a regularisation.

use super::termes::comparee;
use super::{Comparee, NomDeTerme, Nomme, Terme};
use crate::etude::{Chiffrage, Demande, etudier};
use crate::money::Centimes;
use crate::tables::Convention;
use crate::versement::Versement;

/// What a later view gives back or adds to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regularisation {
    /// The years of which the aid differs, is known now, or is not any more.
    pub annees: Vec<RegularisationAnnee>,
    /// Sum of the differences of the years known in both views. Below zero: to give back.
    pub total: Centimes,
}

/// A year of which two views differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegularisationAnnee {
    /// From 1.
    pub annee: u8,
    /// Aid due in each view. `None`: not known, or no such year.
    pub aides: [Option<Centimes>; 2],
    /// The later less the earlier. `None`: one is not known.
    pub ecart: Option<Centimes>,
    /// The payments that the earlier view alone has.
    pub retires: Vec<Versement>,
    /// The payments that the later view alone has.
    pub ajoutes: Vec<Versement>,
}

/// The dossier on two days: in force, or known. A dossier without option has no regularisation.
pub fn vues(convention: &Convention, views: [(NomDeTerme, &Nomme, Demande); 2]) -> Comparee {
    let [(_, first, _), _] = &views;
    let nomme = (*first).clone();
    let termes = views
        .map(|(nom, nomme, demande)| Terme::new(nom, (0, convention), etudier(convention, &nomme.dossier, &demande)));
    let chiffrages = termes.each_ref().map(|t| &t.etude.chiffrage);
    let regularisation = chiffrages.iter().all(|c| c.option.is_some()).then(|| regulariser(chiffrages));
    Comparee { regularisation, ..comparee(&nomme, termes.into(), Vec::new()) }
}

fn regulariser(views: [&Chiffrage; 2]) -> Regularisation {
    let last = views.iter().flat_map(|c| &c.annees).map(|y| y.annee.annee).max().unwrap_or(0);
    let annees: Vec<RegularisationAnnee> = (1..=last).filter_map(|n| annee(views, n)).collect();
    let total = annees.iter().filter_map(|y| y.ecart).sum();
    Regularisation { annees, total }
}

fn annee(views: [&Chiffrage; 2], n: u8) -> Option<RegularisationAnnee> {
    let years = views.map(|c| c.annees.iter().find(|y| y.annee.annee == n));
    let aides = years.map(|y| y.and_then(|y| y.annee.aide));
    let mut paid = years.map(|y| {
        let of = y.iter().flat_map(|y| y.annee.versements.iter().flatten());
        of.copied().collect::<Vec<_>>()
    });
    // What both views have is not told.
    let mut kept = Vec::new();
    for versement in std::mem::take(&mut paid[0]) {
        match paid[1].iter().position(|v| *v == versement) {
            Some(at) => drop(paid[1].remove(at)),
            None => kept.push(versement),
        }
    }
    let [_, ajoutes] = paid;
    let ecart = aides[0].zip(aides[1]).map(|(a, b)| b - a);
    // A year that begins between the two days is no regularisation.
    let both = years[0].is_some() && years[1].is_some();
    let changed = aides[0] != aides[1] || !kept.is_empty() || !ajoutes.is_empty();
    (both && changed).then_some(RegularisationAnnee { annee: n, aides, ecart, retires: kept, ajoutes })
}
