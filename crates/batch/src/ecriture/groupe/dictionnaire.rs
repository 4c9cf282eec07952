//! The values of a column, each once, in the order in which rows need them.

use std::hash::Hasher;

use arrow_array::{Array, StringArray};
use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHasher};

/// Whole numbers.
#[derive(Default)]
pub(super) struct Nombres {
    rangs: FxHashMap<i64, u32>,
    pub(super) valeurs: Vec<i64>,
}

/// No rank yet: a dictionary is never that long.
const PAS_ENCORE: u32 = u32::MAX;

impl Nombres {
    /// The rank of each number. Most repeat the one before: rows of one contract.
    pub(super) fn ranger(&mut self, nombres: impl Iterator<Item = i64>, rangs: &mut [u32]) {
        let mut last = None;
        for (place, nombre) in rangs.iter_mut().zip(nombres) {
            *place = match last {
                Some((before, rang)) if before == nombre => rang,
                _ => self.rang(nombre),
            };
            last = Some((nombre, *place));
        }
    }

    fn rang(&mut self, nombre: i64) -> u32 {
        *self.rangs.entry(nombre).or_insert_with(|| {
            self.valeurs.push(nombre);
            self.valeurs.len() as u32 - 1
        })
    }
}

/// Texts, as a page holds them: the length of each, then its bytes.
#[derive(Default)]
pub(super) struct Textes {
    rangs: HashTable<u32>,
    debuts: Vec<usize>,
    pub(super) octets: Vec<u8>,
}

impl Textes {
    pub(super) fn nombre(&self) -> usize {
        self.debuts.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.debuts.len()).map(|rang| texte(&self.octets, &self.debuts, rang))
    }

    /// The rank of each text.
    pub(super) fn ranger<'a>(&mut self, textes: impl Iterator<Item = &'a str>, rangs: &mut [u32]) {
        let mut last = None;
        for (place, text) in rangs.iter_mut().zip(textes) {
            *place = match last {
                Some((before, rang)) if before == text => rang,
                _ => self.rang(text),
            };
            last = Some((text, *place));
        }
    }

    /// The rank of the word of each key, which an array of words has already once each.
    pub(super) fn ranger_les_cles(&mut self, cles: impl Iterator<Item = usize>, mots: &StringArray, rangs: &mut [u32]) {
        let mut known = vec![PAS_ENCORE; mots.len()];
        for (place, cle) in rangs.iter_mut().zip(cles) {
            let rang = &mut known[cle];
            if *rang == PAS_ENCORE {
                *rang = self.rang(mots.value(cle));
            }
            *place = *rang;
        }
    }

    fn rang(&mut self, text: &str) -> u32 {
        let Textes { rangs, debuts, octets } = self;
        let same = |rang: &u32| texte(octets, debuts, *rang as usize) == text.as_bytes();
        let hash = |rang: &u32| hachage(texte(octets, debuts, *rang as usize));
        if let Some(rang) = rangs.find(hachage(text.as_bytes()), same) {
            return *rang;
        }
        let rang = debuts.len() as u32;
        rangs.insert_unique(hachage(text.as_bytes()), rang, hash);
        debuts.push(octets.len());
        octets.extend_from_slice(&(text.len() as u32).to_le_bytes());
        octets.extend_from_slice(text.as_bytes());
        rang
    }
}

fn texte<'a>(octets: &'a [u8], debuts: &[usize], rang: usize) -> &'a [u8] {
    let end = debuts.get(rang + 1).copied().unwrap_or(octets.len());
    &octets[debuts[rang] + size_of::<u32>()..end]
}

fn hachage(octets: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(octets);
    hasher.finish()
}
