//! What a verdict on a rule rests on forces that verdict, and nothing of it is too much.

use super::config;
use super::engine::{Engine, case, request};
use super::generate::{EXCLUSIVE, cases};
use super::model::{Condition, Protocol, Value, What};
use super::world::{Row, World};
use domeinwijzer::decide::Truth;
use domeinwijzer::prove::Ground;
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn grounds_are_exact((protocol, answers) in prop_oneof![cases(EXCLUSIVE, 0.6), cases(EXCLUSIVE, 1.0)]) {
        let engine = Engine::new(&protocol)?;
        let request = request(&case(&protocol, &answers)).expect("sound JSON");
        let Ok(case) = engine.prover.fit(&engine.checked, &request) else {
            return Ok(());
        };
        let decision = engine.prover.decide(&case);
        let world = World::new(&protocol);
        let rules: Vec<usize> = (0..protocol.rules.len()).collect();
        let all = engine.prover.grounds(&engine.checked, &case, &decision, &rules);
        for (rule, grounds) in all.iter().enumerate() {
            let verdict = decision.rules[rule];
            prop_assert_eq!(grounds.is_none(), verdict == Truth::Open);
            let Some(grounds) = grounds else { continue };
            let in_words = if protocol.reversed { protocol.rules.len() - 1 - rule } else { rule };
            let forced = |kept: &[&Ground]| {
                let mut left = world.cases().filter(|row| kept.iter().all(|it| fits(&protocol, row, it)));
                left.all(|row| row.outcome.rules[in_words] == (verdict == Truth::True))
            };
            let kept: Vec<&Ground> = grounds.iter().collect();
            prop_assert!(forced(&kept), "{grounds:?} does not force rule {rule}");
            for it in grounds {
                let given = case.answer(it.question).expect("an answer that was given");
                prop_assert_eq!(it.need.holds(given), it.held, "{:?} is not so", it);
                let fewer: Vec<&Ground> = kept.iter().copied().filter(|other| *other != it).collect();
                prop_assert!(!forced(&fewer), "rule {rule} does not need {it:?}");
            }
            // Answers that the condition does not look at are reasons only where its own that count
            // for certain are not enough.
            let mut own = BTreeSet::new();
            below(&protocol, &protocol.rules[in_words].condition, &mut own);
            if kept.iter().any(|it| !own.contains(&it.question)) {
                own.retain(|at| {
                    let item = item(&protocol, *at);
                    let mut left = world.completions(&answers);
                    case.answer(*at).is_some() && left.all(|row| !row.outcome.skipped[item])
                });
                let mut left = world.cases().filter(|row| {
                    own.iter().all(|at| case.answer(*at) == Some(answer(&protocol, row, *at)))
                });
                let verdict = verdict == Truth::True;
                prop_assert!(left.any(|row| row.outcome.rules[in_words] != verdict), "{grounds:?}");
            }
        }
    }
}

/// The item that the engine knows as the question with this number.
fn item(protocol: &Protocol, question: usize) -> usize {
    let mut all = protocol.questions().map(|(at, _)| at);
    let found = all.find(|at| protocol.position(*at) == question);
    found.expect("a question")
}

/// The answer of a complete case to the question that the engine knows by this number, as its code.
fn answer(protocol: &Protocol, row: &Row, question: usize) -> i64 {
    match &row.answers[item(protocol, question)] {
        Some(Value::YesNo(yes)) => i64::from(*yes),
        Some(Value::Number(number)) => *number,
        Some(Value::Choice(at)) => *at as i64,
        Some(Value::Choices(chosen)) => chosen.iter().fold(0, |bits, at| bits | 1 << at),
        None => panic!("a complete case"),
    }
}

fn fits(protocol: &Protocol, row: &Row, it: &Ground) -> bool {
    it.need.holds(answer(protocol, row, it.question)) == it.held
}

/// The questions that a condition rests on, through findings and scores, as the engine knows them.
fn below(protocol: &Protocol, condition: &Condition, found: &mut BTreeSet<usize>) {
    let mut named = |at: usize| match &protocol.items[at].what {
        What::Question(_) => {
            found.insert(protocol.position(at));
        }
        What::Finding(condition) => below(protocol, condition, found),
        What::Score(terms) => {
            for (at, _) in terms {
                below(protocol, &Condition::Name(*at), found);
            }
        }
    };
    match condition {
        Condition::Name(at)
        | Condition::Compare(at, ..)
        | Condition::Between(at, ..)
        | Condition::In(at, _)
        | Condition::Contains(at, _) => named(*at),
        Condition::Not(inner) => below(protocol, inner, found),
        Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, _, parts) => {
            for part in parts {
                below(protocol, part, found);
            }
        }
    }
}
