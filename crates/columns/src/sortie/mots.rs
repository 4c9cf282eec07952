//! Columns of words: each row an index, each word once.

use std::hash::Hash;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use rustc_hash::FxHashMap;

use arrow_array::{ArrayRef, DictionaryArray, StringArray};

use super::nombres::Nombres;

/// A column of words out of a closed set.
#[derive(Debug)]
pub(super) struct Mots {
    cles: Nombres<i32>,
    valeurs: ArrayRef,
}

impl Mots {
    pub(super) fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Mots {
        Mots { cles: Nombres::default(), valeurs: Arc::new(StringArray::from_iter_values(ids)) }
    }

    /// The same word in so many rows.
    pub(super) fn push(&mut self, index: Option<usize>, rows: usize) {
        self.cles.repeter(index.map(|index| index as i32), rows);
    }

    pub(super) fn finir(&mut self) -> ArrayRef {
        dictionnaire(&mut self.cles, self.valeurs.clone())
    }
}

fn dictionnaire(cles: &mut Nombres<i32>, valeurs: ArrayRef) -> ArrayRef {
    // Every key is an index that the set gave: the check cannot fail, and finds nothing to name if it did.
    match DictionaryArray::<Int32Type>::try_new(cles.finir(), valeurs) {
        Ok(array) => Arc::new(array),
        Err(_) => Arc::new(StringArray::new_null(0)),
    }
}

/// A column of words that come up on the way: lists of rules.
#[derive(Debug)]
pub(super) struct Listes<K> {
    cles: Nombres<i32>,
    rangs: FxHashMap<K, Option<i32>>,
    /// Most rows repeat the one before.
    derniere: Option<(K, Option<i32>)>,
    textes: Vec<String>,
}

impl<K> Default for Listes<K> {
    fn default() -> Listes<K> {
        Listes { cles: Nombres::default(), rangs: FxHashMap::default(), derniere: None, textes: Vec::new() }
    }
}

impl<K: Hash + Eq + Copy> Listes<K> {
    /// The same list in so many rows. `texte` writes a key that is new; an empty one is no word.
    pub(super) fn push(&mut self, cle: K, rows: usize, texte: impl FnOnce(K) -> String) {
        let rang = match self.derniere {
            Some((derniere, rang)) if derniere == cle => rang,
            _ => *self.rangs.entry(cle).or_insert_with(|| {
                let text = texte(cle);
                if text.is_empty() {
                    return None;
                }
                self.textes.push(text);
                Some(self.textes.len() as i32 - 1)
            }),
        };
        self.derniere = Some((cle, rang));
        self.cles.repeter(rang, rows);
    }

    pub(super) fn aucun(&mut self) {
        self.cles.push(None);
    }

    pub(super) fn finir(&mut self) -> ArrayRef {
        dictionnaire(&mut self.cles, Arc::new(StringArray::from_iter_values(&self.textes)))
    }
}
