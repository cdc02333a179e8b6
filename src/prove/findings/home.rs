//! What of all that was found in a merged protocol is for its municipality to know.

use super::super::pair::Proved;
use super::locked;
use super::never::is_own;
use super::task::Finding;
use crate::diagnostic::{Code, Diagnostic, Related, Severity};

/// Leaves out what the base has by itself and what the municipality need not do anything about, and
/// gives the rest a place in its own file. Adds what it weakens.
pub(super) fn brought(
    it: Proved<'_>,
    base: Proved<'_>,
    found: Vec<Finding>,
    of_base: &[Finding],
) -> Vec<Finding> {
    let weakened = locked::weakened(it, base);
    let mut brought: Vec<Finding> = found
        .into_iter()
        .filter_map(
            |finding| match of_base.iter().find(|known| known.is_same(&finding)) {
                // An error keeps everyone from using it, and is shown where it is to be mended.
                Some(known) => known.diagnostic.is_error().then(|| known.clone()),
                None => bring(it, finding),
            },
        )
        .filter(|finding| {
            // What a locked rule no longer does is the message; that it does nothing at all follows.
            let of_locked = format!("vaste {}", finding.about);
            !weakened.iter().any(|it| it.about == of_locked)
        })
        .collect();
    brought.extend(weakened);
    brought
}

fn bring(it: Proved<'_>, finding: Finding) -> Option<Finding> {
    let Finding { about, diagnostic } = finding;
    let there = diagnostic.span?;
    if is_own(it, there) {
        return Some(Finding { about, diagnostic });
    }
    let (_, home) = it.checked.listing.base.as_ref()?;
    let in_base = Related {
        span: there,
        message: "in de basis staat dit".to_owned(),
    };
    let moved = match diagnostic.code {
        // A municipality may leave a route of its base unused; that is worth knowing, no more.
        Code::RouteNeverAdvised if diagnostic.severity == Severity::Warning => Diagnostic {
            severity: Severity::Info,
            help: Some(
                "is dat niet de bedoeling, kijk dan welke eigen regel of `voorrang` hem in de weg \
                 staat; anders kan de route vervallen"
                    .to_owned(),
            ),
            ..diagnostic
        },
        Code::RouteNeverAdvised | Code::NeedlessPart | Code::NotProved => return None,
        Code::ForAndAgainstTogether => {
            let mine = diagnostic.related.iter();
            let mine = mine.map(|it| it.span).find(|span| is_own(it, *span))?;
            return Some(Finding {
                about,
                diagnostic: Diagnostic {
                    span: Some(mine),
                    ..diagnostic
                },
            });
        }
        Code::RuleNeverHolds | Code::RuleNeverDecides | Code::QuestionNeverMatters => Diagnostic {
            help: Some(
                "dit komt door wat dit bestand verandert: is het de bedoeling, laat het dan ook \
                 vervallen"
                    .to_owned(),
            ),
            ..diagnostic
        },
        _ => diagnostic,
    };
    let mut related = vec![in_base];
    related.extend(moved.related);
    Some(Finding {
        about,
        diagnostic: Diagnostic {
            message: format!("met dit bestand: {}", moved.message),
            span: Some(*home),
            related,
            ..moved
        },
    })
}
