//! From the text of a condition to its words and signs.

use super::ast::Comparison;
use super::keywords::Keyword;
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
/// [`Code::ConditionSyntax`] for a sign that the language does not have, and
/// [`Code::MisspeltKeyword`] where it looks like another way to write one that it has.
pub(super) fn lex(text: &str, offsets: &Offsets) -> Result<Vec<(Token, Span)>, Diagnostic> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else {
            let (token, length) =
                token(rest).map_err(|fault| fault.diagnostic(|len| offsets.span(at..at + len)))?;
            tokens.push((token, offsets.span(at..at + length)));
            length
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(tokens)
}

struct Fault {
    length: usize,
    code: Code,
    message: String,
    help: Option<String>,
}

impl Fault {
    fn syntax(length: usize, message: String, help: impl Into<String>) -> Self {
        Self {
            length,
            code: Code::ConditionSyntax,
            message,
            help: Some(help.into()),
        }
    }

    fn slip(written: &str, correct: &str) -> Self {
        Self {
            length: written.len(),
            code: Code::MisspeltKeyword,
            message: format!("`{written}` kent de voorwaardentaal niet"),
            help: Some(format!("schrijf `{correct}`")),
        }
    }

    fn diagnostic(self, span: impl Fn(usize) -> Span) -> Diagnostic {
        Diagnostic::error(self.code, self.message)
            .at(span(self.length))
            .help(self.help)
    }
}

fn token(rest: &str) -> Result<(Token, usize), Fault> {
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '(' => Ok((Token::Open, 1)),
        ')' => Ok((Token::Close, 1)),
        ',' => Ok((Token::Comma, 1)),
        '\'' => choice(rest),
        '0'..='9' | '-' => number(rest),
        '<' | '>' | '=' | '!' | '&' | '|' | '≠' | '≥' | '≤' => sign(rest),
        _ if first.is_alphabetic() || first == '_' => word(rest),
        '"' | '‘' | '’' | '“' | '”' | '`' | '´' => Err(Fault::syntax(
            first.len_utf8(),
            format!("`{first}` is hier geen geldig aanhalingsteken"),
            "zet een keuze tussen rechte enkele aanhalingstekens, zoals 'ernstig'",
        )),
        _ => Err(Fault::syntax(
            first.len_utf8(),
            format!(
                "het teken `{}` kent de voorwaardentaal niet",
                first.escape_default()
            ),
            "een voorwaarde bestaat uit namen, getallen, keuzes tussen ' ', vergelijkingen en haakjes",
        )),
    }
}

/// The length of the longest start of `rest` whose characters all fit.
fn run(rest: &str, fits: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !fits(c)).unwrap_or(rest.len())
}

fn word(rest: &str) -> Result<(Token, usize), Fault> {
    let length = run(rest, |c| c.is_alphanumeric() || c == '_');
    let word = rest.get(..length).unwrap_or_default();
    if let Some(keyword) = Keyword::find(word) {
        return Ok((Token::Keyword(keyword), length));
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !word.chars().all(plain) {
        if let Some(correct) = Keyword::slip(word) {
            return Err(Fault::slip(word, correct));
        }
        return Err(Fault {
            length,
            code: Code::InvalidId,
            message: format!("`{word}` is geen geldige naam"),
            help: Some("een naam bestaat uit kleine letters a-z, cijfers en _".to_owned()),
        });
    }
    Ok((Token::Name(word.to_owned()), length))
}

fn choice(rest: &str) -> Result<(Token, usize), Fault> {
    let inner = rest.get(1..).unwrap_or_default();
    match inner.find('\'') {
        Some(end) => Ok((
            Token::Choice(inner.get(..end).unwrap_or_default().to_owned()),
            end + 2,
        )),
        None => Err(Fault::syntax(
            rest.len(),
            "het aanhalingsteken van deze keuze wordt niet gesloten".to_owned(),
            "zet achter de keuze nog een '",
        )),
    }
}

fn number(rest: &str) -> Result<(Token, usize), Fault> {
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
            "schrijf een geheel getal, zoals -3; rekenen kan alleen met een [score]",
        ));
    }
    // `in (2, 3)` has a space after the comma; `2,5` is a Dutch decimal number.
    if decimals(',') > 0 || decimals('.') > 0 {
        let whole = length + 1 + decimals(',') + decimals('.');
        let written = rest.get(..whole).unwrap_or_default();
        return Err(Fault::syntax(
            whole,
            format!("`{written}` is geen geheel getal"),
            "gebruik alleen hele getallen; zet in een lijst een spatie achter de komma",
        ));
    }
    let tail = run(after, |c| c.is_alphanumeric() || c == '_');
    if tail > 0 {
        let written = rest.get(..length + tail).unwrap_or_default();
        return Err(Fault {
            length: length + tail,
            code: Code::InvalidId,
            message: format!("`{written}` is geen geldige naam"),
            help: Some("een naam begint met een kleine letter".to_owned()),
        });
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
