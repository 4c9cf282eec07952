//! Which rows of the rule files serve a regime. In doubt, a row serves: nothing that a contract reads is left out.
//!
//! So every way of paying serves every regime: one may be written as another is (`comme`), and a question may set one
//! for another. The row of the regime says which one is its own.

use crate::collectif;
use crate::document::{Node, Value};
use crate::regime;
use crate::tables::{Parametre, SerieMontant, Tables};

/// A regime, and the tables that say which series serve it.
pub(super) struct Regime<'t> {
    id: &'t str,
    tables: &'t Tables,
    /// `None`: the collective aid.
    individuel: Option<regime::Regime>,
}

impl<'t> Regime<'t> {
    /// The regime of an id.
    pub(super) fn of(tables: &'t Tables, id: &'t str) -> Option<Regime<'t>> {
        let individuel = regime::Regime::from_id(id);
        (individuel.is_some() || id == collectif::REGIME).then_some(Regime { id, tables, individuel })
    }

    /// Whether a row of a table serves, or a row of a table inside of one.
    pub(super) fn prend(&self, file: &str, table: &str, row: &Node) -> bool {
        let word = |key: &str| match row.get(key).map(|node| &node.value) {
            Some(Value::Text(word)) => Some(word.as_str()),
            _ => None,
        };
        let named = |key: &str| word(key).unwrap_or_default();
        match (file, table, self.individuel) {
            (_, "parametre", _) => Parametre::from_id(named("id")).is_none_or(|p| self.prend_parametre(p)),
            ("regimes.toml", "regime", _) => word("id") == Some(self.id),
            ("regimes.toml", "entree", _) => true,
            ("seuils.toml", "specialite", None) => self.tables.collectif.specialites.iter().any(|s| s == named("id")),
            ("seuils.toml", "seuils", regime) => {
                let adultes = regime.is_some_and(|regime| self.tables.regime(regime).adultes);
                adultes == (named("echelle") == ECHELLE_DES_ADULTES)
            }
            ("montants.toml", "montant", Some(regime)) => {
                let table = self.tables.regime(regime);
                let serie = SerieMontant::from_id(named("serie"));
                serie == Some(table.montants) || table.revalorisation && serie == Some(SerieMontant::Depuis)
            }
            ("montants.toml", "montant", None) | ("cout.toml", _, None) => false,
            ("baremes.toml", "cellule", regime) => regime == Some(regime::Regime::Avenant7),
            ("collectif.toml", _, regime) => regime.is_none(),
            ("questions.toml", "question", Some(_)) => !named("id").starts_with("Q-COL"),
            _ => true,
        }
    }

    /// Whether a single number is read under this regime.
    fn prend_parametre(&self, parametre: Parametre) -> bool {
        let du_groupe = parametre.id().starts_with("collectif-");
        let Some(regime) = self.individuel else { return !parametre.du_cout() };
        match parametre {
            _ if du_groupe => false,
            Parametre::InscriptionAvenant7Mois
            | Parametre::CertificationAvenant7Mois
            | Parametre::ContratTravailAvenant7Mois => regime == regime::Regime::Avenant7,
            _ => true,
        }
    }
}

/// The scale of the thresholds that count adults alone.
const ECHELLE_DES_ADULTES: &str = "avenant-7";
