//! What is said of a rule: its verdict, and each part that decides with the value seen and the value
//! needed.

use super::trace::{Part, Seen, Tested, Traced};
use super::{route_ids, signal_ids, sources};
use crate::check::{Checked, Domain, Need, Question, Subject};
use crate::condition::Comparison;
use crate::decide::Truth;
use crate::wire::{Because, Met, PlaceInfo, RuleTrace, RuleVerdict};

/// Lays out a rule, with the parts that decide.
pub(super) fn rule(checked: &Checked, traced: &Traced) -> Option<RuleTrace> {
    let parts = traced.parts.iter();
    Some(RuleTrace {
        because: parts.filter_map(|part| because(checked, part)).collect(),
        ..bare_rule(checked, traced.rule, traced.verdict)?
    })
}

/// Lays out a rule without the parts that decide: the same in every case with this verdict.
pub fn bare_rule(checked: &Checked, at: usize, verdict: Truth) -> Option<RuleTrace> {
    let rule = checked.rules.get(at)?;
    let place = checked.texts.locate(rule.span);
    Some(RuleTrace {
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
        because: Vec::new(),
        sources: sources(checked, &rule.sources),
        at: PlaceInfo {
            file: place.map(|place| place.file.to_owned()).unwrap_or_default(),
            line: place.map_or(0, |place| place.start.line),
            column: place.map_or(0, |place| place.start.column),
        },
        version: checked.version_at(rule.span),
    })
}

/// Lays out a part; it depends on nothing but the protocol and the part.
pub fn because(checked: &Checked, part: &Part) -> Option<Because> {
    match part {
        Part::Tested(it) => tested(checked, it),
        Part::Ground {
            ground,
            code,
            counts,
            holds,
        } => {
            let question = checked.questions.get(ground.question)?;
            let shown = question.domain.show(*code);
            Some(Because {
                question: Some(question.id.clone()),
                score: None,
                via: Vec::new(),
                label: question.short.clone(),
                answer: counts.then(|| question.domain.decode(*code)),
                shown: if *counts {
                    shown
                } else {
                    format!("{shown}, als de vraag geldt")
                },
                needed: needed(&ground.need, Some(&question.domain), ground.held == *holds),
                met: match (counts, holds) {
                    (false, _) => Met::Open,
                    (true, true) => Met::Yes,
                    (true, false) => Met::No,
                },
                assumed: false,
            })
        }
    }
}

fn tested(checked: &Checked, it: &Tested) -> Option<Because> {
    let test = checked.tests.get(it.test)?;
    let (question, score) = match test.subject {
        Subject::Question(at) => (Some(checked.questions.get(at)?), None),
        Subject::Score(at) => (None, Some(checked.scores.get(at)?)),
    };
    let domain = question.map(|it: &Question| &it.domain);
    let via = it.via.iter().filter_map(|at| checked.findings.get(*at));
    let label = (question.map(|it| &it.short)).or(score.map(|it| &it.title));
    let decoded = |code: i64| domain.map(|domain| domain.decode(code));
    let (answer, shown) = match it.seen {
        Seen::Open => (None, OPEN.to_owned()),
        Seen::Given(code) | Seen::Assumed(code) => (
            decoded(code),
            domain.map(|domain| domain.show(code)).unwrap_or_default(),
        ),
        Seen::Sum(low, high) if low == high => {
            (Some(crate::answer::Answer::Number(low)), low.to_string())
        }
        Seen::Sum(low, high) => (None, format!("{low} tot {high}, {OPEN}")),
    };
    Some(Because {
        question: question.map(|it| it.id.clone()),
        score: score.map(|it| it.id.clone()),
        via: via.map(|it| it.id.clone()).collect(),
        label: label.cloned().unwrap_or_default(),
        answer,
        shown,
        needed: needed(&test.need, domain, it.wanted),
        met: match (it.value, it.wanted) {
            (Truth::Open, _) => Met::Open,
            (Truth::True, true) | (Truth::False, false) => Met::Yes,
            _ => Met::No,
        },
        assumed: matches!(it.seen, Seen::Assumed(_)),
    })
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
