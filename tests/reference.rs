//! The engine against a reference that shares no code with it, on random protocols and cases.
//!
//! [`generate`] draws a sound protocol as plain data, [`print`] writes it down as a TOML file in
//! one of many spellings, and the engine reads that file. [`naive`] evaluates the data itself, word
//! for word as `docs/handleiding-protocol.md` explains it, for every way to complete the case. The rest of the
//! modules say what has to agree: the [`quick`] decision with the other, [`complete`] cases in everything, [`open`] ones in whatever the
//! engine calls decided, [`asking`] about what is left to ask, [`reasons`] about why.
//!
//! `PROPTEST_CASES=10000 cargo test --test reference` looks longer.

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

#[path = "reference/asking.rs"]
mod asking;
#[path = "reference/build.rs"]
mod build;
#[path = "reference/complete.rs"]
mod complete;
#[path = "reference/engine.rs"]
mod engine;
#[path = "reference/generate.rs"]
mod generate;
#[path = "reference/language.rs"]
mod language;
#[path = "reference/model.rs"]
mod model;
#[path = "reference/naive.rs"]
mod naive;
#[path = "reference/needed.rs"]
mod needed;
#[path = "reference/open.rs"]
mod open;
#[path = "reference/print.rs"]
mod print;
#[path = "reference/quick.rs"]
mod quick;
#[path = "reference/raw.rs"]
mod raw;
#[path = "reference/reasons.rs"]
mod reasons;

use proptest::test_runner::Config;

/// So many cases as asked for, 256 by default; a share of them where each is costly.
fn config(one_in: u32) -> Config {
    let default = Config::default();
    Config {
        cases: (default.cases / one_in).max(1),
        max_shrink_iters: 20_000,
        // The smallest failing case is printed in full: it belongs in a test of its own.
        failure_persistence: None,
        ..default
    }
}
