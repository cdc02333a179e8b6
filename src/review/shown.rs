//! Which numbers can be shown without telling something about a few people.

/// The smallest number that is shown, but for none at all.
pub const LEAST: usize = 5;

/// Some of the receipts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    fn has(&self, other: &Self) -> bool {
        let mut words = self.words.iter().zip(&other.words);
        words.all(|(own, other)| other & !own == 0)
    }

    fn meets(&self, other: &Self) -> bool {
        let mut words = self.words.iter().zip(&other.words);
        words.any(|(own, other)| own & other != 0)
    }
}

/// The numbers that are shown so far.
#[derive(Debug, Default)]
pub(super) struct Shown(Vec<Set>);

/// Few enough to point at someone.
fn few(number: usize) -> bool {
    (1..LEAST).contains(&number)
}

impl Shown {
    /// The size of a set, unless it is small, or a small one would follow from it and what is shown.
    pub(super) fn one(&mut self, set: &Set) -> Option<usize> {
        if few(set.len()) {
            return None;
        }
        if self.0.contains(set) {
            return Some(set.len());
        }
        let follows = self.0.iter().any(|other| {
            let (inner, outer) = ordered(set, other);
            few(outer.len().saturating_sub(inner.len())) && outer.has(inner)
        });
        if follows || self.splits(set) {
            return None;
        }
        self.0.push(set.clone());
        Some(set.len())
    }

    /// Whether this set and another, without overlap, leave few of a third; or two others few of this one.
    fn splits(&self, set: &Set) -> bool {
        let apart = |one: &Set, other: &Set, whole: &Set| {
            let rest = whole.len().checked_sub(one.len() + other.len());
            rest.is_some_and(few) && whole.has(one) && whole.has(other) && !one.meets(other)
        };
        self.0.iter().enumerate().any(|(at, one)| {
            let others = self.0.iter().skip(at + 1);
            let mut pairs = others.flat_map(|other| [(one, other), (other, one)]);
            pairs.any(|(one, other)| apart(set, one, other) || apart(one, other, set))
        })
    }

    /// The sizes of the parts of a whole, which add up to it. Where one has to be left out, so many are
    /// that what they have together is not small either.
    pub(super) fn parts(&mut self, parts: &[Set]) -> Vec<Option<usize>> {
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
        let is_shown = |part: &Set| part.len() == 0 || part.len() > largest_hidden;
        parts
            .iter()
            .map(|part| is_shown(part).then(|| self.one(part))?)
            .collect()
    }
}

fn ordered<'a>(one: &'a Set, other: &'a Set) -> (&'a Set, &'a Set) {
    if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Receipts from and up to a number, of a hundred.
    fn set(from: usize, to: usize) -> Set {
        (0..100).map(|at| (from..to).contains(&at)).collect()
    }

    #[test]
    fn small_numbers_are_left_out() {
        let mut shown = Shown::default();
        assert_eq!(shown.one(&set(0, 0)), Some(0));
        assert_eq!(shown.one(&set(0, 4)), None);
        assert_eq!(shown.one(&set(0, 5)), Some(5));
    }

    #[test]
    fn no_small_number_follows_by_subtraction() {
        let mut shown = Shown::default();
        assert_eq!(shown.one(&set(0, 20)), Some(20));
        assert_eq!(shown.one(&set(0, 17)), None);
        assert_eq!(shown.one(&set(0, 24)), None);
        assert_eq!(shown.one(&set(0, 10)), Some(10));
        // With the ten above it leaves three of the twenty.
        assert_eq!(shown.one(&set(10, 17)), None);
        assert_eq!(shown.one(&set(10, 15)), Some(5));
        // Another seventeen than those of the twenty says nothing.
        assert_eq!(shown.one(&set(60, 77)), Some(17));
    }

    #[test]
    fn parts_of_a_whole() {
        let of = |parts: &[(usize, usize)]| {
            let parts: Vec<Set> = parts.iter().map(|(from, to)| set(*from, *to)).collect();
            Shown::default().parts(&parts)
        };
        assert_eq!(of(&[(0, 10), (10, 20)]), [Some(10), Some(10)]);
        // Three alone would follow from the total; so would three and one.
        assert_eq!(of(&[(0, 3), (3, 10), (10, 30)]), [None, None, Some(20)]);
        assert_eq!(of(&[(0, 3), (3, 4), (4, 14)]), [None, None, None]);
        assert_eq!(of(&[(0, 3), (3, 6), (6, 26)]), [None, None, Some(20)]);
        assert_eq!(of(&[(0, 0), (0, 12)]), [Some(0), Some(12)]);
    }
}
