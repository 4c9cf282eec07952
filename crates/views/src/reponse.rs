//! An answer of either kind, for whoever writes the same thing from both.

use convention::etude::Reponse;
use convention::tables::Convention;

use crate::agenda::Agenda;
use crate::collectif::VueCollective;
use crate::liste::LigneDeListe;
use crate::page::Bloc;
use crate::versements::LigneDeVersement;
use crate::vue::Vue;

/// The view of an answer.
#[derive(Debug, Clone, Copy)]
pub enum VueDeReponse<'a> {
    /// A doctor's.
    Individuelle(Vue<'a>),
    /// A group's.
    Collective(VueCollective<'a>),
}

impl<'a> VueDeReponse<'a> {
    /// The view of an answer under the rules that it was made with.
    pub fn new(convention: &'a Convention, reponse: &'a Reponse) -> VueDeReponse<'a> {
        match reponse {
            Reponse::Individuelle(etude) => VueDeReponse::Individuelle(Vue::new(convention, etude)),
            Reponse::Collective(etude) => VueDeReponse::Collective(VueCollective::new(convention, etude)),
        }
    }

    /// The whole answer.
    pub fn page(&self, expliquer: bool) -> Vec<Bloc> {
        match self {
            VueDeReponse::Individuelle(vue) => vue.page(expliquer),
            VueDeReponse::Collective(vue) => vue.page(expliquer),
        }
    }

    /// The whole answer, for somebody who does not have the dossier. `nom`: whose it is, where there are several.
    pub fn page_a_envoyer(&self, nom: Option<&str>, expliquer: bool) -> Vec<Bloc> {
        match self {
            VueDeReponse::Individuelle(vue) => vue.page_a_envoyer(nom, expliquer),
            VueDeReponse::Collective(vue) => vue.page(expliquer),
        }
    }

    /// Its dates. `cle` names the contract, `nom` is what people call it.
    pub fn agenda(&self, cle: &str, nom: &str) -> Agenda {
        match self {
            VueDeReponse::Individuelle(vue) => vue.agenda(cle, nom),
            VueDeReponse::Collective(vue) => vue.agenda(cle, nom),
        }
    }

    /// Its payments.
    pub fn lignes_de_versement(&self, nom: &str) -> Vec<LigneDeVersement> {
        match self {
            VueDeReponse::Individuelle(vue) => vue.lignes_de_versement(nom),
            VueDeReponse::Collective(vue) => vue.lignes_de_versement(nom),
        }
    }

    /// Its line among others.
    pub fn ligne_de_liste(&self, nom: &str) -> LigneDeListe {
        match self {
            VueDeReponse::Individuelle(vue) => vue.ligne_de_liste(nom),
            VueDeReponse::Collective(vue) => vue.ligne_de_liste(nom),
        }
    }
}
