//! Mistakes in a protocol that only show when all cases are looked at.
//!
//! In: a sound protocol with its prover, and its base. Out: diagnostics 801 to 810, each with the
//! smallest case that shows it where a case can. What is found is exact: nothing is reported that was
//! not proved, and what could not be proved is said to be so.
//!
//! One solver looks through one protocol, and every case that it finds is evaluated and kept: most
//! questions after the first few are settled by a case that is there already.

mod clash;
mod deciding;
mod files;
mod home;
mod locked;
mod mattering;
mod needless;
mod never;
mod offered;
mod parts;
mod task;
mod witness;

pub use files::{check_all, check_files};

use super::pair::Proved;
use crate::diagnostic::Diagnostic;
use task::{Finding, Task};

/// Everything that is wrong with a protocol when all cases are looked at; with a base, what the base
/// does not have by itself. In no particular order.
pub fn findings(it: Proved<'_>, base: Option<Proved<'_>>) -> Vec<Diagnostic> {
    let found = all(it);
    let found = match base {
        Some(base) => home::brought(it, base, found, &all(base)),
        None => found,
    };
    found.into_iter().map(|it| it.diagnostic).collect()
}

/// Everything that is found in a protocol as it is merged, wherever it stands.
fn all(it: Proved<'_>) -> Vec<Finding> {
    let mut task = Task::new(it);
    if task.any_case() {
        task.rules_that_never_hold();
        task.gap();
        task.routes_that_are_never_advised();
        task.rules_that_never_decide();
        task.needless_parts();
        task.questions_that_never_matter();
        task.for_and_against();
    }
    task.found
}
