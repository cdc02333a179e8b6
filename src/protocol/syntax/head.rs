//! The head of a table: what the author may have meant.

use super::line::{slip, unknown};
use super::mend::{Draft, Verdict};
use super::signs::characters;
use super::statements::Statement;
use crate::condition::keywords::proposal;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::protocol::names::{HEADER, SECTIONS};
use crate::text::Span;
use std::ops::Range;

/// Explains the fault of a table head, and gives a head of the same length that can be read; none
/// when the whole table has to go.
pub(super) fn explain(
    draft: &Draft<'_>,
    statement: &Statement,
    at: Range<usize>,
    message: &str,
) -> (Diagnostic, Option<String>) {
    let line = statement.text(draft.text);
    let line = line.lines().next().unwrap_or_default().trim_end();
    if message.starts_with("duplicate key") || message.starts_with("cannot extend") {
        return (duplicate(draft, statement, line, at, message), None);
    }
    let opening = line.len() - line.trim_start_matches('[').len();
    let Some(closing) = line.find(']') else {
        let name = line.get(opening..).unwrap_or_default();
        let end = statement.start + line.len();
        let fault = slip(
            "deze tabelkop wordt niet gesloten",
            statement.start..end,
            format!("schrijf [{name}]"),
        )
        .fix(Span::new(end, end), "]".repeat(opening));
        // No room for the bracket: the last letter of the name makes way.
        let readable = shortened(statement.text(draft.text), line);
        return (fault, readable);
    };
    let inner = line.get(opening..closing).unwrap_or_default();
    let from = statement.start + opening;
    if opening > 1 && !line.ends_with("]]") {
        let fault = slip(
            "voor deze naam staan meer haken dan erachter",
            statement.start..statement.start + line.len(),
            format!("schrijf [{inner}]"),
        );
        let rest = statement
            .text(draft.text)
            .get(opening..)
            .unwrap_or_default();
        return (fault, Some(format!("{}[{rest}", " ".repeat(opening - 1))));
    }
    let repaired = {
        let head = readable(inner);
        let whole = statement.text(draft.text);
        let tail = blanks(whole.get(closing..).unwrap_or_default());
        let brackets = "[".repeat(opening);
        // As many closing brackets as opening ones, over what stood behind the name.
        tail.get(opening..)
            .map(|rest| format!("{brackets}{head}{}{rest}", "]".repeat(opening)))
            .filter(|it| it.len() == whole.len() && it != whole)
            // A table that nobody knows would only bring more faults.
            .filter(|it| {
                let name = it.trim_start_matches('[').split(['.', ']']).next();
                name.is_some_and(|it| SECTIONS.contains(&it) || it == HEADER)
            })
    };
    if let Some(fault) = characters(draft.parts_of(statement)) {
        return (fault, repaired);
    }
    let (section, name) = inner.split_once(['.', ' ']).unwrap_or((inner, ""));
    let fault = if !inner.contains('.') && SECTIONS.contains(&section) && !name.is_empty() {
        let name = proposal(name).unwrap_or_else(|| name.to_owned());
        slip(
            "in een tabelkop staat een punt tussen de tabel en de naam",
            from..from + inner.len(),
            format!("schrijf [{section}.{name}]"),
        )
    } else if inner.contains("..") {
        slip(
            "in een tabelkop staat één punt tussen de tabel en de naam",
            from..from + inner.len(),
            format!("schrijf [{}]", inner.replace("..", ".")),
        )
    } else if proposal(name).is_some_and(|it| it != name) {
        let right = proposal(name).unwrap_or_default();
        let start = from + inner.len() - name.len();
        Diagnostic::error(Code::InvalidId, format!("`{name}` is geen geldige naam"))
            .at(Span::new(start, start + name.len()))
            .help(format!("bedoelt u `{right}`? {NAME}"))
    } else if line.len() > closing + opening {
        slip(
            "achter een tabelkop hoort niets op dezelfde regel",
            statement.start + closing + opening..statement.start + line.len(),
            "zet het op een eigen regel",
        )
    } else {
        let plain: String = section.chars().filter(char::is_ascii_alphabetic).collect();
        match nearest(&plain, SECTIONS.into_iter().chain([HEADER])) {
            Some(right) if right != section => slip(
                format!("`{section}` is geen tabel van een protocolbestand"),
                from..from + section.len(),
                format!("bedoelt u `{right}`?"),
            ),
            _ => unknown(message, from..from + inner.len()),
        }
    };
    (fault, repaired)
}

