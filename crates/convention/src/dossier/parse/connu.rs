//! What is known of a dossier that may be incomplete or at fault.

use super::coherence;
use super::walk;
use crate::document::{Node, Value};
use crate::dossier::fields::{CHAMPS, CHAMPS_COLLECTIF, Syntaxe};
use crate::dossier::{OptionEtp, TypeEvenement};
use crate::jour::Jour;
use crate::regime::Regime;
use crate::tables::{Specialite, Tables};

/// The facts that say which others matter.
#[derive(Debug, Default)]
pub(in crate::dossier) struct Connu<'a> {
    pub(in crate::dossier) specialite: Option<&'a Specialite>,
    /// That of the day of study where the signature is at fault.
    pub(in crate::dossier) regime: Option<Regime>,
    pub(in crate::dossier) signature: Option<Jour>,
    pub(in crate::dossier) naissance: Option<Jour>,
    pub(in crate::dossier) activite_mixte: bool,
    pub(in crate::dossier) cout_saisi: bool,
    pub(in crate::dossier) salaire: bool,
    /// The type of each event, in the order of the tree.
    pub(in crate::dossier) evenements: Vec<Option<TypeEvenement>>,
    /// Whether an event takes more than one full time.
    pub(in crate::dossier) plusieurs_etp: bool,
}

/// What is known of the dossier at `root`, studied on `au`.
pub(in crate::dossier) fn connu<'a>(tables: &'a Tables, root: &Node, groupe: bool, au: Jour) -> Connu<'a> {
    let Value::Table(entries) = &root.value else { return Connu::default() };
    let champs = if groupe { CHAMPS_COLLECTIF } else { CHAMPS };
    let mut values = walk::walk(tables, ("", Syntaxe::Formulaire), root, entries, champs);
    if groupe {
        return Connu { signature: values.day("contrat.signature"), ..Connu::default() };
    }
    let at = coherence::regime(tables, &mut values, au);
    let regime = at.or_else(|| crate::regime::regime_de(tables, &values.lectures, au));
    let event = |i: usize| values.text(&format!("evenements[{i}].type")).and_then(|t| TypeEvenement::from_id(&t));
    let count = values.items("evenements");
    let several = |i: usize| {
        let option = values.text(&format!("evenements[{i}].option")).and_then(|o| OptionEtp::from_id(&o));
        matches!(option, Some(OptionEtp::UnEtDemi | OptionEtp::Deux))
    };
    Connu {
        specialite: values.text("medecin.specialite").and_then(|id| tables.specialite(&id)),
        regime,
        signature: values.day("contrat.signature"),
        naissance: values.day("medecin.naissance"),
        activite_mixte: values.flag("medecin.activite_mixte") == Some(true),
        cout_saisi: values.money("assistant.cout_annuel_euros").is_some(),
        salaire: values.get("assistant.brut_mensuel_euros").or(values.get("assistant.position")).is_some(),
        evenements: (0..count).map(event).collect(),
        plusieurs_etp: (0..count).any(several),
    }
}
