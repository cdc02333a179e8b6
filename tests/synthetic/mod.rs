//! Synthetic protocols of any size, from a seed: the same text on every machine.
//!
//! [`structured`] looks like a protocol that people write, and every rule in it has a case in which
//! it matters. [`adversarial`] is what nobody writes and a solver finds hard. For tests, benches
//! and examples: `#[path = "…/tests/synthetic/mod.rs"] mod synthetic;`.

#![allow(dead_code, reason = "each user takes what it needs")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "no code of the product: a trap here is a finding"
)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small numbers that fit anywhere"
)]

pub(crate) mod adversarial;
pub(crate) mod defects;
pub(crate) mod draw;
#[path = "../reference/model.rs"]
pub(crate) mod model;
#[path = "../reference/naive.rs"]
pub(crate) mod naive;
#[path = "../reference/print.rs"]
pub(crate) mod print;
pub(crate) mod structured;
pub(crate) mod write;

use write::Head;

/// The text of a protocol that looks like a real one.
pub(crate) fn structured(seed: u64, questions: usize, rules: usize) -> String {
    let made = structured::Structured::new(seed, questions, rules);
    write::file(&made.protocol, &Head::ALONE)
}

/// The text of a protocol that is hard to reason about.
pub(crate) fn adversarial(seed: u64, questions: usize, rules: usize) -> String {
    write::file(&adversarial::protocol(seed, questions, rules), &Head::ALONE)
}
