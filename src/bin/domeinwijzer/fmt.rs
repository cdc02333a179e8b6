//! `domeinwijzer fmt`: a protocol file in canonical order and condition spelling.
//!
//! Tables come in the order of the format, keys in the order in which the manual explains them,
//! conditions in one spelling. Entries keep their order within a table, and every comment stays
//! with what it stands above. White space is left as its author likes it.

use crate::{CannotRun, Ended, FmtArgs, files, output};
use domeinwijzer::condition::{parse, print};
use domeinwijzer::protocol::{keys, sections};
use domeinwijzer::text::Offsets;
use std::path::Path;
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

/// Formats files in place, or with `--check` says which ones would change; `-` goes to stdout.
pub(crate) fn fmt(args: &FmtArgs) -> Result<Ended, CannotRun> {
    let mut different = Vec::new();
    for path in files::list(&args.paths)? {
        let bytes = files::read_input(&path)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| CannotRun(format!("{} is geen UTF-8-tekst", path.display())))?;
        let formatted = formatted(&text, &path)?;
        if path == Path::new("-") && !args.check {
            output::print(&formatted)?;
        } else if formatted != text {
            if !args.check {
                files::write(&path, formatted.as_bytes())?;
            }
            different.push(files::name(&path));
        }
    }
    let word = if args.check {
        "niet in vorm"
    } else {
        "in vorm gebracht"
    };
    let lines: String = different
        .iter()
        .map(|path| format!("{word}: {path}\n"))
        .collect();
    output::print(&lines)?;
    Ok(if args.check && !different.is_empty() {
        Ended::WithErrors
    } else {
        Ended::Clean
    })
}

fn formatted(text: &str, path: &Path) -> Result<String, CannotRun> {
    const BOM: &str = "\u{feff}";
    let (bom, body) = text
        .strip_prefix(BOM)
        .map_or(("", text), |body| (BOM, body));
    let crlf = body.contains("\r\n");
    let body = body.replace("\r\n", "\n");
    let mut document: DocumentMut = body.parse().map_err(|_| {
        CannotRun(format!(
            "{} is geen geldige TOML; zie `domeinwijzer check`",
            path.display()
        ))
    })?;
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
    Ok(format!("{bom}{printed}"))
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
