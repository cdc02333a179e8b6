//! Why a rule holds, or what it lacks: the parts that decide, the value seen, the value needed.

use super::{route_ids, signal_ids, sources};
use crate::check::{Checked, Domain, Formula, Need, Rule, Subject};
use crate::condition::{Comparison, HowMany};
use crate::decide::{Case, Decision, Truth, Value};
use crate::program::Program;
use crate::prove::{Ground, Prover};
use crate::sorting::Set;
use crate::wire::{Because, Met, PlaceInfo, RuleTrace, RuleVerdict};

/// Lays out every rule with its verdict and the parts of its condition that decide.
pub(super) fn rules(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    decision: &Decision,
) -> Vec<RuleTrace> {
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
                Some(grounds) => trace.grounds(case, &grounds, *verdict == Truth::True),
                None => trace.explain(&rule.formula, true),
            }
            self::rule(checked, rule, *verdict, trace.found)
        })
        .collect()
}

/// Lays out one rule; a part that was found twice is given once.
fn rule(checked: &Checked, rule: &Rule, verdict: Truth, found: Vec<Because>) -> RuleTrace {
    let place = checked.texts.locate(rule.span);
    let mut because: Vec<Because> = Vec::new();
    for part in found {
        if !because.contains(&part) {
            because.push(part);
        }
    }
    RuleTrace {
        id: rule.id.clone(),
        verdict: match verdict {
            Truth::True => RuleVerdict::Holds,
            Truth::False => RuleVerdict::DoesNotHold,
            Truth::Open => RuleVerdict::Open,
        },
        reason: rule.reason.clone(),
        r#for: route_ids(checked, &rule.indicates),
        against: route_ids(checked, &rule.excludes),
        signals: signal_ids(checked, &rule.raises),
        because,
        sources: sources(checked, &rule.sources),
        at: PlaceInfo {
            file: place.map(|place| place.file.to_owned()).unwrap_or_default(),
            line: place.map_or(0, |place| place.start.line),
            column: place.map_or(0, |place| place.start.column),
        },
        version: checked.version_at(rule.span),
    }
}

struct Trace<'a> {
    checked: &'a Checked,
    program: &'a Program,
    decision: &'a Decision,
    via: Vec<String>,
    found: Vec<Because>,
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
                    self.via.push(finding.id.clone());
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
            let values: Vec<Truth> = parts.iter().map(|part| self.value(part)).collect();
            let certain = values.iter().filter(|value| **value == Truth::True).count();
            let possible = values.iter().filter(|value| value.can_be_true()).count();
            (certain, possible)
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
    fn grounds(&mut self, case: &Case, grounds: &[Ground], holds: bool) {
        for ground in grounds {
            let (Some(question), Some(code)) = (
                self.checked.questions.get(ground.question),
                case.answer(ground.question),
            ) else {
                continue;
            };
            let counts = matches!(self.decision.value(ground.question), Value::Given(_));
            let shown = question.domain.show(code);
            self.found.push(Because {
                question: Some(question.id.clone()),
                score: None,
                via: Vec::new(),
                label: question.short.clone(),
                answer: counts.then(|| question.domain.decode(code)),
                shown: if counts {
                    shown
                } else {
                    format!("{shown}, als de vraag geldt")
                },
                needed: needed(&ground.need, Some(&question.domain), ground.held == holds),
                met: match (counts, holds) {
                    (false, _) => Met::Open,
                    (true, true) => Met::Yes,
                    (true, false) => Met::No,
                },
                assumed: false,
            });
        }
    }

    fn test(&mut self, at: usize, wanted: bool, value: Truth) {
        let Some(test) = self.checked.tests.get(at) else {
            return;
        };
        let met = match (value, wanted) {
            (Truth::Open, _) => Met::Open,
            (Truth::True, true) | (Truth::False, false) => Met::Yes,
            _ => Met::No,
        };
        let via = self.via.clone();
        match test.subject {
            Subject::Question(at) => {
                let Some(question) = self.checked.questions.get(at) else {
                    return;
                };
                let (code, assumed) = match self.decision.value(at) {
                    Value::Given(code) => (Some(code), false),
                    Value::Assumed(code) => (Some(code), true),
                    Value::Open | Value::Waiting => (None, false),
                };
                self.found.push(Because {
                    question: Some(question.id.clone()),
                    score: None,
                    via,
                    label: question.short.clone(),
                    answer: code.map(|code| question.domain.decode(code)),
                    shown: code.map_or_else(|| OPEN.to_owned(), |code| question.domain.show(code)),
                    needed: needed(&test.need, Some(&question.domain), wanted),
                    met,
                    assumed,
                });
            }
            Subject::Score(at) => {
                let (Some(score), Some(sum)) =
                    (self.checked.scores.get(at), self.program.sums.get(at))
                else {
                    return;
                };
                let (low, high) = self.decision.state.sum(sum);
                self.found.push(Because {
                    question: None,
                    score: Some(score.id.clone()),
                    via,
                    label: score.title.clone(),
                    answer: (low == high).then_some(crate::answer::Answer::Number(low)),
                    shown: if low == high {
                        low.to_string()
                    } else {
                        format!("{low} tot {high}, {OPEN}")
                    },
                    needed: needed(&test.need, None, wanted),
                    met,
                    assumed: false,
                });
            }
        }
    }
}

/// What is shown for an answer that is open.
pub(super) const OPEN: &str = "nog open";

/// What is needed, in the words of the condition language; for a negated test, its opposite.
pub(super) fn needed(need: &Need, domain: Option<&Domain>, wanted: bool) -> String {
    let id = |code: i64| match domain {
        Some(Domain::YesNo) => if code != 0 { "ja" } else { "nee" }.to_owned(),
        Some(domain @ (Domain::Choice(_) | Domain::MultiChoice(_))) => {
            let choice = usize::try_from(code)
                .ok()
                .and_then(|at| domain.choices().get(at));
            format!(
                "'{}'",
                choice.map(|choice| choice.id.as_str()).unwrap_or_default()
            )
        }
        _ => code.to_string(),
    };
    let not = if wanted { "" } else { "niet " };
    match need {
        Need::Compare(how, code) => {
            let how = if wanted { *how } else { how.negated() };
            match (domain, how) {
                // Of two values, not the one is the other.
                (Some(Domain::YesNo), Comparison::Equal) => id(*code),
                (Some(Domain::YesNo), _) => id(1 - *code),
                _ => format!("{} {}", how.sign(), id(*code)),
            }
        }
        Need::Between(low, high) => format!("{not}tussen {low} en {high}"),
        Need::In(codes) => {
            let codes: Vec<String> = codes.iter().map(|code| id(*code)).collect();
            format!("{not}in ({})", codes.join(", "))
        }
        Need::Has(choice) => {
            format!(
                "bevat {not}{}",
                id(i64::try_from(*choice).unwrap_or_default())
            )
        }
    }
}
