//! What a program is laid out in: rows, masks and numbers.

use super::Place;
use crate::program::Literal;

/// A question that is looked up in one step.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) struct Quick {
    pub(in crate::decide) slot: usize,
    pub(in crate::decide) min: i32,
    /// The highest code less the lowest.
    pub(in crate::decide) span: u32,
    /// Its first row.
    pub(in crate::decide) row: usize,
    pub(in crate::decide) word: usize,
}

/// Any question.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Intake {
    pub(in crate::decide) question: usize,
    pub(in crate::decide) range: (i64, i64),
    pub(in crate::decide) gate: Option<(Literal, i64)>,
    pub(in crate::decide) place: Place,
    pub(in crate::decide) word: usize,
    pub(in crate::decide) own: Vec<u64>,
    pub(in crate::decide) breaks: Vec<i64>,
    /// A row for each class, or for each choice.
    pub(in crate::decide) table: Vec<u64>,
    /// What some code sets, and what some code does not.
    pub(in crate::decide) any: Vec<u64>,
    pub(in crate::decide) not_all: Vec<u64>,
}

/// Bits of one word that count when set, or when not set where `flip` has them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::decide) struct Pick {
    pub(in crate::decide) word: usize,
    pub(in crate::decide) mask: u64,
    pub(in crate::decide) flip: u64,
}

/// So many that the number less `low` is no more than `span`.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) struct Bounds {
    pub(in crate::decide) low: u32,
    pub(in crate::decide) span: u32,
    pub(in crate::decide) word: usize,
    pub(in crate::decide) mark: u32,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::decide) enum Step {
    /// The question of this intake.
    Intake(usize),
    /// A count within one word.
    One(Pick, Bounds),
    /// A count of these picks.
    Many(usize, usize, Bounds),
    /// The score at this position.
    Sum(usize),
}

/// Where a part of a sum comes from.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) enum Source {
    /// The slot itself: it is always asked.
    Slot(usize),
    /// What the question counts as.
    Question(usize),
}

#[derive(Debug, Clone)]
pub(in crate::decide) struct Sum {
    pub(in crate::decide) terms: Vec<(Source, (i64, i64), i64)>,
    pub(in crate::decide) bits: Vec<(Literal, i64)>,
    pub(in crate::decide) breaks: Vec<i64>,
    pub(in crate::decide) word: usize,
    pub(in crate::decide) own: Vec<u64>,
    pub(in crate::decide) table: Vec<u64>,
}

/// The rules for and against a route.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Route {
    pub(in crate::decide) indicated: Vec<(usize, u64)>,
    pub(in crate::decide) excluded: Vec<(usize, u64)>,
}

/// Whether a bit, or its opposite, is marked.
pub(in crate::decide) fn is_set(marks: &[u64], literal: Literal) -> bool {
    let word = marks.get(literal.bit / 64).copied().unwrap_or_default();
    (word >> (literal.bit % 64) & 1 == 1) != literal.negated
}

impl Pick {
    #[expect(clippy::inline_always, reason = "a call costs as much as the work")]
    #[inline(always)]
    pub(in crate::decide) fn among(&self, marks: &[u64]) -> u32 {
        let word = marks.get(self.word).copied().unwrap_or_default();
        ((word ^ self.flip) & self.mask).count_ones()
    }
}

impl Bounds {
    #[expect(clippy::inline_always, reason = "a call costs as much as the work")]
    #[inline(always)]
    pub(in crate::decide) fn hold(&self, number: u32) -> bool {
        number.wrapping_sub(self.low) <= self.span
    }

    #[expect(clippy::inline_always, reason = "a call costs as much as the work")]
    #[inline(always)]
    pub(in crate::decide) fn set(&self, marks: &mut [u64], wanted: bool) {
        if let Some(word) = marks.get_mut(self.word) {
            *word |= u64::from(wanted) << self.mark;
        }
    }
}

impl Intake {
    /// What was answered.
    pub(in crate::decide) fn given(&self, answers: &[i32]) -> Option<i64> {
        let at = |slot: usize| answers.get(slot).map(|code| i64::from(*code));
        let low = at(self.place.slot)?;
        let code = if self.place.many {
            let high = at(self.place.slot + 1).filter(|high| (0..=0xFFFF).contains(high))?;
            (0..=0xFFFF).contains(&low).then_some(low | high << 16)?
        } else {
            low
        };
        let (min, max) = self.range;
        (min..=max).contains(&code).then_some(code)
    }

    /// Visits each word with what a code sets in it, and all that could be set.
    pub(in crate::decide) fn row(&self, code: i64, mut visit: impl FnMut(usize, u64, u64)) {
        let width = self.own.len();
        let class = self.breaks.partition_point(|start| *start <= code);
        for (at, own) in self.own.iter().enumerate() {
            let word = |row: usize| self.table.get(row * width + at).copied();
            let set = if self.place.many {
                let chosen = (0..32).filter(|choice| code >> choice & 1 == 1);
                chosen.fold(0, |set, choice| set | word(choice).unwrap_or_default())
            } else {
                word(class).unwrap_or_default()
            };
            visit(self.word + at, set, *own);
        }
    }
}

impl Sum {
    pub(in crate::decide) fn exact(
        &self,
        answers: &[i32],
        codes: &[(i64, i64)],
        marks: &[u64],
    ) -> i64 {
        let terms = self.terms.iter().map(|(source, _, weight)| {
            let code = match source {
                Source::Slot(slot) => answers.get(*slot).map(|code| i64::from(*code)),
                Source::Question(at) => codes.get(*at).map(|(code, _)| *code),
            };
            code.unwrap_or_default() * weight
        });
        let bits = self.bits.iter();
        let bits = bits.map(|(literal, weight)| i64::from(is_set(marks, *literal)) * weight);
        terms.sum::<i64>() + bits.sum::<i64>()
    }

    pub(in crate::decide) fn row(&self, class: usize) -> &[u64] {
        let width = self.own.len();
        let row = class * width..(class + 1) * width;
        self.table.get(row).unwrap_or_default()
    }
}

/// One mask per word, and another where a bit counts twice.
pub(in crate::decide) fn picks(literals: impl Iterator<Item = Literal>) -> Vec<Pick> {
    let mut picks: Vec<Pick> = Vec::new();
    for literal in literals {
        let (word, mark) = (literal.bit / 64, 1_u64 << (literal.bit % 64));
        let flip = if literal.negated { mark } else { 0 };
        let free = |pick: &&mut Pick| pick.word == word && pick.mask & mark == 0;
        match picks.iter_mut().find(free) {
            Some(pick) => {
                pick.mask |= mark;
                pick.flip |= flip;
            }
            None => picks.push(Pick {
                word,
                mask: mark,
                flip,
            }),
        }
    }
    picks
}
