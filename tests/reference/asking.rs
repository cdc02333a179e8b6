//! What is left to ask: nothing that matters is left out, nothing that is left out matters.
//!
//! What matters is what is offered: the advised route, the routes beside it, the signals. Why
//! another route is not offered may stay open, and then a case with nothing left to ask is not
//! `complete`.

use super::complete::{ids, sorted, word};
use super::config;
use super::engine::{Engine, Said};
use super::generate::{LARGE, SMALL, cases, walks};
use super::model::{Group, Protocol, route_id, signal_id};
use super::naive::{self, Answers, Completions, Outcome};
use domeinwijzer::decide::Value;
use domeinwijzer::wire::{self, Recommendation, VerdictWord};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn irrelevant_questions_change_nothing((protocol, answers) in cases(SMALL, 0.5)) {
        let engine = Engine::new(&protocol)?;
        let said = engine.accept(&protocol, &answers)?;
        for name in &said.next.irrelevant {
            let at = protocol.at(name);
            prop_assert!(answers[at].is_none(), "{name} is answered");
            for value in protocol.question(at).kind.values() {
                let mut more = answers.clone();
                more[at] = Some(value.clone());
                let after = engine.accept(&protocol, &more)?;
                same_offer(&protocol, &said, &after, &format!("{name} = {value:?}"))?;
            }
        }
    }

    #[test]
    fn what_matters_is_asked((protocol, answers) in cases(SMALL, 0.5)) {
        let said = Engine::new(&protocol)?.accept(&protocol, &answers)?;
        let truth = Completions::new(&protocol, &answers);
        let asked = ids(&said.next.next, |it| &it.question);
        for (at, _) in protocol.questions() {
            let name = protocol.items[at].name.clone();
            if truth.depends_on(at, Outcome::offered) {
                prop_assert!(!said.next.irrelevant.contains(&name), "{name} matters");
                let askable = said.decision.value(protocol.position(at)) == Value::Open;
                prop_assert!(!askable || asked.contains(&name), "{name} is not asked");
            }
        }
        if asked.is_empty() {
            let first = truth.outcomes[0].offered();
            let same = truth.outcomes.iter().all(|it| it.offered() == first);
            prop_assert!(same, "nothing is asked, but not all that is offered is decided");
        }
        well_asked(&protocol, &answers, &said)?;
    }

    #[test]
    fn following_the_questions_ends((protocol, answers, _) in walks(SMALL)) {
        follow(&protocol, &answers)?;
    }
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn following_the_questions_ends_large((protocol, answers, _) in walks(LARGE)) {
        follow(&protocol, &answers)?;
    }
}

/// What the answer to an irrelevant question leaves alone.
fn same_offer(
    protocol: &Protocol,
    before: &Said,
    after: &Said,
    answer: &str,
) -> Result<(), TestCaseError> {
    let (old, new) = (&before.recommendation, &after.recommendation);
    let offer = |it: &Recommendation| {
        let route = it.route.as_ref().map(|it| it.id.clone());
        let also = ids(&it.also_suitable, |it| &it.id);
        let signals = ids(&it.signals, |it| &it.id);
        let open = ids(&it.open_signals, |it| &it.id);
        let possible = (it.possible.clone(), it.no_advice_possible);
        (it.outcome, route, also, possible, signals, open)
    };
    prop_assert_eq!(offer(old), offer(new), "{}", answer);
    let asked = |it: &Recommendation| sorted(ids(&it.next, |it| &it.question));
    let (were, are) = (asked(old), asked(new));
    for name in &were {
        prop_assert!(are.contains(name), "{answer}: {name} is not asked any more");
    }
    for name in are.iter().filter(|it| !were.contains(it)) {
        // The answer may settle whether another question is asked at all.
        let value = before.decision.value(protocol.position(protocol.at(name)));
        prop_assert!(value != Value::Open, "{answer}: {name} is asked only now");
    }
    for (old, new) in old.routes.iter().zip(&new.routes) {
        // Only why a route is not offered may become known.
        let settled = before
            .next
            .next
            .iter()
            .all(|it| !it.settles.contains(&old.id));
        let reason_only = old.verdict == VerdictWord::Open && settled && !is_offered(new.verdict);
        let kept = old.verdict == new.verdict || reason_only;
        prop_assert!(
            kept,
            "{answer}: {} {:?} {:?}",
            old.id,
            old.verdict,
            new.verdict
        );
    }
    Ok(())
}

