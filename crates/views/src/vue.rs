//! An étude and the words to say it with.

use convention::dossier::{OptionEtp, TypeEvenement};
use convention::etude::{Chiffrage, Etude, Plage};
use convention::explication::{Chemin, Noeud, Origine};
use convention::indicateur::Indicateur;
use convention::money::Centimes;
use convention::tables::Convention;
use convention::versement::{Cause, Versement};

/// An étude, and the rules whose words it is said in.
#[derive(Debug, Clone, Copy)]
pub struct Vue<'a> {
    /// The rules.
    pub convention: &'a Convention,
    /// The answer.
    pub etude: &'a Etude,
}

impl<'a> Vue<'a> {
    /// The view of an étude under the rules that it was made with.
    pub fn new(convention: &'a Convention, etude: &'a Etude) -> Vue<'a> {
        Vue { convention, etude }
    }

    /// What people read for a word of the files.
    pub fn mot(&self, id: &'a str) -> &'a str {
        self.convention.textes.mot(id)
    }

    /// `1 ETP`.
    pub fn option(&self, option: OptionEtp) -> String {
        self.mot(option.id()).replace(' ', "\u{a0}")
    }

    /// Whether the PMT counts adults alone (avenant-7).
    pub fn adultes(&self) -> bool {
        self.convention.tables.regime(self.etude.regime).adultes
    }

    /// `patientèle médecin traitant`, `file active`.
    pub fn indicateur(&self, indicateur: Indicateur) -> &'a str {
        self.mot(self.etude.regime.nom(indicateur))
    }

    /// `PMT`, `PFA`: what the documents and the caisse write.
    pub fn sigle(&self, indicateur: Indicateur) -> &'static str {
        match indicateur {
            Indicateur::Pmt => "PMT",
            Indicateur::Pfa => "PFA",
        }
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
        let pmt = if self.adultes() {
            "PMT : vos patients adultes qui vous ont déclaré médecin traitant."
        } else {
            "PMT : patients qui vous ont déclaré médecin traitant."
        };
        let pfa = "PFA (file active) : patients vus au moins une fois en 12 mois.";
        if self.indicateurs().len() == 2 { format!("{pmt} {pfa}") } else { pfa.to_owned() }
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
    pub fn versement(&self, variante: Option<u8>, index: u8) -> Option<&'a Versement> {
        self.versements(variante).get(usize::from(index)).copied()
    }

    /// The bounds of a payment that is not known.
    pub fn bornes_du_versement(&self, variante: Option<u8>, index: u8) -> Option<Plage<Centimes>> {
        let years = &self.chiffrage(variante).annees;
        let slots = years.iter().flat_map(|y| {
            let bounds = y.bornes.unwrap_or_default().versements;
            y.annee.versements.into_iter().zip(bounds).filter_map(|(paid, bounds)| paid.map(|_| bounds))
        });
        slots.into_iter().nth(usize::from(index)).flatten()
    }

    /// `solde, année 3`; of what makes up for something, what: `somme à rendre, année 1 (suspension)`.
    pub fn nom_du_versement(&self, versement: &Versement) -> String {
        let why = match versement.cause {
            Some(Cause::Evenement(_, TypeEvenement::Reprise)) => " (suspension)".to_owned(),
            Some(Cause::Constat(_)) => " (relevé connu plus tard)".to_owned(),
            Some(cause) => format!(" ({})", self.mot(cause.id())),
            None => String::new(),
        };
        format!("{}, année\u{a0}{}{why}", self.mot(versement.nature.id()), versement.annee)
    }
}
