//! `domeinwijzer agenda`: saved cases as an anonymous agenda for a team, grouped by theme.
//!
//! What goes onto it comes from the protocol: reasons, routes, signals, questions. No answer, no file
//! name, no age, no practice or postcode of a case does.

use crate::case::{self, Decided};
use crate::{CannotRun, Ended, Format, evaluate, files, html, output, record};
use domeinwijzer::check::{Area, Checked};
use domeinwijzer::formats::plain_markdown as plain;
use domeinwijzer::wire::{Met, Recommendation, RuleVerdict};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

/// What the command was given.
#[derive(clap::Args)]
pub(crate) struct AgendaArgs {
    /// Een bestand, of een protocol: `krachtige_basiszorg`
    #[arg(long)]
    protocol: String,
    /// Casussen (JSON), of mappen ermee
    #[arg(required = true)]
    cases: Vec<PathBuf>,
    /// Schrijft naar dit bestand in plaats van naar stdout
    #[arg(long, value_name = "BESTAND")]
    output: Option<PathBuf>,
    /// Schrijft hier welk nummer welk bestand is; deel dit bestand niet
    #[arg(long, value_name = "BESTAND")]
    key: Option<PathBuf>,
    /// Markdown, of een pagina om af te drukken
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// De dag waarop beslist wordt; anders die van de casus, anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    /// De map waarin protocollen en hun bases staan
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
}

/// Makes the agenda.
pub(crate) fn agenda(args: &AgendaArgs) -> Result<Ended, CannotRun> {
    let (registry, path) = files::registry(&args.protocol, &args.protocols)?;
    let mut cases = Vec::new();
    for file in evaluate::list(&args.cases)? {
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
    let mut themes = Themes::new();
    for (file, decided) in cases {
        let point = Point::new(&decided);
        let title = decided.checked.listing().title.clone();
        themes
            .entry(point.theme)
            .or_default()
            .push((file, Point { title, ..point }));
    }
    let text = match args.format {
        Format::Html => page(&themes),
        _ => markdown(&themes),
    };
    if let Some(path) = &args.key {
        files::write(path, key(&themes).as_bytes())?;
    }
    match &args.output {
        Some(path) => files::write(path, text.as_bytes())?,
        None => output::print(&text)?,
    }
    Ok(Ended::Clean)
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

/// The cases of each theme, with their files.
type Themes = BTreeMap<Theme, Vec<(PathBuf, Point)>>;

/// What stands above the agenda.
const ABOVE: &str = "Zonder namen en leeftijden. De redenen komen uit het protocol, en volgen uit de antwoorden: samen kunnen ze toch \
    iemand herkenbaar maken. Neem dit blad na het overleg weer mee.";

impl Point {
    /// What is said of it, under a head each.
    fn parts(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        let all = [
            ("Waarom", self.reasons.as_slice()),
            ("Let op", self.signals.as_slice()),
            ("Nog te vragen", self.questions.as_slice()),
        ];
        all.into_iter().filter(|(_, lines)| !lines.is_empty())
    }
}

fn heading(theme: Theme, points: usize) -> String {
    let count = output::counted(points, "casus", "casussen");
    format!("{} ({count})", theme.title())
}

fn markdown(themes: &Themes) -> String {
    let mut text = format!("# Agenda\n\n{ABOVE}\n");
    let mut number = 0;
    for (theme, points) in themes {
        let _ = write!(text, "\n## {}\n", heading(*theme, points.len()));
        for (_, point) in points {
            number += 1;
            let _ = write!(text, "\n### {number}. {}\n\n", plain(&point.route));
            let _ = writeln!(text, "Volgens: {}", plain(&point.title));
            for (head, lines) in point.parts() {
                let _ = write!(text, "\n{head}:\n\n");
                for line in lines {
                    let _ = writeln!(text, "- {}", plain(line));
                }
            }
            text.push_str("\nAfspraak: ____________  Wie: ____________  Wanneer: ____________\n");
        }
    }
    text
}

/// The agenda as a page to print: each case stays on one sheet.
fn page(themes: &Themes) -> String {
    use html::escaped;
    let mut body = format!("<h1>Agenda</h1>\n<p>{}</p>\n", escaped(ABOVE));
    let mut number = 0;
    for (theme, points) in themes {
        let heading = escaped(&heading(*theme, points.len()));
        let _ = write!(body, "<section>\n<h2>{heading}</h2>\n");
        for (_, point) in points {
            number += 1;
            let _ = write!(
                body,
                "<article>\n<h3>{number}. {}</h3>\n<p>Volgens: {}</p>\n",
                escaped(&point.route),
                escaped(&point.title)
            );
            for (head, lines) in point.parts() {
                let _ = write!(body, "<h4>{head}</h4>\n<ul>\n");
                for line in lines {
                    let _ = writeln!(body, "<li>{}</li>", escaped(line));
                }
                body.push_str("</ul>\n");
            }
            body.push_str(
                "<table class=\"fill\"><thead><tr><th>Afspraak</th><th>Wie</th><th>Wanneer</th></tr></thead>\
                 <tbody><tr><td></td><td></td><td></td></tr></tbody></table>\n</article>\n",
            );
        }
        body.push_str("</section>\n");
    }
    html::page("Agenda", &body)
}

/// Which number is which file.
fn key(themes: &Themes) -> String {
    let files = themes.values().flatten().map(|(file, _)| file);
    let numbered = (1..).zip(files);
    numbered
        .map(|(number, file)| format!("{number}: {}\n", files::name(file)))
        .collect()
}
