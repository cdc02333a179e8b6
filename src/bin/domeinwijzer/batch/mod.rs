//! `domeinwijzer batch`: a practice's own export, row by row.
//!
//! Thin: the library reads the mapping, turns cells into answers and decides; here are the files.

#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod progress;
mod rows;
mod sink;

use crate::{CannotRun, Ended, Format, case, files, output};
use domeinwijzer::check::Checked;
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::export::{
    Counts, Fit, IMPOSSIBLE, Outcome, Outcomes, refuse_ignored, refuse_personal,
};
use domeinwijzer::protocol::mapping::{self, Mapping};
use domeinwijzer::protocol::version::{Date, parse_date};
use domeinwijzer::protocol::{Input, decode};
use domeinwijzer::table::{Quick, Reader, Table};
use domeinwijzer::text::Sources;
use progress::{Origin, Progress};
use rows::Opened;
use sink::Lines;
use std::path::PathBuf;

/// What the command was given.
#[derive(clap::Args)]
pub(crate) struct BatchArgs {
    /// Een bestand, of een protocol: `achterhoek_hotspotters`
    #[arg(long)]
    protocol: String,
    /// De uitdraai: CSV, of Parquet
    #[arg(long, value_name = "BESTAND")]
    input: PathBuf,
    /// Het kolommenbestand: welke kolom welke vraag beantwoordt
    #[arg(long, value_name = "BESTAND")]
    map: PathBuf,
    /// Waar de uitkomst per rij komt: CSV, of Parquet
    #[arg(long, value_name = "BESTAND")]
    output: PathBuf,
    /// Waar de rijen met een fout komen, met hun regel
    #[arg(long, value_name = "BESTAND")]
    errors: Option<PathBuf>,
    /// Waar de samenvatting komt: als JSON bij een naam op .json, anders als tekst
    #[arg(long, value_name = "BESTAND")]
    summary: Option<PathBuf>,
    /// Gaat verder waar een eerdere keer gestopt is
    #[arg(long)]
    resume: bool,
    /// Leest hoogstens zoveel rijen; met --resume gaat het daarna verder
    #[arg(long, value_name = "AANTAL")]
    rows: Option<u64>,
    /// De dag waarop het protocol van kracht is; anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    /// De map waarin protocollen en hun bases staan
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
    /// Hoe de samenvatting getoond wordt
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
}

/// After so many rows the progress is kept.
const KEPT_EVERY: u64 = 250_000;
/// After so many rows the bar moves.
const SHOWN_EVERY: u64 = 8_192;
/// The most bad rows that are shown; all of them go to the list.
const BAD_SHOWN: u64 = 20;

/// Decides every row of a file.
pub(crate) fn batch(args: &BatchArgs) -> Result<Ended, CannotRun> {
    let date = match &args.on {
        Some(text) => parse_date(text)
            .map_err(|error| CannotRun(format!("`{text}` is geen datum: {error}")))?,
        None => case::today(),
    };
    let checked = match protocol(args, date)? {
        Ok(checked) => checked,
        Err(ended) => return Ok(ended),
    };
    let bytes = files::read_input(&args.map)?;
    let mut sources = Sources::default();
    let mut report = Vec::new();
    let mapping = read_mapping(&files::name(&args.map), &bytes, &mut sources, &mut report);
    let stop = |report: &[Diagnostic]| report.iter().any(Diagnostic::is_error);
    if stop(&report) {
        output::diagnostics(&report, &sources, Format::Full)?;
        return Ok(Ended::WithErrors);
    }
    let mut opened = rows::open(&args.input, &mapping.export)?;
    let table = Table::new(
        &mapping,
        &checked,
        &opened.columns,
        opened.decimal,
        &mut report,
    );
    if let Some(table) = &table {
        refuse_ignored(&mapping, table, &opened.columns, &mut report);
    }
    let Some(table) = table.filter(|_| !stop(&report)) else {
        output::diagnostics(&report, &sources, Format::Full)?;
        return Ok(Ended::WithErrors);
    };
    let (columns, sample) = (&opened.columns, &opened.sample);
    refuse_personal(&mapping, table.key(), columns, sample, date).map_err(CannotRun)?;
    opened.sample = Vec::new();
    let of = Origin {
        input: progress::fingerprint(&args.input)?,
        protocol: checked.digest().to_owned(),
        map: progress::fingerprint_of(&bytes),
    };
    let counts = Run::new(args, &checked, &table, opened, of)?.run()?;
    show(args, &checked, &counts)
}

/// The protocol that is asked for; its faults are shown.
fn protocol(args: &BatchArgs, date: Date) -> Result<Result<Checked, Ended>, CannotRun> {
    let (registry, path) = files::registry(&args.protocol, &args.protocols)?;
    match case::compiled(&registry, path.as_deref(), &args.protocol, date) {
        Ok(checked) => Ok(Ok(checked)),
        Err(faults) => {
            output::diagnostics(&faults, registry.sources(), Format::Full)?;
            Ok(Err(Ended::WithErrors))
        }
    }
}

fn read_mapping(
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
    report: &mut Vec<Diagnostic>,
) -> Mapping {
    let (text, fault) = decode(bytes, sources.end());
    report.extend(fault);
    let start = sources.add(name.to_owned(), text.clone());
    mapping::read(Input { text: &text, start }, report)
}

