//! Characters and marks that word processors and other languages use.

use super::line::slip;
use super::statements::Part;
use crate::diagnostic::Diagnostic;
use std::ops::Range;
use toml_parser::lexer::TokenKind;

/// Characters that a word processor puts in, outside of texts.
pub(super) fn characters(parts: &[Part<'_>]) -> Option<Diagnostic> {
    let bare = || parts.iter().filter(|it| it.kind == TokenKind::Atom);
    let find = |fits: fn(char) -> bool| {
        bare().find_map(|it| {
            let (at, c) = it.text.char_indices().find(|(_, c)| fits(*c))?;
            Some(it.start + at..it.start + at + c.len_utf8())
        })
    };
    if let Some(at) = find(is_invisible) {
        let fault = slip(
            "hier staat een bijzonder teken dat op een spatie lijkt",
            at.clone(),
            "haal het weg en typ een gewone spatie",
        );
        return Some(fault.fix(at.into(), " "));
    }
    let open = parts.iter().find(|it| it.is_text() && !it.is_closed());
    let ends_curly = open.and_then(|it| {
        let (at, c) = it.text.char_indices().rfind(|(_, c)| is_curly(*c))?;
        Some(it.start + at..it.start + at + c.len_utf8())
    });
    let at = ends_curly.or_else(|| find(is_curly))?;
    let mut fault = slip(
        "hier staat een gekruld aanhalingsteken, zoals Word ze maakt",
        at,
        "typ een recht aanhalingsteken: \"",
    );
    let curly: Vec<Range<usize>> = bare()
        .flat_map(|it| {
            let marks = it.text.char_indices().filter(|(_, c)| is_curly(*c));
            marks.map(|(at, c)| it.start + at..it.start + at + c.len_utf8())
        })
        .collect();
    if open.is_none() && curly.len().is_multiple_of(2) {
        for mark in curly {
            fault = fault.fix(mark.into(), "\"");
        }
    }
    Some(fault)
}

/// A remark as other languages write it, on a line of its own.
pub(super) fn remark(parts: &[Part<'_>]) -> Option<Diagnostic> {
    let first = parts.first()?;
    let mark = ["//", "/*", "--", ";", "<!", "'"]
        .into_iter()
        .find(|mark| first.text.starts_with(mark))?;
    let at = first.start..first.start + mark.len();
    if first.is_text() && first.is_closed() {
        return None;
    }
    let fault = slip(
        format!("met `{mark}` begint hier geen opmerking"),
        at.clone(),
        "een opmerking begint met #",
    );
    Some(if mark == "//" {
        fault.fix(at.into(), "#")
    } else {
        fault
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}' | '\u{feff}')
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201f}' | '\u{2018}'..='\u{201b}' | '«' | '»')
}
