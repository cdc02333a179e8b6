//! From text to a TOML tree whose places lie on the number line of all sources.

use super::damage::Damage;
use super::syntax::{mend, too_new};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Largest protocol file, in bytes: some fifty times a large municipal protocol.
pub const FILE_LIMIT: usize = 1 << 20;

/// Decodes the bytes of a file; the text is always returned, so that the place can be shown.
///
/// # Diagnostics
///
/// [`Code::NotUtf8`] at the first byte that does not fit.
pub fn decode(bytes: &[u8], start: usize) -> (String, Option<Diagnostic>) {
    let wide = bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || bytes.iter().take(1_000).any(|byte| *byte == 0);
    let (text, at) = match std::str::from_utf8(bytes) {
        Ok(text) if !wide => return (text.to_owned(), None),
        Ok(text) => (text.to_owned(), 0),
        Err(error) => (
            String::from_utf8_lossy(bytes).into_owned(),
            error.valid_up_to(),
        ),
    };
    if wide {
        // Every second character of such a text is one that nobody can see.
        let readable: Vec<u16> = bytes
            .chunks_exact(2)
            .filter_map(|pair| <[u8; 2]>::try_from(pair).ok())
            .map(
                if bytes.starts_with(&[0xfe, 0xff]) || bytes.first() == Some(&0) {
                    u16::from_be_bytes
                } else {
                    u16::from_le_bytes
                },
            )
            .collect();
        let fault = Diagnostic::error(Code::NotUtf8, "dit bestand is geen UTF-8-tekst")
            .at(Span::new(start, start))
            .help("het is opgeslagen als UTF-16 (\"Unicode\"); kies bij opslaan UTF-8".to_owned());
        return (String::from_utf16_lossy(&readable), Some(fault));
    }
    let help =
        "het is waarschijnlijk opgeslagen als Windows-1252 (\"ANSI\"); kies bij opslaan UTF-8";
    let fault = Diagnostic::error(
        Code::NotUtf8,
        "dit bestand is geen UTF-8-tekst: hier staat een teken dat niet te lezen is",
    )
    .at(Span::new(start + at, start + at + 1))
    .help(help.to_owned());
    (text, Some(fault))
}

/// Makes sure that a text can be read as TOML 1.0: returns it as it is, or without what cannot.
///
/// # Diagnostics
///
/// Every fault of the text: [`Code::TomlSyntax`], [`Code::DuplicateKey`], [`Code::TomlTooNew`]; or
/// that the file is too large or empty.
pub(crate) fn readable<'a>(
    text: &'a str,
    start: usize,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) -> Cow<'a, str> {
    if text.len() > FILE_LIMIT {
        report.push(
            Diagnostic::error(
                Code::FileTooLarge,
                format!(
                    "dit bestand is te groot: {} kB, hoogstens {} kB",
                    text.len() >> 10,
                    FILE_LIMIT >> 10
                ),
            )
            .at(Span::new(start, start))
            .help("een protocol van een gemeente is meestal kleiner dan 100 kB".to_owned()),
        );
        return Cow::Borrowed("");
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() && table.get_ref().is_empty() {
        report.push(
            Diagnostic::error(
                Code::EmptyFile,
                if text
                    .trim_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
                    .is_empty()
                {
                    "dit bestand is leeg"
                } else {
                    "in dit bestand staan alleen opmerkingen"
                },
            )
            .at(Span::new(start, start))
            .help("begin met `formaat = 1` en een tabel [protocol]".to_owned()),
        );
        return Cow::Borrowed("");
    }
    let text = if errors.is_empty() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(mend(text, start, damage, report))
    };
    too_new(&text, start, report);
    text
}

/// Parses a text that [`readable`] returned, and that begins at `start` on the number line.
pub(crate) fn parse(text: &str, start: usize) -> DeTable<'_> {
    let (table, _) = DeTable::parse_recoverable(text);
    shift_table(table.into_inner(), start)
}

fn shift(span: std::ops::Range<usize>, by: usize) -> std::ops::Range<usize> {
    span.start + by..span.end + by
}

/// Moves every place in the tree to the number line.
fn shift_table(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    let mut shifted = DeTable::new();
    for (key, value) in table {
        let span = shift(key.span(), by);
        shifted.insert(Spanned::new(span, key.into_inner()), shift_value(value, by));
    }
    shifted
}

fn shift_value(value: Spanned<DeValue<'_>>, by: usize) -> Spanned<DeValue<'_>> {
    let span = shift(value.span(), by);
    let moved = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(shift_table(table, by)),
        DeValue::Array(array) => {
            let mut shifted = DeArray::new();
            for item in array {
                shifted.push(shift_value(item, by));
            }
            DeValue::Array(shifted)
        }
        scalar => scalar,
    };
    Spanned::new(span, moved)
}
