//! Open cases: what the engine calls decided is so for every way to complete the case.

use super::complete::{ids, sorted, word};
use super::config;
use super::engine::{Engine, Said};
use super::generate::{EXCLUSIVE, LARGE, SMALL, cases, walks};
use super::model::{Group, Protocol, route_id, rule_id, signal_id};
use super::naive::{self, Answers, Completions, Outcome};
use domeinwijzer::decide::Value;
use domeinwijzer::diagnostic::Code;
use domeinwijzer::wire::{self, RuleVerdict, VerdictWord};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn sound((protocol, answers) in cases(SMALL, 0.5)) {
        let said = Engine::new(&protocol)?.accept(&protocol, &answers)?;
        let truth = Completions::new(&protocol, &answers);
        all_agree(&protocol, &said, &truth.outcomes.iter().collect::<Vec<_>>())?;
    }

    /// Completions that are declared impossible do not count; an error needs that none is left.
    #[test]
    fn sound_with_impossible_answers((protocol, answers) in cases(EXCLUSIVE, 0.6)) {
        let truth = Completions::new(&protocol, &answers);
        let left: Vec<&Outcome> = truth.outcomes.iter().filter(|it| !it.impossible).collect();
        match Engine::new(&protocol)?.decide(&protocol, &answers) {
            Ok(said) => {
                let certain = truth.outcomes.len() == 1 && left.is_empty();
                prop_assert!(!certain, "an impossible case was accepted");
                all_agree(&protocol, &said, &left)?;
            }
            Err(faults) => {
                prop_assert!(left.is_empty(), "a possible case was refused: {faults:?}");
                let codes: BTreeSet<Code> = faults.iter().map(|fault| fault.code).collect();
                prop_assert_eq!(codes, BTreeSet::from([Code::ImpossibleCase]));
            }
        }
    }

    /// As long as an open safety question can lead to another route, no route is advised.
    #[test]
    fn safety_questions_are_never_taken_for_answered((protocol, answers) in cases(SMALL, 0.4)) {
        let said = Engine::new(&protocol)?.accept(&protocol, &answers)?;
        let truth = Completions::new(&protocol, &answers);
        for (at, question) in protocol.questions() {
            let safety = question.group == Some(Group::Safety);
            if safety && truth.depends_on(at, |outcome| outcome.advised) {
                prop_assert_eq!(said.recommendation.outcome, wire::Outcome::Open);
                prop_assert_eq!(&said.recommendation.route, &None);
                prop_assert!(!said.next.irrelevant.contains(&protocol.items[at].name));
            }
        }
    }

    /// Answering in any order takes nothing back, and ends where the reference does.
    #[test]
    fn monotone((protocol, answers, order) in walks(SMALL)) {
        only_narrows(&protocol, &answers, &order)?;
    }
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn monotone_large((protocol, answers, order) in walks(LARGE)) {
        only_narrows(&protocol, &answers, &order)?;
    }
}

/// Whatever the engine calls decided is so in all these outcomes.
fn all_agree(protocol: &Protocol, said: &Said, outcomes: &[&Outcome]) -> Result<(), TestCaseError> {
    let it = &said.recommendation;
    let all = |fits: &dyn Fn(&Outcome) -> bool| outcomes.iter().all(|outcome| fits(outcome));
    let decided = it.outcome == wire::Outcome::Decided;
    prop_assert_eq!(
        decided,
        it.possible.len() + usize::from(it.no_advice_possible) == 1
    );
    prop_assert_eq!(it.route.is_some(), decided && !it.no_advice_possible);
    for outcome in outcomes {
        match outcome.advised {
            Some(route) => prop_assert!(
                it.possible.contains(&route_id(route)),
                "{route} is possible"
            ),
            None => prop_assert!(it.no_advice_possible, "no advice is possible"),
        }
    }
    let also = it
        .routes
        .iter()
        .filter(|it| it.verdict == VerdictWord::AlsoSuitable);
    let also: Vec<String> = also.map(|it| it.id.clone()).collect();
    prop_assert_eq!(ids(&it.also_suitable, |route| &route.id), also);
    for (rank, route) in it.routes.iter().enumerate() {
        let so = all(&|outcome| word(outcome.verdicts[rank]) == route.verdict);
        prop_assert!(
            so || route.verdict == VerdictWord::Open,
            "{} is {:?}",
            route.id,
            route.verdict
        );
    }
    let rule = |at: usize| {
        let found = it
            .reasoning
            .rules
            .iter()
            .find(|trace| trace.id == rule_id(at));
        found.expect("a trace of every rule").verdict
    };
    for at in 0..protocol.rules.len() {
        let so = match rule(at) {
            RuleVerdict::Holds => all(&|outcome| outcome.rules[at]),
            RuleVerdict::DoesNotHold => all(&|outcome| !outcome.rules[at]),
            RuleVerdict::Open => true,
        };
        prop_assert!(so, "{} is {:?}", rule_id(at), rule(at));
    }
    let (held, open) = (
        ids(&it.signals, |it| &it.id),
        ids(&it.open_signals, |it| &it.id),
    );
    for at in 0..protocol.signals {
        let so = match (held.contains(&signal_id(at)), open.contains(&signal_id(at))) {
            (true, false) => all(&|outcome| outcome.signals[at]),
            (false, false) => all(&|outcome| !outcome.signals[at]),
            (held, _) => !held,
        };
        prop_assert!(so, "{}", signal_id(at));
    }
    let certain = decided && open.is_empty();
    let certain = certain && it.routes.iter().all(|it| it.verdict != VerdictWord::Open);
    prop_assert_eq!(it.complete, certain);
    gates_agree(protocol, said, outcomes)
}

