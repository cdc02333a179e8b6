//! What a file says of itself, checked: id, version, validity, base.

use super::fields::Text;
use super::file::Header;
use super::municipality::{self, Merger};
use super::version::{Date, Kind, Reference, Status, Version};
use crate::condition::keywords::{is_id, not_an_id};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list, nearest};
use crate::text::Span;

/// The sound header of a protocol file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The id, the same in all versions.
    pub id: String,
    /// The title people see.
    pub title: String,
    /// Whom it is for.
    pub kind: Kind,
    /// The CBS code; none for a base.
    pub municipality: Option<String>,
    /// The version.
    pub version: Version,
    /// Whether it may be used.
    pub status: Status,
    /// First day on which it is in force.
    pub valid_from: Date,
    /// Last day; none when it is open-ended.
    pub valid_until: Option<Date>,
    /// The version it builds on, and where that is written.
    pub base: Option<(Reference, Span)>,
    /// Where the id is written.
    pub span: Span,
}

impl Listing {
    /// Whether the date lies in the window of validity.
    pub fn covers(&self, date: Date) -> bool {
        self.valid_from <= date && self.valid_until.is_none_or(|until| date <= until)
    }

    /// The window in words, for messages.
    pub fn window(&self) -> String {
        match self.valid_until {
            Some(until) => format!("van {} tot en met {until}", self.valid_from),
            None => format!("vanaf {}", self.valid_from),
        }
    }

    /// The reference by which another file can build on this one.
    pub fn reference(&self) -> Reference {
        Reference {
            id: self.id.clone(),
            version: self.version,
        }
    }
}

/// Checks a header; none when something essential is missing or wrong.
///
/// # Diagnostics
///
/// [`Code::MissingKey`], [`Code::InvalidId`], [`Code::InvalidVersion`], [`Code::InvalidValue`],
/// [`Code::UnknownMunicipality`], [`Code::MergedMunicipality`] and [`Code::EmptyWindow`].
pub fn check(header: &Header, span: Span, report: &mut Vec<Diagnostic>) -> Option<Listing> {
    let id = required("id", header.id.as_ref(), span, report);
    if let Some(id) = id.filter(|id| !is_id(&id.value)) {
        report.push(not_an_id(&id.value, id.span));
    }
    let title = required("titel", header.title.as_ref(), span, report);
    let version = required("versie", header.version.as_ref(), span, report)
        .and_then(|text| parsed(text, report));
    let status = required("status", header.status.as_ref(), span, report).and_then(|text| {
        one_of(
            "status",
            text,
            Status::find,
            &Status::ALL.map(Status::word),
            report,
        )
    });
    let kind = match header.kind.as_ref() {
        Some(text) => one_of(
            "soort",
            text,
            Kind::find,
            &Kind::ALL.map(Kind::word),
            report,
        ),
        None => Some(Kind::default()),
    };
    if header.valid_from.is_none() {
        report.push(missing("geldig_vanaf", span));
    }
    let valid_until = header.valid_until.as_ref().map(|day| day.value);
    if let (Some(from), Some(until)) = (&header.valid_from, &header.valid_until)
        && until.value < from.value
    {
        report.push(
            Diagnostic::error(Code::EmptyWindow, "`geldig_tot` ligt voor `geldig_vanaf`")
                .at(until.span)
                .related(from.span, "hier begint de geldigheid")
                .help("kies een latere laatste dag, of haal `geldig_tot` weg".to_owned()),
        );
    }
    if let (Some(Kind::Practice), Some(code)) = (kind, &header.municipality) {
        let message = "een protocol voor een praktijk heeft geen gemeente";
        report.push(
            Diagnostic::error(Code::InvalidValue, message)
                .at(code.span)
                .help("haal `gemeente` weg, of haal `soort` weg".to_owned()),
        );
    }
    let municipality = header.municipality.as_ref().map(|code| {
        check_municipality(code, valid_until, report);
        code.value.clone()
    });
    let base = header
        .base
        .as_ref()
        .and_then(|text| parsed(text, report).map(|reference: Reference| (reference, text.span)));
    Some(Listing {
        id: id?.value.clone(),
        title: title?.value.clone(),
        kind: kind?,
        municipality,
        version: version?,
        status: status?,
        valid_from: header.valid_from.as_ref()?.value,
        valid_until,
        base,
        span: id?.span,
    })
}