/// A line that was a head before something happened to its first bracket.
pub(super) fn without_bracket(draft: &Draft<'_>, statement: &Statement) -> Option<Verdict> {
    let text = statement.text(draft.text);
    if text.starts_with('[') || !text.ends_with(']') || text.contains(['=', '\n', ',']) {
        return None;
    }
    let name = text.rsplit('[').next()?.trim_end_matches(']');
    let section = name.trim_matches(['"', '\'']).split('.').next()?;
    let fault = slip(
        "dit lijkt een tabelkop, maar begint niet met [",
        statement.range(),
        format!("schrijf [{}]", name.trim_matches(['"', '\''])),
    );
    let bracket = text.find('[');
    let known = SECTIONS.contains(&section) || section == HEADER;
    let table_end = draft.table_end(statement);
    Some(match bracket.filter(|_| known) {
        Some(at) => Verdict {
            fault,
            cut: statement.start..statement.start + at,
            instead: None,
            names: false,
        },
        None => Verdict {
            fault,
            cut: statement.start..table_end,
            instead: None,
            names: true,
        },
    })
}

const NAME: &str = "Een naam heeft geen spaties of accenten";

fn duplicate(
    draft: &Draft<'_>,
    statement: &Statement,
    line: &str,
    at: Range<usize>,
    message: &str,
) -> Diagnostic {
    let first = draft
        .statements
        .iter()
        .find(|it| it.start < statement.start && it.text(draft.text).trim_end() == line);
    if let Some(first) = first {
        let help = if line.contains('.') {
            "geef een van beide een andere naam, of voeg ze samen"
        } else {
            "zet alles onder de eerste, of schrijf tabellen zoals [vraag.naam]"
        };
        return Diagnostic::error(
            Code::DuplicateKey,
            format!("{line} staat hier voor de tweede keer"),
        )
        .at(Span::new(statement.start, statement.start + line.len()))
        .related(Span::new(first.start, first.end), "hier staat de eerste")
        .help(help.to_owned());
    }
    let written = draft.text.get(at.clone()).unwrap_or_default();
    if message.starts_with("duplicate key") {
        return Diagnostic::error(
            Code::DuplicateKey,
            format!("`{written}` bestaat al, en kan niet nog eens als tabel"),
        )
        .at(Span::from(at))
        .help("laat een van beide weg".to_owned());
    }
    unknown(message, at)
}

/// The same length, with letters for what no name can have.
fn readable(inner: &str) -> String {
    let mut dotted = inner.contains('.');
    let single = inner.replace("..", ".");
    let padding = blanks(inner.get(single.len()..).unwrap_or_default());
    let head: String = single
        .chars()
        .map(|c| match c {
            ' ' if !dotted => {
                dotted = true;
                ".".to_owned()
            }
            c if c.is_ascii_alphanumeric() || "_-.".contains(c) => c.to_string(),
            // No name begins with `_`.
            c => "x".repeat(c.len_utf8()),
        })
        .collect();
    head + &padding
}

fn shortened(whole: &str, line: &str) -> Option<String> {
    let kept = line.get(..line.len().checked_sub(1)?)?;
    let rest = blanks(whole.get(line.len()..)?);
    (kept.contains('.') && !kept.ends_with('.')).then(|| format!("{kept}]{rest}"))
}

fn blanks(text: &str) -> String {
    " ".repeat(text.len())
}
