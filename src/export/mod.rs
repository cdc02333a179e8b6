//! The text of an export, and what is written of it: the same on the command line and in a page.
//!
//! In: bytes, handed in. Out: rows of cells, what kind of text it is, which columns must not be there, and an outcome
//! per row with the counts of all. It opens no file, and decodes nothing: [`charset()`] says what the bytes are, and whoever
//! has them makes UTF-8 of them.
//!
//! What the cells mean is for [`crate::table`] to say.

mod counts;
mod cut;
mod fit;
mod lines;
mod look;
mod outcome;
mod sniff;

pub use counts::Counts;
pub use fit::{Fit, identifying, refuse_ignored, refuse_personal};
pub use lines::{Bytes, Lines, Row, Taken};
pub use look::{Looked, look};
pub use outcome::{COLUMNS, IMPOSSIBLE, NONE, OPEN, Outcome, Outcomes, heading, push_field};
pub use sniff::{Charset, charset, decimal, separator};
