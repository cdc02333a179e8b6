//! How much of a protocol its examples reach.

use super::because::needed;
use crate::check::{Checked, Domain, Need, Subject, Test};
use crate::condition::Comparison;
use crate::decide::{Decision, Truth, Value};
use crate::program::Program;
use crate::sorting::Set;
use crate::wire::{Coverage, Reached};

/// What the examples seen so far have reached.
pub(super) struct Reach<'a> {
    checked: &'a Checked,
    program: &'a Program,
    rules: Set<usize>,
    routes: Set<usize>,
    /// Tests that held in some example, and that did not in some.
    held: Set<usize>,
    failed: Set<usize>,
    /// The values that questions and scores had.
    values: Set<(Subject, i64)>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(checked: &'a Checked, program: &'a Program) -> Self {
        Self {
            checked,
            program,
            rules: Set::new(),
            routes: Set::new(),
            held: Set::new(),
            failed: Set::new(),
            values: Set::new(),
        }
    }

    /// Adds what one decision reached.
    pub(super) fn add(&mut self, decision: &Decision) {
        let rules = decision.rules.iter().enumerate();
        self.rules.extend(
            rules
                .filter(|(_, it)| **it == Truth::True)
                .map(|(at, _)| at),
        );
        self.routes.extend(decision.advised());
        for (at, bit) in self.program.tests.iter().enumerate() {
            match decision.state.bit(*bit) {
                Truth::True => self.held.insert(at),
                Truth::False => self.failed.insert(at),
                Truth::Open => false,
            };
        }
        for at in 0..self.checked.questions.len() {
            if let Value::Given(code) | Value::Assumed(code) = decision.value(at) {
                self.values.insert((Subject::Question(at), code));
            }
        }
        for (at, sum) in self.program.sums.iter().enumerate() {
            let (low, high) = decision.state.sum(sum);
            if low == high {
                self.values.insert((Subject::Score(at), low));
            }
        }
    }

    /// Counts it all.
    pub(super) fn coverage(&self, file: String) -> Coverage {
        let rules = self.checked.rules.iter().enumerate();
        let routes = self.checked.routes.iter().enumerate();
        let tests = self.checked.tests.iter().enumerate();
        Coverage {
            file,
            rules: reached(rules.map(|(at, rule)| (rule.id.clone(), self.rules.contains(&at)))),
            routes: reached(routes.map(|(at, it)| (it.id.clone(), self.routes.contains(&at)))),
            parts: reached(tests.flat_map(|(at, test)| {
                let name = self.name(test);
                [
                    (format!("{name} waar"), self.held.contains(&at)),
                    (format!("{name} onwaar"), self.failed.contains(&at)),
                ]
            })),
            thresholds: self.thresholds(),
        }
    }

    /// The value just below, at and just above each border that a number is compared with.
    fn thresholds(&self) -> Reached {
        let mut wanted: Set<(Subject, i64)> = Set::new();
        for test in &self.checked.tests {
            let Some((min, max)) = self.numbers(test.subject) else {
                continue;
            };
            let borders = match &test.need {
                Need::Compare(Comparison::Equal | Comparison::NotEqual, _)
                | Need::In(_)
                | Need::Has(_) => continue,
                Need::Compare(_, with) => vec![*with],
                Need::Between(low, high) => vec![*low, *high],
            };
            let near = borders
                .into_iter()
                .flat_map(|border| [border - 1, border, border + 1]);
            let inside = near.filter(|value| (min..=max).contains(value));
            wanted.extend(inside.map(|value| (test.subject, value)));
        }
        reached(wanted.into_iter().map(|(subject, value)| {
            let name = format!("{} = {value}", self.subject(subject));
            (name, self.values.contains(&(subject, value)))
        }))
    }

    /// The lowest and highest value, of what is a number.
    fn numbers(&self, subject: Subject) -> Option<(i64, i64)> {
        match subject {
            Subject::Score(at) => self.checked.scores.get(at).map(|score| score.range),
            Subject::Question(at) => {
                let domain = &self.checked.questions.get(at)?.domain;
                domain.is_numeric().then(|| domain.range())
            }
        }
    }

    fn subject(&self, subject: Subject) -> &str {
        match subject {
            Subject::Question(at) => self.checked.questions.get(at).map(|it| it.id.as_str()),
            Subject::Score(at) => self.checked.scores.get(at).map(|it| it.id.as_str()),
        }
        .unwrap_or_default()
    }

    /// A test in the words of the condition language; a yes/no question is its bare name.
    fn name(&self, test: &Test) -> String {
        let domain = match test.subject {
            Subject::Question(at) => self.checked.questions.get(at).map(|it| &it.domain),
            Subject::Score(_) => None,
        };
        let subject = self.subject(test.subject);
        match domain {
            Some(Domain::YesNo) => subject.to_owned(),
            _ => format!("{subject} {}", needed(&test.need, domain, true)),
        }
    }
}

fn reached(all: impl Iterator<Item = (String, bool)>) -> Reached {
    let (hit, missing): (Vec<_>, Vec<_>) = all.partition(|(_, seen)| *seen);
    Reached {
        hit: hit.len(),
        of: hit.len() + missing.len(),
        missing: missing.into_iter().map(|(name, _)| name).collect(),
    }
}
