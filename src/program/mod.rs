//! The program: a protocol as data that a computer evaluates quickly.
//!
//! In: a [`Checked`](crate::check::Checked) protocol. Out: a [`Program`] of positions, numbers and
//! bit masks, without a single text.
//!
//! Everything that can be true or false has a bit: each test of an answer, each part of a
//! condition, each rule, whether a route is indicated or excluded, each signal. A [`Step`] sets
//! bits from an answer, from other bits, or from a sum; steps stand in an order in which each one
//! needs only what came before. There is one kind of logical step: so many of these bits are set
//! and of those are not. `en`, `of`, `niet` and the counts are all of that kind, and it reads
//! equally well on bits that are known and on bits that are still open.
//!
//! Not here: evaluation ([`crate::decide`]) and texts ([`crate::present`]).

mod compile;

pub use compile::compile;

use crate::check::Need;

/// A bit, or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Literal {
    /// The position of the bit.
    pub bit: usize,
    /// Whether its opposite is meant.
    pub negated: bool,
}

/// Bits of one word that count when set, and bits that count when not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mask {
    /// Which word of the bits.
    pub word: usize,
    /// Count when set.
    pub set: u64,
    /// Count when not set.
    pub unset: u64,
}

/// Sets `out` when the number of fitting bits lies from `low` to `high`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The bit that is set.
    pub out: usize,
    /// What is counted.
    pub masks: Vec<Mask>,
    /// The fewest that will do.
    pub low: u32,
    /// The most that will do.
    pub high: u32,
}

impl Count {
    /// The bits that are counted, each as often as it counts.
    pub(crate) fn read(&self) -> Vec<usize> {
        let of = |mask: &Mask| {
            let word = mask.word;
            let bits = set_bits(mask.set).chain(set_bits(mask.unset));
            bits.map(move |bit| word * 64 + bit).collect::<Vec<_>>()
        };
        self.masks.iter().flat_map(of).collect()
    }
}

/// The positions of the set bits of a word.
pub(crate) fn set_bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros();
        word &= word.wrapping_sub(1);
        (bit < u64::BITS).then_some(bit as usize)
    })
}

/// A weighted sum, and the tests of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The questions summed, with their weights.
    pub questions: Vec<(usize, i64)>,
    /// The bits summed, with their weights.
    pub bits: Vec<(Literal, i64)>,
    /// The bits that are set, each with what the sum has to be.
    pub tests: Vec<(usize, Need)>,
}

/// One step of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Sets the bits of the question at this position from its answer.
    Answer(usize),
    /// Sets one bit from others.
    Count(Count),
    /// Sets the bits of the score at this position.
    Sum(usize),
}

/// A question, as it is evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The lowest and highest code.
    pub range: (i64, i64),
    /// When it is asked, and the code it counts as otherwise.
    pub gate: Option<(Literal, i64)>,
    /// Whether the code is a set of choices rather than a number.
    pub many: bool,
    /// The first word in which it has bits.
    pub word: usize,
    /// The bits it has, from that word on.
    pub own: Vec<u64>,
    /// Where a new class of codes begins: all codes of a class set the same bits.
    pub breaks: Vec<i64>,
    /// The bits that each class sets, one row of `own.len()` words per class; for a set of
    /// choices, one row per choice.
    pub table: Vec<u64>,
    /// What can be true and what can be false while it is open, word by word: the same each time, and
    /// evaluated far more often than compiled.
    pub(crate) open: Vec<(u64, u64)>,
}

impl Input {
    /// Works out what is possible while it is open: each class is one of the things that can be
    /// answered, and of a set of choices also all of them.
    pub(crate) fn opened(mut self) -> Self {
        let samples = self.samples().into_iter().map(|(code, _)| code);
        let codes: Vec<i64> = samples.chain(self.many.then_some(self.range.1)).collect();
        let mut open = vec![(0, 0); self.own.len()];
        for code in codes {
            let words = self.own.iter().zip(self.bits(code));
            for (marks, (own, set)) in open.iter_mut().zip(words) {
                *marks = (marks.0 | set, marks.1 | (own & !set));
            }
        }
        self.open = open;
        self
    }

