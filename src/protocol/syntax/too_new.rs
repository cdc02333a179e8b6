//! What TOML 1.1 allows and TOML 1.0 does not.
//!
//! The reader used here takes it, but the editors of municipalities and the programs of others
//! refuse the whole file, without a word that its author could understand.

use super::statements::{Part, parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use toml_parser::lexer::TokenKind;

/// Reports every place where a text needs TOML 1.1.
///
/// # Diagnostics
///
/// [`Code::TomlTooNew`].
pub(in crate::protocol) fn too_new(text: &str, start: usize, report: &mut Vec<Diagnostic>) {
    let parts = parts(text);
    let mut open: Vec<Bracket<'_, '_>> = Vec::new();
    let mut last: Option<&Part<'_>> = None;
    for part in &parts {
        match part.kind {
            TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => open.push(Bracket {
                opener: part,
                broken: false,
            }),
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                let comma = last.filter(|it| it.kind == TokenKind::Comma);
                if let (Some(bracket), Some(comma)) = (open.pop(), comma)
                    && bracket.is_table()
                    && !bracket.broken
                {
                    report.push(trailing_comma(comma, start));
                }
            }
            TokenKind::Newline => {
                if let Some(bracket) = open.last_mut().filter(|it| it.is_table() && !it.broken) {
                    bracket.broken = true;
                    report.push(broken_table(text, bracket.opener, start));
                }
            }
            TokenKind::BasicString | TokenKind::MlBasicString => escapes(part, start, report),
            _ => {}
        }
        if !matches!(
            part.kind,
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline
        ) {
            last = Some(part);
        }
    }
}

struct Bracket<'a, 'b> {
    opener: &'a Part<'b>,
    /// Whether a line end in it has been reported.
    broken: bool,
}

impl Bracket<'_, '_> {
    fn is_table(&self) -> bool {
        self.opener.kind == TokenKind::LeftCurlyBracket
    }
}

fn fault(message: impl Into<String>, span: Span, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::TomlTooNew, message)
        .at(span)
        .help(help.into())
}

fn trailing_comma(comma: &Part<'_>, start: usize) -> Diagnostic {
    let span = Span::new(start + comma.start, start + comma.end());
    fault(
        "achter het laatste onderdeel tussen { } staat een komma; dat kan pas in TOML 1.1",
        span,
        "haal de komma weg",
    )
    .fix(span, "")
}

fn broken_table(text: &str, opener: &Part<'_>, start: usize) -> Diagnostic {
    let line = text.get(opener.start..).unwrap_or_default();
    let width = line.lines().next().unwrap_or_default().trim_end().len();
    fault(
        "tussen { en } begint een nieuwe regel; dat kan pas in TOML 1.1",
        Span::new(start + opener.start, start + opener.start + width),
        "zet alles van { tot en met } op één regel, of maak er een tabel met een eigen kop van",
    )
}

fn escapes(part: &Part<'_>, start: usize, report: &mut Vec<Diagnostic>) {
    let mut characters = part.text.char_indices();
    while let Some((at, c)) = characters.next() {
        if c != '\\' {
            continue;
        }
        let from = start + part.start + at;
        let (width, right) = match characters.next() {
            Some((_, 'e')) => (2, Some('\u{1b}')),
            Some((_, 'x')) => {
                let code = part.text.get(at + 2..at + 4);
                let code = code.and_then(|it| u32::from_str_radix(it, 16).ok());
                (4, code.and_then(char::from_u32))
            }
            _ => continue,
        };
        let span = Span::new(from, from + width);
        let written = part.text.get(at..at + width).unwrap_or("\\x");
        let message = format!("`{written}` in een tekst kan pas in TOML 1.1");
        report.push(match right {
            Some(c) if !c.is_control() => {
                fault(message, span, format!("schrijf het teken zelf: {c}")).fix(
                    span,
                    if "\"\\".contains(c) {
                        format!("\\{c}")
                    } else {
                        c.to_string()
                    },
                )
            }
            _ => fault(message, span, "haal het weg"),
        });
    }
}
