//! From the text of a condition to its words and signs.

use super::ast::Comparison;
use super::keywords::{Keyword, not_an_id, not_in_language};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Offsets, Span};

/// A word or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Name(String),
    Keyword(Keyword),
    Number(i64),
    Choice(String),
    Comparison(Comparison),
    Open,
    Close,
    Comma,
}

impl Token {
    /// How the token is named in a message.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Name(name) => format!("`{name}`"),
            Self::Keyword(keyword) => format!("`{keyword}`"),
            Self::Number(number) => format!("`{number}`"),
            Self::Choice(choice) => format!("`'{choice}'`"),
            Self::Comparison(how) => format!("`{}`", how.sign()),
            Self::Open => "`(`".to_owned(),
            Self::Close => "`)`".to_owned(),
            Self::Comma => "`,`".to_owned(),
        }
    }
}

/// The largest number that a condition may name, far from where sums could overflow.
const NUMBER_LIMIT: i64 = 1_000_000_000;

/// Splits a condition into tokens with their places.
///
/// # Diagnostics
///
/// [`Code::ConditionSyntax`] for a sign that the language does not have, [`Code::InvalidId`] for a
/// word that is no name, and [`Code::MisspeltKeyword`] where it looks like another way to write a
/// word or sign that the language has.
pub(super) fn lex(text: &str, offsets: &Offsets) -> Result<Vec<(Token, Span)>, Diagnostic> {
    let mut tokens: Vec<(Token, Span)> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else {
            let before = Before::of(&tokens);
            let (token, length) =
                token(rest, before).map_err(|fault| fault.diagnostic(text, at, offsets))?;
            tokens.push((token, offsets.span(at..at + length)));
            length
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(tokens)
}

/// What stands before a token, as far as it matters for explaining a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A value can follow: `=`, `bevat`.
    Comparison,
    /// Inside the list of `in`.
    List,
    /// Anything else.
    Other,
}

impl Before {
    fn of(tokens: &[(Token, Span)]) -> Self {
        let in_list = tokens
            .iter()
            .rposition(|(token, _)| *token == Token::Open)
            .and_then(|at| tokens.get(at.checked_sub(1)?))
            .is_some_and(|(token, _)| *token == Token::Keyword(Keyword::In))
            && tokens
                .last()
                .is_some_and(|(token, _)| *token != Token::Close);
        match tokens.last() {
            Some((Token::Comparison(_) | Token::Keyword(Keyword::Contains), _)) => Self::Comparison,
            _ if in_list => Self::List,
            _ => Self::Other,
        }
    }
}

struct Fault {
    length: usize,
    code: Code,
    message: String,
    help: String,
    /// What to write instead, when that is safe.
    fix: Option<String>,
}

impl Fault {
    fn syntax(length: usize, message: String, help: impl Into<String>) -> Self {
        Self {
            length,
            code: Code::ConditionSyntax,
            message,
            help: help.into(),
            fix: None,
        }
    }

    fn slip(written: &str, correct: &str) -> Self {
        Self {
            length: written.len(),
            code: Code::MisspeltKeyword,
            message: not_in_language(written),
            help: format!("schrijf `{correct}`"),
            fix: Some(correct.to_owned()),
        }
    }

    fn fix(self, text: impl Into<String>) -> Self {
        Self {
            fix: Some(text.into()),
            ..self
        }
    }

    fn diagnostic(self, text: &str, at: usize, offsets: &Offsets) -> Diagnostic {
        let end = at + self.length;
        let span = offsets.span(at..end);
        if self.code == Code::InvalidId {
            return not_an_id(&self.message, span);
        }
        let fault = Diagnostic::error(self.code, self.message)
            .at(span)
            .help(self.help);
        match (self.fix, offsets) {
            // Among escapes a change could hit other characters.
            (Some(correct), Offsets::Shifted(_)) => fault.fix(span, spaced(text, at, end, correct)),
            _ => fault,
        }
    }

    /// A word that is no name; the message is made of it later.
    fn no_name(word: &str) -> Self {
        Self {
            length: word.len(),
            code: Code::InvalidId,
            message: word.to_owned(),
            help: String::new(),
            fix: None,
        }
    }
}

