//! `domeinwijzer evaluate`: what came of advice, from receipts that a practice kept.
//!
//! Thin: the library reads entries and counts; here are the files.

mod page;
mod smallest;
mod text;

use crate::{CannotRun, Ended, Format, case, files, output};
use domeinwijzer::check::Checked;
use domeinwijzer::decide::Loose;
use domeinwijzer::program;
use domeinwijzer::protocol::version::{Date, parse_date};
use domeinwijzer::prove::Prover;
use domeinwijzer::record::plain_text;
use domeinwijzer::review::{Draft, Entry, Gathered, evaluation, stripped};
use std::path::{Path, PathBuf};

/// What the command was given.
#[derive(clap::Args)]
pub(crate) struct EvaluateArgs {
    /// Adviesbewijzen, keuzes en terugkoppelingen (JSON), of mappen ermee
    #[arg(required = true, value_name = "PAD")]
    paths: Vec<PathBuf>,
    /// Een concept van het protocol: wat zou het in dezelfde casussen adviseren?
    #[arg(long, value_name = "BESTAND")]
    draft: Option<String>,
    /// Het protocol van de bewijzen: dan ook wat de kleinste wijziging van die ene regel zou doen
    #[arg(long, value_name = "PROTOCOL")]
    protocol: Option<String>,
    /// De dag waarop geteld wordt of een termijn voorbij is; anders vandaag
    #[arg(long, value_name = "DATUM")]
    on: Option<String>,
    /// Schrijft hier welke bewijzen te bespreken zijn, en waarom; deel dit bestand niet
    #[arg(long, value_name = "BESTAND")]
    cases: Option<PathBuf>,
    /// Schrijft hier alles opnieuw zonder vrije tekst, met namen zonder betekenis; telt dan niet
    #[arg(long, value_name = "MAP")]
    strip: Option<PathBuf>,
    /// Schrijft naar dit bestand in plaats van naar stdout
    #[arg(long, value_name = "BESTAND")]
    output: Option<PathBuf>,
    /// De map waarin protocollen en hun bases staan
    #[arg(long, value_name = "MAP", default_value = "protocols")]
    protocols: PathBuf,
    /// Tekst, JSON, of een pagina om te lezen en af te drukken
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
}

/// Counts, or strips.
pub(crate) fn evaluate(args: &EvaluateArgs) -> Result<Ended, CannotRun> {
    let on = match &args.on {
        Some(text) => parse_date(text)
            .map_err(|error| CannotRun(format!("`{text}` is geen datum: {error}")))?,
        None => case::today(),
    };
    let mut unread = 0;
    let mut values = Vec::new();
    for path in list(&args.paths)? {
        match value(&path)? {
            Ok(value) => values.push((path, value)),
            Err(why) => {
                unread += 1;
                eprintln!("domeinwijzer: {} telt niet mee: {why}", files::name(&path));
            }
        }
    }
    if let Some(folder) = &args.strip {
        return strip(folder, &values, unread);
    }
    let mut gathered = Gathered::default();
    for (path, value) in &values {
        match Entry::read(value) {
            Ok(entry) => gathered.add(entry),
            Err(faults) => {
                unread += 1;
                let why: Vec<&str> = faults.iter().map(|it| it.message.as_str()).collect();
                eprintln!(
                    "domeinwijzer: {} telt niet mee: {}",
                    files::name(path),
                    why.join("; ")
                );
            }
        }
    }
    let Ok(draft) = draft(args, on)? else {
        return Ok(Ended::WithErrors);
    };
    let mut drafts: Vec<Draft> = Vec::new();
    drafts.extend(draft.as_ref().map(|(checked, prover)| Draft {
        checked,
        prover,
        change: None,
    }));
    let changed = match &args.protocol {
        Some(protocol) => match evaluation(&gathered, on, &[]).0.first {
            Some(first) => smallest::changes(protocol, &args.protocols, &first.id, on)?,
            None => Vec::new(),
        },
        None => Vec::new(),
    };
    drafts.extend(changed.iter().map(|it| Draft {
        checked: &it.checked,
        prover: &it.prover,
        change: Some(&it.change),
    }));
    let (found, cases) = evaluation(&gathered, on, &drafts);
    if let Some(path) = &args.cases {
        files::write(path, text::cases(&cases).as_bytes())?;
    }
    let text = match args.format {
        Format::Json => output::json_text(&found)?,
        Format::Html => page::page(&found),
        _ => text::text(&found),
    };
    match &args.output {
        Some(path) => files::write(path, text.as_bytes())?,
        None => output::print(&text)?,
    }
    if unread > 0 {
        let files = output::counted(unread, "bestand", "bestanden");
        eprintln!("domeinwijzer: {files} niet gelezen");
    }
    Ok(Ended::Clean)
}

/// The draft, ready to decide; its faults are shown.
fn draft(
    args: &EvaluateArgs,
    on: Date,
) -> Result<Result<Option<(Checked, Prover)>, Ended>, CannotRun> {
    let Some(name) = &args.draft else {
        return Ok(Ok(None));
    };
    let (registry, path) = files::registry(name, &args.protocols)?;
    Ok(match case::compiled(&registry, path.as_deref(), name, on) {
        Ok(checked) => {
            let prover = Prover::new(program::compile(&checked));
            Ok(Some((checked, prover)))
        }
        Err(faults) => {
            output::diagnostics(&faults, registry.sources(), Format::Full)?;
            Err(Ended::WithErrors)
        }
    })
}

/// The files, and those on `.json` in the folders, sorted.
pub(crate) fn list(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CannotRun> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| files::unreadable(path, &error))?;
        let mut inside: Vec<PathBuf> = entries
            .filter_map(|it| Some(it.ok()?.path()))
            .filter(|it| it.extension().is_some_and(|it| it == "json"))
            .collect();
        inside.sort();
        found.append(&mut inside);
    }
    if found.is_empty() {
        return Err(CannotRun("er staat geen enkel .json-bestand in".to_owned()));
    }
    Ok(found)
}

/// What stands in a file; or why that is nothing that can be read.
fn value(path: &Path) -> Result<Result<Loose, String>, CannotRun> {
    let bytes = files::read_input(path)?;
    Ok(serde_json::from_slice(&bytes)
        .map_err(|error| format!("geen JSON die hier gelezen kan worden ({error})")))
}

/// Writes everything anew, without what people wrote in their own words.
fn strip(
    folder: &Path,
    values: &[(PathBuf, Loose)],
    mut unread: usize,
) -> Result<Ended, CannotRun> {
    std::fs::create_dir_all(folder)
        .map_err(|error| files::unwritable(folder, &error.to_string()))?;
    let mut written = 0;
    for (path, value) in values {
        let Ok((name, value)) = stripped(value) else {
            unread += 1;
            eprintln!(
                "domeinwijzer: {} is geen adviesbewijs, keuze of terugkoppeling",
                files::name(path)
            );
            continue;
        };
        let free = (1..).map(|number| match number {
            1 => folder.join(format!("{name}.json")),
            _ => folder.join(format!("{name}-{number}.json")),
        });
        let mut free = free.filter(|it| !it.exists());
        if let Some(to) = free.next() {
            files::write(&to, (plain_text(&value) + "\n").as_bytes())?;
            written += 1;
        }
    }
    output::print(&format!(
        "{} geschreven zonder vrije tekst in {}\n",
        output::counted(written, "bestand", "bestanden"),
        files::name(folder)
    ))?;
    Ok(if unread == 0 {
        Ended::Clean
    } else {
        Ended::WithErrors
    })
}
