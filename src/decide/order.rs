//! Which question to ask first.
//!
//! A consult costs the efforts of the questions that are asked in it, and is over when the advice
//! is decided. The best order is a decision tree with the least expected cost; finding it is
//! NP-hard (Cicalese, Laber and Saettler, *Decision trees for function evaluation*, ICML 2014), so
//! the cost is estimated by looking two answers ahead. With `e(q)` the effort of a question and
//! `p(k)` the chance of the class `k` of its answers:
//!
//! ```text
//! left 0 (case) = sum of e(q) over the questions that can still change the advice, also behind a gate
//! left n (case) = least, over the questions q that can be asked, of cost n (case, q)
//! cost n (case, q) = e(q) + sum over k of p(k) × left n-1 (case with q = k)
//! ```
//!
//! `left` is 0 when the advice is decided. All questions are put in the order of `cost 1`, then the
//! first [`WIDTH`] of them in that of `cost 2`. Once the advice is decided, the same is done with the
//! questions that can change anything.
//!
//! Nothing is known of how often an answer is given, so the chances are assumed: each code is as
//! likely as another, except that the class of the lowest one (nee, the low end, the first choice)
//! counts [`LOWEST`] times. `docs/question-order.md` compares this with other orders.

use super::evaluate::{State, Value, evaluate};
use super::next::below;
use super::{Case, Decision, Question, decide, ways};
use crate::program::{Input, Program};
use crate::sorting;
use crate::sorting::Set;

/// How many steps may be spent on looking one answer ahead; above it the order of the form counts.
/// A protocol of 120 questions and 100 rules needs less than a tenth of it.
const LOOK_AHEAD_LIMIT: usize = 10_000_000;

/// How many steps may be spent on looking two answers ahead; above it one answer has to do.
const SECOND_LOOK_LIMIT: usize = 2_000_000;

/// For how many questions the second answer is looked at.
const WIDTH: usize = 6;

/// How many times its share the class of the lowest answer is expected.
const LOWEST: u64 = 3;

/// Orders the questions that can be asked now, the most important first: safety groups, then what
/// can change the advice, then the one with the least expected effort until the advice is decided.
///
/// `relevant` may be smaller than what [`relevant`](super::relevant) finds, and `decision` may
/// leave fewer routes possible: what is ruled out there stays so while looking ahead.
pub fn order(
    program: &Program,
    case: &Case,
    decision: &Decision,
    relevant: &[Question],
) -> Vec<Question> {
    if relevant.is_empty() {
        return Vec::new();
    }
    let ahead = Ahead::new(program, decision, relevant);
    let can_advise = |rank: &usize| decision.possible.contains(&Some(*rank));
    let class = |it: &Question| {
        let safety = program.safety.get(it.question) == Some(&true);
        let advice = !decision.is_decided() && it.routes.iter().any(can_advise);
        (!safety, !advice)
    };
    let open = |it: &&Question| decision.value(it.question) == Value::Open;
    let mut ask: Vec<Question> = relevant.iter().filter(open).cloned().collect();
    sorting::by_key(&mut ask, |it| (class(it), it.question));
    let samples: usize = ask.iter().map(|it| ahead.answers(it.question).len()).sum();
    let once = samples.saturating_mul(program.steps.len());
    if once <= LOOK_AHEAD_LIMIT {
        sorting::by_key(&mut ask, |it| {
            (class(it), ahead.cost(case, it.question, 1), it.question)
        });
    }
    let first = ask.first().map(class);
    let leading = ask.iter().filter(|it| Some(class(it)) == first).count();
    let leading = leading.min(WIDTH);
    let seconds = ask
        .iter()
        .take(leading)
        .map(|it| ahead.answers(it.question).len());
    let twice = seconds.sum::<usize>().saturating_mul(once);
    if leading > 1 && twice <= SECOND_LOOK_LIMIT {
        let rest = ask.split_off(leading);
        sorting::by_key(&mut ask, |it| {
            (ahead.cost(case, it.question, 2), it.question)
        });
        ask.extend(rest);
    }
    ask
}

