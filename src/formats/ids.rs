//! Ids that are the same for the same message, on every machine.

use sha2::{Digest, Sha256};

/// Makes the ids of one message.
#[derive(Debug, Clone)]
pub(super) struct Ids {
    seed: Sha256,
}

impl Ids {
    /// Starts from everything that makes this message another one than the next.
    pub(super) fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut seed = Sha256::new();
        for part in parts {
            add(&mut seed, part);
        }
        Self { seed }
    }

    /// The id of one part of the message: a UUID of version 8, whose bits are those of a digest.
    pub(super) fn uuid(&self, part: &str) -> String {
        let mut digest = self.seed.clone();
        add(&mut digest, part);
        let mut hex = String::with_capacity(36);
        for (at, byte) in digest.finalize().iter().take(16).enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                hex.push('-');
            }
            let byte = match at {
                6 => byte & 0x0f | 0x80,
                8 => byte & 0x3f | 0x80,
                _ => *byte,
            };
            hex.push_str(&format!("{byte:02x}"));
        }
        hex
    }

    /// The same as an address within a bundle.
    pub(super) fn urn(&self, part: &str) -> String {
        format!("urn:uuid:{}", self.uuid(part))
    }
}

/// Adds a text with its length, so that `ab` + `c` is not `a` + `bc`.
fn add(digest: &mut Sha256, part: &str) {
    digest.update(part.len().to_string());
    digest.update(":");
    digest.update(part);
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn an_id_is_a_uuid_of_version_8() {
        let id = Ids::of(["a"]).uuid("taak");
        assert_eq!(id.len(), 36);
        let at = |place: usize| id.chars().nth(place).unwrap();
        assert_eq!(
            (at(8), at(13), at(14), at(18), at(23)),
            ('-', '-', '8', '-', '-')
        );
        assert!("89ab".contains(at(19)), "{id}");
    }

    #[test]
    fn the_same_parts_give_the_same_id_and_others_another() {
        assert_eq!(Ids::of(["a", "b"]).uuid("x"), Ids::of(["a", "b"]).uuid("x"));
        assert_ne!(Ids::of(["a", "b"]).uuid("x"), Ids::of(["ab", ""]).uuid("x"));
        assert_ne!(Ids::of(["a"]).uuid("x"), Ids::of(["a"]).uuid("y"));
    }
}
