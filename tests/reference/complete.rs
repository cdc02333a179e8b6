//! Complete cases: the engine says exactly what the reference says.

use super::config;
use super::engine::{Engine, case};
use super::generate::{LARGE, SMALL, cases};
use super::model::{Protocol, route_id, rule_id, signal_id};
use super::naive::{Answers, Outcome, Verdict, decide};
use domeinwijzer::answer::Answer;
use domeinwijzer::wire;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn small((protocol, answers) in cases(SMALL, 1.0)) {
        everything_agrees(&protocol, &answers)?;
    }

    #[test]
    fn large((protocol, answers) in cases(LARGE, 1.0)) {
        everything_agrees(&protocol, &answers)?;
    }

    /// The same protocol and the same JSON give the same JSON, whatever was answered.
    #[test]
    fn deterministic((protocol, answers) in cases(SMALL, 0.5)) {
        let json = case(&protocol, &answers);
        let text = || -> Result<String, TestCaseError> {
            let said = Engine::new(&protocol)?.decide_json(&json);
            let said = said.map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
            let both = (&said.recommendation, &said.next);
            serde_json::to_string(&both).map_err(|error| TestCaseError::fail(error.to_string()))
        };
        prop_assert_eq!(text()?, text()?);
    }
}

/// With all questions answered, and with only those that are asked.
fn everything_agrees(protocol: &Protocol, answers: &Answers) -> Result<(), TestCaseError> {
    let engine = Engine::new(protocol)?;
    let truth = decide(protocol, answers);
    agrees(protocol, &engine, answers, &truth)?;
    let mut asked = answers.clone();
    for (answer, skipped) in asked.iter_mut().zip(&truth.skipped) {
        if *skipped {
            *answer = None;
        }
    }
    agrees(protocol, &engine, &asked, &truth)
}

