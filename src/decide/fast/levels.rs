//! What can be worked out side by side: each step stands one level above all that it looks at.

use super::layout::{Gates, Planned};
use crate::program::{self, Literal, Program};

/// The level of each step; what a step looks at stands before it.
pub(super) fn of(program: &Program, gates: &Gates, steps: &[Planned]) -> Vec<usize> {
    let mut known = Known {
        gates,
        bits: vec![0; gates.tests + gates.all.len()],
        questions: vec![0; program.questions()],
    };
    steps.iter().map(|it| known.level(program, *it)).collect()
}

/// The lowest level at which each thing is known.
struct Known<'a> {
    gates: &'a Gates,
    /// The bits of tests, and those of gates.
    bits: Vec<usize>,
    questions: Vec<usize>,
}

impl Known<'_> {
    fn at(&self, literal: Literal) -> usize {
        let bit = self.gates.literal(literal).bit;
        self.bits.get(bit).copied().unwrap_or_default()
    }

    fn set(&mut self, bit: usize, level: usize) {
        if let Some(place) = self.bits.get_mut(bit) {
            *place = level;
        }
    }

    fn level(&mut self, program: &Program, step: Planned) -> usize {
        match step {
            Planned::Question(at) => {
                let input = program.inputs().get(at);
                let gate = input.and_then(|it| it.gate);
                let level = gate.map_or(0, |(gate, _)| self.at(gate));
                if let Some(place) = self.questions.get_mut(at) {
                    *place = level + 1;
                }
                for bit in input.into_iter().flat_map(program::Input::own_bits) {
                    self.set(bit, level + 1);
                }
                level
            }
            Planned::Sum(at) => {
                let Some(sum) = program.sums().get(at) else {
                    return 0;
                };
                let questions = sum.questions.iter();
                let questions = questions.filter_map(|(at, _)| self.questions.get(*at).copied());
                let bits = sum.bits.iter().map(|(bit, _)| self.at(*bit));
                let level = questions.chain(bits).max().unwrap_or_default();
                for (bit, _) in &sum.tests {
                    self.set(*bit, level + 1);
                }
                level
            }
            Planned::Gate(at) => {
                let gate = self.gates.all.get(at);
                let of = gate.into_iter().flat_map(|gate| &gate.of);
                let level = of.filter_map(|it| self.bits.get(it.bit)).max();
                let level = level.copied().unwrap_or_default();
                self.set(self.gates.tests + at, level + 1);
                level
            }
        }
    }
}
