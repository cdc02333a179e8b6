//! Checking the examples: their answers and what they expect have to exist.

use super::checked::{Example, Expected, Question};
use super::derived::keep_keys_apart;
use super::entries::Ranking;
use super::forms::is_postcode4;
use super::questions::required;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::protocol::fields::Text;
use crate::protocol::{Entry, Protocol, file};

const EXPECTED: [&str; 6] = [
    "route", "contact", "naast", "signalen", "regels", "mogelijk",
];
const CONTEXT: [&str; 2] = ["practice", "postcode4"];

/// Checks all examples.
pub(super) fn examples(
    protocol: &Protocol,
    scope: &Scope<'_>,
    questions: &[Option<Question>],
    ranking: &Ranking,
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<Example>> {
    let all: Vec<_> = protocol
        .examples
        .iter()
        .map(|entry| example(entry, scope, questions, ranking, report))
        .collect();
    all.into_iter().collect()
}

fn example(
    entry: &Entry<file::Example>,
    scope: &Scope<'_>,
    questions: &[Option<Question>],
    ranking: &Ranking,
    report: &mut Vec<Diagnostic>,
) -> Option<Example> {
    let Entry { id, body } = entry;
    let title = required(id, "voorbeeld", "titel", body.title.as_ref(), report);
    scope.references("bron", body.sources.as_ref(), report);
    let answers = answers(entry, scope, questions, report);
    let expected = expected(entry, scope, ranking, report);
    let mut context = [None, None];
    for (key, value) in body.context.iter().flat_map(|table| &table.value.0) {
        match CONTEXT.iter().position(|known| *known == key.value) {
            None => report.push(unknown_key(key, &CONTEXT)),
            Some(1) if !is_postcode4(&value.value) => report.push(
                Diagnostic::error(Code::InvalidExample, "`postcode4` bestaat uit vier cijfers")
                    .at(value.span)
                    .help("schrijf de vier cijfers van de postcode, zoals \"4388\"".to_owned()),
            ),
            Some(at) => {
                if let Some(place) = context.get_mut(at) {
                    *place = Some(value.value.clone());
                }
            }
        }
    }
    let [practice, postcode4] = context;
    Some(Example {
        id: id.value.clone(),
        title: title?,
        answers: answers?,
        practice,
        postcode4,
        expected: expected?,
        span: id.span,
    })
}

pub(super) fn unknown_key(key: &Text, known: &[&'static str]) -> Diagnostic {
    Diagnostic::error(
        Code::UnknownKey,
        format!("de sleutel `{}` is hier onbekend", key.value),
    )
    .at(key.span)
    .help(
        did_you_mean(&key.value, known.iter().copied())
            .unwrap_or_else(|| format!("bekend: {}", list(known.iter().copied(), 8))),
    )
}

fn answers(
    entry: &Entry<file::Example>,
    scope: &Scope<'_>,
    questions: &[Option<Question>],
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<(usize, i64)>> {
    let Some(table) = &entry.body.answers else {
        report.push(
            Diagnostic::error(
                Code::MissingKey,
                format!("in [voorbeeld.{}] ontbreekt `antwoorden`", entry.id.value),
            )
            .at(entry.id.span)
            .help(
                "schrijf bijvoorbeeld antwoorden = { eenzaamheid = 8, werkloos = true }".to_owned(),
            ),
        );
        return None;
    };
    let mut codes = Vec::new();
    let mut sound = true;
    let faults = report.len();
    for (name, answer) in &table.value.0 {
        let Some(at) = scope.reference("vraag", name, report) else {
            sound = false;
            continue;
        };
        // An unsound question has its own message.
        let Some(question) = questions.get(at).and_then(Option::as_ref) else {
            continue;
        };
        match question.domain.encode(&answer.value) {
            Ok(code) => codes.push((at, code)),
            Err((message, help)) => {
                sound = false;
                report.push(
                    Diagnostic::error(
                        Code::InvalidExample,
                        format!("antwoord op `{}`: {message}", name.value),
                    )
                    .at(answer.span)
                    .help(help),
                );
            }
        }
    }
    keep_keys_apart(&table.value, report.get_mut(faults..).unwrap_or_default());
    sound.then_some(codes)
}

fn expected(
    entry: &Entry<file::Example>,
    scope: &Scope<'_>,
    ranking: &Ranking,
    report: &mut Vec<Diagnostic>,
) -> Option<Expected> {
    let missing = |report: &mut Vec<Diagnostic>| {
        report.push(
            Diagnostic::error(
                Code::MissingKey,
                format!("[voorbeeld.{}] zegt niet wat er verwacht wordt", entry.id.value),
            )
            .at(entry.id.span)
            .help("schrijf verwacht = { route = \"…\" }, of { mogelijk = [\"…\"] } voor een open casus".to_owned()),
        );
        None
    };
    let Some(table) = &entry.body.expected else {
        return missing(report);
    };
    let mut expected = Expected::default();
    let mut sound = true;
    for (key, ids) in &table.value.0 {
        let section = match key.value.as_str() {
            "route" | "naast" | "mogelijk" => "route",
            "contact" => "contact",
            "signalen" => "signaal",
            "regels" => "regel",
            _ => {
                report.push(unknown_key(key, &EXPECTED));
                sound = false;
                continue;
            }
        };
        let names = ids.names();
        let positions = scope.references(section, Some(ids), report);
        sound &= positions.len() == names.len();
        let ranks = || -> Vec<usize> {
            positions
                .iter()
                .filter_map(|at| ranking.rank(*at))
                .collect()
        };
        match key.value.as_str() {
            "route" => match ranks().as_slice() {
                [one] => expected.route = Some(*one),
                _ if names.len() == 1 => sound = false,
                _ => {
                    report.push(
                        Diagnostic::error(Code::InvalidExample, "`route` noemt precies één route")
                            .at(ids.span)
                            .help("noem andere routes die ook passen bij `naast`".to_owned()),
                    );
                    sound = false;
                }
            },
            "naast" => expected.also = Some(ranks()),
            "mogelijk" => expected.possible = Some(ranks()),
            "signalen" => expected.signals = Some(positions),
            "contact" => expected.contact = positions.first().copied(),
            _ => expected.rules = Some(positions),
        }
    }
    if table.value.0.is_empty() {
        return missing(report);
    }
    sound.then_some(expected)
}
