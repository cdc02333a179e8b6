//! Gates that follow from answers without a step between: one row per answer says which of them it
//! leaves possible, and those that every answer leaves hold. Most conditions are of this kind.
//!
//! A gate of which any part will do is the opposite of one that asks for the opposite of each.

use super::layout::Counted;
use crate::program::Literal;
use crate::sorting::Map;
use domeinwijzer_planes::{self as planes, Lookup};

/// All such gates.
#[derive(Debug, Clone, Default)]
pub(super) struct Direct {
    /// The first is looked up along with the tests.
    first: Option<Group>,
    groups: Vec<Group>,
    lookups: Vec<Lookup>,
    rows: Vec<u64>,
}

/// Those of one word.
#[derive(Debug, Clone)]
struct Group {
    word: usize,
    mask: u64,
    /// Which of them are the opposite of what is looked up.
    flip: u64,
    lookups: (usize, usize),
}

impl Direct {
    /// Sets their bits, where each answer has a row: those of the first word from what was looked up.
    pub(super) fn set(&self, common: u64, answers: &[i32], marks: &mut [u64]) {
        if let Some(group) = &self.first {
            group.set(common, marks);
        }
        for group in &self.groups {
            let (from, to) = group.lookups;
            let lookups = self.lookups.get(from..to).unwrap_or_default();
            group.set(planes::common(lookups, &self.rows, answers), marks);
        }
    }
}

impl Group {
    fn set(&self, common: u64, marks: &mut [u64]) {
        if let Some(word) = marks.get_mut(self.word) {
            *word |= (common ^ self.flip) & self.mask;
        }
    }
}

/// What they are made from.
#[derive(Default)]
pub(super) struct Draft {
    /// The questions that have rows, with the bits of their tests.
    questions: Vec<(Lookup, Vec<u64>)>,
    /// The question of each test.
    owners: Map<usize, usize>,
    groups: Map<usize, Drafted>,
}

#[derive(Default)]
struct Drafted {
    mask: u64,
    flip: u64,
    /// A row for each answer, by question.
    rows: Map<usize, Vec<u64>>,
}

impl Draft {
    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.questions.iter().map(|(_, rows)| rows.len()).sum()
    }

    /// Adds a question that is looked up, with the tests that it decides.
    pub(super) fn question(&mut self, lookup: Lookup, rows: Vec<u64>, tests: Vec<usize>) {
        let at = self.questions.len();
        self.questions.push((lookup, rows));
        for test in tests {
            self.owners.insert(test, at);
        }
    }

    /// Adds a gate, when it is one of these.
    pub(super) fn take(&mut self, gate: &Counted, word: usize, mark: u64) -> bool {
        let parts = u32::try_from(gate.of.len()).unwrap_or(u32::MAX);
        let all = gate.low == parts;
        if !(all || gate.low == 1) || gate.high < parts {
            return false;
        }
        let owned = |literal: &Literal| Some((*literal, *self.owners.get(&literal.bit)?));
        let Some(parts) = gate.of.iter().map(owned).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let questions = &self.questions;
        self.groups.change(word, |group| {
            group.mask |= mark;
            group.flip |= if all { 0 } else { mark };
            for (literal, owner) in parts {
                let tests = questions.get(owner).map_or(&[][..], |it| &it.1);
                group.rows.change(owner, |rows| {
                    rows.resize(tests.len(), u64::MAX);
                    for (row, tests) in rows.iter_mut().zip(tests) {
                        let holds = (tests >> (literal.bit % 64) & 1 == 1) != literal.negated;
                        if holds != all {
                            *row &= !mark;
                        }
                    }
                });
            }
        });
        true
    }

    /// Lays them out, and with them the rows of all questions.
    pub(super) fn done(self) -> (Direct, Vec<[u64; 2]>) {
        let mut direct = Direct::default();
        let mut groups = self.groups.into_iter();
        let first = groups.next();
        let mut rows = Vec::new();
        for (owner, (_, tests)) in self.questions.iter().enumerate() {
            let others = first.as_ref().and_then(|(_, it)| it.rows.get(&owner));
            let others = |at: usize| others.and_then(|it| it.get(at)).copied();
            let each = tests.iter().enumerate();
            rows.extend(each.map(|(at, own)| [*own, others(at).unwrap_or(u64::MAX)]));
        }
        direct.first = first.map(|(word, drafted)| drafted.group(word, (0, 0)));
        for (word, mut drafted) in groups {
            let from = direct.lookups.len();
            for (owner, rows) in std::mem::take(&mut drafted.rows) {
                if let Some((lookup, _)) = self.questions.get(owner) {
                    let row = direct.rows.len();
                    direct.lookups.push(Lookup { row, ..*lookup });
                    direct.rows.extend(rows);
                }
            }
            let lookups = (from, direct.lookups.len());
            direct.groups.push(drafted.group(word, lookups));
        }
        (direct, rows)
    }
}

impl Drafted {
    fn group(&self, word: usize, lookups: (usize, usize)) -> Group {
        Group {
            word,
            mask: self.mask,
            flip: self.flip,
            lookups,
        }
    }
}
