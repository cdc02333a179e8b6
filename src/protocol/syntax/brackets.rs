//! Faults in a list, or in a table between braces.

use super::bare;
use super::line::{colon, slip};
use super::statements::{Part, Statement};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use std::ops::Range;
use toml_parser::lexer::TokenKind;

/// Faults in a list or in a table between braces.
pub(super) fn in_brackets(
    text: &str,
    statement: &Statement,
    value: &[Part<'_>],
    at: &Range<usize>,
    message: &str,
) -> Option<Diagnostic> {
    let told = |it: &&Part<'_>| {
        !matches!(
            it.kind,
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline
        )
    };
    let is_list = value
        .iter()
        .find(told)
        .is_some_and(|it| it.kind == TokenKind::LeftSquareBracket);
    if let Some(opener) = statement.unclosed {
        let line = text.get(opener..statement.end).unwrap_or_default();
        let width = line.lines().next().unwrap_or_default().trim_end().len();
        let (what, sign) = if text.get(opener..).is_some_and(|it| it.starts_with('[')) {
            ("deze lijst", "]")
        } else {
            ("deze tabel tussen accolades", "}")
        };
        return Some(slip(
            format!("{what} wordt niet gesloten"),
            opener..opener + width,
            format!("zet een {sign} achter het laatste onderdeel"),
        ));
    }
    if let Some(part) = value
        .iter()
        .find(|it| it.kind == TokenKind::Atom && it.text.ends_with(':'))
    {
        let name = part.text.trim_end_matches(':');
        return Some(colon(part.end() - 1, name));
    }
    let next = value.iter().filter(told).find(|it| it.start >= at.start);
    if let Some(part) = next.filter(|_| message.contains("missing comma")) {
        if part.text.starts_with(';') {
            let here = part.start..part.start + 1;
            let fault = slip(
                "tussen twee onderdelen hoort een komma",
                here.clone(),
                "schrijf , in plaats van ;",
            );
            return Some(fault.fix(here.into(), ","));
        }
        let before = value.iter().filter(told).rfind(|it| it.end() <= part.start);
        let fault = slip(
            format!("voor `{}` ontbreekt een komma", part.text),
            part.start..part.end(),
            "zet een komma tussen de onderdelen",
        );
        let insert = before.map_or(part.start, Part::end);
        return Some(fault.fix(Span::new(insert, insert), ","));
    }
    if message.contains("extra comma") {
        let here = at.clone();
        let fault = slip(
            "hier staat een komma te veel",
            here.clone(),
            "haal de komma weg",
        );
        return Some(fault.fix(here.into(), ""));
    }
    let part = value
        .iter()
        .find(|it| it.kind == TokenKind::Atom && it.start <= at.start && at.start < it.end())?;
    if is_list {
        return Some(bare::in_list(part));
    }
    None
}
