//! Other answers to single questions of a case, tried the quick way.
//!
//! What is offered rests on the rules that hold. Where the same ones hold nothing changes, and only the
//! other answers are worth evaluating.

use crate::decide::{Case, Fast, Routed, Sheet, fast};
use crate::program::Program;

/// A complete case, and room to try other answers in it.
pub(super) struct Trial<'a> {
    program: &'a Program,
    fast: Fast,
    sheet: Sheet,
    slots: Vec<i32>,
    fired: Vec<u64>,
}

impl<'a> Trial<'a> {
    /// Lays out a program; there is no case yet.
    pub(super) fn new(program: &'a Program) -> Self {
        let fast = Fast::new(program);
        Self {
            sheet: fast.sheet(),
            fast,
            program,
            slots: Vec::new(),
            fired: Vec::new(),
        }
    }

    /// Takes up a case.
    pub(super) fn of(&mut self, case: &Case) {
        self.slots = fast::slots(self.program, case);
        self.put_back();
        self.fast.route(&mut self.sheet);
        self.fired = self.sheet.fired().to_vec();
    }

    /// With another answer to one question: which rules hold. None where they are the same, and where that
    /// answer is declared impossible.
    pub(super) fn other(&mut self, question: usize, code: i64) -> Option<&Sheet> {
        self.put_back();
        self.fast.answer(&mut self.sheet, question, code);
        let routed = self.fast.route(&mut self.sheet);
        (routed != Routed::Impossible && self.sheet.fired() != self.fired).then_some(&self.sheet)
    }

    fn put_back(&mut self) {
        for (slot, answer) in self.sheet.answers_mut().iter_mut().zip(&self.slots) {
            *slot = *answer;
        }
    }
}
