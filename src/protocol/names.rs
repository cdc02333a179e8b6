//! The names of the tables of a protocol file, and of the keys that every entry can have.

/// The version of the file format that this engine reads.
pub(super) const FORMAT: i64 = 1;
/// Key of the format version.
pub(super) const FORMAT_KEY: &str = "formaat";
/// The table that says what the file is.
pub(super) const HEADER: &str = "protocol";
/// The table of the examples.
pub(super) const EXAMPLES: &str = "voorbeeld";
/// Removes an entry of the base.
pub(super) const REMOVED: &str = "vervalt";
/// Says why, at a removed entry and at a rule.
pub(super) const REASON: &str = "reden";

/// The tables that hold entries by id, in the order in which a file is best read.
pub(super) const SECTIONS: [&str; 13] = [
    "bron",
    "groep",
    "vraag",
    "kenmerk",
    "score",
    "route",
    "aanbod",
    "contact",
    "signaal",
    "regel",
    "onmogelijk",
    "afwijking",
    "voorbeeld",
];
