//! Diagnostics as plain text, one paragraph each.
//!
//! In: diagnostics and the sources they point into. Out: text for a log or a golden file. The
//! command line draws source lines with marks of its own.

use super::{Diagnostic, Severity};
use crate::text::{Sources, Span};
use std::fmt::Write as _;

/// The Dutch word for a severity.
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fout",
        Severity::Warning => "waarschuwing",
        Severity::Info => "informatie",
    }
}

/// What stands above a case that shows the fault.
pub const EXAMPLE: &str = "voorbeeld om over te nemen:";

/// Renders one diagnostic: a line with place, severity, code and message, then the source line
/// with a mark below it, related places, the way out, and a case that shows it.
pub fn full(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut out = format!(
        "{}{}[{}]: {}\n",
        place(diagnostic.span, sources),
        severity(diagnostic.severity),
        diagnostic.code,
        diagnostic.message
    );
    if let Some(span) = diagnostic.span {
        snippet(&mut out, span, sources);
    }
    for related in &diagnostic.related {
        let _ = writeln!(
            out,
            "  zie ook {}{}",
            place(Some(related.span), sources),
            related.message
        );
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  hulp: {help}");
    }
    if let Some(witness) = &diagnostic.witness {
        let _ = writeln!(out, "  {EXAMPLE}");
        for line in witness.example.lines() {
            let _ = writeln!(out, "{}", format!("    {line}").trim_end());
        }
    }
    out
}

/// Renders one diagnostic on one line.
pub fn concise(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!(" ({help})"))
        .unwrap_or_default();
    format!(
        "{}{}[{}]: {}{help}\n",
        place(diagnostic.span, sources),
        severity(diagnostic.severity),
        diagnostic.code,
        diagnostic.message
    )
}

fn place(span: Option<Span>, sources: &Sources) -> String {
    span.and_then(|span| sources.locate(span))
        .map(|place| {
            format!(
                "{}:{}:{}: ",
                place.file, place.start.line, place.start.column
            )
        })
        .unwrap_or_default()
}

/// So much of a line is shown; a longer one would bury the message.
const LINE_LIMIT: usize = 160;
/// So much of a long line is shown before the mark.
const LEAD: usize = 60;

fn snippet(out: &mut String, span: Span, sources: &Sources) {
    let Some(place) = sources.locate(span) else {
        return;
    };
    let Some(line) = sources
        .text(place.file)
        .and_then(|text| text.lines().nth(place.start.line - 1))
    else {
        return;
    };
    // What cannot be seen would move the mark, or the whole terminal.
    let shown = |c: char| match c {
        c if c.is_control() && c != '\t' => '\u{fffd}',
        c => c,
    };
    let line: Vec<char> = line
        .trim_start_matches('\u{feff}')
        .chars()
        .map(shown)
        .collect();
    let column = place.start.column - 1;
    let rest = line.len().saturating_sub(column);
    let wanted = if place.end.line == place.start.line {
        place.end.column.saturating_sub(place.start.column)
    } else {
        rest
    };
    let (from, dots) = if line.len() > LINE_LIMIT && column > LEAD {
        (column - LEAD, "…")
    } else {
        (0, "")
    };
    let part = || line.iter().skip(from).take(LINE_LIMIT);
    let tail = if line.len() > from + LINE_LIMIT {
        "…"
    } else {
        ""
    };
    // A tab is kept in the margin so that the mark stands under its text whatever a tab's width.
    let margin: String = part()
        .take(column - from)
        .map(|c| if *c == '\t' { '\t' } else { ' ' })
        .collect();
    let margin = dots.replace('…', " ") + &margin;
    let mark = "^".repeat(wanted.clamp(1, rest.max(1)).min(from + LINE_LIMIT - column));
    let number = place.start.line;
    let gutter = " ".repeat(number.to_string().len());
    let text: String = part().collect();
    let _ = writeln!(out, "  {number} | {dots}{text}{tail}");
    let _ = writeln!(out, "  {gutter} | {margin}{mark}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Answer;
    use crate::diagnostic::{Code, Witness};

    #[test]
    fn a_case_that_shows_the_fault_comes_last() {
        let fault = Diagnostic::warning(Code::ConstantTest, "dit is vreemd")
            .help("doe dit".to_owned())
            .witness(Witness {
                answers: vec![("a".to_owned(), Answer::YesNo(true))],
                example: "[voorbeeld.a]\nantwoorden = { a = true }\n".to_owned(),
            });
        let text = "\
waarschuwing[DW0311]: dit is vreemd
  hulp: doe dit
  voorbeeld om over te nemen:
    [voorbeeld.a]
    antwoorden = { a = true }
";
        let sources = Sources::default();
        assert_eq!(full(&fault, &sources), text);
        let line = "waarschuwing[DW0311]: dit is vreemd (doe dit)\n";
        assert_eq!(concise(&fault, &sources), line);
    }
}