    /// The code it counts as when it is not asked.
    pub(crate) fn otherwise(&self) -> i64 {
        self.gate.map(|(_, code)| code).unwrap_or_default()
    }

    /// The bits that a code sets, word by word from [`Input::word`] on.
    pub fn bits(&self, code: i64) -> impl Iterator<Item = u64> + '_ {
        let width = self.own.len();
        let class = self.breaks.partition_point(|start| *start <= code);
        (0..width).map(move |word| {
            let row = |row: usize| {
                self.table
                    .get(row * width + word)
                    .copied()
                    .unwrap_or_default()
            };
            if self.many {
                let rows = (0..i64::BITS as usize).filter(|choice| code >> choice & 1 == 1);
                rows.fold(0, |bits, choice| bits | row(choice))
            } else {
                row(class)
            }
        })
    }

    /// The positions of all bits it sets.
    pub(crate) fn own_bits(&self) -> Vec<usize> {
        let words = (self.word..).zip(&self.own);
        words
            .flat_map(|(word, own)| set_bits(*own).map(move |bit| word * 64 + bit))
            .collect()
    }

    /// One code of each class, with the number of codes in it: all that can make a difference.
    /// For a set of choices: none of them, and each one alone.
    pub fn samples(&self) -> Vec<(i64, i64)> {
        let (min, max) = self.range;
        if self.many {
            return std::iter::once(0)
                .chain((0..62).map(|at| 1 << at))
                .take_while(|code| *code <= max)
                .map(|code| (code, 1))
                .collect();
        }
        let starts = std::iter::once(min).chain(self.breaks.iter().copied());
        let ends = self.breaks.iter().copied().chain([max + 1]);
        starts
            .zip(ends)
            .map(|(start, end)| (start, end - start))
            .collect()
    }
}

/// A route, as it is evaluated. Its position is its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Set when a rule for it holds.
    pub indicated: usize,
    /// Set when a rule against it holds.
    pub excluded: usize,
    /// Whether no other route is advised beside it.
    pub alone: bool,
    /// Whether it is advised when no route is suitable.
    pub fallback: bool,
}

/// A protocol, ready for evaluation.
///
/// [`compile()`] is the only way to make one. Positions of questions, findings, rules, routes and
/// signals are those of the [`Checked`](crate::check::Checked) protocol it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    pub(crate) words: usize,
    pub(crate) inputs: Vec<Input>,
    pub(crate) sums: Vec<Sum>,
    pub(crate) steps: Vec<Step>,
    /// Which step sets a bit, by bit.
    pub(crate) set_by: Vec<usize>,
    pub(crate) tests: Vec<usize>,
    pub(crate) findings: Vec<Literal>,
    pub(crate) rules: Vec<usize>,
    pub(crate) routes: Vec<Route>,
    pub(crate) signals: Vec<usize>,
    pub(crate) impossible: Vec<Literal>,
    /// Whether a question belongs to a safety group.
    pub(crate) safety: Vec<bool>,
    /// How much effort it takes to ask a question.
    pub(crate) effort: Vec<u32>,
}

impl Program {
    /// How many questions there are.
    pub fn questions(&self) -> usize {
        self.inputs.len()
    }

    /// The questions, by position.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The scores, by position.
    pub fn sums(&self) -> &[Sum] {
        &self.sums
    }

    /// What is computed, in this order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The count that sets a bit; none when an answer or a sum does.
    pub(crate) fn count_at(&self, bit: usize) -> Option<&Count> {
        match self.set_by.get(bit).and_then(|at| self.steps.get(*at)) {
            Some(Step::Count(count)) => Some(count),
            _ => None,
        }
    }

    /// The routes, by rank.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The bit of each signal.
    pub fn signals(&self) -> &[usize] {
        &self.signals
    }

    /// What never occurs.
    pub fn impossible(&self) -> &[Literal] {
        &self.impossible
    }

    /// Whether the question at this position belongs to a safety group.
    pub fn is_safety(&self, question: usize) -> bool {
        self.safety.get(question).copied().unwrap_or_default()
    }
}
