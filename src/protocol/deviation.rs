//! How a protocol differs from another, entry by entry: a municipal one from the base it builds on, or
//! one version from the one before.

use super::content::Content;
use super::names::{EXAMPLES, HEADER, SECTIONS};
use super::read::Protocol;
use crate::sorting;
use std::collections::BTreeMap;

/// What happened to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The base does not have it.
    Added,
    /// These keys are different: the name, the value in the base, the value here.
    Changed(Vec<(String, Option<Content>, Option<Content>)>),
    /// It was removed; with the reason, where a municipal file gives one.
    Removed(Option<String>),
}

/// An entry that differs from the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// The table: `regel`, `route` … or `protocol` for the order of precedence.
    pub section: String,
    /// The id of the entry; empty for `protocol`.
    pub id: String,
    /// What it says of itself: its title, or the reason of a rule.
    pub title: Option<String>,
    /// What happened.
    pub change: Change,
}

/// Keys of the header in which versions of one protocol always differ.
const PER_VERSION: [&str; 5] = ["id", "versie", "status", "geldig_vanaf", "geldig_tot"];
/// Keys of the header in which two protocols always differ.
const PER_PROTOCOL: [&str; 3] = ["titel", "gemeente", "basis"];

/// What can decide about a case: the keys of each table that can. An entry that comes or goes can
/// when its table stands here.
const DECIDING: [(&str, &[&str]); 8] = [
    (HEADER, &["voorrang"]),
    (
        "vraag",
        &["type", "min", "max", CHOICES, "alleen_als", "anders"],
    ),
    ("kenmerk", &["als"]),
    ("score", &["som"]),
    ("route", &["alleen", "vangnet"]),
    ("signaal", &[]),
    ("regel", &["als", "voor", "tegen", "signaal"]),
    ("onmogelijk", &["als"]),
];

/// The choices of a question, by id; what they are called decides nothing.
const CHOICES: &str = "keuzes";

impl Deviation {
    /// Parts what can change the outcome of a case from what cannot, such as a text.
    pub(crate) fn parted(self) -> (Option<Self>, Option<Self>) {
        let section = DECIDING.iter().find(|(name, _)| *name == self.section);
        let Some((_, deciding)) = section else {
            return (None, Some(self));
        };
        let Change::Changed(keys) = self.change else {
            return (Some(self), None);
        };
        let decides = |(key, old, new): &(String, Option<Content>, Option<Content>)| {
            let ids = |it: &Option<Content>| -> Vec<String> {
                let entries = it.iter().filter_map(Content::entries);
                entries.flat_map(|it| it.keys().cloned()).collect()
            };
            deciding.contains(&key.as_str()) && (key != CHOICES || ids(old) != ids(new))
        };
        let (deciding, other) = keys.into_iter().partition(decides);
        let with = |keys: Vec<_>| {
            (!keys.is_empty()).then(|| Self {
                change: Change::Changed(keys),
                section: self.section.clone(),
                id: self.id.clone(),
                title: self.title.clone(),
            })
        };
        (with(deciding), with(other))
    }
}

/// Lists everything in which one protocol says something else than another, in the order of the file
/// format; versions, dates and status are left out.
pub(crate) fn changes(old: &Content, new: &Content) -> Vec<Deviation> {
    let mut found = Vec::new();
    let none = Content::default();
    let header = |content: &Content| content.get(HEADER).cloned().unwrap_or_default();
    let (before, after) = (header(old), header(new));
    let same = before.get("id") == after.get("id");
    let mut keys = changed_keys(&before, &after);
    keys.retain(|(key, ..)| {
        let key = key.as_str();
        !PER_VERSION.contains(&key) && (same || !PER_PROTOCOL.contains(&key))
    });
    if !keys.is_empty() {
        found.push(Deviation {
            section: HEADER.to_owned(),
            id: String::new(),
            title: None,
            change: Change::Changed(keys),
        });
    }
    for section in SECTIONS {
        let old = old.get(section).unwrap_or(&none);
        let new = new.get(section).unwrap_or(&none);
        let gone = old.entries().into_iter().flatten();
        for (id, entry) in gone.filter(|(id, _)| new.get(id).is_none()) {
            found.push(Deviation {
                section: section.to_owned(),
                id: id.clone(),
                title: title(entry),
                change: Change::Removed(None),
            });
        }
        found.extend(here(section, old, new));
    }
    found
}

/// Lists everything in which `local` differs from `base`, in the order of the file format.
/// Examples are left out: they test, they decide nothing.
pub fn deviations(base: &Protocol, local: &Protocol) -> Vec<Deviation> {
    let mut found = Vec::new();
    let precedence = |content: &Content| {
        content
            .get(HEADER)
            .and_then(|it| it.get("voorrang"))
            .cloned()
    };
    let (old, new) = (precedence(&base.content), precedence(&local.content));
    if old != new {
        found.push(Deviation {
            section: HEADER.to_owned(),
            id: String::new(),
            title: None,
            change: Change::Changed(vec![("voorrang".to_owned(), old, new)]),
        });
    }
    for section in SECTIONS.into_iter().filter(|section| *section != EXAMPLES) {
        let none = BTreeMap::new();
        let entries =
            |content: &'_ Content| content.get(section).and_then(Content::entries).cloned();
        let old = entries(&base.content).unwrap_or_else(|| none.clone());
        let new = entries(&local.content).unwrap_or(none);
        for removed in local.removed.iter().filter(|it| it.section == section) {
            // A base of the base may have removed it already.
            if let Some(entry) = old.get(&removed.id) {
                found.push(Deviation {
                    section: section.to_owned(),
                    id: removed.id.clone(),
                    title: title(entry),
                    change: Change::Removed(Some(removed.reason.clone())),
                });
            }
        }
        found.extend(here(section, &Content::Table(old), &Content::Table(new)));
    }
    found
}

/// What a table has that another has not, or has otherwise.
fn here(section: &str, old: &Content, new: &Content) -> Vec<Deviation> {
    let entries = new.entries().into_iter().flatten();
    let changed = entries.filter_map(|(id, entry)| {
        let change = match old.get(id) {
            Some(same) if same == entry => return None,
            Some(other) => Change::Changed(changed_keys(other, entry)),
            None => Change::Added,
        };
        Some(Deviation {
            section: section.to_owned(),
            id: id.clone(),
            title: title(entry),
            change,
        })
    });
    changed.collect()
}

fn changed_keys(old: &Content, new: &Content) -> Vec<(String, Option<Content>, Option<Content>)> {
    let keys = |content: &Content| -> Vec<String> {
        content
            .entries()
            .map(|entries| entries.keys().cloned().collect())
            .unwrap_or_default()
    };
    let mut names = keys(old);
    names.extend(keys(new));
    sorting::by_key(&mut names, Clone::clone);
    names.dedup();
    names
        .into_iter()
        .filter(|name| old.get(name) != new.get(name))
        .map(|name| {
            let (before, after) = (old.get(&name).cloned(), new.get(&name).cloned());
            (name, before, after)
        })
        .collect()
}

fn title(entry: &Content) -> Option<String> {
    ["titel", "tekst", "reden", "functie"]
        .into_iter()
        .find_map(|key| match entry.get(key) {
            Some(Content::Text(text)) => Some(text.clone()),
            _ => None,
        })
}
