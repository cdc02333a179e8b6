//! What a municipal file may not do to the locked rules of its base.
//!
//! Removing or rewriting one is refused where the files are merged. Here: a rule of its own that
//! excludes a route to which a locked rule leads, which would undo that rule without touching it.

use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::fields::{Ids, Text};
use crate::protocol::{Entry, Protocol, file};

/// Reports own rules against routes that a locked rule of the base is for.
pub(super) fn locked(protocol: &Protocol, report: &mut Vec<Diagnostic>) {
    let own = |id: &Text| protocol.own.start <= id.span.start && id.span.start < protocol.own.end;
    let is_locked = |rule: &&Entry<file::Rule>| {
        !own(&rule.id) && rule.body.locked.as_ref().is_some_and(|flag| flag.value)
    };
    let names = |ids: &Option<Ids>| ids.as_ref().map(Ids::names).unwrap_or_default();
    for rule in protocol.rules.iter().filter(|rule| own(&rule.id)) {
        for route in names(&rule.body.excludes) {
            let leads_there = |locked: &&Entry<file::Rule>| {
                names(&locked.body.indicates)
                    .iter()
                    .any(|it| it.value == route.value)
            };
            if let Some(locked) = protocol.rules.iter().filter(is_locked).find(leads_there) {
                let message = format!(
                    "deze regel sluit `{}` uit, waar de vaste regel `{}` naartoe leidt",
                    route.value, locked.id.value
                );
                report.push(
                    Diagnostic::error(Code::LockedRule, message)
                        .at(route.span)
                        .related(locked.id.span, "dit is de vaste regel")
                        .help(
                            "haal de route weg bij `tegen`: wat vast is, blijft overal gelden"
                                .to_owned(),
                        ),
                );
            }
        }
    }
}
