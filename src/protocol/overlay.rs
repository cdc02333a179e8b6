//! Laying a municipal file over the base it builds on.
//!
//! In: two TOML trees. Out: one, in which the local file wins key by key, tables merge by id, and
//! entries marked `vervalt` are gone. Places survive: every value still knows its file and line.
//!
//! Not here: what the entries mean. Only three things are known about content: a locked rule of
//! the base may not be weakened, `[protocol]` belongs to the file itself, and an inherited
//! `voorrang` forgets the routes that were removed.

use super::entry::span_of;
use super::names::{HEADER, REASON, REMOVED, SECTIONS};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::text::Span;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// An entry of the base that the municipal file removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The table it stood in: `route`, `regel` …
    pub section: &'static str,
    /// Its id.
    pub id: String,
    /// Why, in the words of the municipality.
    pub reason: String,
    /// Where it was removed.
    pub span: Span,
}

/// The keys of a rule that decide what it does; in a locked rule they stay as the base has them.
const LOCKED_KEYS: [&str; 5] = ["als", "voor", "tegen", "signaal", "vast"];
/// The key of the header that passes from the base to the municipal file.
const PRECEDENCE: &str = "voorrang";

/// Lays `local` over `base`.
///
/// # Diagnostics
///
/// [`Code::LockedRule`], [`Code::NothingToRemove`] and [`Code::RemovalWithoutReason`].
pub(super) fn overlay<'a>(
    mut base: DeTable<'a>,
    local: DeTable<'a>,
    removed: &mut Vec<Removed>,
    report: &mut Vec<Diagnostic>,
) -> DeTable<'a> {
    let own_precedence = local
        .get(HEADER)
        .is_some_and(|header| header.get_ref().get(PRECEDENCE).is_some());
    for (key, value) in local {
        let section = SECTIONS
            .into_iter()
            .find(|name| *name == key.get_ref().as_ref());
        if key.get_ref().as_ref() == HEADER {
            merge_header(&mut base, key, value);
        } else if let Some(section) = section
            && let DeValue::Table(entries) = value.get_ref()
        {
            let mut merged = match base.remove(section).map(Spanned::into_inner) {
                Some(DeValue::Table(table)) => table,
                _ => DeTable::new(),
            };
            for (id, entry) in entries.clone() {
                merge_entry(&mut merged, section, id, entry, removed, report);
            }
            base.insert(key, Spanned::new(value.span(), DeValue::Table(merged)));
        } else {
            base.insert(key, value);
        }
    }
    if !own_precedence {
        forget_removed_routes(&mut base, removed);
    }
    base
}

fn merge_header<'a>(
    base: &mut DeTable<'a>,
    key: Spanned<std::borrow::Cow<'a, str>>,
    mut local: Spanned<DeValue<'a>>,
) {
    if let (Some(DeValue::Table(old)), DeValue::Table(new)) =
        (base.get(HEADER).map(Spanned::get_ref), local.get_mut())
        && let (false, Some((old_key, old_value))) =
            (new.contains_key(PRECEDENCE), old.get_key_value(PRECEDENCE))
    {
        new.insert(old_key.clone(), old_value.clone());
    }
    base.insert(key, local);
}

fn merge_entry<'a>(
    merged: &mut DeTable<'a>,
    section: &'static str,
    id: Spanned<std::borrow::Cow<'a, str>>,
    mut entry: Spanned<DeValue<'a>>,
    removed: &mut Vec<Removed>,
    report: &mut Vec<Diagnostic>,
) {
    refuse_unclear_removal(&mut entry, report);
    let removal = match entry.get_ref() {
        DeValue::Table(table) => table.get_key_value(REMOVED).and_then(|(key, value)| {
            value
                .get_ref()
                .as_bool()
                .map(|wanted| (span_of(key), wanted))
        }),
        _ => None,
    };
    let known = merged.contains_key(id.get_ref().as_ref());
    let locked_faults = if section == "regel" {
        locked(merged, &id, &entry)
    } else {
        Vec::new()
    };
    match removal {
        Some((span, true)) if !known => {
            let names = merged.keys().map(|key| key.get_ref().as_ref());
            report.push(
                Diagnostic::error(
                    Code::NothingToRemove,
                    format!(
                        "[{section}.{}] kan niet vervallen: de basis heeft geen `{}`",
                        id.get_ref(),
                        id.get_ref()
                    ),
                )
                .at(span)
                .help(
                    did_you_mean(id.get_ref(), names)
                        .unwrap_or_else(|| "haal deze tabel weg".to_owned()),
                ),
            );
        }
        Some((span, true)) => {
            if !locked_faults.is_empty() {
                report.extend(locked_faults);
                return;
            }
            let reason = reason(&entry);
            if reason.trim().is_empty() {
                report.push(
                    Diagnostic::error(
                        Code::RemovalWithoutReason,
                        format!("[{section}.{}] vervalt zonder `{REASON}`", id.get_ref()),
                    )
                    .at(span)
                    .help(format!("leg uit waarom: {REASON} = \"…\"")),
                );
            }
            merged.remove(id.get_ref().as_ref());
            removed.push(Removed {
                section,
                id: id.get_ref().to_string(),
                reason,
                span,
            });
        }
        _ => {
            if let DeValue::Table(table) = entry.get_mut()
                && removal.is_some()
            {
                table.remove(REMOVED);
            }
            report.extend(locked_faults);
            match merged.get_mut(id.get_ref().as_ref()) {
                Some(old) => merge_value(old, entry),
                None => {
                    merged.insert(id, entry);
                }
            }
        }
    }
}

