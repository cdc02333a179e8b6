//! `check --fix`: makes the changes that are safe to make unseen.
//!
//! In: the files and what was found in them. Out: the files with the fixes made, and what is left.
//! Only the stretches that a fix names are changed, so that comments and layout stay as they are.
//! No file is written in which a fault would come to light that was not there before, or more of
//! them; `toml_edit` confirms that it can still be read and that no comment was touched.

use crate::files::{self, Loaded};
use crate::output::{self, Output};
use crate::{CannotRun, Format};
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::text::{Place, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

mod comments;

/// The name under which stdin is read.
const STDIN: &str = "-";
/// How often the files are looked at again: a fix may bring the next slip of a condition to light.
const ROUNDS: usize = 10;
/// How many fixes are tried one by one when together they do harm.
const ATTEMPTS: usize = 200;
/// The most characters that are shown of a change.
const SHOWN: usize = 60;

/// Files in which fixes were made.
#[derive(Clone)]
pub(crate) struct Fixed {
    /// The files as they are now.
    pub(crate) loaded: Loaded,
    /// What is left.
    pub(crate) found: Vec<Diagnostic>,
    /// What stood in them before.
    before: Vec<(String, Vec<u8>)>,
    /// What was done.
    done: Vec<Done>,
    /// What could not be done, a line each.
    refused: Vec<String>,
}

type Find<'a> = &'a dyn Fn(&Loaded) -> Result<Vec<Diagnostic>, CannotRun>;

/// Makes every fix in the files that were asked for; `find` tells what is wrong with the result.
pub(crate) fn fix(
    loaded: Loaded,
    found: Vec<Diagnostic>,
    find: impl Fn(&Loaded) -> Result<Vec<Diagnostic>, CannotRun>,
) -> Result<Fixed, CannotRun> {
    let start = Fixed {
        before: loaded.contents.clone(),
        loaded,
        found,
        done: Vec::new(),
        refused: Vec::new(),
    };
    let all = settle(&start, |_| true, &find)?;
    if harm(&start, &all).is_none() {
        return Ok(all);
    }
    one_by_one(start, &find)
}

/// Makes each fix that does no harm by itself, with what it brings to light.
fn one_by_one(start: Fixed, find: Find<'_>) -> Result<Fixed, CannotRun> {
    let mut state = start;
    let mut tried: BTreeSet<Fault> = BTreeSet::new();
    for _ in 0..ATTEMPTS {
        let known: BTreeSet<Fault> = state.found.iter().map(|it| fault(it, &state)).collect();
        let next = state
            .found
            .iter()
            .filter(|it| !edits(it, &state).is_empty())
            .map(|it| fault(it, &state))
            .find(|it| !tried.contains(it));
        let Some(chosen) = next else {
            break;
        };
        tried.insert(chosen.clone());
        let fixed = settle(&state, |it| *it == chosen || !known.contains(it), find)?;
        match harm(&state, &fixed) {
            None => state = fixed,
            Some(why) => {
                let (code, message, place) = &chosen;
                let line = format!("niet hersteld: {place}{code} {message} ({why})");
                state.refused.push(line);
            }
        }
    }
    Ok(state)
}

/// Makes the wanted fixes that do not touch each other, and looks again until none is left.
fn settle(
    start: &Fixed,
    wanted: impl Fn(&Fault) -> bool,
    find: Find<'_>,
) -> Result<Fixed, CannotRun> {
    let mut state = start.clone();
    for _ in 0..ROUNDS {
        let mut chosen: Vec<Change> = Vec::new();
        let mut done = Vec::new();
        for diagnostic in state.found.iter().filter(|it| wanted(&fault(it, &state))) {
            let edits = edits(diagnostic, &state);
            let free = |edit: &Change| chosen.iter().all(|other| !other.touches(edit));
            if !edits.is_empty() && edits.iter().all(free) {
                done.push(describe(diagnostic, &state));
                chosen.extend(edits);
            }
        }
        if chosen.is_empty() {
            break;
        }
        state.loaded = state.loaded.with(changed(&state.loaded.contents, chosen));
        state.found = find(&state.loaded)?;
        state.done.extend(done);
    }
    Ok(state)
}

/// What was done, and where.
#[derive(Debug, Clone)]
struct Done {
    file: String,
    line: usize,
    text: String,
}

/// A change of one file, in its own bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    file: String,
    start: usize,
    end: usize,
    text: String,
}

impl Change {
    fn touches(&self, other: &Self) -> bool {
        // What is only added at the same point has no order.
        self.file == other.file && self.start <= other.end && other.start <= self.end
    }
}

