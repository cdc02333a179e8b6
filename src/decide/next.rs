//! Which questions can still change something.

use super::evaluate::{State, Truth, Value};
use super::{Case, Decision, order};
use crate::program::{Program, Step, set_bits};
use crate::sorting;
use crate::sorting::Map;

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
    let matters = sorting::set(relevant.iter().map(|it| it.question));
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
    let mut found: Map<usize, (Vec<usize>, Vec<usize>)> = Map::new();
    let routes = program.routes.iter().enumerate();
    for (rank, route) in routes.filter(|(rank, _)| decision.is_unsettled(*rank)) {
        for at in below(
            program,
            &decision.state,
            vec![route.indicated, route.excluded],
        ) {
            found.change(at, |it| it.0.push(rank));
        }
    }
    let signals = program.signals.iter().zip(&decision.signals).enumerate();
    for (signal, (bit, _)) in signals.filter(|(_, (_, truth))| **truth == Truth::Open) {
        for at in below(program, &decision.state, vec![*bit]) {
            found.change(at, |it| it.1.push(signal));
        }
    }
    let questions = found
        .into_iter()
        .map(|(question, (routes, signals))| Question {
            question,
            routes,
            signals,
        });
    questions.collect()
}

/// The open questions on which these bits rest, in the order of the protocol.
pub(super) fn below(program: &Program, state: &State, bits: Vec<usize>) -> Vec<usize> {
    let mut below = Below {
        program,
        state,
        left: bits,
        found: vec![false; program.inputs.len()],
    };
    let mut visited = vec![false; program.steps.len()];
    while let Some(bit) = below.left.pop() {
        if state.bit(bit) != Truth::Open {
            continue;
        }
        let step = program.set_by.get(bit).copied().unwrap_or_default();
        if let Some(visited @ false) = visited.get_mut(step) {
            *visited = true;
            below.step(step);
        }
    }
    let found = below.found.iter().enumerate();
    found
        .filter(|(_, found)| **found)
        .map(|(at, _)| at)
        .collect()
}

struct Below<'a> {
    program: &'a Program,
    state: &'a State,
    /// The bits that are still to be looked at.
    left: Vec<usize>,
    /// Which questions were found.
    found: Vec<bool>,
}

impl Below<'_> {
    /// Adds the bits that a step reads, and the question it loads.
    fn step(&mut self, step: usize) {
        match self.program.steps.get(step) {
            Some(Step::Answer(at)) => self.question(*at),
            Some(Step::Count(count)) => {
                for mask in &count.masks {
                    let bits = set_bits(mask.set | mask.unset);
                    self.left.extend(bits.map(|bit| mask.word * 64 + bit));
                }
            }
            Some(Step::Sum(at)) => {
                if let Some(sum) = self.program.sums.get(*at) {
                    let bits = sum.bits.iter().map(|(literal, _)| literal.bit);
                    self.left.extend(bits);
                    for (at, _) in &sum.questions {
                        self.question(*at);
                    }
                }
            }
            None => {}
        }
    }

    fn question(&mut self, at: usize) {
        let open = matches!(
            self.state.values.get(at),
            Some(Value::Open | Value::Waiting)
        );
        if let (true, Some(found @ false)) = (open, self.found.get_mut(at)) {
            *found = true;
            let gate = self.program.inputs.get(at).and_then(|it| it.gate);
            self.left.extend(gate.map(|(gate, _)| gate.bit));
        }
    }
}
