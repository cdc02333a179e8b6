//! The values of questions, as literals.

use super::cnf::Cnf;
use crate::sorting;
use batsat::Lit;

/// A value, with the literal that keeps a number on this side of it.
type Bound = (i64, Lit);

/// A whole number, by literals "at least this much".
///
/// Only where it makes a difference is there a literal; between two of them all values are alike.
/// Any two thresholds of one number are related by their order (order encoding: Tamura, Taga,
/// Kitagawa, Banbara, *Compiling Finite Linear CSP into SAT*, Constraints 14, 2009).
#[derive(Debug, Clone)]
pub(super) struct Number {
    min: i64,
    max: i64,
    /// Values above the lowest one, in order, each with the literal "at least this".
    cuts: Vec<(i64, Lit)>,
    /// What the number follows where a question is asked under a condition.
    follows: Option<Box<Followed>>,
}

/// What a question counts as when it is asked, and when not.
#[derive(Debug, Clone)]
struct Followed {
    asked: Lit,
    given: Number,
    otherwise: i64,
}

impl Number {
    pub(super) fn new((min, max): (i64, i64)) -> Self {
        Self {
            min,
            max,
            cuts: Vec::new(),
            follows: None,
        }
    }

    /// A number that is another one where `asked` holds, and a constant where not.
    pub(super) fn following(given: Self, asked: Lit, otherwise: i64) -> Self {
        Self {
            min: given.min.min(otherwise),
            max: given.max.max(otherwise),
            cuts: Vec::new(),
            follows: Some(Box::new(Followed {
                asked,
                given,
                otherwise,
            })),
        }
    }

    pub(super) fn range(&self) -> (i64, i64) {
        (self.min, self.max)
    }

    /// What was answered, as against what it counts as.
    pub(super) fn given(&self) -> &Self {
        self.follows.as_ref().map_or(self, |it| &it.given)
    }

    /// What was answered, as against what it counts as.
    pub(super) fn given_mut(&mut self) -> &mut Self {
        match self.follows {
            // Two steps, because the borrow of a match arm would last too long otherwise.
            Some(ref mut it) => &mut it.given,
            None => self,
        }
    }

    /// A literal that holds exactly when the number is at least this much.
    pub(super) fn at_least(&mut self, cnf: &mut Cnf, value: i64) -> Lit {
        if value <= self.min {
            return Cnf::yes();
        }
        if value > self.max {
            return Cnf::no();
        }
        let at = self.cuts.partition_point(|(cut, _)| *cut < value);
        if let Some((cut, lit)) = self.cuts.get(at)
            && *cut == value
        {
            return *lit;
        }
        let lit = cnf.fresh();
        if let Some((_, above)) = self.cuts.get(at) {
            cnf.add(&[!*above, lit]);
        }
        if let Some((_, below)) = at.checked_sub(1).and_then(|at| self.cuts.get(at)) {
            cnf.add(&[!lit, *below]);
        }
        self.cuts.insert(at, (value, lit));
        if let Some(it) = &mut self.follows {
            let given = it.given.at_least(cnf, value);
            cnf.equal_when(it.asked, lit, given);
            cnf.equal_when(!it.asked, lit, Cnf::constant(it.otherwise >= value));
        }
        lit
    }

    /// Literals that together say: it is this, or one that is alike.
    pub(super) fn is(&self, value: i64) -> impl Iterator<Item = Lit> {
        let (from, to) = self.bounds(value);
        let from = from.map(|(_, lit)| lit);
        from.into_iter().chain(to.map(|(_, lit)| lit))
    }

    /// The lowest and the highest value that are alike with this one, each with the literal that
    /// says it is not beyond; none where the range itself ends.
    pub(super) fn bounds(&self, value: i64) -> (Option<Bound>, Option<Bound>) {
        let after = self.cuts.partition_point(|(cut, _)| *cut <= value);
        let below = after.checked_sub(1).and_then(|at| self.cuts.get(at));
        let above = self.cuts.get(after);
        (below.copied(), above.map(|(cut, lit)| (cut - 1, !*lit)))
    }

    /// Of each kind of values that are alike, the one nearest to this; the nearest first.
    pub(super) fn nearest(&self, value: i64) -> Vec<i64> {
        let starts = std::iter::once(self.min).chain(self.cuts());
        let ends = self.cuts.iter().map(|(cut, _)| cut - 1).chain([self.max]);
        let mut kinds: Vec<i64> = starts
            .zip(ends)
            .map(|(from, to)| value.max(from).min(to))
            .collect();
        sorting::by_key(&mut kinds, |kind| ((kind - value).abs(), *kind));
        kinds
    }

    /// The lowest of the values that are alike, among which the literals place the number.
    pub(super) fn read(&self, holds: impl Fn(Lit) -> bool) -> i64 {
        let reached = self.cuts.partition_point(|(_, lit)| holds(*lit));
        let low = reached.checked_sub(1).and_then(|at| self.cuts.get(at));
        low.map_or(self.min, |(cut, _)| *cut)
    }

    /// Where the number is cut, in order.
    pub(super) fn cuts(&self) -> Vec<i64> {
        self.cuts.iter().map(|(cut, _)| *cut).collect()
    }
}

/// The values that a question can have.
#[derive(Debug, Clone)]
pub(super) enum Values {
    /// One number.
    Number(Number),
    /// A set of choices: a literal each for what was answered, and for what counts.
    Set {
        /// What was answered.
        given: Vec<Lit>,
        /// What counts.
        counts: Vec<Lit>,
    },
}

impl Values {
    /// What was answered, as if it counted always.
    pub(super) fn as_given(&self) -> Self {
        match self {
            Self::Number(number) => Self::Number(number.given().clone()),
            Self::Set { given, .. } => Self::Set {
                given: given.clone(),
                counts: given.clone(),
            },
        }
    }

    /// Makes two copies of one answer agree where only one of them is cut.
    pub(super) fn join(&mut self, cnf: &mut Cnf, other: &Self) {
        let (Self::Number(mine), Self::Number(theirs)) = (self, other) else {
            return;
        };
        let (mine, mut theirs) = (mine.given_mut(), theirs.given().clone());
        let mut cuts = mine.cuts();
        cuts.extend(theirs.cuts());
        for cut in cuts {
            let (a, b) = (mine.at_least(cnf, cut), theirs.at_least(cnf, cut));
            if a != b {
                cnf.equal_when(Cnf::yes(), a, b);
            }
        }
    }

    /// Literals that together say that this code was answered.
    pub(super) fn answered(&self, code: i64) -> Vec<Lit> {
        match self {
            Self::Number(number) => number.given().is(code).collect(),
            Self::Set { given, .. } => given
                .iter()
                .enumerate()
                .map(|(choice, lit)| if code >> choice & 1 == 1 { *lit } else { !*lit })
                .collect(),
        }
    }

    /// One code of each kind of answer; of a set of choices, this one with each choice the other way.
    pub(super) fn representatives(&self, now: i64) -> Vec<i64> {
        match self {
            Self::Number(number) => {
                let given = number.given();
                [given.min].into_iter().chain(given.cuts()).collect()
            }
            Self::Set { given, .. } => (0..given.len()).map(|at| now ^ 1 << at).collect(),
        }
    }

    /// A code that was answered, in the case that the literals describe.
    pub(super) fn read(&self, holds: impl Fn(Lit) -> bool) -> i64 {
        match self {
            Self::Number(number) => number.given().read(holds),
            Self::Set { given, .. } => given
                .iter()
                .enumerate()
                .filter(|(_, lit)| holds(**lit))
                .fold(0, |code, (choice, _)| code | 1 << choice),
        }
    }
}
