//! The condition language: what is printed is read back as the same tree.

use super::config;
use super::generate::{LARGE, protocols};
use super::model::{self, Protocol};
use super::print::{self, Style};
use domeinwijzer::condition::{
    Comparison, Condition, Expr, HowMany, Literal, Name, Value, keywords, parse, print,
};
use domeinwijzer::text::{Offsets, Span};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn printed_and_read_again(root in expr()) {
        let text = print(&Condition { root: root.clone(), span: Span::default() });
        prop_assert_eq!(read(&text)?, root, "{}", text);
    }

    /// Any spelling of a condition is read as the tree it was written from.
    #[test]
    fn every_spelling_is_read((protocol, seed) in (protocols(LARGE), any::<u64>())) {
        for rule in &protocol.rules {
            let text = print::condition(&protocol, &rule.condition, &mut Style::new(seed));
            let tree = expected(&protocol, &rule.condition);
            prop_assert_eq!(read(&text)?, tree.clone(), "{}", text);
            let canonical = print(&Condition { root: tree.clone(), span: Span::default() });
            prop_assert_eq!(read(&canonical)?, tree, "{}", canonical);
        }
    }
}

fn read(text: &str) -> Result<Expr, TestCaseError> {
    let parsed = parse(text, &Offsets::Shifted(0));
    let parsed = parsed.map_err(|fault| TestCaseError::fail(format!("{text}: {fault:?}")))?;
    prop_assert_eq!(parsed.span, Span::new(0, text.len()));
    within(&parsed.root, parsed.span, text)?;
    Ok(unplaced(&parsed.root))
}

/// Every part lies in what it is a part of, and what stands there is that part.
fn within(expr: &Expr, whole: Span, text: &str) -> Result<(), TestCaseError> {
    let span = expr.span();
    prop_assert!(
        whole.start <= span.start && span.end <= whole.end,
        "{span:?} in {whole:?}"
    );
    let written = text.get(span.start..span.end).unwrap_or_default();
    let read = parse(written, &Offsets::Shifted(0)).map(|it| unplaced(&it.root));
    prop_assert_eq!(read, Ok(unplaced(expr)), "{}", written);
    let parts: &[Expr] = match expr {
        Expr::All(parts, _) | Expr::Any(parts, _) | Expr::Count { of: parts, .. } => parts,
        Expr::Not(inner, _) => std::slice::from_ref(inner),
        _ => &[],
    };
    parts.iter().try_for_each(|part| within(part, span, text))
}

/// The same tree without places.
fn unplaced(expr: &Expr) -> Expr {
    let all = |parts: &[Expr]| parts.iter().map(unplaced).collect();
    let value = |it: &Value| literal(it.literal.clone());
    match expr {
        Expr::Name(it) => Expr::Name(name(&it.text)),
        Expr::Not(inner, _) => Expr::Not(Box::new(unplaced(inner)), Span::default()),
        Expr::All(parts, _) => Expr::All(all(parts), Span::default()),
        Expr::Any(parts, _) => Expr::Any(all(parts), Span::default()),
        Expr::Count {
            how, number, of, ..
        } => count(*how, *number, all(of)),
        Expr::Compare {
            name: it,
            how,
            value: with,
        } => Expr::Compare {
            name: name(&it.text),
            how: *how,
            value: value(with),
        },
        Expr::Between {
            name: it,
            low,
            high,
        } => Expr::Between {
            name: name(&it.text),
            low: value(low),
            high: value(high),
        },
        Expr::In {
            name: it, values, ..
        } => Expr::In {
            name: name(&it.text),
            values: values.iter().map(value).collect(),
            span: Span::default(),
        },
        Expr::Contains {
            name: it,
            value: with,
        } => Expr::Contains {
            name: name(&it.text),
            value: value(with),
        },
    }
}

fn name(text: &str) -> Name {
    Name {
        text: text.to_owned(),
        span: Span::default(),
    }
}

fn literal(literal: Literal) -> Value {
    Value {
        literal,
        span: Span::default(),
    }
}

fn count(how: HowMany, number: i64, of: Vec<Expr>) -> Expr {
    Expr::Count {
        how,
        number,
        of,
        span: Span::default(),
    }
}

