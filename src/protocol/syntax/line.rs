//! A key with its value: what the author may have meant.

use super::brackets::in_brackets;
use super::mend::{Draft, TOO_DEEP};
use super::signs::{characters, remark};
use super::statements::{Part, Statement};
use super::value::{in_texts, in_value, unclosed_text};
use crate::condition::keywords::proposal;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use std::ops::Range;
use toml_parser::lexer::TokenKind;

/// A fault in the text, without a code of its own.
pub(super) fn slip(
    message: impl Into<String>,
    at: Range<usize>,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(Code::TomlSyntax, message)
        .at(Span::from(at))
        .help(help.into())
}

/// Explains the fault of a statement, and says where it ends.
pub(super) fn explain(
    draft: &Draft<'_>,
    statement: &Statement,
    at: Range<usize>,
    message: &str,
) -> (Diagnostic, usize) {
    let parts = draft.parts_of(statement);
    let end = statement.end;
    if let Some(fault) = characters(parts).or_else(|| remark(parts)) {
        return (fault, end);
    }
    if message.starts_with("duplicate key") {
        return (duplicate(draft, statement, at), end);
    }
    if let Some(part) = parts.iter().find(|it| it.is_text() && !it.is_closed()) {
        return unclosed_text(draft, statement, part);
    }
    if let Some(end) = continued(draft, statement) {
        let fault = slip(
            "deze regel gaat op de volgende verder",
            statement.range(),
            "zet de sleutel, het = en de waarde op één regel",
        );
        return (fault, end);
    }
    let Some(equals) = parts.iter().position(|it| it.kind == TokenKind::Equals) else {
        return (without_equals(draft, statement, parts), end);
    };
    let (key, rest) = parts.split_at(equals);
    let value = rest.get(1..).unwrap_or_default();
    let fault = in_key(key)
        .or_else(|| in_texts(parts, &at, message))
        .or_else(|| in_value(draft, key, value))
        .or_else(|| in_brackets(draft.text, statement, value, &at, message))
        .unwrap_or_else(|| unknown(message, at));
    (fault, end)
}

/// The text of some parts, without the blanks and remarks around them.
pub(super) fn trimmed<'a>(text: &'a str, parts: &[Part<'_>]) -> (&'a str, Range<usize>) {
    let told = |it: &&Part<'_>| it.kind != TokenKind::Comment;
    let from = parts.first().map_or(0, |it| it.start);
    let to = parts.iter().rfind(told).map_or(from, Part::end);
    let all = text.get(from..to.max(from)).unwrap_or_default();
    let start = from + all.len() - all.trim_start().len();
    let inner = all.trim();
    (inner, start..start + inner.len())
}

