//! What the prover says of an open case is exactly what its completions share.

use super::build::two_words;
use super::config;
use super::engine::{Engine, case, request};
use super::generate::{EXCLUSIVE, SMALL, Size, cases};
use super::model::{Protocol, Value, route_id, rule_id, signal_id};
use super::naive::{self, Answers};
use super::world::{Row, World};
use domeinwijzer::decide::{self, Case, Decision, Next, Truth, Verdict};
use domeinwijzer::diagnostic::{Code, Diagnostic};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::{BTreeMap, BTreeSet};

/// Cases with few answers, with many, and with those in between.
fn some(size: Size) -> impl Strategy<Value = (Protocol, Answers)> {
    prop_oneof![cases(size, 0.2), cases(size, 0.5), cases(size, 0.8)]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn without_impossible_answers((protocol, answers) in some(SMALL)) {
        check(&protocol, &answers)?;
    }

    #[test]
    fn with_impossible_answers((protocol, answers) in some(EXCLUSIVE)) {
        check(&protocol, &answers)?;
    }
}

/// Small protocols have all their tests in one word; this one does not.
#[test]
fn with_tests_in_two_words() {
    let protocol = two_words();
    let number = |at| Some(Value::Number(at));
    for long in [
        None,
        number(0),
        number(8),
        number(9),
        number(64),
        number(71),
    ] {
        for short in [None, number(0), number(1), number(2)] {
            let answers = vec![long.clone(), short];
            check(&protocol, &answers).expect("exact");
        }
    }
}

fn check(protocol: &Protocol, answers: &Answers) -> Result<(), TestCaseError> {
    let world = World::new(protocol);
    let engine = Engine::new(protocol)?;
    match fit(&engine, protocol, answers) {
        Err(faults) => refused(&world, answers, &faults),
        Ok(case) => {
            prop_assert!(!world.excluded(answers), "an impossible case was accepted");
            let decision = engine.prover.decide(&case);
            let said = Said {
                world: &world,
                engine: &engine,
                answers,
                decision: &decision,
            };
            said.decided()?;
            said.narrows()?;
            said.left_to_ask(&engine.prover.next(&case, &decision))
        }
    }
}

fn fit(engine: &Engine, protocol: &Protocol, answers: &Answers) -> Result<Case, Vec<Diagnostic>> {
    let request = request(&case(protocol, answers))?;
    engine.prover.fit(&engine.checked, &request)
}

/// No completion counts, and none of the answers named can be left out.
fn refused(
    world: &World<'_>,
    answers: &Answers,
    faults: &[Diagnostic],
) -> Result<(), TestCaseError> {
    prop_assert!(world.excluded(answers), "a possible case was refused");
    let [fault] = faults else {
        return Err(TestCaseError::fail(format!("not one fault: {faults:?}")));
    };
    prop_assert_eq!(fault.code, Code::ImpossibleCase);
    let quoted = fault.message.split('`').skip(1).step_by(2);
    let named: Vec<usize> = quoted.map(|name| world.protocol.at(name)).collect();
    let alone = |kept: &dyn Fn(usize) -> bool| -> Answers {
        let all = answers.iter().enumerate();
        all.map(|(at, it)| it.clone().filter(|_| named.contains(&at) && kept(at)))
            .collect()
    };
    prop_assert!(world.excluded(&alone(&|_| true)), "{named:?} leave some");
    for without in &named {
        prop_assert!(answers[*without].is_some());
        prop_assert!(
            !world.excluded(&alone(&|at| at != *without)),
            "{named:?} leave none without {without}"
        );
    }
    Ok(())
}

/// What is said of a case.
struct Said<'a> {
    world: &'a World<'a>,
    engine: &'a Engine,
    answers: &'a Answers,
    decision: &'a Decision,
}

