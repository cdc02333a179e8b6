//! The smallest changes of a rule: each number in its condition, and in those that it builds on, one up or down.

use crate::{CannotRun, files};
use domeinwijzer::check::{Checked, compile};
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::Date;
use domeinwijzer::prove::Prover;
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;

/// A protocol in which one number is another.
pub(super) struct Changed {
    /// Which one, in Dutch.
    pub(super) change: String,
    pub(super) checked: Checked,
    pub(super) prover: Prover,
}

/// The most changes that are tried.
const CHANGES: usize = 12;
/// How far a condition is followed into what it builds on.
const DEPTH: usize = 3;

/// All protocols in which one number of this rule is one higher or lower, and that are sound.
pub(super) fn changes(
    protocol: &str,
    protocols: &Path,
    rule: &str,
    on: Date,
) -> Result<Vec<Changed>, CannotRun> {
    let named = PathBuf::from(protocol);
    let is_file = named.is_file() || named.extension().is_some_and(|it| it == "toml");
    let wanted = if is_file { vec![named] } else { Vec::new() };
    let loaded = files::load(&wanted, protocols)?;
    let registry = &loaded.registry;
    let own = loaded
        .wanted
        .first()
        .and_then(|path| registry.at_path(path));
    let Some(own) = own.or_else(|| registry.find(protocol, on).ok()) else {
        return Err(CannotRun(format!("protocol `{protocol}` is er niet")));
    };
    let path = own.path().to_owned();
    let mut chain = vec![path.clone()];
    let mut below = registry.base_of(own);
    while let Some(base) = below.filter(|base| !chain.iter().any(|it| it == base.path())) {
        chain.push(base.path().to_owned());
        below = registry.base_of(base);
    }
    let mut places = Vec::new();
    follow(&loaded.contents, &chain, "regel", rule, DEPTH, &mut places);
    let mut found = Vec::new();
    for place in places.iter().flat_map(Place::changed) {
        if found.len() == CHANGES {
            break;
        }
        let mut changed = Registry::default();
        for (name, bytes) in &loaded.contents {
            let other = (*name == place.file).then_some(place.text.as_bytes());
            changed.add(name.clone(), other.unwrap_or(bytes));
        }
        let Some(checked) = changed
            .at_path(&path)
            .and_then(|it| compile(&changed, it).ok())
        else {
            continue;
        };
        let prover = Prover::new(program::compile(&checked));
        found.push(Changed {
            change: place.change,
            checked,
            prover,
        });
    }
    Ok(found)
}

/// A condition, and where it stands.
struct Place {
    file: String,
    document: DocumentMut,
    section: String,
    id: String,
    condition: String,
}

/// A text in which one number is another.
struct Other {
    file: String,
    text: String,
    change: String,
}

/// Finds the condition of an entry, and those of the findings that it names.
fn follow(
    contents: &[(String, Vec<u8>)],
    chain: &[String],
    section: &str,
    id: &str,
    depth: usize,
    places: &mut Vec<Place>,
) {
    let found = chain.iter().find_map(|file| {
        let (_, bytes) = contents.iter().find(|(name, _)| name == file)?;
        let document: DocumentMut = std::str::from_utf8(bytes).ok()?.parse().ok()?;
        let condition = document
            .get(section)?
            .get(id)?
            .get("als")?
            .as_str()?
            .to_owned();
        Some(Place {
            file: file.clone(),
            document,
            section: section.to_owned(),
            id: id.to_owned(),
            condition,
        })
    });
    let Some(place) = found else { return };
    let known = places.iter().any(|it| it.section == section && it.id == id);
    let names: Vec<String> = words(&place.condition);
    if !known {
        places.push(place);
    }
    if depth > 0 {
        for name in names {
            follow(contents, chain, "kenmerk", &name, depth - 1, places);
        }
    }
}

impl Place {
    /// The same text with each number one higher and one lower.
    fn changed(&self) -> Vec<Other> {
        let mut all = Vec::new();
        for (from, to) in numbers(&self.condition) {
            let Some(number) = self
                .condition
                .get(from..to)
                .and_then(|it| it.parse::<i64>().ok())
            else {
                continue;
            };
            for other in [number - 1, number + 1] {
                let (before, after) = (self.condition.get(..from), self.condition.get(to..));
                let condition = format!(
                    "{}{other}{}",
                    before.unwrap_or_default(),
                    after.unwrap_or_default()
                );
                let mut document = self.document.clone();
                let entry = document
                    .get_mut(&self.section)
                    .and_then(|it| it.get_mut(&self.id));
                let Some(written) = entry.and_then(|it| it.get_mut("als")) else {
                    continue;
                };
                *written = toml_edit::value(condition.as_str());
                all.push(Other {
                    file: self.file.clone(),
                    text: document.to_string(),
                    change: format!(
                        "{} {}: {} wordt {condition}",
                        self.section, self.id, self.condition
                    ),
                });
            }
        }
        all
    }
}

/// A condition without its quoted choices: other signs stand in their places.
fn bare(condition: &str) -> Vec<u8> {
    let mut quoted = false;
    let mut out = Vec::with_capacity(condition.len());
    for byte in condition.bytes() {
        let quote = byte == b'\'';
        out.push(if quoted || quote { b'.' } else { byte });
        quoted ^= quote;
    }
    out
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where the numbers of a condition stand.
fn numbers(condition: &str) -> Vec<(usize, usize)> {
    pieces(condition)
        .into_iter()
        .filter(|(_, piece)| piece.bytes().all(|it| it.is_ascii_digit()))
        .map(|(from, piece)| (from, from + piece.len()))
        .collect()
}

/// The names and words of a condition.
fn words(condition: &str) -> Vec<String> {
    let pieces = pieces(condition).into_iter().map(|(_, piece)| piece);
    pieces
        .filter(|it| it.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

fn pieces(condition: &str) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (at, byte) in bare(condition).into_iter().enumerate() {
        let word = is_word(byte);
        if word && !inside {
            all.push((at, String::new()));
        }
        if let (true, Some((_, piece))) = (word, all.last_mut()) {
            piece.push(char::from(byte));
        }
        inside = word;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_of_a_condition() {
        let text = "minstens 2 van (last_7 >= 10, fase = 'rouw 3')";
        let found: Vec<&str> = numbers(text)
            .iter()
            .map(|(from, to)| &text[*from..*to])
            .collect();
        assert_eq!(found, ["2", "10"]);
        assert_eq!(words(text), ["minstens", "van", "last_7", "fase"]);
    }
}
