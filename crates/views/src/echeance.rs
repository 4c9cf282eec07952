//! Deadlines and payments in words.

use convention::echeance::{Echeance, NatureEcheance};
use convention::etude::Plage;
use convention::money::Centimes;

use crate::nombre::euros;
use crate::vue::Vue;

impl Vue<'_> {
    /// What falls due: `point avec la caisse`, `acompte, année 3`.
    pub fn echeance(&self, echeance: &Echeance) -> String {
        if let Some(versement) = echeance.versement.and_then(|index| self.versement(None, index)) {
            return self.nom_du_versement(versement);
        }
        let tacit = self.convention.tables.regime(self.etude.regime).reconduction_tacite;
        match echeance.nature {
            NatureEcheance::Terme if tacit => self.mot("reconduction").to_owned(),
            nature => self.mot(nature.id()).to_owned(),
        }
    }

    /// The sum of the payment at an index, its bounds as `range` writes them, or `inconnu`.
    pub fn somme(&self, variante: Option<u8>, index: u16, range: impl Fn(Plage<Centimes>) -> String) -> String {
        let known = self.versement(variante, index).and_then(|v| v.montant);
        let bounds = || self.bornes_du_versement(variante, index);
        known.map(euros).or_else(|| bounds().map(range)).unwrap_or_else(|| "inconnu".to_owned())
    }
}
