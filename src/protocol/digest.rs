//! The fingerprint of a protocol: the same for the same content, however it is laid out.
//!
//! The digest is the SHA-256 of the merged document (base and local file, removed entries left
//! out) as canonical JSON (RFC 8785): keys sorted, no white space. Dates become texts, and runs of
//! white space in a condition one space. Comments, order and layout of the file do not count.
//! All keys are ASCII and all numbers whole, so that sorting by bytes and plain digits are what
//! RFC 8785 asks for.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use toml::de::{DeTable, DeValue};

/// Keys whose text is a condition.
const CONDITIONS: [&str; 2] = ["als", "alleen_als"];

/// Computes the digest of a merged document, `sha256:` and 64 hexadecimal digits.
pub(super) fn digest(document: &DeTable<'_>) -> String {
    let canonical = table(document).to_string();
    let mut out = "sha256:".to_owned();
    for byte in Sha256::digest(canonical.as_bytes()) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn table(table: &DeTable<'_>) -> Value {
    let entries: Map<String, Value> = table
        .iter()
        .map(|(key, it)| {
            let json = match it.get_ref() {
                DeValue::String(text) if CONDITIONS.contains(&key.get_ref().as_ref()) => {
                    Value::String(text.split_whitespace().collect::<Vec<_>>().join(" "))
                }
                other => value(other),
            };
            (key.get_ref().to_string(), json)
        })
        .collect();
    Value::Object(entries)
}

fn value(it: &DeValue<'_>) -> Value {
    match it {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::String(number.to_string()), Value::from),
        DeValue::Float(number) => Value::String(number.to_string()),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
        DeValue::Table(inner) => table(inner),
    }
}
