//! Taking faulty statements out of a text, one after the other, until the rest is TOML.

use super::statements::{Part, Statement, parts, statements};
use super::{head, line};
use crate::diagnostic::{Code, Diagnostic, Edit, Related};
use crate::protocol::damage::Damage;
use crate::protocol::names::SECTIONS;
use crate::text::Span;
use std::ops::Range;
use toml::de::DeTable;
use toml_parser::lexer::TokenKind;

/// So many faults are explained; who has more of them has pasted something else.
const FAULT_LIMIT: usize = 25;

/// A text as far as it has been mended, and what is known of it.
pub(super) struct Draft<'a> {
    pub(super) text: &'a str,
    pub(super) parts: &'a [Part<'a>],
    pub(super) statements: &'a [Statement],
}

impl<'a> Draft<'a> {
    /// The parts of a statement, with the blanks and remarks between them.
    pub(super) fn parts_of(&self, statement: &Statement) -> &'a [Part<'a>] {
        let from = self.parts.partition_point(|it| it.start < statement.start);
        let to = self.parts.partition_point(|it| it.start < statement.end);
        self.parts.get(from..to).unwrap_or_default()
    }

    /// The head of the table in which a statement stands.
    pub(super) fn head_of(&self, statement: &Statement) -> Option<&'a Statement> {
        let before = self.statements.iter().rev();
        before
            .filter(|it| it.start <= statement.start)
            .find(|it| it.is_head(self.text))
    }

    /// The end of the table that a head begins.
    pub(super) fn table_end(&self, head: &Statement) -> usize {
        let mut after = self.statements.iter().filter(|it| it.start > head.start);
        after
            .find(|it| it.is_head(self.text))
            .map_or(self.text.len(), |it| it.start)
    }
}

/// What to do about a statement with a fault in it.
pub(super) struct Verdict {
    /// The fault; places are offsets in the text.
    pub(super) fault: Diagnostic,
    /// What is taken out.
    pub(super) cut: Range<usize>,
    /// A text of the same length that takes its place; none for blanks.
    pub(super) instead: Option<String>,
    /// Whether names may have gone with it.
    pub(super) names: bool,
}

/// Explains every fault of a text that is not TOML, and returns what is left of it.
///
/// # Diagnostics
///
/// [`Code::TomlSyntax`], [`Code::DuplicateKey`] and [`Code::InvalidId`], one per statement.
pub(in crate::protocol) fn mend(
    text: &str,
    start: usize,
    damage: &mut Damage,
    report: &mut Vec<Diagnostic>,
) -> String {
    let mut text = text.to_owned();
    for _ in 0..FAULT_LIMIT {
        let (_, errors) = DeTable::parse_recoverable(&text);
        if errors.is_empty() {
            return text;
        }
        let first = errors
            .iter()
            .filter_map(|error| Some((error.span()?, error.message())))
            .min_by_key(|(span, _)| span.start);
        let found = parts(&text);
        let all = statements(&found);
        let draft = Draft {
            text: &text,
            parts: &found,
            statements: &all,
        };
        let (at, message) = first.unwrap_or_else(|| (deepest(&draft), TOO_DEEP));
        let verdict = judge(&draft, at, message);
        if verdict.instead.is_none() || verdict.names {
            damage.add(Span::new(
                start + verdict.cut.start,
                start + verdict.cut.end,
            ));
        }
        damage.names |= verdict.names;
        report.push(shifted(verdict.fault, start));
        let cut = verdict.cut;
        let instead = verdict
            .instead
            .unwrap_or_else(|| blank(text.get(cut.clone()).unwrap_or_default()));
        text.replace_range(cut, &instead);
    }
    // What is still wrong comes up once these are mended.
    damage.names = true;
    text
}

/// The one fault for which the reader gives no place.
pub(super) const TOO_DEEP: &str = "recursion limit";

/// Where most names are strung together.
fn deepest(draft: &Draft<'_>) -> Range<usize> {
    let dots = |it: &&Statement| {
        let parts = draft.parts_of(it).iter();
        parts.filter(|part| part.kind == TokenKind::Dot).count()
    };
    let deepest = draft.statements.iter().max_by_key(dots);
    deepest.map_or(0..0, Statement::range)
}

