//! The reasons that the prover gives suffice, are minimal, and what would change the advice is the
//! least that does.

use super::config;
use super::engine::{Engine, case, request};
use super::generate::{EXCLUSIVE, Size, cases};
use super::model::{Protocol, Value};
use super::naive::Answers;
use super::reasons::{Forcing, fewest_changes};
use super::world::World;
use domeinwijzer::decide::{Case, Truth};
use domeinwijzer::prove::{Counterfactual, Reasons, Sufficient, Unreached};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeSet;

fn some(size: Size) -> impl Strategy<Value = (Protocol, Answers)> {
    prop_oneof![cases(size, 0.6), cases(size, 0.9), cases(size, 1.0)]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn reasons_are_exact((protocol, answers) in some(EXCLUSIVE)) {
        let engine = Engine::new(&protocol)?;
        let request = request(&case(&protocol, &answers)).expect("sound JSON");
        let Ok(case) = engine.prover.fit(&engine.checked, &request) else {
            return Ok(());
        };
        let decision = engine.prover.decide(&case);
        let world = World::new(&protocol);
        let given = Given { protocol: &protocol, world: &world, answers: &answers, case: &case };
        let reasons = engine.prover.reasons(&engine.checked, &case, &decision);
        given.what_suffices(&reasons)?;
        for (signal, sufficient) in &reasons.signals {
            prop_assert_eq!(decision.signals[*signal], Truth::True);
            let signal = if protocol.reversed { protocol.signals - 1 - signal } else { *signal };
            given.forces_signal(signal, sufficient)?;
        }
        let held = decision.signals.iter().filter(|it| **it == Truth::True);
        prop_assert_eq!(held.count(), reasons.signals.len());
        given.what_would_change(&reasons, decision.advised())?;
    }
}

struct Given<'a> {
    protocol: &'a Protocol,
    world: &'a World<'a>,
    answers: &'a Answers,
    case: &'a Case,
}

impl Given<'_> {
    /// The position of the item that is this question to the engine.
    fn at(&self, question: usize) -> usize {
        let mut all = self.protocol.questions().map(|(at, _)| at);
        let found = all.find(|at| self.protocol.position(*at) == question);
        found.expect("a question")
    }

    fn what_suffices(&self, reasons: &Reasons) -> Result<(), TestCaseError> {
        let forcing = Forcing::new(self.world, self.answers);
        let (Some(forcing), Some(it)) = (&forcing, &reasons.sufficient) else {
            prop_assert_eq!(forcing.is_some(), reasons.sufficient.is_some());
            return Ok(());
        };
        let chosen: Vec<usize> = it.questions.iter().map(|at| self.at(*at)).collect();
        prop_assert!(chosen.iter().all(|at| self.answers[*at].is_some()));
        prop_assert!(forcing.sufficient(&chosen), "{chosen:?} do not suffice");
        prop_assert!(it.minimal && it.smallest, "not proved");
        prop_assert!(forcing.minimal(&chosen), "{chosen:?} are too many");
        // Answers that do not count are given as reasons only where there are no others.
        let counts = |at: &usize| {
            let mut left = self.world.completions(self.answers);
            left.any(|row| !row.outcome.skipped[*at])
        };
        let counting: Vec<usize> = forcing.given.iter().copied().filter(counts).collect();
        let least = forcing.smallest_of(&counting);
        prop_assert_eq!(
            least.unwrap_or(forcing.smallest()),
            chosen.len(),
            "{:?}",
            chosen
        );
        Ok(())
    }

    /// The same answers, no others.
    fn only(&self, kept: &[usize]) -> Answers {
        let all = self.answers.iter().enumerate();
        all.map(|(at, it)| it.clone().filter(|_| kept.contains(&at)))
            .collect()
    }

    fn forces_signal(&self, signal: usize, it: &Sufficient) -> Result<(), TestCaseError> {
        let forces = |kept: &[usize]| {
            let only = self.only(kept);
            let mut left = self.world.completions(&only);
            left.all(|row| row.outcome.signals[signal])
        };
        let chosen: Vec<usize> = it.questions.iter().map(|at| self.at(*at)).collect();
        prop_assert!(forces(&chosen), "{chosen:?} do not suffice for {signal}");
        prop_assert!(it.minimal && it.smallest, "not proved");
        for without in &chosen {
            let fewer: Vec<usize> = chosen.iter().copied().filter(|at| at != without).collect();
            prop_assert!(
                !forces(&fewer),
                "{chosen:?}: not all are needed for {signal}"
            );
        }
        Ok(())
    }

    fn what_would_change(
        &self,
        reasons: &Reasons,
        advised: Option<usize>,
    ) -> Result<(), TestCaseError> {
        let changed: BTreeSet<usize> = reasons.counterfactuals.iter().map(|it| it.route).collect();
        let unreached: BTreeSet<usize> = reasons.unreached.iter().map(|(rank, _)| *rank).collect();
        for route in (0..self.protocol.routes.len()).filter(|it| advised != Some(*it)) {
            let said = (changed.contains(&route), unreached.contains(&route));
            let fewest = fewest_changes(self.world, self.answers, Some(route));
            prop_assert_eq!(
                said,
                (fewest.is_some(), fewest.is_none()),
                "route {}",
                route
            );
        }
        prop_assert!(!advised.is_some_and(|it| changed.contains(&it) || unreached.contains(&it)));
        for (route, why) in &reasons.unreached {
            let ever = self
                .world
                .cases()
                .any(|row| row.outcome.advised == Some(*route));
            let right = if ever {
                Unreached::FixedFact
            } else {
                Unreached::Never
            };
            prop_assert_eq!(*why, right, "route {}", route);
        }
        for it in &reasons.counterfactuals {
            self.leads_there(it)?;
        }
        Ok(())
    }

    /// The changes are the fewest, none is a fixed fact, and with them the route is forced.
    fn leads_there(&self, it: &Counterfactual) -> Result<(), TestCaseError> {
        let mut after = self.answers.clone();
        let mut changed = 0;
        for change in &it.changes {
            let at = self.at(change.question);
            prop_assert_eq!(change.from, self.case.answer(change.question));
            prop_assert_ne!(change.from, Some(change.to));
            let question = self.protocol.question(at);
            if self.answers[at].is_some() {
                prop_assert!(!question.fixed, "{} is fixed", self.protocol.name(at));
                changed += 1;
            }
            after[at] = Some(decoded(question.kind, change.to));
        }
        let advices = self.world.advices(&after);
        prop_assert_eq!(advices, BTreeSet::from([Some(it.route)]), "{:?}", it);
        let fewest = fewest_changes(self.world, self.answers, Some(it.route));
        prop_assert_eq!(Some(changed), fewest, "{:?}", it);
        Ok(())
    }
}

/// The answer that the engine knows by this code.
fn decoded(kind: super::model::Kind, code: i64) -> Value {
    use super::model::Kind;
    match kind {
        Kind::YesNo => Value::YesNo(code == 1),
        Kind::Scale { .. } | Kind::Number { .. } => Value::Number(code),
        Kind::Choice(_) => Value::Choice(usize::try_from(code).expect("a choice")),
        Kind::Choices(count) => {
            Value::Choices((0..count).filter(|at| code >> at & 1 == 1).collect())
        }
    }
}
