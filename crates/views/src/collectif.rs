//! A group's étude and the words to say it with.

mod donnee;
mod figure;
mod page;
mod sorties;
mod verdict;

use std::ops::Deref;

use convention::collectif::EtudeCollective;
use convention::etude::Plage;
use convention::explication::Chemin;
use convention::money::Centimes;
use convention::tables::Convention;
use convention::versement::Versement;

use crate::date::date;
use crate::incertitude::{Dire, Incertitude};
use crate::mots::Mots;
use crate::nombre::{entier, euros, plage_euros};
use crate::page::Texte;
use crate::typographie::lier;

/// A group's étude, and the rules whose words it is said in.
#[derive(Debug, Clone, Copy)]
pub struct VueCollective<'a> {
    mots: Mots<'a>,
    /// The answer.
    pub etude: &'a EtudeCollective,
}

impl<'a> Deref for VueCollective<'a> {
    type Target = Mots<'a>;
    fn deref(&self) -> &Mots<'a> {
        &self.mots
    }
}

impl<'a> VueCollective<'a> {
    /// The view of an étude under the rules that it was made with.
    pub fn new(convention: &'a Convention, etude: &'a EtudeCollective) -> VueCollective<'a> {
        VueCollective { mots: Mots::new(convention), etude }
    }

    /// `dr-a`, or `médecin 2`.
    pub fn membre(&self, index: u8) -> String {
        let given = self.etude.dossier.membres.get(usize::from(index)).and_then(|m| m.reference.clone());
        given.unwrap_or_else(|| format!("médecin\u{a0}{}", u16::from(index) + 1))
    }

    /// The payment at an index of the étude's list.
    pub fn versement(&self, index: u16) -> Option<&'a Versement> {
        self.etude.annees.iter().flat_map(|y| y.versements.iter().flatten()).nth(usize::from(index))
    }

    /// The bounds of a payment that is not known.
    pub fn bornes_du_versement(&self, index: u16) -> Option<Plage<Centimes>> {
        let slots = self.etude.annees.iter().flat_map(|y| {
            let bounds = y.bornes.unwrap_or_default().versements;
            y.versements.iter().zip(bounds).filter_map(|(paid, bounds)| paid.as_ref().map(|_| bounds))
        });
        slots.into_iter().nth(usize::from(index)).flatten()
    }

    /// What the contract brings over its years, in one sentence. `None`: nothing is computed.
    pub fn total(&self) -> Option<Texte> {
        let totaux = &self.etude.totaux;
        let sum = match (totaux.aide, totaux.bornes) {
            (Some(aide), _) => euros(aide),
            (None, Some(bornes)) => plage_euros(bornes),
            (None, None) => return None,
        };
        let depends = match totaux.aide {
            Some(_) => "",
            None => ", selon les résultats du groupe et ce qui reste à préciser",
        };
        let said = lier(&format!("Aide sur {} ans : {sum}{depends}.", totaux.annees));
        Some(Texte::from(said).montrer(&sum, Chemin::Total))
    }

    /// The open questions that change a figure: the verdict first, then money, then the rest.
    pub fn incertitudes(&self) -> Vec<Incertitude> {
        let figure = |_: Option<u8>, chemin| self.figure(chemin);
        Dire { mots: &self.mots, au: self.etude.demande.au, figure: &figure }.toutes(&self.etude.questions)
    }

    /// A sentence for each remark, in the words of the rule files.
    pub fn remarques(&self) -> Vec<String> {
        self.etude.remarques.iter().map(|r| lier(self.convention.textes.mot(r.id()))).collect()
    }

    /// Where the étude rests on supposed results: which.
    pub fn hypothese(&self) -> Option<String> {
        let si = self.etude.demande.si;
        let used = self.etude.remarques.contains(&convention::etude::Remarque::SousHypothese);
        let supposed: Vec<String> = convention::indicateur::Indicateur::ALL
            .into_iter()
            .filter_map(|i| Some(format!("{} {}", self.sigle(i), entier(i64::from(si[i]?)))))
            .collect();
        used.then(|| lier(&format!("Calcul sous hypothèse, pas un résultat : {}.", supposed.join(", "))))
    }

    /// Whose rules these are, and how far the answer binds.
    pub fn limites(&self) -> String {
        let source = self.convention.textes.regle("REG-COLL26").map_or("", |t| t.source.as_str());
        lier(&format!(
            "Calculé au {}. Source : {source} ; aucun texte officiel n'a été vu. Ce calcul n'engage pas la caisse : \
             votre contrat et ses décisions font foi.",
            date(self.etude.demande.au)
        ))
    }
}
