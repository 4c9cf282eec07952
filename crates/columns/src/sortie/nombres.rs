//! Columns of whole numbers, some of which are not there.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{ArrayRef, PrimitiveArray};
use arrow_buffer::{ArrowNativeType, BooleanBuffer, NullBuffer};

use super::{BLOC, Colonne};

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
#[derive(Debug)]
pub(super) struct Nombres<P: ArrowPrimitiveType>(Vec<P::Native>);

impl<P: ArrowPrimitiveType> Default for Nombres<P> {
    fn default() -> Nombres<P> {
        Nombres(Vec::new())
    }
}

impl<P: ArrowPrimitiveType> Nombres<P>
where
    P::Native: Entier,
{
    /// The numbers of the rows of a contract, at most [`BLOC`]. As many are written as that, straight into their places,
    /// and those past its rows given up: a number of rows that is known takes a few instructions, any other a loop.
    #[inline(always)]
    pub(super) fn bloc(&mut self, rows: usize, nombre: impl FnMut(usize) -> Option<P::Native>) {
        let end = self.0.len() + rows;
        let mut nombre = nombre;
        self.0.extend((0..BLOC).map(|row| nombre(row).unwrap_or(P::Native::VIDE)));
        self.0.truncate(end);
    }

    /// The same number in so many rows.
    #[inline(always)]
    pub(super) fn repeter(&mut self, nombre: Option<P::Native>, rows: usize) {
        let end = self.0.len() + rows;
        self.0.extend_from_slice(&[nombre.unwrap_or(P::Native::VIDE); BLOC]);
        self.0.truncate(end);
    }

    pub(super) fn tableau(&mut self) -> PrimitiveArray<P> {
        let mut nombres = std::mem::take(&mut self.0);
        if !nombres.contains(&P::Native::VIDE) {
            return PrimitiveArray::new(nombres.into(), None);
        }
        let known = bits(&nombres, |nombre| nombre != P::Native::VIDE);
        for nombre in &mut nombres {
            *nombre = if *nombre == P::Native::VIDE { P::Native::default() } else { *nombre };
        }
        PrimitiveArray::new(nombres.into(), Some(NullBuffer::new(known)))
    }

    /// Takes back the memory of a column, where nothing reads it any more.
    pub(super) fn reprendre_de(&mut self, column: PrimitiveArray<P>) {
        let (_, values, _) = column.into_parts();
        if let Ok(mut values) = values.into_inner().into_vec::<P::Native>() {
            values.clear();
            self.0 = values;
        }
    }
}

/// A bit for each value. Eight answers of a byte each become a byte of bits by one product, where one bit after the
/// other takes as many steps.
pub(super) fn bits<T: Copy>(valeurs: &[T], vrai: impl Fn(T) -> bool) -> BooleanBuffer {
    const DIAGONALE: u64 = 0x0102_0408_1020_4080;
    let byte = |answers: [u8; 8]| (u64::from_le_bytes(answers).wrapping_mul(DIAGONALE) >> 56) as u8;
    let mut bytes = Vec::with_capacity(valeurs.len().div_ceil(8));
    let mut groups = valeurs.chunks_exact(8);
    bytes.extend(groups.by_ref().map(|group| byte(std::array::from_fn(|i| u8::from(vrai(group[i]))))));
    let rest = groups.remainder();
    if !rest.is_empty() {
        bytes.push(byte(std::array::from_fn(|i| rest.get(i).map_or(0, |value| u8::from(vrai(*value))))));
    }
    BooleanBuffer::new(bytes.into(), 0, valeurs.len())
}

impl<P: ArrowPrimitiveType> Colonne for Nombres<P>
where
    P::Native: Entier,
{
    fn finir(&mut self) -> ArrayRef {
        Arc::new(self.tableau())
    }

    fn reprendre(&mut self, column: ArrayRef) {
        let own = column.as_primitive_opt::<P>().cloned();
        drop(column);
        if let Some(own) = own {
            self.reprendre_de(own);
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::Array;
    use arrow_array::types::Int32Type;

    use super::*;

    #[test]
    fn what_is_not_there_is_null_and_the_next_batch_starts_anew() {
        let mut nombres = Nombres::<Int32Type>::default();
        nombres.repeter(Some(7), 1);
        nombres.repeter(None, 2);
        nombres.bloc(3, |row| [Some(-1), None, Some(3), Some(4), Some(5)][row]);
        let column = nombres.finir();
        let found: Vec<Option<i32>> = column.as_primitive::<Int32Type>().iter().collect();
        assert_eq!(found, [Some(7), None, None, Some(-1), None, Some(3)]);
        let memory = column.as_primitive::<Int32Type>().values().as_ptr();
        nombres.reprendre(column);
        nombres.repeter(Some(0), 1);
        let column = nombres.finir();
        assert_eq!((column.len(), column.null_count()), (1, 0));
        assert_eq!(column.as_primitive::<Int32Type>().values().as_ptr(), memory);
    }

    #[test]
    fn a_bit_is_that_of_its_value() {
        for length in [0, 1, 7, 8, 9, 64, 131] {
            let values: Vec<u64> = (0..length).map(|n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40).collect();
            let odd = bits(&values, |n| n % 2 == 1);
            assert!(odd.iter().eq(values.iter().map(|n| n % 2 == 1)), "{length}");
        }
    }

    #[test]
    fn memory_that_is_still_read_is_left_alone() {
        let mut nombres = Nombres::<Int32Type>::default();
        nombres.repeter(Some(7), 2);
        let column = nombres.finir();
        let kept = Arc::clone(&column);
        nombres.reprendre(column);
        nombres.repeter(Some(0), 2);
        assert_eq!(kept.as_primitive::<Int32Type>().values(), &[7, 7]);
    }
}
