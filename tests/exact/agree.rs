//! The claims agree with each other and with what the engine calls decided.

use super::config;
use super::difference::moves;
use super::engine::{Engine, Said};
use super::findings::{
    contested, gap, parts, question_matters, route_advised, rule_can_hold, rule_decides,
    same_offer, same_truth,
};
use super::generate::{EXCLUSIVE, cases, protocols};
use super::model::{Protocol, route_id};
use super::naive::Answers;
use super::pairs::pairs;
use super::reasons::{Forcing, fewest_changes};
use super::world::World;
use domeinwijzer::wire::Outcome;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(config())]

    /// What the engine calls decided is so; what is so need not be decided to the engine.
    #[test]
    fn open_cases((protocol, answers) in cases(EXCLUSIVE, 0.5)) {
        let world = World::new(&protocol);
        match Engine::new(&protocol)?.decide(&protocol, &answers) {
            Err(_) => prop_assert!(world.excluded(&answers)),
            Ok(said) => agrees(&protocol, &world, &answers, &said)?,
        }
    }

    #[test]
    fn enough_and_fewest((protocol, answers) in cases(EXCLUSIVE, 0.7)) {
        let world = World::new(&protocol);
        let Some(forcing) = Forcing::new(&world, &answers) else {
            prop_assert!(world.advices(&answers).len() != 1);
            return Ok(());
        };
        prop_assert!(forcing.sufficient(&forcing.given));
        // Leaving out one after the other ends in a minimal set, that is no smaller than the least.
        let mut left = forcing.given.clone();
        for at in &forcing.given {
            let fewer: Vec<usize> = left.iter().copied().filter(|it| it != at).collect();
            if forcing.sufficient(&fewer) {
                left = fewer;
            }
        }
        prop_assert!(forcing.minimal(&left));
        prop_assert!(forcing.smallest() <= left.len());
        let alone: Answers = (0..answers.len())
            .map(|at| answers[at].clone().filter(|_| left.contains(&at)))
            .collect();
        prop_assert_eq!(world.advices(&alone), BTreeSet::from([forcing.advice]));
        for at in forcing.given.iter().filter(|at| forcing.needed(**at)) {
            prop_assert!(left.contains(at));
        }
        for route in 0..protocol.routes.len() {
            let changes = fewest_changes(&world, &answers, Some(route));
            prop_assert_eq!(changes == Some(0), forcing.advice == Some(route));
            prop_assert!(changes.is_none() || route_advised(&world, route));
        }
    }

    #[test]
    fn whole_protocols(protocol in protocols(EXCLUSIVE)) {
        let world = World::new(&protocol);
        prop_assert!(!gap(&world) || protocol.fallback.is_none());
        for rule in 0..protocol.rules.len() {
            prop_assert!(!rule_decides(&world, rule) || rule_can_hold(&world, rule));
        }
        for route in 0..protocol.routes.len() {
            let by_rule = protocol.rules.iter().any(|rule| rule.indicates.contains(&route));
            prop_assert!(!route_advised(&world, route) || by_rule || protocol.fallback == Some(route));
            prop_assert!(!contested(&world, route) || by_rule);
        }
        for (at, _) in protocol.questions() {
            // Where nothing is impossible, one offer for all cases means that nothing matters.
            let offers: BTreeSet<String> =
                world.cases().map(|row| format!("{:?}", row.outcome.offered())).collect();
            prop_assert!(offers.len() > 1 || !question_matters(&world, at));
        }
        for (part, left) in parts(&protocol).into_iter().take(12) {
            prop_assert!(!same_truth(&world, part.host, &left) || same_offer(&world, part.host, &left));
        }
    }

    #[test]
    fn versions((old, new) in pairs(EXCLUSIVE)) {
        let same = moves(&old, &old);
        prop_assert!(same.iter().all(|(before, after)| before == after));
        let there = moves(&old, &new);
        let back: BTreeSet<_> = moves(&new, &old).into_iter().map(|(a, b)| (b, a)).collect();
        prop_assert_eq!(there, back);
    }
}

fn agrees(
    protocol: &Protocol,
    world: &World<'_>,
    answers: &Answers,
    said: &Said,
) -> Result<(), TestCaseError> {
    let it = &said.recommendation;
    let advices = world.advices(answers);
    for advice in &advices {
        match advice {
            Some(route) => prop_assert!(it.possible.contains(&route_id(*route))),
            None => prop_assert!(it.no_advice_possible),
        }
    }
    prop_assert!(it.outcome == Outcome::Open || advices.len() <= 1);
    for name in &said.next.irrelevant {
        prop_assert!(
            !world.relevant(answers, protocol.at(name)),
            "{name} matters"
        );
    }
    let flags = world
        .rules(answers)
        .into_iter()
        .chain(world.signals(answers));
    prop_assert!(
        flags
            .into_iter()
            .all(|it| it.is_empty() == world.excluded(answers))
    );
    // An answer only leaves out completions.
    for (at, _) in protocol.questions() {
        let mut fewer = answers.clone();
        fewer[at] = None;
        prop_assert!(world.advices(&fewer).is_superset(&advices));
        for (less, more) in world.verdicts(&fewer).iter().zip(world.verdicts(answers)) {
            prop_assert!(less.is_superset(&more));
        }
    }
    Ok(())
}
