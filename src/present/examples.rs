//! Running the examples of a protocol: its own test.

use super::coverage::Reach;
use super::recommendation::contact;
use super::{route_ids, signal_ids};
use crate::check::{Checked, Example};
use crate::decide::{Case, Context, Decision, Truth, Verdict};
use crate::prove::Prover;
use crate::sorting;
use crate::wire::{AnswerChange, CaseInfo, Coverage, ExampleResult, OutcomeInfo, Recommendation};

/// The case of an example.
fn case(checked: &Checked, example: &Example) -> Case {
    let context = Context {
        practice: example.practice.clone(),
        postcode4: example.postcode4.clone(),
    };
    Case::of_codes(checked.questions.len(), &example.answers, context)
}

/// Every example as a request and its recommendation, decided on the first day of validity.
pub fn example_requests(checked: &Checked) -> Vec<(String, CaseInfo, Recommendation)> {
    let prover = Prover::new(crate::program::compile(checked));
    let date = checked.listing.valid_from;
    let request = |example: &Example| {
        let case = case(checked, example);
        let decision = prover.decide(&case);
        let answers = example.answers.iter().filter_map(|(at, code)| {
            let question = checked.questions.get(*at)?;
            Some((question.id.clone(), question.domain.decode(*code)))
        });
        let context = [
            ("practice", &example.practice),
            ("postcode4", &example.postcode4),
        ];
        let context = context
            .into_iter()
            .filter_map(|(key, it)| Some((key.to_owned(), it.clone()?)));
        let shape = CaseInfo {
            answers: sorting::map(answers),
            date: date.to_string(),
            context: context.collect(),
        };
        let recommendation = super::recommend(checked, &prover, &case, &decision, date);
        (example.id.clone(), shape, recommendation)
    };
    checked.examples.iter().map(request).collect()
}

/// Runs all examples, and counts what they reach.
pub fn run_examples(checked: &Checked, prover: &Prover) -> (Vec<ExampleResult>, Coverage) {
    let file = super::info(checked).file;
    let mut reach = Reach::new(checked, prover.program());
    let mut results = Vec::with_capacity(checked.examples.len());
    for example in &checked.examples {
        let case = case(checked, example);
        let decision = prover.decide(&case);
        reach.add(&decision);
        let got = got(checked, &case, &decision);
        let expected = expected(checked, example);
        let passed = fits(&expected, &got, &decision);
        let (rules, change) = if passed {
            (Vec::new(), None)
        } else {
            let rules = difference(checked, &decision, &expected, &got);
            (rules, nearest(checked, prover, &case, &expected))
        };
        results.push(ExampleResult {
            id: example.id.clone(),
            file: file.clone(),
            passed,
            expected,
            got,
            rules,
            change,
        });
    }
    (results, reach.coverage(file))
}

/// The rules that made the difference: those that hold for or against what was expected or got.
fn difference(
    checked: &Checked,
    decision: &Decision,
    expected: &OutcomeInfo,
    got: &OutcomeInfo,
) -> Vec<String> {
    let wanted: Vec<usize> = [&expected.route, &got.route]
        .into_iter()
        .flatten()
        .filter_map(|id| checked.routes.iter().position(|route| route.id == *id))
        .collect();
    let touches = |rule: &crate::check::Rule| {
        let touched = |rank: &usize| rule.indicates.contains(rank) || rule.excludes.contains(rank);
        wanted.iter().any(touched)
    };
    let rules = checked.rules.iter().zip(&decision.rules);
    let holding = rules.filter(|(rule, verdict)| **verdict == Truth::True && touches(rule));
    holding.map(|(rule, _)| rule.id.clone()).collect()
}

