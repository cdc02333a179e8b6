//! Random protocols, each with a later version of it.

use super::generate::{Size, raw_item, raw_rule, raws};
use super::model::Protocol;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A protocol and a later version of it: some rules are others or gone, perhaps an item is
/// another, perhaps the safety net.
pub(crate) fn pairs(size: Size) -> impl Strategy<Value = (Protocol, Protocol)> {
    let rules = vec(
        (any::<usize>(), option::weighted(0.7, raw_rule(size))),
        0..3,
    );
    let item = option::weighted(0.3, (any::<usize>(), raw_item(size)));
    let fallback = option::weighted(0.2, option::of(any::<u8>()));
    (raws(size), rules, item, fallback).prop_map(move |(old, rules, item, fallback)| {
        let mut new = old.clone();
        for (pick, rule) in rules {
            let at = pick % new.rules.len();
            match rule {
                Some(rule) => new.rules[at] = rule,
                None if new.rules.len() > 1 => drop(new.rules.remove(at)),
                None => {}
            }
        }
        if let Some((pick, item)) = item {
            let at = pick % new.items.len();
            new.items[at] = item;
        }
        if let Some(fallback) = fallback {
            new.fallback = fallback;
        }
        (old.protocol(size), new.protocol(size))
    })
}
