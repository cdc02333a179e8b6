//! From TOML text, with the bases it builds on, to a [`Protocol`].

use super::content::Content;
use super::damage::Damage;
use super::entry::Keys;
use super::fields::{Field, Text};
use super::file;
use super::names::{FORMAT, FORMAT_KEY, HEADER, SECTIONS};
use super::overlay::{Removed, overlay};
use super::{digest, document, entry};
use crate::condition::keywords::{is_id, not_an_id, proposal};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list, nearest};
use crate::text::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The most entries that one section may have.
pub(crate) const ENTRY_LIMIT: usize = 1_000;
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
    /// The reasons to choose otherwise.
    pub override_reasons: Vec<Entry<file::OverrideReason>>,
    /// The examples.
    pub examples: Vec<Entry<file::Example>>,
    /// What the local files removed.
    pub removed: Vec<Removed>,
    /// The fingerprint of the meaning, `sha256:…`; see `docs/digest.md`.
    pub digest: String,
    /// The fingerprint of the base that it names, with the bases of that; none without a base.
    pub base_digest: Option<String>,
    /// All that it says, without places.
    pub content: Content,
    /// What is missing because of a fault that was reported.
    pub(crate) damage: Damage,
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
    let mut damage = Damage::default();
    let texts: Vec<_> = chain
        .iter()
        .map(|input| document::readable(input.text, input.start, &mut damage, report))
        .collect();
    let mut base_digest = None;
    for (at, (input, text)) in chain.iter().zip(&texts).enumerate() {
        if at > 0 && at + 1 == chain.len() {
            base_digest = Some(digest::digest(&Content::of(&merged)));
        }
        let local = document::parse(text, input.start);
        check_format(&local, *input, &damage, report);
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
        base_digest,
        content,
        ..Protocol::default()
    };
    refuse_unknown_tables(&mut merged, &mut damage, report);
    check_texts(&merged, report);
    if let Some((key, value)) = merged.remove_entry(HEADER) {
        let key = text_of(&key);
        protocol.header_span = key.span;
        protocol.header = entry::read(HEADER, &key, value, &mut damage, report);
    } else if !merged.is_empty() {
        report.push(missing_header(header_span));
        damage.add(header_span);
    }
    protocol.sources = section(&mut merged, "bron", &mut damage, report);
    protocol.groups = section(&mut merged, "groep", &mut damage, report);
    protocol.questions = section(&mut merged, "vraag", &mut damage, report);
    protocol.findings = section(&mut merged, "kenmerk", &mut damage, report);
    protocol.scores = section(&mut merged, "score", &mut damage, report);
    protocol.routes = section(&mut merged, "route", &mut damage, report);
    protocol.offerings = section(&mut merged, "aanbod", &mut damage, report);
    protocol.contacts = section(&mut merged, "contact", &mut damage, report);
    protocol.signals = section(&mut merged, "signaal", &mut damage, report);
    protocol.rules = section(&mut merged, "regel", &mut damage, report);
    protocol.impossible = section(&mut merged, "onmogelijk", &mut damage, report);
    protocol.override_reasons = section(&mut merged, "afwijking", &mut damage, report);
    protocol.examples = section(&mut merged, "voorbeeld", &mut damage, report);
    protocol.damage = damage;
    protocol
}

