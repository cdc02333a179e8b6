//! Strategies: which of the questions that can be asked now, and matter, comes first.

use crate::consult::{Chance, Random, Turn, advises};
use crate::publicodes::missing;
use domeinwijzer::decide::{Decision, Question, Truth, Verdict, decide, order, relevant};

/// The first in the order of the form.
pub(crate) fn form(turn: &Turn) -> usize {
    let asked = |at: &&usize| turn.ask.iter().any(|it| it.question == **at);
    *turn
        .world
        .form
        .iter()
        .find(asked)
        .expect("all are in the form")
}

/// The same, of those that can change the advice.
pub(crate) fn form_advice(turn: &Turn) -> usize {
    let ask = for_advice(turn);
    let asked = |at: &&usize| ask.iter().any(|it| it.question == **at);
    *turn
        .world
        .form
        .iter()
        .find(asked)
        .expect("all are in the form")
}

/// What the engine does.
pub(crate) fn engine(turn: &Turn) -> usize {
    order(&turn.world.program, turn.case, turn.decision, turn.relevant)[0].question
}

/// Of what can be asked, what can change the advice; all of it when nothing can.
pub(crate) fn for_advice<'a>(turn: &Turn<'a>) -> Vec<&'a Question> {
    let advice: Vec<&Question> = turn
        .ask
        .iter()
        .copied()
        .filter(|it| advises(turn.decision, it))
        .collect();
    if advice.is_empty() {
        turn.ask.clone()
    } else {
        advice
    }
}

fn smallest(ask: &[&Question], mut score: impl FnMut(usize) -> f64) -> usize {
    let scored = ask.iter().map(|it| (score(it.question), it.question));
    let best = scored.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    best.expect("there is something to ask").1
}

/// The question that Publicodes would count as missing most often.
pub(crate) fn publicodes(turn: &Turn) -> usize {
    let score = missing(&turn.world.program, turn.decision);
    smallest(&turn.ask, |at| -(score[at] as f64))
}

/// The same, of those that can change the advice.
pub(crate) fn publicodes_advice(turn: &Turn) -> usize {
    let score = missing(&turn.world.program, turn.decision);
    smallest(&for_advice(turn), |at| -(score[at] as f64))
}

/// The order the engine had at first: the fewest possible advices and open routes after an answer.
pub(crate) fn fewest_open(turn: &Turn) -> usize {
    smallest(&for_advice(turn), |at| {
        mean(turn, at, |decision| {
            let open = decision.routes.iter().filter(|it| **it == Verdict::Open);
            (decision.possible.len() * 4 + open.count()) as f64
        })
    })
}

/// The least effort left after one answer, its own included.
pub(crate) fn one_ahead(turn: &Turn) -> usize {
    smallest(&for_advice(turn), |at| {
        let left = mean(turn, at, |decision| effort_left(turn, decision));
        turn.world.effort[at] as f64 + left
    })
}

/// The most effort saved by an answer for each effort of its own.
pub(crate) fn saved_per_effort(turn: &Turn) -> usize {
    let now = effort_left(turn, turn.decision);
    smallest(&for_advice(turn), |at| {
        let left = mean(turn, at, |decision| effort_left(turn, decision));
        (left - now) / turn.world.effort[at] as f64
    })
}

/// Cicalese, Laber and Saettler: the most pairs of cases with different outcomes told apart for
/// each effort, over 200 completions drawn at random; then [`one_ahead`].
pub(crate) fn pairs(turn: &Turn) -> usize {
    let world = turn.world;
    let mut random = Random(1);
    let mut drawn = Vec::new();
    for _ in 0..200 {
        let mut case = turn.case.clone();
        for at in 0..world.program.questions() {
            if case.answer(at).is_none() {
                let code = world.draw(&mut random, at, Chance::EVEN);
                case = world.with(&case, at, code);
            }
        }
        let decision = decide(&world.program, &case);
        drawn.push((case, outcome(turn, &decision)));
    }
    let all: Vec<u64> = drawn.iter().map(|(_, it)| *it).collect();
    smallest(&for_advice(turn), |at| {
        let classes = world.program.inputs()[at].samples();
        let mut left = 0.0;
        for (nr, (start, _)) in classes.iter().enumerate() {
            let end = classes.get(nr + 1).map_or(i64::MAX, |it| it.0);
            let within = |code: i64| (*start..end).contains(&code);
            let here = drawn
                .iter()
                .filter(|(case, _)| case.answer(at).is_some_and(within));
            let here: Vec<u64> = here.map(|(_, it)| *it).collect();
            left += here.len() as f64 / all.len() as f64 * different(&here);
        }
        let told_apart = (different(&all) - left) / world.effort[at] as f64;
        mean(turn, at, |decision| effort_left(turn, decision)) / 1000.0 - told_apart
    })
}

/// What has to be known in the end: the advice, and then everything that is offered.
fn outcome(turn: &Turn, decision: &Decision) -> u64 {
    if !turn.decision.is_decided() {
        return decision.advised().map_or(u64::MAX, |rank| rank as u64);
    }
    let routes = decision.routes.iter().map(|it| it.is_offered());
    let signals = decision.signals.iter().map(|it| *it == Truth::True);
    routes
        .chain(signals)
        .fold(0, |bits, bit| bits << 1 | u64::from(bit))
}

/// How many pairs of these are not the same.
fn different(outcomes: &[u64]) -> f64 {
    let mut sorted = outcomes.to_vec();
    sorted.sort_unstable();
    let same = sorted.chunk_by(|a, b| a == b);
    let same: usize = same.map(|it| it.len() * it.len()).sum();
    (sorted.len() * sorted.len() - same) as f64
}

/// The mean over the classes of answers, each as likely as it has codes.
fn mean(turn: &Turn, at: usize, left: impl Fn(&Decision) -> f64) -> f64 {
    let samples = turn.world.program.inputs()[at].samples();
    let weights: i64 = samples.iter().map(|(_, weight)| weight).sum();
    let of = |(code, weight): &(i64, i64)| {
        let case = turn.world.with(turn.case, at, *code);
        *weight as f64 * left(&decide(&turn.world.program, &case))
    };
    samples.iter().map(of).sum::<f64>() / weights as f64
}

/// The effort of what matters, also behind a gate: for the advice, or for all once that is certain.
fn effort_left(turn: &Turn, decision: &Decision) -> f64 {
    let advice = !turn.decision.is_decided();
    let all = relevant(&turn.world.program, decision);
    let left = all.iter().filter(|it| !advice || advises(decision, it));
    left.map(|it| turn.world.effort[it.question]).sum::<u64>() as f64
}
