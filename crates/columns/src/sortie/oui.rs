//! A column of yes and no.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray};
use arrow_buffer::NullBuffer;

use super::nombres::bits;
use super::{BLOC, Colonne};

/// A column while it is written: a byte a row.
#[derive(Debug, Default)]
pub(super) struct Oui(Vec<u8>);

/// Neither.
const VIDE: u8 = 2;

impl Oui {
    /// The same in so many rows, at most [`BLOC`].
    #[inline(always)]
    pub(super) fn repeter(&mut self, oui: Option<bool>, rows: usize) {
        let end = self.0.len() + rows;
        self.0.extend_from_slice(&[oui.map_or(VIDE, u8::from); BLOC]);
        self.0.truncate(end);
    }
}

impl Colonne for Oui {
    fn finir(&mut self) -> ArrayRef {
        let known = self.0.contains(&VIDE).then(|| NullBuffer::new(bits(&self.0, |oui| oui != VIDE)));
        let column = BooleanArray::new(bits(&self.0, |oui| oui == 1), known);
        self.0.clear();
        Arc::new(column)
    }

    fn reprendre(&mut self, _: ArrayRef) {}
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;

    use super::*;

    #[test]
    fn yes_no_and_neither() {
        let mut oui = Oui::default();
        oui.repeter(Some(true), 2);
        oui.repeter(None, 1);
        oui.repeter(Some(false), 1);
        let found: Vec<Option<bool>> = oui.finir().as_boolean().iter().collect();
        assert_eq!(found, [Some(true), Some(true), None, Some(false)]);
        oui.repeter(Some(true), 1);
        assert_eq!(oui.finir().as_boolean().iter().collect::<Vec<_>>(), [Some(true)]);
    }
}
