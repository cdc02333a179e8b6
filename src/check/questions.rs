//! Checking the questions: their type, their domain, and what they count as when not asked.

use super::area::Area;
use super::checked::Question;
use super::domain::{CHOICE_LIMIT, Choice, Domain, NUMBER_LIMIT};
use super::entries::positive;
use super::prefill;
use super::scope::Scope;
use crate::condition::keywords::{is_id, not_an_id};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::protocol::fields::{Text, Whole};
use crate::protocol::{Entry, Protocol, file};
use crate::text::Span;

/// The gate of a question, its condition not yet read: condition, code when not asked and where that stands.
pub(super) type RawGate<'a> = Option<(&'a Text, i64, Span)>;

/// The most effort that asking a question can take.
pub(super) const EFFORT_LIMIT: i64 = 100;

const TYPES: [&str; 5] = ["ja_nee", "schaal", "getal", "keuze", "meerkeuze"];

/// Checks all questions; a question that is unsound keeps its position as `None`.
pub(super) fn questions<'a>(
    protocol: &'a Protocol,
    scope: &Scope<'_>,
    report: &mut Vec<Diagnostic>,
) -> (Vec<Option<Question>>, Vec<RawGate<'a>>) {
    protocol
        .questions
        .iter()
        .map(|entry| question(entry, scope, report))
        .unzip()
}

fn question<'a>(
    entry: &'a Entry<file::Question>,
    scope: &Scope<'_>,
    report: &mut Vec<Diagnostic>,
) -> (Option<Question>, RawGate<'a>) {
    let Entry { id, body } = entry;
    let text = required(id, "vraag", "tekst", body.text.as_ref(), report);
    let domain = domain(entry, report);
    let group = body
        .group
        .as_ref()
        .and_then(|group| scope.reference("groep", group, report));
    let area = body.domain.as_ref().and_then(|word| {
        one_of(word, "domein", Area::ALL.map(Area::word), report)
            .and_then(|at| Area::ALL.get(at).copied())
    });
    let soep = body
        .soep
        .as_ref()
        .and_then(|word| one_of(word, "soep", ["S", "O"], report));
    let sources = scope.references("bron", body.sources.as_ref(), report);
    let effort = positive("moeite", EFFORT_LIMIT, body.effort.as_ref(), report);
    let gate = gate(entry, domain.as_ref(), report);
    let prefill = domain
        .as_ref()
        .and_then(|domain| prefill::prefill(body.prefill.as_ref()?, domain, report));
    let flag = |field: &Option<crate::protocol::fields::Flag>, default: bool| {
        field.as_ref().map_or(default, |flag| flag.value)
    };
    let question = text.zip(domain).map(|(text, domain)| Question {
        id: id.value.clone(),
        group,
        short: optional(body.short.as_ref()).unwrap_or_else(|| text.clone()),
        effort: effort.unwrap_or_else(|| usual_effort(&domain)),
        text,
        help: optional(body.help.as_ref()),
        domain,
        area,
        gate: None,
        fixed_fact: flag(&body.fixed_fact, false),
        in_letter: flag(&body.in_letter, true),
        objective: soep == Some(1),
        prefill,
        sources,
        span: id.span,
    });
    (question, gate)
}

/// The effort of a question that does not say it. No publication gives these numbers: they are a
/// choice of our own, and say no more than that a tick is quicker than a number or a list.
const fn usual_effort(domain: &Domain) -> i64 {
    match domain {
        Domain::YesNo => 1,
        Domain::Choice(_) | Domain::Scale { .. } | Domain::Number { .. } => 2,
        Domain::MultiChoice(_) => 3,
    }
}