/// Reads only what a file says of itself, for finding it among others.
pub fn read_header(input: Input<'_>, report: &mut Vec<Diagnostic>) -> (file::Header, Span) {
    let mut damage = Damage::default();
    let text = document::readable(input.text, input.start, &mut damage, report);
    let mut document = document::parse(&text, input.start);
    let nowhere = Span::new(input.start, input.start + 1);
    document
        .remove_entry(HEADER)
        .map_or((file::Header::default(), nowhere), |(key, value)| {
            let key = text_of(&key);
            let header = entry::read(HEADER, &key, value, &mut damage, report);
            (header, key.span)
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
        "protocol" => file::Header::KEYS,
        "bron" => file::Source::KEYS,
        "groep" => file::Group::KEYS,
        "vraag" => file::Question::KEYS,
        "kenmerk" => file::Finding::KEYS,
        "score" => file::Score::KEYS,
        "route" => file::Route::KEYS,
        "aanbod" => file::Offering::KEYS,
        "contact" => file::Contact::KEYS,
        "signaal" => file::Signal::KEYS,
        "regel" => file::Rule::KEYS,
        "onmogelijk" => file::Impossible::KEYS,
        "afwijking" => file::OverrideReason::KEYS,
        "voorbeeld" => file::Example::KEYS,
        _ => &[],
    }
}

pub(super) fn text_of(key: &Spanned<std::borrow::Cow<'_, str>>) -> Text {
    Field {
        value: key.get_ref().to_string(),
        span: entry::span_of(key),
    }
}

fn missing_header(start: Span) -> Diagnostic {
    Diagnostic::error(Code::EmptyProtocol, "de tabel [protocol] ontbreekt")
        .at(start)
        .help(
            "zet onder `formaat = 1` een kop [protocol] met id, titel, versie, status, \
             geldig_vanaf en voorrang"
                .to_owned(),
        )
}

fn check_format(
    document: &DeTable<'_>,
    input: Input<'_>,
    damage: &Damage,
    report: &mut Vec<Diagnostic>,
) {
    let help = format!("zet bovenaan het bestand: {FORMAT_KEY} = {FORMAT}");
    let (message, span) = match document.get(FORMAT_KEY) {
        _ if document.is_empty() => return,
        // It may stand in a line that cannot be read, and that has its own message.
        None if !damage.places().is_empty() => return,
        None if document
            .keys()
            .any(|key| nearest(key.get_ref(), [FORMAT_KEY]).is_some()) =>
        {
            return;
        }
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
                "deze versie van Domeinwijzer kan dit formaat niet lezen".to_owned(),
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

fn refuse_unknown_tables(
    document: &mut DeTable<'_>,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) {
    let known = || [FORMAT_KEY, HEADER].into_iter().chain(SECTIONS);
    for (key, value) in &*document {
        let name: &str = key.get_ref();
        if known().any(|it| it == name) {
            continue;
        }
        let is_table = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        let (message, help) = if is_table {
            damage.names = true;
            let section = name.split('_').next().unwrap_or(name);
            let near = did_you_mean(name, SECTIONS)
                .or_else(|| did_you_mean(section, SECTIONS))
                .or_else(|| singular(name).map(|it| format!("bedoelt u `{it}`?")));
            (
                format!("[{name}] is geen tabel van een protocolbestand"),
                near.unwrap_or_else(|| {
                    format!("bekende tabellen: {}", list(SECTIONS, SECTIONS.len()))
                }),
            )
        } else {
            let header = keys(HEADER).contains(&name);
            damage.add(Span::new(key.span().start, value.span().end));
            (
                format!(
                    "de sleutel `{name}` staat boven de eerste tabel; daar hoort alleen `{FORMAT_KEY}`"
                ),
                if header {
                    format!("zet `{name}` onder [{HEADER}]")
                } else {
                    did_you_mean(name, [FORMAT_KEY]).unwrap_or_else(|| {
                        "zet de sleutel onder de tabel waar hij bij hoort".to_owned()
                    })
                },
            )
        };
        report.push(
            Diagnostic::error(Code::UnknownKey, message)
                .at(key.span())
                .help(help),
        );
    }
}

/// The section of which a name is the plural.
fn singular(name: &str) -> Option<&'static str> {
    let plural = [
        ("bronnen", "bron"),
        ("groepen", "groep"),
        ("vragen", "vraag"),
        ("kenmerken", "kenmerk"),
        ("signalen", "signaal"),
        ("regels", "regel"),
        ("afwijkingen", "afwijking"),
        ("voorbeelden", "voorbeeld"),
    ];
    plural.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// Refuses texts that no screen could show.
fn check_texts(document: &DeTable<'_>, report: &mut Vec<Diagnostic>) {
    for (key, value) in document {
        match value.get_ref() {
            // A condition has a limit of its own.
            DeValue::String(_) if matches!(key.get_ref().as_ref(), "als" | "alleen_als") => {}
            DeValue::String(text) if text.len() > TEXT_LIMIT => report.push(
                Diagnostic::error(
                    Code::TooMany,
                    format!("deze tekst is te lang: hoogstens {TEXT_LIMIT} tekens"),
                )
                .at(key.span())
                .help("kort de tekst in, of verwijs met een bron naar de hele tekst".to_owned()),
            ),
            DeValue::Table(inner) => check_texts(inner, report),
            _ => {}
        }
    }
}

fn section<T: Keys>(
    document: &mut DeTable<'_>,
    name: &'static str,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) -> Vec<Entry<T>> {
    let mut entries = Vec::new();
    let mut take: Take<'_> = Box::new(|written, id, value, damage, report| {
        let body = entry::read(name, written, value, damage, report);
        entries.push(Entry { id, body });
    });
    each_entry(document, (name, T::KEYS), &mut take, damage, report);
    drop(take);
    entries
}

/// Reads an entry: its id as it is written, and as it is known from then on.
type Take<'a> =
    Box<dyn FnMut(&Text, Text, Spanned<DeValue<'_>>, &mut Damage, &mut Vec<Diagnostic>) + 'a>;

/// Calls for each entry of a section, of which the name and the keys of an entry are given.
fn each_entry(
    document: &mut DeTable<'_>,
    (name, keys): (&'static str, &[&str]),
    take: &mut Take<'_>,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) {
    let Some((key, value)) = document.remove_entry(name) else {
        return;
    };
    let nameless = |help: String| {
        Diagnostic::error(
            Code::WrongType,
            format!("achter `{name}` ontbreekt een naam"),
        )
        .at(key.span())
        .help(help)
    };
    let DeValue::Table(table) = value.get_ref() else {
        damage.names = true;
        let help = format!("schrijf een kop [{name}.naam] met daaronder de sleutels");
        report.push(nameless(help));
        return;
    };
    if table.len() > ENTRY_LIMIT {
        damage.names = true;
        report.push(
            Diagnostic::error(
                Code::TooMany,
                format!(
                    "er zijn {} tabellen [{name}.…], hoogstens {ENTRY_LIMIT}",
                    table.len()
                ),
            )
            .at(key.span())
            .help("splits het protocol, of voeg samen wat op elkaar lijkt".to_owned()),
        );
        return;
    }
    let is_key = |id: &str| keys.contains(&id);
    let is_table = |value: &DeValue<'_>| matches!(value, DeValue::Table(_) | DeValue::Array(_));
    let loose = |id: &str, value: &DeValue<'_>| !is_table(value) && is_key(id);
    if table
        .iter()
        .any(|(id, value)| loose(id.get_ref(), value.get_ref()))
    {
        damage.names = true;
        report.push(nameless(format!(
            "geef elke {name} een eigen kop met een naam: [{name}.naam]"
        )));
    }
    for (id, value) in table.clone() {
        if loose(id.get_ref(), value.get_ref()) {
            continue;
        }
        let written = text_of(&id);
        if is_id(&written.value) {
            take(&written, written.clone(), value, damage, report);
            continue;
        }
        // What refers to it by the name it should have had is not wrong.
        let right = proposal(&written.value);
        let nameless = right.is_none();
        let right = right.filter(|right| !table.contains_key(right.as_str()));
        let mut id = written.clone();
        id.value = right.unwrap_or(id.value);
        take(&written, id, value, damage, report);
        report.push(not_an_id(&written.value, written.span));
        damage.names |= nameless;
    }
}