/// The changes that mend a fault; none when one of them falls outside the files asked for.
fn edits(diagnostic: &Diagnostic, state: &Fixed) -> Vec<Change> {
    let changes: Option<Vec<Change>> = diagnostic
        .fix
        .iter()
        .map(|edit| {
            let place = state.loaded.registry.sources().locate(edit.span)?;
            state.loaded.wanted.iter().find(|it| *it == place.file)?;
            Some(Change {
                file: place.file.to_owned(),
                start: place.start.offset,
                end: place.end.offset,
                text: edit.text.clone(),
            })
        })
        .collect();
    let changes = changes.unwrap_or_default();
    let apart = changes
        .iter()
        .enumerate()
        .all(|(at, it)| changes.iter().skip(at + 1).all(|other| !it.touches(other)));
    if apart { changes } else { Vec::new() }
}

/// The contents with the changes made, the last one first so that no offset moves.
fn changed(contents: &[(String, Vec<u8>)], mut changes: Vec<Change>) -> Vec<(String, Vec<u8>)> {
    changes.sort_by_key(|it| std::cmp::Reverse(it.start));
    let mut contents = contents.to_vec();
    for change in changes {
        let file = contents.iter_mut().find(|(name, _)| *name == change.file);
        if let Some((_, bytes)) = file
            && change.start <= change.end
            && change.end <= bytes.len()
        {
            bytes.splice(change.start..change.end, change.text.bytes());
        }
    }
    contents
}

/// What tells a fault apart while the text around it changes: code, message, file and line.
type Fault = (Code, String, String);

fn fault(diagnostic: &Diagnostic, state: &Fixed) -> Fault {
    let place = locate(diagnostic, state.loaded.registry.sources());
    let place = place.map_or(String::new(), |it| {
        format!("{}:{}: ", it.file, it.start.line)
    });
    (diagnostic.code, diagnostic.message.clone(), place)
}

fn locate<'a>(diagnostic: &Diagnostic, sources: &'a Sources) -> Option<Place<'a>> {
    sources.locate(diagnostic.span?)
}

fn describe(diagnostic: &Diagnostic, state: &Fixed) -> Done {
    let sources = state.loaded.registry.sources();
    let mut done: Vec<String> = Vec::new();
    for edit in &diagnostic.fix {
        let (old, new) = (shown(sources.slice(edit.span)), shown(&edit.text));
        let line = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("{new} toegevoegd"),
            (_, true) => format!("{old} weggehaald"),
            _ => format!("{old} werd {new}"),
        };
        // The same name may be mended in several places.
        if !done.contains(&line) {
            done.push(line);
        }
    }
    let place = locate(diagnostic, sources);
    let shown = place.map_or(String::new(), |it| {
        format!("{}:{}:{}: ", it.file, it.start.line, it.start.column)
    });
    Done {
        file: place.map_or(String::new(), |it| it.file.to_owned()),
        line: place.map_or(0, |it| it.start.line),
        text: format!("hersteld: {shown}{} {}", diagnostic.code, done.join(", ")),
    }
}

