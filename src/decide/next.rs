//! Which questions can still change something.

use super::evaluate::{State, Truth, Value};
use super::{Case, Decision, order};
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
/// indicates it or because something excludes it, is not worth a question. [`order`] says which
/// question comes first.
pub fn next(program: &Program, case: &Case, decision: &Decision) -> Next {
    let relevant = relevant(program, decision);
    let matters: BTreeSet<usize> = relevant.iter().map(|it| it.question).collect();
    let irrelevant = (0..program.inputs.len())
        .filter(|at| !matters.contains(at) && case.answer(*at).is_none())
        .collect();
    Next {
        ask: order(program, case, decision, &relevant),
        irrelevant,
    }
}

/// The open questions on which something that is offered still rests, in the order of the protocol,
/// as far as the marks of [`Truth`] can tell. Those that wait for their gate are among them.
pub fn relevant(program: &Program, decision: &Decision) -> Vec<Question> {
    let found = targets(program, decision);
    let collect = |targets: &[(usize, BTreeSet<usize>)], at: usize| -> Vec<usize> {
        let resting = targets.iter().filter(|(_, below)| below.contains(&at));
        resting.map(|(target, _)| *target).collect()
    };
    (0..program.inputs.len())
        .map(|question| Question {
            question,
            routes: collect(&found.routes, question),
            signals: collect(&found.signals, question),
        })
        .filter(|it| !it.routes.is_empty() || !it.signals.is_empty())
        .collect()
}

/// The open targets, each with the open questions it rests on.
struct Targets {
    routes: Vec<(usize, BTreeSet<usize>)>,
    signals: Vec<(usize, BTreeSet<usize>)>,
}

fn targets(program: &Program, decision: &Decision) -> Targets {
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
        .filter(|(rank, _)| decision.unsettled.get(*rank) == Some(&true));
    let signals = program.signals.iter().enumerate();
    Targets {
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
