//! Reading one fact of `his`: a code, an age, a count, or a fact with a name of its own.

use super::examples::unknown_key;
use super::icpc::Codes;
use crate::condition::keywords::{is_id, not_an_id};
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Field, Mixed, Table, Text};
use crate::text::Span;

/// A fact that the system of a practice may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// One of these codes was recorded in the last so many months.
    Codes {
        /// The codes.
        codes: Vec<Codes>,
        /// How far to look back.
        months: i64,
    },
    /// The age in years; with a band, whether it lies in it.
    Age(Option<Band>),
    /// The contacts of the last twelve months; with a band, whether they lie in it.
    Contacts(Option<Band>),
    /// A fact with a name of its own; with a band, whether its number lies in it.
    Named(String, Option<Band>),
}

/// From one number to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The lowest number.
    pub low: i64,
    /// The highest number.
    pub high: i64,
}

impl Known {
    /// Whether one fact can speak for both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let bands = |one: &Option<Band>, other: &Option<Band>| match (one, other) {
            (Some(one), Some(other)) => one.low <= other.high && other.low <= one.high,
            _ => true,
        };
        match (self, other) {
            (Self::Codes { codes, .. }, Self::Codes { codes: others, .. }) => codes
                .iter()
                .any(|it| others.iter().any(|other| it.meets(other))),
            (Self::Age(one), Self::Age(other)) | (Self::Contacts(one), Self::Contacts(other)) => {
                bands(one, other)
            }
            (Self::Named(name, one), Self::Named(other_name, other)) => {
                name == other_name && bands(one, other)
            }
            _ => false,
        }
    }
}

/// The furthest that a code can be looked for, in months: fifty years.
pub(super) const LOOK_BACK_LIMIT: i64 = 600;
/// The most codes and ranges of one answer.
pub(super) const CODE_LIMIT: usize = 200;
/// The largest number in a band.
pub(super) const BAND_LIMIT: i64 = 1_000_000;

/// Every key of `his`; the last one only at a choice question.
pub(super) const KEYS: [&str; 8] = [
    "icpc",
    "maanden",
    "leeftijd",
    "contacten",
    "feit",
    "van",
    "tot",
    "keuzes",
];
/// The keys that say where an answer comes from.
const ORIGINS: [&str; 4] = ["icpc", "leeftijd", "contacten", "feit"];

/// What stands in the table.
pub(super) type Fields = Table<Field<Mixed>>;

