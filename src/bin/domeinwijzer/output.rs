//! Showing diagnostics and shapes.

use crate::{CannotRun, Format};
use domeinwijzer::diagnostic::{Diagnostic, render};
use domeinwijzer::present;
use domeinwijzer::text::Sources;
use serde::Serialize;
use std::io::Write;

/// Writes to stdout. A reader that has seen enough, such as `head`, is no fault.
pub(crate) fn print(text: &str) -> Result<(), CannotRun> {
    let mut stdout = std::io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CannotRun(format!("kan de uitvoer niet schrijven: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a shape as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), CannotRun> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| CannotRun(format!("kan geen JSON maken: {error}")))?;
    print(&format!("{text}\n"))
}

/// Writes diagnostics, and in text how many there are.
pub(crate) fn diagnostics(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
) -> Result<(), CannotRun> {
    let report = present::report(diagnostics, sources);
    if format == Format::Json {
        return json(&report);
    }
    let mut out = String::new();
    for diagnostic in diagnostics {
        if format == Format::Concise {
            out.push_str(&render::concise(diagnostic, sources));
        } else {
            out.push_str(&render::full(diagnostic, sources));
            out.push('\n');
        }
    }
    out.push_str(&format!(
        "{}, {}\n",
        counted(report.errors, "fout", "fouten"),
        counted(report.warnings, "waarschuwing", "waarschuwingen")
    ));
    print(&out)
}

/// A number with its noun.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}
