//! What Publicodes would ask.
//!
//! It evaluates its targets and gives every missing variable a score: 1 where the variable is read,
//! the sum of the scores wherever parts are combined (`mergeMissing` in
//! `packages/core/source/evaluation.ts`), and 1 more for each variable of a condition of
//! applicability (`bonus`, in `rule.ts` and `mecanisms/variations.ts`). A part whose value is known
//! counts no variables. The highest score is asked first (`computeNextFields`).
//!
//! Here the targets are all routes (indicated, excluded) and all signals, and a gate is a condition
//! of applicability: a question scores how often it occurs in what is still open, along every path.

use domeinwijzer::decide::{Decision, Truth, Value};
use domeinwijzer::program::{Input, Literal, Program, Step};
use std::collections::{BTreeMap, BTreeSet};

/// The score of each question.
pub(crate) fn missing(program: &Program, decision: &Decision) -> Vec<u64> {
    let mut times: BTreeMap<usize, u64> = BTreeMap::new();
    let mut score = vec![0_u64; program.questions()];
    let open = |bit: usize| decision.bit(bit) == Truth::Open;
    let add = |times: &mut BTreeMap<usize, u64>, bit: usize, by: u64| {
        if open(bit) {
            *times.entry(bit).or_default() += by;
        }
    };
    let read = |times: &BTreeMap<usize, u64>, bit: usize| times.get(&bit).copied().unwrap_or(0);
    let asked = |at: usize| matches!(decision.value(at), Value::Open | Value::Waiting);
    for route in program.routes() {
        add(&mut times, route.indicated, 1);
        add(&mut times, route.excluded, 1);
    }
    for signal in program.signals() {
        add(&mut times, *signal, 1);
    }
    // A question that a score sums is read where the score is tested: later than its own step.
    let mut summed = vec![0_u64; program.questions()];
    for step in program.steps().iter().rev() {
        match step {
            Step::Count(count) => {
                let by = read(&times, count.out);
                for mask in &count.masks {
                    for bit in (0..64).filter(|bit| (mask.set | mask.unset) >> bit & 1 == 1) {
                        add(&mut times, mask.word * 64 + bit, by);
                    }
                }
            }
            Step::Sum(at) => {
                let sum = &program.sums()[*at];
                let by = sum.tests.iter().map(|(bit, _)| read(&times, *bit)).sum();
                for (literal, _) in &sum.bits {
                    add(&mut times, literal.bit, by);
                }
                for (at, _) in &sum.questions {
                    summed[*at] += by;
                }
            }
            Step::Answer(at) => {
                let input = &program.inputs()[*at];
                if !asked(*at) {
                    continue;
                }
                let by = own_bits(input).map(|bit| read(&times, bit)).sum::<u64>() + summed[*at];
                score[*at] += by;
                if let Some((gate, _)) = input.gate.filter(|(gate, _)| open(gate.bit)) {
                    add(&mut times, gate.bit, by);
                    for at in below(program, decision, gate) {
                        score[at] += by;
                    }
                }
            }
        }
    }
    score
}

fn own_bits(input: &Input) -> impl Iterator<Item = usize> + '_ {
    (input.word..).zip(&input.own).flat_map(|(word, own)| {
        (0..64)
            .filter(move |bit| own >> bit & 1 == 1)
            .map(move |bit| word * 64 + bit)
    })
}

/// The questions that a gate still rests on.
fn below(program: &Program, decision: &Decision, gate: Literal) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut stack = vec![gate.bit];
    let mut seen = BTreeSet::new();
    while let Some(bit) = stack.pop() {
        if decision.bit(bit) != Truth::Open || !seen.insert(bit) {
            continue;
        }
        for step in program.steps() {
            match step {
                Step::Count(count) if count.out == bit => {
                    for mask in &count.masks {
                        let bits = (0..64).filter(|bit| (mask.set | mask.unset) >> bit & 1 == 1);
                        stack.extend(bits.map(|bit| mask.word * 64 + bit));
                    }
                }
                Step::Sum(at) => {
                    let sum = &program.sums()[*at];
                    if sum.tests.iter().any(|(test, _)| *test == bit) {
                        found.extend(sum.questions.iter().map(|(at, _)| *at));
                        stack.extend(sum.bits.iter().map(|(literal, _)| literal.bit));
                    }
                }
                Step::Answer(at) => {
                    let input = &program.inputs()[*at];
                    if own_bits(input).any(|own| own == bit) {
                        found.insert(*at);
                        stack.extend(input.gate.map(|(gate, _)| gate.bit));
                    }
                }
                Step::Count(_) => {}
            }
        }
    }
    found
}