/// A word of a fixed few.
fn one_of<T>(
    key: &str,
    text: &Text,
    find: impl Fn(&str) -> Option<T>,
    words: &[&'static str],
    report: &mut Vec<Diagnostic>,
) -> Option<T> {
    let found = find(&text.value);
    if found.is_none() {
        let known = || words.iter().copied();
        let message = format!("`{}` is geen {key}", text.value);
        report.push(
            Diagnostic::error(Code::InvalidValue, message)
                .at(text.span)
                .help(
                    did_you_mean(&text.value, known())
                        .unwrap_or_else(|| format!("kies uit {}", list(known(), 4))),
                ),
        );
    }
    found
}

fn missing(key: &str, span: Span) -> Diagnostic {
    let example = match key {
        "id" => "id = \"vlissingen\"",
        "titel" => "titel = \"Triageprotocol gemeente Vlissingen\"",
        "versie" => "versie = \"1.0.0\"",
        "status" => "status = \"concept\"",
        _ => "geldig_vanaf = 2026-01-31",
    };
    Diagnostic::error(Code::MissingKey, format!("in [protocol] ontbreekt `{key}`"))
        .at(span)
        .help(format!("schrijf onder [protocol] bijvoorbeeld {example}"))
}

fn required<'a>(
    key: &str,
    field: Option<&'a Text>,
    span: Span,
    report: &mut Vec<Diagnostic>,
) -> Option<&'a Text> {
    match field {
        Some(text) if !text.value.trim().is_empty() => Some(text),
        Some(text) => {
            report.push(
                Diagnostic::error(Code::InvalidValue, format!("`{key}` is leeg"))
                    .at(text.span)
                    .help("schrijf de tekst tussen de aanhalingstekens".to_owned()),
            );
            None
        }
        None => {
            report.push(missing(key, span));
            None
        }
    }
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    text: &Text,
    report: &mut Vec<Diagnostic>,
) -> Option<T> {
    match text.value.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            report.push(
                Diagnostic::error(
                    Code::InvalidVersion,
                    format!("`{}` is geen geldige versie", text.value),
                )
                .at(text.span)
                .help(error.to_string()),
            );
            None
        }
    }
}

fn check_municipality(code: &Text, until: Option<Date>, report: &mut Vec<Diagnostic>) {
    if let Some(it) = municipality::mergers().find(|it| it.code == code.value) {
        if until.is_none_or(|until| it.date <= until) {
            report.push(merged(&it, code.span));
        }
        return;
    }
    if municipality::all().any(|it| it.code == code.value) {
        return;
    }
    let named = municipality::find(&code.value)
        .or_else(|| municipality::find(&format!("GM{}", code.value)))
        .or_else(|| {
            let near = nearest(&code.value, municipality::all().map(|it| it.name))?;
            municipality::find(near)
        });
    let looks_like_code = code.value.bytes().any(|byte| byte.is_ascii_digit());
    let help = match named {
        Some(it) if looks_like_code || it.name.eq_ignore_ascii_case(&code.value) => {
            format!("schrijf de code van {}: \"{}\"", it.name, it.code)
        }
        Some(it) => format!(
            "bedoelt u {}? Schrijf dan de code: \"{}\"",
            it.name, it.code
        ),
        None => "een gemeentecode van het CBS is GM met vier cijfers, zoals GM0718".to_owned(),
    };
    report.push(
        Diagnostic::error(
            Code::UnknownMunicipality,
            format!("`{}` is geen gemeentecode van het CBS", code.value),
        )
        .at(code.span)
        .help(help),
    );
}

fn merged(it: &Merger, span: Span) -> Diagnostic {
    let Merger {
        name,
        date,
        successor,
        planned,
        ..
    } = it;
    let message = if *planned {
        format!(
            "{name} gaat volgens een wetsvoorstel op {date} op in {}",
            successor.name
        )
    } else {
        format!("{name} is op {date} opgegaan in {}", successor.name)
    };
    let close = it
        .last_day()
        .map(|day| format!("sluit dit protocol af met geldig_tot = {day}, en "))
        .unwrap_or_default();
    Diagnostic::warning(Code::MergedMunicipality, message)
        .at(span)
        .help(format!(
            "{close}maak voor daarna een protocol voor {} (\"{}\")",
            successor.name, successor.code
        ))
}
