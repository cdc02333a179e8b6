//! How a municipal protocol differs from the base it builds on, entry by entry.

use super::content::Content;
use super::names::{EXAMPLES, HEADER, SECTIONS};
use super::read::Protocol;
use std::collections::BTreeMap;

/// What happened to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The base does not have it.
    Added,
    /// These keys are different: the name, the value in the base, the value here.
    Changed(Vec<(String, Option<Content>, Option<Content>)>),
    /// It was removed, for this reason.
    Removed(String),
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
                    change: Change::Removed(removed.reason.clone()),
                });
            }
        }
        for (id, entry) in &new {
            let change = match old.get(id) {
                Some(same) if same == entry => continue,
                Some(other) => Change::Changed(changed_keys(other, entry)),
                None => Change::Added,
            };
            found.push(Deviation {
                section: section.to_owned(),
                id: id.clone(),
                title: title(entry),
                change,
            });
        }
    }
    found
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
    names.sort();
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
