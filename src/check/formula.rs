//! Conditions after the check: names are positions, types fit, evaluation cannot fail.

use crate::condition::{Comparison, HowMany};

/// What a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The question at this position.
    Question(usize),
    /// The score at this position.
    Score(usize),
}

/// What a value has to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// It compares so with this code.
    Compare(Comparison, i64),
    /// It lies between these, both included.
    Between(i64, i64),
    /// It is one of these; sorted.
    In(Vec<i64>),
    /// This choice is among it.
    Has(usize),
}

impl Need {
    /// Whether a code fulfils it.
    pub fn holds(&self, code: i64) -> bool {
        match self {
            Self::Compare(how, with) => how.holds(code, *with),
            Self::Between(low, high) => (*low..=*high).contains(&code),
            Self::In(codes) => codes.contains(&code),
            Self::Has(choice) => code >> choice & 1 == 1,
        }
    }

    /// Whether some, and whether not all, of the numbers from `low` to `high` fulfil it.
    pub(crate) fn over(&self, low: i64, high: i64) -> (bool, bool) {
        // Between two neighbouring borders the answer stays the same: looking at the borders and
        // their neighbours sees every case, however wide the range is.
        let borders: Vec<i64> = match self {
            Self::Compare(_, with) => vec![*with],
            Self::Between(from, to) => vec![*from, *to],
            Self::In(codes) => codes.clone(),
            Self::Has(_) => (low..=high).take(1 << 16).collect(),
        };
        let near = borders
            .iter()
            .flat_map(|border| [border - 1, *border, border + 1]);
        let seen = near
            .chain([low, high])
            .filter(|code| (low..=high).contains(code));
        seen.fold((false, false), |(some, not_all), code| {
            let holds = self.holds(code);
            (some || holds, not_all || !holds)
        })
    }
}

/// A test of one value; the smallest part of a condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Test {
    /// What it looks at.
    pub subject: Subject,
    /// What that has to be.
    pub need: Need,
}

/// A condition, ready for evaluation. Positions point into [`Checked`](super::Checked).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// The test at this position.
    Test(usize),
    /// The finding at this position.
    Finding(usize),
    /// Does not hold.
    Not(Box<Formula>),
    /// All hold.
    All(Vec<Formula>),
    /// At least one holds.
    Any(Vec<Formula>),
    /// So many hold.
    Count {
        /// At least, at most or exactly.
        how: HowMany,
        /// So many.
        number: usize,
        /// Of these.
        of: Vec<Formula>,
    },
}

impl Formula {
    /// How many parts it has, itself included.
    pub(crate) fn parts(&self) -> usize {
        match self {
            Self::Test(_) | Self::Finding(_) => 1,
            Self::Not(inner) => 1 + inner.parts(),
            Self::All(parts) | Self::Any(parts) | Self::Count { of: parts, .. } => {
                1 + parts.iter().map(Self::parts).sum::<usize>()
            }
        }
    }

    /// Calls `visit` for every test and finding in it, from left to right.
    pub(crate) fn each_leaf(&self, visit: &mut impl FnMut(&Self)) {
        match self {
            Self::Test(_) | Self::Finding(_) => visit(self),
            Self::Not(inner) => inner.each_leaf(visit),
            Self::All(parts) | Self::Any(parts) | Self::Count { of: parts, .. } => {
                for part in parts {
                    part.each_leaf(visit);
                }
            }
        }
    }
}
