//! Random protocols and cases, all of them sound.
//!
//! Two steps: proptest draws a raw protocol of free numbers, and [`Raw::protocol`] makes something
//! that fits out of whatever they are. So every raw protocol is sound, smaller raw protocols give
//! smaller protocols, and shrinking goes to the bottom.

use super::model::Protocol;
use super::naive::Answers;
use super::raw::{Raw, RawCondition, RawItem, RawRule};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// How large protocols become.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    items: usize,
    rules: usize,
    depth: u32,
    /// How many ways there may be to answer everything.
    pub(crate) completions: u64,
    /// Whether numbers and lists of choices may be as large as the engine allows.
    pub(crate) wide: bool,
    /// How many conditions may be declared impossible.
    impossible: usize,
}

/// Small enough to try every answer.
pub(crate) const SMALL: Size = Size {
    items: 10,
    rules: 7,
    depth: 3,
    completions: 800,
    wide: false,
    impossible: 0,
};

/// The same, with answers that exclude each other.
pub(crate) const EXCLUSIVE: Size = Size {
    impossible: 2,
    ..SMALL
};

/// Larger than one word of bits, with wide ranges.
pub(crate) const LARGE: Size = Size {
    items: 26,
    rules: 24,
    depth: 4,
    completions: u64::MAX,
    wide: true,
    impossible: 0,
};

fn raw_condition(size: Size, depth: u32) -> impl Strategy<Value = RawCondition> {
    let leaf = (
        0..size.items,
        any::<u8>(),
        any::<u32>(),
        any::<u32>(),
        vec(any::<u32>(), 0..3),
    )
        .prop_map(|(item, form, first, second, more)| RawCondition::Leaf {
            item,
            form,
            first,
            second,
            more,
        });
    leaf.prop_recursive(depth, 14, 4, |inner| {
        prop_oneof![
            2 => inner.clone().prop_map(|it| RawCondition::Not(Box::new(it))),
            3 => vec(inner.clone(), 2..4).prop_map(RawCondition::All),
            3 => vec(inner.clone(), 2..4).prop_map(RawCondition::Any),
            3 => (any::<u8>(), any::<u8>(), vec(inner, 1..5), any::<bool>()).prop_map(
                |(how, number, of, twice)| RawCondition::Count { how, number, of, twice }
            ),
        ]
    })
}

pub(crate) fn raw_item(size: Size) -> impl Strategy<Value = RawItem> {
    let depth = size.depth;
    let gate = option::weighted(0.35, (raw_condition(size, depth - 1), any::<u32>()));
    prop_oneof![
        5 => (any::<u8>(), any::<u32>(), any::<u32>(), any::<u8>(), gate).prop_map(
            |(kind, from, span, group, gate)| RawItem::Question { kind, from, span, group, gate }
        ),
        2 => raw_condition(size, depth).prop_map(RawItem::Finding),
        2 => vec((0..size.items, -3..=3_i8), 1..5).prop_map(RawItem::Score),
    ]
}

pub(crate) fn raw_rule(size: Size) -> impl Strategy<Value = RawRule> {
    let targets = || vec(any::<u8>(), 0..3);
    (
        raw_condition(size, size.depth),
        targets(),
        targets(),
        targets(),
        option::weighted(0.2, any::<u8>()),
        prop::bool::weighted(0.2),
    )
        .prop_map(
            |(condition, indicates, excludes, raises, days, locked)| RawRule {
                condition,
                indicates,
                excludes,
                raises,
                days,
                locked,
            },
        )
}

/// What random protocols are made from.
pub(crate) fn raws(size: Size) -> impl Strategy<Value = Raw> {
    let routes = vec(
        (
            prop::bool::weighted(0.3),
            option::weighted(0.3, any::<u8>()),
        ),
        1..6,
    );
    (
        vec(raw_item(size), 1..=size.items),
        (routes, option::weighted(0.6, any::<u8>())),
        0..4_usize,
        vec(raw_rule(size), 1..=size.rules),
        vec(raw_condition(size, 2), 0..=size.impossible),
        (any::<bool>(), any::<u64>()),
    )
        .prop_map(
            |(items, (routes, fallback), signals, rules, impossible, (reversed, style))| Raw {
                items,
                routes,
                fallback,
                signals,
                rules,
                impossible,
                reversed,
                style,
            },
        )
}

/// Random protocols.
pub(crate) fn protocols(size: Size) -> impl Strategy<Value = Protocol> {
    raws(size).prop_map(move |raw| raw.protocol(size))
}

/// A protocol, and answers to about this share of its questions.
pub(crate) fn cases(size: Size, answered: f64) -> impl Strategy<Value = (Protocol, Answers)> {
    let pick = if answered < 1.0 {
        option::weighted(answered, any::<u32>()).boxed()
    } else {
        any::<u32>().prop_map(Some).boxed()
    };
    let picks = vec(pick, size.items);
    (protocols(size), picks).prop_map(|(protocol, picks)| {
        let mut answers: Answers = vec![None; protocol.items.len()];
        for (at, question) in protocol.questions() {
            answers[at] = picks[at].map(|pick| question.kind.value(pick));
        }
        (protocol, answers)
    })
}

/// A protocol, answers to all its questions, and an order in which to give them.
pub(crate) fn walks(size: Size) -> impl Strategy<Value = (Protocol, Answers, Vec<usize>)> {
    (cases(size, 1.0), vec(any::<u16>(), size.items)).prop_map(|((protocol, answers), keys)| {
        let mut order: Vec<usize> = protocol.questions().map(|(at, _)| at).collect();
        order.sort_by_key(|at| keys[*at]);
        (protocol, answers, order)
    })
}
