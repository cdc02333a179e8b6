//! Which question to ask first.

use super::evaluate::Value;
use super::{Case, Decision, Question, Verdict, decide};
use crate::program::Program;

/// How many steps may be spent on looking one answer ahead; above it the order of the form counts.
/// A protocol of 120 questions and 100 rules needs less than a tenth of it.
const LOOK_AHEAD_LIMIT: usize = 10_000_000;

/// Orders the questions that can be asked now, the most important first.
pub fn order(
    program: &Program,
    case: &Case,
    decision: &Decision,
    relevant: &[Question],
) -> Vec<Question> {
    let samples: usize = program.inputs.iter().map(|it| it.samples().len()).sum();
    let look_ahead = samples * program.steps.len() <= LOOK_AHEAD_LIMIT;
    let mut ask: Vec<(Rank, Question)> = Vec::new();
    for it in relevant {
        if decision.value(it.question) == Value::Open {
            let left = if look_ahead {
                left_open(program, case, it.question)
            } else {
                0
            };
            ask.push((rank(program, decision, it.question, &it.routes, left), it.clone()));
        }
    }
    ask.sort_by_key(|(rank, question)| (*rank, question.question));
    ask.into_iter().map(|(_, question)| question).collect()
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
            .filter(|verdict| **verdict == Verdict::Open)
            .count();
        let left = (decision.possible.len() * 4 + open) as u64;
        let weight = u64::try_from(weight).unwrap_or(1);
        total += left * weight;
        weights += weight;
    }
    total * 1000 / weights.max(1)
}
