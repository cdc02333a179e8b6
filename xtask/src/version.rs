//! Versions: reading them from what a tool prints and from `Cargo.lock`.

use std::fmt;

/// A version of one to three numbers; what is not written counts as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// A version from its three numbers.
    pub(crate) const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self {
            major,
            minor,
            patch,
        }
    }

    /// The first of its numbers, by which some tools go.
    pub(crate) const fn major(self) -> u32 {
        self.major
    }

    /// The first word of `text` that starts with a version, as tools print it:
    /// `v20.20.2`, `wasm-bindgen 0.2.130`, `wasm-opt version 132 (version_132)`.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::from_word)
    }

    fn from_word(word: &str) -> Option<Self> {
        let digits = word.strip_prefix('v').unwrap_or(word);
        let end = digits
            .find(|c: char| c != '.' && !c.is_ascii_digit())
            .unwrap_or(digits.len());
        let mut parts = digits
            .get(..end)?
            .trim_end_matches('.')
            .split('.')
            .map(str::parse);
        let major = parts.next()?.ok()?;
        let minor = parts.next().unwrap_or(Ok(0)).ok()?;
        let patch = parts.next().unwrap_or(Ok(0)).ok()?;
        Some(Self {
            major,
            minor,
            patch,
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The version of package `name` in the text of a `Cargo.lock`.
pub(crate) fn locked(lock: &str, name: &str) -> Option<Version> {
    let name_line = format!("name = \"{name}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name_line)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Version::from_word(version.trim_end_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::{Version, locked};

    #[test]
    fn finds_the_version_in_what_tools_print() {
        let cases = [
            ("v20.20.2\n", Version::new(20, 20, 2)),
            ("wasm-bindgen 0.2.130", Version::new(0, 2, 130)),
            ("wasm-pack 0.15.1", Version::new(0, 15, 1)),
            (
                "wasm-opt version 132 (version_132)",
                Version::new(132, 0, 0),
            ),
            (
                "Chromium 156.0.8078.73 built on Debian",
                Version::new(156, 0, 8078),
            ),
            ("v22.0.0-rc.1", Version::new(22, 0, 0)),
        ];
        for (text, version) in cases {
            assert_eq!(Version::find(text), Some(version), "{text}");
        }
        assert_eq!(Version::find("not found"), None);
        assert_eq!(Version::find(""), None);
    }

    #[test]
    fn compares_numbers_not_letters() {
        assert!(Version::new(20, 9, 0) < Version::new(20, 19, 0));
        assert!(Version::new(108, 0, 0) < Version::new(132, 0, 0));
    }

    #[test]
    fn reads_the_pinned_version_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(Version::new(0, 2, 130)));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
