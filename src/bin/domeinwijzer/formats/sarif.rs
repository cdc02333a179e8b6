//! For code scanning and editors: SARIF 2.1.0.

use super::{Findings, add_way_out};
use domeinwijzer::diagnostic::{Code, Diagnostic, Severity};
use domeinwijzer::text::{Place, Sources};
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Location, Message,
    MultiformatMessageString, PhysicalLocation, Region, Replacement, ReportingDescriptor,
    Result as SarifResult, ResultColumnKind, ResultLevel, Run, Sarif, Tool, ToolComponent, Version,
};
use std::collections::BTreeSet;

/// Where the schema of the format stands, for programs that read it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run, with the kinds of fault that occur in it as rules.
pub(super) fn findings(it: &Findings<'_>) -> Sarif {
    let codes: BTreeSet<Code> = it.diagnostics.iter().map(|it| it.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let driver = ToolComponent::builder()
        .name("Domeinwijzer")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .language("nl")
        .rules(codes.iter().map(|code| rule(*code)).collect::<Vec<_>>())
        .build();
    let results: Vec<SarifResult> = it
        .diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, it.sources, &codes))
        .collect();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        // Columns count characters, not the UTF-16 units that SARIF assumes otherwise.
        .column_kind(serde_json::json!(ResultColumnKind::UnicodeCodePoints))
        .results(results)
        .build();
    Sarif::builder()
        .schema(SCHEMA)
        .version(serde_json::json!(Version::V2_1_0))
        .runs(vec![run])
        .build()
}

fn rule(code: Code) -> ReportingDescriptor {
    let help = format!("domeinwijzer explain {code}");
    ReportingDescriptor::builder()
        .id(code.to_string())
        .name(code.slug())
        .help(MultiformatMessageString::builder().text(help).build())
        .build()
}

fn result(diagnostic: &Diagnostic, sources: &Sources, codes: &[Code]) -> SarifResult {
    let mut text = diagnostic.message.clone();
    add_way_out(&mut text, diagnostic);
    let mut result = SarifResult::builder()
        .rule_id(diagnostic.code.to_string())
        .level(match diagnostic.severity {
            Severity::Error => ResultLevel::Error,
            Severity::Warning => ResultLevel::Warning,
            Severity::Info => ResultLevel::Note,
        })
        .message(message(text))
        .build();
    let rule = codes.iter().position(|code| *code == diagnostic.code);
    result.rule_index = rule.and_then(|at| i64::try_from(at).ok());
    if let Some(place) = diagnostic.span.and_then(|span| sources.locate(span)) {
        let location = Location::builder().physical_location(physical(&place));
        result.locations = Some(vec![location.build()]);
    }
    let related: Vec<Location> = diagnostic
        .related
        .iter()
        .filter_map(|it| {
            let place = sources.locate(it.span)?;
            let location = Location::builder()
                .physical_location(physical(&place))
                .message(message(it.message.clone()));
            Some(location.build())
        })
        .collect();
    if !related.is_empty() {
        result.related_locations = Some(related);
    }
    result.fixes = fix(diagnostic, sources).map(|fix| vec![fix]);
    result
}

/// The change that mends it; all its edits lie in one file.
fn fix(diagnostic: &Diagnostic, sources: &Sources) -> Option<Fix> {
    let first = sources.locate(diagnostic.fix.first()?.span)?;
    let replacements: Vec<Replacement> = diagnostic
        .fix
        .iter()
        .filter_map(|edit| {
            let deleted = region(&sources.locate(edit.span)?);
            let inserted = ArtifactContent::builder().text(edit.text.as_str()).build();
            let replacement = Replacement::builder()
                .deleted_region(deleted)
                .inserted_content(inserted);
            Some(replacement.build())
        })
        .collect();
    let change = ArtifactChange::builder()
        .artifact_location(artifact(first.file))
        .replacements(replacements)
        .build();
    let mut fix = Fix::builder().artifact_changes(vec![change]).build();
    fix.description = diagnostic.help.clone().map(message);
    Some(fix)
}

fn message(text: String) -> Message {
    Message::builder().text(text).build()
}

fn physical(place: &Place<'_>) -> PhysicalLocation {
    PhysicalLocation::builder()
        .artifact_location(artifact(place.file))
        .region(region(place))
        .build()
}

fn region(place: &Place<'_>) -> Region {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Region::builder()
        .start_line(number(place.start.line))
        .start_column(number(place.start.column))
        .end_line(number(place.end.line))
        .end_column(number(place.end.column))
        .build()
}

fn artifact(file: &str) -> ArtifactLocation {
    ArtifactLocation::builder().uri(uri(file)).build()
}

/// A path as a URI: relative as it was given, or from the root.
fn uri(path: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if kept(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    if out.starts_with('/') {
        format!("file://{out}")
    } else {
        out
    }
}
