//! For GitHub Actions: workflow commands that become annotations beside the changed lines.

use super::{Findings, add_way_out};
use crate::test::failure;
use domeinwijzer::diagnostic::Severity;
use domeinwijzer::text::{Place, Sources};
use domeinwijzer::wire::TestReport;

/// One command per fault.
pub(super) fn findings(it: &Findings<'_>) -> String {
    let mut out = String::new();
    for diagnostic in it.shown() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let place = diagnostic.span.and_then(|span| it.sources.locate(span));
        let mut properties = place.as_ref().map(position).unwrap_or_default();
        properties.push(("title", diagnostic.code.to_string()));
        let mut message = diagnostic.message.clone();
        for related in &diagnostic.related {
            if let Some(place) = it.sources.locate(related.span) {
                let (file, line) = (place.file, place.start.line);
                message.push_str(&format!("\n{file}:{line}: {}", related.message));
            }
        }
        add_way_out(&mut message, diagnostic);
        out.push_str(&line(command, &properties, &message));
    }
    out
}

/// One command per failed example.
pub(super) fn examples(report: &TestReport, sources: &Sources) -> String {
    let mut out = String::new();
    for example in report.examples.iter().filter(|it| !it.passed) {
        let mut properties = vec![("file", example.file.clone())];
        let head = format!("[voorbeeld.{}]", example.id);
        let at = sources
            .text(&example.file)
            .and_then(|text| text.lines().position(|line| line.trim() == head));
        // An example of the base stands in another file.
        if let Some(at) = at {
            properties.push(("line", (at + 1).to_string()));
        }
        properties.push(("title", format!("voorbeeld {}", example.id)));
        let mut message = String::new();
        failure(&mut message, example);
        out.push_str(&line("error", &properties, message.trim_end()));
    }
    out
}

fn position(place: &Place<'_>) -> Vec<(&'static str, String)> {
    let mut properties = vec![
        ("file", place.file.to_owned()),
        ("line", place.start.line.to_string()),
    ];
    // GitHub takes columns only where an annotation stays on one line.
    if place.start.line == place.end.line {
        properties.push(("col", place.start.column.to_string()));
        properties.push(("endLine", place.end.line.to_string()));
        properties.push(("endColumn", place.end.column.to_string()));
    } else {
        properties.push(("endLine", place.end.line.to_string()));
    }
    properties
}

fn line(command: &str, properties: &[(&str, String)], message: &str) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!("::{command} {}::{}\n", properties.join(","), data(message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
