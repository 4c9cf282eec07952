//! The digest of a result, whatever the order of its rows and the system that holds them.
//!
//! Each row is written as text, column by column in the order of their names, and hashed; the digest is the sum of
//! the hashes. So it is the same from one thread or ten, from a dictionary or plain text, sorted or not; a row that
//! is lost, doubled or changed makes another one.

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{FieldRef, Schema};
use sha2::{Digest, Sha256};

use crate::valeur::{lisible, texte};

/// A digest that grows batch by batch.
///
/// ```
/// use arrow_array::{Int64Array, RecordBatch};
/// use std::sync::Arc;
///
/// let batch = |rows: Vec<i64>| {
///     RecordBatch::try_from_iter([("n", Arc::new(Int64Array::from(rows)) as _)]).expect("one column")
/// };
/// let (mut one, mut two) = (columns::Empreinte::default(), columns::Empreinte::default());
/// one.ajouter(&batch(vec![1, 2, 3]));
/// two.ajouter(&batch(vec![3]));
/// two.ajouter(&batch(vec![2, 1]));
/// assert_eq!(one.to_string(), two.to_string());
/// assert_eq!(columns::Empreinte::lire(&one.to_string(), one.lignes()), Some(two));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Empreinte {
    somme: [u64; 4],
    lignes: u64,
}

impl Empreinte {
    /// Adds the rows of a batch.
    pub fn ajouter(&mut self, lot: &RecordBatch) {
        let schema = lot.schema();
        let mut columns: Vec<(&str, &ArrayRef)> =
            schema.fields().iter().map(|field| field.name().as_str()).zip(lot.columns()).collect();
        columns.sort_by_key(|(name, _)| *name);
        let mut row_text = Vec::new();
        for row in 0..lot.num_rows() {
            row_text.clear();
            for (name, array) in &columns {
                if let Some(text) = texte(array, row) {
                    row_text.extend_from_slice(name.as_bytes());
                    row_text.push(0x1f);
                    row_text.extend_from_slice(text.as_bytes());
                    row_text.push(0x1e);
                }
            }
            let hash = Sha256::digest(&row_text);
            for (sum, bytes) in self.somme.iter_mut().zip(hash.chunks_exact(8)) {
                let word = bytes.iter().fold(0u64, |word, byte| word << 8 | u64::from(*byte));
                *sum = sum.wrapping_add(word);
            }
            self.lignes += 1;
        }
    }

    /// Adds what another one holds.
    pub fn reunir(&mut self, autre: &Empreinte) {
        self.lignes += autre.lignes;
        for (sum, other) in self.somme.iter_mut().zip(autre.somme) {
            *sum = sum.wrapping_add(other);
        }
    }

    /// The digest that was written as 64 hexadecimal digits, of so many rows. `None`: the text is no digest.
    pub fn lire(texte: &str, lignes: u64) -> Option<Empreinte> {
        if texte.len() != 64 || !texte.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut somme = [0; 4];
        for (rank, word) in somme.iter_mut().enumerate() {
            *word = u64::from_str_radix(texte.get(16 * rank..16 * (rank + 1))?, 16).ok()?;
        }
        Some(Empreinte { somme, lignes })
    }

    /// The columns that it would leave out, since their values are not read: lists, structs.
    pub fn illisibles(schema: &Schema) -> impl Iterator<Item = &FieldRef> {
        schema.fields().iter().filter(|field| !lisible(field.data_type()))
    }

    /// How many rows it holds.
    pub fn lignes(&self) -> u64 {
        self.lignes
    }
}

/// 64 hexadecimal digits.
impl std::fmt::Display for Empreinte {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.somme.iter().try_for_each(|word| write!(f, "{word:016x}"))
    }
}
