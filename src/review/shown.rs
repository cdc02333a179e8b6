//! Which numbers can be shown without telling something about a few people.
//!
//! All that is asked for is gathered first, and then it is settled what is shown: a number that is shown early can
//! give away one that comes later.

use super::span::Span;
use crate::sorting;

/// The smallest number that is shown, but for none at all.
pub const LEAST: usize = 5;

/// Some of the receipts.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set {
    words: Vec<u64>,
    len: usize,
}

impl FromIterator<bool> for Set {
    fn from_iter<I: IntoIterator<Item = bool>>(members: I) -> Self {
        let mut set = Self::default();
        for (at, is_in) in members.into_iter().enumerate() {
            if at % 64 == 0 {
                set.words.push(0);
            }
            if let (true, Some(word)) = (is_in, set.words.last_mut()) {
                *word |= 1 << (at % 64);
                set.len += 1;
            }
        }
        set
    }
}

impl Set {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn contains(&self, at: usize) -> bool {
        let word = self.words.get(at / 64);
        word.is_some_and(|it| it >> (at % 64) & 1 == 1)
    }

    /// Those that are not in another.
    fn without(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words);
        let words: Vec<u64> = words.map(|(own, other)| own & !other).collect();
        let len = words.iter().map(|it| it.count_ones() as usize).sum();
        Self { words, len }
    }

    fn has(&self, other: &Self) -> bool {
        let mut words = self.words.iter().zip(&other.words);
        words.all(|(own, other)| other & !own == 0)
    }

    fn meets(&self, other: &Self) -> bool {
        let mut words = self.words.iter().zip(&other.words);
        words.any(|(own, other)| own & other != 0)
    }
}

/// Few enough to point at someone.
fn few(number: usize) -> bool {
    (1..LEAST).contains(&number)
}

/// What is asked for.
#[derive(Debug, Clone)]
enum Asked {
    One(Set),
    /// Parts of a whole.
    Parts(Vec<Set>),
}

/// The numbers that are shown: gathered, then settled.
#[derive(Debug)]
pub(super) enum Shown {
    /// What is asked for; nothing is shown yet.
    Gathering(Gathering),
    /// What is shown, sorted.
    Settled(Vec<Set>),
}

#[derive(Debug, Default)]
pub(super) struct Gathering(Vec<Asked>);

impl Default for Shown {
    fn default() -> Self {
        Self::Gathering(Gathering::default())
    }
}

impl Shown {
    /// The size of a set, if it is shown.
    pub(super) fn one(&mut self, set: &Set) -> Option<usize> {
        match self {
            Self::Gathering(it) => it.0.push(Asked::One(set.clone())),
            Self::Settled(it) if it.binary_search(set).is_ok() => return Some(set.len()),
            Self::Settled(_) => {}
        }
        None
    }

    /// The sizes of the parts of a whole, which add up to it.
    pub(super) fn parts(&mut self, parts: &[Set]) -> Vec<Option<usize>> {
        if let Self::Gathering(it) = self {
            it.0.push(Asked::Parts(parts.to_vec()));
            return vec![None; parts.len()];
        }
        parts.iter().map(|it| self.one(it)).collect()
    }

    /// Settles which of all that was asked for are shown.
    pub(super) fn settled(self) -> Self {
        match self {
            Self::Gathering(it) => Self::Settled(it.settle()),
            settled @ Self::Settled(_) => settled,
        }
    }
}

impl Gathering {
    fn settle(self) -> Vec<Set> {
        let mut sets: Vec<Set> = Vec::new();
        // In the order in which they are asked for; those that are left out beforehand are not among them.
        let mut wanted: Vec<Set> = Vec::new();
        for asked in self.0 {
            match asked {
                Asked::One(set) => {
                    sets.push(set.clone());
                    wanted.push(set);
                }
                Asked::Parts(parts) => {
                    wanted.extend(large(&parts));
                    sets.extend(parts);
                }
            }
        }
        sorting::by_key(&mut sets, Clone::clone);
        sets.dedup();
        let receipts = sets.iter().map(|it| it.words.len() * 64).max();
        let mut span = Span::new(&sets, &kept(&sets), receipts.unwrap_or_default());
        let mut shown: Vec<Set> = wanted.into_iter().filter(|it| !few(it.len())).collect();
        shown.retain(|it| span.add(it));
        // What follows is no secret: without it a table would only look as if it were one.
        shown.extend(sets.into_iter().filter(|it| span.follows(it)));
        sorting::by_key(&mut shown, Clone::clone);
        shown.dedup();
        shown
    }
}