fn judge(draft: &Draft<'_>, at: Range<usize>, message: &str) -> Verdict {
    if let Some(verdict) = other_language(draft.text).or_else(|| line_ends(draft.text)) {
        return verdict;
    }
    let unclosed = draft.statements.iter().find(|it| it.unclosed.is_some());
    let stumbled = draft
        .statements
        .iter()
        .rev()
        .find(|it| it.start <= at.start)
        .or(draft.statements.first());
    let faulty = match (unclosed, stumbled) {
        (Some(unclosed), Some(stumbled)) if unclosed.start <= stumbled.start => unclosed,
        (Some(unclosed), None) => unclosed,
        (_, Some(stumbled)) => stumbled,
        (None, None) => {
            let cut = 0..draft.text.len();
            return Verdict {
                fault: line::unknown(message, at),
                cut,
                instead: None,
                names: true,
            };
        }
    };
    let special = swallowed(draft, faulty).or_else(|| head::without_bracket(draft, faulty));
    if let Some(verdict) = special {
        return verdict;
    }
    if !faulty.is_head(draft.text) {
        let (fault, end) = line::explain(draft, faulty, at, message);
        return Verdict {
            fault,
            cut: faulty.start..end.max(faulty.end),
            instead: None,
            names: false,
        };
    }
    let (fault, instead) = head::explain(draft, faulty, at, message);
    let cut = match &instead {
        Some(_) => faulty.range(),
        None => faulty.start..draft.table_end(faulty),
    };
    Verdict {
        fault,
        cut,
        instead,
        names: true,
    }
}

/// A file that is not TOML at all needs one message, not one per line.
fn other_language(text: &str) -> Option<Verdict> {
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    let (what, help) = if begins.starts_with('{') {
        (
            "JSON",
            "een protocol is TOML: regels met `sleutel = waarde` onder koppen zoals [protocol]",
        )
    } else if begins.starts_with("{\\rtf") || begins.starts_with("PK\u{3}") {
        (
            "een Word-document",
            "sla het op als platte tekst, of kopieer de tekst naar een bestand dat op .toml eindigt",
        )
    } else if begins.starts_with("---\n") || begins.starts_with("---\r") {
        (
            "YAML",
            "een protocol is TOML: regels met `sleutel = waarde` onder koppen zoals [protocol]",
        )
    } else {
        return None;
    };
    let at = text.len() - begins.len();
    Some(Verdict {
        fault: Diagnostic::error(Code::TomlSyntax, format!("dit lijkt {what}, geen TOML"))
            .at(Span::new(at, at + 1))
            .help(help.to_owned()),
        cut: 0..text.len(),
        instead: None,
        names: true,
    })
}

/// Lines that end with a CR alone, as very old programs write them.
fn line_ends(text: &str) -> Option<Verdict> {
    let alone = |(at, _): &(usize, &str)| text.as_bytes().get(at + 1) != Some(&b'\n');
    let (at, _) = text.match_indices('\r').find(alone)?;
    let mut mended = text.replace("\r\n", "  ").replace('\r', "\n");
    // Pairs had to survive the change of the lone ones.
    for (at, _) in text.match_indices("\r\n") {
        mended.replace_range(at..at + 2, "\r\n");
    }
    let fault = Diagnostic::error(
        Code::TomlSyntax,
        "deze regel eindigt met een teken dat andere programma's niet als regeleinde kennen",
    )
    .at(Span::new(at, at + 1))
    .help("kies bij opslaan Windows- (CRLF) of Unix-regeleinden (LF)".to_owned());
    Some(Verdict {
        fault,
        cut: 0..text.len(),
        instead: Some(mended),
        names: false,
    })
}

/// A text between three quotes that runs on into the next tables.
fn swallowed(draft: &Draft<'_>, statement: &Statement) -> Option<Verdict> {
    let long = |part: &&Part<'_>| {
        matches!(
            part.kind,
            TokenKind::MlBasicString | TokenKind::MlLiteralString
        )
    };
    let part = draft.parts_of(statement).iter().find(long)?;
    let next_head = part
        .text
        .match_indices("\n[")
        .map(|(at, _)| at + 1)
        .find(|at| begins_table(part.text.get(at + 1..).unwrap_or_default()));
    let end = match next_head {
        Some(at) => part.start + at,
        None if part.is_closed() => return None,
        None => part.end(),
    };
    let quotes = part.text.get(..3).unwrap_or_default();
    Some(Verdict {
        fault: Diagnostic::error(
            Code::TomlSyntax,
            format!("de tekst die hier met {quotes} begint, wordt niet gesloten"),
        )
        .at(Span::new(part.start, part.start + 3))
        .help(format!("zet ook achter de tekst {quotes}")),
        cut: statement.start..end,
        instead: None,
        names: next_head.is_none(),
    })
}

fn begins_table(text: &str) -> bool {
    SECTIONS.iter().any(|section| {
        text.strip_prefix(section)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The same length and lines, without anything in them.
fn blank(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'\n' => '\n',
            b'\r' => '\r',
            _ => ' ',
        })
        // A lone CR is itself a fault.
        .collect::<String>()
        .replace('\r', " ")
}

/// Moves every place of a diagnostic to the number line.
fn shifted(mut fault: Diagnostic, by: usize) -> Diagnostic {
    let shift = |span: Span| Span::new(span.start + by, span.end + by);
    fault.span = fault.span.map(shift);
    for Related { span, .. } in &mut fault.related {
        *span = shift(*span);
    }
    for Edit { span, .. } in &mut fault.fix {
        *span = shift(*span);
    }
    fault
}
