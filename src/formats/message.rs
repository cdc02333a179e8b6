//! Reading a message of another system: any value, with one fault for each thing that does not fit.

use crate::decide::Loose;
use crate::diagnostic::{Code, Diagnostic, did_you_mean, list};
use crate::sorting::Set;

/// The longest text that is taken over from a message, in characters.
pub(super) const TEXT_LIMIT: usize = 2_000;

/// The most faults that are told of one message: nobody reads more.
const FAULT_LIMIT: usize = 50;

/// The faults of a message, while it is read.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Diagnostic>);

impl Faults {
    /// Something that does not fit.
    pub(super) fn add(&mut self, message: impl Into<String>, help: impl Into<Option<String>>) {
        self.push(Diagnostic::error(Code::InvalidMessage, message).help(help));
    }

    pub(super) fn push(&mut self, fault: Diagnostic) {
        if self.0.len() < FAULT_LIMIT {
            self.0.push(fault);
        }
    }

    /// What was read, or everything that is wrong.
    pub(super) fn or<T>(self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }

    /// Everything that is wrong.
    pub(super) fn all(self) -> Vec<Diagnostic> {
        self.0
    }

    fn unfit(&mut self, path: &str, wanted: &str, found: &Loose) {
        self.add(
            format!(
                "`{path}` moet {wanted} zijn, maar hier staat {}",
                found.describe()
            ),
            None,
        );
    }
}

/// An object of a message, and where it stands in it.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    path: String,
    entries: &'a [(String, Loose)],
}

impl<'a> Part<'a> {
    /// The message itself, when it is an object.
    pub(super) fn whole(name: &str, value: &'a Loose, faults: &mut Faults) -> Option<Self> {
        Self::of(name.to_owned(), value, faults)
    }

    fn of(path: String, value: &'a Loose, faults: &mut Faults) -> Option<Self> {
        let Loose::Object(entries) = value else {
            faults.unfit(&path, "een object", value);
            return None;
        };
        let mut seen = Set::new();
        for (key, _) in entries {
            if !seen.insert(key.as_str()) {
                faults.add(
                    format!("`{}` staat twee keer in `{path}`", short(key)),
                    None,
                );
            }
        }
        Some(Self { path, entries })
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The value of a key; none when it is absent or null.
    pub(super) fn get(&self, key: &str) -> Option<&'a Loose> {
        let found = self.entries.iter().find(|it| it.0 == key).map(|it| &it.1);
        found.filter(|it| **it != Loose::Nothing)
    }

    /// Every key and value.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Loose)> {
        self.entries
            .iter()
            .map(|(key, value)| (key.as_str(), value))
    }

    /// Reports keys that do not belong here.
    pub(super) fn only(&self, known: &[&'static str], faults: &mut Faults) {
        for (key, _) in self.entries().filter(|it| !known.contains(&it.0)) {
            let key = short(key);
            let help = did_you_mean(&key, known.iter().copied())
                .unwrap_or_else(|| format!("bekend: {}", list(known.iter().copied(), 12)));
            faults.add(format!("`{key}` hoort niet in `{}`", self.path), help);
        }
    }

    /// A text.
    pub(super) fn text(&self, key: &str, faults: &mut Faults) -> Option<&'a str> {
        match self.get(key)? {
            Loose::Text(text) if text.chars().nth(TEXT_LIMIT).is_some() => {
                let path = self.below(key);
                faults.add(format!("`{path}` is langer dan {TEXT_LIMIT} tekens"), None);
                None
            }
            Loose::Text(text) => Some(text),
            other => {
                faults.unfit(&self.below(key), "tekst", other);
                None
            }
        }
    }

    /// An object.
    pub(super) fn part(&self, key: &str, faults: &mut Faults) -> Option<Part<'a>> {
        Part::of(self.below(key), self.get(key)?, faults)
    }

    /// The objects of a list.
    pub(super) fn parts(&self, key: &str, faults: &mut Faults) -> Vec<Part<'a>> {
        match self.get(key) {
            None => Vec::new(),
            Some(Loose::List(items)) => {
                let numbered = items.iter().enumerate();
                numbered
                    .filter_map(|(at, it)| {
                        Part::of(format!("{}[{at}]", self.below(key)), it, faults)
                    })
                    .collect()
            }
            Some(other) => {
                faults.unfit(&self.below(key), "een lijst", other);
                Vec::new()
            }
        }
    }

    /// The kind of resource it is; reports another than the wanted one.
    pub(super) fn is(&self, wanted: &str, faults: &mut Faults) -> bool {
        let kind = self.text("resourceType", faults);
        if kind == Some(wanted) {
            return true;
        }
        let message = match kind {
            Some(other) => format!("dit is een {}, geen {wanted}", short(other)),
            None => format!("dit is geen FHIR-{wanted}: `resourceType` ontbreekt"),
        };
        faults.add(
            message,
            format!("geef een resource met \"resourceType\": \"{wanted}\""),
        );
        false
    }

    fn below(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }
}

/// A text of a message on one line, for a message or a record: what could break out of its line, or
/// turn it around, becomes a space.
pub(super) fn line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = text
        .chars()
        .map(|c| {
            if c.is_control() || turns(c) || c == '\u{2028}' || c == '\u{2029}' {
                ' '
            } else {
                c
            }
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of a text, for a message about it.
pub(super) fn short(text: &str) -> String {
    line(&text.chars().take(64).collect::<String>())
}
