//! What a file says of itself, checked: id, version, validity, base.

use super::fields::Text;
use super::file::Header;
use super::municipality;
use super::version::{Date, Reference, Status, Version};
use crate::condition::keywords::is_id;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::text::Span;

/// The sound header of a protocol file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The id, the same in all versions.
    pub id: String,
    /// The title people see.
    pub title: String,
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
/// [`Code::UnknownMunicipality`] and [`Code::EmptyWindow`].
pub fn check(header: &Header, span: Span, report: &mut Vec<Diagnostic>) -> Option<Listing> {
    let id = required("id", header.id.as_ref(), span, report);
    if let Some(id) = id.filter(|id| !is_id(&id.value)) {
        report.push(
            Diagnostic::error(
                Code::InvalidId,
                format!("`{}` is geen geldige naam", id.value),
            )
            .at(id.span)
            .help("een naam bestaat uit kleine letters a-z, cijfers en _".to_owned()),
        );
    }
    let title = required("titel", header.title.as_ref(), span, report);
    let version = required("versie", header.version.as_ref(), span, report)
        .and_then(|text| parsed(text, report));
    let status = required("status", header.status.as_ref(), span, report).and_then(|text| {
        let status = Status::find(&text.value);
        if status.is_none() {
            let words = Status::ALL.map(Status::word);
            report.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    format!("`{}` is geen status", text.value),
                )
                .at(text.span)
                .help(
                    did_you_mean(&text.value, words)
                        .unwrap_or_else(|| format!("kies uit {}", list(words, 4))),
                ),
            );
        }
        status
    });
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
                .related(from.span, "hier begint de geldigheid"),
        );
    }
    let municipality = header.municipality.as_ref().map(|code| {
        check_municipality(code, report);
        code.value.clone()
    });
    let base = header
        .base
        .as_ref()
        .and_then(|text| parsed(text, report).map(|reference: Reference| (reference, text.span)));
    Some(Listing {
        id: id?.value.clone(),
        title: title?.value.clone(),
        municipality,
        version: version?,
        status: status?,
        valid_from: header.valid_from.as_ref()?.value,
        valid_until,
        base,
        span: id?.span,
    })
}

fn missing(key: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::MissingKey, format!("in [protocol] ontbreekt `{key}`")).at(span)
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
                Diagnostic::error(Code::InvalidValue, format!("`{key}` is leeg")).at(text.span),
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

fn check_municipality(code: &Text, report: &mut Vec<Diagnostic>) {
    if municipality::all().any(|it| it.code == code.value) {
        return;
    }
    let help = match municipality::find(&code.value) {
        Some(it) => format!("schrijf de code van {}: \"{}\"", it.name, it.code),
        None => "een gemeentecode van het CBS is GM met vier cijfers, zoals GM0718".to_owned(),
    };
    report.push(
        Diagnostic::error(
            Code::UnknownMunicipality,
            format!("gemeente `{}` kent het CBS niet", code.value),
        )
        .at(code.span)
        .help(help),
    );
}
