//! Showing diagnostics and shapes.

use crate::formats::{self, Findings};
use crate::{CannotRun, Format};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::text::Sources;
use serde::Serialize;
use std::io::Write;

/// Writes to stdout. A reader that has seen enough, such as `head`, is no fault.
pub(crate) fn print(text: &str) -> Result<(), CannotRun> {
    print_bytes(text.as_bytes())
}

/// Writes to stdout as it is.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), CannotRun> {
    let mut stdout = std::io::stdout().lock();
    written(stdout.write_all(bytes).and_then(|()| stdout.flush()))
}

/// Writes text that may hold colours: kept on a terminal, dropped elsewhere.
pub(crate) fn print_coloured(text: &str) -> Result<(), CannotRun> {
    let mut stdout = anstream::AutoStream::auto(std::io::stdout().lock());
    written(
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush()),
    )
}

/// Where findings go: to stdout, unless a fixed text goes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    Stdout,
    Stderr,
}

impl Output {
    /// Whether it is a terminal that shows colours, and nobody asked for none (`NO_COLOR`).
    pub(crate) fn colour(self) -> bool {
        let choice = match self {
            Self::Stdout => anstream::AutoStream::choice(&std::io::stdout()),
            Self::Stderr => anstream::AutoStream::choice(&std::io::stderr()),
        };
        choice != anstream::ColorChoice::Never
    }
}

fn written(result: std::io::Result<()>) -> Result<(), CannotRun> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CannotRun(format!("kan de uitvoer niet schrijven: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a shape as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), CannotRun> {
    print(&json_text(value)?)
}

/// A shape as JSON.
pub(crate) fn json_text(value: &impl Serialize) -> Result<String, CannotRun> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| CannotRun(format!("kan geen JSON maken: {error}")))
}

/// Writes diagnostics, and in text how many there are.
pub(crate) fn diagnostics(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
) -> Result<(), CannotRun> {
    findings(
        &Findings {
            diagnostics,
            sources,
            files: &[],
            deny_warnings: false,
            show_info: true,
            offer_fixes: false,
        },
        format,
        Output::Stdout,
    )
}

/// Writes what a run found.
pub(crate) fn findings(
    findings: &Findings<'_>,
    format: Format,
    output: Output,
) -> Result<(), CannotRun> {
    let text = formats::findings(findings, format, output)?;
    match (output, format) {
        (Output::Stdout, Format::Full) => print_coloured(&text),
        (Output::Stdout, _) => print(&text),
        (Output::Stderr, _) => {
            // Where stderr is gone nobody can be told.
            let _ = anstream::stderr().write_all(text.as_bytes());
            Ok(())
        }
    }
}

/// A number with its noun.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}
