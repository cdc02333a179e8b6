//! The parts of a condition that are given as reasons: there, and true.

use super::config;
use super::engine::{Engine, Said};
use super::generate::{LARGE, SMALL, cases};
use super::model::{Protocol, Value, What, rule_id};
use super::naive::{Completions, Outcome, decide};
use super::needed::fulfils;
use domeinwijzer::wire::{Because, Met, RuleVerdict};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn true_of_open_cases((protocol, answers) in cases(SMALL, 0.6)) {
        let said = Engine::new(&protocol)?.accept(&protocol, &answers)?;
        let truth = Completions::new(&protocol, &answers);
        true_of_all(&protocol, &said, &truth.outcomes.iter().collect::<Vec<_>>())?;
    }

    #[test]
    fn true_of_large_cases((protocol, answers) in cases(LARGE, 1.0)) {
        let said = Engine::new(&protocol)?.accept(&protocol, &answers)?;
        true_of_all(&protocol, &said, &[&decide(&protocol, &answers)])?;
    }

    /// A rule has a reason, whatever its verdict; without one it is so whatever is answered.
    #[test]
    fn never_without((protocol, answers) in cases(SMALL, 0.6)) {
        let said = Engine::new(&protocol)?.accept(&protocol, &answers)?;
        for rule in &said.recommendation.reasoning.rules {
            if rule.because.is_empty() {
                let nothing = vec![None; protocol.items.len()];
                let at = (0..protocol.rules.len()).find(|at| rule_id(*at) == rule.id);
                let at = at.expect("a rule of the protocol");
                let always = rule.verdict == RuleVerdict::Holds;
                let truth = Completions::new(&protocol, &nothing);
                let so = truth.outcomes.iter().all(|outcome| outcome.rules[at] == always);
                prop_assert!(so, "{} is {:?}", rule.id, rule.verdict);
                prop_assert!(rule.verdict != RuleVerdict::Open);
            }
        }
    }

    /// What a rule needs is there when it holds, and something is missing when it does not.
    #[test]
    fn on_the_side_of_the_verdict((protocol, answers) in cases(SMALL, 0.6)) {
        let said = Engine::new(&protocol)?.accept(&protocol, &answers)?;
        for rule in &said.recommendation.reasoning.rules {
            // An answer that may not count is neither, though what it counts as instead may decide.
            let waits = |it: &&Because| it.shown.ends_with("als de vraag geldt");
            let waiting = rule.because.iter().any(|it| waits(&it));
            let counting = rule.because.iter().filter(|it| !waits(it));
            let met: Vec<Met> = counting.map(|it| it.met).collect();
            let right = match rule.verdict {
                RuleVerdict::Holds => met.iter().all(|it| *it == Met::Yes),
                RuleVerdict::DoesNotHold => {
                    waiting && met.iter().all(|it| *it == Met::No)
                        || met.is_empty()
                        || met.contains(&Met::No) && !met.contains(&Met::Yes)
                }
                RuleVerdict::Open => met.contains(&Met::Open),
            };
            prop_assert!(right, "{} is {:?}: {:#?}", rule.id, rule.verdict, rule.because);
        }
    }
}

fn true_of_all(
    protocol: &Protocol,
    said: &Said,
    outcomes: &[&Outcome],
) -> Result<(), TestCaseError> {
    for rule in &said.recommendation.reasoning.rules {
        for (nth, because) in rule.because.iter().enumerate() {
            prop_assert!(!rule.because[..nth].contains(because), "twice: {because:?}");
            let fault = is_true(protocol, because, outcomes);
            prop_assert_eq!(fault, None, "{}: {:?}", rule.id, because);
        }
    }
    Ok(())
}

/// What is wrong with a reason; none when it is right in all these outcomes.
fn is_true(protocol: &Protocol, because: &Because, outcomes: &[&Outcome]) -> Option<String> {
    let at = match (&because.question, &because.score) {
        (Some(name), None) | (None, Some(name)) => protocol.at(name),
        _ => return Some("not about one question or score".to_owned()),
    };
    let is_question = matches!(protocol.items[at].what, What::Question(_));
    if is_question != because.question.is_some() {
        return Some("a question is called a score, or the reverse".to_owned());
    }
    for finding in &because.via {
        if !matches!(protocol.items[protocol.at(finding)].what, What::Finding(_)) {
            return Some(format!("{finding} is no finding"));
        }
    }
    for outcome in outcomes {
        let seen: &Value = &outcome.values[at];
        if because
            .answer
            .as_ref()
            .is_some_and(|it| *it != seen.answer())
        {
            return Some(format!("the value is {seen:?}"));
        }
        if because.assumed && !outcome.skipped[at] {
            return Some("it is asked".to_owned());
        }
        // Also when the answer is open, or may not count, its part may be certain.
        match (because.met, fulfils(&because.needed, &seen.answer())) {
            (_, Err(fault)) => return Some(fault),
            (Met::Yes, Ok(false)) | (Met::No, Ok(true)) => {
                return Some(format!("{seen:?} makes it otherwise"));
            }
            _ => {}
        }
    }
    None
}
