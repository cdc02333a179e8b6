//! Faults as shapes.

use crate::diagnostic::{Diagnostic, Severity};
use crate::sorting;
use crate::text::{Position, Sources};
use crate::wire::{
    CheckReport, DiagnosticInfo, EditInfo, PointInfo, RelatedInfo, SeverityWord, WitnessInfo,
};

/// Lays out faults with their places.
pub fn report(diagnostics: &[Diagnostic], sources: &Sources) -> CheckReport {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|it| it.severity == severity)
            .count()
    };
    CheckReport {
        diagnostics: diagnostics.iter().map(|it| info(it, sources)).collect(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    }
}

fn info(diagnostic: &Diagnostic, sources: &Sources) -> DiagnosticInfo {
    let place = diagnostic.span.and_then(|span| sources.locate(span));
    DiagnosticInfo {
        code: diagnostic.code.to_string(),
        severity: match diagnostic.severity {
            Severity::Error => SeverityWord::Error,
            Severity::Warning => SeverityWord::Warning,
            Severity::Info => SeverityWord::Info,
        },
        message: diagnostic.message.clone(),
        file: place.map(|place| place.file.to_owned()),
        start: place.map(|place| point(place.start)),
        end: place.map(|place| point(place.end)),
        help: diagnostic.help.clone(),
        related: diagnostic
            .related
            .iter()
            .filter_map(|related| {
                let place = sources.locate(related.span)?;
                Some(RelatedInfo {
                    file: place.file.to_owned(),
                    start: point(place.start),
                    end: point(place.end),
                    message: related.message.clone(),
                })
            })
            .collect(),
        fix: diagnostic
            .fix
            .iter()
            .filter_map(|edit| {
                let place = sources.locate(edit.span)?;
                Some(EditInfo {
                    start: point(place.start),
                    end: point(place.end),
                    text: edit.text.clone(),
                })
            })
            .collect(),
        witness: diagnostic.witness.as_ref().map(|it| WitnessInfo {
            answers: sorting::map(it.answers.iter().cloned()),
            example: it.example.clone(),
        }),
    }
}

fn point(position: Position) -> PointInfo {
    PointInfo {
        line: position.line,
        column: position.column,
        offset: position.offset,
    }
}
