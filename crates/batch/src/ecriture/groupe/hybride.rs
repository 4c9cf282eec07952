//! Small numbers as Parquet packs them: runs of one number, and groups of eight in as few bits as the largest takes.

use arrow_buffer::NullBuffer;

/// Numbers of a group.
const GROUPE: usize = 8;

/// How many bits a number takes.
pub(super) fn largeur(plus_grand: u32) -> u32 {
    u32::BITS - plus_grand.leading_zeros()
}

/// Writes numbers of at most `largeur` bits.
pub(super) fn ecrire(page: &mut Vec<u8>, largeur: u32, nombres: &[u32]) {
    let mut rest = nombres;
    while !rest.is_empty() {
        let apart = sans_suite(rest);
        let (groups, after) = rest.split_at(apart);
        if !groups.is_empty() {
            paquets(page, largeur, groups);
        }
        rest = after;
        if let Some(first) = rest.first() {
            let run = rest.iter().take_while(|n| *n == first).count();
            suite(page, largeur, *first, run);
            rest = &rest[run..];
        }
    }
}

/// Which rows have a value, a bit a row: as Arrow holds it, so its bytes are copied.
pub(super) fn presences(page: &mut Vec<u8>, nulls: Option<&NullBuffer>, lignes: usize) {
    match nulls.filter(|nulls| nulls.null_count() > 0) {
        None => suite(page, 1, 1, lignes),
        Some(nulls) if nulls.null_count() == lignes => suite(page, 1, 0, lignes),
        Some(nulls) => {
            let groups = lignes.div_ceil(GROUPE);
            entete(page, (groups << 1) | 1);
            let bits = nulls.inner().sliced();
            page.extend_from_slice(&bits.as_slice()[..groups]);
        }
    }
}

/// How many numbers come before a group of eight that are all the same; all of them where there is none.
fn sans_suite(nombres: &[u32]) -> usize {
    let groups = nombres.chunks_exact(GROUPE);
    let same = |group: &[u32]| group.iter().fold(0, |differs, n| differs | (n ^ group[0])) == 0;
    groups.clone().position(same).map_or(nombres.len(), |group| group * GROUPE)
}

fn suite(page: &mut Vec<u8>, largeur: u32, nombre: u32, fois: usize) {
    entete(page, fois << 1);
    page.extend_from_slice(&nombre.to_le_bytes()[..largeur.div_ceil(u8::BITS) as usize]);
}

fn paquets(page: &mut Vec<u8>, largeur: u32, nombres: &[u32]) {
    let groups = nombres.len().div_ceil(GROUPE);
    entete(page, (groups << 1) | 1);
    let end = page.len() + groups * largeur as usize;
    page.reserve(end - page.len() + size_of::<u64>());
    let (mut bits, mut held) = (0_u64, 0);
    for nombre in nombres {
        bits |= u64::from(*nombre) << held;
        held += largeur;
        if held >= u32::BITS {
            page.extend_from_slice(&(bits as u32).to_le_bytes());
            bits >>= u32::BITS;
            held -= u32::BITS;
        }
    }
    page.extend_from_slice(&bits.to_le_bytes());
    // What the last group lacks is 0.
    page.resize(end, 0);
}

/// A number by sevens of bits, the last first.
fn entete(page: &mut Vec<u8>, mut nombre: usize) {
    while nombre >= 0x80 {
        page.push(nombre as u8 | 0x80);
        nombre >>= 7;
    }
    page.push(nombre as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn octets(largeur: u32, nombres: &[u32]) -> Vec<u8> {
        let mut page = Vec::new();
        ecrire(&mut page, largeur, nombres);
        page
    }

    #[test]
    fn a_run_and_groups_are_those_of_the_format() {
        // The example of the format: 0 to 7 in 3 bits.
        assert_eq!(octets(3, &[0, 1, 2, 3, 4, 5, 6, 7]), [3, 0b1000_1000, 0b1100_0110, 0b1111_1010]);
        assert_eq!(octets(3, &[5; 100]), [200, 1, 5]);
        assert_eq!(octets(0, &[0; 9]), [18]);
        assert_eq!(octets(0, &[0; 3]), [3]);
        assert_eq!(octets(3, &[1, 2]), [3, 0b1_0001, 0, 0]);
        assert_eq!(octets(9, &[0x101; 8]), [16, 1, 1]);
    }

    #[test]
    fn no_number_has_no_byte() {
        assert!(octets(3, &[]).is_empty());
    }

    #[test]
    fn as_few_bits_as_the_largest_takes() {
        assert_eq!([0, 1, 2, 255, 256, u32::MAX].map(largeur), [0, 1, 2, 8, 9, 32]);
    }

    #[test]
    fn rows_that_have_a_value_are_a_bit_each() {
        let written = |known: &[bool]| {
            let mut page = Vec::new();
            presences(&mut page, Some(&NullBuffer::from(known.to_vec())).filter(|n| n.null_count() > 0), known.len());
            page
        };
        assert_eq!(written(&[true; 5]), [10, 1]);
        assert_eq!(written(&[false; 5]), [10, 0]);
        assert_eq!(written(&[true, false, true, true, true, true, true, true, true]), [5, 0b1111_1101, 1]);
    }
}
