//! Checking the values that conditions compare with.

use super::domain::Domain;
use crate::condition::{HowMany, Literal, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;

/// Why a comparison does not fit the type of what it compares.
pub(super) fn misfit(name: &str, domain: Option<&Domain>, order: bool) -> Option<Diagnostic> {
    let fault = |message: String, help: &str| {
        Some(Diagnostic::error(Code::WrongComparison, message).help(help.to_owned()))
    };
    match domain {
        Some(Domain::MultiChoice(_)) => fault(
            format!("`{name}` is een meerkeuze; daarbij past alleen `bevat`"),
            &format!("schrijf: {name} bevat 'keuze'"),
        ),
        Some(Domain::Choice(_) | Domain::YesNo) if order => fault(
            format!("`{name}` heeft geen volgorde: groter of kleiner past niet"),
            &match domain {
                Some(Domain::YesNo) => format!("schrijf `{name}` of `niet {name}`"),
                _ => format!("gebruik =, <> of in, zoals: {name} in ('…', '…')"),
            },
        ),
        _ => None,
    }
}

/// The code of a value, when it fits the type and lies in the domain; a score has no domain.
pub(super) fn code(
    name: &str,
    domain: Option<&Domain>,
    value: &Value,
    report: &mut Vec<Diagnostic>,
) -> Option<i64> {
    let mut fault = |code: Code, message: String, help: String| {
        report.push(Diagnostic::error(code, message).at(value.span).help(help));
        None
    };
    let written = value.literal.to_string();
    match (domain, &value.literal) {
        (None, Literal::Number(number)) => Some(*number),
        (Some(Domain::Scale { .. } | Domain::Number { .. }), Literal::Number(number)) => {
            let (min, max) = domain.map_or((0, 0), Domain::range);
            if (min..=max).contains(number) {
                return Some(*number);
            }
            fault(
                Code::ValueOutOfRange,
                format!("{number} ligt buiten `{name}`, dat loopt van {min} tot en met {max}"),
                format!("kies een getal van {min} tot en met {max}"),
            )
        }
        (Some(Domain::YesNo), Literal::YesNo(yes)) => Some(i64::from(*yes)),
        (Some(domain @ Domain::Choice(_)), Literal::Choice(id)) => {
            known_choice(domain, id, value.span, report)
        }
        (None | Some(Domain::Scale { .. } | Domain::Number { .. }), _) => fault(
            Code::WrongComparison,
            format!("`{name}` is een getal en kan niet met {written} vergeleken worden"),
            domain.map_or("vergelijk met een geheel getal".to_owned(), |domain| {
                let (min, max) = domain.range();
                format!("vergelijk met een geheel getal van {min} tot en met {max}")
            }),
        ),
        (Some(Domain::YesNo), _) => fault(
            Code::WrongComparison,
            format!("`{name}` is ja of nee en kan niet met {written} vergeleken worden"),
            format!("schrijf `{name}` of `niet {name}`"),
        ),
        (Some(domain), _) => fault(
            Code::WrongComparison,
            format!("`{name}` is een keuze en kan niet met {written} vergeleken worden"),
            domain.expected().replace('`', "'"),
        ),
    }
}

pub(super) fn known_choice(
    domain: &Domain,
    id: &str,
    span: Span,
    report: &mut Vec<Diagnostic>,
) -> Option<i64> {
    let found = domain.choice(id).and_then(|at| i64::try_from(at).ok());
    if found.is_none() {
        let (message, help) = domain.no_such_choice(id);
        report.push(
            Diagnostic::error(Code::UnknownChoice, message)
                .at(span)
                // In a condition a choice stands in quotes.
                .help(help.map(|help| help.replace('`', "'"))),
        );
    }
    found
}

pub(super) fn empty_range(low: &Value, high: &Value, report: &mut Vec<Diagnostic>) -> bool {
    let empty = matches!((&low.literal, &high.literal), (Literal::Number(low), Literal::Number(high)) if low > high);
    if empty {
        report.push(
            Diagnostic::error(
                Code::ValueOutOfRange,
                "dit bereik is leeg: het eerste getal is groter dan het tweede",
            )
            .at(low.span.to(high.span))
            .help("schrijf het kleinste getal eerst".to_owned()),
        );
    }
    empty
}

pub(super) fn count(
    how: HowMany,
    number: i64,
    of: usize,
    span: Span,
    report: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let size = i64::try_from(of).unwrap_or(i64::MAX);
    let (sensible, least, most) = match how {
        HowMany::AtLeast => ((1..=size).contains(&number), 1, size),
        HowMany::AtMost => ((0..size).contains(&number), 0, size - 1),
        HowMany::Exactly => ((0..=size).contains(&number), 0, size),
    };
    if !sensible {
        let always = match how {
            HowMany::AtLeast => number <= 0,
            HowMany::AtMost => number >= size,
            HowMany::Exactly => false,
        };
        report.push(
            Diagnostic::error(
                Code::ImpossibleCount,
                format!(
                    "`{} {number}` van {} is {} waar",
                    how.keyword(),
                    if of == 1 {
                        "1 voorwaarde".to_owned()
                    } else {
                        format!("{of} voorwaarden")
                    },
                    if always { "altijd" } else { "nooit" }
                ),
            )
            .at(span)
            .help(if least < most {
                format!("kies een getal van {least} tot en met {most}, of controleer de lijst")
            } else {
                "laat de telling weg, of vul de lijst aan".to_owned()
            }),
        );
        return None;
    }
    usize::try_from(number).ok()
}
