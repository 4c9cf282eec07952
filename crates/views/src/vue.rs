//! An étude and the words to say it with.

use std::ops::Deref;

use convention::dossier::TypeEvenement;
use convention::etude::{Chiffrage, Etude, Plage};
use convention::explication::{Chemin, Noeud, Origine};
use convention::indicateur::Indicateur;
use convention::money::Centimes;
use convention::tables::Convention;
use convention::versement::{Cause, Versement};

use crate::mots::Mots;

/// Whom the PMT counts.
pub const PMT: &str = "patients qui vous ont déclaré médecin traitant";
/// Whom the PFA counts.
pub const PFA: &str = "patients vus au moins une fois en 12 mois";

/// An étude, and the rules whose words it is said in.
#[derive(Debug, Clone, Copy)]
pub struct Vue<'a> {
    mots: Mots<'a>,
    /// The answer.
    pub etude: &'a Etude,
}

impl<'a> Deref for Vue<'a> {
    type Target = Mots<'a>;
    fn deref(&self) -> &Mots<'a> {
        &self.mots
    }
}

impl<'a> Vue<'a> {
    /// The view of an étude under the rules that it was made with.
    pub fn new(convention: &'a Convention, etude: &'a Etude) -> Vue<'a> {
        Vue { mots: Mots::new(convention), etude }
    }

    /// Whether the PMT counts adults alone (avenant-7).
    pub fn adultes(&self) -> bool {
        self.convention.tables.regime(self.etude.regime).adultes
    }

    /// `patientèle médecin traitant`, `file active`.
    pub fn indicateur(&self, indicateur: Indicateur) -> &'a str {
        self.mot(self.etude.regime.nom(indicateur))
    }

    /// Whether a count of a year is supposed, not measured.
    pub fn suppose(&self, annee: u8, indicateur: Indicateur) -> bool {
        let of = |n: &Noeud| n.chemin == Chemin::Constat(annee, indicateur);
        let supposed = |n: &Noeud| n.lu.iter().any(|lu| matches!(lu.origine, Origine::Hypothese(_)));
        self.etude.explication.iter().any(|(_, n)| of(n) && supposed(n))
    }

    /// The indicators on which this doctor's contract has an objective.
    pub fn indicateurs(&self) -> Vec<Indicateur> {
        let specialite = self.convention.tables.specialite(&self.etude.dossier.medecin.specialite);
        let both = specialite.is_some_and(|s| s.deux_indicateurs);
        if both { Indicateur::ALL.to_vec() } else { vec![Indicateur::Pfa] }
    }

    /// What each indicator counts, in one sentence.
    pub fn definitions(&self) -> String {
        let pfa = format!("PFA (file active) : {PFA}.");
        match (self.indicateurs().len(), self.adultes()) {
            (2, true) => format!("PMT : vos patients adultes qui vous ont déclaré médecin traitant. {pfa}"),
            (2, false) => format!("PMT : {PMT}. {pfa}"),
            _ => pfa,
        }
    }

    /// The figures of one option, or those of the étude.
    pub(crate) fn chiffrage(&self, variante: Option<u8>) -> &'a Chiffrage {
        let own = variante.and_then(|index| self.etude.variantes.get(usize::from(index)));
        own.unwrap_or(&self.etude.chiffrage)
    }

    /// Every payment of one option, or of the étude: its list, in order.
    pub fn versements(&self, variante: Option<u8>) -> Vec<&'a Versement> {
        let years = &self.chiffrage(variante).annees;
        years.iter().flat_map(|y| y.annee.versements.iter().flatten()).collect()
    }

    /// The payment at an index of the étude's list.
    pub fn versement(&self, variante: Option<u8>, index: u16) -> Option<&'a Versement> {
        self.versements(variante).get(usize::from(index)).copied()
    }

    /// The bounds of a payment that is not known.
    pub fn bornes_du_versement(&self, variante: Option<u8>, index: u16) -> Option<Plage<Centimes>> {
        let years = &self.chiffrage(variante).annees;
        let slots = years.iter().flat_map(|y| {
            let bounds = y.bornes.unwrap_or_default().versements;
            y.annee.versements.into_iter().zip(bounds).filter_map(|(paid, bounds)| paid.map(|_| bounds))
        });
        slots.into_iter().nth(usize::from(index)).flatten()
    }

    /// `solde, année 3`; of what makes up for something, what: `somme à rendre, année 1 (suspension)`.
    pub fn nom_du_versement(&self, versement: &Versement) -> String {
        let why = match versement.motif() {
            Some(Cause::Evenement(_, TypeEvenement::Reprise)) => " (suspension)".to_owned(),
            Some(Cause::Constat(_)) => " (relevé connu plus tard)".to_owned(),
            Some(cause) => format!(" ({})", self.mot(cause.id())),
            None => String::new(),
        };
        format!("{}, année\u{a0}{}{why}", self.mot(versement.nature.id()), versement.annee)
    }
}
