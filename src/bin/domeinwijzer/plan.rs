//! `domeinwijzer plan`: the own plan of a patient, as a page to fill in together, and its reminders.
//!
//! What stands on it before the talk comes from the protocol: the route, who calls, and until when. The rest is
//! what patient and practice agree on; nothing of an answer stands on it.

use crate::case::{self, Decided};
use crate::html::{self, escaped};
use crate::{CannotRun, Ended, Format, files, output, record};
use domeinwijzer::formats::{Reminder, calendar, working_days_after};
use domeinwijzer::protocol::version::{Date, in_words, parse_date};
use domeinwijzer::wire::RouteAdvice;
use std::fmt::Write as _;
use std::path::PathBuf;

/// What the command was given.
#[derive(clap::Args)]
pub(crate) struct PlanArgs {
    /// Een bestand, of een protocol: `chronische_zorg`
    #[arg(long)]
    protocol: String,
    /// De casus (JSON), of `-` voor stdin
    #[arg(long, value_name = "BESTAND")]
    case: PathBuf,
    /// Een afspraak: `2026-12-15;POH;bellen hoe het gaat`; mag vaker. Zonder wie: `2026-12-15;;wandelen`
    #[arg(long, value_name = "WANNEER;WIE;WAT")]
    action: Vec<String>,
    /// Een pagina om af te drukken, of herinneringen voor een agenda
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// Schrijft naar dit bestand in plaats van naar stdout
    #[arg(long, value_name = "BESTAND")]
    output: Option<PathBuf>,
    /// De dag waarop beslist wordt; anders die van de casus, anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    /// De map waarin protocollen en hun bases staan
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
}

/// How many actions fit on the page beside those that are known.
const ROOM: usize = 4;

/// Makes the plan.
pub(crate) fn plan(args: &PlanArgs) -> Result<Ended, CannotRun> {
    let agreed: Vec<Reminder> = args
        .action
        .iter()
        .map(|it| action(it))
        .collect::<Result<_, _>>()?;
    let input = record::Input::of_case(files::read_input(&args.case)?);
    let (registry, path) = files::registry(&args.protocol, &args.protocols)?;
    let on = args.on.as_deref();
    let decided = match case::decided(&args.protocol, on, &input, &registry, path.as_deref()) {
        Ok(decided) => decided,
        Err(faults) => {
            output::diagnostics(&faults, registry.sources(), Format::Full)?;
            return Ok(Ended::WithErrors);
        }
    };
    let recommendation = decided.recommendation(false);
    let Some(route) = &recommendation.route else {
        return Err(CannotRun(
            "het advies staat nog niet vast; zonder route is er nog geen plan om in te vullen"
                .to_owned(),
        ));
    };
    let mut reminders: Vec<Reminder> = first(route, decided.date).into_iter().collect();
    reminders.extend(agreed);
    let text = match args.format {
        Format::Ics => calendar(&reminders, decided.date),
        _ => page(&decided, route, &reminders),
    };
    match &args.output {
        Some(path) => files::write(path, text.as_bytes())?,
        None => output::print(&text)?,
    }
    Ok(Ended::Clean)
}

/// An action as it is given.
fn action(text: &str) -> Result<Reminder, CannotRun> {
    let mut parts = text.splitn(3, ';').map(str::trim);
    let (on, who, what) = (parts.next(), parts.next(), parts.next());
    let day = on.and_then(|it| parse_date(it).ok());
    match (day, what) {
        (Some(on), Some(what)) if !what.is_empty() => Ok(Reminder {
            what: what.to_owned(),
            who: who.filter(|it| !it.is_empty()).map(str::to_owned),
            on,
        }),
        _ => Err(CannotRun(format!(
            "`{text}` is geen afspraak; schrijf wanneer, wie en wat, zoals `2026-12-15;POH;bellen hoe het gaat`"
        ))),
    }
}

/// The first thing to think of: that someone would call.
fn first(route: &RouteAdvice, date: Date) -> Option<Reminder> {
    let days = route.response_days?;
    Some(Reminder {
        // It may be read by who sits beside: it names nobody.
        what: "Niets gehoord? Bel de praktijk".to_owned(),
        who: None,
        on: working_days_after(date, days),
    })
}

fn page(decided: &Decided, route: &RouteAdvice, reminders: &[Reminder]) -> String {
    let mut body = format!(
        "<h1>Mijn plan</h1>\n<p>Dit plan is van u. U vult het samen in. U neemt het mee naar huis.</p>\n\
         <p>Datum: {}</p>\n",
        escaped(&in_words(decided.date))
    );
    lines(&mut body, "Dit vind ik belangrijk", 3);
    let _ = write!(
        body,
        "<h2>Dit spreken we af: {}</h2>\n<p>",
        escaped(&route.title)
    );
    let said: Vec<String> = route.patient.lines().map(escaped).collect();
    let _ = writeln!(body, "{}</p>", said.join("<br>\n"));
    lines(&mut body, "Dit wil ik bereiken", 2);
    body.push_str(
        "<h2>Dit gaan we doen</h2>\n<table class=\"fill\"><thead><tr><th scope=\"col\">Wat</th><th scope=\"col\">Wie</th>\
         <th scope=\"col\">Wanneer</th></tr></thead>\n<tbody>\n",
    );
    for it in reminders {
        let _ = writeln!(
            body,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(&it.what),
            escaped(it.who.as_deref().unwrap_or("Ik")),
            escaped(&in_words(it.on))
        );
    }
    for _ in 0..ROOM {
        body.push_str("<tr><td></td><td></td><td></td></tr>\n");
    }
    body.push_str("</tbody></table>\n");
    if let Some(contact) = &route.contact {
        let _ = writeln!(
            body,
            "<h2>Wie mij helpt</h2>\n<p>{}</p>",
            escaped(&contact.function)
        );
        body.push_str("<div class=\"line\"></div>\n");
    }
    lines(&mut body, "Zo merk ik dat het goed gaat", 2);
    lines(&mut body, "Gaat het minder goed? Dan doe ik dit", 2);
    lines(&mut body, "We kijken samen terug op", 1);
    html::page("Mijn plan", &body)
}

/// A heading with lines to write on.
fn lines(body: &mut String, heading: &str, number: usize) {
    let _ = writeln!(body, "<h2>{}</h2>", escaped(heading));
    for _ in 0..number {
        body.push_str("<div class=\"line\"></div>\n");
    }
}
