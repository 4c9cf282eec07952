//! What became of the contracts, added up batch by batch.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use columns::{Comptes, Empreinte};
use console::echec::Echec;
use serde_json::{Value, json};

use super::effets::Effets;
use crate::faute::interne;

/// What was answered under a regime.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct DuRegime {
    /// Contracts.
    pub(super) contrats: u64,
    /// Aids that are known, in cents, over the years asked.
    pub(super) aide: i128,
    /// Years whose aid is known.
    pub(super) connues: u64,
    /// Years of a contract that has them, whose aid is not.
    pub(super) inconnues: u64,
}

/// An error: how many contracts have it, and the first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DeLErreur {
    pub(super) contrats: u64,
    pub(super) premiere: u64,
}

/// The whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Bilan {
    pub(super) comptes: Comptes,
    pub(super) regimes: BTreeMap<String, DuRegime>,
    /// By code.
    pub(super) erreurs: BTreeMap<String, DeLErreur>,
    /// The row and its error.
    pub(super) premiere_erreur: Option<(u64, String)>,
    pub(super) empreinte: Empreinte,
    /// Of a reform: what became of the contracts under the other rules, and what it changes.
    pub(super) reforme: Option<(Comptes, Effets)>,
}

impl Bilan {
    /// Of the rows of a batch.
    ///
    /// # Errors
    ///
    /// None that rows of `columns` give.
    pub(super) fn du_lot(lot: &RecordBatch, comptes: Comptes) -> Result<Bilan, Echec> {
        let mut bilan = Bilan { comptes, ..Bilan::default() };
        let column = |name: &str| lot.column_by_name(name).ok_or_else(|| interne(name));
        let regime = column("regime")?.as_dictionary::<Int32Type>();
        let ligne = column("ligne")?.as_primitive::<Int64Type>();
        let aide = column("aide_centimes")?.as_primitive::<Int64Type>();
        let (debut, erreur) = (column("debut")?, column("erreur")?.as_string::<i32>());
        let words = regime.values().as_string::<i32>();
        let mut regimes = vec![DuRegime::default(); words.len()];
        let mut before = None;
        for row in 0..lot.num_rows() {
            let Some(found) = regime.key(row).and_then(|key| regimes.get_mut(key)) else {
                if erreur.is_valid(row) {
                    bilan.erreur(ligne.value(row).unsigned_abs(), erreur.value(row));
                }
                continue;
            };
            if before != Some(ligne.value(row)) {
                before = Some(ligne.value(row));
                found.contrats += 1;
            }
            if aide.is_valid(row) {
                found.connues += 1;
                found.aide += i128::from(aide.value(row));
            } else if debut.is_valid(row) {
                found.inconnues += 1;
            }
        }
        let named = words.iter().map(Option::unwrap_or_default).zip(regimes).filter(|(_, regime)| regime.contrats > 0);
        bilan.regimes = named.map(|(name, regime)| (name.to_owned(), regime)).collect();
        Ok(bilan)
    }

    fn erreur(&mut self, ligne: u64, text: &str) {
        let code = text.split([' ', '\u{a0}']).next().unwrap_or_default();
        let known = self.erreurs.entry(code.to_owned()).or_insert(DeLErreur { contrats: 0, premiere: ligne });
        known.contrats += 1;
        if self.premiere_erreur.is_none() {
            self.premiere_erreur = Some((ligne, text.to_owned()));
        }
    }

    /// Adds what became of the rows that follow.
    pub(super) fn reunir(&mut self, suite: Bilan) {
        self.comptes.ajouter(&suite.comptes);
        for (name, more) in suite.regimes {
            let known = self.regimes.entry(name).or_default();
            known.contrats += more.contrats;
            known.aide += more.aide;
            known.connues += more.connues;
            known.inconnues += more.inconnues;
        }
        for (code, more) in suite.erreurs {
            let known = self.erreurs.entry(code).or_insert(DeLErreur { contrats: 0, ..more });
            known.contrats += more.contrats;
        }
        self.premiere_erreur = self.premiere_erreur.take().or(suite.premiere_erreur);
        self.empreinte.reunir(&suite.empreinte);
        if let Some((comptes, effets)) = suite.reforme {
            let (known, sum) = self.reforme.get_or_insert_default();
            known.ajouter(&comptes);
            sum.reunir(effets);
        }
    }

    /// The same for programs. Sums are in cents.
    pub(super) fn json(&self) -> Value {
        let Comptes { contrats, repondus, en_erreur, lignes } = self.comptes;
        let regimes = self.regimes.iter().map(|(name, regime)| {
            let DuRegime { contrats, aide, connues, inconnues } = regime;
            let aide = i64::try_from(*aide).ok();
            let value = json!({ "contrats": contrats, "aide_centimes": aide, "annees_connues": connues, "annees_inconnues": inconnues });
            (name.clone(), value)
        });
        let erreurs = self.erreurs.iter().map(|(code, erreur)| {
            (code.clone(), json!({ "contrats": erreur.contrats, "premiere_ligne": erreur.premiere }))
        });
        let reforme = self.reforme.as_ref().map(|(comptes, effets)| {
            let mut json = effets.json();
            json["en_erreur"] = json!(comptes.en_erreur);
            json
        });
        json!({
            "reforme": reforme,
            "contrats": contrats,
            "repondus": repondus,
            "en_erreur": en_erreur,
            "lignes": lignes,
            "regimes": regimes.collect::<serde_json::Map<_, _>>(),
            "erreurs": erreurs.collect::<serde_json::Map<_, _>>(),
        })
    }
}
