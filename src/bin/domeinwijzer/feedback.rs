//! `domeinwijzer feedback`: what came back after a referral, as a file that `evaluate` counts.

use crate::case::{day, today};
use crate::{CannotRun, Ended, Format, files, output};
use domeinwijzer::decide::Loose;
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::record::plain_text;
use domeinwijzer::review::{self, Said};
use domeinwijzer::text::Sources;
use std::path::{Path, PathBuf};

/// What the command was given.
#[derive(clap::Args)]
pub(crate) struct FeedbackArgs {
    /// Het adviesbewijs, of de keuze die ervan afweek (JSON)
    #[arg(value_name = "BEWIJS")]
    receipt: PathBuf,
    /// De FHIR-taak die terugkwam: een JSON-bestand, of `-` voor stdin
    #[arg(long, value_name = "BESTAND", conflicts_with_all = ["status", "on"], required_unless_present = "status")]
    task: Option<PathBuf>,
    /// De stand zoals FHIR die noemt: completed, rejected, in-progress …
    #[arg(long, value_name = "STAND")]
    status: Option<String>,
    /// De dag waarop het bericht kwam; anders vandaag. Bij een taak staat die erin
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    /// Schrijft naar dit bestand in plaats van naar stdout
    #[arg(long, value_name = "BESTAND")]
    output: Option<PathBuf>,
}

/// Writes down what came back.
pub(crate) fn feedback(args: &FeedbackArgs) -> Result<Ended, CannotRun> {
    let stdin = Path::new("-");
    if args.receipt == stdin && args.task.as_deref() == Some(stdin) {
        return Err(CannotRun(
            "van stdin kan er maar één komen: het bewijs of de taak".to_owned(),
        ));
    }
    let receipt = files::read_input(&args.receipt)?;
    let task = args.task.as_deref().map(files::read_input).transpose()?;
    let text = match entry(args, &receipt, task.as_deref()) {
        Ok(entry) => plain_text(&entry) + "\n",
        Err(faults) => {
            output::diagnostics(&faults, &Sources::default(), Format::Full)?;
            return Ok(Ended::WithErrors);
        }
    };
    match &args.output {
        Some(path) => files::write(path, text.as_bytes())?,
        None => output::print(&text)?,
    }
    Ok(Ended::Clean)
}

fn entry(
    args: &FeedbackArgs,
    receipt: &[u8],
    task: Option<&[u8]>,
) -> Result<Loose, Vec<Diagnostic>> {
    let receipt = json(receipt, Code::InvalidReceipt, "het bewijs")?;
    let task = task.map(|it| json(it, Code::InvalidMessage, "de taak"));
    let task = task.transpose()?;
    let said = match &task {
        Some(task) => Said::Task(task),
        None => Said::Status(
            args.status.as_deref().unwrap_or_default(),
            args.on.as_deref().map_or_else(|| Ok(today()), day)?,
        ),
    };
    review::feedback(&receipt, said)
}

fn json(bytes: &[u8], code: Code, what: &str) -> Result<Loose, Vec<Diagnostic>> {
    serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("regel {}, kolom {}", error.line(), error.column());
        let message = format!("{what} is geen JSON die hier gelezen kan worden ({place})");
        vec![Diagnostic::error(code, message)]
    })
}
