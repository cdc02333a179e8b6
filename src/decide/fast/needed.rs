//! What of a program the route and the rules rest on; the rest is left out.

use crate::program::{self, Program};

/// What the route and the rules rest on.
pub(super) struct Needed {
    bits: Vec<bool>,
    questions: Vec<bool>,
}

impl Needed {
    pub(super) fn new(program: &Program) -> Self {
        let mut needed = Self {
            bits: vec![false; program.set_by.len()],
            questions: vec![false; program.questions()],
        };
        let impossible = program.impossible().iter().map(|it| it.bit);
        let mut stack: Vec<usize> = program.rules.iter().copied().chain(impossible).collect();
        while let Some(bit) = stack.pop() {
            match needed.bits.get_mut(bit) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let step = program.set_by.get(bit);
            match step.and_then(|at| program.steps().get(*at)) {
                Some(program::Step::Count(count)) => stack.extend(count.read()),
                Some(program::Step::Answer(at)) => stack.extend(needed.ask(program, *at)),
                Some(program::Step::Sum(at)) => {
                    let Some(sum) = program.sums().get(*at) else {
                        continue;
                    };
                    stack.extend(sum.bits.iter().map(|(literal, _)| literal.bit));
                    for (question, _) in &sum.questions {
                        stack.extend(needed.ask(program, *question));
                    }
                }
                None => {}
            }
        }
        needed
    }

    /// Marks a question; its gate is needed too.
    fn ask(&mut self, program: &Program, at: usize) -> Option<usize> {
        if let Some(place) = self.questions.get_mut(at) {
            *place = true;
        }
        let gate = program.inputs().get(at)?.gate?;
        Some(gate.0.bit)
    }

    pub(super) fn bit(&self, at: usize) -> bool {
        self.bits.get(at).copied().unwrap_or_default()
    }

    pub(super) fn question(&self, at: usize) -> bool {
        self.questions.get(at).copied().unwrap_or_default()
    }

    pub(super) fn sum(&self, program: &Program, at: usize) -> bool {
        let sum = program.sums().get(at);
        sum.is_some_and(|sum| sum.tests.iter().any(|(bit, _)| self.bit(*bit)))
    }
}
