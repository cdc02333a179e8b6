//! The fingerprint of a protocol: the same for the same meaning and text, however it is laid out.
//!
//! The digest is the SHA-256 of the canonical JSON of the merged content (see
//! [`content`](super::content)), without what is only administration: `status` and `geldig_tot`
//! of `[protocol]`, which change when a version is withdrawn or succeeded, and the examples, which
//! are its tests. `docs/digest.md` tells another program how to compute it.

use super::content::Content;
use super::names::{EXAMPLES, HEADER};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Keys of the header that do not count.
const ADMINISTRATION: [&str; 2] = ["status", "geldig_tot"];

/// The digest of a whole protocol: `sha256:` and 64 hexadecimal digits.
pub(super) fn digest(content: &Content) -> String {
    format!("sha256:{}", hash(&meaning(content)))
}

/// A digest per part, `regel.eenzaam` and so on, to tell what changed: 16 hexadecimal digits.
pub(super) fn parts(content: &Content) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    let short = |content: &Content| hash(content).chars().take(16).collect::<String>();
    for (section, inner) in meaning(content).entries().into_iter().flatten() {
        match inner.entries() {
            Some(entries) if section != HEADER => {
                for (id, entry) in entries {
                    parts.insert(format!("{section}.{id}"), short(entry));
                }
            }
            _ => {
                parts.insert(section.clone(), short(inner));
            }
        }
    }
    parts
}

fn hash(content: &Content) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(content.canonical().as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The content without administration and examples.
fn meaning(content: &Content) -> Content {
    let mut kept = content.entries().cloned().unwrap_or_default();
    kept.remove(EXAMPLES);
    if let Some(Content::Table(header)) = kept.get_mut(HEADER) {
        header.retain(|key, _| !ADMINISTRATION.contains(&key.as_str()));
    }
    Content::Table(kept)
}
