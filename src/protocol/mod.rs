//! The protocol file: from TOML text to a [`Protocol`] as it is written.
//!
//! In: the text of a file and of the bases it builds on. Out: one merged [`Protocol`], in which
//! every value knows the file and line it came from, and every fault of text, shape and overlay.
//!
//! [`read()`] parses each file to a tree, [`overlay`](Removed) merges the trees, and only the
//! result is read into typed tables: merging key by key needs no knowledge of the keys.
//! [`registry`] finds which version is in force.
//!
//! Not here: whether the parts fit together. See [`crate::check`].

mod content;
mod damage;
mod deviation;
mod digest;
mod document;
mod entry;
pub mod fields;
pub mod file;
pub mod listing;
mod literal;
pub mod lock;
pub mod mapping;
pub mod municipality;
mod names;
mod overlay;
mod read;
pub mod registry;
#[cfg(feature = "schema")]
pub mod schema;
pub mod starter;
mod syntax;
pub mod version;

pub use content::Content;
pub(crate) use deviation::changes;
pub use deviation::{Change, Deviation, deviations};
pub use document::{FILE_LIMIT, decode};
pub(crate) use literal::offsets;
pub use overlay::Removed;
pub(crate) use read::ENTRY_LIMIT;
pub use read::{Entry, Input, Protocol, keys, read, read_header, sections};
