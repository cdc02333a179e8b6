//! `domeinwijzer test`: runs the examples of protocols.

use crate::{CannotRun, Ended, TestArgs, files, formats, output};
use domeinwijzer::answer::Answer;
use domeinwijzer::check::compile;
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::present::run_examples;
use domeinwijzer::program;
use domeinwijzer::prove::Prover;
use domeinwijzer::wire::{Coverage, ExampleResult, OutcomeInfo, TestReport};
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};

/// Runs the examples of each file, and shows those that fail and what they all reach.
pub(crate) fn test(args: &TestArgs) -> Result<Ended, CannotRun> {
    let loaded = files::load(&args.paths, &args.common.protocols)?;
    let mut report = TestReport {
        examples: Vec::new(),
        passed: 0,
        failed: 0,
        coverage: Vec::new(),
    };
    let mut faults: Vec<Diagnostic> = Vec::new();
    for (at, path) in loaded.wanted.iter().enumerate() {
        progress(at, loaded.wanted.len(), path);
        let Some(file) = loaded.registry.at_path(path) else {
            continue;
        };
        match compile(&loaded.registry, file) {
            Ok(checked) => {
                let (examples, coverage) =
                    run_examples(&checked, &Prover::new(program::compile(&checked)));
                report.examples.extend(examples);
                report.coverage.push(coverage);
            }
            Err(found) => faults.extend(found.into_iter().filter(Diagnostic::is_error)),
        }
    }
    progress(0, 0, "");
    domeinwijzer::diagnostic::sort(&mut faults);
    report.passed = report.examples.iter().filter(|it| it.passed).count();
    report.failed = report.examples.len() - report.passed;
    if !faults.is_empty() {
        // Examples of a protocol that cannot be used say nothing.
        output::diagnostics(&faults, loaded.registry.sources(), args.common.format)?;
        return Ok(Ended::WithErrors);
    }
    let sources = loaded.registry.sources();
    output::print(&formats::examples(
        &report,
        sources,
        args.common.format,
        text,
    )?)?;
    Ok(if report.failed == 0 {
        Ended::Clean
    } else {
        Ended::WithErrors
    })
}

/// How many files a run has before it shows where it is.
const LONG_RUN: usize = 20;

/// Shows on a terminal which file is being tested, on one line that the next call writes over.
fn progress(at: usize, of: usize, path: &str) {
    let mut stderr = std::io::stderr().lock();
    if stderr.is_terminal() && (of > LONG_RUN || path.is_empty()) {
        let line = if path.is_empty() {
            String::new()
        } else {
            format!("{}/{of} {path}", at + 1)
        };
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(stderr, "\r\u{1b}[K{line}");
    }
}

fn text(report: &TestReport) -> String {
    let mut out = String::new();
    for example in report.examples.iter().filter(|it| !it.passed) {
        failure(&mut out, example);
    }
    for coverage in &report.coverage {
        let count = report
            .examples
            .iter()
            .filter(|it| it.file == coverage.file)
            .count();
        let _ = writeln!(
            out,
            "{}: {}; {}",
            coverage.file,
            output::counted(count, "voorbeeld", "voorbeelden"),
            covered(coverage)
        );
    }
    let _ = writeln!(out, "{} geslaagd, {} gezakt", report.passed, report.failed);
    out
}

/// The most names of what is missing that are shown; all are in the JSON.
const NAMES_SHOWN: usize = 8;

fn covered(coverage: &Coverage) -> String {
    let kinds = [
        ("regels", &coverage.rules),
        ("routes", &coverage.routes),
        ("vergelijkingen", &coverage.parts),
        ("drempelwaarden", &coverage.thresholds),
    ];
    let mut out = Vec::new();
    for (what, it) in kinds {
        out.push(format!("{what} {} van {}", it.hit, it.of));
    }
    let mut text = out.join(", ");
    for (what, it) in kinds.into_iter().filter(|(_, it)| !it.missing.is_empty()) {
        let shown: Vec<&str> = it
            .missing
            .iter()
            .take(NAMES_SHOWN)
            .map(String::as_str)
            .collect();
        let more = it.missing.len() - shown.len();
        let more = if more > 0 {
            format!(" en nog {more}")
        } else {
            String::new()
        };
        text.push_str(&format!(
            "\n  niet bereikt, {what}: {}{more}",
            shown.join(", ")
        ));
    }
    text
}

/// A part of an outcome: its name, and how it is read.
type Row = (&'static str, fn(&OutcomeInfo) -> Option<String>);

/// Tells of a failed example what was expected and what came out.
pub(crate) fn failure(out: &mut String, example: &ExampleResult) {
    let _ = writeln!(out, "gezakt: {} in {}", example.id, example.file);
    let rows: [Row; 6] = [
        ("route", |it| it.route.clone()),
        ("contact", |it| it.contact.clone()),
        ("naast", |it| {
            it.also_suitable.as_ref().map(|ids| ids.join(", "))
        }),
        ("signalen", |it| {
            it.signals.as_ref().map(|ids| ids.join(", "))
        }),
        ("regels", |it| it.rules.as_ref().map(|ids| ids.join(", "))),
        ("mogelijk", |it| {
            it.possible.as_ref().map(|ids| ids.join(", "))
        }),
    ];
    for (what, read) in rows {
        let (expected, got) = (read(&example.expected), read(&example.got));
        let shown = |it: Option<String>| {
            it.filter(|it| !it.is_empty())
                .unwrap_or_else(|| "geen".to_owned())
        };
        if expected.is_some() && expected != got {
            let _ = writeln!(
                out,
                "  {what}: verwacht {}; gekregen {}",
                shown(expected),
                shown(got)
            );
        } else if what == "route" && expected != got {
            let _ = writeln!(out, "  route: gekregen {}", shown(got));
        }
    }
    if !example.rules.is_empty() {
        let _ = writeln!(out, "  het verschil maken: {}", example.rules.join(", "));
    }
    if let Some(change) = &example.change {
        let from = change
            .from
            .as_ref()
            .map_or_else(|| "open".to_owned(), answer);
        let _ = writeln!(
            out,
            "  zou wel kloppen met: {} {} in plaats van {from}",
            change.question,
            answer(&change.to)
        );
    }
}

fn answer(it: &Answer) -> String {
    match it {
        Answer::YesNo(true) => "ja".to_owned(),
        Answer::YesNo(false) => "nee".to_owned(),
        Answer::Number(number) => number.to_string(),
        Answer::Choice(id) => id.clone(),
        Answer::Choices(ids) => format!("[{}]", ids.join(", ")),
    }
}
