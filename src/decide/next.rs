//! Which questions can still change something, and which to ask first.

use super::evaluate::{State, Truth, Value};
use super::{Case, Decision, decide};
use crate::program::{Program, Step, set_bits};
use std::collections::BTreeSet;

/// A question that can still change something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its position.
    pub question: usize,
    /// The ranks of the routes about which it can still change something.
    pub routes: Vec<usize>,
    /// The positions of the signals that it can still change.
    pub signals: Vec<usize>,
}

/// How many steps may be spent on looking one answer ahead; above it the order of the form counts.
/// A protocol of 120 questions and 100 rules needs less than a tenth of it.
const LOOK_AHEAD_LIMIT: usize = 10_000_000;

/// What is left to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Questions that can be asked now, the most important first.
    pub ask: Vec<Question>,
    /// Open questions that can no longer change what is offered or signalled.
    pub irrelevant: Vec<usize>,
}

/// Finds what is left to ask in a case, given its decision.
///
/// A question is left out only when nothing that is offered and still open rests on it: not the
/// advised route, not a route beside it, not a signal. Why a route is not offered, because nothing
/// indicates it or because something excludes it, is not worth a question. Safety questions come first,
/// then questions that can change the advised route; among these, the one after whose answer the
/// least is left open on average, over all answers it can have.
pub fn next(program: &Program, case: &Case, decision: &Decision) -> Next {
    let found = relevant(program, decision);
    let samples: usize = program.inputs.iter().map(|it| it.samples().len()).sum();
    let look_ahead = samples * program.steps.len() <= LOOK_AHEAD_LIMIT;
    let mut ask: Vec<(Rank, Question)> = Vec::new();
    let mut irrelevant = Vec::new();
    for at in 0..program.inputs.len() {
        let collect = |targets: &[(usize, BTreeSet<usize>)]| -> Vec<usize> {
            targets
                .iter()
                .filter(|(_, below)| below.contains(&at))
                .map(|(target, _)| *target)
                .collect()
        };
        let (routes, signals) = (collect(&found.routes), collect(&found.signals));
        let matters = !routes.is_empty() || !signals.is_empty();
        let askable = decision.value(at) == Value::Open;
        if !matters && case.answer(at).is_none() {
            irrelevant.push(at);
        }
        if matters && askable {
            let left = if look_ahead {
                left_open(program, case, at)
            } else {
                0
            };
            let rank = rank(program, decision, at, &routes, left);
            ask.push((
                rank,
                Question {
                    question: at,
                    routes,
                    signals,
                },
            ));
        }
    }
    ask.sort_by_key(|(rank, question)| (*rank, question.question));
    Next {
        ask: ask.into_iter().map(|(_, question)| question).collect(),
        irrelevant,
    }
}

/// The open targets, each with the open questions it rests on.
struct Relevant {
    routes: Vec<(usize, BTreeSet<usize>)>,
    signals: Vec<(usize, BTreeSet<usize>)>,
}

fn relevant(program: &Program, decision: &Decision) -> Relevant {
    let below = |bits: &[usize]| {
        let mut found = BTreeSet::new();
        let mut visited = BTreeSet::new();
        let mut stack = bits.to_vec();
        while let Some(bit) = stack.pop() {
            let open = decision.state.bit(bit) == Truth::Open;
            let step = program.set_by.get(bit).copied().unwrap_or_default();
            if open && visited.insert(step) {
                below_step(program, &decision.state, step, &mut stack, &mut found);
            }
        }
        found
    };
    let routes = program
        .routes
        .iter()
        .enumerate()
        .filter(|(rank, _)| decision.is_unsettled(*rank));
    let signals = program.signals.iter().enumerate();
    Relevant {
        routes: routes
            .map(|(rank, route)| (rank, below(&[route.indicated, route.excluded])))
            .collect(),
        signals: signals.map(|(at, bit)| (at, below(&[*bit]))).collect(),
    }
}

/// Pushes the bits that a step reads, and collects the question it loads.
fn below_step(
    program: &Program,
    state: &State,
    step: usize,
    stack: &mut Vec<usize>,
    found: &mut BTreeSet<usize>,
) {
    let mut question = |at: usize, stack: &mut Vec<usize>| {
        if matches!(state.values.get(at), Some(Value::Open | Value::Waiting)) {
            found.insert(at);
            stack.extend(
                program
                    .inputs
                    .get(at)
                    .and_then(|it| it.gate)
                    .map(|(gate, _)| gate.bit),
            );
        }
    };
    match program.steps.get(step) {
        Some(Step::Answer(at)) => question(*at, stack),
        Some(Step::Count(count)) => {
            for mask in &count.masks {
                let bits = set_bits(mask.set | mask.unset);
                stack.extend(bits.map(|bit| mask.word * 64 + bit));
            }
        }
        Some(Step::Sum(at)) => {
            let Some(sum) = program.sums.get(*at) else {
                return;
            };
            stack.extend(sum.bits.iter().map(|(literal, _)| literal.bit));
            sum.questions
                .iter()
                .for_each(|(at, _)| question(*at, stack));
        }
        None => {}
    }
}

/// The order of questions: smaller is earlier.
type Rank = (bool, bool, u64);

fn rank(program: &Program, decision: &Decision, at: usize, routes: &[usize], left: u64) -> Rank {
    let safety = program.safety.get(at).copied().unwrap_or_default();
    let can_advise = |rank: &usize| decision.possible.contains(&Some(*rank));
    let advice = !decision.is_decided() && routes.iter().any(can_advise);
    (!safety, !advice, left)
}

/// How much is left open on average after an answer to this question, in thousandths.
fn left_open(program: &Program, case: &Case, at: usize) -> u64 {
    let Some(input) = program.inputs.get(at) else {
        return 0;
    };
    let (mut total, mut weights) = (0_u64, 0_u64);
    for (code, weight) in input.samples() {
        let decision = decide(program, &case.with(at, code));
        let open = decision
            .routes
            .iter()
            .filter(|verdict| **verdict == super::Verdict::Open)
            .count();
        let left = (decision.possible.len() * 4 + open) as u64;
        let weight = u64::try_from(weight).unwrap_or(1);
        total += left * weight;
        weights += weight;
    }
    total * 1000 / weights.max(1)
}