/// What it takes to look ahead from one case.
struct Ahead<'a> {
    program: &'a Program,
    /// The routes that can still be advised; none once the advice is decided.
    advice: Option<&'a Decision>,
    /// The questions that still matter.
    matters: Set<usize>,
    /// By question, one code of each class of its answers, and how much it weighs.
    answers: Vec<Vec<(i64, u64)>>,
}

impl<'a> Ahead<'a> {
    fn new(program: &'a Program, decision: &'a Decision, relevant: &[Question]) -> Self {
        Self {
            program,
            advice: (!decision.is_decided()).then_some(decision),
            matters: relevant.iter().map(|it| it.question).collect(),
            answers: program.inputs.iter().map(weighed).collect(),
        }
    }

    fn answers(&self, question: usize) -> &[(i64, u64)] {
        self.answers.get(question).map_or(&[], Vec::as_slice)
    }

    /// The effort expected until the end when this question is asked first, in thousandths.
    fn cost(&self, case: &Case, question: usize, depth: usize) -> u64 {
        let (mut total, mut weights) = (0, 0);
        for (code, weight) in self.answers(question) {
            total += weight * self.left(&case.with(question, *code), depth - 1);
            weights += weight;
        }
        effort(self.program, question) + total / weights.max(1)
    }

    /// The effort that is left in a case, in thousandths.
    fn left(&self, case: &Case, depth: usize) -> u64 {
        let (state, matters) = self.matters(case);
        if depth == 0 {
            return matters.iter().map(|at| effort(self.program, *at)).sum();
        }
        let open = |at: &&usize| state.values.get(**at) == Some(&Value::Open);
        let costs = matters.iter().filter(open);
        costs
            .map(|at| self.cost(case, *at, depth))
            .min()
            .unwrap_or_default()
    }

    /// What still matters in a case that has more answers, in the order of the protocol.
    fn matters(&self, case: &Case) -> (State, Vec<usize>) {
        let (state, bits) = match self.advice {
            Some(now) => self.for_advice(now, case),
            None => self.for_all(case),
        };
        let mut matters = below(self.program, &state, bits);
        matters.retain(|at| self.matters.contains(at));
        (state, matters)
    }

    /// The bits on which the advice rests; none when it is decided.
    fn for_advice(&self, now: &Decision, case: &Case) -> (State, Vec<usize>) {
        let state = evaluate(self.program, case, &[]);
        let ways = ways(self.program, &state);
        let advised = ways.iter().map(|way| way.advised);
        let advised = sorting::set(advised.filter(|it| now.possible.contains(it)));
        if advised.len() < 2 {
            return (state, Vec::new());
        }
        (state, self.bits(|rank| advised.contains(&Some(rank))))
    }

    /// The bits on which everything rests that is offered or signalled.
    fn for_all(&self, case: &Case) -> (State, Vec<usize>) {
        let decision = decide(self.program, case);
        let mut bits = self.bits(|rank| decision.is_unsettled(rank));
        bits.extend(&self.program.signals);
        (decision.state, bits)
    }

    fn bits(&self, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let routes = self.program.routes.iter().enumerate();
        let routes = routes.filter(|(rank, _)| wanted(*rank));
        routes
            .flat_map(|(_, route)| [route.indicated, route.excluded])
            .collect()
    }
}

/// The classes of answers; the lowest one counts more than its share.
fn weighed(input: &Input) -> Vec<(i64, u64)> {
    let samples = input.samples().into_iter().enumerate();
    samples
        .map(|(at, (code, codes))| {
            let times = if at == 0 { LOWEST } else { 1 };
            (code, codes.unsigned_abs() * times)
        })
        .collect()
}

/// What it takes to ask a question, in thousandths.
fn effort(program: &Program, question: usize) -> u64 {
    let effort = program.effort.get(question).copied().unwrap_or_default();
    u64::from(effort) * 1_000
}
