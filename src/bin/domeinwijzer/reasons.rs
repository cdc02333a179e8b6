//! `domeinwijzer decide --reasons`: what suffices, and what would change the advice, in Dutch.

use crate::output::counted;
use domeinwijzer::check::Checked;
use domeinwijzer::decide::Case;
use domeinwijzer::present;
use domeinwijzer::wire::{ChangedAnswer, Counterfactual, Outcome, Recommendation, UnreachableWord};
use std::fmt::Write as _;

/// The reasons that were asked for; nothing when they were not.
pub(crate) fn text(it: &Recommendation, checked: &Checked, case: &Case) -> String {
    let mut out = String::new();
    let reasoning = &it.reasoning;
    let given = |ids: &[String]| -> String {
        let shown = ids
            .iter()
            .filter_map(|id| present::given(checked, case, id));
        shown.collect::<Vec<String>>().join(" · ")
    };
    if let Some(sets) = &reasoning.sufficient {
        out.push_str("\nWat volstaat\n");
        let smallest = reasoning.sufficient_smallest == Some(true);
        let minimal = reasoning.sufficient_minimal == Some(true);
        for set in sets {
            let _ = writeln!(
                out,
                "  {}",
                sufficient("dit advies", set.len(), minimal, smallest, &given(set))
            );
        }
        if sets.is_empty() {
            out.push_str("  Nog niets: het advies is open.\n");
        }
    }
    for signal in reasoning.sufficient_signals.iter().flatten() {
        let title = it.signals.iter().find(|shown| shown.id == signal.signal);
        let title = title.map_or(signal.signal.as_str(), |shown| shown.title.as_str());
        let answers = given(&signal.sufficient);
        let number = signal.sufficient.len();
        let line = sufficient(title, number, signal.minimal, signal.smallest, &answers);
        let _ = writeln!(out, "  {line}");
    }
    if let Some(counterfactuals) = &reasoning.counterfactuals {
        out.push_str(match it.outcome {
            Outcome::Decided => "\nWat zou het advies veranderen\n",
            Outcome::Open => "\nWaarmee het advies vaststaat\n",
        });
        // What changes an answer about safety comes last.
        let (calm, safety): (Vec<_>, Vec<_>) = counterfactuals
            .iter()
            .partition(|it| it.change.iter().all(|change| !change.safety));
        for other in calm.into_iter().chain(safety) {
            let _ = writeln!(out, "  {}: {}", title(it, &other.route), changes(other));
        }
        for route in reasoning.unreachable.iter().flatten() {
            let why = match route.why {
                UnreachableWord::FixedFact => {
                    "niet te bereiken zonder een antwoord te veranderen dat een vast gegeven is"
                }
                UnreachableWord::Never => "niet te bereiken, met geen enkel antwoord",
                UnreachableWord::NotProved => "niet bewezen: het zoeken is afgebroken",
            };
            let _ = writeln!(out, "  {}: {why}", title(it, &route.route));
        }
    }
    out
}

fn sufficient(what: &str, number: usize, minimal: bool, smallest: bool, given: &str) -> String {
    if number == 0 {
        return format!("Voor {what} is geen enkel antwoord nodig.");
    }
    let which = if number == 1 {
        "Dit ene antwoord volstaat".to_owned()
    } else {
        format!(
            "Deze {} volstaan",
            counted(number, "antwoord", "antwoorden")
        )
    };
    let claim = match (smallest, minimal) {
        (true, _) => "kleinste verzameling",
        (false, true) => "geen ervan kan gemist worden",
        (false, false) => "niet bewezen dat ze alle nodig zijn",
    };
    format!("{which} voor {what} ({claim}): {given}")
}

fn title<'a>(it: &'a Recommendation, route: &'a str) -> &'a str {
    let found = it.routes.iter().find(|shown| shown.id == route);
    found.map_or(route, |shown| shown.title.as_str())
}

/// What has to change, and which open questions have to be answered so.
fn changes(it: &Counterfactual) -> String {
    let (given, open): (Vec<_>, Vec<_>) = it.change.iter().partition(|it| it.from.is_some());
    let changed =
        |it: &&ChangedAnswer| format!("{}: {} → {}", it.label, it.shown_from, it.shown_to);
    let added = |it: &&ChangedAnswer| format!("{}: {}", it.label, it.shown_to);
    let changed: Vec<String> = given.iter().map(changed).collect();
    let added: Vec<String> = open.iter().map(added).collect();
    let parts = [
        changed.join(" · "),
        match (given.is_empty(), open.is_empty()) {
            (_, true) => String::new(),
            (true, false) => format!("met {}", added.join(" · ")),
            (false, false) => format!("en met {}", added.join(" · ")),
        },
    ];
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(", ")
}
