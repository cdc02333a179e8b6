//! From TOML text, with the bases it builds on, to a [`Protocol`].

use super::content::Content;
use super::fields::{Field, Text};
use super::file;
use super::names::{FORMAT, FORMAT_KEY, HEADER, SECTIONS};
use super::overlay::{Removed, overlay};
use super::{digest, document, entry};
use crate::condition::keywords::is_id;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::text::Span;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The most entries that one section may have.
const ENTRY_LIMIT: usize = 1_000;
/// The longest text of a key, in bytes.
const TEXT_LIMIT: usize = 20_000;

/// A text and where it begins on the number line.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The TOML text.
    pub text: &'a str,
    /// What [`Sources::add`](crate::text::Sources::add) returned for it.
    pub start: usize,
}

/// An entry of a section, with its id.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// The id, and where the entry begins.
    pub id: Text,
    /// What it says.
    pub body: T,
}

/// A protocol as it is written: base and local file merged, nothing judged yet.
#[derive(Debug, Clone, Default)]
pub struct Protocol {
    /// What the file says of itself.
    pub header: file::Header,
    /// Where `[protocol]` stands, or the start of the file.
    pub header_span: Span,
    /// The stretch of the number line that is the file itself, without its bases.
    pub own: Span,
    /// The publications it rests on.
    pub sources: Vec<Entry<file::Source>>,
    /// The groups, in order.
    pub groups: Vec<Entry<file::Group>>,
    /// The questions, in order.
    pub questions: Vec<Entry<file::Question>>,
    /// The findings.
    pub findings: Vec<Entry<file::Finding>>,
    /// The scores.
    pub scores: Vec<Entry<file::Score>>,
    /// The routes.
    pub routes: Vec<Entry<file::Route>>,
    /// The offerings.
    pub offerings: Vec<Entry<file::Offering>>,
    /// The contacts.
    pub contacts: Vec<Entry<file::Contact>>,
    /// The signals.
    pub signals: Vec<Entry<file::Signal>>,
    /// The rules.
    pub rules: Vec<Entry<file::Rule>>,
    /// What never occurs together.
    pub impossible: Vec<Entry<file::Impossible>>,
    /// The examples.
    pub examples: Vec<Entry<file::Example>>,
    /// What the local files removed.
    pub removed: Vec<Removed>,
    /// The fingerprint of the meaning, `sha256:…`; see `docs/digest.md`.
    pub digest: String,
    /// All that it says, without places.
    pub content: Content,
}

/// Reads a protocol; `chain` is the file itself after the bases it builds on, the deepest first.
///
/// Returns what could be read even when there are faults, so that later rooms can report theirs.
///
/// # Diagnostics
///
/// Everything about text, shape and overlay: codes 01, 02 and 05.
pub fn read(chain: &[Input<'_>], report: &mut Vec<Diagnostic>) -> Protocol {
    let mut removed = Vec::new();
    let mut merged = DeTable::new();
    for input in chain {
        let local = document::parse(input.text, input.start, report);
        check_format(&local, *input, report);
        merged = overlay(merged, local, &mut removed, report);
    }
    let content = Content::of(&merged);
    let own = chain
        .last()
        .map(|input| Span::new(input.start, input.start + input.text.len()))
        .unwrap_or_default();
    let header_span = Span::new(own.start, own.start + 1);
    let mut protocol = Protocol {
        header_span,
        own,
        removed,
        digest: digest::digest(&content),
        content,
        ..Protocol::default()
    };
    refuse_unknown_tables(&mut merged, report);
    check_texts(&merged, report);
    if let Some((key, value)) = merged.remove_entry(HEADER) {
        let key = text_of(&key);
        protocol.header_span = key.span;
        protocol.header = entry::read(&key, value, report);
    }
    protocol.sources = section(&mut merged, "bron", report);
    protocol.groups = section(&mut merged, "groep", report);
    protocol.questions = section(&mut merged, "vraag", report);
    protocol.findings = section(&mut merged, "kenmerk", report);
    protocol.scores = section(&mut merged, "score", report);
    protocol.routes = section(&mut merged, "route", report);
    protocol.offerings = section(&mut merged, "aanbod", report);
    protocol.contacts = section(&mut merged, "contact", report);
    protocol.signals = section(&mut merged, "signaal", report);
    protocol.rules = section(&mut merged, "regel", report);
    protocol.impossible = section(&mut merged, "onmogelijk", report);
    protocol.examples = section(&mut merged, "voorbeeld", report);
    protocol
}

/// Reads only what a file says of itself, for finding it among others.
pub fn read_header(input: Input<'_>, report: &mut Vec<Diagnostic>) -> (file::Header, Span) {
    let mut document = document::parse(input.text, input.start, report);
    let nowhere = Span::new(input.start, input.start + 1);
    document
        .remove_entry(HEADER)
        .map_or((file::Header::default(), nowhere), |(key, value)| {
            let key = text_of(&key);
            (entry::read(&key, value, report), key.span)
        })
}

/// The tables that hold entries by id, in the order in which a file is best read.
pub fn sections() -> impl Iterator<Item = &'static str> {
    SECTIONS.into_iter()
}

