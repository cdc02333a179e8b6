//! What came of advice, as a page: a table each, with a bar beside each number.

use super::text::{HIDDEN, WARNING, about_hidden, heading, left_out, moved, number, tables};
use crate::html::{self, escaped};
use domeinwijzer::protocol::version::as_words;
use domeinwijzer::wire::Evaluation;
use std::fmt::Write as _;

pub(super) fn page(it: &Evaluation) -> String {
    let mut body = format!(
        "<h1>Terugblik op {}</h1>\n<p>{} adviesbewijzen. {}</p>\n",
        escaped(&as_words(&it.on)),
        number(it.receipts),
        escaped(WARNING)
    );
    for line in left_out(it) {
        let _ = writeln!(body, "<p>{}</p>", escaped(&line));
    }
    if let Some(first) = &it.first {
        let _ = writeln!(
            body,
            "<h2>Kijk het eerst naar</h2>\n<p><strong>{}</strong> ({}): {}.</p>",
            escaped(&first.reason),
            escaped(&first.id),
            escaped(&first.why)
        );
    }
    for (title, lines) in tables(it) {
        let lines: Vec<(String, Option<usize>)> = lines
            .iter()
            .map(|it| (it.title.clone(), it.count))
            .collect();
        shares(&mut body, title, &lines);
    }
    rules(&mut body, it);
    for draft in &it.drafts {
        let mut lines = vec![("Zelfde advies".to_owned(), draft.same)];
        if draft.unfit != Some(0) {
            lines.push(("Antwoorden passen niet".to_owned(), draft.unfit));
        }
        let moves = draft.moves.iter();
        lines.extend(moves.map(|it| (moved(it.from.as_deref(), it.to.as_deref()), it.count)));
        shares(&mut body, &heading(draft), &lines);
    }
    let _ = writeln!(body, "<p>{}</p>", escaped(&about_hidden(it)));
    html::page("Terugblik op adviezen", &body)
}

/// A table of numbers; the bar shows each as a part of the largest.
fn shares(body: &mut String, title: &str, lines: &[(String, Option<usize>)]) {
    if lines.is_empty() {
        return;
    }
    let most = lines.iter().filter_map(|it| it.1).max().unwrap_or_default();
    let _ = write!(
        body,
        "<table><caption>{}</caption>\n<thead><tr><th scope=\"col\">Wat</th><th scope=\"col\" class=\"number\">Aantal</th>\
         <td class=\"bar\"></td></tr></thead>\n<tbody>\n",
        escaped(title)
    );
    for (what, count) in lines {
        let _ = writeln!(
            body,
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"bar\">{}</td></tr>",
            escaped(what),
            shown(*count),
            bar(*count, most)
        );
    }
    body.push_str("</tbody></table>\n");
}

fn rules(body: &mut String, it: &Evaluation) {
    if it.rules.is_empty() {
        return;
    }
    body.push_str(
        "<table><caption>Regels</caption>\n<thead><tr><th scope=\"col\">Regel</th><th scope=\"col\" class=\"number\">Gold</th>\
         <th scope=\"col\" class=\"number\">Besliste mee</th><td class=\"bar\"></td><th scope=\"col\" class=\"number\">Afgeweken</th>\
         <th scope=\"col\" class=\"number\">Teruggestuurd</th></tr></thead>\n<tbody>\n",
    );
    let most = it.rules.iter().filter_map(|it| it.decided).max();
    for rule in &it.rules {
        let _ = writeln!(
            body,
            "<tr><th scope=\"row\">{} <small>{}</small></th><td class=\"number\">{}</td><td class=\"number\">{}</td>\
             <td class=\"bar\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
            escaped(&rule.reason),
            escaped(&rule.id),
            shown(rule.held),
            shown(rule.decided),
            bar(rule.decided, most.unwrap_or_default()),
            shown(rule.overridden),
            shown(rule.sent_back)
        );
    }
    body.push_str("</tbody></table>\n");
}

fn shown(count: Option<usize>) -> String {
    match count {
        Some(count) => count.to_string(),
        None => format!("<span title=\"niet getoond\" aria-label=\"niet getoond\">{HIDDEN}</span>"),
    }
}

/// A bar; the number beside it says the same, so readers aloud skip it.
fn bar(count: Option<usize>, most: usize) -> String {
    let Some(count) = count else {
        return String::new();
    };
    let width = count * 100 / most.max(1);
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"rest\" width=\"100\" height=\"10\"/><rect width=\"{width}\" height=\"10\"/></svg>"
    )
}
