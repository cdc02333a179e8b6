//! Why a rule holds, or what it lacks: the parts that decide, by position.
//!
//! What is said of them is in `because.rs`: most is said again and again, and whoever keeps what was
//! said needs the positions only.

use super::because::because;
use crate::check::{Checked, Formula, Rule, Subject};
use crate::condition::HowMany;
use crate::decide::{Case, Decision, Truth, Value};
use crate::program::Program;
use crate::prove::{Ground, Prover};
use crate::sorting::Set;

/// What was seen of a question or score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// The answer is open.
    Open,
    /// This was answered.
    Given(i64),
    /// The question is not asked and counts as this.
    Assumed(i64),
    /// The score lies between these.
    Sum(i64, i64),
}

/// A test that decides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tested {
    /// Its position.
    pub test: usize,
    /// What the rule needs it to be.
    pub wanted: bool,
    /// What it is.
    pub value: Truth,
    /// The value that it looks at.
    pub seen: Seen,
    /// The positions of the findings on the way to it.
    pub via: Vec<usize>,
}

/// A part that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A test of the condition.
    Tested(Tested),
    /// A given answer on which the verdict rests, when the parts of the condition do not show it.
    Ground {
        /// The answer, and what is said of it.
        ground: Ground,
        /// Its code.
        code: i64,
        /// Whether the answer counts for certain.
        counts: bool,
        /// Whether the rule holds.
        holds: bool,
    },
}

impl Part {
    /// The position of the question that it looks at; none for a score.
    pub(super) fn question(&self, checked: &Checked) -> Option<usize> {
        match self {
            Self::Ground { ground, .. } => Some(ground.question),
            Self::Tested(it) => match checked.tests.get(it.test)?.subject {
                Subject::Question(at) => Some(at),
                Subject::Score(_) => None,
            },
        }
    }

    /// Whether the same is said of both: two tests may ask the same in other words.
    fn says_the_same(&self, other: &Self, checked: &Checked) -> bool {
        if let (Self::Tested(it), Self::Tested(other)) = (self, other) {
            let subject = |at: usize| checked.tests.get(at).map(|it| it.subject);
            if it.test == other.test || subject(it.test) != subject(other.test) {
                return it == other;
            }
        }
        because(checked, self) == because(checked, other)
    }
}

/// A rule with its verdict and the parts of its condition that decide.
#[derive(Debug)]
pub struct Traced {
    /// The position of the rule.
    pub rule: usize,
    /// The verdict.
    pub verdict: Truth,
    /// The parts, each once.
    pub parts: Vec<Part>,
}

impl Traced {
    /// The rule.
    pub(super) fn of<'a>(&self, checked: &'a Checked) -> Option<&'a Rule> {
        checked.rules.get(self.rule)
    }
}

/// Finds what decides every rule.
pub(super) fn traced(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
) -> Vec<Traced> {
    let program = prover.program();
    let trace = || Trace {
        checked,
        program,
        decision,
        via: Vec::new(),
        found: Vec::new(),
        explained: Set::new(),
    };
    let numbered = checked.rules.iter().zip(&decision.rules).enumerate();
    // Parts that are open one by one can still decide together, as in `a of niet a`.
    let together: Vec<usize> = numbered
        .clone()
        .filter(|(_, (rule, verdict))| trace().value(&rule.formula) != **verdict)
        .map(|(at, _)| at)
        .collect();
    let mut grounds = prover.grounds(checked, case, decision, &together);
    numbered
        .map(|(at, (rule, verdict))| {
            let mut trace = trace();
            let place = together.iter().position(|it| *it == at);
            let grounds = place.and_then(|place| grounds.get_mut(place)?.take());
            match grounds {
                Some(grounds) => trace.grounds(case, grounds, *verdict == Truth::True),
                None => trace.explain(&rule.formula, true),
            }
            Traced {
                rule: at,
                verdict: *verdict,
                parts: trace.found,
            }
        })
        .collect()
}

struct Trace<'a> {
    checked: &'a Checked,
    program: &'a Program,
    decision: &'a Decision,
    via: Vec<usize>,
    found: Vec<Part>,
    /// The findings explained so far, and what was wanted of them.
    explained: Set<(usize, bool)>,
}

