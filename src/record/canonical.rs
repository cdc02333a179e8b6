//! Canonical JSON (RFC 8785) and its SHA-256.
//!
//! What the RFC asks beyond JSON is an order of keys and a way to write decimal numbers. A receipt has
//! none of those: only whole numbers that every reader of JSON keeps are written.

use crate::decide::Loose;
use crate::json;
use crate::sorting;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The canonical JSON of a value; none for what has no such form, as a key that stands there twice.
pub(super) fn canonical(value: &Loose) -> Option<String> {
    let mut out = String::new();
    write(value, &mut out)?;
    Some(out)
}

fn write(value: &Loose, out: &mut String) -> Option<()> {
    const EXACT: u64 = 1 << 53;
    match value {
        Loose::Nothing => out.push_str("null"),
        Loose::YesNo(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Loose::Whole(number) if number.unsigned_abs() <= EXACT => {
            out.push_str(&number.to_string());
        }
        Loose::Whole(_) | Loose::OtherNumber => return None,
        Loose::Text(text) => json::quote(text, out),
        Loose::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Loose::Object(entries) => {
            let mut sorted: Vec<&(String, Loose)> = entries.iter().collect();
            sorting::by_key(&mut sorted, |it| it.0.encode_utf16().collect::<Vec<u16>>());
            out.push('{');
            let mut before = None;
            for (key, value) in sorted {
                if before == Some(key) {
                    return None;
                }
                if before.is_some() {
                    out.push(',');
                }
                before = Some(key);
                json::quote(key, out);
                out.push(':');
                write(value, out)?;
            }
            out.push('}');
        }
    }
    Some(())
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
    Loose::parse(&json::text(value)?).ok()
}

/// A value as canonical JSON (RFC 8785); empty for what has no such form.
pub fn plain_text(value: &Loose) -> String {
    canonical(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use crate::decide::Loose;
    use proptest::prelude::*;

    fn loose() -> impl Strategy<Value = Loose> {
        let leaf = prop_oneof![
            Just(Loose::Nothing),
            any::<bool>().prop_map(Loose::YesNo),
            (-(1_i64 << 53)..=1 << 53).prop_map(Loose::Whole),
            any::<String>().prop_map(Loose::Text),
            // Where the order of UTF-16 is not that of the code points.
            "[\u{e000}-\u{ffff}\u{10000}-\u{10010}a-c]{0,3}".prop_map(Loose::Text),
        ];
        leaf.prop_recursive(4, 60, 6, |inner| {
            let key = prop_oneof![
                any::<String>(),
                "[\u{fb00}-\u{fb10}\u{1f600}-\u{1f610}\u{0}-\u{1f}a-c\"]{0,3}"
            ];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Loose::List),
                prop::collection::btree_map(key, inner, 0..6)
                    .prop_map(|it| Loose::Object(it.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_writes_what_rfc_8785_asks(value in loose()) {
            let written = canonical(&value).unwrap();
            let other: serde_json::Value = serde_json::from_str(&written).unwrap();
            let theirs = serde_json_canonicalizer::to_string(&other).unwrap();
            prop_assert_eq!(&written, &theirs);
            prop_assert_eq!(Loose::parse(&written), Ok(sorted(value)));
        }
    }

    /// The same with the keys of every object as RFC 8785 sorts them.
    fn sorted(value: Loose) -> Loose {
        match value {
            Loose::List(items) => Loose::List(items.into_iter().map(sorted).collect()),
            Loose::Object(mut entries) => {
                entries.sort_by_key(|it| it.0.encode_utf16().collect::<Vec<u16>>());
                let entries = entries.into_iter().map(|(key, it)| (key, sorted(it)));
                Loose::Object(entries.collect())
            }
            other => other,
        }
    }

    #[test]
    fn what_has_no_canonical_form_is_refused() {
        let twice = |key: &str| (key.to_owned(), Loose::Nothing);
        for value in [
            Loose::OtherNumber,
            Loose::Whole((1 << 53) + 1),
            Loose::Object(vec![twice("a"), twice("b"), twice("a")]),
        ] {
            assert_eq!(canonical(&value), None);
        }
    }
}