fn agrees(
    protocol: &Protocol,
    engine: &Engine,
    answers: &Answers,
    truth: &Outcome,
) -> Result<(), TestCaseError> {
    let said = engine.accept(protocol, answers)?;
    let it = &said.recommendation;
    let route = truth.advised.map(route_id);
    prop_assert_eq!(it.outcome, wire::Outcome::Decided);
    prop_assert!(it.complete, "every verdict is decided");
    prop_assert_eq!(
        it.route.as_ref().map(|route| route.id.clone()),
        route.clone()
    );
    prop_assert_eq!(&it.possible, &Vec::from_iter(route));
    prop_assert_eq!(it.no_advice_possible, truth.advised.is_none());
    prop_assert_eq!(it.texts.is_some(), truth.advised.is_some());
    let also: Vec<String> = numbered(&truth.verdicts, &Verdict::AlsoSuitable, route_id);
    prop_assert_eq!(ids(&it.also_suitable, |route| &route.id), also);
    routes_agree(protocol, it, truth)?;

    let signals = sorted(ids(&it.signals, |signal| &signal.id));
    prop_assert_eq!(signals, sorted(numbered(&truth.signals, &true, signal_id)));
    for signal in &it.signals {
        let raise = rules_with(protocol, truth, |rule| {
            protocol.rules[rule]
                .raises
                .iter()
                .any(|at| signal_id(*at) == signal.id)
        });
        prop_assert_eq!(sorted(signal.rules.clone()), raise);
    }
    prop_assert!(
        it.open_signals.is_empty() && it.next.is_empty(),
        "nothing is left to ask"
    );

    prop_assert_eq!(it.reasoning.rules.len(), protocol.rules.len());
    for (at, rule) in protocol.rules.iter().enumerate() {
        let trace = it
            .reasoning
            .rules
            .iter()
            .find(|trace| trace.id == rule_id(at));
        let trace = trace.expect("a trace of every rule");
        let verdict = if truth.rules[at] {
            wire::RuleVerdict::Holds
        } else {
            wire::RuleVerdict::DoesNotHold
        };
        prop_assert_eq!(trace.verdict, verdict, "{}", trace.id);
        let effect = |targets: &[usize], id: fn(usize) -> String| -> Vec<String> {
            sorted(targets.iter().map(|at| id(*at)).collect())
        };
        prop_assert_eq!(
            sorted(trace.r#for.clone()),
            effect(&rule.indicates, route_id)
        );
        prop_assert_eq!(
            sorted(trace.against.clone()),
            effect(&rule.excludes, route_id)
        );
        prop_assert_eq!(
            sorted(trace.signals.clone()),
            effect(&rule.raises, signal_id)
        );
    }

    let skipped = protocol.questions().filter(|(at, _)| truth.skipped[*at]);
    let skipped: Vec<(usize, String, Answer)> = skipped
        .map(|(at, _)| (at, protocol.name(at).to_owned(), truth.values[at].answer()))
        .collect();
    let mut ignored: Vec<(String, Answer, Answer)> = skipped
        .iter()
        .filter_map(|(at, name, counts_as)| {
            let answer = answers[*at].as_ref()?.answer();
            Some((name.clone(), answer, counts_as.clone()))
        })
        .collect();
    if protocol.reversed {
        ignored.reverse();
    }
    let reported = it.ignored.iter();
    let reported: Vec<_> = reported
        .map(|it| (it.question.clone(), it.answer.clone(), it.counts_as.clone()))
        .collect();
    prop_assert_eq!(reported, ignored);
    let not_applicable = said.next.not_applicable.iter();
    let not_applicable: Vec<_> = not_applicable
        .map(|it| (it.question.clone(), it.counts_as.clone()))
        .collect();
    let mut counting: Vec<_> = skipped
        .into_iter()
        .map(|(_, name, it)| (name, it))
        .collect();
    if protocol.reversed {
        counting.reverse();
    }
    prop_assert_eq!(not_applicable, counting);
    Ok(())
}

fn routes_agree(
    protocol: &Protocol,
    it: &wire::Recommendation,
    truth: &Outcome,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(it.routes.len(), protocol.routes.len());
    for (rank, route) in it.routes.iter().enumerate() {
        prop_assert_eq!(&route.id, &route_id(rank));
        prop_assert_eq!(route.verdict, word(truth.verdicts[rank]), "{}", route.id);
        let indicate = |rule: usize| protocol.rules[rule].indicates.contains(&rank);
        let exclude = |rule: usize| protocol.rules[rule].excludes.contains(&rank);
        prop_assert_eq!(
            sorted(route.r#for.clone()),
            rules_with(protocol, truth, indicate)
        );
        prop_assert_eq!(
            sorted(route.against.clone()),
            rules_with(protocol, truth, exclude)
        );
    }
    for advice in it.route.iter().chain(&it.also_suitable) {
        let rank = (0..protocol.routes.len()).find(|rank| route_id(*rank) == advice.id);
        let rank = rank.expect("a route of the protocol");
        prop_assert_eq!(advice.alone, protocol.routes[rank].alone);
        let rules = protocol.rules.iter().zip(&truth.rules);
        let terms = rules
            .filter(|(rule, holds)| **holds && rule.indicates.contains(&rank))
            .filter_map(|(rule, _)| rule.days);
        let shortest = terms.chain(protocol.routes[rank].days).min();
        prop_assert_eq!(advice.response_days, shortest, "the term of {}", advice.id);
    }
    Ok(())
}

/// The ids of the rules that hold and do something.
fn rules_with(protocol: &Protocol, truth: &Outcome, wanted: impl Fn(usize) -> bool) -> Vec<String> {
    let rules = 0..protocol.rules.len();
    sorted(
        rules
            .filter(|rule| truth.rules[*rule] && wanted(*rule))
            .map(rule_id)
            .collect(),
    )
}

fn numbered<T: PartialEq>(all: &[T], wanted: &T, id: fn(usize) -> String) -> Vec<String> {
    let found = all.iter().enumerate().filter(|(_, it)| *it == wanted);
    found.map(|(at, _)| id(at)).collect()
}

pub(crate) fn ids<T>(all: &[T], id: impl Fn(&T) -> &String) -> Vec<String> {
    all.iter().map(|it| id(it).clone()).collect()
}

pub(crate) fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

/// A verdict in the words of the engine.
pub(crate) fn word(verdict: Verdict) -> wire::VerdictWord {
    match verdict {
        Verdict::Advised => wire::VerdictWord::Advised,
        Verdict::AlsoSuitable => wire::VerdictWord::AlsoSuitable,
        Verdict::Superseded => wire::VerdictWord::Superseded,
        Verdict::Excluded => wire::VerdictWord::Excluded,
        Verdict::NotIndicated => wire::VerdictWord::NotIndicated,
    }
}
