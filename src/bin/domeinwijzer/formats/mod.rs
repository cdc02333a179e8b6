//! How what was found is laid out: for people, for CI systems, for other programs.
//!
//! In: diagnostics with the sources they point into, or the outcome of examples. Out: text for
//! stdout. Each format has a file of its own; none of them decides what is a fault.

mod full;
mod github;
mod junit;
mod sarif;

use crate::output::{self, Output};
use crate::{CannotRun, Format};
use domeinwijzer::diagnostic::{Diagnostic, Severity, render};
use domeinwijzer::present;
use domeinwijzer::text::Sources;
use domeinwijzer::wire::TestReport;
use std::fmt::Write as _;

/// What a run found.
pub(crate) struct Findings<'a> {
    /// The faults, in order.
    pub(crate) diagnostics: &'a [Diagnostic],
    /// The texts they point into.
    pub(crate) sources: &'a Sources,
    /// The files that were looked at, for formats that also name those without a fault.
    pub(crate) files: &'a [String],
    /// Whether a warning counts as an error.
    pub(crate) deny_warnings: bool,
    /// Whether faults with a fix can still be mended with `--fix`.
    pub(crate) offer_fixes: bool,
}

impl Findings<'_> {
    /// Whether this fault makes the run fail.
    fn fails(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.is_error() || (self.deny_warnings && diagnostic.severity == Severity::Warning)
    }
}

/// Lays out what was found.
pub(crate) fn findings(
    it: &Findings<'_>,
    format: Format,
    output: Output,
) -> Result<String, CannotRun> {
    match format {
        Format::Full => Ok(full::findings(it, output.colour()) + &summary(it)),
        Format::Concise => Ok(concise(it) + &summary(it)),
        Format::Json => output::json_text(&present::report(it.diagnostics, it.sources)),
        Format::Github => Ok(github::findings(it)),
        Format::Sarif => output::json_text(&sarif::findings(it)),
        Format::Junit => junit::findings(it),
    }
}

/// Lays out how examples came out; `text` is how people see it.
pub(crate) fn examples(
    report: &TestReport,
    sources: &Sources,
    format: Format,
    text: impl FnOnce(&TestReport) -> String,
) -> Result<String, CannotRun> {
    match format {
        Format::Json => output::json_text(report),
        Format::Github => Ok(github::examples(report, sources)),
        Format::Junit => junit::examples(report),
        // Examples have no place that SARIF could point at: the command does not offer it.
        Format::Full | Format::Concise | Format::Sarif => Ok(text(report)),
    }
}

fn concise(it: &Findings<'_>) -> String {
    it.diagnostics
        .iter()
        .map(|diagnostic| visible(render::concise(diagnostic, it.sources).trim_end()) + "\n")
        .collect()
}

/// How many faults there are, and how many of them can be mended without thinking.
fn summary(it: &Findings<'_>) -> String {
    let count = |severity| {
        it.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let mut out = format!(
        "{}, {}",
        output::counted(count(Severity::Error), "fout", "fouten"),
        output::counted(count(Severity::Warning), "waarschuwing", "waarschuwingen")
    );
    // What a file that was not asked for needs is not mended.
    let here = |diagnostic: &&Diagnostic| {
        let place = diagnostic.span.and_then(|span| it.sources.locate(span));
        place.is_some_and(|place| it.files.iter().any(|file| file == place.file))
    };
    let with_fix = it.diagnostics.iter().filter(|it| !it.fix.is_empty());
    let fixable = with_fix.filter(here).count();
    if it.offer_fixes && fixable > 0 {
        let _ = write!(out, "; {fixable} te herstellen met --fix");
    }
    out + "\n"
}

/// Shows signs that would steer a terminal, such as an escape in a name, as a picture of them.
fn visible(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(text).replace('\n', "␊")
}
