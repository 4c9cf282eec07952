//! What a reform changes, added up batch by batch: who gains, who loses, and the budget by kind of contract.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use console::echec::Echec;
use serde_json::{Value, json};

use super::reforme::AUTRE_VERDICT;
use crate::faute::interne;

/// What the budget is told by: a column of the first rules, and its heading.
pub(super) const PAR: [(&str, &str); 3] =
    [("bande", "tranche"), ("option", "temps de travail"), ("specialite", "spécialité")];

/// Years whose aid is known under both rules, and what they come to, in cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Budget {
    pub(super) annees: u64,
    pub(super) avant: i128,
    pub(super) apres: i128,
}

impl Budget {
    fn ajouter(&mut self, autre: Budget) {
        self.annees += autre.annees;
        self.avant += autre.avant;
        self.apres += autre.apres;
    }

    fn json(&self) -> Value {
        let cents = |sum: i128| i64::try_from(sum).ok();
        json!({
            "annees": self.annees,
            "aide_centimes": cents(self.avant),
            "autre_aide_centimes": cents(self.apres),
            "ecart_centimes": cents(self.apres - self.avant),
        })
    }
}

/// Contracts, by what becomes of their aid over the years that are known under both rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Effets {
    pub(super) gagnent: u64,
    pub(super) perdent: u64,
    pub(super) inchanges: u64,
    /// Contracts without such a year, or in error under one of the rules.
    pub(super) inconnus: u64,
    /// Contracts whose verdict is another one.
    pub(super) autre_verdict: u64,
    pub(super) ensemble: Budget,
    /// As [`PAR`], by word.
    pub(super) par: [BTreeMap<String, Budget>; PAR.len()],
}

/// A contract on the way.
#[derive(Default)]
struct EnCours {
    connues: bool,
    ecart: i128,
    autre_verdict: bool,
}

impl Effets {
    /// Of the rows of a batch, which hold both.
    ///
    /// # Errors
    ///
    /// None that such rows give.
    pub(super) fn du_lot(lot: &RecordBatch) -> Result<Effets, Echec> {
        let column = |name: &str| lot.column_by_name(name).ok_or_else(|| interne(name));
        let numbers = |name: &str| column(name).map(|c| c.as_primitive::<Int64Type>());
        let words = |name: &str| column(name).map(|c| c.as_dictionary::<Int32Type>());
        let (ligne, avant, apres) = (numbers("ligne")?, numbers("aide_centimes")?, numbers("autre_aide_centimes")?);
        let (verdict, autre) = (words("verdict")?, words(AUTRE_VERDICT)?);
        let word = |column: &arrow_array::DictionaryArray<Int32Type>, row: usize| {
            column.key(row).map(|key| column.values().as_string::<i32>().value(key).to_owned())
        };
        let mut effets = Effets::default();
        let dimensions = [words(PAR[0].0)?, words(PAR[1].0)?, words(PAR[2].0)?];
        // The last place is that of no word.
        let mut sums = dimensions.map(|words| vec![Budget::default(); words.values().len() + 1]);
        let mut open: Option<(i64, EnCours)> = None;
        for row in 0..lot.num_rows() {
            if open.as_ref().is_none_or(|(known, _)| *known != ligne.value(row)) {
                effets.clore(open.take());
                let changed = word(verdict, row).zip(word(autre, row)).is_some_and(|(a, b)| a != b);
                open = Some((ligne.value(row), EnCours { autre_verdict: changed, ..EnCours::default() }));
            }
            if avant.is_null(row) || apres.is_null(row) {
                continue;
            }
            let budget = Budget { annees: 1, avant: avant.value(row).into(), apres: apres.value(row).into() };
            if let Some((_, contrat)) = &mut open {
                contrat.connues = true;
                contrat.ecart += budget.apres - budget.avant;
            }
            effets.ensemble.ajouter(budget);
            for (words, sums) in dimensions.iter().zip(&mut sums) {
                let last = sums.len() - 1;
                sums[words.key(row).unwrap_or(last)].ajouter(budget);
            }
        }
        effets.clore(open);
        for ((words, sums), par) in dimensions.iter().zip(sums).zip(&mut effets.par) {
            let names = words.values().as_string::<i32>().iter().map(Option::unwrap_or_default).chain([""]);
            let told = names.zip(sums).filter(|(_, budget)| budget.annees > 0);
            *par = told.map(|(name, budget)| (name.to_owned(), budget)).collect();
        }
        Ok(effets)
    }

    fn clore(&mut self, contrat: Option<(i64, EnCours)>) {
        let Some((_, EnCours { connues, ecart, autre_verdict })) = contrat else { return };
        self.autre_verdict += u64::from(autre_verdict);
        match ecart {
            _ if !connues => self.inconnus += 1,
            0 => self.inchanges += 1,
            1.. => self.gagnent += 1,
            _ => self.perdent += 1,
        }
    }

    /// Adds what becomes of the contracts that follow.
    pub(super) fn reunir(&mut self, suite: Effets) {
        self.gagnent += suite.gagnent;
        self.perdent += suite.perdent;
        self.inchanges += suite.inchanges;
        self.inconnus += suite.inconnus;
        self.autre_verdict += suite.autre_verdict;
        self.ensemble.ajouter(suite.ensemble);
        for (par, more) in self.par.iter_mut().zip(suite.par) {
            for (name, budget) in more {
                par.entry(name).or_default().ajouter(budget);
            }
        }
    }

    /// The same for programs.
    pub(super) fn json(&self) -> Value {
        let par = PAR.iter().zip(&self.par).map(|((column, _), budgets)| {
            let budgets = budgets.iter().map(|(name, budget)| (name.clone(), budget.json()));
            (format!("par_{column}"), Value::Object(budgets.collect()))
        });
        let mut json = json!({
            "gagnent": self.gagnent,
            "perdent": self.perdent,
            "inchanges": self.inchanges,
            "inconnus": self.inconnus,
            "autre_verdict": self.autre_verdict,
            "ensemble": self.ensemble.json(),
        });
        if let Value::Object(members) = &mut json {
            members.extend(par);
        }
        json
    }

    /// The budgets as lines: what they are told by, the word, the budget.
    pub(super) fn lignes(&self) -> impl Iterator<Item = (&'static str, &str, Budget)> {
        let par = PAR.iter().zip(&self.par);
        let lines = par
            .flat_map(|((column, _), budgets)| budgets.iter().map(|(name, budget)| (*column, name.as_str(), *budget)));
        std::iter::once(("ensemble", "", self.ensemble)).chain(lines)
    }
}