fn gate<'a>(
    entry: &'a Entry<file::Question>,
    domain: Option<&Domain>,
    report: &mut Vec<Diagnostic>,
) -> RawGate<'a> {
    let id = &entry.id.value;
    match (&entry.body.only_if, &entry.body.otherwise) {
        (None, None) => None,
        (Some(condition), None) => {
            report.push(
                Diagnostic::error(
                    Code::MissingKey,
                    format!("vraag `{id}` heeft `alleen_als`, maar geen `anders`"),
                )
                .at(condition.span)
                .help(
                    "schrijf met `anders = …` waarvoor de vraag telt als hij niet gesteld wordt"
                        .to_owned(),
                ),
            );
            None
        }
        (None, Some(otherwise)) => {
            report.push(
                Diagnostic::error(
                    Code::KeyNotAllowed,
                    format!("vraag `{id}` heeft `anders`, maar geen `alleen_als`"),
                )
                .at(otherwise.span)
                .help(
                    "haal `anders` weg, of schrijf met `alleen_als` wanneer de vraag gesteld wordt"
                        .to_owned(),
                ),
            );
            None
        }
        (Some(condition), Some(otherwise)) => match domain?.encode(&otherwise.value) {
            Ok(code) => Some((condition, code, otherwise.span)),
            Err((message, help)) => {
                report.push(
                    Diagnostic::error(Code::InvalidValue, format!("`anders` past niet: {message}"))
                        .at(otherwise.span)
                        .help(help),
                );
                None
            }
        },
    }
}

fn domain(entry: &Entry<file::Question>, report: &mut Vec<Diagnostic>) -> Option<Domain> {
    let Entry { id, body } = entry;
    let Some(kind) = &body.kind else {
        report.push(
            Diagnostic::error(
                Code::MissingKey,
                format!("in [vraag.{}] ontbreekt `type`", id.value),
            )
            .at(id.span)
            .help(format!("kies uit {}", list(TYPES, 5))),
        );
        return None;
    };
    let at = one_of(kind, "type", TYPES, report)?;
    let word = TYPES.get(at).copied().unwrap_or_default();
    let (numeric, choice) = (
        matches!(word, "schaal" | "getal"),
        matches!(word, "keuze" | "meerkeuze"),
    );
    let mut refuse = |key: &str, span: Option<Span>, fits: bool| {
        if let (Some(span), false) = (span, fits) {
            report.push(
                Diagnostic::error(
                    Code::KeyNotAllowed,
                    format!("`{key}` hoort niet bij een vraag van het type {word}"),
                )
                .at(span)
                .help(format!("haal `{key}` weg, of kies een ander `type`")),
            );
        }
    };
    refuse("min", body.min.as_ref().map(|it| it.span), numeric);
    refuse("max", body.max.as_ref().map(|it| it.span), numeric);
    refuse(
        "laag",
        body.low.as_ref().map(|it| it.span),
        word == "schaal",
    );
    refuse(
        "hoog",
        body.high.as_ref().map(|it| it.span),
        word == "schaal",
    );
    refuse(
        "eenheid",
        body.unit.as_ref().map(|it| it.span),
        word == "getal",
    );
    refuse("keuzes", body.choices.as_ref().map(|it| it.span), choice);
    match word {
        "ja_nee" => Some(Domain::YesNo),
        "schaal" => bounds(entry, report).map(|(min, max)| Domain::Scale {
            min,
            max,
            low: optional(body.low.as_ref()),
            high: optional(body.high.as_ref()),
        }),
        "getal" => bounds(entry, report).map(|(min, max)| Domain::Number {
            min,
            max,
            unit: optional(body.unit.as_ref()),
        }),
        "keuze" => choices(entry, 2, report).map(Domain::Choice),
        _ => choices(entry, 1, report).map(Domain::MultiChoice),
    }
}

fn bounds(entry: &Entry<file::Question>, report: &mut Vec<Diagnostic>) -> Option<(i64, i64)> {
    let Entry { id, body } = entry;
    if body.min.is_none() && body.max.is_none() {
        report.push(no_bound(id, "ontbreken `min` en `max`"));
        return None;
    }
    let min = bound(id, "min", body.min.as_ref(), report);
    let max = bound(id, "max", body.max.as_ref(), report);
    let (min, max) = (min?, max?);
    if min.value >= max.value {
        report.push(
            Diagnostic::error(Code::InvalidValue, "`min` moet kleiner zijn dan `max`")
                .at(max.span)
                .related(min.span, "hier staat `min`")
                .help("schrijf bij `min` het laagste antwoord en bij `max` het hoogste".to_owned()),
        );
        return None;
    }
    Some((min.value, max.value))
}

fn no_bound(id: &Text, what: &str) -> Diagnostic {
    Diagnostic::error(Code::MissingKey, format!("in [vraag.{}] {what}", id.value))
        .at(id.span)
        .help("schrijf het laagste en het hoogste antwoord, zoals min = 0 en max = 10".to_owned())
}