impl Said<'_> {
    /// Each part is decided when all completions share it, and open when they do not.
    fn decided(&self) -> Result<(), TestCaseError> {
        let (world, decision) = (self.world, self.decision);
        let (protocol, answers) = (world.protocol, self.answers);
        prop_assert!(decision.is_exact());
        let possible: BTreeSet<Option<usize>> = decision.possible.iter().copied().collect();
        prop_assert_eq!(possible.len(), decision.possible.len());
        prop_assert_eq!(possible, world.advices(answers));
        // The engine knows them in the order of the file.
        let place = |at: usize, count: usize| {
            if protocol.reversed {
                count - 1 - at
            } else {
                at
            }
        };
        for (rank, seen) in world.verdicts(answers).iter().enumerate() {
            prop_assert_eq!(decision.routes[rank], verdict(seen), "{}", route_id(rank));
        }
        for (at, seen) in world.rules(answers).iter().enumerate() {
            let said = decision.rules[place(at, protocol.rules.len())];
            prop_assert_eq!(said, truth(seen), "{}", rule_id(at));
        }
        for (at, seen) in world.signals(answers).iter().enumerate() {
            let said = decision.signals[place(at, protocol.signals)];
            prop_assert_eq!(said, truth(seen), "{}", signal_id(at));
        }
        for (at, _) in protocol.questions() {
            let skipped: BTreeSet<bool> = world
                .completions(answers)
                .map(|row| row.outcome.skipped[at])
                .collect();
            let value = decision.value(protocol.position(at));
            let right = match (truth(&skipped), &answers[at]) {
                (Truth::True, _) => matches!(value, decide::Value::Assumed(_)),
                (Truth::False, None) => value == decide::Value::Open,
                (Truth::False, Some(_)) => matches!(value, decide::Value::Given(_)),
                (Truth::Open, _) => value == decide::Value::Waiting,
            };
            prop_assert!(right, "{} counts as {value:?}", protocol.name(at));
        }
        Ok(())
    }

    /// What is decided stays so whatever is answered next.
    fn narrows(&self) -> Result<(), TestCaseError> {
        let protocol = self.world.protocol;
        let Some(row) = self.world.completions(self.answers).next() else {
            return Ok(());
        };
        for (at, _) in protocol.questions() {
            if self.answers[at].is_some() {
                continue;
            }
            let mut more = self.answers.clone();
            more[at].clone_from(&row.answers[at]);
            let case = fit(self.engine, protocol, &more)
                .map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
            let after = self.engine.prover.decide(&case);
            let before = self.decision;
            let name = protocol.name(at);
            prop_assert!(
                after.possible.iter().all(|it| before.possible.contains(it)),
                "{name} makes more possible"
            );
            let routes = before.routes.iter().zip(&after.routes);
            for (before, after) in routes {
                prop_assert!(*before == Verdict::Open || before == after, "{name}");
            }
            let truths = before.rules.iter().zip(&after.rules);
            let signals = before.signals.iter().zip(&after.signals);
            for (before, after) in truths.chain(signals) {
                prop_assert!(*before == Truth::Open || before == after, "{name}");
            }
        }
        Ok(())
    }

    /// What is left out can be left out together, and nothing more can.
    fn left_to_ask(&self, next: &Next) -> Result<(), TestCaseError> {
        let protocol = self.world.protocol;
        let open: Vec<usize> = protocol
            .questions()
            .map(|(at, _)| at)
            .filter(|at| self.answers[*at].is_none())
            .collect();
        let irrelevant = |at: &usize| next.irrelevant.contains(&protocol.position(*at));
        let left_out: BTreeSet<usize> = open.iter().copied().filter(irrelevant).collect();
        prop_assert_eq!(left_out.len(), next.irrelevant.len());
        prop_assert!(
            self.one_offer(&left_out),
            "what is offered depends on what is left out: {:?}",
            self.names(&left_out)
        );
        let asked: Vec<usize> = next.ask.iter().map(|it| it.question).collect();
        for at in open.iter().filter(|at| !left_out.contains(at)) {
            let mut more = left_out.clone();
            more.insert(*at);
            prop_assert!(
                !self.one_offer(&more),
                "{} is asked, but with {:?} nothing depends on it",
                protocol.name(*at),
                self.names(&left_out)
            );
            if protocol.impossible.is_empty() {
                prop_assert!(self.world.relevant(self.answers, *at));
            }
            let place = protocol.position(*at);
            let now = self.decision.value(place) == decide::Value::Open;
            prop_assert_eq!(asked.contains(&place), now, "{}", protocol.name(*at));
        }
        prop_assert!(asked.iter().all(|at| !next.irrelevant.contains(at)));
        Ok(())
    }

    fn names(&self, questions: &BTreeSet<usize>) -> Vec<&str> {
        let all = questions.iter();
        all.map(|at| self.world.protocol.name(*at)).collect()
    }

    /// Whether completions that agree on all answers outside these offer the same.
    fn one_offer(&self, left_out: &BTreeSet<usize>) -> bool {
        type Kept<'r> = Vec<Option<&'r Value>>;
        let mut seen: BTreeMap<Kept<'_>, &Row> = BTreeMap::new();
        self.world.completions(self.answers).all(|row| {
            let kept: Kept<'_> = row
                .answers
                .iter()
                .enumerate()
                .map(|(at, it)| it.as_ref().filter(|_| !left_out.contains(&at)))
                .collect();
            let first = seen.entry(kept).or_insert(row);
            first.outcome.offered() == row.outcome.offered()
        })
    }
}

fn truth(seen: &BTreeSet<bool>) -> Truth {
    match (seen.contains(&true), seen.contains(&false)) {
        (true, false) => Truth::True,
        (false, true) => Truth::False,
        _ => Truth::Open,
    }
}

fn verdict(seen: &BTreeSet<naive::Verdict>) -> Verdict {
    let mut seen = seen.iter();
    match (seen.next(), seen.next()) {
        (Some(one), None) => match one {
            naive::Verdict::Advised => Verdict::Advised,
            naive::Verdict::AlsoSuitable => Verdict::AlsoSuitable,
            naive::Verdict::Superseded => Verdict::Superseded,
            naive::Verdict::Excluded => Verdict::Excluded,
            naive::Verdict::NotIndicated => Verdict::NotIndicated,
        },
        _ => Verdict::Open,
    }
}
