//! Protocols built by hand.

use super::model::{Condition, Item, Kind, Protocol, Question, Route, Rule, Sign, Value, What};
use Condition::All;

pub(crate) fn question(name: &str, kind: Kind) -> Item {
    Item {
        name: name.to_owned(),
        what: What::Question(Question {
            kind,
            group: None,
            gate: None,
            fixed: false,
        }),
    }
}

pub(crate) fn scale(name: &str, max: i64) -> Item {
    question(name, Kind::Scale { min: 0, max })
}

pub(crate) fn least(item: usize, number: i64) -> Condition {
    Condition::Compare(item, Sign::GreaterOrEqual, Value::Number(number))
}

pub(crate) fn most(item: usize, number: i64) -> Condition {
    Condition::Compare(item, Sign::LessOrEqual, Value::Number(number))
}

pub(crate) fn indicates(condition: Condition, route: usize) -> Rule {
    Rule {
        condition,
        indicates: vec![route],
        excludes: Vec::new(),
        raises: Vec::new(),
        days: None,
        locked: false,
    }
}

pub(crate) fn excludes(condition: Condition, route: usize) -> Rule {
    Rule {
        indicates: Vec::new(),
        excludes: vec![route],
        ..indicates(condition, 0)
    }
}

/// Two routes, no safety net, no signals, nothing impossible.
pub(crate) fn protocol(items: Vec<Item>, rules: Vec<Rule>) -> Protocol {
    let route = Route {
        alone: false,
        days: None,
    };
    Protocol {
        items,
        routes: vec![route.clone(), route],
        fallback: None,
        signals: 0,
        rules,
        impossible: Vec::new(),
        reversed: false,
        style: 0,
    }
}

/// More tests than fit in one word of bits, so that the second question has its tests in another.
pub(crate) fn two_words() -> Protocol {
    let long =
        (1..=70).map(|at| indicates(Condition::Compare(0, Sign::Equal, Value::Number(at)), 0));
    let both = All(vec![least(0, 9), least(1, 2)]);
    let mut it = protocol(
        vec![scale("lang", 80), scale("kort", 3)],
        long.chain([excludes(both, 0), indicates(most(1, 0), 1)])
            .collect(),
    );
    it.fallback = Some(1);
    it
}
