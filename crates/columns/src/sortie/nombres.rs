//! Columns of whole numbers, some of which are not there.

use std::sync::Arc;

use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{ArrayRef, PrimitiveArray};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, NullBuffer};

/// A number with a value that no figure has: it stands for none, so that a row is written without a branch.
pub(super) trait Entier: ArrowNativeType {
    /// Stands for none.
    const VIDE: Self;
}

impl Entier for i32 {
    const VIDE: i32 = i32::MIN;
}

impl Entier for i64 {
    const VIDE: i64 = i64::MIN;
}

/// A column while it is written.
#[derive(Debug, Default)]
pub(super) struct Nombres<N>(Vec<N>);

impl<N: Entier> Nombres<N> {
    #[inline(always)]
    pub(super) fn push(&mut self, nombre: Option<N>) {
        self.0.push(nombre.unwrap_or(N::VIDE));
    }

    /// The same number in so many rows.
    #[inline(always)]
    pub(super) fn repeter(&mut self, nombre: Option<N>, rows: usize) {
        self.0.resize(self.0.len() + rows, nombre.unwrap_or(N::VIDE));
    }

    pub(super) fn finir<P: ArrowPrimitiveType<Native = N>>(&mut self) -> PrimitiveArray<P> {
        // The next batch is as long, most often.
        let next = Vec::with_capacity(self.0.len());
        let mut nombres = std::mem::replace(&mut self.0, next);
        if !nombres.contains(&N::VIDE) {
            return PrimitiveArray::new(nombres.into(), None);
        }
        let known = BooleanBuffer::collect_bool(nombres.len(), |row| nombres[row] != N::VIDE);
        for nombre in &mut nombres {
            *nombre = if *nombre == N::VIDE { N::default() } else { *nombre };
        }
        PrimitiveArray::new(nombres.into(), Some(NullBuffer::new(known)))
    }

    pub(super) fn colonne<P: ArrowPrimitiveType<Native = N>>(&mut self) -> ArrayRef {
        Arc::new(self.finir::<P>())
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int32Type;

    use super::*;

    #[test]
    fn what_is_not_there_is_null_and_the_next_batch_starts_anew() {
        let mut nombres = Nombres::<i32>::default();
        nombres.push(Some(7));
        nombres.repeter(None, 2);
        nombres.repeter(Some(-1), 1);
        let column = nombres.colonne::<Int32Type>();
        let found: Vec<Option<i32>> = column.as_primitive::<Int32Type>().iter().collect();
        assert_eq!(found, [Some(7), None, None, Some(-1)]);
        nombres.push(Some(0));
        let column = nombres.colonne::<Int32Type>();
        assert_eq!((column.len(), column.null_count()), (1, 0));
    }
}
