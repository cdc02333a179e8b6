//! From words and signs to the tree of a condition.

use super::ast::{Condition, Expr, HowMany, Literal, Name, Value};
use super::keywords::Keyword;
use super::lexer::{Token, lex};
use super::unexpected::{unclosed, unexpected};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Offsets, Span};

/// How deep brackets and `niet` may nest: far more than anyone can read.
const DEPTH_LIMIT: usize = 40;
/// How many words and signs a condition may have.
const TOKEN_LIMIT: usize = 1_000;

/// Reads a condition; `offsets` says where its text stands in the source.
///
/// # Errors
///
/// The first fault only, since what follows it would be guesswork:
/// [`Code::ConditionSyntax`], [`Code::MisspeltKeyword`], [`Code::InvalidId`] or
/// [`Code::ConditionTooComplex`].
///
/// # Examples
///
/// ```
/// use domeinwijzer::condition::{parse, print};
/// use domeinwijzer::text::Offsets;
/// let condition = parse("niet(a)en  b>=6", &Offsets::Shifted(0)).unwrap();
/// assert_eq!(print(&condition), "niet a en b >= 6");
/// ```
pub fn parse(text: &str, offsets: &Offsets) -> Result<Condition, Diagnostic> {
    let span = offsets.span(0..text.len());
    let tokens = lex(text, offsets)?;
    if tokens.len() > TOKEN_LIMIT {
        return Err(Diagnostic::error(
            Code::ConditionTooComplex,
            format!("deze voorwaarde is te lang: hoogstens {TOKEN_LIMIT} woorden en tekens"),
        )
        .at(span)
        .help("splits de voorwaarde in kenmerken: [kenmerk.naam] als = \"…\"".to_owned()));
    }
    if tokens.is_empty() {
        return Err(
            Diagnostic::error(Code::ConditionSyntax, "de voorwaarde is leeg")
                // The quotes around it: a mark of no width cannot be seen.
                .at(Span::new(span.start.saturating_sub(1), span.end + 1))
                .help("schrijf wanneer dit geldt, zoals \"eenzaamheid >= 6\"".to_owned()),
        );
    }
    let mut parser = Parser {
        all: &tokens,
        tokens: &tokens,
        depth: 0,
    };
    let root = parser.any()?;
    match parser.peek() {
        None => Ok(Condition { root, span }),
        Some(_) => Err(parser.unexpected("`en`, `of` of het einde van de voorwaarde")),
    }
}

struct Parser<'a> {
    all: &'a [(Token, Span)],
    tokens: &'a [(Token, Span)],
    depth: usize,
}