/// One run over a file.
struct Run<'a> {
    args: &'a BatchArgs,
    checked: &'a Checked,
    table: &'a Table,
    opened: Opened,
    fit: Fit,
    outcomes: Outcomes,
    sink: Box<dyn sink::Sink>,
    errors: Option<Lines>,
    progress: Progress,
    /// The rows that an earlier run decided.
    skipped: u64,
    shown: u64,
}

impl<'a> Run<'a> {
    fn new(
        args: &'a BatchArgs,
        checked: &'a Checked,
        table: &'a Table,
        mut opened: Opened,
        of: Origin,
    ) -> Result<Self, CannotRun> {
        let before = if args.resume {
            Some(progress::resume(&args.output, &of)?)
        } else {
            progress::forget(&args.output);
            None
        };
        let key = opened.columns.get(table.key()).cloned().unwrap_or_default();
        let written = before.as_ref().map(|it| it.written);
        let sink = sink::open(&args.output, &key, opened.separator, written)?;
        let errors = match &args.errors {
            Some(path) => Some(Lines::open(path, before.as_ref().map(|it| it.errors))?),
            None => None,
        };
        let progress = before.unwrap_or_else(|| Progress {
            of,
            ..Progress::default()
        });
        Ok(Self {
            args,
            checked,
            table,
            fit: Fit::new(std::mem::take(&mut opened.columns), table.key()),
            opened,
            outcomes: Outcomes::default(),
            sink,
            errors,
            skipped: progress.counts.read,
            progress,
            shown: 0,
        })
    }

    fn run(mut self) -> Result<Counts, CannotRun> {
        let bar = progress::bar(self.opened.length);
        let (checked, separator) = (self.checked, self.opened.separator);
        let mut quick = Quick::new(checked);
        let mut reader = Reader::new(self.table, &quick);
        let mut rows = std::mem::replace(&mut self.opened.rows, Box::new(rows::Nothing));
        let mut at = 0;
        let last = self.args.rows.map(|rows| self.skipped.saturating_add(rows));
        let mut complete = true;
        while let Some(row) = rows.next()? {
            if at < self.skipped {
                at += 1;
                continue;
            }
            if last.is_some_and(|last| at >= last) {
                complete = false;
                break;
            }
            at += 1;
            self.progress.counts.read += 1;
            let outcomes = &mut self.outcomes;
            let found = self.fit.read(&row).and_then(|key| {
                let make = |decision: &_, refused| {
                    outcomes.add(Outcome::new(checked, decision, refused, separator))
                };
                let outcome = quick.row(&mut reader, &row.cells, make);
                let outcome = outcome.map_err(|unfit| self.fit.message(&unfit))?;
                Ok((key, outcome))
            });
            match found.map(|(key, outcome)| (key, self.outcomes.get_mut(outcome))) {
                Ok((key, Some(outcome))) if !outcome.refused => {
                    outcome.rows += 1;
                    self.sink.write(key, row.plain, outcome)?;
                }
                Ok(_) => {
                    self.bad(row.line, IMPOSSIBLE)?;
                }
                Err(message) => self.bad(row.line, &message)?,
            }
            if self.outcomes.is_full() {
                self.count();
                self.outcomes.clear();
                quick.forget();
            }
            if at.is_multiple_of(SHOWN_EVERY) {
                bar.set_position(rows.done());
                bar.set_message(format!("{at} rijen"));
            }
            if at.is_multiple_of(KEPT_EVERY) {
                self.keep()?;
            }
        }
        bar.finish_and_clear();
        if complete {
            self.settle()?;
            self.sink.finish()?;
            progress::forget(&self.args.output);
        } else {
            self.keep()?;
        }
        if self.shown > BAD_SHOWN && self.args.errors.is_none() {
            let more = self.shown - BAD_SHOWN;
            eprintln!("en nog {more} rijen met een fout; met --errors BESTAND staan ze er alle in");
        }
        Ok(self.progress.counts)
    }

    fn bad(&mut self, line: u64, message: &str) -> Result<(), CannotRun> {
        self.progress.counts.bad += 1;
        self.shown += 1;
        let text = format!("regel {line}: {message}\n");
        if self.shown <= BAD_SHOWN {
            eprint!("{text}");
        }
        match &mut self.errors {
            Some(errors) => errors.write(text.as_bytes()),
            None => Ok(()),
        }
    }

    /// Counts what was not counted yet.
    fn count(&mut self) {
        for outcome in self.outcomes.iter_mut() {
            self.progress.counts.take(self.checked, outcome);
        }
    }

    /// Counts what was not counted yet, and puts all on the disk.
    fn settle(&mut self) -> Result<(), CannotRun> {
        self.count();
        self.progress.written = self.sink.settle()?;
        if let Some(errors) = &mut self.errors {
            self.progress.errors = errors.settle()?;
        }
        Ok(())
    }

    /// Keeps how far the run is, so that another can go on.
    fn keep(&mut self) -> Result<(), CannotRun> {
        self.settle()?;
        progress::keep(&self.args.output, &self.progress)
    }
}

/// Shows the summary, and writes it where it was asked for.
fn show(args: &BatchArgs, checked: &Checked, counts: &Counts) -> Result<Ended, CannotRun> {
    let text = counts.text(checked);
    if let Some(path) = &args.summary {
        let is_json = path.extension().is_some_and(|it| it == "json");
        let written = if is_json {
            output::json_text(counts)?
        } else {
            text.clone()
        };
        files::write(path, written.as_bytes())?;
    }
    match args.format {
        Format::Json => output::json(counts)?,
        _ => output::print(&text)?,
    }
    Ok(Ended::Clean)
}
