//! The rules once parsed and checked, as bytes: what a page carries in place of the files.
//!
//! Reading the files of the rules takes a parser, every check and the words of every fault, and a page only
//! ever reads those of its program. So who builds the page loads them on the way, and writes what came out:
//! same tables, same words, same digest.

mod fields;

use std::collections::HashMap;

use super::Convention;

impl Convention {
    /// These rules as bytes, for [`Convention::lire_compacte`] of the same program.
    pub fn ecrire_compacte(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.write(&mut out);
        out.bytes
    }

    /// The rules that [`Convention::ecrire_compacte`] wrote. `None`: these bytes are not such rules.
    pub fn lire_compacte(bytes: &[u8]) -> Option<Convention> {
        let mut from = Reader { bytes, texts: Vec::new(), broken: false };
        let convention = Convention::read(&mut from);
        (!from.broken && from.bytes.is_empty()).then_some(convention)
    }
}

/// What is written and read back.
trait Compact: Sized {
    fn write(&self, out: &mut Writer);

    /// Some value, even where the bytes are no such value: then `from.broken` says so.
    fn read(from: &mut Reader<'_>) -> Self;
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    /// Texts that were written, in order: a second time, only their rank is.
    texts: HashMap<String, usize>,
}

struct Reader<'a> {
    /// What is left.
    bytes: &'a [u8],
    texts: Vec<&'a str>,
    broken: bool,
}

impl Writer {
    /// Seven bits at a time, lowest first.
    fn number(&mut self, mut value: u64) {
        while value > 0x7f {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    fn text(&mut self, text: &str) {
        let rank = self.texts.len() + 1;
        match self.texts.get(text) {
            Some(earlier) => self.number(*earlier as u64),
            None => {
                self.texts.insert(text.to_owned(), rank);
                self.number(0);
                self.number(text.len() as u64);
                self.bytes.extend_from_slice(text.as_bytes());
            }
        }
    }
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => {
                self.broken = true;
                0
            }
        }
    }

    fn number(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return value;
            }
        }
        self.broken = true;
        0
    }

    /// What a smaller number must be.
    fn within<N: TryFrom<u64> + Default>(&mut self) -> N {
        let number = N::try_from(self.number());
        self.broken |= number.is_err();
        number.unwrap_or_default()
    }

    /// One of a list.
    fn one_of<T: Copy>(&mut self, list: &[T], first: T) -> T {
        let found = list.get(self.within::<usize>());
        self.broken |= found.is_none();
        *found.unwrap_or(&first)
    }

    fn text(&mut self) -> &'a str {
        let found = match self.within::<usize>() {
            0 => {
                let length = self.within::<usize>();
                let new = self.bytes.split_at_checked(length).and_then(|(text, rest)| {
                    self.bytes = rest;
                    std::str::from_utf8(text).ok()
                });
                self.texts.extend(new);
                new
            }
            rank => self.texts.get(rank - 1).copied(),
        };
        self.broken |= found.is_none();
        found.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Convention;

    #[test]
    #[allow(clippy::unwrap_used)]
    fn the_rules_are_read_back_whole() {
        let convention = Convention::embarquee().unwrap();
        let bytes = convention.ecrire_compacte();
        let back = Convention::lire_compacte(&bytes).unwrap();
        // No field is left out of its Debug.
        assert_eq!(format!("{back:?}"), format!("{convention:?}"));
    }

    #[test]
    #[allow(clippy::unwrap_used)]
    fn other_bytes_are_no_rules() {
        let bytes = Convention::embarquee().unwrap().ecrire_compacte();
        for length in (0..bytes.len()).step_by(97) {
            assert!(Convention::lire_compacte(&bytes[..length]).is_none(), "{length}");
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert!(Convention::lire_compacte(&longer).is_none());
        assert!(Convention::lire_compacte(&[0xff; 64]).is_none());
    }
}
