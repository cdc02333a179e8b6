//! Canonical JSON (RFC 8785) and its SHA-256.

use crate::decide::Loose;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The canonical JSON of a value; none for what has no such form, as a key that stands there twice.
pub(super) fn canonical(value: &impl Serialize) -> Option<String> {
    let bytes = serde_json_canonicalizer::to_vec(value).ok()?;
    String::from_utf8(bytes).ok()
}

/// The SHA-256 of a text, in hexadecimal digits.
pub(super) fn sha256(text: &str) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A shape as it looks to someone who reads its JSON.
pub(super) fn as_read(value: &impl Serialize) -> Option<Loose> {
    read(&canonical(value)?).ok()
}

/// Reads JSON text.
pub(super) fn read(text: &str) -> Result<Loose, serde_json::Error> {
    serde_json::from_str(text)
}

/// A value as canonical JSON (RFC 8785); empty for what has no such form.
pub fn plain_text(value: &Loose) -> String {
    canonical(&Plain(value)).unwrap_or_default()
}

/// A loose value as JSON.
pub(super) struct Plain<'a>(pub(super) &'a Loose);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Loose::Nothing => serializer.serialize_unit(),
            Loose::YesNo(yes) => serializer.serialize_bool(*yes),
            Loose::Whole(number) => serializer.serialize_i64(*number),
            Loose::OtherNumber => Err(S::Error::custom("no whole number")),
            Loose::Text(text) => serializer.serialize_str(text),
            Loose::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Plain(item))?;
                }
                list.end()
            }
            Loose::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, &Plain(value))?;
                }
                map.end()
            }
        }
    }
}