/// Any tree that has a spelling, with any names.
fn expr() -> impl Strategy<Value = Expr> {
    let id = "[a-z][a-z0-9_]{0,6}".prop_filter("no keyword", |id| keywords::is_id(id));
    let id = id.prop_map(|id| name(&id)).boxed();
    let number = prop_oneof![-9..=9_i64, -1_000_000_000..=1_000_000_000_i64];
    let number = number.prop_map(|it| literal(Literal::Number(it))).boxed();
    let choice = "[a-z][a-z0-9_]{0,6}".prop_map(|it| literal(Literal::Choice(it)));
    let yes_no = any::<bool>().prop_map(|it| literal(Literal::YesNo(it)));
    let value = prop_oneof![number.clone(), choice, yes_no].boxed();
    let sign = prop::sample::select(vec![
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
    ]);
    let leaf = prop_oneof![
        id.clone().prop_map(Expr::Name),
        (id.clone(), sign, value.clone()).prop_map(|(name, how, value)| Expr::Compare {
            name,
            how,
            value
        }),
        (id.clone(), number.clone(), number).prop_map(|(name, low, high)| Expr::Between {
            name,
            low,
            high
        }),
        (id.clone(), vec(value.clone(), 1..4)).prop_map(|(name, values)| Expr::In {
            name,
            values,
            span: Span::default(),
        }),
        (id, value).prop_map(|(name, value)| Expr::Contains { name, value }),
    ];
    let how = prop::sample::select(vec![HowMany::AtLeast, HowMany::AtMost, HowMany::Exactly]);
    leaf.prop_recursive(6, 40, 4, move |inner| {
        prop_oneof![
            inner
                .clone()
                .prop_map(|it| Expr::Not(Box::new(it), Span::default())),
            vec(inner.clone(), 2..4).prop_map(|it| Expr::All(it, Span::default())),
            vec(inner.clone(), 2..4).prop_map(|it| Expr::Any(it, Span::default())),
            (how.clone(), -3..=99_i64, vec(inner, 1..4))
                .prop_map(|(how, number, of)| count(how, number, of)),
        ]
    })
}

/// The tree that the engine should read where this stands.
fn expected(protocol: &Protocol, it: &model::Condition) -> Expr {
    use model::Condition as Part;
    let named = |at: &usize| name(protocol.name(*at));
    let value = |it: &model::Value| {
        literal(match it {
            model::Value::YesNo(yes) => Literal::YesNo(*yes),
            model::Value::Number(number) => Literal::Number(*number),
            model::Value::Choice(at) => Literal::Choice(model::choice_id(*at)),
            model::Value::Choices(_) => panic!("a condition names one choice at a time"),
        })
    };
    let number = |it: i64| literal(Literal::Number(it));
    let all = |parts: &[Part]| parts.iter().map(|part| expected(protocol, part)).collect();
    match it {
        Part::Name(at) => Expr::Name(named(at)),
        Part::Not(inner) => Expr::Not(Box::new(expected(protocol, inner)), Span::default()),
        Part::All(parts) => Expr::All(all(parts), Span::default()),
        Part::Any(parts) => Expr::Any(all(parts), Span::default()),
        Part::Count(how, number, of) => {
            let how = match how {
                model::HowMany::AtLeast => HowMany::AtLeast,
                model::HowMany::AtMost => HowMany::AtMost,
                model::HowMany::Exactly => HowMany::Exactly,
            };
            count(how, *number, all(of))
        }
        Part::Compare(at, sign, with) => Expr::Compare {
            name: named(at),
            how: match sign {
                model::Sign::Equal => Comparison::Equal,
                model::Sign::NotEqual => Comparison::NotEqual,
                model::Sign::Less => Comparison::Less,
                model::Sign::LessOrEqual => Comparison::LessOrEqual,
                model::Sign::Greater => Comparison::Greater,
                model::Sign::GreaterOrEqual => Comparison::GreaterOrEqual,
            },
            value: value(with),
        },
        Part::Between(at, low, high) => Expr::Between {
            name: named(at),
            low: number(*low),
            high: number(*high),
        },
        Part::In(at, values) => Expr::In {
            name: named(at),
            values: values.iter().map(value).collect(),
            span: Span::default(),
        },
        Part::Contains(at, choice) => Expr::Contains {
            name: named(at),
            value: literal(Literal::Choice(model::choice_id(*choice))),
        },
    }
}
