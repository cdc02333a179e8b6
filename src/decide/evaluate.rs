//! Evaluation of a program on a case, complete or not.
//!
//! Every bit has two marks: it can be true, it can be false. With all answers given exactly one is
//! set; an open answer sets both. Each step computes its marks from those before it, each operator
//! by itself (Kleene, *Introduction to Metamathematics*, 1952, § 64). That is sound and cautious:
//! `a of niet a` stays open while `a` is, though no answer can make it false.

use super::case::Case;
use crate::program::{Count, Input, Literal, Program, Step, Sum};

/// The value of something while part of the case is still open.
///
/// # Invariants
///
/// Monotone: a further answer never turns true into false or false into true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// True, whatever else is answered.
    True,
    /// False, whatever else is answered.
    False,
    /// Not known to be either.
    Open,
}

impl Truth {
    fn new(can_be_true: bool, can_be_false: bool) -> Self {
        match (can_be_true, can_be_false) {
            (true, false) => Self::True,
            (false, true) => Self::False,
            _ => Self::Open,
        }
    }

    /// Whether it can still turn out true.
    pub fn can_be_true(self) -> bool {
        self != Self::False
    }

    /// Whether it can still turn out false.
    pub fn can_be_false(self) -> bool {
        self != Self::True
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Open => Self::Open,
        }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::new(
            self.can_be_true() && other.can_be_true(),
            self.can_be_false() || other.can_be_false(),
        )
    }
}

/// What a question counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// It was answered, and is asked.
    Given(i64),
    /// It is asked, and not answered.
    Open,
    /// It is not asked, and counts as this.
    Assumed(i64),
    /// Whether it is asked is still open; the answer, if there is one, may or may not count.
    Waiting,
}

impl Value {
    /// What an answer, or its absence, counts as.
    pub(crate) fn new(asked: Truth, given: Option<i64>, otherwise: i64) -> Self {
        match (asked, given) {
            (Truth::True, Some(code)) => Self::Given(code),
            (Truth::True, None) => Self::Open,
            (Truth::False, _) => Self::Assumed(otherwise),
            (Truth::Open, _) => Self::Waiting,
        }
    }

    /// Whether the question is asked.
    pub(crate) fn asked(self) -> Truth {
        match self {
            Self::Given(_) | Self::Open => Truth::True,
            Self::Assumed(_) => Truth::False,
            Self::Waiting => Truth::Open,
        }
    }
}

/// The marks of all bits, and what each question counts as.
#[derive(Debug, Clone)]
pub(crate) struct State {
    can_be_true: Vec<u64>,
    can_be_false: Vec<u64>,
    pub(crate) values: Vec<Value>,
    /// The lowest and highest code that each question can still count as.
    ranges: Vec<(i64, i64)>,
}

impl State {
    /// The value of a bit.
    pub(crate) fn bit(&self, bit: usize) -> Truth {
        let mark = |words: &[u64]| {
            words
                .get(bit / 64)
                .is_some_and(|word| word >> (bit % 64) & 1 == 1)
        };
        Truth::new(mark(&self.can_be_true), mark(&self.can_be_false))
    }

    /// The value of a bit or its opposite.
    pub(crate) fn literal(&self, literal: Literal) -> Truth {
        let truth = self.bit(literal.bit);
        if literal.negated {
            truth.negated()
        } else {
            truth
        }
    }

    /// The lowest and highest sum that are still possible.
    pub(crate) fn sum(&self, sum: &Sum) -> (i64, i64) {
        let questions = sum
            .questions
            .iter()
            .map(|(at, weight)| (self.ranges.get(*at).copied().unwrap_or_default(), weight));
        let bits = sum.bits.iter().map(|(literal, weight)| {
            let truth = self.literal(*literal);
            (
                (
                    i64::from(truth == Truth::True),
                    i64::from(truth.can_be_true()),
                ),
                weight,
            )
        });
        questions
            .chain(bits)
            .fold((0, 0), |(low, high), ((min, max), weight)| {
                let ends = (min * weight, max * weight);
                (low + ends.0.min(ends.1), high + ends.0.max(ends.1))
            })
    }