fn duplicate(draft: &Draft<'_>, statement: &Statement, at: Range<usize>) -> Diagnostic {
    let written = draft.text.get(at.clone()).unwrap_or_default();
    let head = draft.head_of(statement);
    let same_key = |it: &&Statement| {
        let text = it.text(draft.text);
        it.start < statement.start
            && !it.is_head(draft.text)
            && draft.head_of(it) == head
            && text
                .strip_prefix(written)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let fault = Diagnostic::error(
        Code::DuplicateKey,
        format!("`{written}` staat hier voor de tweede keer"),
    )
    .at(Span::from(at))
    .help("laat een van beide weg".to_owned());
    match draft.statements.iter().find(same_key) {
        Some(first) => fault.related(
            Span::new(first.start, first.start + written.len()),
            "hier staat de eerste",
        ),
        None => fault,
    }
}

/// Where a statement ends that was broken off, when the next line can only be its other half.
fn continued(draft: &Draft<'_>, statement: &Statement) -> Option<usize> {
    let text = statement.text(draft.text);
    let incomplete = match text.split_once('=') {
        Some((_, value)) => value.trim().is_empty(),
        None => text.split_whitespace().count() == 1 && !text.contains([':', '/']),
    };
    let mut after = draft
        .statements
        .iter()
        .filter(|it| it.start > statement.start);
    let next = after.next().filter(|_| incomplete)?;
    let between = draft.text.get(statement.end..next.start)?;
    let other_half = remainder(next.text(draft.text));
    (other_half && between.matches('\n').count() == 1).then_some(next.end)
}

/// Whether a line is no statement by itself.
pub(super) fn remainder(text: &str) -> bool {
    let is_head = text.starts_with('[') && !text.starts_with("[\"");
    let is_remark = text.starts_with("//");
    match text.split_once('=') {
        Some((key, _)) => {
            let key = key.trim();
            let plain = |c: char| c.is_alphanumeric() || "_- \"".contains(c);
            !is_head && (key.is_empty() || !key.chars().all(plain))
        }
        None => !is_head && !is_remark,
    }
}

fn without_equals(draft: &Draft<'_>, statement: &Statement, parts: &[Part<'_>]) -> Diagnostic {
    let text = statement.text(draft.text);
    let words = || parts.iter().filter(|it| it.kind == TokenKind::Atom);
    let first = words().next();
    if let Some((part, at)) = first.and_then(|it| Some((it, it.text.find(':')?)))
        && part.start == statement.start
    {
        return colon(part.start + at, text.get(..at).unwrap_or_default());
    }
    if let [key, blank, colon_part, ..] = parts
        && blank.kind == TokenKind::Whitespace
        && colon_part.text.starts_with(':')
    {
        return colon(colon_part.start, key.text);
    }
    let key = first.map(|it| it.text).unwrap_or_default();
    let single = text.split_whitespace().count() == 1;
    if single {
        return slip(
            format!("achter `{key}` staat geen waarde"),
            statement.range(),
            format!("schrijf `{key} = …`"),
        );
    }
    let values = parts.iter().filter(|it| it.kind != TokenKind::Whitespace);
    if values.count() == 2 {
        let value = text.get(key.len()..).unwrap_or_default().trim();
        return slip(
            format!("tussen `{key}` en de waarde ontbreekt `=`"),
            statement.range(),
            format!("schrijf `{key} = {value}`"),
        );
    }
    slip(
        "deze regel is geen sleutel met een waarde",
        statement.range(),
        "schrijf `sleutel = waarde`; is het een opmerking, zet er dan # voor",
    )
}

pub(super) fn colon(at: usize, key: &str) -> Diagnostic {
    slip(
        format!("achter `{}` staat `:` in plaats van `=`", key.trim()),
        at..at + 1,
        format!("schrijf `{} = …`", key.trim()),
    )
    .fix(Span::new(at, at + 1), " =")
}

fn in_key(key: &[Part<'_>]) -> Option<Diagnostic> {
    let first = key.first()?;
    let from = first.start;
    let written: String = key.iter().map(|it| it.text).collect();
    let written = written.trim_end();
    if let Some(name) = written.strip_prefix("- ") {
        let fault = slip(
            "voor een sleutel hoort geen streepje",
            from..from + 1,
            format!("schrijf `{} = …`", name.trim_start()),
        );
        let dash = written.len() - name.trim_start().len();
        return Some(fault.fix(Span::new(from, from + dash), ""));
    }
    let bare = |c: char| c.is_ascii_alphanumeric() || "_-.\"'".contains(c);
    if written.chars().all(bare) {
        return None;
    }
    let help = match proposal(written) {
        Some(name) => format!("bedoelt u `{name}`?"),
        None => "een sleutel bestaat uit kleine letters a-z, cijfers en _".to_owned(),
    };
    Some(slip(
        format!("`{written}` is geen geldige sleutel"),
        from..from + written.len(),
        help,
    ))
}

/// What the TOML reader says, for a fault that no one here recognises.
pub(super) fn unknown(message: &str, at: Range<usize>) -> Diagnostic {
    // The reader appends what it expected; the first clause is what is wrong.
    let first = message.split(", expected").next().unwrap_or(message);
    let (message, help) = match first {
        "cannot recurse further; max recursion depth met" | TOO_DEEP => (
            "dit is te diep genest",
            "gebruik alleen tabellen zoals [vraag.naam]",
        ),
        _ if first.starts_with("cannot extend value") => (
            "dit heeft al een waarde, en kan niet ook nog onderdelen hebben",
            "laat een van beide weg",
        ),
        _ => (
            "deze regel is niet te lezen",
            "een regel is `sleutel = waarde`, met tekst tussen aanhalingstekens, of een kop zoals [vraag.naam]",
        ),
    };
    slip(message, at.start..at.end.max(at.start + 1), help)
}
