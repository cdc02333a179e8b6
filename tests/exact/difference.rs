//! Which cases two protocols advise differently.

use super::model::{Protocol, Value, route_id};
use super::naive::{self, Answers, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// What is offered, by name: the advised route, those beside it, the signals.
pub(crate) type Offer = (Option<String>, BTreeSet<String>, BTreeSet<usize>);

/// Each pair of an old and a new advice that some case gets; none stands for no advice. A case
/// answers every question of either; what both know has an answer that both take.
pub(crate) fn moves(old: &Protocol, new: &Protocol) -> BTreeSet<(Option<String>, Option<String>)> {
    let pairs = offers(old, new).into_iter();
    pairs.map(|(old, new)| (old.0, new.0)).collect()
}

/// Each pair of all that is offered.
pub(crate) fn offers(old: &Protocol, new: &Protocol) -> BTreeSet<(Offer, Offer)> {
    let mut domains: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for protocol in [old, new] {
        for (at, question) in protocol.questions() {
            let values = question.kind.values();
            domains
                .entry(protocol.name(at))
                .and_modify(|known| known.retain(|it| values.contains(it)))
                .or_insert(values);
        }
    }
    let mut cases: Vec<BTreeMap<&str, &Value>> = vec![BTreeMap::new()];
    for (name, values) in &domains {
        cases = cases
            .into_iter()
            .flat_map(|case| {
                values.iter().map(move |value| {
                    let mut more = case.clone();
                    more.insert(*name, value);
                    more
                })
            })
            .collect();
    }
    let mut found = BTreeSet::new();
    for case in cases {
        let outcome = |protocol: &Protocol| {
            let mut answers: Answers = vec![None; protocol.items.len()];
            for (at, _) in protocol.questions() {
                answers[at] = Some(case[protocol.name(at)].clone());
            }
            naive::decide(protocol, &answers)
        };
        let (before, after) = (outcome(old), outcome(new));
        if !before.impossible && !after.impossible {
            found.insert((offer(&before), offer(&after)));
        }
    }
    found
}

pub(crate) fn offer(outcome: &Outcome) -> Offer {
    let (advised, also, signals) = outcome.offered();
    let all = |flags: &[bool]| -> Vec<usize> { (0..flags.len()).filter(|at| flags[*at]).collect() };
    (
        advised.map(route_id),
        all(&also).into_iter().map(route_id).collect(),
        all(signals).into_iter().collect(),
    )
}
