//! A table from a practice's own records: from cells to answers, and to decisions by the million.
//!
//! In: a [mapping](crate::protocol::mapping), the names of the columns, and one row after another.
//! Out: the codes of the answers, or which cell does not fit; and for each row what was decided.
//!
//! [`Table`] is made once and cannot fail on what it is made of; only [`Cells`] can be wrong.
//! [`personal()`] says which columns must not be there. [`Reader`] reads cells that it saw before only once,
//! and [`Quick`] decides: rows with the same answers, as far as they matter, are decided once.
//!
//! Not here: files, character sets, separators. Nothing is proved per row: what plain deciding
//! calls open is open here ([`crate::decide::decide`]).

mod cell;
mod cells;
mod columns;
mod origin;
mod personal;
mod quick;
mod reader;
mod seen;
mod signature;

pub use cell::{Decimal, decimal_sign};
pub use cells::Cells;
pub use columns::{Table, Unfit};
pub use personal::{Personal, personal};
pub use quick::Quick;
pub use reader::Reader;
