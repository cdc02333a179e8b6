//! Strategies: which of the questions that matter to ask now.

use crate::consult::{Chance, Random, Turn, advises};
use domeinwijzer::decide::{Case, Decision, Question, Truth, Value, decide, order, relevant};
use domeinwijzer::program::{Input, Literal, Program, Step};
use std::collections::BTreeSet;

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

/// The first in the order of the form of those that can change the advice.
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

/// How often Publicodes would count each question as missing.
pub(crate) fn publicodes(turn: &Turn) -> usize {
    let score = missing(&turn.world.program, turn.decision);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    smallest(&turn.ask, |at| -(score[at] as f64))
}

pub(crate) fn publicodes_advice(turn: &Turn) -> usize {
    let score = missing(&turn.world.program, turn.decision);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    smallest(&for_advice(turn), |at| -(score[at] as f64))
}

fn missing(program: &Program, decision: &Decision) -> Vec<u64> {
    let words = program.steps().len() + 64 * program.inputs().len() + 4096;
    let mut times = vec![0_u64; words * 2];
    let mut score = vec![0_u64; program.questions()];
    let open = |bit: usize| decision.bit(bit) == Truth::Open;
    let mut add = |times: &mut Vec<u64>, bit: usize, by: u64| {
        if bit >= times.len() {
            times.resize(bit + 1, 0);
        }
        if open(bit) {
            times[bit] += by;
        }
    };
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
                let by = times[count.out];
                for mask in &count.masks {
                    for bit in (0..64).filter(|bit| (mask.set | mask.unset) >> bit & 1 == 1) {
                        add(&mut times, mask.word * 64 + bit, by);
                    }
                }
            }
            Step::Sum(at) => {
                let sum = &program.sums()[*at];
                let by = sum.tests.iter().map(|(bit, _)| times[*bit]).sum();
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
                let by = own_bits(input).map(|bit| times[bit]).sum::<u64>() + summed[*at];
                score[*at] += by;
                if let Some((gate, _)) = input.gate {
                    if open(gate.bit) {
                        add(&mut times, gate.bit, by);
                        for at in below(program, decision, gate) {
                            score[at] += by;
                        }
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

/// The first order the engine had: routes and ways left open after an answer.
pub(crate) fn first(turn: &Turn) -> usize {
    smallest(&for_advice(turn), |at| {
        mean(turn, at, UNIFORM, |decision, _| {
            let open = decision
                .routes
                .iter()
                .filter(|it| **it == domeinwijzer::decide::Verdict::Open);
            (decision.possible.len() * 4 + open.count()) as f64
        })
    })
}

/// A prior over answers: ja out of a hundred, and the lowest answer of other questions beyond its
/// share.
#[derive(Clone, Copy)]
pub(crate) struct Prior {
    yes: u64,
    danger: u64,
    lowest: u64,
}
pub(crate) const UNIFORM: Prior = Prior {
    yes: 500,
    danger: 500,
    lowest: 0,
};
pub(crate) const MOSTLY_NO: Prior = Prior {
    yes: 250,
    danger: 250,
    lowest: 333,
};

fn samples(turn: &Turn, at: usize, prior: Prior) -> Vec<(i64, f64)> {
    let input = &turn.world.program.inputs()[at];
    let samples = input.samples();
    let total: i64 = samples.iter().map(|(_, weight)| *weight).sum();
    let yes = if turn.world.program.is_safety(at) {
        prior.danger
    } else {
        prior.yes
    };
    samples
        .iter()
        .map(|(code, weight)| {
            let share = *weight as f64 / total as f64;
            if turn.world.yes_no[at] {
                let yes = yes as f64 / 1000.0;
                if samples.len() == 1 {
                    return (*code, 1.0);
                }
                return (*code, if *code == 1 { yes } else { 1.0 - yes });
            }
            let lowest = prior.lowest as f64 / 1000.0;
            let extra = if *code == samples[0].0 { lowest } else { 0.0 };
            (*code, share * (1.0 - lowest) + extra)
        })
        .collect()
}

fn mean(turn: &Turn, at: usize, prior: Prior, left: impl Fn(&Decision, &Case) -> f64) -> f64 {
    samples(turn, at, prior)
        .into_iter()
        .map(|(code, weight)| {
            let case = turn.world.with(turn.case, at, code);
            let decision = decide(&turn.world.program, &case);
            weight * left(&decision, &case)
        })
        .sum()
}

/// The effort that is left: for the advice, or for all once the advice is certain.
fn effort_left(turn: &Turn, decision: &Decision, waiting: f64) -> f64 {
    let all = relevant(&turn.world.program, decision);
    let advice = !turn.decision.is_decided();
    all.iter()
        .filter(|it| !advice || advises(decision, it))
        .map(|it| {
            let share = if decision.value(it.question) == Value::Waiting {
                waiting
            } else {
                1.0
            };
            share * turn.world.effort[it.question] as f64
        })
        .sum()
}

fn by_sum(turn: &Turn, prior: Prior, waiting: f64) -> usize {
    smallest(&for_advice(turn), |at| {
        turn.world.effort[at] as f64
            + mean(turn, at, prior, |decision, _| {
                effort_left(turn, decision, waiting)
            })
    })
}
fn by_rate(turn: &Turn, prior: Prior, waiting: f64) -> usize {
    let now = effort_left(turn, turn.decision, waiting);
    smallest(&for_advice(turn), |at| {
        let after = mean(turn, at, prior, |decision, _| {
            effort_left(turn, decision, waiting)
        });
        -(now - after) / turn.world.effort[at] as f64
    })
}
pub(crate) fn sum_uniform(turn: &Turn) -> usize {
    by_sum(turn, UNIFORM, 1.0)
}
pub(crate) fn sum_no(turn: &Turn) -> usize {
    by_sum(turn, MOSTLY_NO, 1.0)
}
pub(crate) fn sum_uniform_half(turn: &Turn) -> usize {
    by_sum(turn, UNIFORM, 0.5)
}
pub(crate) fn sum_no_half(turn: &Turn) -> usize {
    by_sum(turn, MOSTLY_NO, 0.5)
}
pub(crate) fn rate_uniform(turn: &Turn) -> usize {
    by_rate(turn, UNIFORM, 1.0)
}
pub(crate) fn rate_no(turn: &Turn) -> usize {
    by_rate(turn, MOSTLY_NO, 1.0)
}
pub(crate) fn rate_uniform_half(turn: &Turn) -> usize {
    by_rate(turn, UNIFORM, 0.5)
}
pub(crate) fn rate_no_half(turn: &Turn) -> usize {
    by_rate(turn, MOSTLY_NO, 0.5)
}

/// Cicalese, Laber, Saettler: the fewest pairs of possible cases with different advice, per cost.
fn by_pairs(turn: &Turn, prior: Prior, many: usize) -> usize {
    let chance = Chance {
        yes: prior.yes,
        danger: prior.danger,
        lowest: prior.lowest,
    };
    let mut random = Random(1);
    let mut drawn = Vec::new();
    for _ in 0..many {
        let mut case = turn.case.clone();
        for at in 0..turn.world.program.questions() {
            if case.answer(at).is_none() {
                let code = turn.world.draw(&mut random, at, chance);
                case = turn.world.with(&case, at, code);
            }
        }
        let decision = decide(&turn.world.program, &case);
        let outcome = if turn.decision.is_decided() {
            let bits = decision.routes.iter().map(|it| it.is_offered());
            bits.chain(decision.signals.iter().map(|it| *it == Truth::True))
                .fold(0_u64, |all, bit| all << 1 | u64::from(bit))
        } else {
            decision.advised().map_or(99, |it| it as u64)
        };
        drawn.push((case, outcome));
    }
    let pairs = |of: &[u64]| -> f64 {
        let mut sorted = of.to_vec();
        sorted.sort_unstable();
        let same: usize = sorted
            .chunk_by(|a, b| a == b)
            .map(|it| it.len() * it.len())
            .sum();
        (of.len() * of.len() - same) as f64
    };
    let all: Vec<u64> = drawn.iter().map(|(_, it)| *it).collect();
    let now = pairs(&all);
    smallest(&for_advice(turn), |at| {
        let input = &turn.world.program.inputs()[at];
        let mut left = 0.0;
        let classes = input.samples();
        for (nr, (start, _)) in classes.iter().enumerate() {
            let end = classes.get(nr + 1).map_or(i64::MAX, |it| it.0);
            let here: Vec<u64> = drawn
                .iter()
                .filter(|(case, _)| {
                    case.answer(at)
                        .is_some_and(|code| code >= *start && code < end)
                })
                .map(|(_, it)| *it)
                .collect();
            left += here.len() as f64 / all.len() as f64 * pairs(&here);
        }
        let after = mean(turn, at, prior, |decision, _| {
            effort_left(turn, decision, 1.0)
        });
        -(now - left) / turn.world.effort[at] as f64 + after * 1e-3
    })
}
pub(crate) fn pairs_uniform(turn: &Turn) -> usize {
    by_pairs(turn, UNIFORM, 200)
}
pub(crate) fn pairs_no(turn: &Turn) -> usize {
    by_pairs(turn, MOSTLY_NO, 200)
}
fn effort_of(
    turn: &Turn,
    decision: &Decision,
    all: &[Question],
    advice: bool,
    waiting: f64,
) -> f64 {
    all.iter()
        .filter(|it| !advice || advises(decision, it))
        .map(|it| {
            let share = if decision.value(it.question) == Value::Waiting {
                waiting
            } else {
                1.0
            };
            share * turn.world.effort[it.question] as f64
        })
        .sum()
}
fn by_mix(turn: &Turn, prior: Prior, waiting: f64, mix: f64) -> usize {
    smallest(&for_advice(turn), |at| {
        turn.world.effort[at] as f64
            + mean(turn, at, prior, |decision, _| {
                let all = relevant(&turn.world.program, decision);
                effort_of(turn, decision, &all, !turn.decision.is_decided(), waiting)
                    + mix * effort_of(turn, decision, &all, false, waiting)
            })
    })
}
pub(crate) fn mix_10(turn: &Turn) -> usize {
    by_mix(turn, MOSTLY_NO, 1.0, 0.1)
}
pub(crate) fn mix_50(turn: &Turn) -> usize {
    by_mix(turn, MOSTLY_NO, 1.0, 0.5)
}
pub(crate) fn wait_75(turn: &Turn) -> usize {
    by_mix(turn, MOSTLY_NO, 0.75, 0.0)
}
pub(crate) fn wait_150(turn: &Turn) -> usize {
    by_mix(turn, MOSTLY_NO, 1.5, 0.0)
}
pub(crate) fn no_20(turn: &Turn) -> usize {
    by_mix(
        turn,
        Prior {
            yes: 150,
            danger: 150,
            lowest: 500,
        },
        1.0,
        0.0,
    )
}
pub(crate) fn no_40(turn: &Turn) -> usize {
    by_mix(
        turn,
        Prior {
            yes: 400,
            danger: 400,
            lowest: 200,
        },
        1.0,
        0.0,
    )
}
pub(crate) fn yes_33(turn: &Turn) -> usize {
    by_mix(
        turn,
        Prior {
            yes: 333,
            danger: 333,
            lowest: 0,
        },
        1.0,
        0.0,
    )
}

fn deep(turn: &Turn, prior: Prior, width: usize) -> usize {
    let one = |turn: &Turn, ask: &[&Question]| -> Vec<(f64, usize)> {
        let mut scored: Vec<(f64, usize)> = ask
            .iter()
            .map(|it| {
                (
                    turn.world.effort[it.question] as f64
                        + mean(turn, it.question, prior, |decision, _| {
                            let all = relevant(&turn.world.program, decision);
                            effort_of(turn, decision, &all, !turn.decision.is_decided(), 1.0)
                        }),
                    it.question,
                )
            })
            .collect();
        scored.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        scored
    };
    let scored = one(turn, &for_advice(turn));
    let advice = !turn.decision.is_decided();
    let mut best = (f64::MAX, 0);
    for (_, at) in scored.iter().take(width) {
        let score = turn.world.effort[*at] as f64
            + mean(turn, *at, prior, |decision, case| {
                if advice && decision.is_decided() {
                    return 0.0;
                }
                let all = relevant(&turn.world.program, decision);
                let ask: Vec<&Question> = all
                    .iter()
                    .filter(|it| {
                        decision.value(it.question) == Value::Open
                            && (!advice || advises(decision, it))
                    })
                    .collect();
                if ask.is_empty() {
                    return 0.0;
                }
                let next = Turn {
                    world: turn.world,
                    case,
                    decision,
                    relevant: &all,
                    ask,
                };
                one(&next, &next.ask)[0].0
            });
        if score < best.0 - 1e-9 {
            best = (score, *at);
        }
    }
    best.1
}
pub(crate) fn deep_4(turn: &Turn) -> usize {
    deep(turn, MOSTLY_NO, 4)
}
pub(crate) fn deep_all(turn: &Turn) -> usize {
    deep(turn, MOSTLY_NO, 99)
}

fn rollout(turn: &Turn, prior: Prior, width: usize, many: usize) -> usize {
    let world = turn.world;
    let advice = !turn.decision.is_decided();
    let mut scored: Vec<(f64, usize)> = for_advice(turn)
        .iter()
        .map(|it| {
            (
                world.effort[it.question] as f64
                    + mean(turn, it.question, prior, |decision, _| {
                        effort_left(turn, decision, 1.0)
                    }),
                it.question,
            )
        })
        .collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    if scored.len() == 1 {
        return scored[0].1;
    }
    let rank: Vec<usize> = scored.iter().map(|it| it.1).collect();
    let chance = Chance {
        yes: prior.yes,
        danger: prior.danger,
        lowest: prior.lowest,
    };
    let mut random = Random(1);
    let drawn: Vec<Vec<i64>> = (0..many)
        .map(|_| {
            (0..world.program.questions())
                .map(|at| {
                    turn.case
                        .answer(at)
                        .unwrap_or_else(|| world.draw(&mut random, at, chance))
                })
                .collect()
        })
        .collect();
    let play = |first: usize, codes: &[i64]| -> u64 {
        let mut case = world.with(turn.case, first, codes[first]);
        let mut cost = world.effort[first];
        loop {
            let decision = decide(&world.program, &case);
            if advice && decision.is_decided() {
                return cost;
            }
            let all = relevant(&world.program, &decision);
            let can = |at: usize| {
                decision.value(at) == Value::Open
                    && all
                        .iter()
                        .any(|it| it.question == at && (!advice || advises(&decision, it)))
            };
            let Some(at) = rank
                .iter()
                .copied()
                .chain(world.form.iter().copied())
                .find(|at| can(*at))
            else {
                return cost;
            };
            cost += world.effort[at];
            case = world.with(&case, at, codes[at]);
        }
    };
    let mut best = (u64::MAX, 0);
    for at in rank.iter().take(width) {
        let cost = drawn.iter().map(|codes| play(*at, codes)).sum();
        if cost < best.0 {
            best = (cost, *at);
        }
    }
    best.1
}
pub(crate) fn rollout_4(turn: &Turn) -> usize {
    rollout(turn, MOSTLY_NO, 4, 24)
}
pub(crate) fn rollout_many(turn: &Turn) -> usize {
    rollout(turn, MOSTLY_NO, 8, 100)
}
struct Look {
    prior: Prior,
    width: usize,
    deep_width: usize,
    mix: f64,
}
fn value(turn: &Turn, decision: &Decision, case: &Case, depth: usize, look: &Look) -> f64 {
    let advice = !turn.decision.is_decided();
    let all = relevant(&turn.world.program, decision);
    let rest = look.mix * effort_of(turn, decision, &all, false, 1.0);
    if advice && decision.is_decided() {
        return rest;
    }
    if depth == 0 {
        return effort_of(turn, decision, &all, advice, 1.0) + rest;
    }
    let ask: Vec<&Question> = all
        .iter()
        .filter(|it| {
            decision.value(it.question) == Value::Open && (!advice || advises(decision, it))
        })
        .collect();
    if ask.is_empty() {
        return 0.0;
    }
    best(turn, decision, case, &ask, depth, look, look.deep_width).0
}
fn best(
    turn: &Turn,
    decision: &Decision,
    case: &Case,
    ask: &[&Question],
    depth: usize,
    look: &Look,
    width: usize,
) -> (f64, usize) {
    let here = Turn {
        world: turn.world,
        case,
        decision,
        relevant: turn.relevant,
        ask: Vec::new(),
    };
    let score = |at: usize, depth: usize| {
        turn.world.effort[at] as f64
            + mean(&here, at, look.prior, |decision, case| {
                value(turn, decision, case, depth, look)
            })
    };
    let mut scored: Vec<(f64, usize)> = ask
        .iter()
        .map(|it| (score(it.question, 0), it.question))
        .collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    if depth <= 1 {
        return scored[0];
    }
    let mut best = (f64::MAX, 0);
    for (_, at) in scored.iter().take(width) {
        let score = score(*at, depth - 1);
        if score < best.0 - 1e-9 {
            best = (score, *at);
        }
    }
    best
}
fn look(
    turn: &Turn,
    prior: Prior,
    depth: usize,
    width: usize,
    deep_width: usize,
    mix: f64,
) -> usize {
    best(
        turn,
        turn.decision,
        turn.case,
        &for_advice(turn),
        depth,
        &Look {
            prior,
            width,
            deep_width,
            mix,
        },
        width,
    )
    .1
}
pub(crate) fn l2_6(t: &Turn) -> usize {
    look(t, MOSTLY_NO, 2, 6, 6, 0.0)
}
pub(crate) fn l2_6u(t: &Turn) -> usize {
    look(t, UNIFORM, 2, 6, 6, 0.0)
}
pub(crate) fn l2_6m(t: &Turn) -> usize {
    look(t, MOSTLY_NO, 2, 6, 6, 0.1)
}
pub(crate) fn l2_6um(t: &Turn) -> usize {
    look(t, UNIFORM, 2, 6, 6, 0.1)
}
pub(crate) fn l2_6y(t: &Turn) -> usize {
    look(
        t,
        Prior {
            yes: 333,
            danger: 333,
            lowest: 0,
        },
        2,
        6,
        6,
        0.0,
    )
}
pub(crate) fn l3_6_2(t: &Turn) -> usize {
    look(t, MOSTLY_NO, 3, 6, 2, 0.0)
}
pub(crate) fn l3_4_3(t: &Turn) -> usize {
    look(t, MOSTLY_NO, 3, 4, 3, 0.0)
}