type Parsed<T> = Result<T, Diagnostic>;

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.first().map(|(token, _)| token)
    }

    fn peek_keyword(&self) -> Option<Keyword> {
        match self.peek() {
            Some(Token::Keyword(keyword)) => Some(*keyword),
            _ => None,
        }
    }

    /// The place of the next token; of the last one when there is none.
    fn span(&self) -> Span {
        self.tokens
            .first()
            .or(self.all.last())
            .map_or(Span::default(), |(_, span)| *span)
    }

    /// The place of the token that was taken last.
    fn taken(&self) -> Span {
        let at = self.all.len() - self.tokens.len();
        at.checked_sub(1)
            .and_then(|at| self.all.get(at))
            .map_or(Span::default(), |(_, span)| *span)
    }

    fn advance(&mut self) -> Span {
        let span = self.span();
        self.tokens = self.tokens.get(1..).unwrap_or_default();
        span
    }

    fn take(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.advance();
        }
        found
    }

    fn require(&mut self, token: &Token) -> Parsed<Span> {
        if self.peek() == Some(token) {
            Ok(self.advance())
        } else {
            Err(self.unexpected(&token.describe()))
        }
    }

    fn unexpected(&self, wanted: &str) -> Diagnostic {
        unexpected(self.all, self.all.len() - self.tokens.len(), wanted)
    }

    /// `voorwaarde := en-deel { "of" en-deel }`
    fn any(&mut self) -> Parsed<Expr> {
        self.joined(Keyword::Or, Self::all, Expr::Any)
    }

    /// `en-deel := deel { "en" deel }`
    fn all(&mut self) -> Parsed<Expr> {
        self.joined(Keyword::And, Self::part, Expr::All)
    }

    fn joined(
        &mut self,
        keyword: Keyword,
        part: fn(&mut Self) -> Parsed<Expr>,
        join: fn(Vec<Expr>, Span) -> Expr,
    ) -> Parsed<Expr> {
        let start = self.span();
        let first = part(self)?;
        if self.peek_keyword() != Some(keyword) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take(&Token::Keyword(keyword)) {
            parts.push(part(self)?);
        }
        // Not from the first part to the last: brackets around either belong to the whole.
        Ok(join(parts, start.to(self.taken())))
    }

    fn part(&mut self) -> Parsed<Expr> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(Diagnostic::error(
                Code::ConditionTooComplex,
                format!("deze voorwaarde is dieper genest dan {DEPTH_LIMIT} niveaus"),
            )
            .at(self.span())
            .help("splits de voorwaarde in kenmerken: [kenmerk.naam] als = \"…\"".to_owned()));
        }
        let part = self.part_inside();
        self.depth -= 1;
        part
    }

    /// `deel := "niet" deel | "(" voorwaarde ")" | telling | vergelijking | naam`
    fn part_inside(&mut self) -> Parsed<Expr> {
        let how = match self.peek() {
            Some(Token::Open) => {
                let open = self.advance();
                let inner = self.any()?;
                if self.peek().is_none() {
                    return Err(unclosed(open));
                }
                self.require(&Token::Close)?;
                return Ok(inner);
            }
            Some(Token::Name(_)) => return self.about_name(),
            Some(Token::Keyword(Keyword::Not)) => {
                let start = self.advance();
                let inner = self.part()?;
                let span = start.to(self.taken());
                return Ok(Expr::Not(Box::new(inner), span));
            }
            Some(Token::Keyword(Keyword::AtLeast)) => HowMany::AtLeast,
            Some(Token::Keyword(Keyword::AtMost)) => HowMany::AtMost,
            Some(Token::Keyword(Keyword::Exactly)) => HowMany::Exactly,
            _ => return Err(self.unexpected("een naam, `niet`, `(` of een telling")),
        };
        let start = self.advance();
        let number = self.number()?;
        self.require(&Token::Keyword(Keyword::Of))?;
        let (of, close) = self.list(Self::any)?;
        let Literal::Number(number) = number.literal else {
            return Err(self.unexpected("een getal"));
        };
        Ok(Expr::Count {
            how,
            number,
            of,
            span: start.to(close),
        })
    }

    /// A bracketed list with commas, and the place of its closing bracket.
    fn list<T>(&mut self, item: fn(&mut Self) -> Parsed<T>) -> Parsed<(Vec<T>, Span)> {
        let open = self.require(&Token::Open)?;
        let mut items = vec![item(self)?];
        while self.take(&Token::Comma) {
            items.push(item(self)?);
        }
        match self.peek() {
            Some(Token::Close) => Ok((items, self.advance())),
            Some(_) => Err(self.unexpected("`,` of `)`")),
            None => Err(unclosed(open)),
        }
    }

    fn about_name(&mut self) -> Parsed<Expr> {
        let Some((Token::Name(text), span)) = self.tokens.first() else {
            return Err(self.unexpected("een naam"));
        };
        let name = Name {
            text: text.clone(),
            span: *span,
        };
        self.advance();
        match self.peek() {
            Some(Token::Comparison(how)) => {
                let how = *how;
                self.advance();
                Ok(Expr::Compare {
                    name,
                    how,
                    value: self.value()?,
                })
            }
            Some(Token::Keyword(Keyword::Between)) => {
                self.advance();
                let low = self.number()?;
                self.require(&Token::Keyword(Keyword::And))?;
                Ok(Expr::Between {
                    name,
                    low,
                    high: self.number()?,
                })
            }
            Some(Token::Keyword(Keyword::In)) => {
                self.advance();
                let (values, close) = self.list(Self::value)?;
                let span = name.span.to(close);
                Ok(Expr::In { name, values, span })
            }
            Some(Token::Keyword(Keyword::Contains)) => {
                self.advance();
                Ok(Expr::Contains {
                    name,
                    value: self.value()?,
                })
            }
            _ => Ok(Expr::Name(name)),
        }
    }

    fn number(&mut self) -> Parsed<Value> {
        match self.peek() {
            Some(Token::Number(_)) => self.value(),
            _ => Err(self.unexpected("een geheel getal")),
        }
    }

    fn value(&mut self) -> Parsed<Value> {
        let literal = match self.peek() {
            Some(Token::Number(number)) => Literal::Number(*number),
            Some(Token::Choice(choice)) => Literal::Choice(choice.clone()),
            Some(Token::Keyword(Keyword::Yes)) => Literal::YesNo(true),
            Some(Token::Keyword(Keyword::No)) => Literal::YesNo(false),
            Some(Token::Name(name)) if Keyword::slip(name).is_none() => {
                let help =
                    format!("schrijf een getal, of een keuze tussen aanhalingstekens: '{name}'");
                return Err(self.unexpected("een waarde").help(help));
            }
            _ => return Err(self.unexpected("een getal, een keuze tussen ' ', `ja` of `nee`")),
        };
        Ok(Value {
            literal,
            span: self.advance(),
        })
    }
}