/// Keeps a word that replaces a sign apart from what it touches: `a&&b` becomes `a en b`.
fn spaced(text: &str, start: usize, end: usize, correct: String) -> String {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    if !correct.starts_with(in_word) {
        return correct;
    }
    let before = text.get(..start).and_then(|it| it.chars().next_back());
    let after = text.get(end..).and_then(|it| it.chars().next());
    let space = |beside: Option<char>| if beside.is_some_and(in_word) { " " } else { "" };
    format!("{}{correct}{}", space(before), space(after))
}

fn token(rest: &str, before: Before) -> Result<(Token, usize), Fault> {
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '(' => Ok((Token::Open, 1)),
        ')' => Ok((Token::Close, 1)),
        ',' => Ok((Token::Comma, 1)),
        '\'' => choice(rest),
        '0'..='9' | '-' => number(rest, before),
        '<' | '>' | '=' | '!' | '&' | '|' | '≠' | '≥' | '≤' => sign(rest),
        _ if first.is_alphabetic() || first == '_' => word(rest),
        _ if is_quote(first) => Err(quoted(rest, first, before)),
        _ => Err(unknown(first)),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '`' | '´' | '\u{2018}'..='\u{201f}' | '«' | '»')
}

/// A word between quotes that the language does not know.
fn quoted(rest: &str, first: char, before: Before) -> Fault {
    let inner = rest.get(first.len_utf8()..).unwrap_or_default();
    let closing = |c: char| is_quote(c) || c == '\'';
    let (word, length) = match inner.find(closing) {
        Some(end) => {
            let last = inner.get(end..).and_then(|it| it.chars().next());
            let width = first.len_utf8() + end + last.map_or(0, char::len_utf8);
            (inner.get(..end).unwrap_or_default(), width)
        }
        None => ("", first.len_utf8()),
    };
    let message = format!("`{first}` is in een voorwaarde geen aanhalingsteken");
    if word.is_empty() {
        return Fault::syntax(
            length,
            message,
            "zet een keuze tussen rechte enkele aanhalingstekens, zoals 'ernstig'",
        );
    }
    if before == Before::Other {
        return Fault::syntax(length, message, format!("schrijf de naam zonder: {word}"));
    }
    Fault::syntax(length, message, format!("schrijf '{word}'")).fix(format!("'{word}'"))
}

