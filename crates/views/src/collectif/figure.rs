//! The name of each figure of a group's étude.

use convention::explication::Chemin;
use convention::indicateur::Indicateur;

use super::VueCollective;
use crate::figure::{annee, end};
use crate::mots::Mots;
use crate::typographie::minuscule;

impl Mots<'_> {
    /// The name of a figure that only a group has.
    pub(crate) fn figure_du_groupe(&self, chemin: Chemin) -> Option<String> {
        use Chemin as C;
        let de = |what: &str, i: Indicateur| self.de(what, i);
        let of_member = |what: &str, index: u8| format!("{what}, médecin\u{a0}{}", u16::from(index) + 1);
        Some(match chemin {
            C::PmtMoyenne => "patientèle moyenne du groupe".to_owned(),
            C::Plafond => "plafond d'ETP".to_owned(),
            C::BornePlafond(bout) => format!("plafond d'ETP {}", end(bout)),
            C::BorneEtp(bout) => format!("temps de travail {}", end(bout)),
            C::MotifDeMembre(membre, _) => of_member("condition d'adhésion", membre),
            C::Primo(membre) => of_member("primo-installé", membre),
            C::PrimoDate(membre) => of_member("médiane à atteindre le", membre),
            C::PrimoCible(membre, i) => of_member(&de("médiane", i), membre),
            C::GainDemande(i) => de("patients demandés", i),
            C::GainDeduit(i) => de("gains déjà faits", i),
            C::Presents(n) => annee("médecins du groupe", n),
            C::DepartDe(n, i) => annee(&de("départ retenu", i), n),
            C::CibleDe(n, i) => annee(&de("cible retenue", i), n),
            C::SousDepart(n) => annee("total sous le départ", n),
            _ => return None,
        })
    }
}

impl VueCollective<'_> {
    /// What a figure is: `aide due, année 3`.
    pub fn figure(&self, chemin: Chemin) -> String {
        use Chemin as C;
        if let Some(name) = self.figure_du_groupe(chemin) {
            return name;
        }
        let ans = format!("{}\u{a0}ans", self.etude.totaux.annees);
        if let Some(name) = self.figure_commune(chemin, &self.etude.eligibilite, &ans) {
            return name;
        }
        match chemin {
            C::Versement(index) | C::NatureVersement(index) => self.nom_du_versement(index),
            C::DateLimite(index) => format!("{}, au plus tard", self.nom_du_versement(index)),
            C::BorneVersement(index, bout) => format!("{} {}", self.nom_du_versement(index), end(bout)),
            C::Echeance(index) => {
                let echeance = self.etude.echeances.get(usize::from(index));
                echeance.map_or_else(String::new, |e| format!("{}, date", minuscule(&self.echeance(e))))
            }
            // Only a contract of one doctor has the others.
            _ => String::new(),
        }
    }

    /// `solde, année 3`.
    pub fn nom_du_versement(&self, index: u16) -> String {
        self.versement(index)
            .map_or_else(|| "versement".to_owned(), |v| format!("{}, année\u{a0}{}", self.mot(v.nature.id()), v.annee))
    }

    /// `médiane (P50), dr-b`.
    pub fn echeance(&self, echeance: &convention::collectif::EcheanceCollective) -> String {
        match (echeance.versement, echeance.membre) {
            (Some(index), _) => self.nom_du_versement(index),
            (None, Some(membre)) => format!("{}, {}", self.mot(echeance.nature.id()), self.membre(membre)),
            (None, None) => self.mot(echeance.nature.id()).to_owned(),
        }
    }
}
