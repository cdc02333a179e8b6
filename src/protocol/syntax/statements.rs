//! The statements of a TOML text: table heads and keys with their values.
//!
//! Found from the tokens alone, so that they are there in a text with faults too. A list or text
//! that is not closed ends where the next statement clearly begins.

use std::ops::Range;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// One statement, without the line end behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Statement {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Where the bracket or quotes begin that nothing closes.
    pub(super) unclosed: Option<usize>,
}

impl Statement {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range()).unwrap_or_default()
    }

    pub(super) fn is_head(&self, text: &str) -> bool {
        self.text(text).starts_with('[')
    }
}

/// A token with the text it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl Part<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::BasicString
                | TokenKind::LiteralString
                | TokenKind::MlBasicString
                | TokenKind::MlLiteralString
        )
    }

    /// Whether a text ends with the quotes it begins with.
    pub(super) fn is_closed(&self) -> bool {
        let quotes = match self.kind {
            TokenKind::BasicString => "\"",
            TokenKind::LiteralString => "'",
            TokenKind::MlBasicString => "\"\"\"",
            TokenKind::MlLiteralString => "'''",
            _ => return true,
        };
        let inner = self.text.get(quotes.len()..).unwrap_or_default();
        inner.ends_with(quotes) && !(quotes == "\"" && ends_escaped(inner))
    }

    fn is_blank(&self) -> bool {
        matches!(self.kind, TokenKind::Whitespace | TokenKind::Comment)
    }
}

/// Whether the last character follows an odd number of backslashes.
fn ends_escaped(text: &str) -> bool {
    let before = text.get(..text.len() - 1).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The tokens of a text.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let part = |token: Token| Part {
        kind: token.kind(),
        start: token.span().start(),
        text: text
            .get(token.span().start()..token.span().end())
            .unwrap_or_default(),
    };
    Source::new(text)
        .lex()
        .map(part)
        .filter(|part| part.kind != TokenKind::Eof)
        .collect()
}

/// Splits the tokens of a text into statements.
pub(super) fn statements(parts: &[Part<'_>]) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut open: Option<Statement> = None;
    let mut brackets: Vec<(TokenKind, usize)> = Vec::new();
    let mut last = TokenKind::Newline;
    let mut line_start = true;
    for (at, part) in parts.iter().enumerate() {
        if part.kind == TokenKind::Newline {
            line_start = true;
            if brackets.is_empty() {
                found.extend(open.take());
            }
            continue;
        }
        if part.is_blank() {
            continue;
        }
        let rest = parts.get(at..).unwrap_or_default();
        if let (true, Some((kind, opener))) = (line_start, brackets.first().copied())
            && begins_statement(rest, brackets.last().map_or(kind, |it| it.0), last)
        {
            found.extend(open.take().map(|statement| Statement {
                unclosed: Some(opener),
                ..statement
            }));
            brackets.clear();
        }
        line_start = false;
        last = part.kind;
        let statement = open.get_or_insert(Statement {
            start: part.start,
            end: part.end(),
            unclosed: None,
        });
        statement.end = part.end();
        match part.kind {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                brackets.push((part.kind, part.start));
            }
            TokenKind::RightSquareBracket => close(&mut brackets, TokenKind::LeftSquareBracket),
            TokenKind::RightCurlyBracket => close(&mut brackets, TokenKind::LeftCurlyBracket),
            TokenKind::MlBasicString | TokenKind::MlLiteralString if !part.is_closed() => {
                statement.unclosed = Some(part.start);
            }
            _ => {}
        }
    }
    found.extend(open.map(|statement| Statement {
        unclosed: statement.unclosed.or(brackets.first().map(|it| it.1)),
        ..statement
    }));
    found
}

fn close(brackets: &mut Vec<(TokenKind, usize)>, opener: TokenKind) {
    if let Some(at) = brackets.iter().rposition(|(kind, _)| *kind == opener) {
        brackets.truncate(at);
    }
}

/// Whether a line inside an open bracket can only be the start of another statement.
fn begins_statement(line: &[Part<'_>], inside: TokenKind, before: TokenKind) -> bool {
    let mut kinds = line.iter().filter(|part| !part.is_blank());
    let first = kinds.next();
    let second = kinds.next();
    let Some(first) = first else { return false };
    if first.kind == TokenKind::LeftSquareBracket {
        // `[vraag.naam]` alone on its line: a list holds no bare words with a dot between them.
        let third = kinds.next().map(|it| it.kind);
        return second.is_some_and(|it| it.kind == TokenKind::Atom)
            && (third == Some(TokenKind::Dot)
                || second.is_some_and(|it| it.text == crate::protocol::names::HEADER));
    }
    let is_key = matches!(first.kind, TokenKind::Atom | TokenKind::BasicString)
        && second.is_some_and(|it| it.kind == TokenKind::Equals);
    let wants_more = matches!(before, TokenKind::Comma | TokenKind::LeftCurlyBracket);
    is_key && !(inside == TokenKind::LeftCurlyBracket && wants_more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, bool)> {
        statements(&parts(text))
            .iter()
            .map(|it| (it.text(text), it.unclosed.is_some()))
            .collect()
    }

    #[test]
    fn statements_of_a_sound_text() {
        assert_eq!(
            texts("# x\n[a.b] # y\nc = [1,\n  2]\n\nd = \"\"\"\n[x]\n\"\"\"\n"),
            [
                ("[a.b]", false),
                ("c = [1,\n  2]", false),
                ("d = \"\"\"\n[x]\n\"\"\"", false)
            ]
        );
    }

    #[test]
    fn what_is_not_closed_ends_at_the_next_statement() {
        assert_eq!(
            texts("a = [1, 2\nb = 3\n[c.d\ne = { x = 1\nf = { y = 1,\n z = 2 }\n"),
            [
                ("a = [1, 2", true),
                ("b = 3", false),
                ("[c.d", true),
                ("e = { x = 1", true),
                ("f = { y = 1,\n z = 2 }", false)
            ]
        );
        assert_eq!(
            texts("a = \"\"\"x\nb = 1\n"),
            [("a = \"\"\"x\nb = 1\n", true)]
        );
    }
}