/// The sets of few: those that are asked for; what one has more than another that is in it; and what two that do not
/// meet leave of a third.
fn kept(sets: &[Set]) -> Vec<Set> {
    let mut kept: Vec<Set> = sets.iter().filter(|it| few(it.len())).cloned().collect();
    for whole in sets {
        let inside: Vec<&Set> = (sets.iter())
            .filter(|it| (1..whole.len()).contains(&it.len()) && whole.has(it))
            .collect();
        for (at, one) in inside.iter().enumerate() {
            let left = whole.len() - one.len();
            if few(left) {
                kept.push(whole.without(one));
            }
            let rest = |other: &&Set| left.checked_sub(other.len()).is_some_and(few);
            let others = inside.iter().skip(at + 1).filter(|it| rest(it));
            let apart = others.filter(|it| !it.meets(one));
            kept.extend(apart.map(|it| whole.without(one).without(it)));
        }
    }
    sorting::by_key(&mut kept, Clone::clone);
    kept.dedup();
    kept
}

/// The parts of a whole without its small ones. Where one has to be left out, so many are that what they have
/// together is not small either.
fn large(parts: &[Set]) -> impl Iterator<Item = Set> {
    let mut by_size: Vec<usize> = parts.iter().map(Set::len).filter(|it| *it > 0).collect();
    by_size.sort_unstable();
    let mut hidden = (0, 0);
    let mut largest_hidden = 0;
    for size in by_size {
        let enough = hidden.0 == 0 || (hidden.0 >= 2 && hidden.1 >= LEAST);
        if few(size) || !enough {
            hidden = (hidden.0 + 1, hidden.1 + size);
            largest_hidden = size;
        }
    }
    // Parts as large as the largest that is left out go with it: which one it was does not matter.
    let is_large = move |part: &&Set| part.len() == 0 || part.len() > largest_hidden;
    parts.iter().filter(is_large).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Receipts from and up to a number, of a hundred.
    fn set(from: usize, to: usize) -> Set {
        (0..100).map(|at| (from..to).contains(&at)).collect()
    }

    /// What is shown of these, asked for one by one.
    fn ones(sets: &[(usize, usize)]) -> Vec<Option<usize>> {
        let mut shown = Shown::default();
        let sets: Vec<Set> = sets.iter().map(|(from, to)| set(*from, *to)).collect();
        for it in &sets {
            assert_eq!(shown.one(it), None);
        }
        let mut shown = shown.settled();
        sets.iter().map(|it| shown.one(it)).collect()
    }

    #[test]
    fn small_numbers_are_left_out() {
        assert_eq!(ones(&[(0, 0), (0, 4), (0, 5)]), [Some(0), None, Some(5)]);
    }

    #[test]
    fn no_small_number_follows_by_subtraction() {
        let of = ones(&[
            (0, 20),
            (0, 17),
            (0, 24),
            (0, 10),
            (10, 17),
            (10, 15),
            (60, 77),
        ]);
        let expected = [Some(20), None, None, Some(10), None, Some(5), Some(17)];
        // With the ten the seven leaves three of the twenty; the other seventeen says nothing of them.
        assert_eq!(of, expected);
    }

    #[test]
    fn no_small_number_follows_from_more_than_two() {
        // Three of thirty are left by what comes before them.
        let of = ones(&[(0, 30), (0, 9), (9, 18), (18, 27), (27, 30)]);
        assert_eq!(of, [Some(30), Some(9), Some(9), None, None]);
        // And by what comes behind them.
        let of = ones(&[(27, 30), (0, 9), (9, 18), (18, 27), (0, 30)]);
        assert_eq!(of, [None, Some(9), Some(9), Some(9), None]);
    }

    #[test]
    fn parts_of_a_whole() {
        let of = |parts: &[(usize, usize)]| {
            let parts: Vec<Set> = parts.iter().map(|(from, to)| set(*from, *to)).collect();
            let mut shown = Shown::default();
            shown.parts(&parts);
            shown.settled().parts(&parts)
        };
        assert_eq!(of(&[(0, 10), (10, 20)]), [Some(10), Some(10)]);
        // Three alone would follow from the total; so would three and one.
        assert_eq!(of(&[(0, 3), (3, 10), (10, 30)]), [None, None, Some(20)]);
        assert_eq!(of(&[(0, 3), (3, 4), (4, 14)]), [None, None, None]);
        assert_eq!(of(&[(0, 3), (3, 6), (6, 26)]), [None, None, Some(20)]);
        assert_eq!(of(&[(0, 0), (0, 12)]), [Some(0), Some(12)]);
    }

    /// The rank of whole numbers, without fractions and without a prime.
    fn rank(mut rows: Vec<Vec<i128>>) -> usize {
        let mut rank = 0;
        let columns = rows.first().map_or(0, Vec::len);
        for column in 0..columns {
            let Some(at) = (rank..rows.len()).find(|at| rows[*at][column] != 0) else {
                continue;
            };
            rows.swap(rank, at);
            let (done, rest) = rows.split_at_mut(rank + 1);
            let pivot = &done[rank];
            for row in rest.iter_mut().filter(|row| row[column] != 0) {
                let times = row[column];
                for (value, it) in row.iter_mut().zip(pivot) {
                    *value = *value * pivot[column] - it * times;
                }
                let common = row.iter().fold(0, |all, it| gcd(all, it.abs()));
                for it in row.iter_mut() {
                    *it /= common.max(1);
                }
            }
            rank += 1;
        }
        rank
    }

    fn gcd(one: i128, other: i128) -> i128 {
        if other == 0 {
            one
        } else {
            gcd(other, one % other)
        }
    }

    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        /// Tables over the same few receipts, two-way ones and totals among them: nothing that is left out follows
        /// from what is shown, however it is added and subtracted.
        #[test]
        fn what_is_left_out_does_not_follow(
            kinds in prop::collection::vec((0..4_usize, 0..3_usize, 0..3_usize), 5..60),
            loose in prop::collection::vec(prop::collection::vec(any::<bool>(), 60), 0..4),
            order in any::<bool>(),
        ) {
            let of = |is_in: &dyn Fn(&(usize, usize, usize)) -> bool| -> Set {
                kinds.iter().map(is_in).collect()
            };
            let mut tables: Vec<Vec<Set>> = vec![
                vec![of(&|_| true)],
                (0..4).map(|at| of(&|it| it.0 == at)).collect(),
                (0..3).map(|at| of(&|it| it.1 == at)).collect(),
                (0..3).map(|at| of(&|it| it.2 == at)).collect(),
                (0..12).map(|at| of(&|it| (it.0, it.1) == (at / 3, at % 3))).collect(),
            ];
            for one in &loose {
                tables.push(vec![kinds.iter().zip(one).map(|(_, is_in)| *is_in).collect()]);
            }
            // What is seen of a rule, as `counted` asks for it: not as parts.
            let ones: Vec<Set> = (0..9).map(|at| of(&|it| (it.1, it.2) == (at / 3, at % 3))).collect();
            if order {
                tables.reverse();
            }
            let ask = |shown: &mut Shown| -> Vec<(Set, Option<usize>)> {
                let mut all = Vec::new();
                for table in &tables {
                    let counts = shown.parts(table);
                    all.extend(table.iter().cloned().zip(counts));
                }
                all.extend(ones.iter().map(|it| (it.clone(), shown.one(it))));
                all
            };
            let mut shown = Shown::default();
            ask(&mut shown);
            let all = ask(&mut shown.settled());
            let row = |set: &Set| -> Vec<i128> {
                (0..kinds.len()).map(|at| i128::from(set.contains(at))).collect()
            };
            let known: Vec<Vec<i128>> = all.iter().filter(|it| it.1.is_some()).map(|it| row(&it.0)).collect();
            let before = rank(known.clone());
            for (set, count) in &all {
                prop_assert_eq!(count.unwrap_or(set.len()), set.len());
                prop_assert!(count.is_none() || !few(set.len()));
                if count.is_none() {
                    let with = [known.clone(), vec![row(set)]].concat();
                    prop_assert!(rank(with) > before, "{:?} of {}", set, set.len());
                }
            }
        }
    }
}