/// A text in backticks, or the numbers of characters that cannot be seen.
fn shown(text: &str) -> String {
    let unseen = |c: char| c.is_control() || (c.is_whitespace() && c != ' ');
    let unseen =
        |c: char| unseen(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    if !text.is_empty() && text.chars().all(unseen) {
        let numbers = text.chars().map(|c| format!("U+{:04X}", u32::from(c)));
        return numbers.collect::<Vec<_>>().join(" ");
    }
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    match text.chars().count() {
        0 => text,
        length if length <= SHOWN => format!("`{text}`"),
        _ => format!("`{}…`", text.chars().take(SHOWN).collect::<String>()),
    }
}

/// Why the second state is worse than the first; none when it is not.
fn harm(before: &Fixed, after: &Fixed) -> Option<String> {
    let (old, new) = (errors(before), errors(after));
    for (file, now) in &new {
        let empty = Vec::new();
        let then = old.get(file).unwrap_or(&empty);
        if let Some(code) = now.iter().find(|code| !then.contains(code)) {
            return Some(format!("daarna zou er {code} zijn"));
        }
        if now.len() > then.len() {
            return Some("daarna zouden er meer fouten zijn".to_owned());
        }
    }
    let contents = before.loaded.contents.iter().zip(&after.loaded.contents);
    contents
        .filter(|((_, old), (_, new))| old != new)
        .find(|((_, old), (_, new))| !comments::kept(old, new))
        .map(|_| "daarna zou een opmerking anders zijn, of het bestand geen TOML".to_owned())
}

/// The codes of all errors, by file.
fn errors(state: &Fixed) -> BTreeMap<&str, Vec<Code>> {
    let mut errors: BTreeMap<&str, Vec<Code>> = BTreeMap::new();
    for diagnostic in state.found.iter().filter(|it| it.is_error()) {
        let place = locate(diagnostic, state.loaded.registry.sources());
        let file = place.map_or("", |it| it.file);
        errors.entry(file).or_default().push(diagnostic.code);
    }
    errors
}

impl Fixed {
    /// Writes the files that changed, and the text of stdin to stdout.
    pub(crate) fn write(&self) -> Result<(), CannotRun> {
        let pairs = self.before.iter().zip(&self.loaded.contents);
        let changed: Vec<(&Path, &[u8], &[u8])> = pairs
            .filter(|((name, before), (_, now))| name != STDIN && before != now)
            .map(|((name, before), (_, now))| (Path::new(name), &**before, &**now))
            .collect();
        // What would go wrong with any of them comes up before the first is written.
        for (path, before, _) in &changed {
            files::writable(path)?;
            if !std::fs::read(path).is_ok_and(|bytes| bytes == *before) {
                let path = path.display();
                return Err(CannotRun(format!("{path} is intussen gewijzigd")));
            }
        }
        for (path, _, now) in changed {
            files::write(path, now)?;
        }
        let stdin = self.loaded.contents.iter().find(|(name, _)| name == STDIN);
        stdin.map_or(Ok(()), |(_, now)| output::print_bytes(now))
    }

    /// Tells what was done, and returns where what is left should go.
    pub(crate) fn tell(&self, format: Format) -> Result<Output, CannotRun> {
        let output = if self.loaded.wanted.iter().any(|it| it == STDIN) {
            Output::Stderr
        } else {
            Output::Stdout
        };
        let mut lines = String::new();
        let mut done: Vec<&Done> = self.done.iter().collect();
        // What came to light in a later round stands with its neighbours.
        done.sort_by_key(|it| (&it.file, it.line));
        for line in done.iter().map(|it| &it.text).chain(&self.refused) {
            lines.push_str(line);
            lines.push('\n');
        }
        lines.push_str(&format!("{} hersteld\n\n", self.done.len()));
        let for_people = matches!(format, Format::Full | Format::Concise);
        if for_people && output == Output::Stdout {
            output::print(&lines)?;
        } else {
            // Where stderr is gone nobody can be told.
            let _ = std::io::stderr().write_all(lines.as_bytes());
        }
        Ok(output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domeinwijzer::text::Span;

    /// Fixes a text in which every `ab` should be `x`, every `bc` should be `y`, and a `z` should
    /// stand between quotes that take two edits.
    #[track_caller]
    fn check(text: &str, expected: &str, done: usize) {
        let contents = vec![("a.toml".to_owned(), text.as_bytes().to_vec())];
        let loaded = Loaded::new(vec!["a.toml".to_owned()], contents);
        let find = |loaded: &Loaded| {
            let text = loaded.registry.sources().text("a.toml").unwrap_or_default();
            let mut found = Vec::new();
            for (wrong, right) in [("ab", "x"), ("bc", "y")] {
                for (at, _) in text.match_indices(wrong) {
                    let span = Span::new(at, at + wrong.len());
                    found.push(fault_at(span).fix(span, right));
                }
            }
            if let Some(at) = text.find("=z") {
                let (start, end) = (Span::new(at + 1, at + 1), Span::new(at + 2, at + 2));
                found.push(fault_at(start).fix(start, "'").fix(end, "'"));
            }
            Ok(found)
        };
        let found = find(&loaded).unwrap_or_default();
        match fix(loaded, found, find) {
            Ok(fixed) => {
                let now = fixed.loaded.registry.sources().text("a.toml");
                assert_eq!((now, fixed.done.len()), (Some(expected), done));
            }
            Err(error) => assert_eq!(error.to_string(), ""),
        }
    }

    fn fault_at(span: Span) -> Diagnostic {
        Diagnostic::error(Code::TomlSyntax, "fout").at(span)
    }

    #[test]
    fn of_overlapping_fixes_the_first_is_made() {
        check("k=\"abc\"\nl=\"abc\"", "k=\"xc\"\nl=\"xc\"", 2);
    }

    #[test]
    fn fixes_that_touch_are_made_in_turn() {
        check("k=\"abab\"", "k=\"xx\"", 2);
    }

    #[test]
    fn a_fix_that_would_change_a_comment_is_not_made() {
        check("# ab\nk=\"ab\"", "# ab\nk=\"x\"", 1);
    }

    #[test]
    fn edits_of_one_fix_are_made_together() {
        check("k=z", "k='z'", 1);
    }
}