fn unknown(first: char) -> Fault {
    let length = first.len_utf8();
    let (message, help) = match first {
        '+' | '*' | '/' | '×' => (
            format!("rekenen met `{first}` kan niet in een voorwaarde"),
            "maak er een score van: [score.naam] som = { vraag = 1, andere_vraag = 2 }",
        ),
        '%' | '€' => (
            format!("`{first}` hoort niet in een voorwaarde"),
            "schrijf alleen het getal",
        ),
        '.' => (
            "een voorwaarde eindigt niet met een punt".to_owned(),
            "haal de punt weg",
        ),
        ';' | ':' => (
            format!("`{first}` hoort niet in een voorwaarde"),
            "haal het weg; verbind voorwaarden met `en` of `of`",
        ),
        '[' | ']' | '{' | '}' => (
            format!("`{first}` hoort niet in een voorwaarde"),
            "gebruik ronde haakjes: ( )",
        ),
        '#' => (
            "een opmerking kan niet binnen een voorwaarde".to_owned(),
            "zet de opmerking achter de aanhalingstekens, of op een eigen regel",
        ),
        _ if first.is_control() || is_invisible(first) => (
            "hier staat een onzichtbaar teken".to_owned(),
            "haal het weg, en typ zo nodig een gewone spatie",
        ),
        _ => (
            format!("het teken `{first}` hoort niet in een voorwaarde"),
            "een voorwaarde bestaat uit namen, getallen, keuzes tussen ' ', vergelijkingen en haakjes",
        ),
    };
    let fault = Fault::syntax(length, message, help);
    match first {
        '.' => fault.fix(""),
        _ if is_invisible(first) => fault.fix(" "),
        _ => fault,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The length of the longest start of `rest` whose characters all fit.
fn run(rest: &str, fits: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !fits(c)).unwrap_or(rest.len())
}

fn word(rest: &str) -> Result<(Token, usize), Fault> {
    let mut length = run(rest, |c| c.is_alphanumeric() || c == '_');
    let word = rest.get(..length).unwrap_or_default();
    let after = rest.get(length..).unwrap_or_default();
    let hyphened = after
        .strip_prefix('-')
        .is_some_and(|it| it.starts_with(char::is_alphabetic));
    if hyphened {
        length = run(rest, |c| c.is_alphanumeric() || c == '_' || c == '-');
        return Err(Fault::no_name(rest.get(..length).unwrap_or_default()));
    }
    if let Some(keyword) = Keyword::find(word) {
        return Ok((Token::Keyword(keyword), length));
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !word.starts_with('_') && word.chars().all(plain) {
        return Ok((Token::Name(word.to_owned()), length));
    }
    Err(match Keyword::slip(word) {
        Some(correct) => Fault::slip(word, correct),
        None => Fault::no_name(word),
    })
}

fn choice(rest: &str) -> Result<(Token, usize), Fault> {
    let inner = rest.get(1..).unwrap_or_default();
    let end = inner.find('\'');
    let curly = inner
        .find(is_quote)
        .filter(|at| end.is_none_or(|end| *at < end));
    if let Some(at) = curly {
        let word = inner.get(..at).unwrap_or_default();
        let last = inner.get(at..).and_then(|it| it.chars().next());
        return Err(Fault::syntax(
            1 + at + last.map_or(0, char::len_utf8),
            "deze keuze begint met ' maar eindigt met een ander aanhalingsteken".to_owned(),
            format!("schrijf '{word}'"),
        )
        .fix(format!("'{word}'")));
    }
    if let Some(end) = end {
        let id = inner.get(..end).unwrap_or_default();
        return Ok((Token::Choice(id.to_owned()), end + 2));
    }
    let word = run(inner, |c| c.is_alphanumeric() || c == '_');
    let id = inner.get(..word).unwrap_or_default();
    Err(Fault::syntax(
        1 + word,
        "deze keuze wordt niet gesloten".to_owned(),
        format!("zet er nog een ' achter: '{id}'"),
    ))
}

fn number(rest: &str, before: Before) -> Result<(Token, usize), Fault> {
    let sign = usize::from(rest.starts_with('-'));
    let digits = run(rest.get(sign..).unwrap_or_default(), |c| c.is_ascii_digit());
    let length = sign + digits;
    let after = rest.get(length..).unwrap_or_default();
    let decimals = |separator: char| {
        after
            .strip_prefix(separator)
            .map_or(0, |tail| run(tail, |c| c.is_ascii_digit()))
    };
    if digits == 0 {
        return Err(Fault::syntax(
            1,
            "achter `-` staat geen getal".to_owned(),
            "schrijf een geheel getal, zoals -3; rekenen kan alleen met een [score.naam]",
        ));
    }
    // `in (2, 3)` has a space after the comma; `2,5` is a Dutch decimal number.
    if decimals(',') > 0 || decimals('.') > 0 {
        let whole = length + 1 + decimals(',') + decimals('.');
        let written = rest.get(..whole).unwrap_or_default();
        return Err(if before == Before::List && decimals(',') > 0 {
            Fault::syntax(
                whole,
                format!("`{written}` leest als een kommagetal"),
                format!(
                    "zet een spatie achter de komma: {}",
                    written.replace(',', ", ")
                ),
            )
        } else {
            Fault::syntax(
                whole,
                format!("`{written}` is geen geheel getal"),
                "gebruik alleen hele getallen",
            )
        });
    }
    let tail = run(after, |c| c.is_alphanumeric() || c == '_');
    if tail > 0 {
        let written = rest.get(..length + tail).unwrap_or_default();
        return Err(Fault::no_name(written));
    }
    let written = rest.get(..length).unwrap_or_default();
    match written.parse::<i64>() {
        Ok(number) if number.abs() <= NUMBER_LIMIT => Ok((Token::Number(number), length)),
        _ => Err(Fault::syntax(
            length,
            "dit getal is te groot".to_owned(),
            format!("gebruik een getal tussen -{NUMBER_LIMIT} en {NUMBER_LIMIT}"),
        )),
    }
}

fn sign(rest: &str) -> Result<(Token, usize), Fault> {
    let length = run(rest, |c| "<>=!&|≠≥≤".contains(c));
    let written = rest.get(..length).unwrap_or_default();
    let how = match written {
        "=" => Comparison::Equal,
        "<>" => Comparison::NotEqual,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        _ => {
            return Err(match Keyword::slip(written) {
                Some(correct) => Fault::slip(written, correct),
                None => Fault::syntax(
                    length,
                    format!("`{written}` is geen vergelijking"),
                    "de vergelijkingen zijn = <> < <= > >=",
                ),
            });
        }
    };
    Ok((Token::Comparison(how), length))
}