fn is_offered(verdict: VerdictWord) -> bool {
    matches!(verdict, VerdictWord::Advised | VerdictWord::AlsoSuitable)
}

/// Answers the first question until nothing is left to ask.
fn follow(protocol: &Protocol, answers: &Answers) -> Result<(), TestCaseError> {
    let engine = Engine::new(protocol)?;
    let mut given: Answers = vec![None; protocol.items.len()];
    let mut said = engine.accept(protocol, &given)?;
    for _ in protocol.questions() {
        well_asked(protocol, &given, &said)?;
        let Some(next) = said.next.next.first() else {
            break;
        };
        let at = protocol.at(&next.question);
        given[at].clone_from(&answers[at]);
        said = engine.accept(protocol, &given)?;
    }
    well_asked(protocol, &given, &said)?;
    prop_assert!(
        said.next.next.is_empty(),
        "each question is asked once at most"
    );
    // What was not asked could not have changed what is offered.
    let truth = naive::decide(protocol, answers);
    let it = &said.recommendation;
    let route = it.route.as_ref().map(|it| it.id.clone());
    prop_assert_eq!(route, truth.advised.map(route_id));
    for (verdict, route) in truth.verdicts.iter().zip(&it.routes) {
        let kept = word(*verdict) == route.verdict
            || route.verdict == VerdictWord::Open && !is_offered(word(*verdict));
        prop_assert!(kept, "{} is {:?}, not {verdict:?}", route.id, route.verdict);
    }
    let held = (0..protocol.signals)
        .filter(|at| truth.signals[*at])
        .map(signal_id);
    prop_assert_eq!(
        sorted(ids(&it.signals, |it| &it.id)),
        sorted(held.collect())
    );
    Ok(())
}

/// What holds for every list of questions.
fn well_asked(protocol: &Protocol, answers: &Answers, said: &Said) -> Result<(), TestCaseError> {
    let (next, it) = (&said.next, &said.recommendation);
    prop_assert_eq!(&next.next, &it.next);
    prop_assert_eq!((next.outcome, next.complete), (it.outcome, it.complete));
    prop_assert_eq!(&next.possible, &it.possible);
    prop_assert!(
        !it.complete || next.next.is_empty(),
        "nothing is open, yet there are questions"
    );
    if next.next.is_empty() {
        prop_assert_eq!(it.outcome, wire::Outcome::Decided);
        prop_assert!(it.open_signals.is_empty(), "{:?}", it.open_signals);
    }
    let mut safety = Vec::new();
    for question in &next.next {
        let at = protocol.at(&question.question);
        prop_assert!(answers[at].is_none(), "{} is answered", question.question);
        prop_assert!(
            !next.irrelevant.contains(&question.question),
            "{}",
            question.question
        );
        prop_assert_eq!(said.decision.value(protocol.position(at)), Value::Open);
        safety.push(protocol.question(at).group == Some(Group::Safety));
        prop_assert!(
            !question.settles.is_empty(),
            "{} settles nothing",
            question.question
        );
        for settled in &question.settles {
            let route = it.routes.iter().find(|it| it.id == *settled);
            let open = route.is_some_and(|it| it.verdict == VerdictWord::Open)
                || it.open_signals.iter().any(|it| it.id == *settled);
            prop_assert!(open, "{settled} is decided already");
        }
    }
    prop_assert!(
        safety.is_sorted_by(|a, b| a >= b),
        "safety questions come first"
    );
    Ok(())
}
