//! What is true of a protocol as a whole, whatever is answered.

use super::model::{Condition, Protocol, What};
use super::naive::{self, Answers, Outcome};
use super::world::World;

/// A case without advice.
pub(crate) fn gap(world: &World<'_>) -> bool {
    world.cases().any(|row| row.outcome.advised.is_none())
}

pub(crate) fn rule_can_hold(world: &World<'_>, rule: usize) -> bool {
    world.cases().any(|row| row.outcome.rules[rule])
}

/// A case in which something else is offered without this rule.
pub(crate) fn rule_decides(world: &World<'_>, rule: usize) -> bool {
    world.cases().any(|row| {
        let it = &row.outcome;
        it.rules[rule] && {
            let without = without(world.protocol, it, rule);
            it.offered() != without.offered()
        }
    })
}

/// The same case without a rule.
pub(crate) fn without(protocol: &Protocol, outcome: &Outcome, rule: usize) -> Outcome {
    let mut rules = outcome.rules.clone();
    rules[rule] = false;
    let (values, skipped) = (outcome.values.clone(), outcome.skipped.clone());
    naive::conclude(protocol, values, skipped, rules)
}

pub(crate) fn route_advised(world: &World<'_>, route: usize) -> bool {
    world.cases().any(|row| row.outcome.advised == Some(route))
}

/// A case in which the route is suitable, whether advised or not.
pub(crate) fn route_offered(world: &World<'_>, route: usize) -> bool {
    use naive::Verdict::{Advised, AlsoSuitable};
    world
        .cases()
        .any(|row| [Advised, AlsoSuitable].contains(&row.outcome.verdicts[route]))
}

pub(crate) fn question_matters(world: &World<'_>, question: usize) -> bool {
    let nothing: Answers = vec![None; world.protocol.items.len()];
    world.relevant(&nothing, question)
}

/// A case in which rules for and rules against this route hold.
pub(crate) fn contested(world: &World<'_>, route: usize) -> bool {
    let rules = &world.protocol.rules;
    world.cases().any(|row| {
        let holds = |rule: &usize| row.outcome.rules[*rule];
        let mut holding = (0..rules.len()).filter(holds);
        holding
            .clone()
            .any(|at| rules[at].indicates.contains(&route))
            && holding.any(|at| rules[at].excludes.contains(&route))
    })
}

/// Where a condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Host {
    Rule(usize),
    /// The item that is a finding.
    Finding(usize),
    /// The item that is a question with a gate.
    Gate(usize),
}

/// A part of an `en` or `of`: the way to it, child by child.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    pub(crate) host: Host,
    pub(crate) path: Vec<usize>,
}

/// Every part of every `en` and `of`, with the condition that is left when it is left out.
pub(crate) fn parts(protocol: &Protocol) -> Vec<(Part, Condition)> {
    let rules = protocol.rules.iter().enumerate();
    let rules = rules.map(|(at, rule)| (Host::Rule(at), &rule.condition));
    let items = protocol.items.iter().enumerate();
    let items = items.filter_map(|(at, item)| match &item.what {
        What::Finding(condition) => Some((Host::Finding(at), condition)),
        What::Question(it) => Some((Host::Gate(at), &it.gate.as_ref()?.0)),
        What::Score(_) => None,
    });
    let mut found = Vec::new();
    for (host, condition) in rules.chain(items) {
        shorter(condition, &mut |path, left| {
            found.push((Part { host, path }, left));
        });
    }
    found
}

/// Calls `visit` with each way to leave out one part of an `en` or `of`.
fn shorter(condition: &Condition, visit: &mut dyn FnMut(Vec<usize>, Condition)) {
    let (of, is_list) = match condition {
        Condition::Not(inner) => (std::slice::from_ref(&**inner), false),
        Condition::All(of) | Condition::Any(of) => (&of[..], true),
        Condition::Count(_, _, of) => (&of[..], false),
        _ => return,
    };
    let again = |of: Vec<Condition>| match condition {
        Condition::All(_) => Condition::All(of),
        Condition::Any(_) => Condition::Any(of),
        Condition::Count(how, number, _) => Condition::Count(*how, *number, of),
        _ => Condition::Not(Box::new(of.into_iter().next().expect("one part"))),
    };
    for (nth, part) in of.iter().enumerate() {
        if is_list && of.len() > 1 {
            let mut left = of.to_vec();
            left.remove(nth);
            visit(vec![nth], again(left));
        }
        shorter(part, &mut |path, left| {
            let mut of = of.to_vec();
            of[nth] = left;
            visit([vec![nth], path].concat(), again(of));
        });
    }
}

/// Whether the condition says the same in every case without the part.
pub(crate) fn same_truth(world: &World<'_>, host: Host, left: &Condition) -> bool {
    let whole = condition(world.protocol, host);
    world.cases().all(|row| {
        let values = &row.outcome.values;
        naive::holds(whole, values) == naive::holds(left, values)
    })
}

/// Whether the same is offered in every case without the part. Weaker: a condition may say
/// something else where that changes nothing.
pub(crate) fn same_offer(world: &World<'_>, host: Host, left: &Condition) -> bool {
    let mut changed = world.protocol.clone();
    match host {
        Host::Rule(at) => changed.rules[at].condition = left.clone(),
        Host::Finding(at) => changed.items[at].what = What::Finding(left.clone()),
        Host::Gate(at) => {
            if let What::Question(it) = &mut changed.items[at].what {
                let otherwise = it.gate.take().expect("a gate").1;
                it.gate = Some((left.clone(), otherwise));
            }
        }
    }
    world.cases().all(|row| {
        let it = &row.outcome;
        let after = if let Host::Rule(at) = host {
            let mut rules = it.rules.clone();
            rules[at] = naive::holds(left, &it.values);
            naive::conclude(&changed, it.values.clone(), it.skipped.clone(), rules)
        } else {
            naive::decide(&changed, &row.answers)
        };
        it.offered() == after.offered()
    })
}

fn condition(protocol: &Protocol, host: Host) -> &Condition {
    match host {
        Host::Rule(at) => &protocol.rules[at].condition,
        Host::Finding(at) => match &protocol.items[at].what {
            What::Finding(it) => it,
            other => panic!("{other:?} is no finding"),
        },
        Host::Gate(at) => &protocol.question(at).gate.as_ref().expect("a gate").0,
    }
}
