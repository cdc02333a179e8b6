//! Where bits are: parts that repeat another are that other, and rules stand side by side.

use crate::program::{self, Count, Literal, Program};
use domeinwijzer_planes::Pick;

/// A step that is taken.
#[derive(Debug, Clone, Copy)]
pub(super) enum Planned {
    Question(usize),
    Sum(usize),
    Gate(usize),
}

/// A count, before its bits have moved.
pub(super) struct Counted {
    pub(super) of: Vec<Literal>,
    pub(super) low: u32,
    pub(super) high: u32,
}

/// All counts that are left. The bit of a gate is the number of tests plus its position.
pub(super) struct Gates {
    pub(super) tests: usize,
    pub(super) all: Vec<Counted>,
    /// The rule that each gate is.
    rule: Vec<Option<usize>>,
    rules: usize,
    /// What each bit of the program became.
    became: Vec<Literal>,
}

impl Gates {
    pub(super) fn new(program: &Program) -> Self {
        let same = |bit| Literal {
            bit,
            negated: false,
        };
        Self {
            tests: program.tests.len(),
            all: Vec::new(),
            rule: Vec::new(),
            rules: 0,
            became: (0..program.set_by.len()).map(same).collect(),
        }
    }

    pub(super) fn literal(&self, literal: Literal) -> Literal {
        let became = self.became.get(literal.bit).copied().unwrap_or(literal);
        Literal {
            negated: became.negated != literal.negated,
            ..became
        }
    }

    /// Adds a gate, unless it repeats a single bit.
    pub(super) fn add(&mut self, count: &Count) -> Option<usize> {
        let each = count.masks.iter().flat_map(|mask| {
            let bits = |word: u64, negated| {
                program::set_bits(word).map(move |bit| Literal {
                    bit: mask.word * 64 + bit,
                    negated,
                })
            };
            bits(mask.set, false).chain(bits(mask.unset, true))
        });
        let of: Vec<Literal> = each.map(|literal| self.literal(literal)).collect();
        let single = match (of.as_slice(), count.low, count.high) {
            ([one], 1, 1..) => Some(*one),
            ([one], 0, 0) => Some(Literal {
                negated: !one.negated,
                ..*one
            }),
            _ => None,
        };
        let new = single.is_none();
        let literal = single.unwrap_or_else(|| Literal {
            bit: self.tests + self.push(of, count.low, count.high),
            negated: false,
        });
        if let Some(place) = self.became.get_mut(count.out) {
            *place = literal;
        }
        new.then(|| self.all.len() - 1)
    }

    fn push(&mut self, of: Vec<Literal>, low: u32, high: u32) -> usize {
        self.all.push(Counted { of, low, high });
        self.rule.push(None);
        self.all.len() - 1
    }

    /// The gate that is this rule: one that no other rule is, or a new one that repeats it.
    pub(super) fn claim(&mut self, bit: usize, order: &mut Vec<Planned>) -> usize {
        let literal = self.literal(Literal {
            bit,
            negated: false,
        });
        let own = literal.bit.checked_sub(self.tests).filter(|at| {
            let free = self.rule.get(*at).is_some_and(Option::is_none);
            free && !literal.negated
        });
        let at = own.unwrap_or_else(|| {
            let at = self.push(vec![literal], 1, 1);
            order.push(Planned::Gate(at));
            at
        });
        if let Some(place) = self.rule.get_mut(at) {
            *place = Some(self.rules);
        }
        self.rules += 1;
        at
    }
}

/// Where every bit ends up.
pub(super) struct Layout<'a> {
    gates: &'a Gates,
    pub(super) rule_word: usize,
    /// The bit of each gate.
    pub(super) places: Vec<usize>,
    pub(super) words: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn new(gates: &'a Gates, rules: &[usize]) -> Self {
        let rule_word = gates.tests.div_ceil(64);
        let mut next = rule_word * 64 + rules.len();
        let places = gates.rule.iter().map(|rule| {
            rule.map_or_else(
                || {
                    next += 1;
                    next - 1
                },
                |rule| rule_word * 64 + rule,
            )
        });
        let places = places.collect();
        Self {
            gates,
            rule_word,
            places,
            words: next.div_ceil(64).max(1),
        }
    }

    /// Where a bit of a gate or test is.
    pub(super) fn moved(&self, literal: Literal) -> Literal {
        let gate = literal.bit.checked_sub(self.gates.tests);
        let place = gate.and_then(|at| self.places.get(at));
        Literal {
            bit: place.copied().unwrap_or(literal.bit),
            ..literal
        }
    }

    /// Where a bit of the program is.
    pub(super) fn literal(&self, literal: Literal) -> Literal {
        self.moved(self.gates.literal(literal))
    }
}

/// One mask per word, and another where a bit counts twice.
pub(super) fn picks(literals: impl Iterator<Item = Literal>) -> Vec<Pick> {
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
