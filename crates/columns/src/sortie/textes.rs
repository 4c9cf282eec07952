//! Columns of texts, each row its own.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, StringArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};

use super::nombres::bits;
use super::{BLOC, Colonne};

/// A text that is copied as a block of one size, as most are: a copy of any size is a call.
const COURT: usize = 16;

/// Texts that rows of one contract repeat.
#[derive(Debug, Default)]
pub(super) struct Textes {
    octets: Vec<u8>,
    fins: Vec<i32>,
    presents: Vec<bool>,
}

impl Textes {
    /// The same text in so many rows, at most [`BLOC`].
    pub(super) fn repeter(&mut self, texte: Option<&str>, rows: usize) {
        if self.fins.is_empty() {
            self.fins.push(0);
        }
        let bytes = texte.unwrap_or_default().as_bytes();
        let start = self.octets.len();
        if let Some(rest) = COURT.checked_sub(bytes.len()) {
            let mut block = [0; COURT];
            block[..COURT - rest].copy_from_slice(bytes);
            for _ in 0..rows {
                self.octets.extend_from_slice(&block);
                self.octets.truncate(self.octets.len() - rest);
            }
        } else {
            (0..rows).for_each(|_| self.octets.extend_from_slice(bytes));
        }
        let end = self.fins.len() + rows;
        self.fins
            .extend_from_slice(&std::array::from_fn::<i32, BLOC, _>(|row| (start + (row + 1) * bytes.len()) as i32));
        self.fins.truncate(end);
        let end = self.presents.len() + rows;
        self.presents.extend_from_slice(&[texte.is_some(); BLOC]);
        self.presents.truncate(end);
    }
}

impl Colonne for Textes {
    fn finir(&mut self) -> ArrayRef {
        if self.fins.is_empty() {
            self.fins.push(0);
        }
        let fins = OffsetBuffer::new(std::mem::take(&mut self.fins).into());
        let nulls = self.presents.contains(&false).then(|| NullBuffer::new(bits(&self.presents, |there| there)));
        self.presents.clear();
        // Whole texts were appended: the check cannot fail.
        match StringArray::try_new(fins, std::mem::take(&mut self.octets).into(), nulls) {
            Ok(array) => Arc::new(array),
            Err(_) => Arc::new(StringArray::new_null(0)),
        }
    }

    fn reprendre(&mut self, column: ArrayRef) {
        let own = column.as_string_opt::<i32>().cloned();
        drop(column);
        let Some((fins, octets, _)) = own.map(StringArray::into_parts) else { return };
        if let (Ok(mut fins), Ok(mut octets)) = (fins.into_inner().into_inner().into_vec(), octets.into_vec()) {
            fins.clear();
            octets.clear();
            (self.fins, self.octets) = (fins, octets);
        }
    }
}

/// Texts of which most rows have none.
#[derive(Debug, Default)]
pub(super) struct Rares {
    lignes: usize,
    textes: Vec<(usize, String)>,
}

impl Rares {
    pub(super) fn aucun(&mut self, rows: usize) {
        self.lignes += rows;
    }

    pub(super) fn push(&mut self, texte: &str) {
        self.textes.push((self.lignes, texte.to_owned()));
        self.lignes += 1;
    }
}

impl Colonne for Rares {
    fn finir(&mut self) -> ArrayRef {
        let rows = std::mem::take(&mut self.lignes);
        let mut builder = StringBuilder::with_capacity(rows, self.textes.iter().map(|(_, text)| text.len()).sum());
        let mut before = 0;
        for (row, text) in self.textes.drain(..) {
            builder.append_nulls(row - before);
            builder.append_value(text);
            before = row + 1;
        }
        builder.append_nulls(rows - before);
        Arc::new(builder.finish())
    }

    fn reprendre(&mut self, _: ArrayRef) {}
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;

    use super::*;

    fn lus(column: &ArrayRef) -> Vec<Option<&str>> {
        column.as_string::<i32>().iter().collect()
    }

    #[test]
    fn texts_of_any_length_are_repeated_and_their_memory_serves_again() {
        let long = "un texte de plus de seize octets";
        let mut textes = Textes::default();
        assert!(textes.finir().is_empty());
        textes.repeter(Some("A"), 2);
        textes.repeter(None, 1);
        textes.repeter(Some(long), 2);
        textes.repeter(Some(""), 1);
        let column = textes.finir();
        assert_eq!(lus(&column), [Some("A"), Some("A"), None, Some(long), Some(long), Some("")]);
        textes.reprendre(column);
        textes.repeter(Some("é"), 1);
        assert_eq!(lus(&textes.finir()), [Some("é")]);
    }

    #[test]
    fn rare_texts_are_in_their_rows() {
        let mut rares = Rares::default();
        rares.aucun(2);
        rares.push("x");
        rares.push("y");
        rares.aucun(1);
        assert_eq!(lus(&rares.finir()), [None, None, Some("x"), Some("y"), None]);
        rares.aucun(1);
        assert_eq!(lus(&rares.finir()), [None]);
    }
}