impl Trace<'_> {
    /// Collects the parts that make the formula what it is; `wanted` is what the rule needs it to
    /// be, which turns round at every `niet`.
    fn explain(&mut self, formula: &Formula, wanted: bool) {
        let value = self.value(formula);
        match formula {
            Formula::Test(at) => self.test(*at, wanted, value),
            Formula::Finding(at) => {
                // A finding that is named twice says nothing new the second time.
                if let (Some(finding), true) = (
                    self.checked.findings.get(*at),
                    self.explained.insert((*at, wanted)),
                ) {
                    self.via.push(*at);
                    self.explain(&finding.formula, wanted);
                    self.via.pop();
                }
            }
            Formula::Not(inner) => self.explain(inner, !wanted),
            // All parts make an `en` true, any false part makes it false; an open one makes it open.
            Formula::All(parts) | Formula::Any(parts) => {
                self.parts(parts, |part| part == value, wanted);
            }
            Formula::Count { how, number, of } => self.count(value, *how, *number, of, wanted),
        }
    }

    /// Collects the parts that make a count what it is. A part of `hoogstens` is needed to be
    /// false; one of `precies` is needed to be whatever brings the number nearer.
    fn count(&mut self, value: Truth, how: HowMany, number: usize, of: &[Formula], wanted: bool) {
        let values: Vec<Truth> = of.iter().map(|part| self.value(part)).collect();
        let certain = values.iter().filter(|value| **value == Truth::True).count();
        for (part, seen) in of.iter().zip(values) {
            let too_many = certain > number;
            let needed = match (value, how) {
                (Truth::Open, HowMany::AtMost) => (seen == Truth::Open).then_some(false),
                (Truth::Open, _) => (seen == Truth::Open).then_some(true),
                (Truth::True, HowMany::Exactly) => Some(seen == Truth::True),
                (Truth::True, HowMany::AtLeast) => (seen == Truth::True).then_some(true),
                (Truth::True, HowMany::AtMost) => (seen == Truth::False).then_some(false),
                // Too many hold, or too few: what is needed is the opposite of what is seen.
                (Truth::False, _) if too_many => (seen == Truth::True).then_some(false),
                (Truth::False, _) => (seen == Truth::False).then_some(true),
            };
            if let Some(needed) = needed {
                self.explain(part, wanted == needed);
            }
        }
    }

    fn parts(&mut self, parts: &[Formula], deciding: impl Fn(Truth) -> bool, wanted: bool) {
        for part in parts {
            if deciding(self.value(part)) {
                self.explain(part, wanted);
            }
        }
    }

    fn value(&self, formula: &Formula) -> Truth {
        let state = &self.decision.state;
        let count = |parts: &[Formula]| {
            let mut found = (0, 0);
            for value in parts.iter().map(|part| self.value(part)) {
                found.0 += usize::from(value == Truth::True);
                found.1 += usize::from(value.can_be_true());
            }
            found
        };
        let within = |(certain, possible): (usize, usize), low: usize, high: usize| match (
            certain <= high && possible >= low,
            certain < low || possible > high,
        ) {
            (true, false) => Truth::True,
            (false, _) => Truth::False,
            (true, true) => Truth::Open,
        };
        match formula {
            Formula::Test(at) => self
                .program
                .tests
                .get(*at)
                .map_or(Truth::Open, |bit| state.bit(*bit)),
            Formula::Finding(at) => self
                .program
                .findings
                .get(*at)
                .map_or(Truth::Open, |literal| state.literal(*literal)),
            Formula::Not(inner) => self.value(inner).negated(),
            Formula::All(parts) => within(count(parts), parts.len(), usize::MAX),
            Formula::Any(parts) => within(count(parts), 1, usize::MAX),
            Formula::Count { how, number, of } => match how {
                HowMany::AtLeast => within(count(of), *number, usize::MAX),
                HowMany::AtMost => within(count(of), 0, *number),
                HowMany::Exactly => within(count(of), *number, *number),
            },
        }
    }

    /// The given answers on which a verdict rests, when the parts of the condition do not show it.
    fn grounds(&mut self, case: &Case, grounds: Vec<Ground>, holds: bool) {
        for ground in grounds {
            let Some(code) = case.answer(ground.question) else {
                continue;
            };
            let counts = matches!(self.decision.value(ground.question), Value::Given(_));
            self.push(Part::Ground {
                ground,
                code,
                counts,
                holds,
            });
        }
    }

    fn test(&mut self, at: usize, wanted: bool, value: Truth) {
        let Some(test) = self.checked.tests.get(at) else {
            return;
        };
        let seen = match test.subject {
            Subject::Question(at) => match self.decision.value(at) {
                Value::Given(code) => Seen::Given(code),
                Value::Assumed(code) => Seen::Assumed(code),
                Value::Open | Value::Waiting => Seen::Open,
            },
            Subject::Score(at) => {
                let Some(sum) = self.program.sums.get(at) else {
                    return;
                };
                let (low, high) = self.decision.state.sum(sum);
                Seen::Sum(low, high)
            }
        };
        self.push(Part::Tested(Tested {
            test: at,
            wanted,
            value,
            seen,
            via: self.via.clone(),
        }));
    }

    /// A part that was found twice is given once.
    fn push(&mut self, part: Part) {
        let known = |it: &Part| it.says_the_same(&part, self.checked);
        if !self.found.iter().any(known) {
            self.found.push(part);
        }
    }
}