/// The keys of an entry of a section, or of `protocol`, in the order in which they are best read;
/// none for a name that is neither.
pub fn keys(section: &str) -> &'static [&'static str] {
    match section {
        "protocol" => entry::fields_of::<file::Header>(),
        "bron" => entry::fields_of::<file::Source>(),
        "groep" => entry::fields_of::<file::Group>(),
        "vraag" => entry::fields_of::<file::Question>(),
        "kenmerk" => entry::fields_of::<file::Finding>(),
        "score" => entry::fields_of::<file::Score>(),
        "route" => entry::fields_of::<file::Route>(),
        "aanbod" => entry::fields_of::<file::Offering>(),
        "contact" => entry::fields_of::<file::Contact>(),
        "signaal" => entry::fields_of::<file::Signal>(),
        "regel" => entry::fields_of::<file::Rule>(),
        "onmogelijk" => entry::fields_of::<file::Impossible>(),
        "voorbeeld" => entry::fields_of::<file::Example>(),
        _ => &[],
    }
}

fn text_of(key: &Spanned<std::borrow::Cow<'_, str>>) -> Text {
    Field {
        value: key.get_ref().to_string(),
        span: entry::span_of(key),
    }
}

fn check_format(document: &DeTable<'_>, input: Input<'_>, report: &mut Vec<Diagnostic>) {
    let help = format!("zet bovenaan het bestand: {FORMAT_KEY} = {FORMAT}");
    let (message, span) = match document.get(FORMAT_KEY) {
        _ if document.is_empty() => return,
        None => {
            let start = Span::new(input.start, input.start + 1);
            (format!("`{FORMAT_KEY}` ontbreekt"), start)
        }
        Some(value) => {
            let written = match value.get_ref() {
                DeValue::Integer(number) => {
                    i64::from_str_radix(number.as_str(), number.radix()).ok()
                }
                _ => None,
            };
            if written == Some(FORMAT) {
                return;
            }
            (
                format!("dit `{FORMAT_KEY}` kent deze versie van Domeinwijzer niet"),
                entry::span_of(value),
            )
        }
    };
    report.push(
        Diagnostic::error(Code::UnsupportedFormat, message)
            .at(span)
            .help(help),
    );
}

fn refuse_unknown_tables(document: &mut DeTable<'_>, report: &mut Vec<Diagnostic>) {
    let known = || [FORMAT_KEY, HEADER].into_iter().chain(SECTIONS);
    for key in document
        .keys()
        .filter(|key| !known().any(|name| name == key.get_ref().as_ref()))
    {
        let name: &str = key.get_ref();
        report.push(
            Diagnostic::error(
                Code::UnknownKey,
                format!("`{name}` kent een protocolbestand niet"),
            )
            .at(key.span())
            .help(
                did_you_mean(name, known())
                    .unwrap_or_else(|| format!("bekende tabellen: {}", list(SECTIONS, 12))),
            ),
        );
    }
}

/// Refuses texts that no screen could show.
fn check_texts(document: &DeTable<'_>, report: &mut Vec<Diagnostic>) {
    for (key, value) in document {
        match value.get_ref() {
            DeValue::String(text) if text.len() > TEXT_LIMIT => report.push(
                Diagnostic::error(
                    Code::TooMany,
                    format!("deze tekst is te lang: hoogstens {TEXT_LIMIT} tekens"),
                )
                .at(key.span()),
            ),
            DeValue::Table(inner) => check_texts(inner, report),
            _ => {}
        }
    }
}

fn section<T: DeserializeOwned + Default>(
    document: &mut DeTable<'_>,
    name: &'static str,
    report: &mut Vec<Diagnostic>,
) -> Vec<Entry<T>> {
    let Some((key, value)) = document.remove_entry(name) else {
        return Vec::new();
    };
    let DeValue::Table(table) = value.get_ref() else {
        report.push(
            Diagnostic::error(Code::WrongType, format!("`{name}` moet een tabel zijn"))
                .at(key.span())
                .help(format!("schrijf [{name}.naam] met daaronder de sleutels")),
        );
        return Vec::new();
    };
    if table.len() > ENTRY_LIMIT {
        report.push(
            Diagnostic::error(
                Code::TooMany,
                format!(
                    "er zijn {} tabellen [{name}.…], hoogstens {ENTRY_LIMIT}",
                    table.len()
                ),
            )
            .at(key.span()),
        );
        return Vec::new();
    }
    let mut entries = Vec::with_capacity(table.len());
    for (id, value) in table.clone() {
        let id = text_of(&id);
        if !is_id(&id.value) {
            report.push(
                Diagnostic::error(
                    Code::InvalidId,
                    format!("`{}` is geen geldige naam", id.value),
                )
                .at(id.span)
                .help(
                    "een naam bestaat uit kleine letters a-z, cijfers en _, begint met een letter \
                         en is geen woord van de voorwaardentaal"
                        .to_owned(),
                ),
            );
        }
        entries.push(Entry {
            body: entry::read(&id, value, report),
            id,
        });
    }
    entries
}