/// Reads where one answer comes from; none where that does not become clear.
pub(super) fn known(
    fields: &Fields,
    span: Span,
    keys: &[&'static str],
    report: &mut Vec<Diagnostic>,
) -> Option<Known> {
    for (key, _) in &fields.0 {
        if !keys.contains(&key.value.as_str()) {
            report.push(unknown_key(key, keys));
        }
    }
    let named: Vec<&(Text, Field<Mixed>)> = fields
        .0
        .iter()
        .filter(|(key, _)| ORIGINS.contains(&key.value.as_str()))
        .collect();
    let (origin, value) = match named.as_slice() {
        [one] => (&one.0, &one.1),
        // A misspelt key has its own message.
        [] if fields
            .0
            .iter()
            .any(|(it, _)| !keys.contains(&it.value.as_str())) =>
        {
            return None;
        }
        [] => {
            let message = "`his` zegt niet waar het antwoord vandaan komt";
            report.push(refused(
                message,
                span,
                "schrijf `icpc`, `leeftijd`, `contacten` of `feit`",
            ));
            return None;
        }
        [first, second, ..] => {
            let message = format!(
                "`{}` en `{}` staan bij elkaar",
                first.0.value, second.0.value
            );
            let help = "kies er een: een antwoord komt uit één gegeven";
            report.push(refused(message, second.0.span, help));
            return None;
        }
    };
    let months = months(fields, origin, report);
    let band = band(fields, origin, report);
    match origin.value.as_str() {
        "icpc" => Some(Known::Codes {
            codes: codes(origin, value, report)?,
            months: months?,
        }),
        "feit" => match &value.value {
            Mixed::Text(name) if is_id(name) => Some(Known::Named(name.clone(), band)),
            Mixed::Text(name) => {
                report.push(not_an_id(name, value.span));
                None
            }
            _ => {
                let help = "schrijf de naam van het gegeven: feit = \"woont_alleen\"";
                report.push(wrong_type(origin, value.span, "een naam", help));
                None
            }
        },
        _ if value.value != Mixed::YesNo(true) => {
            let help = format!("schrijf {} = true, of haal het weg", origin.value);
            report.push(wrong_type(origin, value.span, "true", &help));
            None
        }
        "leeftijd" => Some(Known::Age(band)),
        _ => Some(Known::Contacts(band)),
    }
}

fn months(fields: &Fields, origin: &Text, report: &mut Vec<Diagnostic>) -> Option<i64> {
    let found = find(fields, "maanden");
    match (found, origin.value == "icpc") {
        (None, false) => None,
        (None, true) => {
            report.push(
                Diagnostic::error(Code::MissingKey, "bij `icpc` ontbreekt `maanden`")
                    .at(origin.span)
                    .help(
                        "schrijf hoeveel maanden een code meetelt, zoals maanden = 12".to_owned(),
                    ),
            );
            None
        }
        (Some((key, _)), false) => {
            let message = format!("`maanden` hoort bij `icpc`, niet bij `{}`", origin.value);
            report.push(refused(message, key.span, "haal `maanden` weg"));
            None
        }
        (Some((key, value)), true) => number(key, value, (1, LOOK_BACK_LIMIT), report),
    }
}

fn band(fields: &Fields, origin: &Text, report: &mut Vec<Diagnostic>) -> Option<Band> {
    let ends = [find(fields, "van"), find(fields, "tot")];
    let (first, _) = ends.iter().flatten().next()?;
    if origin.value == "icpc" {
        let message = format!("`{}` past niet bij `icpc`", first.value);
        let help = "codes hebben geen grenzen; schrijf een reeks codes als \"Z12-Z15\"";
        report.push(refused(message, first.span, help));
        return None;
    }
    let mut read = |end: Option<(&Text, &Field<Mixed>)>, open: i64| match end {
        None => Some(open),
        Some((key, value)) => number(key, value, (-BAND_LIMIT, BAND_LIMIT), report),
    };
    let [from, to] = ends;
    let (low, high) = (read(from, -BAND_LIMIT), read(to, BAND_LIMIT));
    let (low, high) = (low?, high?);
    if let (true, Some((key, _))) = (low > high, to) {
        report.push(
            Diagnostic::error(Code::InvalidValue, "`tot` ligt onder `van`")
                .at(key.span)
                .help("schrijf bij `van` het laagste getal en bij `tot` het hoogste".to_owned()),
        );
        return None;
    }
    Some(Band { low, high })
}

fn number(
    key: &Text,
    value: &Field<Mixed>,
    (least, most): (i64, i64),
    report: &mut Vec<Diagnostic>,
) -> Option<i64> {
    let help = format!("schrijf een geheel getal van {least} tot en met {most}");
    match value.value {
        Mixed::Number(number) if (least..=most).contains(&number) => return Some(number),
        Mixed::Number(_) => report.push(
            Diagnostic::error(
                Code::InvalidValue,
                format!("`{}` moet tussen {least} en {most} liggen", key.value),
            )
            .at(value.span)
            .help(help),
        ),
        _ => report.push(wrong_type(key, value.span, "een geheel getal", &help)),
    }
    None
}

fn codes(key: &Text, value: &Field<Mixed>, report: &mut Vec<Diagnostic>) -> Option<Vec<Codes>> {
    let help = "schrijf bijvoorbeeld icpc = [\"Z15\", \"P03\"]";
    let Mixed::Texts(texts) = &value.value else {
        report.push(wrong_type(key, value.span, "een lijst met codes", help));
        return None;
    };
    if texts.is_empty() || texts.len() > CODE_LIMIT {
        let code = if texts.is_empty() {
            Code::InvalidValue
        } else {
            Code::TooMany
        };
        report.push(
            Diagnostic::error(code, format!("`icpc` noemt 1 tot {CODE_LIMIT} codes"))
                .at(value.span)
                .help(help.to_owned()),
        );
        return None;
    }
    let read: Vec<Option<Codes>> = texts
        .iter()
        .map(|text| {
            let codes = text.value.parse().ok();
            if codes.is_none() {
                report.push(no_code(text));
            }
            codes
        })
        .collect();
    read.into_iter().collect()
}

fn no_code(text: &Text) -> Diagnostic {
    let upper = text.value.trim().to_ascii_uppercase();
    let help = if text.value.contains('-') {
        "een reeks loopt binnen één letter van laag naar hoog, zonder punten: \"Z12-Z15\""
            .to_owned()
    } else if upper.parse::<Codes>().is_ok() {
        format!("schrijf \"{upper}\"")
    } else {
        "schrijf een letter en twee cijfers, zoals \"Z15\", of met een deel: \"T90.02\"".to_owned()
    };
    Diagnostic::error(
        Code::InvalidIcpc,
        format!("`{}` is geen ICPC-1-code", text.value),
    )
    .at(text.span)
    .help(help)
}

/// The value of a key.
pub(super) fn find<'a>(fields: &'a Fields, key: &str) -> Option<(&'a Text, &'a Field<Mixed>)> {
    let mut found = fields.0.iter().filter(|(it, _)| it.value == key);
    found.next().map(|(key, value)| (key, value))
}

/// Something that does not fit.
pub(super) fn refused(message: impl Into<String>, span: Span, help: &str) -> Diagnostic {
    Diagnostic::error(Code::PrefillMisfit, message)
        .at(span)
        .help(help.to_owned())
}

/// A value of the wrong type.
pub(super) fn wrong_type(key: &Text, span: Span, expected: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        Code::WrongType,
        format!("`{}` moet {expected} zijn", key.value),
    )
    .at(span)
    .help(help.to_owned())
}
