//! `domeinwijzer batch`: a practice's own export, row by row.
//!
//! Thin: the library reads the mapping, turns cells into answers and decides; here are the files.

mod decider;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod progress;
mod rows;
mod sink;
mod threads;

use crate::{CannotRun, Ended, Format, case, files, output};
use decider::{Decided, Decider};
use domeinwijzer::check::Checked;
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::export::{Counts, Fit, refuse_ignored, refuse_personal};
use domeinwijzer::protocol::mapping::{self, Mapping};
use domeinwijzer::protocol::version::{Date, parse_date};
use domeinwijzer::protocol::{Input, decode};
use domeinwijzer::table::Table;
use domeinwijzer::text::Sources;
use indicatif::ProgressBar;
use progress::{Origin, Progress};
use rows::{Opened, Rows};
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
    /// Hoeveel rijen tegelijk beslist worden: één per rekenkern. Er komt hetzelfde uit
    #[arg(long, value_name = "AANTAL")]
    threads: Option<usize>,
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
    if let Some(registry) = files::only(&args.protocol, &args.protocols)?
        && let Ok(checked) = case::compiled(&registry, None, &args.protocol, date)
    {
        return Ok(Ok(checked));
    }
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
    of: Decided<'a>,
    opened: Opened,
    sink: Box<dyn sink::Sink>,
    errors: Option<Lines>,
    progress: Progress,
    bar: ProgressBar,
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
            of: Decided {
                checked,
                table,
                fit: Fit::new(std::mem::take(&mut opened.columns), table.key()),
                separator: opened.separator,
            },
            bar: progress::bar(opened.length),
            opened,
            sink,
            errors,
            skipped: progress.counts.read,
            progress,
            shown: 0,
        })
    }

    fn run(mut self) -> Result<Counts, CannotRun> {
        let mut rows = std::mem::replace(&mut self.opened.rows, Box::new(rows::Nothing));
        for _ in 0..self.skipped {
            if rows.next()?.is_none() {
                break;
            }
        }
        let threads = self.args.threads.unwrap_or_else(threads::usual);
        // A small file is done before a thread has begun; and who wants so many rows wants no more.
        let alone = threads < 2
            || self.args.rows.is_some()
            || !self.sink.takes_lines()
            || self.opened.length < 2 * threads::BLOCK as u64;
        let blocks = if alone { None } else { rows.blocks() };
        let complete = if let Some(blocks) = blocks {
            let of = self.of.clone();
            threads::run(&mut self, blocks, &of, threads)?;
            true
        } else {
            self.one_by_one(&mut *rows)?
        };
        self.bar.finish_and_clear();
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

    /// Decides the rows one after another, and says whether there are no more.
    fn one_by_one(&mut self, rows: &mut dyn Rows) -> Result<bool, CannotRun> {
        let mut decider = Decider::new(self.of.clone());
        let mut at = 0;
        let complete = loop {
            if self.args.rows.is_some_and(|wanted| at >= wanted) {
                break rows.next()?.is_none();
            }
            let Some(row) = rows.next()? else {
                break true;
            };
            at += 1;
            self.progress.counts.read += 1;
            match decider.row(&row) {
                Ok((key, outcome)) => self.sink.write(key, row.plain, outcome)?,
                Err(message) => self.bad(row.line, &message)?,
            }
            if at.is_multiple_of(SHOWN_EVERY) {
                self.show(rows.done());
            }
            if at.is_multiple_of(KEPT_EVERY) {
                self.progress.counts.join(decider.counts());
                self.keep()?;
            }
        };
        self.progress.counts.join(decider.counts());
        Ok(complete)
    }

    /// Shows how far the run is.
    fn show(&self, done: u64) {
        self.bar.set_position(done);
        let read = self.progress.counts.read;
        self.bar.set_message(format!("{read} rijen"));
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

    /// Puts all on the disk.
    fn settle(&mut self) -> Result<(), CannotRun> {
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
