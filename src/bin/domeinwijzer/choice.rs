//! `domeinwijzer override`: that something else was chosen than the advice, and why, as a file that `evaluate` counts.

use crate::case::{Decided, with_case};
use crate::{CannotRun, CaseArgs, Ended, Format, files, output};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::record::{Choice, override_record};
use domeinwijzer::text::Sources;
use domeinwijzer::wire::OverrideRecord;
use std::path::PathBuf;

/// What the command was given.
#[derive(clap::Args)]
pub(crate) struct OverrideArgs {
    #[command(flatten)]
    case: CaseArgs,
    /// De route die gekozen is
    #[arg(
        long,
        required_unless_present = "no_route",
        conflicts_with = "no_route"
    )]
    route: Option<String>,
    /// Er is geen enkele route gekozen
    #[arg(long)]
    no_route: bool,
    /// Waarom: een van de redenen onder [afwijking] in het protocol
    #[arg(long, value_name = "REDEN")]
    reason: Option<String>,
    /// Een toelichting, zonder gegevens van de patiënt
    #[arg(long, value_name = "TEKST")]
    note: Option<String>,
    /// Schrijft naar dit bestand in plaats van naar stdout
    #[arg(long, value_name = "BESTAND")]
    output: Option<PathBuf>,
}

/// Lays down what was chosen.
pub(crate) fn lay_down(args: &OverrideArgs) -> Result<Ended, CannotRun> {
    with_case(&args.case, |decided| match record(args, decided) {
        Ok(record) => {
            let text = output::json_text(&record)?;
            match &args.output {
                Some(path) => files::write(path, text.as_bytes())?,
                None => output::print(&text)?,
            }
            Ok(Ended::Clean)
        }
        Err(faults) => {
            output::diagnostics(&faults, &Sources::default(), Format::Full)?;
            Ok(Ended::WithErrors)
        }
    })
}

fn record(args: &OverrideArgs, it: &Decided) -> Result<OverrideRecord, Vec<Diagnostic>> {
    let choice = Choice {
        route: args.route.clone(),
        reason: args.reason.clone(),
        note: args.note.clone(),
    };
    override_record(
        &it.checked,
        &it.prover,
        &it.case,
        &it.decision,
        it.date,
        &choice,
    )
}