fn bound<'a>(
    id: &Text,
    key: &str,
    field: Option<&'a Whole>,
    report: &mut Vec<Diagnostic>,
) -> Option<&'a Whole> {
    match field {
        None => report.push(no_bound(id, &format!("ontbreekt `{key}`"))),
        Some(it) if it.value.abs() > NUMBER_LIMIT => report.push(
            Diagnostic::error(Code::InvalidValue, format!("`{key}` is te groot"))
                .at(it.span)
                .help(format!(
                    "kies een getal tussen -{NUMBER_LIMIT} en {NUMBER_LIMIT}"
                )),
        ),
        Some(it) => return Some(it),
    }
    None
}

fn choices(
    entry: &Entry<file::Question>,
    least: usize,
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<Choice>> {
    let Entry { id, body } = entry;
    let Some(table) = &body.choices else {
        report.push(
            Diagnostic::error(
                Code::MissingKey,
                format!("in [vraag.{}] ontbreekt `keuzes`", id.value),
            )
            .at(id.span)
            .help("schrijf keuzes = { naam = \"Wat men ziet\", … }".to_owned()),
        );
        return None;
    };
    let entries = &table.value.0;
    for (choice, label) in entries {
        if !is_id(&choice.value) {
            report.push(not_an_id(&choice.value, choice.span));
        }
        if label.value.trim().is_empty() {
            report.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    format!("keuze `{}` heeft geen tekst", choice.value),
                )
                .at(label.span)
                .help("schrijf tussen de aanhalingstekens wat men op het scherm ziet".to_owned()),
            );
        }
    }
    if entries.len() < least || entries.len() > CHOICE_LIMIT {
        report.push(
            Diagnostic::error(
                if entries.len() < least {
                    Code::InvalidValue
                } else {
                    Code::TooMany
                },
                format!(
                    "een vraag als deze heeft {least} tot {CHOICE_LIMIT} keuzes; hier {} er {}",
                    if entries.len() == 1 { "staat" } else { "staan" },
                    entries.len()
                ),
            )
            .at(table.span)
            .help(
                if entries.len() < least {
                    "voeg een keuze toe, of maak er een vraag van met type = \"ja_nee\""
                } else {
                    "voeg keuzes samen, of maak er twee vragen van"
                }
                .to_owned(),
            ),
        );
        return None;
    }
    let choice = |(id, label): &(Text, Text)| Choice {
        id: id.value.clone(),
        label: label.value.clone(),
    };
    Some(entries.iter().map(choice).collect())
}

/// A text that has to be there and may not be blank.
pub(super) fn required(
    id: &Text,
    section: &str,
    key: &str,
    field: Option<&Text>,
    report: &mut Vec<Diagnostic>,
) -> Option<String> {
    match field {
        Some(text) if !text.value.trim().is_empty() => Some(text.value.clone()),
        Some(text) => {
            report.push(
                Diagnostic::error(Code::InvalidValue, format!("`{key}` is leeg"))
                    .at(text.span)
                    .help("schrijf de tekst tussen de aanhalingstekens".to_owned()),
            );
            None
        }
        None => {
            report.push(
                Diagnostic::error(
                    Code::MissingKey,
                    format!("in [{section}.{}] ontbreekt `{key}`", id.value),
                )
                .at(id.span)
                .help(format!("schrijf onder deze kop {key} = \"…\"")),
            );
            None
        }
    }
}

/// A text that may be absent; a blank one is absent.
pub(super) fn optional(field: Option<&Text>) -> Option<String> {
    field
        .map(|text| text.value.trim().to_owned())
        .filter(|text| !text.is_empty())
}

/// The position of a word among those that are allowed.
pub(super) fn one_of<const N: usize>(
    word: &Text,
    key: &str,
    allowed: [&'static str; N],
    report: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let at = allowed.iter().position(|it| *it == word.value);
    if at.is_none() {
        report.push(
            Diagnostic::error(
                Code::InvalidValue,
                format!("`{}` is geen `{key}`", word.value),
            )
            .at(word.span)
            .help(
                did_you_mean(&word.value, allowed)
                    .unwrap_or_else(|| format!("kies uit {}", list(allowed, N))),
            ),
        );
    }
    at
}
