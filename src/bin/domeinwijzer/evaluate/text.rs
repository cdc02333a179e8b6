//! What came of advice, as text.

use domeinwijzer::protocol::version::as_words;
use domeinwijzer::wire::{CountLine, DraftEffect, Evaluation};
use std::fmt::Write as _;

/// What stands where a number is not shown.
pub(super) const HIDDEN: &str = "–";

/// A number, or that it is not shown.
pub(super) fn number(count: Option<usize>) -> String {
    count.map_or_else(|| HIDDEN.to_owned(), |it| it.to_string())
}

/// What a hidden number means.
pub(super) fn about_hidden(it: &Evaluation) -> String {
    format!(
        "{HIDDEN}: niet getoond. Een aantal van 1 tot en met {} wijst te veel naar mensen; een aantal waaruit zo'n klein aantal \
         volgt, staat er ook niet.",
        it.least - 1
    )
}

/// What to keep in mind.
pub(super) const WARNING: &str = "Dit telt wat er vastgelegd is, en zegt niet wat goed was. Wie het advies niet volgde, kan gelijk hebben; bespreek \
    de regel, niet de persoon.";

/// The tables of shares: their titles and lines.
pub(super) fn tables(it: &Evaluation) -> [(&'static str, &[CountLine]); 5] {
    [
        ("Wat er met het advies gebeurde", &it.advice),
        ("Waarom iets anders", &it.reasons),
        ("Wat er terugkwam (gevolgd, met een termijn)", &it.returned),
        ("Geadviseerde route", &it.routes),
        ("Protocol", &it.protocols),
    ]
}

/// What stands above what a draft does.
pub(super) fn heading(draft: &DraftEffect) -> String {
    match &draft.change {
        Some(change) => format!("Als in {}", change.replacen(": ", " dit verandert: ", 1)),
        None => format!("Het concept {} in dezelfde casussen", draft.protocol),
    }
}

/// A line about a draft.
pub(super) fn moved(from: Option<&str>, to: Option<&str>) -> String {
    let none = "geen route";
    format!("{} → {}", from.unwrap_or(none), to.unwrap_or(none))
}

/// What was handed in and does not count, a line each.
pub(super) fn left_out(it: &Evaluation) -> impl Iterator<Item = String> {
    let kinds = [
        (
            it.damaged,
            "adviesbewijzen zijn na het maken veranderd en tellen niet mee",
        ),
        (
            it.unmatched,
            "terugkoppelingen horen bij een adviesbewijs dat er niet is",
        ),
    ];
    let some = kinds.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, what)| format!("Let op: {count} {what}."))
}

pub(super) fn text(it: &Evaluation) -> String {
    let mut out = format!(
        "Terugblik op {}: {} adviesbewijzen\n{WARNING}\n",
        as_words(&it.on),
        number(it.receipts)
    );
    for line in left_out(it) {
        let _ = writeln!(out, "{line}");
    }
    for (title, lines) in tables(it) {
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{title}");
        for line in lines {
            let _ = writeln!(out, "{:>8}  {}", number(line.count), line.title);
        }
    }
    if !it.rules.is_empty() {
        let _ = writeln!(
            out,
            "\nRegels\n{:>8}{:>13}{:>11}{:>14}",
            "gold", "besliste mee", "afgeweken", "teruggestuurd"
        );
        let several = it.protocols.len() > 1;
        for rule in &it.rules {
            let from = if several {
                format!(", {}", rule.protocol)
            } else {
                String::new()
            };
            let _ = writeln!(
                out,
                "{:>8}{:>13}{:>11}{:>14}  {} [{}{from}]",
                number(rule.held),
                number(rule.decided),
                number(rule.overridden),
                number(rule.sent_back),
                rule.reason,
                rule.id
            );
        }
    }
    match &it.first {
        Some(first) => {
            let _ = writeln!(
                out,
                "\nKijk het eerst naar\n  {} [{}]: {}",
                first.reason, first.id, first.why
            );
        }
        None => out.push_str("\nWelke regel het eerst: daarvoor zijn de aantallen te klein.\n"),
    }
    for draft in &it.drafts {
        let _ = writeln!(
            out,
            "\n{} ({})\n{:>8}  zelfde advies",
            heading(draft),
            number(draft.receipts),
            number(draft.same)
        );
        if draft.unfit != Some(0) {
            let _ = writeln!(out, "{:>8}  antwoorden passen niet", number(draft.unfit));
        }
        for it in &draft.moves {
            let line = moved(it.from.as_deref(), it.to.as_deref());
            let _ = writeln!(out, "{:>8}  {line}", number(it.count));
        }
    }
    let _ = writeln!(out, "\n{}", about_hidden(it));
    out
}

/// The receipts to talk about.
pub(super) fn cases(cases: &[(String, Vec<String>)]) -> String {
    let mut out = String::from(
        "# Te bespreken adviesbewijzen\n# Alleen voor de eigen praktijk: deze lijst gaat over losse casussen. Deel haar niet.\n",
    );
    for (sum, why) in cases {
        let _ = writeln!(out, "{sum}  {}", why.join("; "));
    }
    out
}