/// Whether an entry goes or stays has to be clear.
fn refuse_unclear_removal(entry: &mut Spanned<DeValue<'_>>, report: &mut Vec<Diagnostic>) {
    if let DeValue::Table(table) = entry.get_mut()
        && let Some(value) = table.get(REMOVED).filter(|it| !it.get_ref().is_bool())
    {
        report.push(
            Diagnostic::error(
                Code::WrongType,
                format!("`{REMOVED}` moet true of false zijn"),
            )
            .at(span_of(value))
            .help("schrijf true, zonder aanhalingstekens".to_owned()),
        );
        table.remove(REMOVED);
    }
}

fn reason(entry: &Spanned<DeValue<'_>>) -> String {
    entry
        .get_ref()
        .get(REASON)
        .and_then(|value| value.get_ref().as_str())
        .unwrap_or_default()
        .to_owned()
}

/// Deep merge: tables key by key, everything else is replaced as a whole.
fn merge_value<'a>(old: &mut Spanned<DeValue<'a>>, new: Spanned<DeValue<'a>>) {
    let span = new.span();
    match (old.get_mut(), new.into_inner()) {
        (DeValue::Table(old), DeValue::Table(new)) => {
            for (key, value) in new {
                match old.get_mut(key.get_ref().as_ref()) {
                    Some(inner) => merge_value(inner, value),
                    None => {
                        old.insert(key, value);
                    }
                }
            }
        }
        (_, new) => *old = Spanned::new(span, new),
    }
}

/// The faults of a local entry for a rule that the base has locked.
fn locked(
    merged: &DeTable<'_>,
    id: &Spanned<std::borrow::Cow<'_, str>>,
    entry: &Spanned<DeValue<'_>>,
) -> Vec<Diagnostic> {
    let Some((old_id, old)) = merged.get_key_value(id.get_ref().as_ref()) else {
        return Vec::new();
    };
    let is_locked = old
        .get_ref()
        .get("vast")
        .and_then(|value| value.get_ref().as_bool())
        .unwrap_or(false);
    let DeValue::Table(new) = entry.get_ref() else {
        return Vec::new();
    };
    if !is_locked {
        return Vec::new();
    }
    let fault = |span: Span, what: &str| {
        Diagnostic::error(
            Code::LockedRule,
            format!("de vaste regel `{}` kan {what}", id.get_ref()),
        )
        .at(span)
        .related(
            span_of(old_id),
            "hier staat de regel in de basis, met `vast = true`",
        )
        .help("maak een eigen regel met een andere naam; de vaste regel blijft gelden".to_owned())
    };
    new.iter()
        .filter_map(|(key, value)| {
            let name: &str = key.get_ref();
            if name == REMOVED && value.get_ref().as_bool() == Some(true) {
                Some(fault(span_of(key), "niet vervallen"))
            } else if LOCKED_KEYS.contains(&name) {
                Some(fault(
                    span_of(key),
                    &format!("geen andere `{name}` krijgen"),
                ))
            } else {
                None
            }
        })
        .collect()
}

/// A route that is gone drops out of a `voorrang` that the file did not write itself.
fn forget_removed_routes(merged: &mut DeTable<'_>, removed: &[Removed]) {
    let Some(DeValue::Table(header)) = merged.get_mut(HEADER).map(Spanned::get_mut) else {
        return;
    };
    let Some(DeValue::Array(routes)) = header.get_mut(PRECEDENCE).map(Spanned::get_mut) else {
        return;
    };
    let gone = |route: &Spanned<DeValue<'_>>| {
        let name = route.get_ref().as_str();
        removed
            .iter()
            .any(|it| it.section == "route" && Some(it.id.as_str()) == name)
    };
    let mut kept = DeArray::new();
    for route in routes.iter().filter(|route| !gone(route)) {
        kept.push(route.clone());
    }
    *routes = kept;
}
