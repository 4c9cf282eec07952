//! Columns of words: each row an index, each word once.

use std::hash::Hash;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, StringArray};
use rustc_hash::FxHashMap;

use super::Colonne;
use super::nombres::Nombres;

/// A column of words out of a closed set.
#[derive(Debug)]
pub(super) struct Mots {
    cles: Nombres<Int32Type>,
    valeurs: ArrayRef,
}

impl Mots {
    pub(super) fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Mots {
        Mots { cles: Nombres::default(), valeurs: Arc::new(StringArray::from_iter_values(ids)) }
    }

    /// The same word in so many rows.
    #[inline(always)]
    pub(super) fn repeter(&mut self, index: Option<usize>, rows: usize) {
        self.cles.repeter(index.map(|index| index as i32), rows);
    }

    /// The words of a contract, row by row.
    #[inline(always)]
    pub(super) fn bloc(&mut self, rows: usize, mut index: impl FnMut(usize) -> Option<usize>) {
        self.cles.bloc(rows, |row| index(row).map(|index| index as i32));
    }
}

impl Colonne for Mots {
    fn finir(&mut self) -> ArrayRef {
        dictionnaire(&mut self.cles, self.valeurs.clone())
    }

    fn reprendre(&mut self, column: ArrayRef) {
        reprendre(&mut self.cles, column);
    }
}

fn dictionnaire(cles: &mut Nombres<Int32Type>, valeurs: ArrayRef) -> ArrayRef {
    // Every key is an index that the set gave: the check cannot fail, and finds nothing to name if it did.
    match DictionaryArray::<Int32Type>::try_new(cles.tableau(), valeurs) {
        Ok(array) => Arc::new(array),
        Err(_) => Arc::new(StringArray::new_null(0)),
    }
}

fn reprendre(cles: &mut Nombres<Int32Type>, column: ArrayRef) {
    let own = column.as_dictionary_opt::<Int32Type>().map(|column| column.keys().clone());
    drop(column);
    if let Some(own) = own {
        cles.reprendre_de(own);
    }
}

/// A column of words that come up on the way: lists of rules.
#[derive(Debug)]
pub(super) struct Listes<K> {
    cles: Nombres<Int32Type>,
    rangs: FxHashMap<K, Option<i32>>,
    /// Most rows repeat the one before.
    derniere: Option<(K, Option<i32>)>,
    textes: Vec<String>,
    /// The texts as a column, while no other came up.
    valeurs: ArrayRef,
}

impl<K> Default for Listes<K> {
    fn default() -> Listes<K> {
        Listes {
            cles: Nombres::default(),
            rangs: FxHashMap::default(),
            derniere: None,
            textes: Vec::new(),
            valeurs: Arc::new(StringArray::new_null(0)),
        }
    }
}

impl<K: Hash + Eq + Copy> Listes<K> {
    /// The index of a list. `texte` writes a key that is new; an empty one is no word.
    #[inline]
    fn index(&mut self, cle: K, texte: impl FnOnce(K) -> String) -> Option<i32> {
        let rang = match self.derniere {
            Some((derniere, rang)) if derniere == cle => return rang,
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
        rang
    }

    /// The same list in so many rows.
    pub(super) fn repeter(&mut self, cle: K, rows: usize, texte: impl FnOnce(K) -> String) {
        let index = self.index(cle, texte);
        self.cles.repeter(index, rows);
    }

    /// The lists of a contract, row by row.
    pub(super) fn chaque(&mut self, rows: usize, cle: impl Fn(usize) -> K, texte: impl Fn(K) -> String) {
        for row in 0..rows {
            self.repeter(cle(row), 1, &texte);
        }
    }

    pub(super) fn aucun(&mut self) {
        self.cles.repeter(None, 1);
    }
}

impl<K> Colonne for Listes<K> {
    fn finir(&mut self) -> ArrayRef {
        if self.valeurs.len() < self.textes.len() {
            self.valeurs = Arc::new(StringArray::from_iter_values(&self.textes));
        }
        dictionnaire(&mut self.cles, self.valeurs.clone())
    }

    fn reprendre(&mut self, column: ArrayRef) {
        reprendre(&mut self.cles, column);
    }
}