/// One other answer that would give the expected outcome; none when no single one does.
fn nearest(
    checked: &Checked,
    prover: &Prover,
    case: &Case,
    expected: &OutcomeInfo,
) -> Option<AnswerChange> {
    let mut questions = checked
        .questions
        .iter()
        .enumerate()
        .zip(&prover.program().inputs);
    questions.find_map(|((at, question), input)| {
        let from = case.answer(at);
        let mut others = input.samples().into_iter().map(|(code, _)| code);
        let to = others.find(|code| {
            let changed = case.with(at, *code);
            let decision = prover.decide(&changed);
            from != Some(*code) && fits(expected, &got(checked, &changed, &decision), &decision)
        })?;
        Some(AnswerChange {
            question: question.id.clone(),
            from: from.map(|code| question.domain.decode(code)),
            to: question.domain.decode(to),
        })
    })
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    sorting::by_key(&mut ids, Clone::clone);
    ids
}

fn rule_ids(checked: &Checked, positions: &[usize]) -> Vec<String> {
    positions
        .iter()
        .filter_map(|at| checked.rules.get(*at))
        .map(|rule| rule.id.clone())
        .collect()
}

fn expected(checked: &Checked, example: &Example) -> OutcomeInfo {
    let it = &example.expected;
    let routes = |ranks: &Option<Vec<usize>>| {
        ranks
            .as_ref()
            .map(|ranks| sorted(route_ids(checked, ranks)))
    };
    OutcomeInfo {
        route: it
            .route
            .and_then(|rank| checked.routes.get(rank))
            .map(|route| route.id.clone()),
        contact: it
            .contact
            .and_then(|at| checked.contacts.get(at))
            .map(|contact| contact.id.clone()),
        also_suitable: routes(&it.also),
        signals: it
            .signals
            .as_ref()
            .map(|at| sorted(signal_ids(checked, at))),
        rules: it.rules.as_ref().map(|at| sorted(rule_ids(checked, at))),
        possible: routes(&it.possible),
    }
}

fn got(checked: &Checked, case: &Case, decision: &Decision) -> OutcomeInfo {
    fn positions<T: PartialEq>(of: &[T], wanted: &T) -> Vec<usize> {
        of.iter()
            .enumerate()
            .filter(|(_, it)| *it == wanted)
            .map(|(at, _)| at)
            .collect()
    }
    let possible: Vec<usize> = decision.possible.iter().copied().flatten().collect();
    let also = positions(&decision.routes, &Verdict::AlsoSuitable);
    let route = decision.advised().and_then(|rank| checked.routes.get(rank));
    OutcomeInfo {
        route: route.map(|route| route.id.clone()),
        contact: route
            .and_then(|route| contact(checked, route, &case.context))
            .map(|contact| contact.id.clone()),
        also_suitable: Some(sorted(route_ids(checked, &also))),
        signals: Some(sorted(signal_ids(
            checked,
            &positions(&decision.signals, &Truth::True),
        ))),
        rules: Some(sorted(rule_ids(
            checked,
            &positions(&decision.rules, &Truth::True),
        ))),
        possible: Some(sorted(route_ids(checked, &possible))),
    }
}

/// Whether what came out is what was expected. Rules may hold that the example does not name;
/// an example that names no route expects an open case.
fn fits(expected: &OutcomeInfo, got: &OutcomeInfo, decision: &Decision) -> bool {
    let same = |expected: &Option<Vec<String>>, got: &Option<Vec<String>>| {
        expected.is_none() || expected == got
    };
    let rules_hold = expected
        .rules
        .iter()
        .flatten()
        .all(|rule| got.rules.iter().flatten().any(|it| it == rule));
    let route = match &expected.route {
        Some(_) => expected.route == got.route,
        None => {
            expected.possible.is_none() || !decision.is_decided() || decision.advised().is_none()
        }
    };
    route
        && (expected.contact.is_none() || expected.contact == got.contact)
        && rules_hold
        && same(&expected.also_suitable, &got.also_suitable)
        && same(&expected.signals, &got.signals)
        && same(&expected.possible, &got.possible)
}
