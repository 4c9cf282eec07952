//! One stable sort for every list.
//!
//! The standard library's is compiled again for each kind of list and key: some fifty of them were a sixth
//! of the page in WebAssembly. Here the order is found on indices, by one function; only the comparison
//! and the exchange of two elements depend on what is sorted. Lists are short, and no rule sorts in a loop.

use std::cmp::Ordering;

/// Sorts a list by a key; equal elements keep their order.
pub fn by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a list by a comparison; equal elements keep their order.
pub fn by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(list.len(), &|a, b| compare(&list[a], &list[b]));
    arrange(order, &mut |a, b| list.swap(a, b));
}

/// The indices of a list of this length, in the order of its elements.
fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    order
}

/// Puts at each place the element whose index is in `from`, by exchanges along each cycle.
fn arrange(mut from: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut place = start;
        loop {
            let next = std::mem::replace(&mut from[place], place);
            if next == start || next == place {
                break;
            }
            swap(place, next);
            place = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library(list in prop::collection::vec((0_u8..6, any::<u16>()), 0..60)) {
            let mut ours = list.clone();
            super::by_key(&mut ours, |(key, _)| *key);
            let mut theirs = list;
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ours, theirs);
        }
    }
}
