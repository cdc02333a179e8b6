//! One cause, one message.
//!
//! In: every fault that was found. Out: those that someone has to mend. A key that could not be
//! read is missing later on, a table whose head is wrong seems not to exist, and a base that does
//! not fit a municipal file is no fault of the base: this module knows what follows from what.

use crate::diagnostic::{Code, Diagnostic, Related};
use crate::protocol::Protocol;
use crate::text::{Sources, Span};

/// Faults at a table in which something was lost.
const OF_A_TABLE: [Code; 5] = [
    Code::MissingKey,
    Code::KeyNotAllowed,
    Code::RuleWithoutEffect,
    Code::MissingSource,
    Code::Unused,
];

/// Faults that say that something does not exist.
const OF_NAMES: [Code; 8] = [
    Code::UnknownName,
    Code::UnknownReference,
    Code::RouteNotRanked,
    Code::OfferingNotOnRoute,
    Code::DrawingMisfit,
    Code::EmptyProtocol,
    Code::NothingToRemove,
    Code::ReferenceToRemoved,
];

/// Faults that can hide where something is used.
const HIDING: [Code; 13] = [
    Code::TomlSyntax,
    Code::DuplicateKey,
    Code::UnknownKey,
    Code::WrongType,
    Code::MissingKey,
    Code::InvalidId,
    Code::UnknownName,
    Code::ConditionSyntax,
    Code::MisspeltKeyword,
    Code::ConditionTooComplex,
    Code::UnknownReference,
    Code::NameTaken,
    Code::EmptyProtocol,
];

/// Leaves out what only follows from another fault, and joins what has one cause.
pub(super) fn leave_out(report: &mut Vec<Diagnostic>, protocol: &Protocol, texts: &Sources) {
    let regions: Vec<Span> = protocol
        .damage
        .places()
        .iter()
        .filter_map(|place| table_around(*place, texts))
        .collect();
    let unknown_base = |fault: &Diagnostic| {
        let base = protocol.header.base.as_ref();
        fault.code == Code::InvalidVersion && base.is_some_and(|it| Some(it.span) == fault.span)
    };
    let names = protocol.damage.names || report.iter().any(unknown_base);
    let hiding = names || report.iter().any(|fault| HIDING.contains(&fault.code));
    report.retain(|fault| {
        let inside = |region: &Span| {
            fault
                .span
                .is_some_and(|span| region.start <= span.start && span.start < region.end)
        };
        let follows = names && OF_NAMES.contains(&fault.code)
            || hiding && fault.code == Code::Unused
            || OF_A_TABLE.contains(&fault.code) && regions.iter().any(inside);
        !follows
    });
    join(report);
}

/// Turns a fault in a base, when this file caused it, into one of this file.
///
/// `of_base` are the faults that the base has by itself.
pub(super) fn bring_home(
    report: &mut Vec<Diagnostic>,
    own: Span,
    base: Span,
    of_base: &[Diagnostic],
) {
    let outside = |span: &Span| span.start < own.start || own.end < span.start;
    for fault in report.iter_mut().filter(|fault| fault.is_error()) {
        let known = |it: &Diagnostic| it.code == fault.code && it.span == fault.span;
        let Some(there) = fault.span.filter(outside) else {
            continue;
        };
        if of_base.iter().any(known) {
            continue;
        }
        let here = fault.related.iter().position(|it| !outside(&it.span));
        fault.span = Some(here.map_or(base, |at| fault.related.remove(at).span));
        fault.related.insert(
            0,
            Related {
                span: there,
                message: "in de basis staat dit".to_owned(),
            },
        );
        fault.fix.clear();
        if here.is_none() {
            fault.message = format!(
                "met dit bestand klopt de basis niet meer: {}",
                fault.message
            );
        }
    }
    join(report);
}

/// The same fault at several places becomes one, with the other places beside it.
fn join(report: &mut Vec<Diagnostic>) {
    crate::diagnostic::sort(report);
    let mut joined: Vec<Diagnostic> = Vec::with_capacity(report.len());
    for fault in report.drain(..) {
        let repeats = matches!(
            fault.code,
            Code::UnknownName | Code::UnknownReference | Code::ReferenceToRemoved
        );
        let same = joined.iter_mut().find(|it| {
            it.code == fault.code
                && it.message == fault.message
                && (repeats || it.span == fault.span)
        });
        match (same, fault.span) {
            (Some(first), Some(span)) if first.span != Some(span) => {
                first.related.push(Related {
                    span,
                    message: "en hier".to_owned(),
                });
                first.fix.extend(fault.fix);
            }
            (Some(first), _) => {
                let more = fault.related.into_iter();
                for related in more {
                    if !first.related.contains(&related) {
                        first.related.push(related);
                    }
                }
            }
            (None, _) => joined.push(fault),
        }
    }
    *report = joined;
}

/// The table in which a place lies: from its head up to the next head.
fn table_around(place: Span, texts: &Sources) -> Option<Span> {
    let located = texts.locate(place)?;
    let text = texts.text(located.file)?;
    let (from, to) = (located.start.offset, located.end.offset);
    let file = place.start - from;
    let is_head = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with('['));
    let lines = || {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        std::iter::once(0).chain(starts).filter(is_head)
    };
    let start = lines().take_while(|at| *at <= from).last().unwrap_or(0);
    let end = lines().find(|at| *at > to).unwrap_or(text.len() + 1);
    Some(Span::new(file + start, file + end))
}
