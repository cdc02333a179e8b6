//! Which numbers follow from others by adding and subtracting.

use super::shown::Set;
use crate::sorting;

/// Numbers are taken modulo this prime. Where it would matter a number counts as following: that leaves out one too
/// many, and never one too few.
const PRIME: u64 = (1 << 31) - 1;

/// A number per kind of receipt: those that are in the same sets are of one kind.
type Row = Vec<u64>;

/// Sums that are known, and sums that nobody may learn from them.
#[derive(Debug, Clone)]
pub(super) struct Span {
    /// Where each kind of receipt is first found.
    kinds: Vec<usize>,
    /// What is known: each has a 1 at a place of its own, where those after it have 0.
    known: Vec<(usize, Row)>,
    /// What is kept back, as far as it does not follow from what is known.
    kept: Vec<Row>,
}

impl Span {
    /// Nothing is known. `sets` are all that will be asked about; those in `kept` are made of them.
    pub(super) fn new(sets: &[Set], kept: &[Set], receipts: usize) -> Self {
        let mut kinds: Vec<(Vec<bool>, usize)> = (0..receipts)
            .map(|at| (sets.iter().map(|it| it.contains(at)).collect(), at))
            .collect();
        sorting::by_key(&mut kinds, Clone::clone);
        kinds.dedup_by(|one, other| one.0 == other.0);
        let mut span = Self {
            kinds: kinds.into_iter().map(|(_, at)| at).collect(),
            known: Vec::new(),
            kept: Vec::new(),
        };
        span.kept = kept.iter().map(|it| span.row(it)).collect();
        span
    }

    fn row(&self, set: &Set) -> Row {
        let kinds = self.kinds.iter();
        kinds.map(|at| u64::from(set.contains(*at))).collect()
    }

    /// What a sum says that is not known yet, with a 1 at its first place; none when it says nothing.
    fn news(&self, set: &Set) -> Option<(usize, Row)> {
        let mut row = self.row(set);
        for (place, known) in &self.known {
            take(&mut row, *place, known);
        }
        let place = row.iter().position(|it| *it != 0)?;
        let unit = inverse(row.get(place).copied()?);
        for it in &mut row {
            *it = *it * unit % PRIME;
        }
        Some((place, row))
    }

    /// Whether a sum follows from what is known.
    pub(super) fn follows(&self, set: &Set) -> bool {
        self.news(set).is_none()
    }

    /// Makes a sum known, unless one that is kept back would follow.
    pub(super) fn add(&mut self, set: &Set) -> bool {
        let Some((place, row)) = self.news(set) else {
            return true;
        };
        let gives = |kept: &Row| {
            let times = kept.get(place).copied().unwrap_or_default();
            times != 0 && (kept.iter().zip(&row)).all(|(kept, it)| *kept == times * it % PRIME)
        };
        if self.kept.iter().any(gives) {
            return false;
        }
        for kept in &mut self.kept {
            take(kept, place, &row);
        }
        self.known.push((place, row));
        true
    }
}

/// Subtracts so often that nothing is left at a place.
fn take(from: &mut Row, place: usize, row: &Row) {
    let times = from.get(place).copied().unwrap_or_default();
    if times == 0 {
        return;
    }
    for (value, it) in from.iter_mut().zip(row) {
        *value = (*value + (PRIME - times) * it) % PRIME;
    }
}

/// By which a number is multiplied to become 1 (Fermat).
fn inverse(number: u64) -> u64 {
    let (mut result, mut base, mut times) = (1, number, PRIME - 2);
    while times > 0 {
        if times & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        times >>= 1;
    }
    result
}
