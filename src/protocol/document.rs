//! From text to a TOML tree whose places lie on the number line of all sources.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
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
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let at = start + error.valid_up_to();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
                "het bestand is opgeslagen als UTF-16 (\"Unicode\"); kies bij opslaan UTF-8"
            } else {
                "het bestand is waarschijnlijk opgeslagen als Windows-1252 (\"ANSI\"); kies bij opslaan UTF-8"
            };
            let fault = Diagnostic::error(Code::NotUtf8, "dit bestand is geen UTF-8-tekst")
                .at(Span::new(at, at + 1))
                .help(help.to_owned());
            (text, Some(fault))
        }
    }
}

/// Parses a TOML text that begins at `start` on the number line.
///
/// Returns what could be read even when there are faults.
///
/// # Diagnostics
///
/// Every syntax error of the file ([`Code::TomlSyntax`], [`Code::DuplicateKey`]), or that the file
/// is too large or empty.
pub(crate) fn parse<'a>(text: &'a str, start: usize, report: &mut Vec<Diagnostic>) -> DeTable<'a> {
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
            .at(Span::new(start, start + 1))
            .help("een protocol van een gemeente is meestal kleiner dan 100 kB".to_owned()),
        );
        return DeTable::new();
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let table = shift_table(table.into_inner(), start);
    if errors.is_empty() && table.is_empty() {
        report.push(
            Diagnostic::error(Code::EmptyFile, "dit bestand is leeg")
                .at(Span::new(start, start))
                .help("begin met `formaat = 1` en een tabel [protocol]".to_owned()),
        );
    }
    let mut last_line = None;
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        // One slip makes the parser stumble several times on the same line; the first says it all.
        let line = text
            .get(..at.start.min(text.len()))
            .map_or(0, |before| before.matches('\n').count());
        if last_line == Some(line) {
            continue;
        }
        last_line = Some(line);
        report.push(syntax_error(error.message(), text, at, start));
    }
    table
}

fn syntax_error(message: &str, text: &str, at: std::ops::Range<usize>, start: usize) -> Diagnostic {
    let span = Span::new(
        start + at.start,
        start + at.end.max(at.start + 1).min(text.len().max(at.start)),
    );
    let line = text
        .get(..at.start)
        .unwrap_or_default()
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let here = text.get(at.start..).unwrap_or_default();
    if message.starts_with("duplicate key") {
        let written = text.get(at).unwrap_or_default();
        return Diagnostic::error(
            Code::DuplicateKey,
            format!("`{written}` staat hier voor de tweede keer"),
        )
        .at(span)
        .help("geef de tweede een andere naam, of voeg de twee samen".to_owned());
    }
    let (dutch, help) = dutch(message);
    let slip = if here.starts_with(['“', '”', '‘', '’', '„'])
        || line.contains(['“', '”', '‘', '’', '„'])
    {
        Some("gebruik rechte aanhalingstekens \" in plaats van gekrulde, zoals Word ze maakt")
    } else if here.starts_with("ja") || here.starts_with("nee") {
        Some("schrijf true voor ja en false voor nee")
    } else {
        help
    };
    Diagnostic::error(Code::TomlSyntax, dutch)
        .at(span)
        .help(slip.map(str::to_owned))
}

/// What the TOML reader says, in the language of the one who wrote the file.
fn dutch(message: &str) -> (&'static str, Option<&'static str>) {
    // The reader appends what it expected; the first clause is what is wrong.
    let first = message.split(", expected").next().unwrap_or(message);
    match first {
        "string values must be quoted" => (
            "tekst moet tussen aanhalingstekens staan",
            Some("zet \" voor en achter de tekst"),
        ),
        "missing assignment between key-value pairs"
        | "key with no value"
        | "missing value for key" => (
            "achter deze sleutel ontbreekt `= waarde`",
            Some("schrijf: sleutel = waarde"),
        ),
        "missing value" | "invalid value" => ("hier ontbreekt een geldige waarde", None),
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            ("hier ontbreekt een komma", None)
        }
        "extra comma in inline table" | "extra comma in array" => {
            ("hier staat een komma te veel", None)
        }
        "unclosed array" => (
            "deze lijst wordt niet gesloten",
            Some("zet een ] achter het laatste onderdeel"),
        ),
        "unclosed table" | "unclosed array table" => (
            "deze tabelkop wordt niet gesloten",
            Some("een tabelkop ziet eruit als [vraag.naam]"),
        ),
        "unclosed inline table" => (
            "deze tabel tussen accolades wordt niet gesloten",
            Some("zet een } achter het laatste onderdeel, op dezelfde regel"),
        ),
        "invalid unquoted key" | "unquoted keys cannot be empty" => (
            "dit is geen geldige naam",
            Some("een naam bestaat uit kleine letters a-z, cijfers en _, zonder spaties"),
        ),
        "unexpected key or value"
        | "unexpected content"
        | "unexpected content between comment and newline" => (
            "hier staat iets dat niet bij de regel hoort",
            Some("zet elke sleutel op een eigen regel"),
        ),
        "unexpected leading zero" => ("een getal begint niet met een 0", None),
        "invalid multi-line basic string" | "invalid basic string" | "invalid literal string" => (
            "deze tekst wordt niet gesloten",
            Some("zet een aanhalingsteken achter de tekst"),
        ),
        "cannot recurse further; max recursion depth met" | "recursion limit" => (
            "dit is te diep genest",
            Some("gebruik alleen tabellen zoals [vraag.naam]"),
        ),
        "too few unicode value digits" | "missing escaped value" => (
            "de backslash staat voor een onbekend teken",
            Some("schrijf \\\\ voor een backslash"),
        ),
        "carriage return must be followed by newline" => {
            ("de regel eindigt met een los CR-teken", None)
        }
        _ if first.starts_with("cannot extend value") => (
            "deze tabel bestaat al in een andere vorm",
            Some("schrijf de hele tabel op één plaats"),
        ),
        _ => ("dit is geen geldige TOML", None),
    }
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
