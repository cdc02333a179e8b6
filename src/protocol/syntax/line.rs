//! A key with its value: what the author may have meant.

use super::bare;
use super::mend::{Draft, TOO_DEEP};
use super::statements::{Part, Statement};
use crate::condition::keywords::proposal;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use std::ops::Range;
use toml_parser::lexer::TokenKind;

/// A fault in the text, without a code of its own.
pub(super) fn slip(message: impl Into<String>, at: Range<usize>, help: impl Into<String>) -> Diagnostic {
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

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}' | '\u{feff}')
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{201c}'..='\u{201f}' | '\u{2018}'..='\u{201b}' | '«' | '»')
}

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
    if open.is_none() && curly.len() % 2 == 0 {
        for mark in curly {
            fault = fault.fix(mark.into(), "\"");
        }
    }
    Some(fault)
}

/// A remark as other languages write it, on a line of its own.
fn remark(parts: &[Part<'_>]) -> Option<Diagnostic> {
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

/// A text whose closing quotes are missing on its line.
fn unclosed_text(
    draft: &Draft<'_>,
    statement: &Statement,
    part: &Part<'_>,
) -> (Diagnostic, usize) {
    let quote = part.text.get(..1).unwrap_or_default();
    let span = part.start..part.start + part.text.trim_end().len();
    // The rest of a text that runs over several lines reads as statements that make no sense.
    let mut end = statement.end;
    for next in draft.statements.iter().filter(|it| it.start > statement.start) {
        let text = next.text(draft.text);
        let between = draft.text.get(end..next.start).unwrap_or_default();
        if text.contains('=') || text.starts_with('[') || between.matches('\n').count() > 1 {
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

fn colon(at: usize, key: &str) -> Diagnostic {
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

/// Faults inside texts that are closed.
fn in_texts(parts: &[Part<'_>], at: &Range<usize>, message: &str) -> Option<Diagnostic> {
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

fn in_value(draft: &Draft<'_>, key: &[Part<'_>], value: &[Part<'_>]) -> Option<Diagnostic> {
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
        let sign = if quote == "'" { "apostrof" } else { "aanhalingsteken" };
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

/// Faults in a list or in a table between braces.
fn in_brackets(
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
        let fault = slip("hier staat een komma te veel", here.clone(), "haal de komma weg");
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
