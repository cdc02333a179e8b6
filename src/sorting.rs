//! Sorting in little code.
//!
//! The sort of the standard library is compiled anew for every type and every order, a few kilobytes
//! each time; collecting into a set or map sorts too. All lists here are short, and a download counts
//! every byte: one merge sort of positions does for all.

use std::collections::{BTreeMap, BTreeSet};

/// Sorts by a key, which is asked once per item; what has the same key stays in its order.
///
/// # Examples
///
/// ```
/// let mut words = vec!["twee", "een", "drie", "vier"];
/// domeinwijzer::sorting::by_key(&mut words, |word| word.len());
/// assert_eq!(words, ["een", "twee", "drie", "vier"]);
/// ```
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = order(keys.len(), &|a, b| keys.get(a) <= keys.get(b));
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    let places = order.into_iter();
    items.extend(places.filter_map(|at| taken.get_mut(at).and_then(Option::take)));
}

/// The positions of so many items in their order; `fits` says whether one may stand before another.
fn order(count: usize, fits: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        let mut merged = Vec::with_capacity(count);
        for pair in sorted.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some(a), Some(b)) = (left.first(), right.first()) {
                let side = if fits(*a, *b) { &mut left } else { &mut right };
                merged.extend(side.split_off_first());
            }
            merged.extend(left);
            merged.extend(right);
        }
        sorted = merged;
        width *= 2;
    }
    sorted
}

/// Collects into a set.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// Collects into a map; of values with the same key the last one stays.
pub fn map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(mut items: Vec<(u8, u16)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|it| it.0);
            super::by_key(&mut items, |it| it.0);
            prop_assert_eq!(items, expected);
        }
    }
}
