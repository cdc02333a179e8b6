//! The deviations of a municipal protocol from its base, as a shape.

use crate::protocol::registry::File;
use crate::protocol::{Change, Content, Deviation};
use crate::wire::{ChangeWord, DeviationInfo, KeyChange, OverlayReport};

/// Lays out what differs between a file and its base.
pub fn overlay_report(deviations: &[Deviation], file: &File, base: &File) -> OverlayReport {
    let reference = |file: &File| {
        file.listing()
            .map_or_else(|| file.path().to_owned(), |it| it.reference().to_string())
    };
    let deviations: Vec<DeviationInfo> = deviations.iter().map(deviation).collect();
    let count = |word| deviations.iter().filter(|it| it.change == word).count();
    OverlayReport {
        protocol: reference(file),
        base: reference(base),
        added: count(ChangeWord::Added),
        changed: count(ChangeWord::Changed),
        removed: count(ChangeWord::Removed),
        deviations,
    }
}

/// The Dutch word for a change.
pub const fn change_word(change: ChangeWord) -> &'static str {
    match change {
        ChangeWord::Added => "toegevoegd",
        ChangeWord::Changed => "gewijzigd",
        ChangeWord::Removed => "vervallen",
    }
}

pub(super) fn deviation(it: &Deviation) -> DeviationInfo {
    let (change, reason, keys) = match &it.change {
        Change::Added => (ChangeWord::Added, None, Vec::new()),
        Change::Removed(reason) => (ChangeWord::Removed, reason.clone(), Vec::new()),
        Change::Changed(keys) => {
            let keys = keys.iter().map(|(key, base, local)| KeyChange {
                key: key.clone(),
                base: base.as_ref().map(shown),
                local: local.as_ref().map(shown),
            });
            (ChangeWord::Changed, None, keys.collect())
        }
    };
    DeviationInfo {
        section: it.section.clone(),
        id: it.id.clone(),
        title: it.title.clone(),
        change,
        reason,
        keys,
    }
}

/// A value as people read it: texts without quotes, lists with commas.
fn shown(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Content::YesNo(true) => "ja".to_owned(),
        Content::YesNo(false) => "nee".to_owned(),
        other => other.canonical(),
    }
}
