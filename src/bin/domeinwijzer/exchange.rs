//! What other systems take and give: FHIR, CDS Hooks, text for a referral form.

use crate::case::{Decided, compiled, day, not_json, today};
use crate::{CannotRun, Ended, Format, MessageArgs, QuestionnaireArgs, TaskArgs, files, output};
use domeinwijzer::decide::Loose;
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::formats::{self, Json, Options};
use domeinwijzer::protocol::version::{Date, parse_date};
use domeinwijzer::text::Sources;
use domeinwijzer::wire::{Recommendation, TaskReport};

/// Writes a case as a FHIR bundle.
pub(crate) fn bundle(
    it: &Decided,
    recommendation: &Recommendation,
    args: &MessageArgs,
) -> Result<Ended, CannotRun> {
    let made = options(args).and_then(|given| formats::bundle(&about(it, recommendation), &given));
    written(made, Format::Fhir)
}

/// Writes a case as CDS Hooks cards.
pub(crate) fn cards(
    it: &Decided,
    recommendation: &Recommendation,
    args: &MessageArgs,
) -> Result<Ended, CannotRun> {
    let made = options(args).map(|given| formats::cds_hooks(&about(it, recommendation), &given));
    written(made, Format::CdsHooks)
}

/// Writes a case as text for a referral form.
pub(crate) fn referral(it: &Decided, recommendation: &Recommendation) -> Result<(), CannotRun> {
    let text = formats::referral(&about(it, recommendation));
    let none = || "Er is nog geen route om naar te verwijzen.\n".to_owned();
    output::print(&text.unwrap_or_else(none))
}

/// Writes the questions of a protocol as a FHIR questionnaire.
pub(crate) fn questionnaire(args: &QuestionnaireArgs) -> Result<Ended, CannotRun> {
    let (registry, path) = files::registry(&args.protocol, &args.protocols)?;
    let date = args.on.as_deref().map_or_else(|| Ok(today()), day);
    let made = date.and_then(|date| {
        let checked = compiled(&registry, path.as_deref(), &args.protocol, date)?;
        Ok(formats::questionnaire(&checked))
    });
    match made {
        Ok(made) => written(Ok(made), Format::Json),
        Err(faults) => {
            output::diagnostics(&faults, registry.sources(), Format::Full)?;
            Ok(Ended::WithErrors)
        }
    }
}

/// Reads a task that was sent back.
pub(crate) fn task(args: &TaskArgs) -> Result<Ended, CannotRun> {
    let bytes = files::read_input(&args.path)?;
    let loose: Result<Loose, _> = serde_json::from_slice(&bytes);
    let read = loose.map_err(|error| vec![not_json(&error)]);
    match read.and_then(|task| formats::read_task(&task)) {
        Ok(report) => {
            show(&report, args.format)?;
            Ok(Ended::Clean)
        }
        Err(faults) => {
            output::diagnostics(&faults, &Sources::default(), args.format)?;
            Ok(Ended::WithErrors)
        }
    }
}

fn show(report: &TaskReport, format: Format) -> Result<(), CannotRun> {
    match format {
        Format::Json => output::json(report),
        _ => output::print(&format!("{}\n", report.line)),
    }
}

/// The day on which a questionnaire response was filled in, when it says so in a way that can be read.
pub(crate) fn filled_in_on(response: &Loose) -> Option<Date> {
    let Loose::Object(entries) = response else {
        return None;
    };
    match entries.iter().find(|it| it.0 == "authored") {
        Some((_, Loose::Text(text))) => parse_date(text.get(..10)?).ok(),
        _ => None,
    }
}

fn about<'a>(it: &'a Decided, recommendation: &'a Recommendation) -> formats::Decided<'a> {
    formats::Decided {
        checked: &it.checked,
        case: &it.case,
        decision: &it.decision,
        recommendation,
    }
}

fn options(args: &MessageArgs) -> Result<Options, Vec<Diagnostic>> {
    let given = [
        ("subject", args.subject.clone()),
        ("consent", args.consent.clone()),
        ("id", args.id.clone()),
        ("answers", args.all_answers.then(|| "all".to_owned())),
    ];
    let given = given
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), Loose::Text(value?))));
    Options::read(&Loose::Object(given.collect()))
}

fn written(made: Result<Json, Vec<Diagnostic>>, format: Format) -> Result<Ended, CannotRun> {
    match made {
        Ok(made) => {
            output::json(&made)?;
            Ok(Ended::Clean)
        }
        Err(faults) => {
            output::diagnostics(&faults, &Sources::default(), format)?;
            Ok(Ended::WithErrors)
        }
    }
}
