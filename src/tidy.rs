//! A protocol file in canonical order and condition spelling.
//!
//! In: a text. Out: the same with tables in the order of the format, keys in the order in which the
//! manual explains them, conditions in one spelling. Entries keep their order within a table, and every
//! comment stays with what it stands above. White space is left as its author likes it. It judges
//! nothing: what cannot be read is left for `check` to report.

use crate::condition::{parse, print};
use crate::protocol::{keys, sections};
use crate::text::Offsets;
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

/// A protocol file in canonical form; nothing when it is no TOML.
///
/// # Examples
///
/// ```
/// use domeinwijzer::tidy::tidy;
/// let untidy = "[vraag.angst]\ntype = 'ja_nee'\ntekst = 'Bang?' # kort\n\n[protocol]\nid = 'goes'\n";
/// let tidied = "\n[protocol]\nid = 'goes'\n[vraag.angst]\ntekst = 'Bang?' # kort\ntype = 'ja_nee'\n";
/// assert_eq!(tidy(untidy).as_deref(), Some(tidied));
/// assert_eq!(tidy(tidied).as_deref(), Some(tidied));
/// assert_eq!(tidy("tekst = "), None);
/// ```
pub fn tidy(text: &str) -> Option<String> {
    const BOM: &str = "\u{feff}";
    let (bom, body) = text
        .strip_prefix(BOM)
        .map_or(("", text), |body| (BOM, body));
    let crlf = body.contains("\r\n");
    let body = body.replace("\r\n", "\n");
    let mut document: DocumentMut = body.parse().ok()?;
    order_tables(document.as_table_mut());
    for section in sections() {
        let Some(entries) = document.get_mut(section).and_then(Item::as_table_like_mut) else {
            continue;
        };
        for (_, entry) in entries.iter_mut() {
            if let Some(entry) = entry.as_table_like_mut() {
                spell_conditions(entry);
            }
            if let Some(entry) = entry.as_table_mut() {
                order_keys(entry, keys(section));
            }
        }
    }
    if let Some(header) = document.get_mut("protocol").and_then(Item::as_table_mut) {
        order_keys(header, keys("protocol"));
    }
    let printed = document.to_string();
    let printed = if crlf {
        printed.replace('\n', "\r\n")
    } else {
        printed
    };
    Some(format!("{bom}{printed}"))
}

/// Gives every table its place: `[protocol]`, then section by section, unknown ones last.
fn order_tables(root: &mut Table) {
    let mut position = 0;
    let known: Vec<&str> = std::iter::once("protocol").chain(sections()).collect();
    let unknown: Vec<String> = root
        .iter()
        .map(|(key, _)| key.to_owned())
        .filter(|key| !known.contains(&key.as_str()))
        .collect();
    for name in known.into_iter().map(str::to_owned).chain(unknown) {
        if let Some(table) = root.get_mut(&name).and_then(Item::as_table_mut) {
            place(table, &mut position);
        }
    }
}

fn place(table: &mut Table, position: &mut isize) {
    table.set_position(Some(*position));
    *position += 1;
    for (_, item) in table.iter_mut() {
        if let Some(inner) = item.as_table_mut() {
            place(inner, position);
        }
    }
}

fn order_keys(table: &mut Table, known: &[&str]) {
    // An entry that is removed says so first.
    let rank = |key: &str| match key {
        "vervalt" => 0,
        _ => {
            1 + known
                .iter()
                .position(|it| *it == key)
                .unwrap_or(known.len())
        }
    };
    table.sort_values_by(|a, _, b, _| rank(a.get()).cmp(&rank(b.get())));
}

/// Rewrites conditions that can be read; what cannot is left for `check` to report.
fn spell_conditions(entry: &mut dyn TableLike) {
    for key in ["als", "alleen_als"] {
        let Some(value) = entry.get_mut(key).and_then(Item::as_value_mut) else {
            continue;
        };
        let Some(written) = value.as_str() else {
            continue;
        };
        let Ok(condition) = parse(written, &Offsets::Shifted(0)) else {
            continue;
        };
        let canonical = print(&condition);
        // A condition over several lines was laid out by hand, to be read: it keeps its lines.
        if canonical != written && !written.contains('\n') {
            let decor = value.decor().clone();
            *value = Value::from(canonical);
            *value.decor_mut() = decor;
        }
    }
}
