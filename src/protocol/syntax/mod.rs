//! What is wrong in a text that is not TOML, in words that its author understands.
//!
//! In: a text. Out: a diagnostic per faulty statement, and a text of the same length without those
//! statements, in which everything else still stands in its place and can be checked.
//!
//! The TOML reader says where it stumbles, not what the author meant. Here the statement in which
//! it stumbles is looked at as a whole, for the slips that people make: quotes from Word, a decimal
//! comma, `ja` for `true`, a date with the day first.
//!
//! Not here: what a sound statement says. See [`super::entry`].

mod bare;
mod brackets;
mod head;
mod line;
mod mend;
mod signs;
mod statements;
mod too_new;
mod value;

pub(super) use mend::mend;
pub(super) use too_new::too_new;
