//! What is true of a small protocol, found by trying every answer.
//!
//! Whatever a solver claims about a protocol or an open case can be compared with this: it shares
//! no code with the engine, only the plain evaluator of `tests/reference`. [`world`] is about the
//! completions of a case, [`reasons`] about the answers given, [`findings`] about all cases at
//! once, [`difference`] about two protocols; [`hand`] checks these on protocols whose truth is
//! known, [`agree`] on random ones. The prover is held against them by [`openness`], [`grounds`],
//! [`protocols`], [`why`] and [`versions`].
//!
//! 500 protocols for each claim by default; `PROPTEST_CASES=20000 cargo test --release --test exact`
//! is the size of a night.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a trap is a finding"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "free numbers are made to fit, and a count fits any number"
)]
// The reference has more than is used here.
#![allow(dead_code)]

#[path = "exact/agree.rs"]
mod agree;
#[path = "reference/build.rs"]
mod build;
#[path = "exact/difference.rs"]
mod difference;
#[path = "reference/engine.rs"]
mod engine;
#[path = "exact/findings.rs"]
mod findings;
#[path = "reference/generate.rs"]
mod generate;
#[path = "exact/grounds.rs"]
mod grounds;
#[path = "exact/hand.rs"]
mod hand;
#[path = "reference/model.rs"]
mod model;
#[path = "reference/naive.rs"]
mod naive;
#[path = "exact/openness.rs"]
mod openness;
#[path = "exact/pairs.rs"]
mod pairs;
#[path = "reference/print.rs"]
mod print;
#[path = "exact/protocols.rs"]
mod protocols;
#[path = "reference/raw.rs"]
mod raw;
#[path = "exact/reasons.rs"]
mod reasons;
#[path = "exact/versions.rs"]
mod versions;
#[path = "exact/why.rs"]
mod why;
#[path = "exact/world.rs"]
mod world;

use proptest::test_runner::Config;

/// So many protocols as asked for, 500 by default.
fn config() -> Config {
    let default = Config::default();
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    Config {
        cases: if asked { default.cases } else { 500 },
        max_shrink_iters: 20_000,
        // The smallest failing case is printed in full: it belongs in a test of its own.
        failure_persistence: None,
        ..default
    }
}
