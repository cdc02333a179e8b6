//! What stands behind the `=`: texts, and what is put behind a value.

use super::bare;
use super::line::{remainder, slip, trimmed};
use super::mend::Draft;
use super::statements::{Part, Statement};
use crate::diagnostic::Diagnostic;
use std::ops::Range;
use toml_parser::lexer::TokenKind;

/// A text whose closing quotes are missing on its line.
pub(super) fn unclosed_text(
    draft: &Draft<'_>,
    statement: &Statement,
    part: &Part<'_>,
) -> (Diagnostic, usize) {
    let quote = part.text.get(..1).unwrap_or_default();
    let span = part.start..part.start + part.text.trim_end().len();
    // The rest of a text that runs over several lines reads as statements that make no sense.
    let mut end = statement.end;
    for next in draft
        .statements
        .iter()
        .filter(|it| it.start > statement.start)
    {
        let text = next.text(draft.text);
        let between = draft.text.get(end..next.start).unwrap_or_default();
        if !remainder(text) || between.matches('\n').count() > 1 {
            break;
        }
        end = next.end;
        if text.ends_with(quote) {
            let fault = slip(
                format!("een tekst tussen {quote} past op één regel; deze loopt door"),
                span,
                format!("zet de tekst op één regel, of zet er drie keer {quote} voor en achter"),
            );
            return (fault, end);
        }
    }
    let fault = slip(
        "deze tekst wordt niet gesloten",
        span.clone(),
        format!("zet er een {quote} achter"),
    );
    (fault, statement.end)
}

/// Faults inside texts that are closed.
pub(super) fn in_texts(parts: &[Part<'_>], at: &Range<usize>, message: &str) -> Option<Diagnostic> {
    let part = parts
        .iter()
        .find(|it| it.is_text() && it.start <= at.start && at.start <= it.end())?;
    let control = |c: &char| c.is_control() && !"\t\n\r".contains(*c);
    if let Some((index, c)) = part.text.char_indices().find(|(_, c)| control(c)) {
        let here = part.start + index..part.start + index + c.len_utf8();
        let fault = slip(
            "in deze tekst staat een onzichtbaar stuurteken",
            here.clone(),
            "haal het weg",
        );
        return Some(fault.fix(here.into(), ""));
    }
    if !(message.contains("escape") || message.contains("unicode") || message == "invalid value") {
        return None;
    }
    let before = part.text.get(..at.start.saturating_sub(part.start) + 1);
    let slash = part.start + before.unwrap_or(part.text).rfind('\\')?;
    let sign = part.text.get(slash - part.start..)?.chars().nth(1);
    let width = 1 + sign.map_or(0, char::len_utf8);
    let written: String = ['\\'].into_iter().chain(sign).collect();
    Some(slip(
        format!("`{written}` heeft in een tekst tussen \" geen betekenis"),
        slash..slash + width,
        "schrijf \\\\ voor een backslash, of zet de tekst tussen enkele aanhalingstekens",
    ))
}

pub(super) fn in_value(
    draft: &Draft<'_>,
    key: &[Part<'_>],
    value: &[Part<'_>],
) -> Option<Diagnostic> {
    let name = trimmed(draft.text, key).0;
    let told = |it: &&Part<'_>| !matches!(it.kind, TokenKind::Whitespace | TokenKind::Comment);
    let mut rest = value.iter().filter(told);
    let Some(first) = rest.next() else {
        let (_, span) = trimmed(draft.text, key);
        return Some(slip(
            format!("achter `{name} =` staat geen waarde"),
            span,
            format!("schrijf een waarde achter het =, of haal `{name}` weg"),
        ));
    };
    if first.kind == TokenKind::Equals {
        let here = first.start..first.end();
        let fault = slip("hier staat een tweede `=`", here.clone(), "schrijf één `=`");
        return Some(fault.fix(here.into(), ""));
    }
    if first.is_text() {
        let next = rest.next()?;
        let (_, all) = trimmed(draft.text, value);
        return Some(after_text(draft.text, name, first, next, all));
    }
    if matches!(
        first.kind,
        TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket
    ) {
        return None;
    }
    let (_, span) = trimmed(draft.text, value);
    Some(bare::explain(draft, name, value, span))
}

/// Something behind a text that is closed.
fn after_text(
    text: &str,
    key: &str,
    first: &Part<'_>,
    next: &Part<'_>,
    all: Range<usize>,
) -> Diagnostic {
    let rest = text.get(next.start..all.end).unwrap_or_default();
    if let Some(fault) = after_value(text, next.start..all.end) {
        return fault;
    }
    let quote = first.text.get(..1).unwrap_or_default();
    let here = first.end() - 1..first.end();
    let help = if matches!(key, "als" | "alleen_als") {
        "zet een keuze in een voorwaarde tussen enkele aanhalingstekens, zoals 'ernstig'"
    } else if quote == "'" {
        "zet de hele tekst tussen dubbele aanhalingstekens: \""
    } else {
        "gebruik binnen de tekst enkele aanhalingstekens: '"
    };
    if rest.ends_with(quote) || rest.contains(quote) {
        let sign = if quote == "'" {
            "apostrof"
        } else {
            "aanhalingsteken"
        };
        return slip(
            format!("de tekst stopt al bij deze {sign}").replace("deze aan", "dit aan"),
            here,
            help,
        );
    }
    slip(
        format!("achter de tekst van `{key}` staat nog iets"),
        next.start..all.end,
        "haal het weg, of zet het binnen de aanhalingstekens",
    )
}

/// What people put behind a value: a sign at the end of the line, a remark, a second key.
pub(super) fn after_value(text: &str, rest: Range<usize>) -> Option<Diagnostic> {
    let written = text.get(rest.clone())?;
    let first = written.chars().next()?;
    if matches!(written, ";" | "," | ".") {
        let help = "haal het weg: een regel eindigt vanzelf";
        let fault = slip(
            format!("achter de waarde hoort geen `{first}`"),
            rest.clone(),
            help,
        );
        return Some(fault.fix(rest.into(), ""));
    }
    for mark in ["//", "--", "/*"] {
        if written.starts_with(mark) {
            let here = rest.start..rest.start + mark.len();
            let fault = slip(
                format!("met `{mark}` begint hier geen opmerking"),
                here.clone(),
                "een opmerking begint met #",
            );
            return Some(if mark == "//" {
                fault.fix(here.into(), "#")
            } else {
                fault
            });
        }
    }
    let from = written.trim_start_matches([',', ';', ' ']);
    let (key, _) = from.split_once('=')?;
    let key = key.trim();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let start = rest.end - from.len();
    is_key.then(|| {
        slip(
            format!("op deze regel staat ook nog `{key}`"),
            start..start + key.len(),
            format!("zet `{key}` op een eigen regel"),
        )
    })
}
