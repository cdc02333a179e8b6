//! What stands in a file without being used, and what lacks a source.

use crate::condition::keywords::is_id;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Ids, Text};
use crate::protocol::{Entry, Protocol};
use crate::sorting::Set;

/// Warns of unused entries and missing sources, in the file itself only: what a base offers need
/// not all be used by each municipality.
pub(super) fn unused(protocol: &Protocol, report: &mut Vec<Diagnostic>) {
    let own = |id: &&Text| protocol.own.start <= id.span.start && id.span.start < protocol.own.end;
    let warn = |section: &str,
                ids: &mut dyn Iterator<Item = &Text>,
                used: &Set<String>,
                report: &mut Vec<Diagnostic>| {
        for id in ids.filter(own).filter(|id| !used.contains(&id.value)) {
            report.push(
                Diagnostic::warning(
                    Code::Unused,
                    format!("[{section}.{}] wordt nergens gebruikt", id.value),
                )
                .at(id.span)
                .help("gebruik het, of haal het weg".to_owned()),
            );
        }
    };
    let named = names_in_conditions(protocol);
    // A question that only helps the talk is used by being asked.
    let talk: Set<&str> = (protocol.groups.iter())
        .filter(|it| it.body.talk.as_ref().is_some_and(|flag| flag.value))
        .map(|it| it.id.value.as_str())
        .collect();
    let mut counting = (protocol.questions.iter())
        .filter(|it| {
            let group = it.body.group.as_ref();
            group.is_none_or(|group| !talk.contains(group.value.as_str()))
        })
        .map(|it| &it.id);
    warn("vraag", &mut counting, &named, report);
    warn("kenmerk", &mut ids(&protocol.findings), &named, report);
    warn("score", &mut ids(&protocol.scores), &named, report);

    let groups: Set<String> = protocol
        .questions
        .iter()
        .filter_map(|it| it.body.group.as_ref())
        .map(|id| id.value.clone())
        .collect();
    warn("groep", &mut ids(&protocol.groups), &groups, report);
    warn(
        "aanbod",
        &mut ids(&protocol.offerings),
        &all(protocol.routes.iter().map(|it| &it.body.offerings)),
        report,
    );
    warn(
        "contact",
        &mut ids(&protocol.contacts),
        &all(protocol.routes.iter().map(|it| &it.body.contact)),
        report,
    );
    warn(
        "signaal",
        &mut ids(&protocol.signals),
        &all(protocol.rules.iter().map(|it| &it.body.raises)),
        report,
    );
    let cited = all((protocol.questions.iter().map(|it| &it.body.sources))
        .chain(protocol.findings.iter().map(|it| &it.body.sources))
        .chain(protocol.scores.iter().map(|it| &it.body.sources))
        .chain(protocol.routes.iter().map(|it| &it.body.sources))
        .chain(protocol.signals.iter().map(|it| &it.body.sources))
        .chain(protocol.rules.iter().map(|it| &it.body.sources))
        .chain(protocol.override_reasons.iter().map(|it| &it.body.sources))
        .chain(protocol.examples.iter().map(|it| &it.body.sources)));
    warn("bron", &mut ids(&protocol.sources), &cited, report);

    let mut sourceless = |section: &str, id: &Text, sources: &Option<Ids>| {
        if own(&id) && sources.as_ref().is_none_or(|it| it.names().is_empty()) {
            report.push(
                Diagnostic::warning(Code::MissingSource, format!("[{section}.{}] noemt geen bron", id.value))
                    .at(id.span)
                    .help("schrijf bron = [\"…\"]; een eigen keuze is ook een bron, als het er maar staat".to_owned()),
            );
        }
    };
    protocol
        .questions
        .iter()
        .for_each(|it| sourceless("vraag", &it.id, &it.body.sources));
    protocol
        .rules
        .iter()
        .for_each(|it| sourceless("regel", &it.id, &it.body.sources));
}

fn ids<T>(entries: &[Entry<T>]) -> impl Iterator<Item = &Text> {
    entries.iter().map(|entry| &entry.id)
}

fn all<'a>(fields: impl Iterator<Item = &'a Option<Ids>>) -> Set<String> {
    fields
        .flatten()
        .flat_map(Ids::names)
        .map(|name| name.value)
        .collect()
}

/// Every name that occurs in a condition or a sum. Taken from the words of the text, so that a
/// condition with a fault in it does not make everything in it look unused.
fn names_in_conditions(protocol: &Protocol) -> Set<String> {
    let conditions = (protocol.questions.iter().map(|it| &it.body.only_if))
        .chain(protocol.findings.iter().map(|it| &it.body.condition))
        .chain(protocol.rules.iter().map(|it| &it.body.condition))
        .chain(protocol.impossible.iter().map(|it| &it.body.condition));
    let words = conditions
        .flatten()
        .flat_map(|text| {
            text.value
                .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        })
        .filter(|word| is_id(word))
        .map(str::to_owned);
    let summed = protocol.scores.iter().filter_map(|it| it.body.sum.as_ref());
    words
        .chain(
            summed
                .flat_map(|sum| &sum.value.0)
                .map(|(name, _)| name.value.clone()),
        )
        .collect()
}
