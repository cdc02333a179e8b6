//! Looking back together: what came of advice, over many receipts.
//!
//! In: [entries](Entry), each a receipt, the record of another choice, or what a contact said; and what a
//! draft would have advised. Out: an [`Evaluation`](crate::wire::Evaluation): how often each rule held and
//! decided, how often the advice was followed, what came back. Numbers below [`LEAST`] are left out, and so
//! are those from which one of them follows by adding and subtracting, however many it takes. [`feedback()`] writes
//! an entry for what a contact said.
//!
//! Not here: reading files and JSON text, and the day it is. It judges nobody: which rule is looked at first
//! is a matter of counting.

mod counted;
mod entry;
mod feedback;
mod gathered;
mod shown;
mod span;

pub use counted::evaluation;
pub use entry::{Entry, stripped};
pub use feedback::{Said, feedback};
pub use gathered::{Draft, Gathered};
pub use shown::LEAST;
