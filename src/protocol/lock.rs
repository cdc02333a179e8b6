//! The lock file: which versions were published, and what they said then.
//!
//! In: the registry and the text of a lock file. Out: faults for published versions that were
//! changed, withdrawn wrongly or lost; or a new text with the versions published since.
//!
//! The file is JSON, one entry per published version: its digest, and a short digest per part, so
//! that a change can be named.

use super::digest::parts;
use super::listing::Listing;
use super::registry::{File, Registry};
use super::version::Status;
use crate::diagnostic::{Code, Diagnostic, list};
use crate::sorting;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the lock file in a folder of protocols.
pub const LOCK_FILE: &str = "vastgesteld.lock.json";

/// The published versions, by `id@version`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lock {
    versions: BTreeMap<String, Locked>,
}

/// What a published version said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Locked {
    digest: String,
    parts: BTreeMap<String, String>,
}

impl Lock {
    /// Reads a lock file.
    ///
    /// # Errors
    ///
    /// [`Code::Unreadable`] when it is not what [`Lock::print`] writes.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        serde_json::from_str(text).map_err(|error| {
            let place = format!("regel {}, kolom {}", error.line(), error.column());
            Diagnostic::error(
                Code::Unreadable,
                format!("{LOCK_FILE} is onleesbaar ({place})"),
            )
            .help(
                "zet de laatste goede versie van dit bestand terug; wijzig het niet met de hand"
                    .to_owned(),
            )
        })
    }

    /// The text of the lock file.
    pub fn print(&self) -> String {
        // Texts by text can always be written as JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// How many versions it holds.
    pub fn len(&self) -> usize {
        self.versions.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// Adds every published version that it does not hold yet, and returns their references.
    /// What it holds stays as it is.
    pub fn add_published(&mut self, registry: &Registry) -> Vec<String> {
        let mut added = Vec::new();
        for (file, listing) in published(registry) {
            let reference = listing.reference().to_string();
            if !self.versions.contains_key(&reference) {
                self.versions
                    .insert(reference.clone(), locked(registry, file));
                added.push(reference);
            }
        }
        added
    }

    /// Compares the published versions with what they said when they were locked.
    ///
    /// # Diagnostics
    ///
    /// [`Code::PublishedChanged`], naming the parts; [`Code::StatusStep`],
    /// [`Code::PublishedGone`] and [`Code::NotLocked`].
    pub fn check(&self, registry: &Registry, report: &mut Vec<Diagnostic>) {
        let mut seen = BTreeSet::new();
        for (file, listing) in registry.listed() {
            let reference = listing.reference().to_string();
            let Some(then) = self.versions.get(&reference) else {
                continue;
            };
            if matches!(listing.status, Status::Draft | Status::Example) {
                let message = format!(
                    "`{reference}` is vastgesteld geweest en kan niet weer `{}` worden",
                    listing.status.word()
                );
                report.push(
                    Diagnostic::error(Code::StatusStep, message)
                        .at(listing.span)
                        .help("zet de status op vastgesteld of ingetrokken; maak voor iets nieuws een nieuwe versie".to_owned()),
                );
            }
            let now = locked(registry, file);
            if now.digest != then.digest {
                let message = format!(
                    "`{reference}` is vastgesteld en daarna gewijzigd: {}",
                    changed(then, &now)
                );
                report.push(
                    Diagnostic::error(Code::PublishedChanged, message)
                        .at(listing.span)
                        .help(
                            "zet de oude tekst terug, en maak van de wijziging een nieuwe versie"
                                .to_owned(),
                        ),
                );
            }
            seen.insert(reference);
        }
        for reference in self.versions.keys().filter(|it| !seen.contains(*it)) {
            let message = format!("het bestand van de vastgestelde versie `{reference}` ontbreekt");
            report.push(
                Diagnostic::error(Code::PublishedGone, message)
                    .help("zet het bestand terug; een versie die niet meer geldt krijgt status = \"ingetrokken\"".to_owned()),
            );
        }
        for (_, listing) in published(registry) {
            let reference = listing.reference().to_string();
            if !self.versions.contains_key(&reference) {
                report.push(
                    Diagnostic::warning(
                        Code::NotLocked,
                        format!("`{reference}` is vastgesteld, maar niet vergrendeld"),
                    )
                    .at(listing.span)
                    .help("leg de versie vast met `domeinwijzer lock`".to_owned()),
                );
            }
        }
    }
}

fn published(registry: &Registry) -> impl Iterator<Item = (&File, &Listing)> {
    registry
        .listed()
        .filter(|(_, it)| it.status == Status::Adopted)
}

fn locked(registry: &Registry, file: &File) -> Locked {
    // Faults are reported when the file itself is checked.
    let protocol = registry.read(file, &mut Vec::new());
    Locked {
        digest: protocol.digest,
        parts: parts(&protocol.content),
    }
}

/// Names what is different: parts changed, added or gone.
fn changed(then: &Locked, now: &Locked) -> String {
    let names = sorting::set(then.parts.keys().chain(now.parts.keys()));
    let different = names
        .into_iter()
        .filter(|name| then.parts.get(*name) != now.parts.get(*name));
    list(different.map(String::as_str), 6).replace(" of ", " en ")
}