/// Which questions are asked, and what the others count as.
fn gates_agree(
    protocol: &Protocol,
    said: &Said,
    outcomes: &[&Outcome],
) -> Result<(), TestCaseError> {
    for (at, _) in protocol.questions() {
        let name = protocol.name(at);
        let so = match said.decision.value(protocol.position(at)) {
            Value::Given(_) | Value::Open => outcomes.iter().all(|it| !it.skipped[at]),
            Value::Assumed(_) => outcomes.iter().all(|it| it.skipped[at]),
            Value::Waiting => true,
        };
        prop_assert!(
            so,
            "{name} is {:?}",
            said.decision.value(protocol.position(at))
        );
    }
    let skipped = said
        .next
        .not_applicable
        .iter()
        .map(|it| (&it.question, &it.counts_as));
    let ignored = said
        .recommendation
        .ignored
        .iter()
        .map(|it| (&it.question, &it.counts_as));
    for (name, counts_as) in skipped.chain(ignored) {
        let at = protocol.at(name);
        let so = |it: &&Outcome| it.skipped[at] && it.values[at].answer() == *counts_as;
        prop_assert!(outcomes.iter().all(so), "{name} is not asked");
    }
    Ok(())
}

fn only_narrows(
    protocol: &Protocol,
    answers: &Answers,
    order: &[usize],
) -> Result<(), TestCaseError> {
    let engine = Engine::new(protocol)?;
    let mut given: Answers = vec![None; protocol.items.len()];
    let truth = naive::decide(protocol, answers);
    let mut before = engine.accept(protocol, &given)?;
    for at in order {
        all_agree(protocol, &before, &[&truth])?;
        given[*at].clone_from(&answers[*at]);
        let after = engine.accept(protocol, &given)?;
        narrows(&before, &after)?;
        before = after;
    }
    prop_assert!(before.recommendation.complete, "everything is answered");
    all_agree(protocol, &before, &[&truth])
}

/// What was decided stays so; what was possible only shrinks.
fn narrows(before: &Said, after: &Said) -> Result<(), TestCaseError> {
    let (old, new) = (&before.recommendation, &after.recommendation);
    if old.outcome == wire::Outcome::Decided {
        prop_assert_eq!(new.outcome, wire::Outcome::Decided);
        let id = |it: &wire::Recommendation| it.route.as_ref().map(|route| route.id.clone());
        prop_assert_eq!(id(old), id(new));
    }
    prop_assert!(!old.complete || new.complete, "complete is for good");
    prop_assert!(
        is_part(&new.possible, &old.possible),
        "possible only shrinks"
    );
    prop_assert!(old.no_advice_possible || !new.no_advice_possible);
    for (old, new) in old.routes.iter().zip(&new.routes) {
        let kept = old.verdict == VerdictWord::Open || old.verdict == new.verdict;
        prop_assert!(
            kept,
            "{}: {:?} became {:?}",
            old.id,
            old.verdict,
            new.verdict
        );
    }
    for (old, new) in old.reasoning.rules.iter().zip(&new.reasoning.rules) {
        let kept = old.verdict == RuleVerdict::Open || old.verdict == new.verdict;
        prop_assert!(
            kept,
            "{}: {:?} became {:?}",
            old.id,
            old.verdict,
            new.verdict
        );
    }
    let held = |it: &wire::Recommendation| ids(&it.signals, |it| &it.id);
    let open = |it: &wire::Recommendation| ids(&it.open_signals, |it| &it.id);
    prop_assert!(is_part(&held(old), &held(new)), "a signal holds for good");
    prop_assert!(
        is_part(&open(new), &open(old)),
        "a signal is decided for good"
    );
    prop_assert!(is_part(
        &held(new),
        &sorted([held(old), open(old)].concat())
    ));
    let ignored = |it: &wire::Recommendation| ids(&it.ignored, |it| &it.question);
    prop_assert!(
        is_part(&ignored(old), &ignored(new)),
        "an answer is ignored for good"
    );
    // A question that no longer matters does not come back.
    let asked = ids(&new.next, |it| &it.question);
    prop_assert!(
        asked.iter().all(|it| !before.next.irrelevant.contains(it)),
        "{asked:?}"
    );
    Ok(())
}

fn is_part(part: &[String], whole: &[String]) -> bool {
    part.iter().all(|it| whole.contains(it))
}
