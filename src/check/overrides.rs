//! Checking the reasons that a GP can give for choosing otherwise.

use super::checked::OverrideReason;
use super::entries::each;
use super::questions::required;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::{Entry, Protocol};
use crate::sorting::Map;
use crate::text::{Span, lower};

/// Checks the reasons.
///
/// # Diagnostics
///
/// [`Code::SameTitle`], beside what is missing: two reasons that read the same cannot be told apart
/// in a list.
pub(super) fn reasons(
    protocol: &Protocol,
    scope: &Scope<'_>,
    report: &mut Vec<Diagnostic>,
) -> Option<Vec<OverrideReason>> {
    let mut titles: Map<String, Span> = Map::new();
    each(&protocol.override_reasons, |Entry { id, body }| {
        let sources = scope.references("bron", body.sources.as_ref(), report);
        let title = required(id, "afwijking", "titel", body.title.as_ref(), report)?;
        let span = body.title.as_ref().map_or(id.span, |it| it.span);
        let words: Vec<&str> = title.split_whitespace().collect();
        let read = lower(&words.join(" "));
        match titles.get(&read) {
            Some(first) => report.push(
                Diagnostic::error(Code::SameTitle, "twee afwijkingen hebben dezelfde titel")
                    .at(span)
                    .related(*first, "hier staat die titel al")
                    .help(
                        "geef elke reden een eigen titel, of laat een van beide weg: in de lijst \
                     zijn ze anders niet uit elkaar te houden"
                            .to_owned(),
                    ),
            ),
            None => {
                titles.insert(read, span);
            }
        }
        Some(OverrideReason {
            id: id.value.clone(),
            title,
            needs_note: body.needs_note.as_ref().is_some_and(|flag| flag.value),
            sources,
        })
    })
}
