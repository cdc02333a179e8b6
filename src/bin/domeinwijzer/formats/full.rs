//! For people: the source lines with marks under them, as rustc shows them.

use super::{Findings, visible};
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use domeinwijzer::diagnostic::{Diagnostic, Severity, render};
use domeinwijzer::text::{Place, Sources};
use std::ops::Range;

/// Lays out each fault with its source lines, followed by an empty line.
pub(super) fn findings(it: &Findings<'_>, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    for diagnostic in it.shown() {
        out.push_str(&one(diagnostic, it.sources, &renderer));
        out.push_str(&example(diagnostic));
        out.push_str("\n\n");
    }
    out
}

/// The case that shows a fault, without signs in the margin: it is there to be copied.
fn example(diagnostic: &Diagnostic) -> String {
    let Some(witness) = &diagnostic.witness else {
        return String::new();
    };
    let lines = witness.example.lines().map(|line| match visible(line) {
        line if line.is_empty() => "\n".to_owned(),
        line => format!("\n    {line}"),
    });
    format!("\n\n{}\n{}", render::EXAMPLE, lines.collect::<String>())
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .with_name(render::severity(diagnostic.severity))
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.to_string());
    let mut main = Group::with_title(title);
    for stretch in stretches(diagnostic, sources) {
        let marks = stretch.marks.iter().map(|mark| {
            let label = (!mark.label.is_empty()).then(|| visible(mark.label));
            mark.kind.span(mark.at.clone()).label(label)
        });
        main = main.element(stretch.snippet().annotations(marks));
    }
    let help = || Level::HELP.with_name("hulp");
    let mut groups = Vec::new();
    match (&diagnostic.help, patched(diagnostic, sources)) {
        (text, Some(patched)) => {
            let text = text.as_deref().unwrap_or("zo is het te herstellen");
            groups.push(main);
            groups.push(Group::with_title(help().secondary_title(visible(text))).element(patched));
        }
        (Some(text), None) => groups.push(main.element(help().message(visible(text)))),
        (None, None) => groups.push(main),
    }
    renderer.render(&groups)
}

/// Lines of one file, and what is marked in them.
struct Stretch<'a> {
    file: &'a str,
    text: &'a str,
    first_line: usize,
    marks: Vec<Mark<'a>>,
}

struct Mark<'a> {
    at: Range<usize>,
    kind: AnnotationKind,
    label: &'a str,
}

impl<'a> Stretch<'a> {
    /// The lines of a file from the first to the last of these places.
    ///
    /// Only those lines are handed on: looking through the whole file for each of hundreds of
    /// faults would take long.
    fn around(sources: &'a Sources, places: &[Place<'a>]) -> Option<(Self, usize)> {
        let file = places.first()?.file;
        let text = sources.text(file)?;
        let start = places.iter().map(|it| it.start.offset).min()?;
        let end = places.iter().map(|it| it.end.offset).max()?.max(start);
        let from = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let to = text
            .get(end..)?
            .find('\n')
            .map_or(text.len(), |at| end + at);
        let lines = text.get(from..to)?;
        let lines = lines.strip_suffix('\r').unwrap_or(lines);
        // A byte order mark is no character of the first line to the one who reads it.
        let shown = lines.strip_prefix('\u{feff}').unwrap_or(lines);
        let stretch = Self {
            file,
            text: shown,
            first_line: places.iter().map(|it| it.start.line).min()?,
            marks: Vec::new(),
        };
        Some((stretch, from + lines.len() - shown.len()))
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        Snippet::source(self.text)
            .path(self.file)
            .line_start(self.first_line)
    }
}

fn within(place: &Place<'_>, from: usize) -> Range<usize> {
    let start = place.start.offset.saturating_sub(from);
    start..place.end.offset.saturating_sub(from).max(start)
}

/// The places of a fault by file, that of the fault itself first.
fn stretches<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Stretch<'a>> {
    let primary = diagnostic
        .span
        .map(|span| (span, AnnotationKind::Primary, ""));
    let related = diagnostic
        .related
        .iter()
        .map(|it| (it.span, AnnotationKind::Context, it.message.as_str()));
    let located: Vec<(Place<'a>, AnnotationKind, &str)> = primary
        .into_iter()
        .chain(related)
        .filter_map(|(span, kind, label)| Some((sources.locate(span)?, kind, label)))
        .collect();
    let mut stretches: Vec<Stretch<'a>> = Vec::new();
    for (first, ..) in &located {
        if stretches.iter().any(|it| it.file == first.file) {
            continue;
        }
        let here: Vec<_> = located
            .iter()
            .filter(|(place, ..)| place.file == first.file)
            .collect();
        let places: Vec<Place<'a>> = here.iter().map(|(place, ..)| *place).collect();
        let Some((mut stretch, from)) = Stretch::around(sources, &places) else {
            continue;
        };
        stretch
            .marks
            .extend(here.iter().map(|(place, kind, label)| Mark {
                at: within(place, from),
                kind: *kind,
                label,
            }));
        stretches.push(stretch);
    }
    stretches
}

/// The lines as the fix would make them.
fn patched<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Option<Snippet<'a, Patch<'a>>> {
    let places: Vec<Place<'a>> = diagnostic
        .fix
        .iter()
        .filter_map(|edit| sources.locate(edit.span))
        .collect();
    let (stretch, from) = Stretch::around(sources, &places)?;
    let patches = places
        .iter()
        .zip(&diagnostic.fix)
        .map(|(place, edit)| Patch::new(within(place, from), edit.text.as_str()));
    Some(stretch.snippet().patches(patches))
}