    /// Whether something certainly holds that is declared impossible.
    pub(crate) fn is_refused(&self, program: &Program) -> bool {
        let mut declared = program.impossible.iter();
        declared.any(|literal| self.literal(*literal) == Truth::True)
    }

    fn mark(&mut self, word: usize, can_be_true: u64, can_be_false: u64) {
        if let Some(marks) = self.can_be_true.get_mut(word) {
            *marks |= can_be_true;
        }
        if let Some(marks) = self.can_be_false.get_mut(word) {
            *marks |= can_be_false;
        }
    }

    fn set(&mut self, bit: usize, can_be_true: bool, can_be_false: bool) {
        let mark = 1_u64 << (bit % 64);
        for (words, wanted) in [
            (&mut self.can_be_true, can_be_true),
            (&mut self.can_be_false, can_be_false),
        ] {
            if let (Some(word), true) = (words.get_mut(bit / 64), wanted) {
                *word |= mark;
            }
        }
    }
}

/// Runs all steps. Where it is already known whether a question is asked, its condition is not
/// looked at: the conditions may know less.
pub(crate) fn evaluate(program: &Program, case: &Case, asked: &[Truth]) -> State {
    let mut state = State {
        can_be_true: vec![0; program.words],
        can_be_false: vec![0; program.words],
        values: vec![Value::Open; program.inputs.len()],
        ranges: vec![(0, 0); program.inputs.len()],
    };
    for step in &program.steps {
        match step {
            Step::Answer(at) => {
                if let Some(input) = program.inputs.get(*at) {
                    let known = asked.get(*at).copied().unwrap_or(Truth::Open);
                    answer(&mut state, *at, input, case.answer(*at), known);
                }
            }
            Step::Count(it) => count(&mut state, it),
            Step::Sum(at) => {
                if let Some(sum) = program.sums.get(*at) {
                    let (low, high) = state.sum(sum);
                    for (bit, need) in &sum.tests {
                        let (some, not_all) = need.over(low, high);
                        state.set(*bit, some, not_all);
                    }
                }
            }
        }
    }
    state
}

fn answer(state: &mut State, at: usize, input: &Input, given: Option<i64>, known: Truth) {
    let asked = match (known, input.gate) {
        (Truth::Open, Some((gate, _))) => state.literal(gate),
        (Truth::Open, None) => Truth::True,
        (known, _) => known,
    };
    let otherwise = input.otherwise();
    let value = Value::new(asked, given, otherwise);
    let (first, second) = match (value, given) {
        (Value::Given(code) | Value::Assumed(code), _) => (Some(code), None),
        (Value::Waiting, Some(code)) => (Some(code), Some(otherwise)),
        _ => (None, None),
    };
    let range = match (first, second) {
        (Some(code), None) => (code, code),
        (Some(one), Some(other)) => (one.min(other), one.max(other)),
        _ => input.range,
    };
    if first.is_none() {
        for (word, (some, not_all)) in (input.word..).zip(&input.open) {
            state.mark(word, *some, *not_all);
        }
    }
    for code in [first, second].into_iter().flatten() {
        for (word, (own, set)) in (input.word..).zip(input.own.iter().zip(input.bits(code))) {
            state.mark(word, set, own & !set);
        }
    }
    if let Some(place) = state.values.get_mut(at) {
        *place = value;
    }
    if let Some(place) = state.ranges.get_mut(at) {
        *place = range;
    }
}

fn count(state: &mut State, it: &Count) {
    let (mut certain, mut possible) = (0_u32, 0_u32);
    for mask in &it.masks {
        let can_be_true = state
            .can_be_true
            .get(mask.word)
            .copied()
            .unwrap_or_default();
        let can_be_false = state
            .can_be_false
            .get(mask.word)
            .copied()
            .unwrap_or_default();
        certain += (mask.set & can_be_true & !can_be_false).count_ones();
        certain += (mask.unset & can_be_false & !can_be_true).count_ones();
        possible +=
            (mask.set & can_be_true).count_ones() + (mask.unset & can_be_false).count_ones();
    }
    let can_be_true = certain <= it.high && possible >= it.low;
    let can_be_false = certain < it.low || possible > it.high;
    state.set(it.out, can_be_true, can_be_false);
}
