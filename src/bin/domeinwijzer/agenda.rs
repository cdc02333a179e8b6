//! `domeinwijzer agenda`: saved cases as an anonymous agenda for a team, grouped by theme.
//!
//! What goes onto it comes from the protocol: reasons, routes, signals, questions. No answer, no file
//! name, no age, no practice or postcode of a case does.

use crate::case::{self, Decided};
use crate::{AgendaArgs, CannotRun, Ended, Format, files, output, record};
use domeinwijzer::check::{Area, Checked};
use domeinwijzer::wire::{Met, Recommendation, RuleVerdict};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Makes the agenda.
pub(crate) fn agenda(args: &AgendaArgs) -> Result<Ended, CannotRun> {
    let (registry, path) = files::registry(&args.protocol, &args.protocols)?;
    let mut cases = Vec::new();
    for file in list(&args.cases)? {
        let input = record::Input::of_case(files::read_input(&file)?);
        let on = args.on.as_deref();
        match case::decided(&args.protocol, on, &input, &registry, path.as_deref()) {
            Ok(decided) => cases.push((file, decided)),
            Err(faults) => {
                eprintln!("domeinwijzer: in {}:", files::name(&file));
                output::diagnostics(&faults, registry.sources(), Format::Full)?;
                return Ok(Ended::WithErrors);
            }
        }
    }
    let mut themes: BTreeMap<Theme, Vec<(PathBuf, Point)>> = BTreeMap::new();
    for (file, decided) in cases {
        let point = Point::new(&decided);
        let title = decided.checked.listing().title.clone();
        themes
            .entry(point.theme)
            .or_default()
            .push((file, Point { title, ..point }));
    }
    let (text, key) = written(&themes);
    if let Some(path) = &args.key {
        files::write(path, key.as_bytes())?;
    }
    match &args.output {
        Some(path) => files::write(path, text.as_bytes())?,
        None => output::print(&text)?,
    }
    Ok(Ended::Clean)
}

/// The files, and those on `.json` in the folders, sorted.
fn list(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CannotRun> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| files::unreadable(path, &error))?;
        let mut inside: Vec<PathBuf> = entries
            .filter_map(|it| Some(it.ok()?.path()))
            .filter(|it: &PathBuf| is_case(it))
            .collect();
        inside.sort();
        found.append(&mut inside);
    }
    if found.is_empty() {
        return Err(CannotRun(
            "er staat geen enkele casus (.json) in".to_owned(),
        ));
    }
    Ok(found)
}

fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "json")
}

/// What a case is about: one domain of the 4D model, or more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Theme {
    Several,
    One(usize),
    Other,
}

impl Theme {
    fn title(self) -> &'static str {
        match self {
            Self::Several => "Meer domeinen tegelijk",
            Self::One(at) => match Area::ALL.get(at) {
                Some(Area::Body) => "Lichaam",
                Some(Area::Mind) => "Hoofd en gevoel",
                Some(Area::Social) => "Mensen",
                _ => "Geld, werk, wonen, taal",
            },
            Self::Other => "Overig",
        }
    }
}

/// A case on the agenda.
struct Point {
    theme: Theme,
    title: String,
    route: String,
    reasons: Vec<String>,
    signals: Vec<String>,
    questions: Vec<String>,
}

impl Point {
    fn new(decided: &Decided) -> Self {
        let it = decided.recommendation(false);
        let titles = |ids: &[String]| -> Vec<String> {
            let routes = it.routes.iter().filter(|route| ids.contains(&route.id));
            routes.map(|route| route.title.clone()).collect()
        };
        let route = match &it.route {
            Some(route) => route.title.clone(),
            None if it.possible.is_empty() => "geen advies".to_owned(),
            None => format!("nog open: {}", titles(&it.possible).join(", of ")),
        };
        let holds = it.reasoning.rules.iter().filter(|rule| {
            rule.verdict == RuleVerdict::Holds
                && !(rule.r#for.is_empty() && rule.against.is_empty())
        });
        Self {
            theme: theme(&it, &decided.checked),
            title: String::new(),
            route,
            reasons: holds.map(|rule| rule.reason.clone()).collect(),
            signals: it
                .signals
                .iter()
                .map(|signal| signal.title.clone())
                .collect(),
            questions: (it.next.iter().take(3))
                .filter_map(|next| decided.checked.question(&next.question))
                .filter_map(|at| decided.checked.questions().get(at))
                .map(|question| question.text.clone())
                .collect(),
        }
    }
}

/// The domains of the questions that the rules for a route rest on.
fn theme(it: &Recommendation, checked: &Checked) -> Theme {
    let holds = it
        .reasoning
        .rules
        .iter()
        .filter(|rule| rule.verdict == RuleVerdict::Holds && !rule.r#for.is_empty());
    let parts = holds
        .flat_map(|rule| &rule.because)
        .filter(|it| it.met == Met::Yes);
    let areas: BTreeSet<usize> = parts
        .filter_map(|part| {
            let question = checked.question(part.question.as_deref()?)?;
            let area = checked.questions().get(question)?.area?;
            Area::ALL.iter().position(|it| *it == area)
        })
        .collect();
    match (areas.len(), areas.first()) {
        (1, Some(at)) => Theme::One(*at),
        (0, _) | (_, None) => Theme::Other,
        _ => Theme::Several,
    }
}

/// The agenda, and which point is which file.
fn written(themes: &BTreeMap<Theme, Vec<(PathBuf, Point)>>) -> (String, String) {
    let mut text = String::from(
        "# Agenda\n\nZonder namen en leeftijden. De redenen komen uit het protocol, en volgen uit de antwoorden: samen kunnen ze toch iemand \
         herkenbaar maken.\n",
    );
    let mut key = String::new();
    let mut number = 0;
    for (theme, points) in themes {
        let count = output::counted(points.len(), "casus", "casussen");
        let _ = write!(text, "\n## {} ({count})\n", theme.title());
        for (file, point) in points {
            number += 1;
            let _ = write!(text, "\n### {number}. {}\n\n", point.route);
            let _ = writeln!(key, "{number}: {}", files::name(file));
            let _ = writeln!(text, "Volgens: {}", point.title);
            for (head, lines) in [
                ("Waarom", &point.reasons),
                ("Let op", &point.signals),
                ("Nog te vragen", &point.questions),
            ] {
                if !lines.is_empty() {
                    let _ = write!(text, "\n{head}:\n\n");
                    for line in lines {
                        let _ = writeln!(text, "- {line}");
                    }
                }
            }
            text.push_str("\nAfspraak: ____________  Wie: ____________  Wanneer: ____________\n");
        }
    }
    (text, key)
}
