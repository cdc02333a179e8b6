//! What an author may have meant by a word or sign that does not belong where it stands.

use super::ast::Comparison;
use super::keywords::{Keyword, not_in_language};
use super::lexer::Token;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;

/// A bracket without its other half.
pub(super) fn unclosed(open: Span) -> Diagnostic {
    Diagnostic::error(Code::ConditionSyntax, "dit haakje wordt niet gesloten")
        .at(open)
        .help("zet een ) achter het deel dat bij elkaar hoort".to_owned())
}

/// The fault that `wanted` was expected where the token at `at` stands.
pub(super) fn unexpected(all: &[(Token, Span)], at: usize, wanted: &str) -> Diagnostic {
    let here = all.get(at);
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    let after = all.get(at + 1);
    // A word before it may be the true culprit: `geen werk`, `minimaal 1 van`.
    let culprit = [here, before]
        .into_iter()
        .flatten()
        .find_map(|(token, span)| match token {
            Token::Name(name) => Some((name, *span, Keyword::slip(name)?)),
            _ => None,
        });
    if let Some((written, span, right)) = culprit {
        return Diagnostic::error(Code::MisspeltKeyword, not_in_language(written))
            .at(span)
            .help(format!("schrijf `{right}`"))
            .fix(span, right);
    }
    let fault = |message: String, span: Span, help: String| {
        Diagnostic::error(Code::ConditionSyntax, message)
            .at(span)
            .help(help)
    };
    let Some((token, span)) = here else {
        let (last, span) = before
            .map(|(token, span)| (token.describe(), *span))
            .unwrap_or_default();
        return fault(
            format!("de voorwaarde breekt af achter {last}"),
            span,
            format!("hier hoort nog {wanted}"),
        );
    };
    if wanted == "`en`" && between(all, at) {
        let help = "schrijf het laagste en het hoogste getal, zoals: tussen 3 en 5";
        return fault(
            format!(
                "hier wordt `en` verwacht, maar er staat {}",
                token.describe()
            ),
            *span,
            help.to_owned(),
        );
    }
    if let Some((message, help)) = known_slip(all, at, token, before, after) {
        let place = match (before, token) {
            (Some((Token::Name(first), before)), _) if first == "als" => *before,
            (Some((Token::Name(_), before)), Token::Name(word))
                if larger_or_smaller(word).is_none() =>
            {
                before.to(*span)
            }
            _ => *span,
        };
        return fault(message, place, help);
    }
    let help = match token {
        Token::Name(word) if numeral(word).is_some() && wanted.contains("getal") => {
            format!(
                "schrijf het getal in cijfers: {}",
                numeral(word).unwrap_or_default()
            )
        }
        _ if in_count(all, at) => {
            "een telling ziet eruit als: minstens 2 van (dit, dat, nog_iets)".to_owned()
        }
        _ => format!("schrijf op deze plaats {wanted}"),
    };
    fault(
        format!(
            "hier wordt {wanted} verwacht, maar er staat {}",
            token.describe()
        ),
        *span,
        help,
    )
}

fn known_slip(
    all: &[(Token, Span)],
    at: usize,
    token: &Token,
    before: Option<&(Token, Span)>,
    after: Option<&(Token, Span)>,
) -> Option<(String, String)> {
    let before = before.map(|(token, _)| token);
    let after = after.map(|(token, _)| token);
    let complete = matches!(
        before,
        Some(
            Token::Number(_)
                | Token::Choice(_)
                | Token::Close
                | Token::Name(_)
                | Token::Keyword(Keyword::Yes | Keyword::No)
        )
    );
    Some(match (before, token, after) {
        (Some(Token::Name(first)), _, _) if first == "als" => (
            "het woord `als` hoort niet in de voorwaarde".to_owned(),
            "de voorwaarde begint meteen achter als = \"".to_owned(),
        ),
        (_, Token::Name(word), _) if complete && word == "dan" => (
            "het woord `dan` hoort niet in de voorwaarde".to_owned(),
            "wat er dan gebeurt, staat bij `voor`, `tegen` of `signaal`".to_owned(),
        ),
        (Some(Token::Name(_)), Token::Name(word), _) if larger_or_smaller(word).is_some() => {
            let sign = larger_or_smaller(word).unwrap_or_default();
            (
                not_in_language(word),
                format!("schrijf {sign}= voor \"of gelijk aan\", en anders {sign}"),
            )
        }
        (Some(Token::Name(first)), Token::Name(second), _) => (
            format!("tussen `{first}` en `{second}` ontbreekt `en` of `of`"),
            format!("zet er `en` of `of` tussen; een naam heeft geen spaties: `{first}_{second}`"),
        ),
        (_, Token::Name(name), _) if complete => (
            format!("voor `{name}` ontbreekt `en` of `of`"),
            "verbind twee voorwaarden met `en` of `of`".to_owned(),
        ),
        (_, Token::Number(number), Some(Token::Comparison(how))) if !complete => {
            let flipped = flipped(*how).sign();
            let name = match all.get(at + 2) {
                Some((Token::Name(name), _)) => name.as_str(),
                _ => "naam",
            };
            (
                "een vergelijking begint met een naam, niet met een getal".to_owned(),
                format!("draai haar om: {name} {flipped} {number}"),
            )
        }
        (_, Token::Comparison(how), _) => {
            let name = all
                .iter()
                .take(at)
                .rev()
                .find_map(|(token, _)| match token {
                    Token::Name(name) => Some(name.as_str()),
                    _ => None,
                });
            let value = after.map_or("…".to_owned(), |it| it.describe().replace('`', ""));
            let again = format!("{} {} {value}", name.unwrap_or("naam"), how.sign());
            if complete {
                (
                    format!("voor `{}` ontbreekt een naam", how.sign()),
                    format!("schrijf elke vergelijking helemaal: en {again}"),
                )
            } else {
                (
                    format!("voor `{}` ontbreekt een naam", how.sign()),
                    format!("noem de naam nog eens: {again}"),
                )
            }
        }
        (_, Token::Close, _) if complete => (
            "dit haakje sluit niets".to_owned(),
            "haal het weg, of zet een ( waar het deel begint".to_owned(),
        ),
        (_, Token::Comma, _) => (
            "een komma verbindt geen voorwaarden".to_owned(),
            "schrijf `en` of `of`; een komma staat alleen in een lijst tussen haakjes".to_owned(),
        ),
        (None, Token::Keyword(word @ (Keyword::And | Keyword::Or)), _) => (
            format!("een voorwaarde begint niet met `{word}`"),
            format!("haal `{word}` weg, of schrijf wat ervoor hoort"),
        ),
        _ => return None,
    })
}

/// Whether a count has begun that has no list yet.
fn in_count(all: &[(Token, Span)], at: usize) -> bool {
    all.iter().take(at).rev().take(3).any(|(token, _)| {
        matches!(
            token,
            Token::Keyword(Keyword::AtLeast | Keyword::AtMost | Keyword::Exactly)
        )
    })
}

fn between(all: &[(Token, Span)], at: usize) -> bool {
    let mut before = all.iter().take(at).rev().take(3);
    before.any(|(token, _)| *token == Token::Keyword(Keyword::Between))
}

fn numeral(word: &str) -> Option<usize> {
    let words = [
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    ];
    words.iter().position(|it| *it == word)
}

fn larger_or_smaller(word: &str) -> Option<&'static str> {
    match word {
        "groter" | "hoger" | "meer" | "boven" | "vanaf" => Some(">"),
        "kleiner" | "lager" | "minder" | "onder" => Some("<"),
        _ => None,
    }
}

const fn flipped(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
